"""Commands on one document: what is read of it, what it obliges to, and a draft of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import (
    as_of_option,
    end_with,
    example,
    existing,
    format_option,
    lang_option,
    read_errors,
    tell,
    unwritable,
    width,
)

if TYPE_CHECKING:
    from ..extract.model import Document
    from ..report.model import DocumentReport


@click.command(epilog=example("avtalesjekk extract avtale.pdf --format json"))
@click.argument("file", type=existing, metavar="FIL")
@format_option("text", "json", told="Teksten alene, eller delene den er lest som.")
@lang_option
def extract(file: Path, form: str, lang: str) -> None:
    """Vis det sjekken leser: teksten, eller delene med nummer og sider."""
    from ..report.clauses import clause_tree

    document = _read(file, lang)
    click.echo(clause_tree(document) if form == "json" else document.text)


@click.command(epilog=example("avtalesjekk obligations avtale.docx --format ics > frister.ics"))
@click.argument("file", type=existing, metavar="FIL")
@as_of_option("Dagen kalenderen stemples med, og frister regnes fra når avtalen ikke er datert (ellers i dag).")
@format_option("text", "csv", "json", "ics", told="Tabell, regneark, data, eller kalender med frister som gjentas.")
@lang_option
def obligations(file: Path, as_of: date, form: str, lang: str) -> None:
    """List forpliktelsene i en avtale: hvem, hvor bindende, hva, frist og punkt."""
    from ..engine.reading.obligations import AGREEMENTS
    from ..engine.reading.read import read_all
    from ..engine.register import register
    from ..report.as_ics import register_ics
    from ..report.messages import text
    from ..report.register import register_csv, register_json, register_text

    document = _read(file, lang)
    registers = [register(reading, as_of) for reading in read_all(document)]
    for each in registers:
        if each.kind not in AGREEMENTS:
            message = text("obligations", "no-agreement", lang, kind=each.kind)
            tell(f"{file}: {message}")
    if form == "text":
        click.echo(register_text(registers, lang, width()), nl=False)
    elif form == "json":
        click.echo(register_json(registers), nl=False)
    else:  # both formats have line ends of their own, which must reach the file as they are
        made = register_csv(registers) if form == "csv" else register_ics(registers, as_of, lang)
        click.echo(made.encode(), nl=False)


@click.command(
    epilog=example(
        'avtalesjekk draft --municipality "Sunndal kommune" --nav "NAV Sunndal" --output utkast.docx',
        "avtalesjekk draft --complete avtale.docx --output mangler.docx",
    )
)
@click.option("--municipality", metavar="NAVN", help="Kommunen, slik den heter i avtalen.")
@click.option("--nav", metavar="NAVN", help="NAV-kontoret, slik det heter i avtalen.")
@click.option("--lang", type=click.Choice(["nb", "nn"]), help="Målform (ellers avtalens, eller bokmål).")
@click.option("--complete", type=existing, metavar="FIL", help="Skriv bare det som denne avtalen mangler.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Fil (DOCX).")
def draft(municipality: str | None, nav: str | None, lang: str | None, complete: Path | None, output: Path) -> None:
    """Skriv et utkast til avtale, eller det en avtale mangler, til å fylle ut."""
    from ..report.draft import Draft, missing, whole

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
        raise unwritable(output, error) from error


def _checked_alone(file: Path) -> DocumentReport:
    """The report on the one agreement in `file`; what cannot be read or is none ends the program with a line on why."""
    from ..engine.batch import check_all
    from ..engine.job import AUTO, Input, Job

    job = Job(as_of=date.today(), lang="nb", profiles=frozenset({AUTO}))
    document = check_all([Input(name=str(file))], job, 1).documents[0]
    if document.format == "unknown":
        end_with([f"{file}: {document.problems[0].message}"], 3)
    if not document.parts:
        raise click.UsageError(f"«{file}» er ikke lest som en avtale om introduksjonsprogrammet")
    return document


def _read(file: Path, lang: str) -> Document:
    """Read the file; what cannot be read ends the program with a line on why."""
    from ..extract.limits import read_file
    from ..extract.worker import read_guarded

    with read_errors(file, lang):
        return read_guarded(read_file(file), str(file))
