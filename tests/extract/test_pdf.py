"""Reading whole PDFs: blocks, pages, margins, problems and refusals."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from avtalesjekk.extract import pdf
from avtalesjekk.extract.docx import read_docx
from avtalesjekk.extract.model import Block, ReadError
from avtalesjekk.extract.pdf import read_pdf
from avtalesjekk.extract.pdf_sheet import read_sheet

from .pdf_maker import PageMaker, make_pdf

BODY = (
    "Kommunen og NAV skal samarbeide om introduksjonsprogrammet for den enkelte deltaker",
    "og holde hverandre orientert om forhold av betydning for samarbeidet i programmet.",
)


def texts(data: bytes, *, margin: bool = False) -> list[str]:
    """Return the words of each block of the body, or of each block of the margins."""
    text, _, blocks, _ = read_pdf(data)
    return [text[block.span.start : block.span.end] for block in blocks if block.margin == margin]


def blocks_of(data: bytes) -> tuple[Block, ...]:
    return read_pdf(data)[2]


def test_lines_of_a_paragraph_become_one_block() -> None:
    """A line break within a paragraph is a space."""
    assert texts(make_pdf(PageMaker().lines(72, 150, *BODY))) == [" ".join(BODY)]


def test_hyphen_at_a_line_end_keeps_its_line_break() -> None:
    """The reader cannot know whether the hyphen belongs to the word."""
    page = PageMaker().lines(72, 150, "Kommunen og NAV skal samarbeide om introduksjons-", "programmet for deltakeren.")
    assert texts(make_pdf(page)) == ["Kommunen og NAV skal samarbeide om introduksjons-\nprogrammet for deltakeren."]


def test_soft_hyphen_at_a_line_end_becomes_a_hyphen() -> None:
    """On the page it looks like any other hyphen."""
    page = PageMaker().lines(
        72, 150, "Kommunen og NAV skal samarbeide om introduksjons\xad", "programmet for deltakeren."
    )
    assert texts(make_pdf(page)) == ["Kommunen og NAV skal samarbeide om introduksjons-\nprogrammet for deltakeren."]


def test_dash_at_a_line_end_is_no_hyphen() -> None:
    """A lone dash between words has a space on both sides."""
    page = PageMaker().lines(
        72, 150, "Kommunen og NAV skal samarbeide om introduksjonen -", "og programmet for deltakeren."
    )
    assert texts(make_pdf(page)) == [
        "Kommunen og NAV skal samarbeide om introduksjonen - og programmet for deltakeren."
    ]


def test_control_characters_are_left_out() -> None:
    """A NUL or bell in the text layer does not reach the text."""
    page = PageMaker()
    page.parts.append("BT /F 11 Tf 1 0 0 1 72 600 Tm <6176000774616C65> Tj ET")
    assert texts(make_pdf(page)) == ["avtale"]


def test_block_knows_size_and_weight() -> None:
    """The outline needs them to find headings."""
    page = PageMaker().text(72, 150, "Formål", size=14.2, font="B").text(72, 180, "Partene samarbeider.")
    heading, paragraph = blocks_of(make_pdf(page))
    assert (heading.size, heading.bold) == (14.0, True)
    assert (paragraph.size, paragraph.bold) == (11.0, False)


def test_italic_holds_for_a_block_in_italics() -> None:
    """Instructions in a template stand in italics."""
    (block,) = blocks_of(make_pdf(PageMaker().text(72, 150, "Fyll inn navn", font="I")))
    assert block.italic


def test_one_bold_word_does_not_make_a_bold_block() -> None:
    """`bold` holds for all letters or not at all."""
    page = PageMaker().text(72, 150, "NAV", font="B").text(97, 150, "skal bidra")
    (block,) = blocks_of(make_pdf(page))
    assert not block.bold


def test_size_counts_the_scale_of_the_text_matrix() -> None:
    """Some programs set the font to 1 point and blow it up."""
    page = PageMaker().text(72, 150, "Avtale", size=1, matrix="12 0 0 12")
    assert blocks_of(make_pdf(page))[0].size == 12.0


def test_typed_number_is_split_from_the_body() -> None:
    """The body begins after the number."""
    data = make_pdf(PageMaker().text(72, 150, "4.2 Ansvar og roller"))
    text, _, (block,), _ = read_pdf(data)
    assert (block.number, text[block.body.start : block.body.end]) == ("4.2", "Ansvar og roller")


def test_bullets_have_levels_by_indent() -> None:
    """A bullet further in is one level down."""
    page = PageMaker().lines(72, 150, "Kommunen skal sørge for:")
    for x, y, words in ((80, 170, "• bolig"), (100, 190, "• kommunal bolig"), (80, 210, "• tolk")):
        page.text(x, y, words)
    assert [block.list_level for block in blocks_of(make_pdf(page))] == [None, 0, 1, 0]


@pytest.mark.parametrize(
    ("word", "mark", "size", "rise", "told"),
    [
        ("året.", "2", 6, 4, "Møter i året. Begge"),
        ("G-27/2017", "12", 6, 4, "Møter i G-27/2017 Begge"),
        ("NAV-2017", "2", 11, 0, "Møter i NAV-20172 Begge"),
        ("CO", "2", 6, -2, "Møter i CO2 Begge"),
        ("m", "2", 6, 4, "Møter i m2 Begge"),
        ("A", "2017", 6, 4, "Møter i A2017 Begge"),
    ],
)
def test_the_mark_of_a_footnote_is_no_part_of_its_word(word: str, mark: str, size: int, rise: int, told: str) -> None:
    """It is small and raised, and has two figures at most; that of a unit is its own."""
    before, after = (f"<{words.encode('cp1252').hex()}> Tj" for words in (f"Møter i {word}", " Begge"))
    page = PageMaker()
    page.parts.append(f"BT /F 11 Tf 72 700 Td {before} /F {size} Tf {rise} Ts ({mark}) Tj /F 11 Tf 0 Ts {after} ET")
    assert texts(make_pdf(page)) == [told]


def test_small_print_with_a_mark_at_the_foot_is_a_note() -> None:
    """A footnote is no paragraph of the agreement."""
    page = PageMaker().lines(72, 150, *BODY).text(72, 760, "1 Lov 4. juli 2003 nr. 80", size=8)
    assert [block.note for block in blocks_of(make_pdf(page))] == [False, True]


def test_paragraph_goes_on_overleaf() -> None:
    """A paragraph that runs over the page foot is one block, of the page where it begins; each page has its words."""
    data = make_pdf(PageMaker().lines(72, 700, BODY[0]), PageMaker().lines(72, 150, BODY[1], "", "Neste avsnitt."))
    text, pages, blocks, _ = read_pdf(data)
    assert text == " ".join(BODY) + "\nNeste avsnitt."
    assert [block.page for block in blocks] == [1, 2]
    assert [text[page.span.start : page.span.end] for page in pages] == [BODY[0], f"{BODY[1]}\nNeste avsnitt."]


def test_sentence_that_ended_does_not_go_on_overleaf() -> None:
    """After a full stop a new page begins a new block."""
    data = make_pdf(PageMaker().lines(72, 700, BODY[1]), PageMaker().lines(72, 150, "og dette er noe annet."))
    assert len(texts(data)) == 2


def test_headers_and_footers_come_once_after_the_body() -> None:
    """Running lines are told by place and repetition, whatever page number they print."""
    data = make_pdf(
        *(
            PageMaker()
            .text(72, 40, "Samarbeidsavtale Sunndal")
            .text(72, 150, f"Avsnitt {word} i avtalen.")
            .text(280, 800, f"Side {number} av 3")
            for number, word in enumerate(("første", "andre", "tredje"), 1)
        )
    )
    assert texts(data) == ["Avsnitt første i avtalen.", "Avsnitt andre i avtalen.", "Avsnitt tredje i avtalen."]
    assert texts(data, margin=True) == ["Samarbeidsavtale Sunndal", "Side 1 av 3"]


def test_a_footer_that_counts_the_pages_is_one_on_two_pages_too() -> None:
    """Two headings "Vedlegg 1" and "Vedlegg 2" are none."""
    for foot, margins in (("Sunndal kommune – side {}", 1), ("Vedlegg {}", 0)):
        pages = (PageMaker().lines(72, 150, BODY[0]).text(72, 800, foot.format(number)) for number in (1, 2))
        assert len(texts(make_pdf(*pages), margin=True)) == margins, foot


def test_a_line_that_comes_again_overleaf_is_marginal_in_a_long_file_too() -> None:
    """As in one that was bound of short ones, each with its own lines and page numbers; bold titles are not."""
    pages = []
    for name in ("Sunndal", "Luster", "Halden", "Rana"):
        for number in (1, 2):
            page = PageMaker().text(72, 40, f"{name} kommune").text(72, 120, "Vilkår", 16, "B")
            page.text(72, 160, f"Dette er side {number} av det som {name} kommune sier.")
            pages.append(page.text(280, 800, f"{name} – side {number}"))
    assert texts(make_pdf(*pages), margin=True) == [
        line for name in ("Sunndal", "Luster", "Halden", "Rana") for line in (f"{name} kommune", f"{name} – side 1")
    ]


def test_a_large_title_that_comes_again_close_to_its_text_is_no_margin() -> None:
    """However large it is, the line after it is looked at."""
    pages = (PageMaker().text(72, 90, "Avtale", 48).text(72, 166, f"Avsnitt {word}", 48) for word in ("én", "to"))
    assert texts(make_pdf(*pages), margin=True) == []


def test_paragraph_is_joined_across_header_and_footer() -> None:
    """What stands in the margins does not cut a paragraph in two."""
    data = make_pdf(
        PageMaker().lines(72, 700, BODY[0]).text(290, 800, "1"),
        PageMaker().lines(72, 150, BODY[1]).text(290, 800, "2"),
    )
    assert texts(data) == [" ".join(BODY)]


def test_heading_of_appendices_is_no_running_header() -> None:
    """ "Vedlegg 1" and "Vedlegg 2" count the pages by chance."""
    data = make_pdf(
        PageMaker().text(72, 60, "Vedlegg 1").text(72, 150, "Kontaktpersoner i kommunen."),
        PageMaker().text(72, 60, "Vedlegg 2").text(72, 150, "Rutiner for fravær."),
    )
    assert texts(data)[0::2] == ["Vedlegg 1", "Vedlegg 2"]


def test_repeated_line_close_to_the_body_stays() -> None:
    """A list that stands at the same place on two pages is no header."""
    pages = [
        PageMaker().lines(72, 60, "NAV skal bidra med", f"{word} i programmet.") for word in ("tiltak", "veiledning")
    ]
    assert " ".join(texts(make_pdf(*pages))).count("NAV skal bidra med") == 2


def test_single_page_loses_only_its_page_number() -> None:
    """Without repetition a line at the edge of the page may be anything."""
    page = PageMaker().text(72, 40, "Sunndal kommune").text(72, 300, "Partene samarbeider.").text(290, 800, "1")
    assert texts(make_pdf(page)) == ["Sunndal kommune", "Partene samarbeider."]
    assert texts(make_pdf(page), margin=True) == ["1"]


def test_watermark_across_the_page_is_set_apart() -> None:
    """Text askew does not break up the lines that it crosses."""
    page = PageMaker().lines(72, 150, *BODY).text(200, 160, "UTKAST", size=60, matrix="0.7 0.7 -0.7 0.7")
    assert texts(make_pdf(page)) == [" ".join(BODY)]
    assert texts(make_pdf(page), margin=True) == ["UTKAST"]


@pytest.mark.parametrize(
    ("rotate", "matrix", "first", "second"),
    [
        (90, "0 1 -1 0", (100, 700), (114, 700)),
        (180, "-1 0 0 -1", (500, 700), (500, 686)),
        (270, "0 -1 1 0", (300, 100), (286, 100)),
    ],
)
def test_rotated_page_is_read_upright(
    rotate: int, matrix: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    """Lines follow each other as a reader sees them on the turned page."""
    page = PageMaker(rotate=rotate)
    page.text(*first, "Kommunen og NAV skal samarbeide om programmet for", matrix=matrix)
    page.text(*second, "den enkelte deltaker.", matrix=matrix)
    assert texts(make_pdf(page)) == ["Kommunen og NAV skal samarbeide om programmet for den enkelte deltaker."]


def test_scanned_page_is_a_problem() -> None:
    """A page with nothing but a picture was not read, and the user is told which."""
    _, pages, _, problems = read_pdf(make_pdf(PageMaker().lines(72, 150, *BODY), PageMaker().image()))
    assert [(problem.code, problem.page) for problem in problems] == [("page-without-text", 2)]
    assert len(pages) == 2


def test_scan_with_its_text_underneath_is_no_problem() -> None:
    """OCR has made the picture readable."""
    page = PageMaker().image().lines(72, 150, *BODY)
    assert read_pdf(make_pdf(page))[3] == ()


def test_blank_page_is_no_problem() -> None:
    """The back of a sheet holds nothing that could be missed; its range is empty."""
    text, pages, _, problems = read_pdf(make_pdf(PageMaker().text(72, 150, "Avtale"), PageMaker()))
    assert problems == ()
    assert (pages[1].span.start, pages[1].span.end) == (len(text), len(text))


def test_garbage_in_the_text_layer_is_left_out() -> None:
    """Text shifted along the alphabet by a broken font map is not text."""
    shifted = [
        "".join(chr(ord(letter) - 29) if letter.isascii() and letter != " " else " " for letter in line)
        for line in BODY
    ]
    text, _, blocks, problems = read_pdf(make_pdf(PageMaker().lines(72, 150, *shifted)))
    assert (text, blocks) == ("", ())
    assert [(problem.code, problem.page) for problem in problems] == [("page-without-text", 1)]


def test_file_with_a_password_is_refused() -> None:
    """Nobody but its owner can read it."""
    data = make_pdf(PageMaker().text(72, 150, "Avtale"), encryption=pikepdf.Encryption(user="hemmelig", owner="eier"))
    with pytest.raises(ReadError) as refusal:
        read_pdf(data)
    assert refusal.value.code == "encrypted"


def test_file_refused_without_a_reason_is_damaged_whatever_was_read_before() -> None:
    """For a document without pages pdfium tells the error of the document before."""
    locked = make_pdf(PageMaker().text(72, 150, "Avtale"), encryption=pikepdf.Encryption(user="hemmelig", owner="eier"))
    codes = []
    for data in (locked, make_pdf()):
        with pytest.raises(ReadError) as refusal:
            read_pdf(data)
        codes.append(refusal.value.code)
    assert codes == ["encrypted", "damaged"]


def test_file_with_an_owner_password_only_is_read() -> None:
    """Everybody may open it."""
    data = make_pdf(PageMaker().text(72, 150, "Avtale"), encryption=pikepdf.Encryption(user="", owner="eier"))
    assert texts(data) == ["Avtale"]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\nnot a document at all\n%%EOF", b"%PDF-"])
def test_broken_file_is_refused(data: bytes) -> None:
    """A file without a page to read is damaged."""
    with pytest.raises(ReadError) as refusal:
        read_pdf(data)
    assert refusal.value.code == "damaged"


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """One page more than the limit is too much; the limit itself is not."""
    data = make_pdf(PageMaker().text(72, 150, "Avtale"), PageMaker())
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert texts(data) == ["Avtale"]
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    with pytest.raises(ReadError) as refusal:
        read_pdf(data)
    assert refusal.value.code == "too-large"


def test_spans_cut_the_text_at_the_words() -> None:
    """Every block is a piece of the text, and blocks are joined by line breaks."""
    data = make_pdf(PageMaker().lines(72, 150, "Kommunen skal:", "a) følge opp", "b) melde fra"))
    assert read_pdf(data)[0] == "\n".join(texts(data))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["cok-2006", "framework-2006", "g27-2017", "settlement-2007", "template-2023"])
def test_source_documents_read_as_their_docx(seeds: Path, name: str) -> None:
    """A document printed from Word or Writer has the paragraphs that its author typed."""

    def bodies(content: tuple[str, object, tuple[Block, ...], object]) -> list[str]:
        text, _, blocks, _ = content
        words = (text[block.body.start : block.body.end] for block in blocks if not block.margin)
        return ["".join(each.split()) for each in words]

    assert bodies(read_pdf((seeds / f"{name}.pdf").read_bytes())) == bodies(
        read_docx((seeds / f"{name}.docx").read_bytes())
    )


def test_page_of_printed_blanks_is_no_problem() -> None:
    """Word writes a space into each empty paragraph."""
    assert read_pdf(make_pdf(PageMaker().text(72, 150, "Avtale"), PageMaker().text(72, 150, " ")))[3] == ()


def test_page_that_cannot_be_loaded_is_a_problem() -> None:
    """The rest of the document is still read."""
    data = make_pdf(PageMaker().text(72, 150, "Avtale"), PageMaker().text(72, 150, "Vedlegg"))
    source = pikepdf.open(io.BytesIO(data))
    source.Root.Pages.Kids[1] = pikepdf.Dictionary(Type=pikepdf.Name.Font)
    broken = io.BytesIO()
    source.save(broken)
    text, _, _, problems = read_pdf(broken.getvalue())
    assert text == "Avtale"
    assert [(problem.code, problem.page) for problem in problems] == [("page-without-text", 2)]


def test_number_sign_in_a_footer_is_no_digit() -> None:
    """Masked digits and a printed "#" are told apart."""
    pages = [PageMaker().text(72, 150, "Avtale").text(72, 800, words) for words in ("Utgave #", "Utgave 2")]
    assert "Utgave #" in read_pdf(make_pdf(*pages))[0]


def test_page_of_characters_without_letters_is_a_problem() -> None:
    """A font that names no letters leaves control characters: the page shows words, and none can be read."""
    data = make_pdf(PageMaker().text(72, 150, "Partene møtes.").text(72, 170, "\x04\x05\x06\x07\x08\x10" * 20))
    with pdfium.PdfDocument(data) as document:
        assert read_sheet(document, 0).unread


def test_bullet_without_a_letter_is_no_problem() -> None:
    """A few such characters are bullets, and the words around them are read."""
    data = make_pdf(PageMaker().lines(72, 100, *["\x07 Partene møtes hver måned på kontoret og skriver referat"] * 6))
    assert read_pdf(data)[3] == ()


def test_words_of_one_line_in_two_styles_keep_their_styles() -> None:
    """A line that begins and ends in one style may hold another in between."""
    page = PageMaker().text(72, 100, "NAV", font="B").text(100, 100, "og").text(120, 100, "kommunen", font="B")
    data = make_pdf(page)
    assert (texts(data), blocks_of(data)[0].bold) == (["NAV og kommunen"], False)


def test_words_printed_twice_on_one_spot_are_read_once() -> None:
    """Some programs print bold letters by printing them again; a layer may repeat another."""
    page = PageMaker().lines(72, 150, *BODY).text(72, 200, "Varighet").lines(72, 150, *BODY).text(72, 200, "Varighet")
    assert texts(make_pdf(page)) == [" ".join(BODY), "Varighet"]


def test_sign_of_absurd_size_does_not_swallow_the_lines_around_it() -> None:
    """A glyph as high as the page stands on a foot of its own."""
    page = PageMaker().lines(72, 100, "Første avsnitt.", "Andre avsnitt.", step=40).text(300, 120, "|", size=800)
    assert [text for text in texts(make_pdf(page)) if text != "|"] == ["Første avsnitt.", "Andre avsnitt."]
