"""Reading order and paragraphs in PDFs."""

from __future__ import annotations

import pytest

from avtalesjekk.extract.pdf import read_pdf

from .pdf_maker import PageMaker, make_pdf

LEFT = (
    "Kommunen har ansvar for at den",
    "enkelte deltaker får en plan for",
    "programmet sitt og at planen blir",
    "fulgt opp med jevne mellomrom,",
    "minst hver tredje måned i første",
    "året og siden hvert halve år.",
)
RIGHT = (
    "NAV har ansvar for å gi tilbud om",
    "arbeidsmarkedstiltak og stille med",
    "en fast kontaktperson i møtene i",
    "samarbeidet, og skal melde fra om",
    "endringer som har betydning for",
    "deltakeren og familien hans.",
)
FULL = "Partene er enige om at samarbeidet bygger på gjensidig tillit og jevnlig kontakt mellom ledd"


def paragraphs(*pages: PageMaker) -> list[str]:
    """Return the words of each block."""
    text, _, blocks, _ = read_pdf(make_pdf(*pages))
    return [text[block.span.start : block.span.end] for block in blocks]


def test_columns_are_read_one_after_the_other() -> None:
    """A line of the left column does not go on in the right one."""
    page = PageMaker().text(72, 100, FULL).lines(72, 150, *LEFT).lines(320, 150, *RIGHT)
    assert paragraphs(page) == [FULL, " ".join(LEFT), " ".join(RIGHT)]


def test_a_line_that_is_printed_twice_stands_where_it_was_printed_first() -> None:
    """As for a bold look, and the columns stay in their order."""
    page = PageMaker().lines(72, 150, *LEFT[:5]).lines(320, 150, *RIGHT[:5]).text(72, 150, LEFT[0])
    assert paragraphs(page) == [" ".join((*LEFT[:5], *RIGHT[:5]))]


def test_a_table_in_a_column_stands_in_the_order_of_the_file() -> None:
    """The columns are told by that order: here the right one was written first."""
    page = PageMaker().lines(320, 150, *RIGHT[:4]).lines(72, 150, *LEFT[:4])
    page.grid([72, 150, 250], [220, 240, 260]).text(76, 235, "Møte").text(154, 235, "Hver måned")
    page.text(76, 255, "Plan").text(154, 255, "Hvert halvår")
    assert paragraphs(page) == [" ".join(LEFT[:4]), "Møte\tHver måned", "Plan\tHvert halvår", " ".join(RIGHT[:4])]


def test_columns_written_line_by_line_are_still_columns() -> None:
    """Some programs print a page from top to bottom, across its columns."""
    page = PageMaker()
    for index, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        page.text(72, 150 + 14 * index, left).text(250, 150 + 14 * index, right)
    assert paragraphs(page) == [" ".join(LEFT), " ".join(RIGHT)]


def test_paragraph_goes_on_in_the_next_column() -> None:
    """A sentence that is cut at the foot of the first column ends in the second."""
    page = PageMaker().lines(72, 150, *LEFT[:5]).lines(320, 150, *(LEFT[5], *RIGHT[:4]))
    assert paragraphs(page)[0].startswith(" ".join(LEFT))


def test_text_below_the_columns_comes_last() -> None:
    """A line across both columns ends them."""
    page = PageMaker().lines(72, 150, *LEFT).lines(320, 150, *RIGHT).text(72, 260, FULL)
    assert paragraphs(page) == [" ".join(LEFT), " ".join(RIGHT), FULL]


@pytest.mark.parametrize(("gap", "count"), [(14, 1), (20, 2)])
def test_wide_gap_begins_a_paragraph(gap: int, count: int) -> None:
    """A gap wider than the usual step between lines does; the usual step does not."""
    page = PageMaker().lines(72, 150, FULL, FULL, FULL).text(72, 178 + gap, FULL)
    assert len(paragraphs(page)) == count


def test_change_of_size_begins_a_paragraph() -> None:
    """A heading stands close to its text."""
    page = PageMaker().text(72, 150, FULL, size=12.5).text(72, 164, FULL)
    assert len(paragraphs(page)) == 2


def test_bold_line_before_plain_text_is_its_own_block() -> None:
    """A heading in the size of the text."""
    page = PageMaker().text(72, 150, "Ansvar og roller", font="B").text(72, 164, FULL)
    assert paragraphs(page) == ["Ansvar og roller", FULL]


def test_bold_words_in_a_sentence_do_not_cut_it() -> None:
    """A full line in bold whose sentence goes on in small letters is no heading."""
    page = PageMaker().text(72, 150, FULL, font="B").text(72, 164, "som partene har bestemt.")
    assert len(paragraphs(page)) == 1


def test_indented_first_line_begins_a_paragraph() -> None:
    """Paragraphs without a gap between them are told by the indent."""
    page = PageMaker().lines(72, 150, FULL, FULL).text(90, 178, FULL[:80]).text(72, 192, FULL)
    assert len(paragraphs(page)) == 2


def test_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    """Somebody pressed Enter there."""
    page = PageMaker().lines(72, 150, FULL, "Kort linje", FULL)
    assert paragraphs(page) == [f"{FULL} Kort linje", FULL]


def test_no_line_ends_on_purpose_after_and() -> None:
    """Dots that are too long for the rest of the line may stand on the next."""
    page = PageMaker().text(72, 100, FULL).lines(72, 130, "Felles mål for kommunen og", "NAV: ................")
    assert paragraphs(page)[1] == "Felles mål for kommunen og NAV: ................"


def test_items_begin_blocks_and_keep_their_second_lines() -> None:
    """A hanging line belongs to the item above it."""
    page = PageMaker().text(72, 150, "Kommunen skal:").text(80, 164, f"a) {FULL[:76]}").text(95, 178, "i kommunen;")
    page.text(80, 192, "b) melde fra.")
    assert paragraphs(page) == ["Kommunen skal:", f"a) {FULL[:76]} i kommunen;", "b) melde fra."]


def test_date_at_a_line_start_is_no_item() -> None:
    """A wrapped line may begin with digits."""
    page = PageMaker().lines(72, 150, f"{FULL[:82]} av", "4. juli 2003 nr. 80 om introduksjonsordning.")
    assert len(paragraphs(page)) == 1


def test_dash_within_a_sentence_is_no_bullet() -> None:
    """A wrapped line may begin with a dash."""
    page = PageMaker().lines(72, 150, FULL, "\u2013 og det gjelder begge.")
    assert len(paragraphs(page)) == 1


def test_dashes_of_a_list_are_bullets() -> None:
    """After a colon a dash begins an item."""
    page = PageMaker().lines(72, 150, "Kommunen skal:", "- følge opp", "- melde fra")
    assert paragraphs(page) == ["Kommunen skal:", "- følge opp", "- melde fra"]


def test_large_title_over_several_lines_is_one_block() -> None:
    """A title broken by hand goes on in small letters."""
    page = PageMaker().text(72, 100, "Avtale om samarbeid", size=24).text(72, 130, "mellom partene", size=24)
    page.lines(72, 200, FULL, FULL, FULL)
    assert paragraphs(page)[0] == "Avtale om samarbeid mellom partene"


def test_line_in_several_styles_is_one_line() -> None:
    """A change of font within a line is no break."""
    page = PageMaker().text(72, 150, "Partene", font="B").text(118, 150, "samarbeider tett.")
    assert paragraphs(page) == ["Partene samarbeider tett."]


def test_words_written_out_of_order_are_read_from_left_to_right() -> None:
    """The order in the file says nothing about the order on the line."""
    page = (
        PageMaker().text(142, 150, "samarbeider.").text(72, 180, "Slutt.").text(98, 150, "og NAV").text(72, 150, "Alle")
    )
    assert paragraphs(page) == ["Alle og NAV samarbeider.", "Slutt."]


def test_large_centred_lines_are_one_title() -> None:
    """The names of the parties stand in the middle, each on a line of its own."""
    page = PageMaker().text(175, 100, "SAMARBEIDSAVTALE", size=24).text(199.7, 130, "Sunndal kommune", size=24)
    page.lines(72, 200, FULL, FULL, FULL)
    assert paragraphs(page)[0] == "SAMARBEIDSAVTALE Sunndal kommune"
