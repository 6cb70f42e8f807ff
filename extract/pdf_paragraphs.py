"""Lines of one column to paragraphs: where one ends and the next begins.

Nothing in a PDF says so. A new paragraph begins at a wide gap, a change of size or weight, an indent, a number or
bullet, or after a line that had room for the next word. The order of the lines stays, and each is in one paragraph.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .numbers import follows, split_number
from .pdf_lines import Line, join_lines

_USUAL_SIZE, _USUAL_LEADING = 11.0, 1.2
_FEWEST_PAIRS = 3
_WIDEST_LEADING = 2.5
_EXTRA_GAP = 0.2
_OTHER_SIZE = 0.6
_LARGER = 1.0
_INDENT = 0.7
_OFF_CENTRE = 0.2
_SLACK = 0.4
_SPACE = 0.25
_SENTENCE_END = re.compile(r"[.:;!?…][\"”»’)\]]*$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:nr|jf|jfr|pkt|kap|art|s|ca|mv|mfl|evt|ev|dvs|mill|tlf|kl|prp|prop|meld|innst|rskr|[\w.]+\.\w{1,4})\.$",
    re.IGNORECASE,
)
_DANGLING = re.compile(r" (?:og|eller|samt|och|å|att)$")  # no line is ended here on purpose
_NOTE_MARK = re.compile(r"(?:\d{1,3}[.)]?|[¹²³⁰⁴-⁹]+|\*{1,3})\s*[^\W\d_]")
_DASHES = "-–—−*o"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The left and right edge of a column, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """How a document is set: its usual text size in points, and the usual step between lines in units of their size.

    `leading` gives the step for a size rounded to whole points; other sizes have `usual_leading`.
    """

    size: float
    usual_leading: float
    leading: dict[int, float]

    def extra_gap(self, before: Line, line: Line) -> float:
        """Return how much wider than usual the step between two lines is, in units of the size of the second."""
        return (line.y - before.y) / line.size - self.leading.get(round(line.size), self.usual_leading)


def find_spacing(columns: Iterable[Sequence[Line]]) -> Spacing:
    """Measure how the lines of a document are set. A lower quarter, since the gaps between paragraphs are steps too."""
    letters: Counter[float] = Counter()
    steps: defaultdict[int, list[float]] = defaultdict(list)
    for column in columns:
        for line in column:
            letters[round(line.size, 1)] += len(line.text)
        for before, line in pairwise(column):
            step = (line.y - before.y) / line.size
            if abs(line.size - before.size) < _OTHER_SIZE and 0.5 < step < _WIDEST_LEADING:
                steps[round(line.size)].append(step)
    everything = [step for found in steps.values() for step in found]
    return Spacing(
        size=letters.most_common(1)[0][0] if letters else _USUAL_SIZE,
        usual_leading=_lower_quarter(everything) if everything else _USUAL_LEADING,
        leading={size: _lower_quarter(found) for size, found in steps.items() if len(found) >= _FEWEST_PAIRS},
    )


def _lower_quarter(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 4]


def split_paragraphs(lines: Sequence[Line], measure: Measure, spacing: Spacing) -> list[list[Line]]:
    """Return the paragraphs of a column."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and not _begins(line, paragraphs[-1], measure, spacing):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def cell_text(lines: Sequence[Line], spacing: Spacing) -> str:
    """Return the text of a table cell, its paragraphs joined by line breaks."""
    if len(lines) < 2:
        return lines[0].text if lines else ""
    measure = Measure(left=min(line.x0 for line in lines), right=max(line.x1 for line in lines))
    return "\n".join(join_lines(paragraph) for paragraph in split_paragraphs(lines, measure, spacing))


def goes_on(paragraph: Sequence[Line], line: Line, measure: Measure) -> bool:
    """Whether a paragraph at the foot of a page or column goes on in `line` at the head of the next.

    `measure` is that of the paragraph. A line with a capital goes on only where it had no room on the line before.
    """
    before = paragraph[-1]
    return (
        not ends_sentence(before.text)
        and (line.text[0].islower() or not _has_room(before, line, measure))
        and split_number(line.text)[1] == 0
        and abs(line.size - before.size) < _OTHER_SIZE
        and line.bold == before.bold
    )


def is_note(paragraph: Sequence[Line], spacing: Spacing) -> bool:
    """Whether a paragraph at the foot of a column is a footnote: smaller than the text, with a mark before it."""
    small = all(line.size < spacing.size - _OTHER_SIZE for line in paragraph)
    return small and bool(_NOTE_MARK.match(paragraph[0].text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends in a full stop or another mark that closes a sentence, and not in an abbreviation."""
    return bool(_SENTENCE_END.search(text)) and not _ABBREVIATION.search(text)


def _begins(line: Line, paragraph: Sequence[Line], measure: Measure, spacing: Spacing) -> bool:
    before = paragraph[-1]
    if abs(line.size - before.size) > _OTHER_SIZE or spacing.extra_gap(before, line) > _EXTRA_GAP:
        return True
    if _is_tabbed(before, measure) or _is_tabbed(line, measure):
        return True
    if before.runs[-1].hyphen and line.text[0].islower():
        return False
    room = _has_room(before, line, measure)
    lead_in = line.text.endswith(":") and ends_sentence(before.text)
    return (
        lead_in
        or _opens_item(line, paragraph, room)
        or (line.bold != before.bold and (room or not line.text[0].islower()))
        or (room and not _is_title(before, line, spacing))
        or _is_indented(line, paragraph)
    )


def _is_title(before: Line, line: Line, spacing: Spacing) -> bool:
    """Whether two lines are one title, broken by hand: in large letters, and centred or going on in small ones."""
    return line.size > spacing.size + _LARGER and (line.text[0].islower() or _are_centred(before, line))


def _is_tabbed(line: Line, measure: Measure) -> bool:
    """Whether a line has a tab elsewhere than after its number: it is filled in or signed, and no running text.

    A justified line of two words has a wide gap too, but it fills the column.
    """
    return line.gapped and line.x1 < measure.right - _SLACK * line.size and split_number(line.text)[1] == 0


def _has_room(before: Line, line: Line, measure: Measure) -> bool:
    """Whether the first word of `line` had fitted on the line before, so that somebody ended that line on purpose."""
    room = measure.right - before.x1
    if _are_centred(before, line) and line.x0 - measure.left > line.size:
        room += before.x0 - measure.left
    first = line.runs[0]
    return first.word_end - first.x0 + (_SPACE + _SLACK) * line.size < room and not _DANGLING.search(before.text)


def _are_centred(before: Line, line: Line) -> bool:
    """Whether two lines of different widths have one middle."""
    off_centre = (before.x0 + before.x1 - line.x0 - line.x1) / 2
    return abs(before.x0 - line.x0) > _INDENT * line.size and abs(off_centre) < _OFF_CENTRE * line.size


def _opens_item(line: Line, paragraph: Sequence[Line], room: bool) -> bool:
    number, offset = split_number(line.text)
    if not offset:
        return False
    before, first = paragraph[-1], paragraph[0]
    if not number and line.text[0] not in _DASHES:
        return True
    opening, opening_offset = split_number(first.text)
    same_list = opening_offset and (follows(number, opening) if number else line.text[0] == first.text[0])
    set_off = abs(line.x0 - before.x0) > _INDENT * line.size
    return room or set_off or bool(same_list) or ends_sentence(before.text)


def _is_indented(line: Line, paragraph: Sequence[Line]) -> bool:
    """Whether a line stands further in or out than the others of its paragraph; the first may stand elsewhere."""
    indent = _INDENT * line.size
    if _are_centred(paragraph[-1], line):
        return False
    if len(paragraph) > 1:
        return abs(line.x0 - paragraph[1].x0) > indent
    first = paragraph[0]
    if split_number(first.text)[1]:
        return line.x0 < first.x0 - indent
    return line.x0 > first.x0 + indent and ends_sentence(first.text)
