"""What several commands share: options, and how errors and names of files reach the terminal.

Like the commands it imports everything heavy where it is used, so that `--help` answers at once.
"""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import click

if TYPE_CHECKING:
    from ..engine.rulebook.model import RuleBook

Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]

_CONTROLS = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # categories of Unicode
_LANGUAGES = click.Choice(["nb", "nn", "en", "sv"])
_SWEDISH = "sv: regler som bare gjelder norske dokumenter, er på bokmål"

existing = click.Path(exists=True, path_type=Path)
existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)
lang_option = click.option(
    "--lang", type=_LANGUAGES, default="nb", show_default=True, help=f"Språk i meldingene ({_SWEDISH})."
)
configured_lang = click.option("--lang", type=_LANGUAGES, help=f"Språk i meldingene (ellers nb; {_SWEDISH}).")
own_rules = click.option(
    "--rules",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAPPE",
    help="Mappe med egne regler, i tillegg til dem som følger med; kan gjentas.",
)


def as_of_option(told: str) -> Decorator:
    """The option for a day, which is today when it is not given."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=lambda _context, _option, given: given.date() if given else date.today(),
        metavar="ÅÅÅÅ-MM-DD",
        help=told,
    )


def format_option(*names: str, told: str) -> Decorator:
    """The option for a format, the first of `names` when it is not given."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True, help=told)


def together(*options: Decorator) -> Decorator:
    """Several options as one, in the order in which the help lists them."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def example(*lines: str) -> str:
    """The end of a help text."""
    return "\b\nEksempel:\n" + "\n".join(f"  {line}" for line in lines)


def one_line(message: str) -> str:
    """The message with line ends and other control characters as escapes, since names of files may hold them."""
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _CONTROLS else char for char in message
    )


def tell(message: str) -> None:
    """Print a line on stderr."""
    click.echo(one_line(message), err=True)


def end_with(errors: Iterable[str], code: int) -> NoReturn:
    """Print a line for each error and end the program."""
    for error in errors:
        tell(error)
    sys.exit(code)


@contextmanager
def read_errors(file: Path, lang: str) -> Iterator[None]:
    """Ends the program with a line on why the file cannot be read."""
    from ..extract.model import ReadError
    from ..report.messages import text

    try:
        yield
    except ReadError as error:
        end_with([f"{file}: {text('problems', error.code, lang, **dict(error.detail))}"], 3)


def rulebook_with(folders: tuple[Path, ...], wrong: int = 2) -> RuleBook:
    """The shipped rules with those in `folders`; rules that do not load are told and end the program with `wrong`."""
    from ..engine.rulebook.load import load_with
    from ..engine.rulebook.model import RuleError

    try:
        return load_with(folders)
    except RuleError as error:
        end_with(error.errors, wrong)


def unwritable(path: Path, error: OSError) -> click.UsageError:
    """The error that tells why nothing can be written to `path`."""
    reason = error.strerror or str(error)
    return click.UsageError(f"kan ikke skrive «{path}» ({reason}) – velg en annen fil eller mappe")


def width() -> int | None:
    """How many characters the terminal is wide, None in a file or pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
