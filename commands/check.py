"""The command that checks, and the one that measures how well."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path

import click

from .output import COPY, FORMATS, output_option, refuse_place, write, write_copies
from .running import exit_code, how_to_check, outcome_of, planned_run, tell_unread, what_to_check
from .shared import example, existing, existing_file, format_option


@click.command(epilog=example("avtalesjekk check avtaler/ --format json --output rapport.json"))
@what_to_check
@click.option(
    "--template",
    type=existing,
    metavar="FIL",
    help="Avtalemal (DOCX) som hver avtale sammenlignes med, punkt for punkt.",
)
@click.option("--baseline", type=existing_file, metavar="FIL", help="JSON-rapport fra før: bare nye funn teller.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "never"]), help="Hva som gir sluttkode 1 (ellers warning)."
)
@format_option(
    *FORMATS,
    COPY,
    told="Rapportens form. docx: en kopi av avtalen med kommentarer (av en PDF en PDF), trenger --output.",
)
@output_option
@click.option("--all", "met", is_flag=True, help="Kommenter også det som er oppfylt (bare med --format docx).")
@how_to_check
def check(
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    as_of: date,
    rules: tuple[Path, ...],
    configuration: Path | None,
    template: Path | None,
    baseline: Path | None,
    fail_on: str | None,
    form: str,
    output: Path | None,
    met: bool,
    jobs: int | None,
    scheduler: str | None,
    no_cache: bool,
    verbose: bool,
    lang: str | None,
) -> None:
    """Sjekk avtaler: filer, mapper (letes gjennom) eller - for standard inn."""
    refuse_place(form, output)
    if met and form != COPY:
        raise click.UsageError("--all brukes bare med --format docx")
    from ..engine.work import load_without_collecting

    load_without_collecting()
    from ..engine.run import Wishes
    from ..report.formats import Presentation

    wishes = Wishes(
        as_of=as_of,
        profiles=profiles,
        fail_on=fail_on,
        lang=lang,
        rules=rules,
        template=template,
        configuration=configuration,
        baseline=baseline,
    )
    plan = planned_run(paths, wishes)
    outcome = outcome_of(plan, jobs=jobs, scheduler=scheduler, no_cache=no_cache, verbose=verbose)
    shown = Presentation(lang=plan.first.job.lang, rules=plan.rules)
    if form == COPY and output is not None:
        write_copies(outcome.report, [one for one, _ in plan.documents], output, shown, met)
    else:
        write(outcome.report, output, form, shown)
    tell_unread(outcome.report)
    gc.freeze()  # saves the search through all of spaCy for garbage when Python ends: a fifth of a second
    sys.exit(exit_code(outcome.report, outcome.fail_on))


@click.command(epilog=example("avtalesjekk evaluate corpus/test"))
@click.argument("folder", type=existing, metavar="MAPPE")
@click.option("--errors", is_flag=True, help="Vis hvert avvik fra fasiten.")
def evaluate(folder: Path, errors: bool) -> None:
    """Mål sjekken mot dokumenter med fasit (NAVN.gold.json ved siden av dokumentet)."""
    from ..engine.evaluation import evaluate as measure
    from ..report.scores import scores_text

    scores = measure(folder)
    if not scores.documents:
        raise click.UsageError(f"ingen dokumenter med fasit i {folder}")
    click.echo(scores_text(scores, errors=errors), nl=False)
