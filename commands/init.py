"""The command that starts a folder of agreements which is checked at each change."""

from __future__ import annotations

from pathlib import Path

import click

from .shared import example


@click.command(epilog=example("avtalesjekk init --gitlab"))
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path), metavar="[MAPPE]")
@click.option(
    "--github", "kept_at", flag_value="github", default="github", help="Arbeidsflyt for GitHub (ellers brukt)."
)
@click.option("--gitlab", "kept_at", flag_value="gitlab", help="Arbeidsflyt for GitLab.")
def init(folder: Path, kept_at: str) -> None:
    """Skriv avtalesjekk.toml og en arbeidsflyt som sjekker avtalene; ingenting blir skrevet over.

    MAPPE er toppen av lageret der avtalene ligger, ellers mappen du står i.
    """
    from ..engine.initial import write_start

    try:
        written = write_start(folder, kept_at)
    except FileExistsError as error:
        raise click.UsageError(f"«{error}» er der fra før – flytt den, eller se docs/ci.md") from error
    except OSError as error:
        raise click.UsageError(f"kan ikke skrive i «{folder}» ({error.strerror}) – velg en annen mappe") from error
    for path in written:
        click.echo(path)
