"""How often something happens, in bokmål, nynorsk and Swedish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtalesjekk.engine.reading.intervals import Rhythm, intervals, rhythm_of

WORDS = (
    "hver hvert kvar annet anna tredje 3 12 99 0 to én gang ganger gonger i per pr. / om året år halvår måneder mnd "
    "kvartal tertial juni årlig jevnlig ved behov [ ____ xx – : , . møter løpet av"
)
PHRASES = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)


def rhythm(text: str) -> Rhythm:
    """The rhythm that `text` promises."""
    return rhythm_of(intervals(text))


def months(text: str) -> float | None:
    """The months between two occasions, of the first frequency that has a number."""
    return next((each.months for each in intervals(text) if each.months is not None), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ledermøtet holdes hvert år.", 12),
        ("Oppdal innkaller i partallsår og Rennebu i oddetallsår.", 12),
        ("Leiarane møtest kvart år.", 12),
        ("Vi ser tilbake siste fredag før ferien, år etter år.", 12),
        ("Partene evaluerer hvert år med partene til stede.", 12),
        ("Utvalget trer sammen hvert år med like årstall.", 24),
        ("Rådet møtes én gang per 24 måneder.", 24),
        ("Styret har to faste sittinger i året.", 6),
        ("Ledergjennomgang. Syklus 6 måneder.", 6),
        ("Møtefrekvens: 4 mnd", 4),
        ("Styringsmøte mellom lederne, 4 pr. år, Hønefoss.", 3),
        ("I år som ender på partall innkaller rådmannen lederen.", 24),
        ("De to tar en gjennomgang i desemberdialogen.", 12),
        ("Ved hvert årsskifte går vi gjennom avtalen.", 12),
        ("Avtala blir revidert kvart fjerde avtaleår.", 48),
        ("Partene møtes hvert halvår.", 6),
        ("Partane møtest kvart halvår.", 6),
        ("Teamet møtes hvert kvartal.", 3),
        ("Rapport sendast kvart tertial.", 4),
        ("Samarbeidsmøte avholdes hver måned.", 1),
        ("Samarbeidsmøte blir halde kvar månad.", 1),
        ("Teamet møtes hver fjortende dag.", 14 / 30),
        ("Teamet har møte kvar måndag.", 12 / 52),
        ("Leiargruppa møtest ein gong i året.", 12),
        ("Lederne møtes minst én gang i året.", 12),
        ("Lederne møtes to ganger i året.", 6),
        ("Leiarane møtest tre gonger i året.", 4),
        ("Det avholdes fire møter i året.", 3),
        ("Avtalen evalueres 2 ganger per år.", 6),
        ("Møte 3-4 ganger årlig.", 4),
        ("Møte 3–4 gonger årleg.", 4),
        ("Møtene holdes 1–2 ganger pr. halvår.", 6),
        ("Statistikk utveksles månedlig.", 1),
        ("Statistikk blir utveksla månadleg.", 1),
        ("Det rapporteres kvartalsvis.", 3),
        ("Det rapporteres tertialvis.", 4),
        ("Kontaktpersonene har halvårlige møter.", 6),
        ("Partane har halvårlege møte.", 6),
        ("Avtalen evalueres årlig.", 12),
        ("Avtala skal evaluerast årleg.", 12),
        ("Det holdes et årlig ledermøte.", 12),
        ("Møtene legges til vår og høst.", 6),
        ("Partarna träffas varje år.", 12),
        ("Målen följs upp två ggr om året.", 6),
        ("Evaluering skjer ved årsskiftet.", 12),
        ("Lederne møtes minst en (1) gang per år.", 12),
        ("Det holdes 2 (to) møter i året.", 6),
        ("Lederne møtes et par ganger i året.", 6),
        ("Leiarane møtest fleire gonger i året.", 6),
        ("Evaluering skjer med høyst 18 måneders mellomrom.", 18),
        ("Møta blir haldne med høgst seks månaders mellomrom.", 6),
        ("Det går ikke mer enn 12 måneder mellom møtene.", 12),
        ("Samarbeidsmøte hver fjortende uke.", 14 * 12 / 52),
        ("Träffar hålls varannan vecka.", 24 / 52),
        ("Lederne kalles sammen en gang hvert halvannet år.", 18),
        ("Fagmøte blir halde fyrste måndag i månaden.", 1),
        ("Teamet møtes den siste torsdagen i måneden.", 1),
        ("Rapport sendes første virkedag i kvartalet.", 3),
        ("Partene møtes tirsdager i oddetallsuker.", 24 / 52),
    ],
)
def test_the_months_between_two_occasions(text: str, expected: float) -> None:
    assert months(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Lederne møtes minst hver tolvte måned.",
        "Leiarane møtest minst kvar tolvte månad.",
        "Det holdes ledermøte hver 12. måned.",
        "Avtalen revideres hvert år i november.",
        "Lederne møtes ikke sjeldnere enn én gang i året.",
        "Leiarane møtest ikkje sjeldnare enn ein gong i året.",
        "Samarbeidet evalueres hvert eneste år.",
        "Evaluering: hver høst.",
        "Evaluering kvar haust.",
        "Minst ett ledermøte i året.",
        "Minst eitt leiarmøte i året.",
        "Leiarmøte blir halde minst éin gong per år.",
        "Avtalen gjennomgås hvert kalenderår.",
    ],
)
def test_twelve_months_are_yearly(text: str) -> None:
    assert rhythm(text) is Rhythm.YEARLY_OR_SHORTER


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen evalueres hvert annet år.",
        "Avtala blir evaluert anna kvart år.",
        "Avtala blir evaluert annakvart år.",
        "Avtalen evalueres annethvert år.",
        "Lederne møtes hvert andre år.",
        "Leiarane møtest kvart tredje år.",
        "Avtalen revideres hvert fjerde år.",
        "Ledermøte holdes hver 18. måned.",
        "Det holdes toårlige evalueringer.",
        "Överenskommelsen revideras vartannat år.",
        "Mars – Gjennomgang av samarbeidet (oddetallsår)",
        "Ledermøte holdes annethvert år, første gang i januar 2014.",
        "Avtalen evalueres i oddetallsår, første gang i oddetallsåret 2015.",
    ],
)
def test_more_than_twelve_months_is_longer_than_yearly(text: str) -> None:
    assert rhythm(text) is Rhythm.LONGER_THAN_YEARLY


@pytest.mark.parametrize(
    "text",
    [
        "Evaluering skjer i november.",
        "Tallene oversendes innen utgangen av mars.",
        "Medio juni går partene gjennom samarbeidet.",
        "Evaluering: oktober",
        "Partane ser på avtala om hausten.",
        "Partene møtes før sommeren.",
    ],
)
def test_a_month_or_season_with_no_year_comes_every_year(text: str) -> None:
    assert rhythm(text) is Rhythm.YEARLY_OR_SHORTER


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen ble inngått i november 2021.",
        "Avtala er underskriven i mars 2019.",
        "Avtalen gjelder til 31.12.2025.",
        "Partene samarbeider om introduksjonsprogrammet.",
        "Kommunen bosetter 40 flyktninger i 2024.",
        "",
    ],
)
def test_no_frequency_is_no_rhythm(text: str) -> None:
    assert rhythm(text) is Rhythm.NONE


def test_a_month_beside_a_number_of_years_is_no_yearly_rhythm() -> None:
    """The month only says when in the year."""
    assert rhythm("Avtalen evalueres hvert tredje år, i november.") is Rhythm.LONGER_THAN_YEARLY


@pytest.mark.parametrize(
    "text",
    [
        "Partene møtes jevnlig.",
        "Partane møtest jamleg.",
        "Det holdes regelmessige møter.",
        "Partene har faste møter.",
        "Møter avholdes med jevne mellomrom.",
        "Partane møtest med jamne mellomrom.",
        "Kontaktpersonene informerer hverandre fortløpende.",
        "Det blir rutinemessig utveksla informasjon.",
    ],
)
def test_regular_without_a_number(text: str) -> None:
    assert rhythm(text) is Rhythm.REGULAR


@pytest.mark.parametrize(
    "text",
    [
        "Møter holdes ved behov.",
        "Møte blir halde etter behov.",
        "Møte ved trong.",
        "Avtalen revideres på forespørsel.",
        "Møter holdes når en av partene ber om det.",
        "Møte når ein av partane bed om det.",
        "Avtalen revideres dersom en av partene krever det.",
        "Avtala blir revidert viss ein av partane ynskjer det.",
    ],
)
def test_only_on_demand(text: str) -> None:
    assert rhythm(text) is Rhythm.ON_DEMAND


@pytest.mark.parametrize("text", ["Møtene holdes hver ____.", "Ledermøte hvert [sett inn].", "Møte per xx", "Hver …"])
def test_a_blank_where_the_interval_should_stand(text: str) -> None:
    assert rhythm(text) is Rhythm.BLANK


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Partene møtes jevnlig, minst én gang i året.", Rhythm.YEARLY_OR_SHORTER),
        ("Partene møtes jevnlig og ellers ved behov.", Rhythm.REGULAR),
        ("Avtalen revideres hvert tredje år og ellers ved behov.", Rhythm.LONGER_THAN_YEARLY),
        ("Partane møtest kvart halvår og elles ved trong.", Rhythm.YEARLY_OR_SHORTER),
        ("Møter holdes hver ____ eller ved behov.", Rhythm.ON_DEMAND),
    ],
)
def test_a_number_goes_before_regularly_and_regularly_before_on_demand(text: str, expected: Rhythm) -> None:
    assert rhythm(text) is expected


@pytest.mark.parametrize("text", ["LEDERMØTE HVERT HALVÅR", "Ledermøte hvert halvår"])
def test_case_does_not_matter(text: str) -> None:
    assert months(text) == 6


def test_a_frequency_is_quoted_from_its_first_word_to_its_last() -> None:
    text = "Partene møtes minst to ganger i året."
    found = intervals(text)
    assert text[found[0].start : found[0].end] == "to ganger i året"


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    assert all(0 <= each.start < each.end <= len(text.lower()) for each in intervals(text))


UNITS = (
    "dagen virkedag uka uken ukes veka vecka måneden månaden mnd kvartalet tertialet halvåret semesteret terminen"
    " kalenderåret høsten hausten våren sommeren desember jul"
)


@pytest.mark.parametrize("unit", UNITS.split())
def test_every_unit_is_understood_in_every_form(unit: str) -> None:
    """A form that is found and not understood would stop the program."""
    assert [each.months for each in intervals(f"to ganger i {unit}") if each.months]


def test_no_time_at_all_is_no_frequency_either() -> None:
    """A nought in front of a unit is a slip of the pen."""
    assert [each.months for each in intervals("hver 0 måned")] == [1]


@given(PHRASES)
def test_words_of_frequency_in_any_order_are_read_without_error(text: str) -> None:
    found = intervals(text)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(each.months is None or each.months > 0 for each in found)


@given(PHRASES)
def test_months_decide_the_rhythm(text: str) -> None:
    """Twelve months or fewer are yearly or shorter, more are longer."""
    for each in intervals(text):
        if each.months is not None:
            assert (each.rhythm is Rhythm.YEARLY_OR_SHORTER) == (each.months <= 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kvar einaste sommar set vi oss ned.", 12),
        ("Ved slutten av hvert skolehalvår snakker vi om det.", 6),
        ("I oktobermøtet tas det stilling til avtalen.", 12),
        ("Årsmøtet holdes i mars.", 12),
        ("Årsmøtet holdes hvert tredje år i november.", 36),
    ],
)
def test_names_of_times_and_of_what_is_held_then(text: str, expected: float) -> None:
    """A name says how often only where the words do not."""
    assert months(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lederne møtes for å drøfte bosetting av 25 per år.",
        "Det koster kr 45 per dag.",
        "Frekvens: to måneder før fristen.",
        "Avtalen evalueres før julebordet.",
    ],
)
def test_what_is_counted_or_comes_before_a_deadline_is_no_frequency(text: str) -> None:
    assert months(text) is None
