"""A run of the check as the command line asks for it: its options, its documents, how it goes and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import as_of_option, configured_lang, end_with, existing_file, one_line, own_rules, tell, together

if TYPE_CHECKING:
    from ..engine.job import Input
    from ..engine.run import Outcome, Plan, Wishes
    from ..report.model import Report

what_to_check = together(
    click.argument("paths", nargs=-1, required=True, metavar="STI..."),
    click.option(
        "--profile",
        "profiles",
        multiple=True,
        help="auto (etter type dokument, ellers brukt), eller en regelpakke som skal gjelde uansett; kan gjentas.",
    ),
    as_of_option("Dagen det skal vurderes for (ellers i dag)."),
    own_rules,
    click.option(
        "--config",
        "configuration",
        type=existing_file,
        metavar="FIL",
        help="Oppsett for alle dokumentene (ellers nærmeste avtalesjekk.toml i mappen til hvert dokument eller over).",
    ),
)
how_to_check = together(
    click.option("--jobs", type=click.IntRange(min=1), help="Antall prosesser (ellers alle kjerner)."),
    click.option("--scheduler", metavar="ADRESSE", help="Dask-planlegger hvis arbeidere skal sjekke, tcp://vert:port."),
    click.option("--no-cache", is_flag=True, help="Sjekk alt på nytt, uten resultater fra tidligere kjøringer."),
    click.option("-v", "--verbose", is_flag=True, help="En linje på standard feil for hvert dokument som er ferdig."),
    configured_lang,
)


def planned_run(paths: tuple[str, ...], wishes: Wishes) -> Plan:
    """What each document is checked with; wrong configurations and rules are told and end the program."""
    from ..engine.configuration import ConfigurationError
    from ..engine.rulebook.model import RuleError
    from ..engine.run import planned

    try:
        plan = planned(_inputs(paths), wishes)
    except (ConfigurationError, RuleError) as error:
        end_with(error.errors, 2)
    for name in plan.excluded:
        if name in paths:  # in a folder they are left out without a word, as other files are
            tell(f"{name}: er utelatt (exclude i avtalesjekk.toml)")
    return plan


def _inputs(paths: tuple[str, ...]) -> list[Input]:
    from ..engine.batch import SUFFIXES, documents_in
    from ..engine.job import Input
    from ..extract.limits import DEFAULT

    found: list[Input] = []
    for path in paths:
        if path == "-":
            found.append(Input(name="-", data=sys.stdin.buffer.read(DEFAULT.file_size + 1)))  # one more is too large
        elif Path(path).is_dir():
            found += [Input(name=str(document)) for document in documents_in(Path(path))]
        elif Path(path).exists():
            found.append(Input(name=path))
        else:
            raise click.UsageError(f"«{path}» finnes ikke – sjekk navnet")
    if not found:
        raise click.UsageError(f"fant ingen dokumenter ({', '.join(SUFFIXES)}) i {', '.join(paths)}")
    return found


def outcome_of(plan: Plan, *, jobs: int | None, scheduler: str | None, no_cache: bool, verbose: bool) -> Outcome:
    """Check the documents of `plan` and tell on stderr how it goes."""
    from ..engine.batch import check_all
    from ..engine.pools import PoolError
    from ..engine.run import run
    from ..engine.store import results_of_earlier_runs
    from ..engine.work import collect_garbage
    from ..report.messages import text
    from ..report.progress import progress

    lang = plan.first.job.lang
    with nullcontext() if no_cache else results_of_earlier_runs() as store:
        try:
            with progress(len(plan.documents), lang, one_line, verbose=verbose) as done:
                outcome = run(plan, partial(check_all, jobs=jobs, scheduler=scheduler, store=store, done=done))
        except PoolError as error:
            raise click.UsageError(one_line(text("run", error.code, lang, **error.detail))) from error
        if store and store.trouble:
            tell(text("run", "store", lang, path=str(store.path), reason=store.trouble))
    collect_garbage()
    return outcome


def tell_unread(report: Report) -> None:
    """A line for each file that could not be read."""
    for document in report.documents:
        if document.format == "unknown":
            tell(f"{document.path}: {document.problems[0].message}")


def exit_code(report: Report, fail_on: Sequence[str]) -> int:
    """0 when all conform as far as `fail_on` asks of each, 1 for findings, 3 when something could not be assessed.

    What is waived does not count.
    """
    failing = {"error": {"error"}, "warning": {"error", "warning"}, "never": set[str]()}
    for document, asked in zip(report.documents, fail_on, strict=True):
        if any(finding.severity in failing[asked] and finding.waived is None for finding in document.findings):
            return 1
    return 3 if any(document.verdict == "not_assessable" for document in report.documents) else 0
