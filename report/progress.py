"""How a run of many documents goes, on stderr: a bar on a terminal, and a line for each document when asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from .messages import text
from .model import DocumentReport

_Done = Callable[[tuple[DocumentReport, ...]], None]


@contextmanager
def progress(total: int, lang: str, printable: Callable[[str], str], *, verbose: bool) -> Iterator[_Done]:
    """What to call with the reports on each of `total` files when it is done. `printable` makes one line of a text."""
    lines = _lines(lang, printable) if verbose else _silent
    if total < 2 or not sys.stderr.isatty():
        yield lambda reports: lines(reports, _to_stderr)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.completed}/{task.total}"),
        BarColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn(text("run", "left", lang)),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total, rate="")
        start = monotonic()

        def done(reports: tuple[DocumentReport, ...]) -> None:
            lines(reports, lambda line: console.print(line, markup=False, highlight=False, soft_wrap=True))
            finished = bar.tasks[task].completed + 1
            rate = f"{finished / (monotonic() - start):.1f} {text('run', 'rate', lang)}"
            bar.update(task, completed=finished, rate=rate)

        yield done


_Print = Callable[[str], None]


def _lines(lang: str, printable: Callable[[str], str]) -> Callable[[tuple[DocumentReport, ...], _Print], None]:
    def lines(reports: tuple[DocumentReport, ...], out: _Print) -> None:
        for report in reports:
            out(printable(f"{report.path}: {text('verdicts', report.verdict, lang)}"))

    return lines


def _silent(_reports: tuple[DocumentReport, ...], _out: _Print) -> None:
    pass


def _to_stderr(line: str) -> None:
    sys.stderr.write(line + "\n")
