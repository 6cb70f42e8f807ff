"""Commands on the register of runs: store a run, see what changed, decide."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import FORMATS, output_option, refuse_place, write
from .running import exit_code, how_to_check, outcome_of, planned_run, tell_unread, what_to_check
from .shared import (
    as_of_option,
    end_with,
    example,
    existing,
    format_option,
    lang_option,
    one_line,
    own_rules,
    read_errors,
    rulebook_with,
    tell,
    width,
)

if TYPE_CHECKING:
    from ..report.model import Status

_register = click.option(
    "--register",
    envvar="AVTALESJEKK_REGISTER",
    show_envvar=True,
    metavar="STED",
    help="Registeret: en fil, eller postgresql://bruker@tjener/database (ellers en fil i datamappen din).",
)


@click.group(epilog=example("avtalesjekk audit run avtaler/", "avtalesjekk audit report"))
def audit() -> None:
    """Før kjøringer i et register, se hva som er endret, og avgjør deler selv."""


@audit.command("run", epilog=example("avtalesjekk audit run avtaler/ --register tilsyn.sqlite3"))
@what_to_check
@format_option(*FORMATS, told="Rapportens form.")
@output_option
@_register
@how_to_check
def audit_run(
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    as_of: date,
    rules: tuple[Path, ...],
    configuration: Path | None,
    form: str,
    output: Path | None,
    register: str | None,
    jobs: int | None,
    scheduler: str | None,
    no_cache: bool,
    verbose: bool,
    lang: str | None,
) -> None:
    """Sjekk avtaler og før svarene i registeret. Rapporten viser også det som er avgjort av en person."""
    if "-" in paths:
        raise click.UsageError("det som kommer på standard inn, har ikke noe navn å kjennes igjen på – oppgi en fil")
    refuse_place(form, output)
    from ..engine.work import load_without_collecting

    load_without_collecting()
    from ..engine.audit.database import open_database, place_of
    from ..engine.audit.ledger import rulings, store
    from ..engine.audit.rulings import ruled_report
    from ..engine.run import Wishes
    from ..report.formats import Presentation
    from ..report.messages import text

    wishes = Wishes(
        as_of=as_of, profiles=profiles, fail_on="never", lang=lang, rules=rules, configuration=configuration
    )
    plan = planned_run(paths, wishes)
    shown = Presentation(lang=plan.first.job.lang, rules=plan.rules)
    with _ledger_errors(shown.lang):
        engine = open_database(register, new=True)  # first: one that cannot be used must not cost a long run
        outcome = outcome_of(plan, jobs=jobs, scheduler=scheduler, no_cache=no_cache, verbose=verbose)
        number = store(engine, outcome.report, {name for _, each in plan.documents for name in each.job.profiles})
        report = ruled_report(outcome.report, rulings(engine), shown)
    tell_unread(report)
    tell(text("audit", "stored", shown.lang, number=str(number), place=place_of(engine)))
    write(report, output, form, shown)
    sys.exit(exit_code(report, outcome.fail_on))


@contextmanager
def _ledger_errors(lang: str) -> Iterator[None]:
    """Ends the program with a line on why the register cannot be used."""
    from ..engine.audit.database import LedgerError
    from ..report.messages import text

    try:
        yield
    except LedgerError as error:
        end_with([text("audit-errors", error.code, lang, **error.detail)], 2)


@audit.command("report", epilog=example("avtalesjekk audit report --since 3 --format csv > endringer.csv"))
@click.option(
    "--since", type=click.IntRange(min=1), help="Nummeret på kjøringen å sammenligne med (ellers den forrige)."
)
@format_option("text", "json", "csv", told="Til å lese, som data, eller en linje for hver del av hver avtale.")
@_register
@own_rules
@lang_option
def audit_report(since: int | None, form: str, register: str | None, rules: tuple[Path, ...], lang: str) -> None:
    """Vis hva som er endret siden en tidligere kjøring, krav for krav og avtale for avtale."""
    from ..engine.audit.compare import compare
    from ..engine.audit.database import open_database
    from ..engine.audit.ledger import last_and_earlier, rulings
    from ..report.audit_forms import audit_csv, audit_json, audit_text
    from ..report.formats import Presentation

    with _ledger_errors(lang):
        engine = open_database(register, new=False)
        changes = compare(*last_and_earlier(engine, since), rulings(engine))
    if form == "text":
        known = {rule.id: rule for rule in rulebook_with(rules).rules}
        made = audit_text(changes, Presentation(lang=lang, rules=known, width=width()))
    else:
        made = audit_json(changes) if form == "json" else audit_csv(changes)
    click.echo(made, nl=False)


def _words(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """What was given on one line; blank is an error."""
    words = one_line(" ".join(given.split()))
    if not words:
        raise click.BadParameter("kan ikke være tom")
    return words


@audit.command(
    "decide",
    epilog=example('avtalesjekk audit decide avtale.pdf 4.1.5c met --reason "Se punkt 7, andre ledd" --by "Kari Moe"'),
)
@click.argument("file", type=existing, metavar="FIL")
@click.argument("part", metavar="DEL")
@click.argument("status", type=click.Choice(["met", "nonconforming", "missing", "not_applicable", "not_assessable"]))
@click.option("--reason", required=True, callback=_words, metavar="TEKST", help="Hvorfor.")
@click.option("--by", required=True, callback=_words, metavar="NAVN", help="Hvem som avgjør.")
@click.option(
    "--agreement", type=click.IntRange(min=1), help="Hvilken avtale i filen, når den har flere (1 er den første)."
)
@as_of_option("Dagen det ble avgjort (ellers i dag).")
@_register
@lang_option
def audit_decide(
    file: Path,
    part: str,
    status: Status,
    reason: str,
    by: str,
    agreement: int | None,
    as_of: date,
    register: str | None,
    lang: str,
) -> None:
    """Avgjør en del av en avtale i registeret. Avgjørelsen gjelder til teksten i avtalen blir endret."""
    from ..engine.audit.database import open_database, place_of
    from ..engine.audit.ledger import decide
    from ..engine.audit.model import Ruling
    from ..engine.audit.rulings import subject
    from ..extract.limits import read_file
    from ..report.messages import text

    with read_errors(file, lang), _ledger_errors(lang):
        engine = open_database(register, new=False)
        document, identity = subject(engine, read_file(file), part, agreement)
        ruling = Ruling(
            text=document.text,
            part=identity,
            path=document.path,
            municipality=document.municipality,
            kind=document.kind,
            status=status,
            reason=reason,
            by=by,
            day=as_of.isoformat(),
        )
        decide(engine, ruling)
    told = text("statuses", status, lang)
    message = text("audit", "recorded", lang, path=document.path, part=identity, status=told, place=place_of(engine))
    tell(message)


@audit.command("decisions", epilog=example("avtalesjekk audit decisions"))
@format_option("text", "json", told="Til å lese, eller som data.")
@_register
@lang_option
def audit_decisions(form: str, register: str | None, lang: str) -> None:
    """List det som er avgjort av personer, og om det gjelder i den siste kjøringen."""
    from ..engine.audit.compare import compare
    from ..engine.audit.database import open_database
    from ..engine.audit.ledger import last_and_earlier, rulings
    from ..report.audit_forms import decisions_json, decisions_text

    with _ledger_errors(lang):
        engine = open_database(register, new=False)
        told = compare(*last_and_earlier(engine, None), rulings(engine)).decisions
    click.echo(decisions_json(told) if form == "json" else decisions_text(told, lang), nl=False)
