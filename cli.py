"""The commands: what the user asks for is read here and handed on; nothing is decided here.

Everything heavy is imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .engine.batch import Input
    from .engine.rulebook.model import RuleBook
    from .engine.run import Plan, Wishes
    from .extract.model import Document
    from .report.formats import Presentation
    from .report.model import DocumentReport, Report, Status

_CONTROLS = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # categories of Unicode
_FORMATS = ("text", "json", "csv", "xlsx", "html", "docx", "sarif", "junit", "github", "gitlab")
_LANGUAGES = click.Choice(["nb", "nn", "en", "sv"])
_SWEDISH = "sv: regler som bare gjelder norske dokumenter, er på bokmål"
_lang = click.option(
    "--lang", type=_LANGUAGES, default="nb", show_default=True, help=f"Språk i meldingene ({_SWEDISH})."
)
_existing = click.Path(exists=True, path_type=Path)
_existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_own_rules = click.option(
    "--rules",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAPPE",
    help="Mappe med egne regler, i tillegg til dem som følger med; kan gjentas.",
)

_profiles = click.option(
    "--profile",
    "profiles",
    multiple=True,
    help="auto (etter type dokument, ellers brukt), eller en regelpakke som skal gjelde uansett; kan gjentas.",
)
_configuration = click.option(
    "--config",
    "configuration",
    type=_existing_file,
    metavar="FIL",
    help="Oppsett for alle dokumentene (ellers nærmeste avtalesjekk.toml i mappen til hvert dokument eller over).",
)
_configured_lang = click.option("--lang", type=_LANGUAGES, help=f"Språk i meldingene (ellers nb; {_SWEDISH}).")
_register = click.option(
    "--register",
    envvar="AVTALESJEKK_REGISTER",
    show_envvar=True,
    metavar="STED",
    help="Registeret: en fil, eller postgresql://bruker@tjener/database (ellers en fil i datamappen din).",
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
@_profiles
@_as_of("Dagen det skal vurderes for (ellers i dag).")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="Rapportens form. docx: en kopi av avtalen med kommentarer (av en PDF en PDF), trenger --output.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Fil, eller mappe for én rapport per dokument.")
@click.option("--all", "met", is_flag=True, help="Kommenter også det som er oppfylt (bare med --format docx).")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    help="Hva som gir sluttkode 1 (ellers warning).",
)
@click.option(
    "--template",
    type=_existing,
    metavar="FIL",
    help="Avtalemal (DOCX) som hver avtale sammenlignes med, punkt for punkt.",
)
@_configuration
@click.option("--baseline", type=_existing_file, metavar="FIL", help="JSON-rapport fra før: bare nye funn teller.")
@click.option("--jobs", type=click.IntRange(min=1), help="Antall prosesser (ellers alle kjerner).")
@_own_rules
@_configured_lang
def check(
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    folders: tuple[Path, ...],
    as_of: date,
    form: str,
    output: Path | None,
    met: bool,
    fail_on: str | None,
    template: Path | None,
    configuration: Path | None,
    baseline: Path | None,
    jobs: int | None,
    lang: str | None,
) -> None:
    """Sjekk avtaler: filer, mapper (letes gjennom) eller - for standard inn."""
    if form == "docx" and output is None:
        raise click.UsageError("--format docx trenger --output med en fil eller mappe for kopien")
    if met and form != "docx":
        raise click.UsageError("--all brukes bare med --format docx")
    from .extract.worker import warm_up

    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("et regneark kan ikke vises i en terminal – oppgi en fil med --output")
    warm_up()  # before spaCy is imported, which takes as long
    from .engine.batch import check_all
    from .engine.run import Wishes, run
    from .report.formats import Presentation

    wishes = Wishes(
        as_of=as_of,
        profiles=profiles,
        fail_on=fail_on,
        lang=lang,
        rules=folders,
        template=template,
        configuration=configuration,
        baseline=baseline,
    )
    plan = _planned(paths, wishes)
    outcome = run(plan, lambda inputs, job: check_all(inputs, job, jobs))
    shown = Presentation(lang=plan.first.job.lang, rules=plan.rules)
    if form == "docx" and output is not None:
        _write_copies(outcome.report, [one for one, _ in plan.documents], output, shown, met)
    else:
        _write(outcome.report, output, form, shown)
    _tell_unread(outcome.report)
    gc.freeze()  # saves the search through all of spaCy for garbage when Python ends: a fifth of a second
    sys.exit(exit_code(outcome.report, outcome.fail_on))


def _planned(paths: tuple[str, ...], wishes: Wishes) -> Plan:
    """What each document is checked with; wrong configurations and rules are told and end the program."""
    from .engine.configuration import ConfigurationError
    from .engine.rulebook.model import RuleError
    from .engine.run import planned

    try:
        plan = planned(_inputs(paths), wishes)
    except (ConfigurationError, RuleError) as error:
        for line in error.errors:
            click.echo(_one_line(line), err=True)
        sys.exit(2)
    for name in plan.excluded:
        if name in paths:  # in a folder they are left out without a word, as other files are
            click.echo(_one_line(f"{name}: er utelatt (exclude i avtalesjekk.toml)"), err=True)
    return plan


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


def _tell_unread(report: Report) -> None:
    """A line for each file that could not be read."""
    for document in report.documents:
        if document.format == "unknown":
            click.echo(_one_line(f"{document.path}: {document.problems[0].message}"), err=True)


def _inputs(paths: tuple[str, ...]) -> list[Input]:
    from .engine.batch import SUFFIXES, Input, documents_in
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


def _width() -> int | None:
    """How many characters the terminal is wide, None in a file or pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _write(report: Report, output: Path | None, form: str, shown: Presentation) -> None:
    from .report.formats import SUFFIXES, render

    if output is None:
        click.echo(render(form, report, replace(shown, width=_width())), nl=False)
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
        raise _unwritable(output, error) from error


def _write_copies(report: Report, inputs: Iterable[Input], output: Path, shown: Presentation, met: bool) -> None:
    """Write a copy with comments of each document that was read; a line tells of each that there is none of."""
    from .engine.batch import content
    from .engine.check import writable
    from .extract.model import ReadError
    from .report.annotated import COPIES, annotated
    from .report.messages import text
    from .report.notes import NotAnnotatedError

    given = {writable(one.name): one for one in inputs}
    for name, document in _named(each for each in report.documents if each.format != "unknown"):
        source = given[document.path]
        try:
            made = annotated(content(source), document, report.as_of, shown, met=met)
        except (NotAnnotatedError, ReadError) as error:
            reason = text("comments", error.code if isinstance(error, NotAnnotatedError) else "changed", shown.lang)
            click.echo(_one_line(f"{document.path}: {reason}"), err=True)
            continue
        target = _copy(output, name, COPIES[document.format], len(report.documents))
        if target.exists() and source.data is None and target.samefile(source.name):
            raise click.UsageError(f"«{target}» er avtalen selv – velg en annen fil eller mappe")
        try:
            target.write_bytes(made)
        except OSError as error:
            raise _unwritable(target, error) from error


def _copy(output: Path, name: str, suffix: str, documents: int) -> Path:
    """The file for a copy: `output` itself or, when that is a folder, a file in it, which is made."""
    if not output.suffix or output.is_dir():
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(output, error) from error
        return output / f"{name}{suffix}"
    if documents > 1:
        raise click.UsageError(f"{documents} dokumenter trenger en mappe, men «{output}» er navnet på en fil")
    if output.suffix.lower() != suffix:
        raise click.UsageError(f"kopien er en {suffix[1:].upper()} – gi «{output}» et navn som slutter på {suffix}")
    return output


def _unwritable(path: Path, error: OSError) -> click.UsageError:
    reason = error.strerror or str(error)
    return click.UsageError(f"kan ikke skrive «{path}» ({reason}) – velg en annen fil eller mappe")


def _named(documents: Iterable[DocumentReport]) -> Iterator[tuple[str, DocumentReport]]:
    """Each document with a name for a file on it alone."""
    used: Counter[str] = Counter()
    for document in documents:
        name = "_".join(Path(document.path).parts).strip("._/-") or "stdin"
        used[name] += 1
        yield f"{name}-{used[name]}" if used[name] > 1 else name, document


def exit_code(report: Report, fail_on: Sequence[str]) -> int:
    """0 when all conform as far as `fail_on` asks of each, 1 for findings, 3 when something could not be assessed.

    What is waived does not count.
    """
    failing = {"error": {"error"}, "warning": {"error", "warning"}, "never": set[str]()}
    for document, asked in zip(report.documents, fail_on, strict=True):
        if any(finding.severity in failing[asked] and finding.waived is None for finding in document.findings):
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
    from .extract.worker import read_guarded

    with _read_errors(file, lang):
        return read_guarded(read_file(file), str(file))


@contextmanager
def _read_errors(file: Path, lang: str) -> Iterator[None]:
    """Ends the program with a line on why the file cannot be read."""
    from .extract.model import ReadError
    from .report.messages import text

    try:
        yield
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
        click.echo(register_text(registers, lang, _width()), nl=False)
    elif form == "json":
        click.echo(register_json(registers), nl=False)
    else:  # both formats have line ends of their own, which must reach the file as they are
        made = register_csv(registers) if form == "csv" else register_ics(registers, as_of, lang)
        click.echo(made.encode(), nl=False)


@main.command(
    epilog=_example(
        'avtalesjekk draft --municipality "Sunndal kommune" --nav "NAV Sunndal" --output utkast.docx',
        "avtalesjekk draft --complete avtale.docx --output mangler.docx",
    )
)
@click.option("--municipality", metavar="NAVN", help="Kommunen, slik den heter i avtalen.")
@click.option("--nav", metavar="NAVN", help="NAV-kontoret, slik det heter i avtalen.")
@click.option("--lang", type=click.Choice(["nb", "nn"]), help="Målform (ellers avtalens, eller bokmål).")
@click.option("--complete", type=_existing, metavar="FIL", help="Skriv bare det som denne avtalen mangler.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Fil (DOCX).")
def draft(municipality: str | None, nav: str | None, lang: str | None, complete: Path | None, output: Path) -> None:
    """Skriv et utkast til avtale, eller det en avtale mangler, til å fylle ut."""
    from .report.draft import Draft, missing, whole

    if complete is None:
        if not municipality or not nav:
            raise click.UsageError("et utkast trenger --municipality og --nav (eller --complete FIL)")
        made = whole(Draft(municipality=municipality, nav=nav, lang=lang or "nb"))
    else:
        checked = _checked_alone(complete)
        own = lang or ("nn" if checked.language == "nn" else "nb")
        named = Draft(municipality=municipality or "[kommune]", nav=nav or "[NAV-kontor]", lang=own)
        lacking = {finding.id for finding in checked.findings if finding.severity != "info"}
        made = missing(named, lacking, complete.name)
    try:
        output.write_bytes(made)
    except OSError as error:
        raise click.UsageError(f"kan ikke skrive «{output}» ({error.strerror}) – velg en annen fil") from error


def _checked_alone(file: Path) -> DocumentReport:
    """The report on the one agreement in `file`; what cannot be read or is none ends the program with a line on why."""
    from .engine.batch import Input, Job, check_all
    from .engine.settings import AUTO

    job = Job(as_of=date.today(), lang="nb", profiles=frozenset({AUTO}))
    document = check_all([Input(name=str(file))], job, 1).documents[0]
    if document.format == "unknown":
        click.echo(_one_line(f"{file}: {document.problems[0].message}"), err=True)
        sys.exit(3)
    if not document.parts:
        raise click.UsageError(f"«{file}» er ikke lest som en avtale om introduksjonsprogrammet")
    return document


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


@main.command(epilog=_example("avtalesjekk init --gitlab"))
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path), metavar="[MAPPE]")
@click.option(
    "--github", "kept_at", flag_value="github", default="github", help="Arbeidsflyt for GitHub (ellers brukt)."
)
@click.option("--gitlab", "kept_at", flag_value="gitlab", help="Arbeidsflyt for GitLab.")
def init(folder: Path, kept_at: str) -> None:
    """Skriv avtalesjekk.toml og en arbeidsflyt som sjekker avtalene; ingenting blir skrevet over.

    MAPPE er toppen av lageret der avtalene ligger, ellers mappen du står i.
    """
    from .engine.initial import write_start

    try:
        written = write_start(folder, kept_at)
    except FileExistsError as error:
        raise click.UsageError(f"«{error}» er der fra før – flytt den, eller se docs/ci.md") from error
    except OSError as error:
        raise click.UsageError(f"kan ikke skrive i «{folder}» ({error.strerror}) – velg en annen mappe") from error
    for path in written:
        click.echo(path)


@main.group(epilog=_example("avtalesjekk audit run avtaler/", "avtalesjekk audit report"))
def audit() -> None:
    """Før kjøringer i et register, se hva som er endret, og avgjør deler selv."""


@audit.command("run", epilog=_example("avtalesjekk audit run avtaler/ --register tilsyn.sqlite3"))
@click.argument("paths", nargs=-1, required=True, metavar="STI...")
@_profiles
@_as_of("Dagen det skal vurderes for (ellers i dag).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Rapportens form.")
@_configuration
@click.option("--jobs", type=click.IntRange(min=1), help="Antall prosesser (ellers alle kjerner).")
@_register
@_own_rules
@_configured_lang
def audit_run(
    paths: tuple[str, ...],
    profiles: tuple[str, ...],
    as_of: date,
    form: str,
    configuration: Path | None,
    jobs: int | None,
    register: str | None,
    folders: tuple[Path, ...],
    lang: str | None,
) -> None:
    """Sjekk avtaler og før svarene i registeret. Rapporten viser også det som er avgjort av en person."""
    from .extract.worker import warm_up

    warm_up()
    from .engine.audit.database import open_database, place_of
    from .engine.audit.ledger import rulings, store
    from .engine.audit.rulings import ruled_report
    from .engine.batch import check_all
    from .engine.run import Wishes, run
    from .report.formats import Presentation
    from .report.messages import text

    if "-" in paths:
        raise click.UsageError("det som kommer på standard inn, har ikke noe navn å kjennes igjen på – oppgi en fil")
    wishes = Wishes(
        as_of=as_of, profiles=profiles, fail_on="never", lang=lang, rules=folders, configuration=configuration
    )
    plan = _planned(paths, wishes)
    shown = Presentation(lang=plan.first.job.lang, rules=plan.rules)
    with _ledger_errors(shown.lang):
        engine = open_database(register, new=True)  # first: one that cannot be used must not cost a long run
        outcome = run(plan, lambda inputs, job: check_all(inputs, job, jobs))
        number = store(engine, outcome.report, {name for _, each in plan.documents for name in each.job.profiles})
        report = ruled_report(outcome.report, rulings(engine), shown)
    _write(report, None, form, shown)
    _tell_unread(report)
    message = text("audit", "stored", shown.lang, number=str(number), place=place_of(engine))
    click.echo(_one_line(message), err=True)
    sys.exit(exit_code(report, outcome.fail_on))


@contextmanager
def _ledger_errors(lang: str) -> Iterator[None]:
    """Ends the program with a line on why the register cannot be used."""
    from .engine.audit.database import LedgerError
    from .report.messages import text

    try:
        yield
    except LedgerError as error:
        click.echo(_one_line(text("audit-errors", error.code, lang, **error.detail)), err=True)
        sys.exit(2)


@audit.command("report", epilog=_example("avtalesjekk audit report --since 3 --format csv > endringer.csv"))
@click.option(
    "--since", type=click.IntRange(min=1), help="Nummeret på kjøringen å sammenligne med (ellers den forrige)."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Til å lese, som data, eller en linje for hver del av hver avtale.",
)
@_register
@_own_rules
@_lang
def audit_report(since: int | None, form: str, register: str | None, folders: tuple[Path, ...], lang: str) -> None:
    """Vis hva som er endret siden en tidligere kjøring, krav for krav og avtale for avtale."""
    from .engine.audit.compare import compare
    from .engine.audit.database import open_database
    from .engine.audit.ledger import last_and_earlier, rulings
    from .report.audit_forms import audit_csv, audit_json, audit_text
    from .report.formats import Presentation

    with _ledger_errors(lang):
        engine = open_database(register, new=False)
        changes = compare(*last_and_earlier(engine, since), rulings(engine))
    if form == "text":
        rules = {rule.id: rule for rule in _rulebook(folders).rules}
        made = audit_text(changes, Presentation(lang=lang, rules=rules, width=_width()))
    else:
        made = audit_json(changes) if form == "json" else audit_csv(changes)
    click.echo(made, nl=False)


def _words(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """What was given on one line; blank is an error."""
    words = _one_line(" ".join(given.split()))
    if not words:
        raise click.BadParameter("kan ikke være tom")
    return words


@audit.command(
    "decide",
    epilog=_example('avtalesjekk audit decide avtale.pdf 4.1.5c met --reason "Se punkt 7, andre ledd" --by "Kari Moe"'),
)
@click.argument("file", type=_existing, metavar="FIL")
@click.argument("part", metavar="DEL")
@click.argument("status", type=click.Choice(["met", "nonconforming", "missing", "not_applicable", "not_assessable"]))
@click.option("--reason", required=True, callback=_words, metavar="TEKST", help="Hvorfor.")
@click.option("--by", required=True, callback=_words, metavar="NAVN", help="Hvem som avgjør.")
@click.option(
    "--agreement", type=click.IntRange(min=1), help="Hvilken avtale i filen, når den har flere (1 er den første)."
)
@_as_of("Dagen det ble avgjort (ellers i dag).")
@_register
@_lang
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
    from .engine.audit.database import open_database, place_of
    from .engine.audit.ledger import decide
    from .engine.audit.model import Ruling
    from .engine.audit.rulings import subject
    from .extract.limits import read_file
    from .report.messages import text

    with _read_errors(file, lang), _ledger_errors(lang):
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
    click.echo(_one_line(message), err=True)


@audit.command("decisions", epilog=_example("avtalesjekk audit decisions"))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Til å lese, eller som data."
)
@_register
@_lang
def audit_decisions(form: str, register: str | None, lang: str) -> None:
    """List det som er avgjort av personer, og om det gjelder i den siste kjøringen."""
    from .engine.audit.compare import compare
    from .engine.audit.database import open_database
    from .engine.audit.ledger import last_and_earlier, rulings
    from .report.audit_forms import decisions_json, decisions_text

    with _ledger_errors(lang):
        engine = open_database(register, new=False)
        told = compare(*last_and_earlier(engine, None), rulings(engine)).decisions
    click.echo(decisions_json(told) if form == "json" else decisions_text(told, lang), nl=False)


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


@main.command(
    epilog=_example(
        "avtalesjekk serve", "avtalesjekk serve --host 0.0.0.0 --allowed-host avtalesjekk.eksempel.no --proxy"
    )
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADRESSE", help="Adressen siden svarer på.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Porten; 0 er en ledig.")
@click.option(
    "--allowed-host", "hosts", multiple=True, metavar="NAVN", help="Navn siden kan kalles med utenfra; kan gjentas."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Antall sjekker på en gang (ellers alle kjerner).")
@click.option("--max-size", type=click.IntRange(1, 100), default=20, show_default=True, help="Største fil i MB.")
@click.option("--timeout", type=click.IntRange(min=5), default=90, show_default=True, help="Sekunder til én sjekk.")
@click.option(
    "--rate", type=click.IntRange(min=1), default=60, show_default=True, help="Sjekker per minutt og adresse."
)
@click.option("--proxy", is_flag=True, help="En omvendt proxy står foran; adressen tas fra X-Forwarded-For.")
def serve(
    host: str,
    port: int,
    hosts: tuple[str, ...],
    jobs: int | None,
    max_size: int,
    timeout: int,
    rate: int,
    proxy: bool,
) -> None:
    """Vis en nettside der en avtale kan sjekkes, på din egen maskin eller for mange (docs/vertskap.md)."""
    try:
        from .web.options import LOCAL, MEGABYTE, Options
        from .web.serve import listen, run
    except ModuleNotFoundError as error:
        raise click.UsageError(f"nettsiden trenger {error.name} – pip install 'avtalesjekk[web]'") from error
    if host not in LOCAL and not hosts:
        raise click.UsageError(f"--host {host} kan nås utenfra – si med --allowed-host hva siden heter der")
    size, processes = max_size * MEGABYTE, jobs or os.cpu_count() or 1
    options = Options(
        hosts=(*LOCAL.values(), *hosts), size=size, jobs=processes, seconds=timeout, rate=rate, proxied=proxy
    )
    try:
        listening = listen(host, port)
    except OSError as error:
        raise click.UsageError(f"kan ikke svare på {host}:{port} ({error.strerror}) – velg en annen --port") from error
    click.echo(f"Siden er på http://{LOCAL.get(host, host)}:{listening.getsockname()[1]} – stopp med Ctrl+C", err=True)
    run(options, listening)
