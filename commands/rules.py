"""Commands on the rules: explain them, list them, check them, begin new ones."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import end_with, example, existing, lang_option, own_rules, rulebook_with

if TYPE_CHECKING:
    from ..engine.rulebook.model import RuleBook


@click.command(epilog=example("avtalesjekk explain G27-4.1.5c"))
@click.argument("identity", metavar="ID")
@own_rules
@lang_option
def explain(identity: str, rules: tuple[Path, ...], lang: str) -> None:
    """Forklar en regel, et krav eller en pakke: kilde, tid, hva som oppfyller det, eksempler."""
    from ..report.explanation import explanation, pack_explanation, requirement_heading

    rulebook = rulebook_with(rules)
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


@click.group(epilog=example("avtalesjekk rules list"))
def rules() -> None:
    """Regelpakkene: list dem, kontroller dem, prøv eksemplene i dem."""


@rules.command("list", epilog=example("avtalesjekk rules list"))
@own_rules
@lang_option
def list_rules(rules: tuple[Path, ...], lang: str) -> None:
    """List pakkene og reglene i dem."""
    rulebook = rulebook_with(rules)
    for pack in rulebook.packs:
        click.echo(f"{pack.id} (versjon {pack.version}): {pack.title.in_language(lang)}")
        for rule in rulebook.rules:
            if rule.pack == pack.id:
                click.echo(f"  {rule.id:18} {rule.title.in_language(lang)}")


@rules.command("lint", epilog=example("avtalesjekk rules lint --rules egne-regler"))
@click.argument("packs", nargs=-1, type=existing, metavar="[PAKKE...]")
@own_rules
def lint(packs: tuple[Path, ...], rules: tuple[Path, ...]) -> None:
    """Kontroller regelfiler mot skjemaet: alle feil på én gang. PAKKE prøves alene, uten reglene som følger med."""
    from ..engine.rulebook.load import load_packs
    from ..engine.rulebook.model import RuleError

    try:
        rulebook = load_packs(packs) if packs else _own(rulebook_with(rules, wrong=1), rules)
    except RuleError as error:
        end_with(error.errors, 1)
    click.echo(f"{len(rulebook.rules)} regler i {len(rulebook.packs)} pakker er i orden")


@rules.command("test", epilog=example("avtalesjekk rules test", "avtalesjekk rules test --rules egne-regler"))
@own_rules
def test(rules: tuple[Path, ...]) -> None:
    """Prøv eksemplene som står i reglene, med begge regelmotorene."""
    from ..engine.examples import failures

    rulebook = _own(rulebook_with(rules), rules)
    failed = list(failures(rulebook))
    for failure in failed:
        click.echo(failure, err=True)
    total = sum(len(rule.examples) for rule in rulebook.rules)
    click.echo(f"{total - len(failed)} av {total} eksempler i {len(rulebook.rules)} regler gir det de skal")
    sys.exit(1 if failed else 0)


@rules.command("new", epilog=example("avtalesjekk rules new egne-regler"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="MAPPE")
def new(folder: Path) -> None:
    """Skriv en ny regelpakke å begynne med: pack.yaml og én regel, med forklaringer."""
    from ..engine.rulebook.skeleton import write_skeleton

    try:
        written = write_skeleton(folder)
    except FileExistsError as error:
        raise click.UsageError(f"«{folder}» er ikke tom – velg en ny mappe") from error
    except OSError as error:
        raise click.UsageError(f"kan ikke skrive i «{folder}» ({error.strerror}) – velg en annen mappe") from error
    for path in written:
        click.echo(path)


def _own(rulebook: RuleBook, folders: tuple[Path, ...]) -> RuleBook:
    """The packs in `folders` out of `rulebook`, all of it when there are none."""
    if not folders:
        return rulebook
    from ..engine.rulebook.load import load_shipped

    shipped = {pack.id for pack in load_shipped().packs}
    return replace(
        rulebook,
        packs=tuple(pack for pack in rulebook.packs if pack.id not in shipped),
        rules=tuple(rule for rule in rulebook.rules if rule.pack not in shipped),
    )
