"""The command `avtalesjekk`: the commands of the package `commands`, under one name.

They import everything heavy where they use it, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from .commands.audit import audit
from .commands.check import check, evaluate
from .commands.documents import draft, extract, obligations
from .commands.init import init
from .commands.rules import explain, rules
from .commands.serve import serve
from .commands.shared import example


@click.group(epilog=example("avtalesjekk check avtaler/"))
@click.version_option(package_name="avtalesjekk", prog_name="avtalesjekk")
def main() -> None:
    """Sjekker samarbeidsavtaler mellom kommuner og NAV mot rundskriv G-27/2017."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # a pipe or file gets the same bytes on every system


for command in (audit, check, draft, evaluate, explain, extract, init, obligations, rules, serve):
    main.add_command(command)
