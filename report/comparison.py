"""A comparison with a template as lines of text: per section what was kept, changed, left out, and left unfilled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from rich.text import Text

from .messages import text
from .model import ClauseState, ComparedClause, ComparedSection, Comparison, Evidence, WordChange

_MARKS = {"present": ("✓", "green"), "merged": ("✓", "green"), "moved": ("↕", "yellow"), "absent": ("✗", "red")}
_COUNTED: tuple[ClauseState, ...] = ("unchanged", "filled", "changed", "absent", "guidance_left")
_CONTEXT = 3  # words shown on either side of a change
_MOST_WORDS = 40  # shown of a clause, or of what was put in at one place


def comparison_lines(
    comparison: Comparison, lang: str, quoted: Callable[[Evidence, str], Text], *, itself: bool
) -> Iterator[tuple[int, Text]]:
    """The lines, each with how far it is set in; `quoted` writes words of the document with their place.

    `itself` tells that the document is the template.
    """
    code = "title_itself" if itself else "title"
    yield 2, Text(text("comparison", code, lang, template=comparison.path), style="bold")
    yield 4, Text(", ".join(_counts(comparison, lang)), style="dim")
    for section in comparison.sections:
        yield from _section(section, lang, quoted)
    if comparison.added:
        yield 4, Text(text("comparison", "added", lang, count=str(len(comparison.added))), style="dim")


def _counts(comparison: Comparison, lang: str) -> Iterator[str]:
    clauses = [clause for section in comparison.sections for clause in section.clauses]
    states = Counter(clause.state for clause in clauses)
    for state in _COUNTED:
        if states[state]:
            yield f"{states[state]} {text('comparison', state, lang)}"
    if blanks := sum(len(clause.blanks) for clause in clauses):
        yield f"{blanks} {text('comparison', 'blanks', lang)}"


def _section(
    section: ComparedSection, lang: str, quoted: Callable[[Evidence, str], Text]
) -> Iterator[tuple[int, Text]]:
    mark, style = _MARKS[section.state]
    title = section.title or text("comparison", "signatures" if section.id == "signature" else "opening", lang)
    state = "" if section.state == "present" else f" – {text('comparison', f'section_{section.state}', lang)}"
    yield 4, Text().append(f"{mark} {title}", style=style).append(state)
    for clause in section.clauses:
        yield from _clause(clause, lang, quoted)


def _clause(clause: ComparedClause, lang: str, quoted: Callable[[Evidence, str], Text]) -> Iterator[tuple[int, Text]]:
    def told(code: str) -> Text:
        return Text(f"{text('comparison', code, lang)}: ", style="dim")

    if clause.state == "changed":
        yield 8, told("changed").append_text(_difference(clause.difference))
    elif clause.state == "absent":
        yield 8, told("absent").append(f"«{_cut(clause.text)}»")
    elif clause.state == "guidance_left" and clause.location:
        yield 8, told("guidance_left").append(f"«{_cut(clause.location.quote)}»")
    for blank in clause.blanks:
        yield 8, told("blanks").append_text(quoted(blank, lang))


def _difference(changes: Iterable[WordChange]) -> Text:
    """The changes in their order: what was taken out in [-…-], what was put in in {+…+}, around them a few words."""
    line = Text()
    for number, change in enumerate(changes):
        if number:
            line.append(" ")
        if change.kind == "removed":
            line.append(f"[-{_cut(change.words)}-]", style="red")
        elif change.kind == "added":
            line.append(f"{{+{_cut(change.words)}+}}", style="green")
        else:
            line.append(_context(change.words))
    return line


def _context(kept: str) -> str:
    words = kept.split()
    if len(words) <= 2 * _CONTEXT + 1:
        return kept
    return " ".join([*words[:_CONTEXT], "…", *words[-_CONTEXT:]])


def _cut(quote: str) -> str:
    words = quote.split()
    return " ".join(words) if len(words) <= _MOST_WORDS else " ".join([*words[:_MOST_WORDS], "…"])
