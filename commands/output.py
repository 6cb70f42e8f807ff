"""Where a report goes: to stdout, to a file, or to a folder with a file for each document."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import tell, unwritable, width

if TYPE_CHECKING:
    from ..engine.job import Input
    from ..report.formats import Presentation
    from ..report.model import DocumentReport, Report

FORMATS = ("text", "json", "csv", "xlsx", "html", "sarif", "junit", "github", "gitlab")
COPY = "docx"  # not a report: a copy of the document with comments

output_option = click.option(
    "--output", type=click.Path(path_type=Path), help="Fil, eller mappe for én rapport per dokument."
)


def refuse_place(form: str, output: Path | None) -> None:
    """Refuse, before anything is checked, what cannot be written to `output`."""
    if form == COPY and output is None:
        raise click.UsageError("--format docx trenger --output med en fil eller mappe for kopien")
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("et regneark kan ikke vises i en terminal – oppgi en fil med --output")


def write(report: Report, output: Path | None, form: str, shown: Presentation) -> None:
    """Write the report in the format `form`."""
    from ..report.formats import SUFFIXES, render

    if output is None:
        click.echo(render(form, report, replace(shown, width=width())), nl=False)
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
        raise unwritable(output, error) from error


def write_copies(report: Report, inputs: Iterable[Input], output: Path, shown: Presentation, met: bool) -> None:
    """Write a copy with comments of each document that was read; a line tells of each that there is none of."""
    from ..engine.batch import content
    from ..engine.intake import writable
    from ..extract.model import ReadError
    from ..report.annotated import COPIES, annotated
    from ..report.messages import text
    from ..report.notes import NotAnnotatedError

    given = {writable(one.name): one for one in inputs}
    for name, document in _named(each for each in report.documents if each.format != "unknown"):
        source = given[document.path]
        try:
            made = annotated(content(source), document, report.as_of, shown, met=met)
        except (NotAnnotatedError, ReadError) as error:
            reason = text("comments", error.code if isinstance(error, NotAnnotatedError) else "changed", shown.lang)
            tell(f"{document.path}: {reason}")
            continue
        target = _copy(output, name, COPIES[document.format], len(report.documents))
        if target.exists() and source.data is None and target.samefile(source.name):
            raise click.UsageError(f"«{target}» er avtalen selv – velg en annen fil eller mappe")
        try:
            target.write_bytes(made)
        except OSError as error:
            raise unwritable(target, error) from error


def _copy(output: Path, name: str, suffix: str, documents: int) -> Path:
    """The file for a copy: `output` itself or, when that is a folder, a file in it, which is made."""
    if not output.suffix or output.is_dir():
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(output, error) from error
        return output / f"{name}{suffix}"
    if documents > 1:
        raise click.UsageError(f"{documents} dokumenter trenger en mappe, men «{output}» er navnet på en fil")
    if output.suffix.lower() != suffix:
        raise click.UsageError(f"kopien er en {suffix[1:].upper()} – gi «{output}» et navn som slutter på {suffix}")
    return output


def _named(documents: Iterable[DocumentReport]) -> Iterator[tuple[str, DocumentReport]]:
    """Each document with a name for a file on it alone."""
    used: Counter[str] = Counter()
    for document in documents:
        name = "_".join(Path(document.path).parts).strip("._/-") or "stdin"
        used[name] += 1
        yield f"{name}-{used[name]}" if used[name] > 1 else name, document
