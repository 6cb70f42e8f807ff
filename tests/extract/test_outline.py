"""Blocks to sections and clauses: headings, titles, contents, lists, nesting and ids."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.extract.builder import TextBuilder
from avtalesjekk.extract.docx import read_docx
from avtalesjekk.extract.model import Block, Clause, ClauseKind, Section, Span
from avtalesjekk.extract.numbers import split_number
from avtalesjekk.extract.outline import outline

LONG = "Kommunen og NAV skal samarbeide om introduksjonsprogrammet for den enkelte deltaker."
H, P, ITEM, T, C, R, N = (
    ClauseKind.HEADING,
    ClauseKind.PARAGRAPH,
    ClauseKind.ITEM,
    ClauseKind.TITLE,
    ClauseKind.CONTENTS,
    ClauseKind.ROW,
    ClauseKind.NOTE,
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A block in the making; the number is taken from the words."""

    words: str
    level: int | None = None
    depth: int | None = None
    bold: bool = False
    size: float | None = 11.0
    cells: int = 0
    note: bool = False
    margin: bool = False
    page: int | None = None


def line(
    words: str,
    *,
    level: int | None = None,
    depth: int | None = None,
    bold: bool = False,
    size: float | None = 11.0,
) -> Line:
    """Return a paragraph as any reader might hand it on."""
    return Line(words=words, level=level, depth=depth, bold=bold, size=size)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A document's outline with its text."""

    text: str
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]

    @property
    def kinds(self) -> list[ClauseKind]:
        return [clause.kind for clause in self.clauses]

    @property
    def ids(self) -> list[str]:
        return [clause.id for clause in self.clauses]

    @property
    def tree(self) -> list[tuple[int, str]]:
        """The level and the words of each section."""
        return [(section.level, self.text[section.title.start : section.title.end]) for section in self.sections]

    @property
    def lead_ins(self) -> list[int | None]:
        return [clause.lead_in for clause in self.clauses]


def make(lines: Sequence[object]) -> Outline:
    """Write the lines and outline them; anything but a `Line` is the words of a plain paragraph."""
    builder = TextBuilder()
    blocks = [_block(each if isinstance(each, Line) else line(str(each)), builder) for each in lines]
    sections, clauses = outline(builder.text, blocks)
    return Outline(text=builder.text, sections=sections, clauses=clauses)


def _block(each: Line, builder: TextBuilder) -> Block:
    number, opening = split_number(each.words)
    span = builder.add(each.words, before="\n")
    return Block(
        span=span,
        body=Span(start=span.start + opening, end=span.end),
        number=number,
        heading_level=each.level,
        list_level=each.depth,
        bold=each.bold,
        size=each.size,
        cells=(span,) * each.cells,
        headers=("",) * each.cells,
        note=each.note,
        margin=each.margin,
        page=each.page,
    )


# Headings


def test_a_heading_of_the_format_opens_a_section() -> None:
    """Whatever it looks like."""
    result = make([line("Formål", level=1), LONG])
    assert result.kinds == [H, P]
    assert result.tree == [(1, "Formål")]


def test_a_whole_paragraph_in_heading_style_is_a_paragraph() -> None:
    """Authors sometimes give the style to all that is numbered."""
    assert make([line("Mål", level=1), line(f"1.1 {LONG} {LONG}", level=2)]).kinds == [H, P]


@pytest.mark.parametrize(
    "heading",
    [
        line("Formål", bold=True),
        line("Formål", size=14.0),
        line("FORMÅL"),
        line("2. Formål"),
        line("§ 2 Formål"),
        line("Kapittel 2 Formål"),
        line("NAV skal:", bold=True),
        line("2. Formål.", bold=True),
    ],
)
def test_looks_make_a_heading(heading: Line) -> None:
    """Bold, large, in capitals or numbered, short, and before body text."""
    assert make([LONG, heading, LONG]).kinds == [P, H, P]


@pytest.mark.parametrize(
    "words",
    [
        "Formål",
        "Kommunen skal:",
        "Sted/dato: ____________",
        "2. Kommunen skal kalle inn til møtet.",
        "kommunens ansvar",
        "2. " + "veldig " * 20,
        "Dato: 12.12.2023",
        "2.1 Kommunen: [navn og telefon]",
    ],
)
def test_plain_lines_are_no_headings(words: str) -> None:
    """Lead-ins, forms, sentences, long lines and lines with nothing to tell them."""
    assert make([line("Formål", level=1), LONG, words, LONG]).kinds[2] is not H


@pytest.mark.parametrize(
    "words", ["Sted/dato: ________", "[sett inn navn]", "For NAV ..............", "Dato: 1.1.2024"]
)
def test_signature_lines_are_never_headings(words: str) -> None:
    """Not even in bold."""
    assert make([line("Formål", level=1), LONG, line(words, bold=True), LONG]).kinds[2] is P


def test_bold_lines_without_body_text_are_no_headings() -> None:
    """A letterhead or a list of names introduces nothing."""
    names = [line("Kari Nordmann", bold=True), line("Leder"), line("Ola Nordmann", bold=True), line("Leder")]
    assert make([line("1. Underskrift", level=1), LONG, *names]).kinds == [H, P, P, P, P, P]


def test_bold_tells_nothing_where_most_text_is_bold() -> None:
    """Only what differs from the rest stands out."""
    assert make([line(LONG, bold=True), line("Formål", bold=True), line(LONG, bold=True)]).kinds == [P, P, P]


def test_short_numbered_lines_in_a_row_are_a_list() -> None:
    """They have nothing under them."""
    lines = ["Avtalen gjelder dette.", "1. Ledermøter", "2. Samarbeidsmøter", "3. Evaluering", LONG]
    assert H not in make(lines).kinds


def test_numbered_lines_after_a_colon_are_a_list() -> None:
    """Even when a paragraph follows each of them."""
    assert make(["Partene skal:", "1. Møtes årlig", LONG]).kinds == [P, ITEM, P]


def test_a_numbered_heading_may_stand_before_its_first_subheading() -> None:
    """With nothing in between."""
    assert make(["1. Formål", LONG, "2. Ansvar", "2.1 Kommunens ansvar", LONG]).tree == [
        (1, "Formål"),
        (1, "Ansvar"),
        (2, "Kommunens ansvar"),
    ]


def test_a_short_line_above_a_list_does_not_hide_a_numbered_heading() -> None:
    """ "The parties shall" is body text."""
    assert make(["2. Forpliktelser", "Partene vil", "- Følge opp"]).kinds == [H, P, ITEM]


def test_an_unnumbered_line_before_a_paragraph_is_a_heading_where_no_block_has_a_look() -> None:
    """Plain text has nothing else to tell a heading by."""
    lines = [line(words, size=None) for words in ("Avtale mellom to parter", LONG + LONG, "NAVs rolle", LONG + LONG)]
    assert make(lines).kinds == [T, P, H, P]


# Nesting


def test_levels_nest() -> None:
    """By the level that the format gives."""
    lines = [line("A", level=1), LONG, line("B", level=2), LONG, line("C", level=3), LONG, line("D", level=2), LONG]
    assert [level for level, _ in make([LONG, *lines]).tree] == [1, 2, 3, 2]


def test_numbers_nest_by_depth() -> None:
    """When nothing else is known."""
    lines = ["1. Formål", LONG, "1.1 Mål", LONG, "1.1.1 Delmål", LONG, "1.2 Tiltak", LONG, "2. Ansvar", LONG]
    assert [level for level, _ in make(lines).tree] == [1, 2, 3, 2, 1]


def test_numbers_win_over_levels() -> None:
    """An author who gives all headings one style still numbers them."""
    lines = [
        line("4. Samarbeid", level=1),
        LONG,
        line("4.2 Ledermøter", level=1),
        LONG,
        line("5. Varighet", level=2),
        LONG,
    ]
    assert [level for level, _ in make(lines).tree] == [1, 2, 1]


def test_sizes_nest() -> None:
    """The larger holds the smaller."""
    lines = [line("A del", size=16.0), LONG, line("B del", size=13.0), LONG, line("C del", size=16.0), LONG]
    assert [level for level, _ in make([LONG, *lines]).tree] == [1, 2, 1]


def test_unnumbered_headings_between_numbered_ones_are_deeper() -> None:
    """The numbering goes on after them; what stands after the last number is not inside of it."""
    lines = ["1. Formål", "2. Ansvar", "NAVs ansvar", "3. Varighet", "Underskrifter"]
    result = make([each for words in lines for each in (line(words, bold=True), LONG)])
    assert [level for level, _ in result.tree] == [1, 1, 2, 1, 1]


def test_an_annex_holds_its_own_numbers() -> None:
    """And does not stand under the last numbered section."""
    lines = ["1. Formål", LONG, "2. Ansvar", LONG, "Vedlegg 1 Kontakt", LONG, "1. Kommunen", LONG]
    result = make([line(words, bold=words != LONG) for words in lines])
    assert [level for level, _ in result.tree] == [1, 1, 1, 2]
    assert [section.id for section in result.sections] == ["1", "2", "Vedlegg 1", "Vedlegg 1.1"]


def test_chapters_hold_paragraph_signs() -> None:
    """Kapittel, then §."""
    lines = [
        "Kapittel 1 Felles",
        LONG,
        "§ 1 Formål",
        LONG,
        "§ 2 Mål",
        LONG,
        "Kapittel 2 Slutt",
        LONG,
        "§ 3 Varighet",
        LONG,
    ]
    assert [level for level, _ in make(lines).tree] == [1, 2, 2, 1, 2]


def test_a_section_ends_with_its_last_clause() -> None:
    """Its subsections included."""
    result = make([line("A", level=1), "Én", line("B", level=2), "To", line("C", level=1), "Tre"])
    spans = [result.text[section.span.start : section.span.end] for section in result.sections]
    assert spans == ["A\nÉn\nB\nTo", "B\nTo", "C\nTre"]


def test_parents_are_indexes_of_sections() -> None:
    """None at the top."""
    result = make([LONG, line("A", level=1), LONG, line("B", level=2), LONG])
    assert [section.parent for section in result.sections] == [None, 0]


def test_a_numbered_paragraph_stands_under_the_section_of_its_number() -> None:
    """ "3.2" leaves "3.1" and stays in "3"."""
    result = make([line("3. Ansvar", bold=True), line("3.1 Kommunen", bold=True), LONG, f"3.2 {LONG}"])
    assert [result.sections[clause.section or 0].id for clause in result.clauses] == ["3", "3.1", "3.1", "3"]


def test_a_numbered_paragraph_stays_under_an_unnumbered_heading() -> None:
    """Which is where the author put it."""
    lines = [line("3. Ansvar", level=1), line("NAV", level=2), f"3.1 {LONG}", f"3.2 {LONG}"]
    result = make(lines)
    assert [clause.section for clause in result.clauses] == [0, 1, 1, 1]


# Titles and contents


def test_the_largest_block_before_the_first_section_is_the_title() -> None:
    """Blocks of the same size next to it belong to it."""
    lines = [
        "Sunndal kommune",
        line("Samarbeidsavtale", size=20.0),
        line("om programmet", size=20.0),
        line("1. Formål", bold=True),
    ]
    assert make([*lines, LONG]).kinds == [P, T, T, H, P]


def test_a_bold_line_before_the_numbered_sections_is_the_title() -> None:
    """Though it looks like their headings."""
    lines = [line("Samarbeidsavtale", bold=True), LONG, line("1. Formål", bold=True), LONG]
    assert make(lines).kinds == [T, P, H, P]


def test_the_only_heading_of_the_top_level_is_the_title() -> None:
    """As in Markdown."""
    lines = [line("Avtale", level=1, size=None), LONG, line("Mål", level=2, size=None), LONG]
    assert make(lines).kinds == [T, P, H, P]


def test_the_first_line_of_a_text_without_looks_is_the_title() -> None:
    """There is nothing else to tell it by."""
    assert make([line(words, size=None) for words in ("Avtale mellom A og B", "1. Formål", LONG)]).kinds == [T, H, P]


def test_an_unnumbered_document_keeps_its_first_heading() -> None:
    """A heading like the later ones is no title."""
    lines = [line("Bakgrunn", bold=True), LONG, line("Ansvar", bold=True), LONG]
    assert make(lines).kinds == [H, P, H, P]


@pytest.mark.parametrize("leader", [" ........ ", "\t", " . . . . ", "…………… "])
def test_lines_with_page_numbers_are_contents(leader: str) -> None:
    """With their heading."""
    lines = [
        line("Innhold", bold=True),
        f"1. Formål{leader}2",
        f"2. Ansvar{leader}3",
        line("1. Formål", bold=True),
        LONG,
    ]
    assert make(lines).kinds == [C, C, C, H, P]


def test_lines_that_come_back_as_headings_are_contents() -> None:
    """Also without page numbers."""
    titles = ["1. Formål", "2. Ansvar", "3. Varighet"]
    body = [each for words in titles for each in (line(words, bold=True), LONG)]
    assert make([*titles, *body]).kinds == [C, C, C, H, P, H, P, H, P]


def test_repeated_placeholders_are_no_contents() -> None:
    """The same line again and again is a form."""
    lines = ["Navn", "Navn", "Navn", LONG, "Navn"]
    assert C not in make(lines).kinds


# Lists


def test_items_know_the_paragraph_that_introduces_them() -> None:
    """The one before the list, for all of its items."""
    result = make(["Partene skal:", "- møtes", "- rapportere", "Slutt."])
    assert (result.kinds, result.lead_ins) == ([P, ITEM, ITEM, P], [None, 0, 0, None])


def test_deeper_items_are_led_in_by_the_item_above() -> None:
    """By the level that the reader gives, and back again."""
    lines = ["Partene skal", line("- a", depth=0), line("- b", depth=1), line("- c", depth=1), line("- d", depth=0)]
    assert make(lines).lead_ins == [None, 0, 1, 1, 0]


def test_deeper_items_are_told_by_their_signs_where_no_level_is_known() -> None:
    """A bullet under a letter, then the next letter."""
    lines = ["Partene skal", "a) møtes", "- årlig", "- her", "b) rapportere"]
    assert make(lines).lead_ins == [None, 0, 1, 1, 0]


def test_a_letter_i_after_h_is_a_letter() -> None:
    """And not the first item of a Roman list."""
    assert make(["Partene skal", "h) møtes", "i) rapportere"]).lead_ins == [None, 0, 0]


def test_roman_items_under_a_letter() -> None:
    """The first item of another way of counting is deeper."""
    assert make(["Partene skal", "a) møtes", "i) årlig", "ii) her", "b) slutt"]).lead_ins == [None, 0, 1, 1, 0]


def test_a_paragraph_between_items_does_not_end_a_list_that_goes_on() -> None:
    """The number tells."""
    assert make(["Partene skal", "a) møtes", "Mer om møtet.", "b) rapportere"]).lead_ins == [None, 0, None, 0]


def test_a_paragraph_between_bullets_introduces_the_next_ones() -> None:
    """Bullets have no order to go on with."""
    assert make(["Kommunen", "- a", "NAV", "- b"]).lead_ins == [None, 0, None, 2]


def test_a_note_belongs_to_the_clause_that_refers_to_it() -> None:
    """Where notes stand right after the block that refers to them; the second note of a block belongs to it too."""
    result = make(
        ["Lederne møtes jevnlig.", Line(words="1 Hvert halvår.", note=True), Line(words="2 I mai.", note=True)]
    )
    assert [clause.lead_in for clause in result.clauses] == [None, 0, 0]


def test_a_note_at_the_foot_of_a_page_belongs_to_no_clause() -> None:
    """What stands before it there is any last paragraph of the page."""
    result = make([Line(words="Lederne møtes jevnlig.", page=1), Line(words="1 Hvert halvår.", note=True, page=1)])
    assert result.clauses[1].lead_in is None


def test_a_note_does_not_come_between_a_list_and_its_lead_in() -> None:
    """It stands there only because the lead-in refers to it."""
    result = make(["Partene skal", Line(words="1 Se loven.", note=True), "- møtes"])
    assert (result.kinds, result.lead_ins) == ([P, N, ITEM], [None, 0, 0])


def test_a_list_right_under_a_heading_has_no_lead_in() -> None:
    """Unless the heading ends with a colon."""
    lists = [make([line(words, level=1), "- møtes"]).lead_ins[1] for words in ("Ansvar", "NAV skal:")]
    assert lists == [None, 0]


def test_numbered_sentences_are_paragraphs_and_not_items() -> None:
    """Where no lead-in asks for a list."""
    assert make([line("Ansvar", level=1), f"1. {LONG}", f"2. {LONG}"]).kinds == [H, P, P]


# Ids and coverage


def test_ids_are_numbers_where_there_are_numbers() -> None:
    """Sections by number, letters under their paragraph or section, the rest counted in the section."""
    lines = [
        line("4. Samarbeid", level=1),
        LONG,
        line("4.2 Ledermøter", level=2),
        "Lederne skal:",
        "a) møtes",
        "b) evaluere",
        f"4.3 {LONG[:-1]}:",
        "a) møtes",
    ]
    assert make(lines).ids == ["4", "4/1", "4.2", "4.2/1", "4.2/a", "4.2/b", "4.3", "4.3/a"]


def test_ids_of_what_has_no_number() -> None:
    """ "0" before the first section, "S" and its place for a section."""
    assert make(["Før", line("A", level=1), LONG, line("B", level=1), LONG]).ids == ["0/1", "S1", "S1/1", "S2", "S2/1"]


def test_numbered_items_under_an_unnumbered_lead_in() -> None:
    """They are counted under it, not to be taken for paragraphs of the section."""
    assert make([line("Mål", level=1), "Partene skal:", "1. Møtes", "2. Evaluere"]).ids == [
        "S1",
        "S1/1",
        "S1/1/1",
        "S1/1/2",
    ]


def test_no_two_ids_are_the_same() -> None:
    """A repeated number gets a suffix."""
    lines = [line("1. Mål", level=1), LONG, line("1. Mål", level=1), LONG, "a) x", "a) y"]
    ids = make(lines).ids
    assert ids == ["1", "1/1", "1-2", "1-2/1", "1-2/a", "1-2/a-2"]


def test_heading_clauses_bear_the_ids_of_their_sections() -> None:
    """So that a reference to the one finds the other."""
    result = make([line("A", level=1), LONG, line("2 B", level=1), LONG])
    assert [clause.id for clause in result.clauses if clause.kind is H] == [section.id for section in result.sections]


def test_rows_are_clauses_with_their_cells() -> None:
    """And have ids like paragraphs."""
    result = make([line("A", level=1), Line(words="Navn Leder", cells=2)])
    assert (result.kinds, result.ids, len(result.clauses[1].cells)) == ([H, R], ["S1", "S1/1"], 2)


def test_running_headers_are_no_clauses() -> None:
    """Every other block is exactly one."""
    assert make(["a", "b", Line(words="Side 1", margin=True)]).kinds == [P, P]


def test_nothing_has_no_outline() -> None:
    """An empty document is no error."""
    assert outline("", ()) == ((), ())


WORDS: tuple[str, ...] = ("Formål", "MÅL", "1. Mål", "2. Ansvar", "1.1 Møter", "2.1 Tiltak", "§ 2 Mål", "Vedlegg 1")
WORDS += ("Mål ..... 3",)
WORDS += ("a) møtes", "i) møtes", "b) evaluere", "- årlig", "Partene skal:", "A. Mål", "II. Mål", LONG)
WORDS += (f"2. {LONG}", f"3.2 {LONG}")
LINES = st.builds(
    Line,
    words=st.sampled_from(WORDS),
    level=st.none() | st.integers(1, 3),
    depth=st.none() | st.integers(0, 2),
    bold=st.booleans(),
    size=st.none() | st.sampled_from([11.0, 14.0]),
    cells=st.sampled_from([0, 0, 0, 2]),
    note=st.booleans(),
    margin=st.booleans(),
)


@given(st.lists(LINES, max_size=25))
def test_any_blocks_give_a_sound_outline(lines: list[Line]) -> None:
    """Each block is one clause with an id of its own, lead-ins point back, sections lie inside of their parents."""
    result = make(lines)
    assert len(result.clauses) == sum(not each.margin for each in lines)
    assert len(set(result.ids)) == len(result.ids)
    assert all(lead_in is None or lead_in < index for index, lead_in in enumerate(result.lead_ins))
    for section in result.sections:
        parent = None if section.parent is None else result.sections[section.parent]
        assert section.level == (1 if parent is None else parent.level + 1)
        assert parent is None or parent.span.start < section.span.start <= section.span.end <= parent.span.end
    for clause in result.clauses:
        if clause.section is not None:
            within = result.sections[clause.section].span
            assert within.start <= clause.span.start <= clause.span.end <= within.end


@pytest.mark.shared
def test_the_sections_of_the_circular(seeds: Path) -> None:
    """G-27/2017 has a title, thirteen sections, and its lists are led in."""
    text, _, blocks, _ = read_docx((seeds / "g27-2017.docx").read_bytes())
    sections, clauses = outline(text, blocks)
    ids = " ".join(section.id for section in sections)
    assert ids == "S1 1 2 2.1 2.1.1 S6 S7 2.2 3 4 4.1 4.2 4.3"
    assert [section.level for section in sections] == [1, 1, 1, 2, 3, 3, 3, 2, 1, 1, 2, 2, 2]
    assert clauses[0].kind is T
    items = [clause for clause in clauses if clause.kind is ITEM]
    assert len(items) == 30
    assert all(item.lead_in is not None for item in items)


def test_long_row_of_dots_takes_no_time() -> None:
    """The look for a page number at the end of a line is not the square of its length."""
    text = "." * 50_000 + "x1"
    span = Span(start=0, end=len(text))
    start = time.process_time()
    outline(text, [Block(span=span, body=span)])
    assert time.process_time() - start < 1


def test_a_short_question_before_its_answer_is_a_heading() -> None:
    """Where nothing else marks it; a question among others, or in a list, is none."""
    lines = [line("Avtale", bold=True), LONG, "Hvem ringer hvem?", LONG, "Hva gikk bra?", "Hva gikk galt?"]
    assert make(lines).kinds == [H, P, H, P, P, P]
