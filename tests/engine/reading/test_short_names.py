"""The short names that an agreement gives."""

from __future__ import annotations

import pytest

from avtalesjekk.engine.reading.short_names import WE_BOTH, short_names

from .maker import from_markdown, from_table


def aliases(sentence: str) -> dict[str, frozenset[str]]:
    """The short names that `sentence` gives in an agreement."""
    return short_names(from_markdown(f"# Samarbeidsavtale\n\n{sentence}\n"))


@pytest.mark.parametrize(
    ("sentence", "name", "concept"),
    [
        ("Avtale mellom Sunndal kommune (heretter kalt Tenesta) og NAV Sunndal.", "Tenesta", "municipality"),
        ("Avtale mellom kommunen og NAV Sunndal (heretter kalt «Etaten»).", "Etaten", "nav_unit"),
        ("Avtala gjeld NAV Vinje (heretter kalla Kontoret).", "Kontoret", "nav_unit"),
        ("FT = flyktningtjenesten.", "FT", "municipal_unit"),
        ("Programrådgiver (PR) kaller inn.", "PR", "caseworker"),
        ("Arbeids- og velferdsetaten (AVE) deltar.", "AVE", "nav_unit"),
        ("Med «Kontoret» menes NAV Sunndal.", "Kontoret", "nav_unit"),
        (
            "I avtalen forstås med «kontoret» NAV Sunndal og med «tenesta» flyktningtjenesten.",
            "tenesta",
            "municipal_unit",
        ),
        ("Når det står «dere», mener vi NAV Sunndal.", "deres", "nav_unit"),
        ("«Tenesta»: Sunndal kommune ved flyktningtenesta", "Tenesta", "municipality"),
        ("Flyktningteamet og Avdeling Sør (statlig side)", "Avdeling Sør", "nav_unit"),
        ("Vi i kommunen ringer, og dere på NAV svarer.", "oss", "municipality"),
        ("«Vi» er flyktningtjenesten, «dere» er NAV Sunndal.", "deres", "nav_unit"),
        ("Me i flyktningtenesta ringjer, og dykk på NAV svarar.", "Dykk", "nav_unit"),
        ("Meløy kommune er representert ved avdeling Vekst og læring (Vekst).", "Vekst", "municipal_unit"),
        ("Nesodden kommune, ved læringsverkstedet (til daglig bare Verkstedet).", "Verkstedet", "municipal_unit"),
        ("Partane er to. I kommunen er det Bufferen som er med.", "Bufferen", "municipal_unit"),
        ("Stryn kommune v/ Mottaket og NAV Stryn samarbeider.", "Mottaket", "municipal_unit"),
        ("VIS (Vaksenopplæring, integrering og språk) er kommunen sin part.", "VIS", "municipal_unit"),
        ("I kommunen deltar Integrering og mangfold (I&M).", "I&M", "municipal_unit"),
        ("Avtalen binder Tynset kommune og NAV Tynset (kontoret).", "Kontoret", "nav_unit"),
        ("Nav vert i det følgjande omtala som «dei statlege».", "Dei statlege", "nav_unit"),
        ("Det er avdeling arbeid og marked (statlig) som deltar.", "arbeid og marked", "nav_unit"),
    ],
)
def test_short_names_stand_for_the_words_before_them(sentence: str, name: str, concept: str) -> None:
    assert concept in aliases(sentence)[name]


@pytest.mark.parametrize(
    "sentence",
    [
        "IMDi = Integrerings- og mangfoldsdirektoratet",
        "Sunndal kommune (heretter kalt Kommunen)",
        "Kravene følger av loven (EØS).",
        "Med «Kandidat» menes en person som kommunen har truffet vedtak om.",
        "Vi i kommunen ringer, og de svarer.",
        "Vi i kommunen og dere i voksenopplæringen møtes.",
        "Kommunen ved Kari Berg kaller inn.",
        "Voksenopplæringen (Sunndalsøra) og NAV-kontoret (Kari) møtes.",
    ],
)
def test_a_short_name_that_tells_nothing_new_is_left_out(sentence: str) -> None:
    assert aliases(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "name", "concepts"),
    [
        ("Kari Berg, programrådgiver i flyktningtjenesten, svarer.", "Kari", {"caseworker", "municipal_unit"}),
        ("Dei ringjer NAV-rettleiar Morten Li.", "Morten Li", {"caseworker", "nav_unit"}),
        ("Ring Jon Ås (leder for NAV Sunndal).", "Ås", {"leader", "nav_unit"}),
    ],
)
def test_a_person_stands_for_the_post(sentence: str, name: str, concepts: set[str]) -> None:
    assert concepts <= aliases(sentence)[name]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Kari Berg ringer.", "Kari"),  # nobody says what she is
        ("Kari Berg, leder for NAV Sunndal, og Kari Moe, rektor ved skolen, møtes.", "Kari"),
        ("Kari Berg, leder for NAV Sunndal. Kari Moe ringer.", "Kari"),
        ("Hos NAV er det Kari Berg, mens rådmannen er kontakt i kommunen.", "Kari"),
        ("Per Moe, leder for NAV Sunndal.", "Per"),  # "Per 1. januar"
        ("Jon Sunndal, leder for NAV Sunndal.", "Sunndal"),
        ("Kari Berg, leder for NAV. Kari Berg, rådmann i kommunen.", "Kari Berg"),
    ],
)
def test_a_person_of_whom_that_is_not_known_stands_for_nobody(sentence: str, name: str) -> None:
    assert name not in aliases(sentence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kven vi ringjer til hos dykk, får vi vite.\n\nMed vennleg helsing\n\nOla Moe\n\nrådmann i Ål kommune",
            {"oss": "municipality", "vi": "municipality", "me": "municipality", "dykkar": "nav_unit", "de": "nav_unit"},
        ),
        (
            "Hvem vi ringer til hos dere, får vi vite.\n\nVennlig hilsen\n\nKari Moe\n\nleder NAV Hemsedal",
            {"oss": "nav_unit", "vi": "nav_unit", "deres": "municipality"},
        ),
    ],
)
def test_a_letter_tells_us_from_you_by_who_signs_it(text: str, expected: dict[str, str]) -> None:
    found = aliases(text)
    assert {name: set(found[name]) for name in expected} == {name: {concept} for name, concept in expected.items()}
    assert "vår" not in found  # which is the spring too


def test_in_a_letter_between_leaders_i_and_you_are_leaders() -> None:
    found = aliases(
        "Du kaller meg inn, og dere sender tallene til oss.\n\nVennlig hilsen\n\nKari Moe\n\nleder NAV Hemsedal"
    )
    assert (set(found["jeg"]), set(found["du"])) == ({"nav_unit", "leader"}, {"municipality", "leader"})


@pytest.mark.parametrize(
    ("sentence", "both"),
    [
        ("Vi møtes hver måned.", [0]),
        ("Vi lovte å skrive ned det vi ble enige om.", [26]),
        ("Vi har ett felles mål.", [0]),
        ("Me treffest kvar haust.", [0]),
        ("Vi sender dere listen når vi møtes.", [26]),
        ("Vi finner praksisplasser; kontorene møtes.", []),
        ("Vi sender dere planen sammen med vedtaket.", []),
        ("Vi følger opp begge ektefeller.", []),
    ],
)
def test_in_a_letter_we_may_be_both(sentence: str, both: list[int]) -> None:
    """Which "vi" is both of them, its own words tell."""
    assert [match.start() for match in WE_BOTH.finditer(sentence)] == both


@pytest.mark.parametrize(
    "text",
    [
        "Kven vi ringjer til hos dykk, får vi vite.\n\nUnderskrift\n\nOddvar Moe, rådmann i Hemsedal kommune",
        "Kven vi ringjer til hos dykk, får vi vite.\n\nMed helsing\n\nOddvar Moe",
        "Deltakerne og deres familier får hjelp. De kaller inn.\n\nMed hilsen\n\nKari Moe\n\nrådmann i Os kommune",
    ],
)
def test_what_no_party_writes_to_the_other_tells_nobody_apart(text: str) -> None:
    assert not {"oss", "dere", "deres", "dykk", "de"} & set(aliases(text))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("For Sunndal kommune: Kari Moe, kontorsjef", {"municipal_post"}),
        ("Ola Li, regionsjef, NAV Sunndal", {"nav_unit"}),
        ("Kari Moe, kontorsjef, Sunndal kommune\n\nOla Li, kontorsjef, NAV Sunndal", None),
        ("Kari Moe, kontorsjef, Sunndal kommune\n\nKontorsjefen, eller kontorsjef i NAV, ringer.", None),
        ("Kari Moe, teamleder, Sunndal kommune", None),  # every office has one
        ("Kari Moe, kontorsjef, Sunndal kommune\n\nKontorsjef Ola Li, NAV Sunndal", None),
        ("Kari Moe, møtesekretær, Sunndal kommune", None),
        ("Spør kommunen etter kontorsjefen.", None),  # nobody's name
    ],
)
def test_a_post_is_that_of_the_side_whose_line_has_it(lines: str, expected: set[str] | None) -> None:
    found = aliases(lines)
    post = next((found[name] for name in ("kontorsjef", "regionsjef", "teamleder") if name in found), None)
    assert (set(post) if post else None) == expected


def test_an_abbreviation_is_not_the_word_in_lower_case() -> None:
    """ "pr" is short for "per"."""
    found = short_names(
        from_table("Avtalen gjelder oss.", "Forkortelser", [["Kort", "Lang"], ["PR", "Programrådgiver"]])
    )
    assert set(found["PR"]) == {"caseworker", "municipal_post"}
    assert "pr" not in found


def test_a_word_of_one_letter_is_no_name() -> None:
    assert aliases("NAV-kontoret følger rutinen i avtalen. I voksenopplæringen avklares behovet for tolk.") == {}


def test_a_code_has_the_side_of_its_letter() -> None:
    rows = [["Kode", "Rolle"], ["N1", "Avdelingsleder"]]
    found = short_names(
        from_table("Partene er Sunndal kommune, heretter K, og NAV Sunndal, heretter N.", "Koder", rows)
    )
    assert set(found["N1"]) == {"leader", "nav_unit"}


def test_a_definition_may_build_on_another() -> None:
    """The leader of a body that was defined just before."""
    found = aliases("Med «Kontoret» menes NAV Sunndal.\n\nMed «Hovedpersonen» menes lederen av Kontoret.")
    assert {"leader", "nav_unit"} <= found["Hovedpersonen"]


def test_a_glossary_gives_names() -> None:
    rows = [["Ord", "Betydning"], ["Brobygger", "NAV-veileder som følger deltakerne"], ["Plan", "Dokument"]]
    found = short_names(from_table("Avtalen gjelder oss.", "Definisjoner", rows))
    assert found["Brobygger"] == found["brobygger"] == {"caseworker", "nav_unit"}
    assert "Plan" not in found
    assert short_names(from_table("Avtalen gjelder oss.", "Oppgaver", rows)) == {}


def test_two_leaders_who_write_to_each_other_are_those_of_both() -> None:
    text = "Du og jeg møtes i mai, og dere kaller inn.\n\nHilsen\n\nKari Moe\n\nleder, NAV Vega"
    assert set(aliases(text)["Du og jeg"]) == {"leader", "both_parties"}
    assert "Du og jeg" not in aliases(text.replace("leder, NAV Vega", "NAV Vega"))


def test_a_side_may_stand_before_its_team() -> None:
    found = aliases("Kommunal side: samarbeidsteamet og skolen. Statlig side: arbeidsteamet i Nav Røros.")
    assert set(found["arbeidsteamet"]) == {"nav_unit"}


LOCAL = "Kjelleren er kommunens programrådgivere. Blåhuset: veilederne på NAV. NAV sine folk i Os kallar vi Brygga.\n\n"


def test_a_local_name_is_explained_once_and_used_as_a_name() -> None:
    """ "Kjelleren" at the head of a sentence might be any cellar."""
    used = "Her møter Kjelleren og Blåhuset hverandre, og Brygga ringer. I dag er Kjelleren, Blåhuset og Brygga der."
    found = aliases(LOCAL + used)
    assert {name: found[name] & {"municipality", "nav_unit"} for name in ("Kjelleren", "Blåhuset", "Brygga")} == {
        "Kjelleren": {"municipality"},
        "Blåhuset": {"nav_unit"},
        "Brygga": {"nav_unit"},
    }
    assert not {"Kjelleren", "Blåhuset", "Brygga"} & aliases(f"{LOCAL}I kjelleren er det kaldt.").keys()


@pytest.mark.parametrize(
    ("text", "name", "concept"),
    [
        (
            "Sunndal kommune ved seksjon for integrering er part. For seksjonen: Kari Moe.",
            "seksjonen",
            "municipal_unit",
        ),
        ("Det kommunale nordteamet og det statlige vestteamet samarbeider.", "nordteamet", "municipal_unit"),
        ("Det statlege vestteamet er med.", "vestteamet", "nav_unit"),
        ("Flyktninggruppa får løn av kommunen, oppfølgingsgruppa av staten.", "oppfølgingsgruppa", "nav_unit"),
        ("Omsorgslaget er tilsett i Tysnes kommune.", "Omsorgslaget", "municipal_unit"),
        (
            "Rutinen gjelder Inkluderingslaget (kommunalt ansatte) og Arbeidslaget (statlig ansatte).",
            "Arbeidslaget",
            "nav_unit",
        ),
    ],
)
def test_units_of_an_office_by_who_employs_them(text: str, name: str, concept: str) -> None:
    assert concept in aliases(text)[name]


def test_a_unit_that_both_have_is_nobodys() -> None:
    text = "Sunndal kommune ved seksjon for integrering og NAV Sunndal ved seksjon i NAV møtes. Seksjonen ringer."
    assert "seksjonen" not in aliases(text)


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("Til NAV Træna\n\nVi lovet dere et brev. Dere svarer oss.", "municipality"),
        ("Mottaker: Træna kommune\n\nVi lovet dere et brev.", "nav_unit"),
        ("Flyktningkontoret vårt holder kurs, og dere ringer oss.", "municipality"),
        ("Vi i NAV tar imot, og dere ringer oss.", "nav_unit"),
    ],
)
def test_a_letter_that_both_sign_tells_by_its_address_who_we_are(text: str, ours: str) -> None:
    other = {"municipality": "nav_unit", "nav_unit": "municipality"}[ours]
    found = aliases(text)
    assert (set(found["vi"]), set(found["dere"])) == ({ours}, {other})


@pytest.mark.parametrize(
    "text",
    [
        "Modia er NAVs fagsystem. NAV skriver i Modia, og alle leser Modia der.",
        "Retningslinjene hører til i kommunen. Målgruppen er ansatt i kommunen.",
        "Oppfølgingsgruppa er ansatt i kommunen eller staten.",
        "Til Sunndal kommune og NAV Sunndal\n\nVi takker dere.",
        "Flyktningtjenesten vår 2024: dere ringer.",
    ],
)
def test_things_and_what_is_nobodys_stand_for_no_side(text: str) -> None:
    assert aliases(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Busetjingslaget i Ulstein kommune skaffar hus.\n\nJobbsporet ved NAV Ulstein finn plass.",
            {"Busetjingslaget": "municipal_unit", "Jobbsporet": "nav_unit"},
        ),
        (
            "Velkomstringen (Vennesla kommune) og Torget (NAV Vennesla) bruker rutinen.",
            {"Velkomstringen": "municipal_unit", "Torget": "nav_unit"},
        ),
        (
            "Utarbeidet av Velkomstringen, Vennesla kommune, og Torget, NAV Vennesla.",
            {"Velkomstringen": "municipal_unit", "Torget": "nav_unit"},
        ),
    ],
)
def test_a_unit_is_of_the_party_that_stands_beside_it(text: str, expected: dict[str, str]) -> None:
    again = "".join(f"\n\nSaken går til {name}, og {name} svarer." for name in expected)
    found = aliases(text + again)
    assert {name: set(found[name]) for name in expected} == {name: {concept} for name, concept in expected.items()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Velkomstringen, NAV Stange og helsestasjonen møtes.", "Velkomstringen"),  # a list
        ("Kommunen, NAV Stange og deltakeren møtes.", "Kommunen"),
        ("Rådhuset i Stange kommune er møtested.", "Rådhuset"),
        ("Integreringsplanen i Stange kommune er ny.", "Integreringsplanen"),
    ],
)
def test_what_is_no_unit_of_a_party(text: str, name: str) -> None:
    assert name not in aliases(f"{text}\n\nDe møtes i {name}.\n\nSaken går til {name}.")


@pytest.mark.parametrize(
    ("text", "name", "concept"),
    [
        (
            "Ål kommune på den ene side og NAV Ål på den annen, i det følgende kalt kommunen og kontoret.",
            "kontoret",
            "nav_unit",
        ),
        ("En avtale mellom Modum kommune (vi) og NAV Modum (dere).", "dere", "nav_unit"),
        ("Vi = flyktningtjenesten i Andebu kommune. Dere = NAV Andebu.", "oss", "municipality"),
    ],
)
def test_names_that_are_given_in_pairs(text: str, name: str, concept: str) -> None:
    assert concept in aliases(text)[name]


def test_what_stands_below_is_no_name() -> None:
    assert "oppfølging" not in aliases("Kommunen og NAV har oppgavene nedenfor: kartlegging og oppfølging.")


@pytest.mark.parametrize(
    ("text", "name", "concept"),
    [
        ("«Etaten» – NAV Arendal – deltar.", "Etaten", "nav_unit"),
        ("«Brakka» (Rana kommune, Flyktningkontoret) deltar.", "Brakka", "municipality"),
        ("«Losen» – arbeidsmarkedsteamet (statlig ansatte, fem stykker) – deltar.", "Losen", "nav_unit"),
        ("K = Rana kommune. N = NAV Rana.", "N", "nav_unit"),
        ("Seksjon Sør (SIB, kommunal linje) deltar.", "Seksjon Sør", "municipal_unit"),
        ("Arbeidsseksjonen (ansatt i staten) deltar.", "Arbeidsseksjonen", "nav_unit"),
        ("Avtale mellom kommunen og NAV Horten, herefter kalt Kontoret.", "Kontoret", "nav_unit"),
    ],
)
def test_a_name_may_be_set_off_from_what_it_means(text: str, name: str, concept: str) -> None:
    assert concept in aliases(f"{text}\n\nSaken går til {name}, og {name} svarer.")[name]


@pytest.mark.parametrize(
    "text",
    [
        "«Fredagen» – møtet mellom kommunen og NAV – er fast.",
        "«Sammen» (kommunen og NAV Rana) er mottoet.",
        "«Gull» (programrådgiver i kommunen) er med.",
    ],
)
def test_a_meeting_both_or_a_post_is_nobodys_name(text: str) -> None:
    name = text.split("»")[0].strip("«")
    assert name not in aliases(f"{text}\n\nSaken går til {name}, og {name} svarer.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ledermøte: Seksjonsleder og NAV-leder.", frozenset({"municipal_post"})),
        ("Seksjonsleder og NAV-leder møtes. Seksjonsleder i NAV kaller inn.", None),
    ],
)
def test_a_post_beside_the_leader_of_nav_is_the_municipalitys(text: str, expected: frozenset[str] | None) -> None:
    assert aliases(text).get("seksjonsleder") == expected
