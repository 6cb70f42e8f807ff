"""The commands: what the user asks for is read here and handed on; nothing is decided here.

Everything heavy is imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import gc
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .engine.job import Input, Job
    from .engine.rulebook.model import RuleBook
    from .extract.model import Document
    from .report.formats import Presentation
    from .report.model import DocumentReport, Report

_AUTO = "auto"
_CONTROLS = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # categories of Unicode
_FORMATS = ("text", "json")
_lang = click.option(
    "--lang",
    type=click.Choice(["nb", "nn", "en", "sv"]),
    default="nb",
    show_default=True,
    help="Språk i meldingene (sv: det som gjelder svenske dokumenter, resten på bokmål).",
)
_existing = click.Path(exists=True, path_type=Path)
_own_rules = click.option(
    "--rules",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAPPE",
    help="Mappe med egne regler, i tillegg til dem som følger med; kan gjentas.",
)


def _example(*lines: str) -> str:
    return "\b\nEksempel:\n" + "\n".join(f"  {line}" for line in lines)


def _as_of(told: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option for a day, which is today when it is not given."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=lambda _context, _option, given: given.date() if given else date.today(),
        metavar="ÅÅÅÅ-MM-DD",
        help=told,
    )


@click.group(epilog=_example("avtalesjekk check avtaler/"))
@click.version_option(package_name="avtalesjekk", prog_name="avtalesjekk")
def main() -> None:
    """Sjekker samarbeidsavtaler mellom kommuner og NAV mot rundskriv G-27/2017."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # a pipe or file gets the same bytes on every system


@main.command(epilog=_example("avtalesjekk check avtaler/ --format json --output rapport.json"))
@click.argument("paths", nargs=-1, required=True, metavar="STI...")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    default=[_AUTO],
    show_default=True,
    help="auto (etter type dokument), eller navnet på en regelpakke som skal gjelde uansett; kan gjentas.",
)
@_as_of("Dagen det skal vurderes for (ellers i dag).")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="Rapportens form.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Fil, eller mappe for én rapport per dokument.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="warning",
    show_default=True,
    help="Hva som gir sluttkode 1.",
)
@click.option(
    "--template",
    type=_existing,
    metavar="FIL",
    help="Avtalemal (DOCX) som hver avtale sammenlignes med, punkt for punkt.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Antall prosesser (ellers alle kjerner).")
@click.option("--scheduler", metavar="ADRESSE", help="Dask-planlegger hvis arbeidere skal sjekke, tcp://vert:port.")
@click.option("--no-cache", is_flag=True, help="Sjekk alt på nytt, uten resultater fra tidligere kjøringer.")
@click.option("-v", "--verbose", is_flag=True, help="En linje på standard feil for hvert dokument som er ferdig.")
@_own_rules
@_lang
def check(
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    folders: tuple[Path, ...],
    as_of: date,
    form: str,
    output: Path | None,
    fail_on: str,
    template: Path | None,
    jobs: int | None,
    scheduler: str | None,
    no_cache: bool,
    verbose: bool,
    lang: str,
) -> None:
    """Sjekk avtaler: filer, mapper (letes gjennom) eller - for standard inn."""
    from .engine.work import collect_garbage, load_without_collecting

    load_without_collecting()
    from .engine.job import Job
    from .report.formats import Presentation

    folders = tuple(folder.resolve() for folder in folders)  # for workers in other folders
    rulebook = _rulebook(folders)
    compared = _template(template, lang)
    job = Job(as_of=as_of, lang=lang, profiles=_known(profiles, rulebook), template=compared, rules=folders)
    report = _checked(_inputs(paths), job, jobs, scheduler, cached=not no_cache, verbose=verbose)
    shown = Presentation(lang=lang, rules={rule.id: rule for rule in rulebook.rules})
    _write(report, output, form, shown)
    for document in report.documents:
        if document.format == "unknown":
            click.echo(_one_line(f"{document.path}: {document.problems[0].message}"), err=True)
    collect_garbage()
    gc.freeze()  # saves the search through all of spaCy for garbage when Python ends: a fifth of a second
    sys.exit(exit_code(report, fail_on))


def _checked(
    inputs: list[Input], job: Job, jobs: int | None, scheduler: str | None, *, cached: bool, verbose: bool
) -> Report:
    """Check `inputs` and tell on stderr how it goes."""
    from .engine.batch import check_all
    from .engine.pools import PoolError
    from .engine.store import results_of_earlier_runs
    from .report.messages import text
    from .report.progress import progress

    with results_of_earlier_runs() if cached else nullcontext() as store:
        try:
            with progress(len(inputs), job.lang, _one_line, verbose=verbose) as done:
                report = check_all(inputs, job, jobs, scheduler=scheduler, store=store, done=done)
        except PoolError as error:
            raise click.UsageError(_one_line(text("run", error.code, job.lang, **error.detail))) from error
        if store and store.trouble:
            message = text("run", "store", job.lang, path=str(store.path), reason=store.trouble)
            click.echo(_one_line(message), err=True)
    return report


def _rulebook(folders: tuple[Path, ...], wrong: int = 2) -> RuleBook:
    """The shipped rules with those in `folders`; rules that do not load are told and end the program with `wrong`."""
    from .engine.rulebook.load import load_with
    from .engine.rulebook.model import RuleError

    try:
        return load_with(folders)
    except RuleError as error:
        for line in error.errors:
            click.echo(line, err=True)
        sys.exit(wrong)


def _own(rulebook: RuleBook, folders: tuple[Path, ...]) -> RuleBook:
    """The packs in `folders` out of `rulebook`, all of it when there are none."""
    if not folders:
        return rulebook
    from .engine.rulebook.load import load_shipped

    shipped = {pack.id for pack in load_shipped().packs}
    return replace(
        rulebook,
        packs=tuple(pack for pack in rulebook.packs if pack.id not in shipped),
        rules=tuple(rule for rule in rulebook.rules if rule.pack not in shipped),
    )


def _one_line(message: str) -> str:
    """The message with line ends and other control characters as escapes, since names of files may hold them."""
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _CONTROLS else char for char in message
    )


def _template(path: Path | None, lang: str) -> Input | None:
    """The file of a template, read once to see that it can be."""
    from .engine.job import Input
    from .extract.limits import read_file
    from .extract.model import ReadError
    from .extract.worker import read_guarded
    from .report.messages import text

    if path is None:
        return None
    try:
        data = read_file(path)
        read_guarded(data, str(path))
    except ReadError as error:
        reason = text("problems", error.code, lang, **dict(error.detail))
        raise click.UsageError(_one_line(f"malen {path}: {reason}")) from error
    return Input(name=str(path), data=data)


def _known(profiles: tuple[str, ...], rulebook: RuleBook) -> frozenset[str]:
    names = [_AUTO, *(pack.id for pack in rulebook.packs)]
    for name in profiles:
        if name not in names:
            raise click.UsageError(f"det finnes ingen regelpakke «{name}» – velg blant {', '.join(names)}")
    return frozenset(profiles)


def _inputs(paths: tuple[str, ...]) -> list[Input]:
    from .engine.batch import SUFFIXES, documents_in
    from .engine.job import Input
    from .extract.limits import DEFAULT

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


def _write(report: Report, output: Path | None, form: str, shown: Presentation) -> None:
    from .report.formats import SUFFIXES, render

    if output is None:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        click.echo(render(form, report, replace(shown, width=width)), nl=False)
        return
    try:
        if output.suffix and not output.is_dir():
            output.write_bytes(render(form, report, shown))
        else:
            output.mkdir(parents=True, exist_ok=True)
            for name, document in _named(report.documents):
                alone = replace(report, documents=(document,))
                (output / f"{name}{SUFFIXES[form]}").write_bytes(render(form, alone, shown))
    except OSError as error:
        reason = error.strerror or str(error)
        raise click.UsageError(f"kan ikke skrive «{output}» ({reason}) – velg en annen fil eller mappe") from error


def _named(documents: Iterable[DocumentReport]) -> Iterator[tuple[str, DocumentReport]]:
    """Each document with a name for a file on it alone."""
    used: Counter[str] = Counter()
    for document in documents:
        name = "_".join(Path(document.path).parts).strip("._/-") or "stdin"
        used[name] += 1
        yield f"{name}-{used[name]}" if used[name] > 1 else name, document


def exit_code(report: Report, fail_on: str) -> int:
    """0 when all conform as far as `fail_on` asks, 1 for findings, 3 when something could not be read or assessed."""
    failing = {"error": {"error"}, "warning": {"error", "warning"}, "never": set[str]()}[fail_on]
    if any(finding.severity in failing for document in report.documents for finding in document.findings):
        return 1
    return 3 if any(document.verdict == "not_assessable" for document in report.documents) else 0


@main.command(epilog=_example("avtalesjekk extract avtale.pdf --format json"))
@click.argument("file", type=_existing, metavar="FIL")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Teksten alene, eller delene den er lest som.",
)
@_lang
def extract(file: Path, form: str, lang: str) -> None:
    """Vis det sjekken leser: teksten, eller delene med nummer og sider."""
    from .report.clauses import clause_tree

    document = _read(file, lang)
    click.echo(clause_tree(document) if form == "json" else document.text)


def _read(file: Path, lang: str) -> Document:
    """Read the file; what cannot be read ends the program with a line on why."""
    from .extract.limits import read_file
    from .extract.model import ReadError
    from .extract.worker import read_guarded
    from .report.messages import text

    try:
        return read_guarded(read_file(file), str(file))
    except ReadError as error:
        click.echo(_one_line(f"{file}: {text('problems', error.code, lang, **dict(error.detail))}"), err=True)
        sys.exit(3)


@main.command(epilog=_example("avtalesjekk obligations avtale.docx --format ics > frister.ics"))
@click.argument("file", type=_existing, metavar="FIL")
@_as_of("Dagen kalenderen stemples med, og frister regnes fra når avtalen ikke er datert (ellers i dag).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "ics"]),
    default="text",
    show_default=True,
    help="Tabell, regneark, data, eller kalender med frister som gjentas.",
)
@_lang
def obligations(file: Path, as_of: date, form: str, lang: str) -> None:
    """List forpliktelsene i en avtale: hvem, hvor bindende, hva, frist og punkt."""
    from .engine.reading.obligations import AGREEMENTS
    from .engine.reading.read import read_all
    from .engine.register import register
    from .report.as_ics import register_ics
    from .report.messages import text
    from .report.register import register_csv, register_json, register_text

    document = _read(file, lang)
    registers = [register(reading, as_of) for reading in read_all(document)]
    for each in registers:
        if each.kind not in AGREEMENTS:
            message = text("obligations", "no-agreement", lang, kind=each.kind)
            click.echo(_one_line(f"{file}: {message}"), err=True)
    if form == "text":
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        click.echo(register_text(registers, lang, width), nl=False)
    elif form == "json":
        click.echo(register_json(registers), nl=False)
    else:  # both formats have line ends of their own, which must reach the file as they are
        made = register_csv(registers) if form == "csv" else register_ics(registers, as_of, lang)
        click.echo(made.encode(), nl=False)


@main.command(epilog=_example("avtalesjekk explain G27-4.1.5c"))
@click.argument("identity", metavar="ID")
@_own_rules
@_lang
def explain(identity: str, folders: tuple[Path, ...], lang: str) -> None:
    """Forklar en regel, et krav eller en pakke: kilde, tid, hva som oppfyller det, eksempler."""
    from .report.explanation import explanation, pack_explanation, requirement_heading

    rulebook = _rulebook(folders)
    # The text report prints "4.1.5c" for "G27-4.1.5c".
    wanted = {identity.upper(), f"G27-{identity.upper()}"}
    parts = [pack_explanation(pack, rulebook.rules, lang) for pack in rulebook.packs if pack.id.upper() in wanted]
    asked = [rule for rule in rulebook.rules if rule.requirement and rule.requirement.upper() in wanted]
    single = [rule for rule in rulebook.rules if rule.id.upper() in wanted]
    if asked and not single:
        parts.append(requirement_heading(asked[0].requirement, len(asked), lang))
    parts += [explanation(rule, lang) for rule in single or asked]
    if not parts:
        raise click.UsageError(f"det finnes ingen regel «{identity}» – se avtalesjekk rules list")
    click.echo("\n\n".join(parts))


@main.group(epilog=_example("avtalesjekk rules list"))
def rules() -> None:
    """Regelpakkene: list dem, kontroller dem, prøv eksemplene i dem."""


@rules.command("list", epilog=_example("avtalesjekk rules list"))
@_own_rules
@_lang
def list_rules(folders: tuple[Path, ...], lang: str) -> None:
    """List pakkene og reglene i dem."""
    rulebook = _rulebook(folders)
    for pack in rulebook.packs:
        click.echo(f"{pack.id} (versjon {pack.version}): {pack.title.in_language(lang)}")
        for rule in rulebook.rules:
            if rule.pack == pack.id:
                click.echo(f"  {rule.id:18} {rule.title.in_language(lang)}")


@rules.command("lint", epilog=_example("avtalesjekk rules lint --rules egne-regler"))
@click.argument("packs", nargs=-1, type=_existing, metavar="[PAKKE...]")
@_own_rules
def lint(packs: tuple[Path, ...], folders: tuple[Path, ...]) -> None:
    """Kontroller regelfiler mot skjemaet: alle feil på én gang. PAKKE prøves alene, uten reglene som følger med."""
    from .engine.rulebook.load import load_packs
    from .engine.rulebook.model import RuleError

    try:
        rulebook = load_packs(packs) if packs else _own(_rulebook(folders, wrong=1), folders)
    except RuleError as error:
        for line in error.errors:
            click.echo(line, err=True)
        sys.exit(1)
    click.echo(f"{len(rulebook.rules)} regler i {len(rulebook.packs)} pakker er i orden")


@rules.command("test", epilog=_example("avtalesjekk rules test", "avtalesjekk rules test --rules egne-regler"))
@_own_rules
def test(folders: tuple[Path, ...]) -> None:
    """Prøv eksemplene som står i reglene, med begge regelmotorene."""
    from .engine.examples import failures

    rulebook = _own(_rulebook(folders), folders)
    failed = list(failures(rulebook))
    for failure in failed:
        click.echo(failure, err=True)
    total = sum(len(rule.examples) for rule in rulebook.rules)
    click.echo(f"{total - len(failed)} av {total} eksempler i {len(rulebook.rules)} regler gir det de skal")
    sys.exit(1 if failed else 0)


@rules.command("new", epilog=_example("avtalesjekk rules new egne-regler"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="MAPPE")
def new(folder: Path) -> None:
    """Skriv en ny regelpakke å begynne med: pack.yaml og én regel, med forklaringer."""
    from .engine.rulebook.skeleton import write_skeleton

    try:
        written = write_skeleton(folder)
    except FileExistsError as error:
        raise click.UsageError(f"«{folder}» er ikke tom – velg en ny mappe") from error
    except OSError as error:
        raise click.UsageError(f"kan ikke skrive i «{folder}» ({error.strerror}) – velg en annen mappe") from error
    for path in written:
        click.echo(path)


@main.command(epilog=_example("avtalesjekk evaluate corpus/test"))
@click.argument("folder", type=_existing, metavar="MAPPE")
@click.option("--errors", is_flag=True, help="Vis hvert avvik fra fasiten.")
def evaluate(folder: Path, errors: bool) -> None:
    """Mål sjekken mot dokumenter med fasit (NAVN.gold.json ved siden av dokumentet)."""
    from .engine.evaluation import evaluate as measure
    from .report.scores import scores_text

    scores = measure(folder)
    if not scores.documents:
        raise click.UsageError(f"ingen dokumenter med fasit i {folder}")
    click.echo(scores_text(scores, errors=errors), nl=False)
