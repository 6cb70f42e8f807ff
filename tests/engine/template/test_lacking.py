"""What an agreement that only follows the template lacks: the template has nothing on some of the points of 4.1."""

from __future__ import annotations

from datetime import date

import pytest

from avtalesjekk.engine.check import check_bytes
from avtalesjekk.engine.inference.select import evaluator
from avtalesjekk.engine.job import AUTO
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.settings import Settings

from .maker import agreement

# Follow-up after the programme, settlement plans and arrivals.
NOT_IN_TEMPLATE = {"G27-4.1.4a", "G27-4.1.4b", "G27-4.1.6"}
ONLY_REFERRED_TO = {
    "nav": "NAVs ansvar og forpliktelser er de som følger av integreringsloven § 50 og NAV-loven, som i veilederen.",
    "information": "Avtalepartene tar utgangspunkt i det veilederen sier om samhandling.",
    "goals": "Partene har som felles mål at deltakerne kommer raskt i arbeid og blir der.",
}


@pytest.fixture(scope="module")
def settings() -> Settings:
    """The shipped rules on a fixed day."""
    return Settings(
        rulebook=load_shipped(),
        evaluate=evaluator(),
        as_of=date(2026, 11, 22),
        lang="nb",
        profiles=frozenset({AUTO}),
    )


def lacking(text: str, settings: Settings) -> set[str]:
    """The ids of all that is found in the agreement, but for what is only told."""
    (report,) = check_bytes(text.encode(), "avtale.md", settings)
    return {finding.id for finding in report.findings if finding.severity != "info"}


def test_with_all_sections_written_out_only_what_the_template_has_nothing_on_is_lacking(settings: Settings) -> None:
    assert lacking(agreement(), settings) == NOT_IN_TEMPLATE


def test_with_those_three_provisions_added_nothing_is_lacking(settings: Settings) -> None:
    more = (
        "Programrådgiver sender integreringsplanen med sluttmål til veileder i NAV når den er vedtatt, og gir beskjed "
        "når noe endrer seg for deltakeren.\n\n"
        "Flyktningtjenesten orienterer NAV hvert år i desember om kommunens plan for bosetting neste år.\n\n"
        "Flyktningtjenesten gir NAV beskjed senest to uker før en flyktning blir bosatt.\n\n"
        "NAV følger opp deltakere som ikke er i arbeid når introduksjonsprogrammet er slutt, i inntil seks måneder."
    )
    assert lacking(agreement(information=more), settings) == set()


def test_with_references_and_goals_in_words_only_more_is_lacking(settings: Settings) -> None:
    """By the reading of the sources: a reference binds NAV to nothing concrete, and a goal in words is no target."""
    more = {"G27-4.1.1c", "G27-4.1.4c", "G27-4.1.7b"}
    assert lacking(agreement(**ONLY_REFERRED_TO), settings) == NOT_IN_TEMPLATE | more
