"""A run over documents that are checked with different configurations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from avtalesjekk.engine.configuration import NAME, ConfigurationError
from avtalesjekk.engine.job import Input, Job
from avtalesjekk.engine.run import Outcome, Plan, Wishes, planned, run
from avtalesjekk.report.as_json import render
from avtalesjekk.report.model import PackUsed, Report

from ..report.report_maker import document, finding, presentation, report

WISHES = Wishes(as_of=date(2026, 11, 22))
OWN = PackUsed(id="egne", version="1", digest="0" * 64, start="?", end=None)
WAIVER = """
[[waivers]]
part = "FORM-date"
document = "a.docx"
reason = "ny avtale er på høring"
by = "Kari"
until = 2027-06-30
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("nord/a.docx", "sor/a.docx", "a.docx"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).touch()


def configure(folder: str, content: str) -> None:
    """Write the configuration of a folder."""
    (Path(folder) / NAME).write_text(content, encoding="utf-8")


def plan(*names: str, wishes: Wishes = WISHES) -> Plan:
    """Return the plan for these documents."""
    return planned([Input(name=name) for name in names], wishes)


def checked(made: Plan) -> Outcome:
    """Return the outcome of a check that finds no date in any document, and uses a pack of its own in Nynorsk."""

    def check(inputs: Sequence[Input], job: Job) -> Report:
        found = [document(path=one.name, title=job.lang, findings=(finding("FORM-date"),)) for one in inputs]
        made = report(*found)
        return replace(made, packs=(*made.packs, OWN)) if job.lang == "nn" else made

    return run(made, check)


def test_without_a_configuration_the_program_decides() -> None:
    """By kind, in Bokmål, and warnings fail."""
    ((_, setting),) = plan("a.docx").documents
    assert (setting.job.profiles, setting.job.lang, setting.fail_on) == ({"auto"}, "nb", "warning")


def test_each_document_has_the_configuration_nearest_to_it() -> None:
    """In the order of the documents."""
    configure(".", 'fail-on = "error"')
    configure("sor", 'lang = "nn"')
    made = plan("sor/a.docx", "nord/a.docx")
    assert [(each.fail_on, each.job.lang) for _, each in made.documents] == [("warning", "nn"), ("error", "nb")]


def test_the_command_line_beats_a_configuration() -> None:
    """Key by key."""
    configure(".", 'fail-on = "error"\nlang = "nn"\nprofile = "g27-2017"')
    wishes = replace(WISHES, fail_on="never", lang="en", profiles=("guide-2023",))
    ((_, setting),) = plan("a.docx", wishes=wishes).documents
    assert (setting.fail_on, setting.job.lang, setting.job.profiles) == ("never", "en", {"guide-2023"})


def test_a_named_configuration_is_for_all() -> None:
    """Whatever is nearer."""
    configure("sor", 'lang = "nn"')
    Path("felles.toml").write_text('lang = "en"', encoding="utf-8")
    made = plan("sor/a.docx", "a.docx", wishes=replace(WISHES, configuration=Path("felles.toml")))
    assert [each.job.lang for _, each in made.documents] == ["en", "en"]


def test_what_is_excluded_is_left_out() -> None:
    """Folders with all in them."""
    configure(".", 'exclude = ["nord"]')
    made = plan("nord/a.docx", "a.docx")
    assert ([one.name for one, _ in made.documents], made.excluded) == (["a.docx"], ("nord/a.docx",))


def test_a_run_of_nothing_but_what_is_excluded_is_a_report_on_nothing() -> None:
    """With the packs that it would have used."""
    configure(".", 'exclude = ["nord"]')
    outcome = checked(plan("nord/a.docx"))
    assert (outcome.report.documents, [pack.id for pack in outcome.report.packs]) == ((), ["g27-2017"])


def test_the_report_has_the_documents_in_order_and_all_packs_once() -> None:
    """Though they were checked in groups."""
    configure("sor", 'lang = "nn"')
    outcome = checked(plan("a.docx", "sor/a.docx", "nord/a.docx"))
    assert [each.path for each in outcome.report.documents] == ["a.docx", "sor/a.docx", "nord/a.docx"]
    assert [each.title for each in outcome.report.documents] == ["nb", "nn", "nb"]
    assert [pack.id for pack in outcome.report.packs] == ["g27-2017", "egne"]


def test_each_document_keeps_what_fails_for_it() -> None:
    """In the order of the documents."""
    configure("sor", 'fail-on = "never"')
    assert checked(plan("a.docx", "sor/a.docx")).fail_on == ("warning", "never")


def test_waivers_are_those_of_the_configuration_of_the_document() -> None:
    """The same name elsewhere is another document."""
    configure("sor", WAIVER)
    outcome = checked(plan("a.docx", "sor/a.docx"))
    waived = [[each.waived is not None for each in one.findings] for one in outcome.report.documents]
    assert waived == [[False], [True]]


def test_a_baseline_marks_what_it_knows() -> None:
    """Beside the waivers."""
    Path("forrige.json").write_bytes(render(checked(plan("a.docx")).report, presentation({})))
    outcome = checked(plan("a.docx", "nord/a.docx", wishes=replace(WISHES, baseline=Path("forrige.json"))))
    told = [each.waived.kind if each.waived else None for one in outcome.report.documents for each in one.findings]
    assert told == ["baseline", None]


def test_a_pack_that_no_document_is_checked_with_is_refused() -> None:
    """With the names of those that are there."""
    with pytest.raises(ConfigurationError, match="det finnes ingen regelpakke «g27» – velg blant auto, form, g27-2017"):
        plan("a.docx", wishes=replace(WISHES, profiles=("g27",)))


def test_a_template_that_cannot_be_read_is_refused() -> None:
    """It is in the configuration."""
    configure(".", 'template = "a.docx"')
    with pytest.raises(ConfigurationError, match=r"malen .*a\.docx: filen er tom"):
        plan("a.docx")
