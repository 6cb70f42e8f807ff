"""An agreement for the tests of the template: section by section, in words that are not the template's."""

from __future__ import annotations

from collections.abc import Iterable

from avtalesjekk.engine.reading.model import Reading
from avtalesjekk.engine.reading.read import read
from avtalesjekk.extract.read import read_bytes

TITLE = "Samarbeidsavtale mellom flyktningtjenesten i Sunndal kommune og NAV Sunndal om introduksjonsprogrammet"
SIGNED = "Sunndal, 3. mars 2025\n\nFor Sunndal kommune: Kari Moen, enhetsleder\n\nFor NAV Sunndal: Per Vik, leder\n"
SECTIONS = {
    "purpose": ("Formål", "Avtalen skal sikre klar ansvarsdeling og godt samarbeid om introduksjonsprogrammet."),
    "municipality": ("Kommunens ansvar", "Flyktningtjenesten skal kartlegge hver deltaker og lage integreringsplan."),
    "nav": (
        "NAVs rolle",
        "NAV skal delta i kartleggingen og gi råd om sluttmålet i integreringsplanen. NAV skal vurdere tiltak for hver "
        "deltaker og følge opp deltakere som er på tiltak.",
    ),
    "leader_meetings": (
        "Ledermøter",
        "Leder for flyktningtjenesten og leder for NAV Sunndal har ledermøte hvert halvår. "
        "Leder for flyktningtjenesten kaller inn.",
    ),
    "cooperation_meetings": (
        "Samarbeidsmøter",
        "Saksbehandlerne hos partene har samarbeidsmøte hver måned. Møtene blir kalt inn av fagansvarlig i "
        "flyktningtjenesten, som har ansvaret for kontakten mellom partene.",
    ),
    "information": (
        "Informasjonsutveksling",
        "Programrådgiver sender integreringsplanen med sluttmål til veileder i NAV når den er vedtatt, og gir beskjed "
        "når noe endrer seg for deltakeren.",
    ),
    "goals": (
        "Felles mål og resultatkrav",
        "Partene har som felles mål at deltakerne kommer raskt i arbeid. Minst 60 prosent av deltakerne skal være i "
        "arbeid eller utdanning ett år etter programmet.",
    ),
    "reporting": ("Rapportering", "Partene legger fram måltallene i en felles rapport hvert tertial."),
    "contacts": (
        "Kontaktpersoner",
        "Kontaktperson i kommunen: Kari Moen, fagleder, tlf. 71 00 00 01.\n\n"
        "Kontaktperson i NAV: Per Vik, veileder, tlf. 71 00 00 02.",
    ),
    "duration": ("Varighet", "Avtalen gjelder til 31. desember 2028 og kan sies opp med tre måneders varsel."),
    "evaluation": (
        "Evaluering av avtalen",
        "Partene evaluerer samarbeidet og avtalen en gang i året, i november. Flyktningtjenesten kaller inn.",
    ),
}


def agreement(order: Iterable[str] = tuple(SECTIONS), **instead: str) -> str:
    """An agreement in Markdown with the sections of `order`; `instead` gives other texts for some of them."""
    clauses = (f"## {SECTIONS[each][0]}\n\n{instead.get(each, SECTIONS[each][1])}\n" for each in order)
    return "\n".join([f"# {TITLE}\n", *clauses, SIGNED])


def reading(text: str) -> Reading:
    """The reading of an agreement in Markdown."""
    return read(read_bytes(text.encode(), "avtale.md"))
