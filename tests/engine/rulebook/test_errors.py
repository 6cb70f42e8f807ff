"""One broken rule file for each thing that the loader refuses: where the error is, and what it tells to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from avtalesjekk.engine.rulebook.load import load_packs
from avtalesjekk.engine.rulebook.model import RuleError

Errors = Callable[[str, str], list[str]]

UNREACHABLE = """\
  - status: nonconforming
    when: [{label: evaluation_agreement, modality: none}]
    message: {nb: a, nn: b, en: c}
otherwise:"""

BROKEN = {
    "unknown key": ("remedy:", "remdy:", "X-1.yaml:24: ukjent nøkkel «remdy» – mente du «remedy»?"),
    "unknown key unlike any": (
        "    unless:",
        "    hvis:",
        "X-1.yaml:17: ukjent nøkkel «hvis» – skriv en av: status, when",
    ),
    "missing key": ("authority: skal\n", "", "X-1.yaml:1: «authority» mangler – skriv hvor bindende kilden er"),
    "duplicate key": ("severity: error", "severity: error\nseverity: info", "X-1.yaml:7: nøkkelen «severity» står to"),
    "value outside the list": (
        "authority: skal",
        "authority: må",
        "X-1.yaml:5: «må» er ikke tillatt i «authority» – skriv",
    ),
    "unknown kind of document": ("intro-routine", "intro", "X-1.yaml:8: «intro» er ikke tillatt i «applies_to»"),
    "missing language": ("nn: Skriv kor ofte., ", "", "X-1.yaml:24: «nn» mangler – skriv teksten på nynorsk"),
    "empty language": ("nn: Skriv kor ofte.", 'nn: ""', "X-1.yaml:24: «nn» er tom – skriv teksten på nynorsk"),
    "no date": ("from: 2017", "from: i fjor", "X-1.yaml:7: «i fjor» er ingen dato – skriv ÅÅÅÅ-MM-DD"),
    "no such day": ("to: 2021-04", "to: 2021-02-30", "X-1.yaml:7: «2021-02-30» er ingen dato"),
    "end before start": ("to: 2021-04", "to: 2016", "X-1.yaml:7: «to» er ikke etter «from» – skriv den første dagen"),
    "unknown label": (
        "label: evaluation_agreement",
        "label: evaluation",
        "X-1.yaml:18: «label» kan ikke være «evaluation»",
    ),
    "unknown type of fact": (
        "fact: conflict",
        "fact: konflikt",
        "X-1.yaml:12: ukjent faktatype «konflikt» – skriv en av:",
    ),
    "unknown property": (
        "subject: evaluation",
        "emne: evaluation",
        "X-1.yaml:12: «conflict» har ikke «emne» – skriv en av",
    ),
    "value outside the vocabulary": (
        "modality: binding",
        "modality: must",
        "X-1.yaml:16: «modality» kan ikke være «must»",
    ),
    "list where a text belongs": ("severity: error", "severity: [error]", "X-1.yaml:6: «severity» skal være en tekst"),
    "text where keys belong": (
        "{nb: Motstrid, nn: Motstrid, en: Contradiction}",
        "x",
        "X-1.yaml:13: «message» skal være",
    ),
    "mapping as a value": (
        "modality: binding",
        "modality: {a: b}",
        "X-1.yaml:16: «modality» skal være en tekst eller en",
    ),
    "no terms": ("\n      - {fact: conflict, subject: evaluation, on: interval}", " []", "X-1.yaml:11: «when» er tom"),
    "message for met": (
        "    unless:",
        "    message: {nb: a, nn: b, en: c}\n    unless:",
        "X-1.yaml:17: «message» hører ikke",
    ),
    "no message": (
        "    message: {nb: Motstrid, nn: Motstrid, en: Contradiction}\n",
        "",
        "X-1.yaml:10: «message» mangler",
    ),
    "no message at the end": (
        ", message: {nb: Mangler, nn: Manglar, en: Missing}",
        "",
        "X-1.yaml:23: «message» mangler",
    ),
    "nonconforming at the end": (
        "{status: missing, m",
        "{status: nonconforming, m",
        "X-1.yaml:23: «nonconforming» er ikke",
    ),
    "no example met": ("status: met, lang", "status: missing, lang", "X-1.yaml:27: eksempel med status «met» mangler"),
    "no example nonconforming": (
        "nonconforming, lang",
        "met, lang",
        "X-1.yaml:27: eksempel med status «nonconforming» m",
    ),
    "no example of the end": (
        "{status: missing, lang",
        "{status: met, lang",
        "X-1.yaml:27: eksempel med status «missing»",
    ),
    "example that cannot be": (
        "{status: met, l",
        "{status: not_applicable, l",
        "X-1.yaml:28: regelen gir aldri «not_app",
    ),
    "unknown language": (
        "met, lang: nb",
        "met, lang: da",
        "X-1.yaml:28: «da» er ikke tillatt i «lang» – skriv en av: nb",
    ),
    "never reached": ("otherwise:", UNREACHABLE, "X-1.yaml:23: utfallet nås aldri: utfall 3 passer alltid før"),
    "never possible": (
        "blank: yes}",
        "}\n      - {modality: [none, binding]}",
        "X-1.yaml:14: utfallet kan aldri inntreffe",
    ),
    "term given twice": (
        "      - {fact: conflict, subject: evaluation, on: interval}",
        "      - {fact: conflict, on: [interval]}\n      - {fact: conflict, on: interval}",
        "X-1.yaml:13: vilkåret står to ganger i utfallet",
    ),
    "too many terms": (
        "      - {fact: conflict, subject: evaluation, on: interval}",
        "\n".join(
            f"      - {{label: {label}, modality: {modality}}}"
            for label in ("purpose", "legal_basis", "parties")
            for modality in ("none", "binding", "optional", "intention", "negated")
        ),
        "X-1.yaml:10: utfallet har 15 vilkår – del regelen; høyst 14 er mulig",
    ),
    "no YAML": ("outcomes:", "outcomes: [", "X-1.yaml:10: filen er ikke gyldig YAML"),
    "anchor": ("nn: Om det skjer", "nn: *a", "X-1.yaml:26: filen er ikke gyldig YAML"),
    "reference": (
        "{nb: Om det skjer, nn: Om",
        "{nb: &a Om det skjer, nn: *a, xx: Om",
        "X-1.yaml:26: referanser (* og &)",
    ),
    "id with a space": ("id: X-1", "id: X 1", "X-1.yaml:1: «X 1» er ikke tillatt i «id» – skriv en id av bokstaver"),
    "file named otherwise": (
        "id: X-1",
        "id: X-2",
        "X-1.yaml:1: filen heter ikke som regelen – gi den navnet «X-2.yaml»",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_rule_is_refused_with_place_and_advice(errors: Errors, old: str, new: str, expected: str) -> None:
    found = errors(old, new)
    assert any(error.startswith(expected) for error in found), found


def test_every_error_says_what_to_write_instead(errors: Errors) -> None:
    for old, new, _ in BROKEN.values():
        assert all(" – " in error for error in errors(old, new))


def test_all_errors_of_all_files_are_reported_at_once(pack: Path) -> None:
    path = pack / "X-1.yaml"
    text = path.read_text(encoding="utf-8").replace("authority: skal", "authority: må").replace("nb: Mangler, ", "")
    path.write_text(text.replace("modality: binding", "modality: must"), encoding="utf-8")
    (pack / "pack.yaml").write_text("id: test-pack\n", encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        load_packs([pack])
    places = [error.removeprefix(f"{pack}/").split(": ")[0] for error in raised.value.errors]
    assert places == ["pack.yaml:1"] * 5 + ["X-1.yaml:5", "X-1.yaml:16", "X-1.yaml:23"]


def test_an_earlier_branch_with_a_narrower_term_covers_nothing(pack: Path) -> None:
    """The second branch of the pack asks for binding provisions, the third for all: both can be reached."""
    assert len(load_packs([pack]).rules[0].outcomes) == 3


def test_an_id_used_twice_is_refused_across_packs(pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for file in pack.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    with pytest.raises(RuleError) as raised:
        load_packs([pack, other])
    assert raised.value.errors == (
        f"{other}/pack.yaml:1: id-en «test-pack» er brukt i {pack}/pack.yaml:1 – skriv en annen",
        f"{other}/X-1.yaml:1: id-en «X-1» er brukt i {pack}/X-1.yaml:1 – skriv en annen",
    )


def test_a_pack_without_its_file_is_refused(pack: Path) -> None:
    (pack / "pack.yaml").unlink()
    with pytest.raises(RuleError, match=r"pack\.yaml:1: filen mangler"):
        load_packs([pack])


def test_a_file_in_another_encoding_is_refused(pack: Path) -> None:
    (pack / "X-1.yaml").write_bytes("id: X-1 # æ".encode("latin-1"))
    with pytest.raises(RuleError, match=r"X-1\.yaml:1: filen er ikke UTF-8"):
        load_packs([pack])


def test_an_empty_file_is_refused(pack: Path) -> None:
    (pack / "X-1.yaml").write_text("", encoding="utf-8")
    with pytest.raises(RuleError, match=r"X-1\.yaml:1: «filen» skal være nøkler med verdier"):
        load_packs([pack])


def test_a_rule_with_the_ending_yml_is_not_passed_over(pack: Path) -> None:
    (pack / "X-1.yaml").rename(pack / "X-1.yml")
    with pytest.raises(RuleError, match=r"gi den navnet «X-1\.yaml»"):
        load_packs([pack])
