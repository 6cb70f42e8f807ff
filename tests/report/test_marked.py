"""The text of a document with the evidence marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.report.marked import Paragraph, Span, mark_of, paragraphs, visible
from avtalesjekk.report.model import Passage, Status

from .report_maker import evidence, passage

WORDS = "NAV skal følge opp deltakeren hver måned."


def span(start: int, end: int, anchor: str = "d1-0", tone: Status = "met") -> Span:
    """Return evidence for the row with this id."""
    return Span(start=start, end=end, anchor=anchor, label=anchor, tone=tone)


def marked(passages: list[Passage], *spans: Span) -> list[Paragraph]:
    """Return the paragraphs of the document "d1"."""
    return list(paragraphs(passages, spans, "d1"))


def told(paragraph: Paragraph) -> list[tuple[str, str | None, str, list[str]]]:
    """Return the pieces: words, tone, id, and the ids of the rows they lead to."""
    return [
        (piece.words, piece.tone, piece.anchor, [each.anchor for each in piece.ending]) for piece in paragraph.pieces
    ]


def test_evidence_is_marked_and_leads_to_its_row() -> None:
    """The words before and after it are not."""
    (only,) = marked([passage(WORDS, 100)], span(104, 118))
    assert told(only) == [
        ("NAV ", None, "", []),
        ("skal følge opp", "met", "d1-t104", ["d1-0"]),
        (" deltakeren hver måned.", None, "", []),
    ]


def test_evidence_that_overlaps_is_cut_where_the_other_begins_and_ends() -> None:
    """What both are about has the worse tone; each row is led to where its evidence ends."""
    (only,) = marked([passage(WORDS)], span(0, 18, "a"), span(9, 29, "b", "missing"))
    assert told(only) == [
        ("NAV skal ", "met", "d1-t0", []),
        ("følge opp", "missing", "d1-t9", ["a"]),
        (" deltakeren", "missing", "", ["b"]),
        (" hver måned.", None, "", []),
    ]


def test_evidence_within_other_evidence_is_marked_by_itself() -> None:
    """The outer one goes on behind it."""
    (only,) = marked([passage(WORDS)], span(0, 41, "a"), span(9, 18, "b"))
    assert [(words, rows) for words, _, _, rows in told(only)] == [
        ("NAV skal ", []),
        ("følge opp", ["b"]),
        (" deltakeren hver måned.", ["a"]),
    ]


def test_the_same_words_lead_to_all_rows_that_they_show_and_to_each_once() -> None:
    """Two rows, one of them twice."""
    (only,) = marked([passage(WORDS)], span(0, 41, "a"), span(0, 41, "b"), span(4, 41, "a"))
    assert told(only)[-1][3] == ["a", "b"]


def test_evidence_over_two_passages_is_marked_in_both_and_has_one_id() -> None:
    """The blank line between them is no words."""
    first, second = marked([passage("Kontakt:", 10), passage("Kari", 20)], span(10, 24))
    assert told(first) == [("Kontakt:", "met", "d1-t10", ["d1-0"])]
    assert told(second) == [("Kari", "met", "", ["d1-0"])]


def test_the_text_of_an_excerpt_is_marked_by_its_place_in_the_file() -> None:
    """Offsets count from the start of the file, of which the agreement is a part."""
    (only,) = marked([passage(WORDS, 90_000)], span(90_004, 90_008))
    assert told(only)[1] == ("skal", "met", "d1-t90004", ["d1-0"])


def test_a_page_is_told_where_it_begins() -> None:
    """Not on each of its paragraphs."""
    made = marked([passage("a", 0, page=1), passage("b", 2, page=1), passage("c", 4, page=2)])
    assert [each.page for each in made] == [1, None, 2]


def test_a_row_finds_its_mark() -> None:
    """Where no passage has the words there is none."""
    assert mark_of(evidence("skal", 4), [passage(WORDS)], "d1") == "d1-t4"
    assert mark_of(evidence("skal", 400), [passage(WORDS)], "d1") == ""


def test_what_a_page_cannot_show_is_put_in_signs_that_it_can() -> None:
    """Cells of a row, line ends, the bullet of a font of Word, control characters."""
    assert visible("a\tb\nc\x00d\uf0b7") == "a | b cd•"


@given(
    st.lists(st.text(alphabet="ab ", max_size=8), max_size=4),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=6),
)
def test_no_words_are_lost_or_doubled(texts: list[str], spans: list[tuple[int, int]]) -> None:
    """And each mark that a row leads to is there once, wherever the evidence lies."""
    passages, start = [], 3
    for words in texts:
        passages.append(passage(words, start))
        start += len(words) + 2
    given_spans = [span(first, first + length, str(number)) for number, (first, length) in enumerate(spans)]
    made = marked(passages, *given_spans)
    assert ["".join(piece.words for piece in each.pieces) for each in made] == texts
    anchors = [piece.anchor for each in made for piece in each.pieces if piece.anchor]
    assert len(anchors) == len(set(anchors))
    assert {mark_of(each, passages, "d1") for each in given_spans} - {""} == set(anchors)
