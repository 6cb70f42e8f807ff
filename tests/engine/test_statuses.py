"""From the words of an agreement to the status of a part: sentences that were once misjudged."""

from __future__ import annotations

from datetime import date

import pytest

from avtalesjekk.engine.check import check_bytes
from avtalesjekk.engine.inference import reference
from avtalesjekk.engine.rulebook.load import load_shipped
from avtalesjekk.engine.settings import Settings

OPENING = "Samarbeidsavtale mellom Granli kommune og NAV Granli om introduksjonsprogrammet\n\n"
SETTINGS = Settings(
    rulebook=load_shipped(),
    evaluate=reference.evaluate,
    as_of=date(2020, 1, 1),
    lang="nb",
    profiles=frozenset({"g27-2017"}),
)


@pytest.mark.parametrize(
    ("words", "part", "status"),
    [
        ("Leder i flyktningavdelingen og NAV-leder møtes hvert annet år.", "G27-4.2c", "missing"),
        ("Leder i flyktningavdelingen og NAV-leder møtes hvert annet år.", "G27-4.2b", "nonconforming"),
        ("Senterleder og NAV-leder skal møtes hvert år. Senterleder innkaller.", "G27-4.2c", "met"),
        ("Partene har som intensjon å evaluere samarbeidet årlig.", "G27-4.1.5a", "nonconforming"),
        ("Kontaktperson i kommunen er Leila Hassan, og i NAV Trond Aas.", "G27-4.1.3c", "met"),
        ("Stillingen som kontaktperson i Nav er ledig; inntil videre svarer avdelingsleder.", "G27-4.1.3c", "met"),
        ("Flyktningkonsulent og jobbveileder møter deltakeren sammen hver sjette uke.", "G27-4.1.2b", "met"),
        ("NAV slipper ikke taket når programmet er over, men følger opp i inntil et år.", "G27-4.1.6", "met"),
        ("Det rapporteres til IMDi.", "G27-4.1.7c", "missing"),
        ("Rådmannen og NAV-leder møtes hver attende måned.", "G27-4.2b", "nonconforming"),
        ("Leiarane i kommunen og NAV møtest i oddetalsår.", "G27-4.2b", "nonconforming"),
        ("NAVs kontaktperson oppnevnes når NAV-leder har fordelt oppgavene.", "G27-4.1.3c", "nonconforming"),
        ("Kontaktperson hos NAV er markedskontakten for reiseliv.", "G27-4.1.3c", "met"),
        ("Overfor NAV er fagkoordinatoren i flyktningtjenesten kommunens kontaktperson.", "G27-4.1.3b", "met"),
        ("Det hadde vært fint om lederne i kommunen og NAV møttes én gang i året.", "G27-4.2b", "nonconforming"),
        ("For Granli kommune\nHege Strand, rektor\nFor NAV Granli\n[Navn]", "G27-4.2a", "nonconforming"),
    ],
)
def test_a_provision_gives_its_status(words: str, part: str, status: str) -> None:
    """Each stands alone under a heading that tells nothing."""
    (report,) = check_bytes(f"{OPENING}# Bestemmelser\n\n{words}\n".encode(), "avtale.txt", SETTINGS)
    assert {each.id: each.status for each in report.parts}[part] == status
