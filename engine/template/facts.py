"""What the rules of the template ask for: how its sections stand in a document, and what it has to do with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...extract.model import Span
from ..reading.model import Reading
from ..reading.view import view
from .align import Placed, align
from .sections import plain, shipped_template

Fact = Mapping[str, str | bool | int]


def template_facts(reading: Reading) -> Iterator[tuple[Fact, Span | None]]:
    """The facts, each with the words that show it."""
    template = shipped_template()
    for placed in align(template.sections, reading):
        if placed.section in template.counted:
            fact = {"fact": "template_section", "section": placed.section, "state": placed.state.value}
            yield fact, _shown(reading, placed)
    yield {"fact": "template_use", "concerns": "yes" if concerns(reading) else "no"}, None


def concerns(reading: Reading) -> bool:
    """Whether the template is what the document is to be compared with.

    It is when the document was visibly made from it, and for agreements of its time or without a date: an internal
    routine is no agreement.
    """
    if made_from(reading):
        return True
    dated = reading.agreement_date
    return reading.kind != "intro-routine" and (dated is None or dated.day >= shipped_template().start)


def made_from(reading: Reading) -> bool:
    """Whether the document has so many of the template's own words that it was made from it."""
    template, document = shipped_template(), reading.document
    text = plain(view(document.text, Span(start=0, end=len(document.text))).text)
    return sum(mark in text for mark in template.marks) >= template.enough


def titles(facts: Iterable[Fact], lang: str) -> str:
    """The names, in `lang`, of the template's sections that `facts` are about, in quotes, in the order of the facts."""
    named = [str(fact["section"]) for fact in facts if fact["fact"] == "template_section"]
    return ", ".join(f"«{shipped_template().titles[section][lang]}»" for section in named)


def _shown(reading: Reading, placed: Placed) -> Span | None:
    """The heading of a part that is out of its order, if it has words, else the sentence that shows the section."""
    if placed.provision is None:
        return None
    if placed.state.value == "moved" and placed.part is not None:
        title = reading.document.sections[placed.part].title
        return title if title.start < title.end else placed.provision.span
    return placed.provision.span
