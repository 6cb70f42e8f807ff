"""Reading plain text and Markdown."""

from __future__ import annotations

from time import process_time

from avtalesjekk.extract.model import Block
from avtalesjekk.extract.plain import read_plain


def texts(source: str, *, markdown: bool = False) -> list[str]:
    """Return the words of each block."""
    text, _, blocks, _ = read_plain(source.encode(), markdown=markdown)
    return [text[block.span.start : block.span.end] for block in blocks]


def first(source: str, *, markdown: bool = True) -> Block:
    """Return the first block."""
    return read_plain(source.encode(), markdown=markdown)[2][0]


def test_lines_are_blocks() -> None:
    """Short lines stand for themselves, blank lines for nothing."""
    assert texts("Halvdan Skard\nKS\n\nLeder") == ["Halvdan Skard", "KS", "Leder"]


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    """A line near the width of its neighbours goes on in the next."""
    broken = "Avtalen skal sikre at kommunen og NAV samarbeider om\nprogrammet for den enkelte."
    assert texts(broken) == ["Avtalen skal sikre at kommunen og NAV samarbeider om programmet for den enkelte."]


def test_a_numbered_line_is_never_joined_to_the_one_before() -> None:
    """A number opens a block."""
    source = "Avtalen skal sikre at kommunen og NAV samarbeider om\n2. programmet"
    assert len(texts(source)) == 2


def test_numbers_are_split() -> None:
    """As in every other format."""
    block = first("4.2 Ledermøter", markdown=False)
    assert (block.number, block.body.start) == ("4.2", 4)


def test_the_lines_below_an_item_belong_to_it_when_they_are_indented() -> None:
    """The hanging lines of a list item are joined to it."""
    assert texts("- første\n  videre\n- andre") == ["- første videre", "- andre"]


def test_indented_bullets_are_deeper() -> None:
    """Two blanks make a level."""
    blocks = read_plain(b"- a\n  - b\n", markdown=False)[2]
    assert [block.list_level for block in blocks] == [0, 1]


def test_markdown_headings_have_levels_and_lose_their_marks() -> None:
    """Emphasis inside of a heading is dropped too."""
    text, _, blocks, _ = read_plain(b"## **1. Bakgrunn** ##\nTekst", markdown=True)
    assert (text, blocks[0].heading_level, blocks[0].number) == ("1. Bakgrunn\nTekst", 2, "1")


def test_markdown_lines_are_joined_unless_a_break_is_asked_for() -> None:
    """Two blanks or a backslash at the end of a line keep the break."""
    assert texts("a\nb\n\nc  \nd\n\ne\\\nf", markdown=True) == ["a b", "c\nd", "e\nf"]


def test_markdown_bold_paragraphs_are_bold() -> None:
    """Only when all of it is."""
    blocks = read_plain(b"**NAV**\n\n**NAV** skal", markdown=True)[2]
    assert [block.bold for block in blocks] == [True, False]


def test_markdown_escapes_are_dropped() -> None:
    """The reader sees the character."""
    assert texts(r"a \* b \_c\_", markdown=True) == ["a * b _c_"]


def test_markdown_tables_have_cells_and_headers() -> None:
    """The line of dashes is no row; what stands above it names the columns."""
    text, _, blocks, _ = read_plain(b"| Hva | Hvem |\n|---|:-:|\n| M\xc3\xb8te | Leder |\n", markdown=True)
    assert text == "Hva\tHvem\nMøte\tLeder"
    assert [block.headers for block in blocks] == [("", ""), ("Hva", "Hvem")]


def test_a_table_without_a_line_of_dashes_has_no_headers() -> None:
    """All lines are rows."""
    assert [block.headers for block in read_plain(b"| a | b |\n| c | d |", markdown=True)[2]] == [("", ""), ("", "")]


def test_hash_marks_are_words_in_plain_text() -> None:
    """Only Markdown is read as Markdown."""
    assert texts("# Avtale") == ["# Avtale"]


def test_blocks_know_the_line_that_they_begin_on() -> None:
    """Past blank lines, lines that were joined, and the rule under the head of a table, whatever ends the lines."""
    lines = (
        "# Avtale",
        "",
        "",
        "## Møter",
        "Møter",
        "her.",
        "",
        "| Hvem | Når |",
        "|---|---|",
        "| NAV | mai |",
        "Slutt",
    )
    blocks = read_plain("\r\n".join(lines).encode(), markdown=True)[2]
    assert [block.line for block in blocks] == [1, 4, 5, 8, 10, 11]


def test_markdown_says_what_a_reader_sees() -> None:
    """No comments and nothing struck out; headings may be underlined, and rows of tables have no bars at their ends."""
    source = (
        "Varighet\n========\n\n<!-- ikke\nferdig -->\nAvtalen ~~kan ikke~~ kan sies opp.\n\nOppgaver\n---\n\n"
        "Oppgave | Hvem\n--- | ---\nTolk | NAV\n"
    )
    text, _, blocks, _ = read_plain(source.encode(), markdown=True)
    assert text.splitlines() == ["Varighet", "Avtalen kan sies opp.", "Oppgaver", "Oppgave\tHvem", "Tolk\tNAV"]
    assert [block.heading_level for block in blocks] == [1, None, 2, None, None]
    assert [block.line for block in blocks] == [1, 6, 8, 11, 13]
    assert blocks[-1].headers == ("Oppgave", "Hvem")


def test_a_long_line_below_many_others_takes_no_time() -> None:
    """What opens a paragraph is looked for once, however many lines it has."""
    source = f"- {'NAV ' * 100_000}\n" + "  og kommunen\n" * 3_000
    began = process_time()
    assert len(texts(source)) == 1
    assert process_time() - began < 2
