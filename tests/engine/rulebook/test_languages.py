"""What users read of rules, packs and the template is there in their language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.rulebook.model import Pack, Rule, Text
from avtalesjekk.engine.template.sections import shipped_template

BOOK = load_shipped()
SWEDISH = {"se-local", "se-central"}


def texts(each: Pack | Rule) -> Iterator[Text]:
    """Yield all texts of a rule or a pack."""
    yield each.title
    if isinstance(each, Pack):
        yield from [each.limits] if each.limits else []
        yield from (subject.title for subject in each.subjects)
    else:
        yield from (each.remedy, each.satisfies, each.limits)
        yield from (branch.message for branch in (*each.outcomes, each.otherwise) if branch.message)


@pytest.mark.parametrize(
    "each",
    [each for each in (*BOOK.packs, *BOOK.rules) if SWEDISH & set(each.applies_to)],
    ids=lambda each: each.id,
)
def test_what_applies_to_swedish_documents_speaks_swedish(each: Pack | Rule) -> None:
    """All of it, or none of the report would."""
    assert all(told.sv for told in texts(each))


@pytest.mark.parametrize("section", shipped_template().titles)
def test_the_sections_of_the_template_have_a_name_in_every_language(section: str) -> None:
    """The report names those that are absent, whatever language it is asked for in."""
    assert set(shipped_template().titles[section]) == {"nb", "nn", "en", "sv"}
