"""Tables in PDFs, ruled and unruled."""

from __future__ import annotations

from avtalesjekk.extract.model import Block
from avtalesjekk.extract.pdf import read_pdf

from .pdf_maker import PageMaker, make_pdf

XS, YS = [70.0, 250.0, 400.0], [100.0, 130.0, 160.0, 190.0]
WORDS = (("Oppgave", "Ansvarlig"), ("Kartlegging", "Kommunen"), ("Tiltak", "NAV"))


def table(page: PageMaker, *, header_font: str = "F") -> PageMaker:
    """Draw a ruled table of two columns and three rows."""
    page.grid(XS, YS)
    for row, (y, words) in enumerate(zip(YS, WORDS, strict=False)):
        for x, word in zip(XS, words, strict=False):
            page.text(x + 5, y + 18, word, font="F" if row else header_font)
    return page


def rows(data: bytes) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the cells and headers of each table row."""
    text, _, blocks, _ = read_pdf(data)
    return [(_cells(text, block), block.headers) for block in blocks if block.cells]


def _cells(text: str, block: Block) -> tuple[str, ...]:
    return tuple(text[cell.start : cell.end] for cell in block.cells)


def test_ruled_rows_have_cells_joined_by_tabs() -> None:
    """Each row is one block."""
    text, _, blocks, _ = read_pdf(make_pdf(table(PageMaker())))
    assert text == "Oppgave\tAnsvarlig\nKartlegging\tKommunen\nTiltak\tNAV"
    assert [_cells(text, block) for block in blocks] == list(WORDS)


def test_bold_first_row_names_the_columns() -> None:
    """The other rows carry its words as headers; the row itself has none."""
    found = rows(make_pdf(table(PageMaker(), header_font="B")))
    assert [headers for _, headers in found] == [("", ""), WORDS[0], WORDS[0]]


def test_shaded_first_row_names_the_columns() -> None:
    """A grey bar over the columns says so as well as bold does."""
    found = rows(make_pdf(table(PageMaker().fill(70, 100, 400, 130))))
    assert found[2] == (("Tiltak", "NAV"), ("Oppgave", "Ansvarlig"))


def test_plain_first_row_of_two_names_nothing() -> None:
    """A table of two columns may as well hold names and values."""
    assert rows(make_pdf(table(PageMaker())))[1][1] == ("", "")


def test_header_reaches_over_merged_columns() -> None:
    """A header cell over two columns stands above both."""
    page = PageMaker().rule(70, 100, 430, 100).rule(70, 100, 70, 160).rule(430, 100, 430, 160).rule(190, 100, 190, 160)
    page.rule(70, 130, 430, 130).rule(70, 160, 430, 160).rule(310, 130, 310, 160)
    page.text(75, 118, "Oppgave", font="B").text(195, 118, "Frister", font="B")
    page.text(75, 148, "Plan").text(195, 148, "mars").text(315, 148, "juni")
    assert rows(make_pdf(page))[1] == (("Plan", "mars", "juni"), ("Oppgave", "Frister", "Frister"))


def test_cell_of_several_lines_is_running_text() -> None:
    """Lines of one paragraph in a cell are joined by spaces, paragraphs by line breaks."""
    page = PageMaker().grid([70, 200, 330], [100, 170, 200])
    page.lines(75, 115, "Kommunen følger opp", "deltakerne", "NAV gir tiltak").text(205, 115, "Hver måned")
    page.text(75, 190, "Andre").text(205, 190, "Hvert år")
    assert rows(make_pdf(page))[0][0] == ("Kommunen følger opp deltakerne\nNAV gir tiltak", "Hver måned")


def test_table_that_goes_on_overleaf_keeps_its_headers() -> None:
    """The second part of a broken table has no header row of its own."""
    second = PageMaker().grid(XS, YS[:2]).text(75, 118, "Rapportering").text(255, 118, "Begge parter")
    found = rows(make_pdf(table(PageMaker(), header_font="B"), second))
    assert found[-1] == (("Rapportering", "Begge parter"), WORDS[0])


def three_columns(*words: tuple[str, str, str], font: str = "F") -> PageMaker:
    """Draw a ruled table of three columns, its first row in this font."""
    page = PageMaker().grid([70, 210, 350, 490], [100.0 + 30 * index for index in range(len(words) + 1)])
    for index, row in enumerate(words):
        for x, word in zip((75, 215, 355), row, strict=True):
            page.text(x, 118 + 30 * index, word, font="F" if index else font)
    return page


HEADER, TASK, OTHER = ("Oppgave", "Ansvarlig", "Frist"), ("Tolk", "Kommunen", "1. mai"), ("Kurs", "NAV", "uke 1")


def test_short_first_row_overleaf_is_no_header() -> None:
    """A table that goes on keeps its header, however short the cells at the head of the next page are."""
    found = rows(make_pdf(three_columns(HEADER, TASK), three_columns(OTHER, TASK)))
    assert found[2:] == [(OTHER, HEADER), (TASK, HEADER)]


def test_header_that_is_repeated_overleaf_is_a_header_again() -> None:
    """It has no header itself."""
    found = rows(make_pdf(three_columns(HEADER, TASK), three_columns(HEADER, OTHER)))
    assert found[2:] == [(HEADER, ("", "", "")), (OTHER, HEADER)]


def test_another_header_that_stands_out_names_the_columns_anew() -> None:
    """Two tables with the same columns may follow each other, unless the rows of the first are bold as well."""
    second = ("Møte", "Innkaller", "Hyppighet")
    found = rows(make_pdf(three_columns(HEADER, TASK, font="B"), three_columns(second, OTHER, font="B")))
    assert found[2:] == [(second, ("", "", "")), (OTHER, second)]
    shaded = [three_columns(HEADER, TASK).fill(70, 100, 490, 160), three_columns(OTHER, TASK).fill(70, 100, 490, 160)]
    assert rows(make_pdf(*shaded))[2:] == [(OTHER, HEADER), (TASK, HEADER)]


def test_repeated_header_of_an_unruled_table_is_no_running_header() -> None:
    """Neither are the cells of a row at the head of a page that come again on another."""
    pages = []
    for number in range(3):
        page = PageMaker().text(72, 40, "Sunndal kommune", size=8)
        for index, words in enumerate((HEADER, (f"Tolk {number}", *TASK[1:]), (f"Kurs {number}", *OTHER[1:]))):
            for x, word in zip((72, 220, 370), words, strict=True):
                page.text(x, 75 + 18 * index, word, font="F" if index else "B")
        pages.append(page)
    text, _, blocks, _ = read_pdf(make_pdf(*pages))
    assert [block.headers for block in blocks if block.cells] == [("", "", ""), HEADER, HEADER] * 3
    assert [text[block.span.start : block.span.end] for block in blocks if block.margin] == ["Sunndal kommune"]


def test_title_across_a_table_stands_above_its_header() -> None:
    """The first row with columns names them."""
    page = three_columns(HEADER, TASK).rule(70, 70, 490, 70).rule(70, 70, 70, 100).rule(490, 70, 490, 100)
    found = rows(make_pdf(page.text(75, 88, "Ansvarsfordeling")))
    assert found == [(("Ansvarsfordeling",), ("",)), (HEADER, ("", "", "")), (TASK, HEADER)]


def test_second_header_row_names_the_parts_of_a_column() -> None:
    """Who is responsible is told by both rows; the header without parts stands beside them."""
    page = PageMaker().rule(70, 100, 490, 100).rule(70, 100, 70, 190).rule(490, 100, 490, 190).rule(210, 100, 210, 190)
    page.rule(210, 130, 490, 130).rule(350, 130, 350, 190).rule(70, 160, 490, 160).rule(70, 190, 490, 190)
    page.text(75, 118, "Oppgave", font="B").text(215, 118, "Ansvarlig", font="B")
    page.text(215, 148, "Kommune").text(355, 148, "NAV")
    page.text(75, 178, "Plan").text(215, 178, "Kari").text(355, 178, "Ola")
    found = rows(make_pdf(page))
    assert [headers for _, headers in found[:2]] == [("", ""), ("", "", "")]
    assert found[2] == (("Plan", "Kari", "Ola"), ("Oppgave", "Ansvarlig Kommune", "Ansvarlig NAV"))


def test_text_around_a_table_stays_in_order() -> None:
    """What stands above comes before, what stands below comes after."""
    page = table(PageMaker().text(70, 80, "Oppgavene fordeles slik:")).text(70, 230, "Tabellen er en del av avtalen.")
    lines = read_pdf(make_pdf(page))[0].split("\n")
    assert (lines[0], lines[-1]) == ("Oppgavene fordeles slik:", "Tabellen er en del av avtalen.")


def test_rules_may_be_thin_filled_areas() -> None:
    """As many programs draw them; thin curves are none, nor what has gaps."""
    rules = [(x, 90, 0.5, 60) for x in (60, 200, 400)] + [(60, y, 340, 0.5) for y in (90, 120, 150)]
    boxes = [f"{x} {842 - y - height} {width} {height} re f" for x, y, width, height in rules]
    curves = [
        f"{x} {842 - y} m {x} {842 - y} {x + width} {842 - y} {x + width} {842 - y - height} c h f"
        for x, y, width, height in rules
    ]
    ends = [
        f"{x} {842 - y} m {x + 1} {842 - y} l {x + width} {842 - y - height} m {x + width} {841 - y - height} l f"
        for x, y, width, height in rules
    ]
    for drawn, cells in ((boxes, 2), (curves, 0), (ends, 0)):
        page = PageMaker().text(66, 110, "Møte").text(206, 110, "Hver måned")
        page.text(66, 140, "Plan").text(206, 140, "Hvert halvår")
        page.parts += drawn
        _, _, blocks, _ = read_pdf(make_pdf(page))
        assert {len(block.cells) for block in blocks} == {cells}, drawn[0]


def test_small_filled_squares_are_no_rules() -> None:
    """A row of dots between the columns divides nothing."""
    page = PageMaker().grid([60, 200, 400], [90, 120, 150]).text(66, 110, "Møte").text(206, 110, "Hver måned")
    page.text(66, 140, "Plan").text(206, 140, "Hvert halvår")
    page.parts += [f"{300} {842 - y} 4 4 re f" for y in range(94, 150, 6)]
    _, _, blocks, _ = read_pdf(make_pdf(page))
    assert [len(block.cells) for block in blocks] == [2, 2]


def test_frame_around_a_paragraph_is_no_table() -> None:
    """One column has nothing to stand beside."""
    page = PageMaker().grid([60, 500], [100, 180]).lines(70, 120, "Partene samarbeider.")
    page.rule(300, 300, 300, 400)
    assert rows(make_pdf(page)) == []


def test_aligned_columns_without_rules_are_a_table() -> None:
    """Three lines with cells below each other are enough."""
    page = PageMaker()
    for index, words in enumerate(WORDS):
        page.text(72, 150 + 15 * index, words[0]).text(300, 150 + 15 * index, words[1])
    assert [cells for cells, _ in rows(make_pdf(page))] == list(WORDS)


def test_two_aligned_lines_are_lines() -> None:
    """Names under a signature are no table."""
    page = PageMaker()
    for index, words in enumerate(WORDS[:2]):
        page.text(72, 150 + 15 * index, words[0]).text(300, 150 + 15 * index, words[1])
    assert rows(make_pdf(page)) == []
    assert read_pdf(make_pdf(page))[0] == "Oppgave\tAnsvarlig\nKartlegging\tKommunen"


def test_page_numbers_of_a_table_of_contents_are_no_cells() -> None:
    """An entry keeps its page number at the end of the line."""
    page = PageMaker()
    for index, title in enumerate(("1 Bakgrunn", "2 Formål", "3 Ansvar", "4 Varighet")):
        page.text(72, 150 + 15 * index, title).text(500, 150 + 15 * index, str(index + 2))
    assert read_pdf(make_pdf(page))[0].split("\n")[0] == "1 Bakgrunn 2"


def test_numbers_before_a_wide_gap_are_no_cells() -> None:
    """A typed number and the words after its tab are one line."""
    page = PageMaker()
    for index, title in enumerate(("Bakgrunn", "Ansvar", "Varighet")):
        page.text(72, 150 + 15 * index, f"{index + 1}.").text(110, 150 + 15 * index, title)
    assert read_pdf(make_pdf(page))[0] == "1. Bakgrunn\n2. Ansvar\n3. Varighet"
