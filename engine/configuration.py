"""`avtalesjekk.toml`: what the documents in its folder and below are checked with when the command line does not say.

Promises that every key is known and that everything it names is there; all that is wrong is told at once, each with the
file, the key and what to write instead.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..report.model import Source
from .job import AUTO
from .rulebook.load import load_with
from .rulebook.marked import Flaw
from .rulebook.marked import Path as KeyPath
from .rulebook.model import RuleBook
from .rulebook.schema import Schema, one_of
from .waivers import Waiver

NAME = "avtalesjekk.toml"
_LINE = re.compile(r" \(at line (\d+), column \d+\)")
_WILD = re.compile(r"[*?\[]")


class ConfigurationError(Exception):
    """A configuration that does not hold. `errors` has one text for each thing wrong."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a configuration says; what it does not say is None or empty. Paths are resolved.

    `folder` is where it stands, None when there is none. `exclude` are files and folders, a folder for all in it.
    """

    folder: Path | None = None
    profiles: tuple[str, ...] = ()
    fail_on: str | None = None
    lang: str | None = None
    rules: tuple[Path, ...] = ()
    template: Path | None = None
    exclude: frozenset[Path] = frozenset()
    waivers: tuple[Waiver, ...] = ()


def nearest(path: Path) -> Path | None:
    """The configuration for the document at a resolved path: in its folder or the nearest one above that has any."""
    return next((folder / NAME for folder in path.parents if (folder / NAME).is_file()), None)


def load_configuration(file: Path) -> Configuration:
    """Read the configuration in a file at a resolved path.

    Raises `ConfigurationError`, and `RuleError` for rules that it names.
    """
    told = _read(file)
    data = _texts(told)
    flaws = _schema().flaws("configuration", data)
    seen = {flaw.path for flaw in flaws}
    flaws += [flaw for flaw in _no_texts(told, ()) if flaw.path not in seen]
    if not flaws:
        flaws = _wrong(data, file.parent)
    if flaws:
        raise ConfigurationError(tuple(f"{_shown(file)}: {_key(flaw.path)}{flaw.message}" for flaw in flaws))
    return _built(data, file)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        reason, line = f"kan ikke leses ({error.strerror}) – sjekk navnet", None
    except UnicodeDecodeError:
        reason, line = "er ikke UTF-8 – lagre filen som UTF-8", None
    except tomllib.TOMLDecodeError as error:
        reason, line = f"er ikke gyldig TOML ({_LINE.sub('', str(error))}) – rett det", _LINE.search(str(error))
    raise ConfigurationError((f"{_shown(file)}{f':{line[1]}' if line else ''}: {reason}",))


def _no_texts(value: Any, path: KeyPath) -> Iterator[Flaw]:
    """What is neither text nor, as the end of a waiver, a date."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _no_texts(inner, (*path, key))
    elif not isinstance(value, str) and not (type(value) is date and path[-1] == "until"):
        yield Flaw(path, "verdien skal være en tekst – sett den i hermetegn")


def _texts(value: Any) -> Any:
    """The same with all that stands in it as text, which is what the schema is about."""
    if isinstance(value, dict):
        return {key: _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    return str(value)


@cache
def _schema() -> Schema:
    source = files(__package__).joinpath("configuration.schema.json").read_text(encoding="utf-8")
    return Schema(document=json.loads(source), checks={"day": _day})


def _day(text: str) -> Iterator[Flaw]:
    try:
        date.fromisoformat(text)
    except ValueError:
        yield Flaw((), f"«{text}» er ingen dato – skriv den som 2027-06-30")


def _wrong(data: Mapping[str, Any], folder: Path) -> list[Flaw]:
    """What names something that is not there. `data` has the right shape."""
    absent = list(_absent_folders(data, folder))
    # The names of rules and packs cannot be told before all rules are there.
    unknown = [] if absent else _unknown_names(data, load_with(_rules(data, folder)))
    return [*absent, *_absent_files(data, folder), *unknown]


def _absent_folders(data: Mapping[str, Any], folder: Path) -> Iterator[Flaw]:
    for index, name in enumerate(data.get("rules", ())):
        if not (folder / name).is_dir():
            yield _absent(("rules", index), name, folder)


def _absent_files(data: Mapping[str, Any], folder: Path) -> Iterator[Flaw]:
    if "template" in data and not (folder / data["template"]).is_file():
        yield _absent(("template",), data["template"], folder)
    for index, pattern in enumerate(data.get("exclude", ())):
        yield from _bad_pattern(("exclude", index), pattern)
    for index, waiver in enumerate(data.get("waivers", ())):
        place: KeyPath = ("waivers", index, "document")
        flaws = list(_bad_pattern(place, waiver["document"]))
        yield from flaws
        if not flaws and not _matching(waiver["document"], folder):
            yield _absent(place, waiver["document"], folder)


def _absent(path: KeyPath, name: str, folder: Path) -> Flaw:
    return Flaw(path, f"«{name}» finnes ikke – skriv stien slik den er sett fra {_shown(folder)}")


def _bad_pattern(path: KeyPath, pattern: str) -> Iterator[Flaw]:
    steps = Path(pattern).parts
    if Path(pattern).is_absolute() or any("**" in step and step != "**" for step in steps):
        yield Flaw(path, f"«{pattern}» kan ikke brukes – skriv stien sett fra mappen til filen, og ** som et eget ledd")


def _unknown_names(data: Mapping[str, Any], rulebook: RuleBook) -> Iterator[Flaw]:
    profiles = [AUTO, *(pack.id for pack in rulebook.packs)]
    for name in _profiles(data):
        if name not in profiles:
            yield Flaw(("profile",), f"det finnes ingen regelpakke «{name}» – skriv {one_of(profiles)}")
    ids = [rule.id for rule in rulebook.rules]
    for index, waiver in enumerate(data.get("waivers", ())):
        if waiver["part"] not in ids:
            close = get_close_matches(waiver["part"], ids, n=1)
            hint = f"mente du «{close[0]}»?" if close else "se avtalesjekk rules list"
            yield Flaw(("waivers", index, "part"), f"det finnes ingen regel «{waiver['part']}» – {hint}")


def _matching(pattern: str, folder: Path) -> frozenset[Path]:
    """The files and folders that a path or pattern names, seen from `folder`."""
    named = folder / pattern
    if named.exists() or not _WILD.search(pattern):
        return frozenset({named.resolve()} if named.exists() else ())
    return frozenset(path.resolve() for path in folder.glob(pattern))


def _rules(data: Mapping[str, Any], folder: Path) -> tuple[Path, ...]:
    return tuple((folder / name).resolve() for name in data.get("rules", ()))


def _profiles(data: Mapping[str, Any]) -> tuple[str, ...]:
    told = data.get("profile", ())
    return (told,) if isinstance(told, str) else tuple(told)


def _built(data: Mapping[str, Any], file: Path) -> Configuration:
    folder = file.parent
    return Configuration(
        folder=folder,
        profiles=_profiles(data),
        fail_on=data.get("fail-on"),
        lang=data.get("lang"),
        rules=_rules(data, folder),
        template=(folder / data["template"]).resolve() if "template" in data else None,
        exclude=frozenset(path for pattern in data.get("exclude", ()) for path in _matching(pattern, folder)),
        waivers=tuple(
            Waiver(
                part=waiver["part"],
                documents=_matching(waiver["document"], folder),
                reason=waiver["reason"],
                by=waiver["by"],
                until=date.fromisoformat(waiver["until"]),
                source=Source(document=file.name, section=f"waivers nr. {index + 1}"),
            )
            for index, waiver in enumerate(data.get("waivers", ()))
        ),
    )


def _key(path: KeyPath) -> str:
    """The key as people count: "waivers nr. 1.until: "; "" for the file itself."""
    told = "".join(f" nr. {step + 1}" if isinstance(step, int) else f".{step}" for step in path)
    return f"{told.removeprefix('.')}: " if told else ""


def _shown(path: Path) -> Path:
    """The path as people who stand in the working directory would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
