"""The command that serves the page."""

from __future__ import annotations

import os

import click

from .shared import example


@click.command(
    epilog=example(
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
        from ..web.options import LOCAL, MEGABYTE, Options
        from ..web.serve import listen, run
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
