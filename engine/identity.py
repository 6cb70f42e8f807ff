"""Everything but the document that decides what is found in it, as one digest.

Two runs with the same identity say the same about the same document: their program, rules, libraries, helpers and
options are the same.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePath

from ..extract.helpers import available
from .job import Job
from .rulebook.load import load_with
from .version import VERSION

_PARTS = ("extract", "engine", "report", "rules")  # of the program; the command line decides nothing
_LIBRARIES = (
    "durable-rules", "lxml", "numpy", "pdfminer.six", "pdfplumber", "pillow", "pypdfium2", "pytesseract", "spacy",
)  # fmt: skip


@cache
def identity(job: Job) -> str:
    """The identity of a run, in hexadecimal digits. Raises `RuleError` for rules that do not load."""
    template = (job.template.name, _sha256(job.template.data or b"")) if job.template else ()
    packs = tuple((pack.id, pack.digest) for pack in load_with(job.rules).packs)
    asked = (job.as_of.isoformat(), job.lang, sorted(job.profiles), template, packs)
    with ThreadPoolExecutor(max_workers=1) as waiting:
        helpers = waiting.submit(available)  # waits for another program to answer
        known = (_program(), sys.version_info[:3], tuple(_libraries()))
        return _sha256(repr((*known, helpers.result(), asked)).encode())


def key(data: bytes, name: str, identity: str) -> bytes:
    """What the result for a document is known by: its bytes, the ending of its name, and the identity of the run."""
    known_by = (_sha256(data), PurePath(name).suffix.lower(), identity)
    return hashlib.sha256("\0".join(known_by).encode("utf-8", "backslashreplace")).digest()


def _program() -> str:
    """A digest of the program and its data; while it is worked on, its version does not tell what it is."""
    found = hashlib.sha256(VERSION.encode())
    package = files("avtalesjekk")
    for part in _PARTS:
        for path, file in _files(package.joinpath(part), part):
            content = file.read_bytes()
            found.update(f"\0{path}\0{len(content)}\0".encode())
            found.update(content)
    return found.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inside = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, inside)
        elif not entry.name.endswith(".pyc"):
            yield inside, entry


def _libraries() -> Iterator[str]:
    for name in _LIBRARIES:
        try:
            found = metadata.distribution(name)
            yield found.read_text("METADATA") or found.version  # the version is in the text, which takes time to parse
        except metadata.PackageNotFoundError:
            yield f"no {name}"


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
