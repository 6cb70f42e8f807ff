"""Which laws, circulars and guides an agreement relies on, and whether it names the one in force."""

from __future__ import annotations

from datetime import date

import pytest

from avtalesjekk.engine.reading.citations import Citation, citations
from avtalesjekk.engine.reading.sentences import sentences

from .maker import from_markdown

AS_OF = date(2026, 1, 1)


def cited(text: str, agreed: date | None) -> dict[str, Citation]:
    """The citations of a document by instrument, the last of each."""
    document = from_markdown(f"# Samarbeidsavtale\n\n{text}\n")
    return {each.instrument: each for each in citations(list(sentences(document)), agreed, AS_OF)}


def raised(text: str, agreed: date | None) -> list[str]:
    """The instruments that the rules raise a finding for."""
    found = cited(text, agreed).values()
    return [each.instrument for each in found if each.standing == "repealed" and each.relied_on and not each.current]


def test_a_repealed_law_alone_is_raised() -> None:
    assert raised("Avtalen bygger på introduksjonsloven.", date(2021, 1, 1)) == ["introduksjonsloven"]


def test_the_day_before_it_was_in_force() -> None:
    assert raised("Avtalen bygger på introduksjonsloven.", date(2020, 12, 31)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen bygger på introduksjonsloven og integreringsloven.",
        "Avtalen bygger på introduksjonsloven.\n\nTaushetsplikten følger av lov 6. november 2020 nr. 127.",
        "For deltakere med tillatelse fra før 2021 gjelder introduksjonsloven fortsatt.",
        "Deltakarar som framleis har program etter introduksjonslova, er med.",
        "Avtalen erstatter avtalen av 2018 etter introduksjonsloven.",
        "Introduksjonsloven er opphevet.",
        "Avtala byggjer vidare på avtala etter introduksjonslova.",
    ],
)
def test_naming_the_new_law_or_only_mentioning_the_old_is_right(text: str) -> None:
    assert raised(text, date(2022, 5, 3)) == []


def test_what_stands_after_the_mention_of_a_predecessor_may_be_relied_on() -> None:
    text = "Avtalen erstatter den fra 2012 og bygger på introduksjonsloven."
    assert raised(text, date(2022, 5, 3)) == ["introduksjonsloven"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2018, 7, 19), []), (date(2018, 7, 20), ["personopplysningsloven-2000"])],
)
def test_the_personal_data_act_of_2000(day: date, expected: list[str]) -> None:
    assert raised("Personopplysninger behandles etter lov 14. april 2000 nr. 31.", day) == expected


def test_a_law_without_known_dates_is_never_raised() -> None:
    assert raised("For sosialhjelp gjelder lov 13. desember 1991 nr. 81.", date(2019, 3, 5)) == []


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Avtalen bygger på rundskriv A-27/2007.", date(2019, 3, 5), ["a-27-2007"]),
        ("Avtalen bygger på rundskriv A-27/2007.", date(2015, 6, 1), []),
        ("Avtalen bygger på rundskriv A-27/2007 og G-27/2017.", date(2019, 3, 5), []),
        ("Avtalen bygger på rundskriv G-27/2017.", date(2022, 3, 5), ["g-27-2017"]),
        ("Avtalen bygger på rundskriv G-27/2017 og veilederen om samarbeid fra IMDi.", date(2022, 3, 5), []),
        ("Avtalen bygger på veilederen om samarbeid (2021).", date(2024, 3, 5), ["guide-2021"]),
        ("Avtalen bygger på veilederen om samarbeid av 12.12.2023.", date(2024, 3, 5), []),
        ("Avtalen bygger på veilederen om samarbeid.", date(2024, 3, 5), []),
    ],
)
def test_circulars_and_guides(text: str, day: date, expected: list[str]) -> None:
    assert raised(text, day) == expected


def test_the_guide_without_its_date_is_the_dated_one_again() -> None:
    """Naming it again does not make up for its being the old one."""
    text = "Avtalen bygger på veilederen om samarbeid (2021).\n\nRutinene følger veilederen om samarbeid."
    assert raised(text, date(2024, 3, 5)) == ["guide-2021"]


def test_a_heading_relies_on_nothing() -> None:
    assert raised("## Introduksjonsloven\n\nPartene møtes.", date(2022, 5, 3)) == []


def test_without_a_date_the_day_of_the_check_counts() -> None:
    assert raised("Avtalen bygger på introduksjonsloven.", None) == ["introduksjonsloven"]


def test_an_undated_agreement_that_gives_an_earlier_day_may_be_older() -> None:
    text = "Avtalen bygger på introduksjonsloven.\n\nMålene for 2018 settes innen 1. mars 2018."
    assert raised(text, None) == []


def test_the_quote_is_cut_from_the_document() -> None:
    document = from_markdown("# Avtale\n\nAvtalen bygger på lov 4.\u00a0juli 2003 nr. 80.\n")
    (found,) = citations(list(sentences(document)), date(2019, 1, 1), AS_OF)
    assert document.quote(found.span) == "lov 4.\u00a0juli 2003"
