"""A run: documents, each checked with what the command line and the configuration nearest to it say.

Promises one report in the order of the documents, and that the command line beats a configuration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from ..extract.limits import read_file
from ..extract.model import ReadError
from ..extract.worker import read_guarded
from ..report.messages import text
from ..report.model import DocumentReport, Report
from .baseline import Baseline, compared, read_baseline
from .configuration import Configuration, ConfigurationError, load_configuration, nearest
from .intake import writable
from .job import AUTO, Input, Job
from .rulebook.load import load_with
from .rulebook.model import Rule
from .waivers import stands_in, waive


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line says; what is None or empty is left to the configurations.

    `rules` come beside those of a configuration. `configuration` is the one for all documents, else the nearest counts.
    """

    as_of: date
    profiles: tuple[str, ...] = ()
    fail_on: str | None = None
    lang: str | None = None
    rules: tuple[Path, ...] = ()
    template: Path | None = None
    configuration: Path | None = None
    baseline: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """All that a document is checked with."""

    configuration: Configuration
    job: Job
    fail_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A run before it starts: the documents with their settings in order, and the names of those that are excluded.

    `first` is the setting of the first document; what stands around the documents is in its language.
    """

    documents: tuple[tuple[Input, Setting], ...]
    excluded: tuple[str, ...]
    first: Setting
    rules: Mapping[str, Rule]
    baseline: Baseline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The report of a run; `fail_on` says for each document from which severity on its findings fail."""

    report: Report
    fail_on: tuple[str, ...]


def planned(inputs: Sequence[Input], wishes: Wishes) -> Plan:
    """Find what each of `inputs` is checked with. Raises `ConfigurationError` and `RuleError`."""

    @cache
    def under(file: Path | None) -> Setting:
        return _setting(wishes, load_configuration(file) if file else Configuration())

    named = wishes.configuration.resolve() if wishes.configuration else None
    documents: list[tuple[Input, Setting]] = []
    excluded: list[str] = []
    for one in inputs:
        path = Path(one.name).resolve()
        setting = under(named or nearest(path))
        if stands_in(path, setting.configuration.exclude):
            excluded.append(one.name)
        else:
            documents.append((one, setting))
    settings = list(dict.fromkeys(setting for _, setting in documents)) or [under(named)]
    rulebooks = [load_with(each.job.rules) for each in settings]
    _check_names(wishes.profiles, [pack.id for rulebook in rulebooks for pack in rulebook.packs])
    folders = [each.configuration.folder for each in settings if each.configuration.folder]
    return Plan(
        documents=tuple(documents),
        excluded=tuple(excluded),
        first=settings[0],
        rules={rule.id: rule for rulebook in rulebooks for rule in rulebook.rules},
        baseline=read_baseline(wishes.baseline, [Path.cwd(), *folders]) if wishes.baseline else None,
    )


def _check_names(profiles: Iterable[str], packs: Iterable[str]) -> None:
    known = list(dict.fromkeys((AUTO, *packs)))
    for name in profiles:
        if name not in known:
            told = f"--profile: det finnes ingen regelpakke «{name}» – velg blant {', '.join(known)}"
            raise ConfigurationError((told,))


def _setting(wishes: Wishes, configuration: Configuration) -> Setting:
    lang = wishes.lang or configuration.lang or "nb"
    template = wishes.template or configuration.template
    own = (folder.resolve() for folder in wishes.rules)
    job = Job(
        as_of=wishes.as_of,
        lang=lang,
        profiles=frozenset(wishes.profiles or configuration.profiles or (AUTO,)),
        template=_template(template, lang) if template else None,
        rules=tuple(dict.fromkeys((*configuration.rules, *own))),
    )
    return Setting(configuration=configuration, job=job, fail_on=wishes.fail_on or configuration.fail_on or "warning")


def _template(path: Path, lang: str) -> Input:
    """The file of a template, read once to see that it can be."""
    try:
        data = read_file(path)
        read_guarded(data, str(path))
    except ReadError as error:
        reason = text("problems", error.code, lang, **dict(error.detail))
        raise ConfigurationError((f"malen {path}: {reason}",)) from error
    return Input(name=str(path), data=data)


def run(plan: Plan, check: Callable[[Sequence[Input], Job], Report]) -> Outcome:
    """Check the documents, those with the same job together, and mark the findings that do not count."""
    by_job: dict[Job, list[Input]] = {}
    for one, setting in plan.documents:
        by_job.setdefault(setting.job, []).append(one)
    reports = [check(inputs, job) for job, inputs in by_job.items()] or [check((), plan.first.job)]
    setting_of = {writable(one.name): setting for one, setting in plan.documents}
    place = {path: number for number, path in enumerate(setting_of)}
    found = sorted((each for report in reports for each in report.documents), key=lambda each: place[each.path])
    documents = _waived(found, [setting_of[each.path] for each in found])
    if plan.baseline:
        documents = compared(documents, plan.baseline)
    packs = tuple(dict.fromkeys(pack for report in reports for pack in report.packs))
    return Outcome(
        report=replace(reports[0], packs=packs, documents=tuple(documents)),
        fail_on=tuple(setting_of[each.path].fail_on for each in documents),
    )


def _waived(documents: Sequence[DocumentReport], settings: Sequence[Setting]) -> Sequence[DocumentReport]:
    """The documents after the waivers of their configurations."""
    made = list(documents)
    groups: dict[Setting, list[int]] = {}
    for index, setting in enumerate(settings):
        groups.setdefault(setting, []).append(index)
    for setting, own in groups.items():
        job = setting.job
        marked = waive([documents[index] for index in own], setting.configuration.waivers, job.as_of, job.lang)
        for index, document in zip(own, marked, strict=True):
            made[index] = document
    return made
