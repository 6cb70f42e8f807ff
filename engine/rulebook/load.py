"""Rule packs from folders: one folder per pack, with a pack.yaml and one YAML file per rule, named after the rule.

Promises a rule book in which everything was checked, and refuses all of it when anything is wrong: every error in every
file is reported at once, with its line and with what to write instead.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from .build import build_pack, build_rule
from .checks import rule_checks
from .marked import Flaw, Marked, read_marked
from .model import RuleBook, RuleError
from .schema import Schema
from .vocabulary import shipped_vocabulary

_PACK = "pack.yaml"


def load_shipped() -> RuleBook:
    """Return the rules that ship with the program, pack by pack in the order of their folders' names."""
    return load_packs(_shipped())


def load_with(folders: Sequence[Path]) -> RuleBook:
    """Return the shipped rules and after them those in `folders`, each a pack or a folder of packs. Loaded once.

    Raises RuleError as `load_packs` does, and for a folder with no pack in it.
    """
    return _load_with(tuple(folders))


@cache
def _load_with(folders: tuple[Path, ...]) -> RuleBook:
    return load_packs([*_shipped(), *packs_in(folders)]) if folders else load_shipped()


def packs_in(folders: Sequence[Path]) -> list[Path]:
    """Return the folders of packs: each of `folders` that is one, else the packs right under it.

    Raises RuleError for a folder that holds no rules at all.
    """
    found: list[Path] = []
    for folder in folders:
        own = [] if (folder / _PACK).exists() else sorted(file.parent for file in folder.glob(f"*/{_PACK}"))
        own = own or [folder]
        if not _names(own[0]):
            raise RuleError((f"{folder}: ingen regelpakke her – lag en med avtalesjekk rules new {folder}",))
        found += own
    return found


def _shipped() -> list[Traversable]:
    folders = [folder for folder in files("avtalesjekk.rules").iterdir() if folder.is_dir() and _names(folder)]
    return sorted(folders, key=lambda folder: folder.name)


def load_packs(folders: Sequence[Traversable]) -> RuleBook:
    """Return the packs in the folders, in the order given, the rules of each in the order of their files' names.

    A `pathlib.Path` is a Traversable. Raises RuleError with everything that is wrong in all of them.
    """
    vocabulary = shipped_vocabulary()
    document = json.loads(files(__package__).joinpath("rule.schema.json").read_text(encoding="utf-8"))
    schema = Schema(document=document, checks=rule_checks(vocabulary))
    packs = [_read_folder(folder, schema) for folder in folders]
    errors = [error for sources in packs for source in sources for error in source.errors()]
    errors += _used_twice([sources[0] for sources in packs])
    errors += _used_twice([source for sources in packs for source in sources[1:]])
    errors += _unknown_parts(packs)
    if errors:
        raise RuleError(tuple(errors))
    return RuleBook(
        vocabulary=vocabulary,
        packs=tuple(build_pack(sources[0].marked.data, _digest(sources)) for sources in packs),
        rules=tuple(build_rule(source.marked.data, sources[0].identity) for sources in packs for source in sources[1:]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A file as read, with all that is wrong in it."""

    file: Traversable
    text: str
    marked: Marked
    flaws: tuple[Flaw, ...]

    @property
    def parts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the ids of the rules that a sound pack's subjects name, each with its path."""
        if not self.flaws:
            for number, subject in enumerate(self.marked.data.get("subjects", ())):
                for place, part in enumerate(subject["parts"]):
                    yield ("subjects", number, "parts", place), part

    @property
    def identity(self) -> str:
        """Return the id that the file gives, "" when it gives none."""
        data = self.marked.data
        return str(data.get("id", "")) if isinstance(data, dict) else ""

    def place(self, path: tuple[str | int, ...]) -> str:
        """Return "file:line" of what stands at `path`."""
        return f"{self.file}:{self.marked.line(path)}"

    def errors(self) -> list[str]:
        """Return the texts of all flaws, by line."""
        flaws = sorted(self.flaws, key=lambda flaw: self.marked.line(flaw.path))
        return [f"{self.place(flaw.path)}: {flaw.message}" for flaw in flaws]


def _read_folder(folder: Traversable, schema: Schema) -> list[_Source]:
    """Return the file of the pack and then those of its rules."""
    pack = _read(folder.joinpath(_PACK), "pack", schema)
    rules = [_read(folder.joinpath(name), "rule", schema) for name in _names(folder) if name != _PACK]
    return [pack, *map(_named, rules)]


def _names(folder: Traversable) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name.endswith((".yaml", ".yml")))


def _read(file: Traversable, definition: str, schema: Schema) -> _Source:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return _unread(file, "filen mangler – skriv den med id, version, title, source, in_force og applies_to")
    except UnicodeDecodeError:
        return _unread(file, "filen er ikke UTF-8 – lagre den med tegnsettet UTF-8")
    marked = read_marked(text)
    found = schema.flaws(definition, marked.data) if marked.data is not None else []
    return _Source(file=file, text=text, marked=marked, flaws=(*marked.flaws, *found))


def _named(source: _Source) -> _Source:
    """Return the source of a rule with a flaw more when its file is not named after the rule."""
    name = f"{source.identity}.yaml"
    if source.file.name == name or not source.identity:
        return source
    return replace(
        source, flaws=(*source.flaws, Flaw(("id",), f"filen heter ikke som regelen – gi den navnet «{name}»"))
    )


def _unread(file: Traversable, message: str) -> _Source:
    return _Source(file=file, text="", marked=Marked(data=None, lines={}, flaws=()), flaws=(Flaw((), message),))


def _digest(sources: Sequence[_Source]) -> str:
    """Return the SHA-256 of the names and texts of a pack's files; how their lines end does not count."""
    texts = (f"{source.file.name}\0{source.text}\0" for source in sources)
    return hashlib.sha256("".join(texts).encode()).hexdigest()


def _used_twice(sources: Sequence[_Source]) -> Iterator[str]:
    places: dict[str, str] = {}
    for source in sources:
        place = source.place(("id",))
        if source.identity and places.setdefault(source.identity, place) != place:
            yield f"{place}: id-en «{source.identity}» er brukt i {places[source.identity]} – skriv en annen"


def _unknown_parts(packs: Sequence[Sequence[_Source]]) -> Iterator[str]:
    """Yield an error for each id in the subjects of a pack that no rule has, here or among those that ship."""
    known = {source.identity for sources in packs for source in sources[1:]}
    known |= {name.removesuffix(".yaml") for folder in _shipped() for name in _names(folder)}
    for pack, *_ in packs:
        for path, part in pack.parts:
            if part not in known:
                yield f"{pack.place(path)}: det finnes ingen regel «{part}» – se avtalesjekk rules list"
