"""avtalesjekk.toml: what it may say, and what is told when it says something else."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from avtalesjekk.engine.configuration import NAME, Configuration, ConfigurationError, load_configuration, nearest

FULL = """
profile = ["auto", "g27-2017"]
fail-on = "error"
lang = "nn"
rules = ["egne"]
template = "mal.docx"
exclude = ["utkast", "**/*-gammel.docx"]

[[waivers]]
part = "FORM-date"
document = "avtaler/a.docx"
reason = "ny avtale er på høring"
by = "Kari Nordmann"
until = 2027-06-30
"""
WAIVER = FULL[FULL.index("[[") :]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, the working directory, with what configurations name."""
    monkeypatch.chdir(tmp_path)
    for name in ("avtaler/a.docx", "avtaler/b-gammel.docx", "utkast/c.docx", "mal.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return tmp_path.resolve()


def load(folder: Path, content: str | bytes) -> Configuration:
    """Return what a configuration with this content says."""
    (folder / NAME).write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_configuration(folder / NAME)


def errors(folder: Path, content: str | bytes) -> tuple[str, ...]:
    """Return what is told of a configuration with this content."""
    with pytest.raises(ConfigurationError) as refused:
        load(folder, content)
    return refused.value.errors


def test_every_key_is_read(folder: Path) -> None:
    """Names are paths from the folder of the file, patterns the files that they match."""
    content = FULL.replace('rules = ["egne"]\n', "")
    made = load(folder, content)
    assert (made.profiles, made.fail_on, made.lang) == (("auto", "g27-2017"), "error", "nn")
    assert made.template == folder / "mal.docx"
    assert made.exclude == {folder / "utkast", folder / "avtaler" / "b-gammel.docx"}
    (waiver,) = made.waivers
    assert (waiver.part, waiver.documents) == ("FORM-date", {folder / "avtaler" / "a.docx"})
    assert (waiver.by, waiver.until) == ("Kari Nordmann", date(2027, 6, 30))
    assert (waiver.source.document, waiver.source.section) == ("avtalesjekk.toml", "waivers nr. 1")


def test_an_empty_file_says_nothing(folder: Path) -> None:
    """But that the search ends here."""
    assert load(folder, "") == Configuration(folder=folder)


def test_one_profile_needs_no_list(folder: Path) -> None:
    """It is a list of one."""
    assert load(folder, 'profile = "g27-2017"').profiles == ("g27-2017",)


def test_a_document_may_be_a_pattern_or_a_folder_or_have_the_marks_of_one_in_its_name(folder: Path) -> None:
    """What is there by that very name comes first."""
    odd = folder / "a[1].docx"
    odd.touch()
    for written, named in (
        ("avtaler/*.docx", {"a.docx", "b-gammel.docx"}),
        ("avtaler", {"avtaler"}),
        (odd.name, {odd.name}),
    ):
        (waiver,) = load(folder, WAIVER.replace("avtaler/a.docx", written)).waivers
        assert {path.name for path in waiver.documents} == named


def test_the_nearest_file_counts(folder: Path) -> None:
    """In the folder of the document, or else above it."""
    (folder / NAME).touch()
    (folder / "utkast" / NAME).touch()
    assert nearest(folder / "utkast" / "c.docx") == folder / "utkast" / NAME
    assert nearest(folder / "avtaler" / "a.docx") == folder / NAME


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('failon = "error"', "failon: ukjent nøkkel «failon» – mente du «fail-on»?"),
        ('fail-on = "alt"', "fail-on: «alt» er ikke tillatt i «fail-on» – skriv en av: error, warning, never"),
        ("fail-on = true", "fail-on: «True» er ikke tillatt i «fail-on» – skriv en av: error, warning, never"),
        ("template = 2027-01-01", "template: verdien skal være en tekst – sett den i hermetegn"),
        ('rules = "egne"', "rules: «rules» skal være en liste – skriv en liste av mapper"),
        ('rules = ["egne"]', "rules nr. 1: «egne» finnes ikke – skriv stien slik den er sett fra "),
        ('template = "borte.docx"', "template: «borte.docx» finnes ikke – skriv"),
        ('exclude = ["/tmp"]', "exclude nr. 1: «/tmp» kan ikke brukes – skriv"),
        ('exclude = ["a", "**b"]', "exclude nr. 2: «**b» kan ikke brukes – skriv"),
        ('profile = "g27"', "profile: det finnes ingen regelpakke «g27» – skriv en av: auto, form, g27-2017"),
        ("waivers = 1", "waivers: «waivers» skal være en liste – skriv ett avsnitt [[waivers]] for hvert fravik"),
        (WAIVER + "til = 2027-06-30", "waivers nr. 1.til: ukjent nøkkel «til» – "),
        (WAIVER.replace("until = 2027-06-30", ""), "waivers nr. 1.until: «until» mangler – skriv den siste dagen"),
        (WAIVER.replace("2027-06-30", '"30. juni"'), "waivers nr. 1.until: «30. juni» er ikke tillatt i «until»"),
        (WAIVER.replace("2027-06-30", '"2027-06-31"'), "waivers nr. 1.until: «2027-06-31» er ingen dato – skriv"),
        (
            WAIVER.replace("2027-06-30", "2027-06-30T12:00:00"),
            "waivers nr. 1.until: «2027-06-30 12:00:00» er ikke tillatt",
        ),
        (WAIVER.replace("Kari Nordmann", " "), "waivers nr. 1.by: «by» er tom – skriv hvem som har bestemt det"),
        (
            WAIVER.replace("FORM-date", "4.1.5c"),
            "waivers nr. 1.part: det finnes ingen regel «4.1.5c» – mente du «G27-4.1.5c»?",
        ),
        (
            WAIVER.replace("FORM-date", "???"),
            "waivers nr. 1.part: det finnes ingen regel «???» – se avtalesjekk rules list",
        ),
        (WAIVER.replace("a.docx", "borte.docx"), "waivers nr. 1.document: «avtaler/borte.docx» finnes ikke – skriv"),
        (WAIVER.replace("a.docx", "*.pdf"), "waivers nr. 1.document: «avtaler/*.pdf» finnes ikke – skriv"),
    ],
)
def test_what_is_wrong_is_told_with_its_key_and_what_to_write(folder: Path, content: str, told: str) -> None:
    """On one line, after the name of the file."""
    (error,) = errors(folder, content)
    assert error.startswith(f"avtalesjekk.toml: {told}")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('lang = "nb"\nfail-on = \n', "avtalesjekk.toml:2: er ikke gyldig TOML (Invalid value)"),
        ('lang = "nb', "avtalesjekk.toml: er ikke gyldig TOML"),
        (b'lang = "\xe6"', "avtalesjekk.toml: er ikke UTF-8 – lagre filen som UTF-8"),
    ],
)
def test_what_is_no_toml_is_told(folder: Path, content: str | bytes, told: str) -> None:
    """With the line where there is one."""
    (error,) = errors(folder, content)
    assert error.startswith(told)


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    """With the reason."""
    with pytest.raises(ConfigurationError, match=r"utkast: kan ikke leses \(.+\) – sjekk navnet"):
        load_configuration(folder / "utkast")


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    """Each on a line of its own."""
    assert len(errors(folder, WAIVER.replace("FORM-date", "X").replace("a.docx", "x.docx") + WAIVER * 2)) == 2


def test_the_schema_for_editors_agrees() -> None:
    """With what is taken and with what is refused."""
    source = Path(__file__).parents[2] / "engine" / "configuration.schema.json"
    schema = jsonschema.Draft202012Validator(json.loads(source.read_text(encoding="utf-8")))
    full = json.loads(json.dumps(tomllib.loads(FULL), default=str))
    assert schema.is_valid(full)
    assert not schema.is_valid(full | {"failon": "error"})
    assert not schema.is_valid(full | {"waivers": [{"part": "FORM-date"}]})
