"""What a file may cost: its size, the size and shape of an archive, the number of XML tags, time and memory.

Every function refuses with `ReadError` and nothing else: "empty", "unreadable", "not-a-file", "too-large", "encrypted"
or "damaged". The directory of an archive is judged before a byte of it is inflated, and every part is counted again
while it is inflated, since the directory may lie. XML with a document type declaration is refused, and nothing is ever
fetched from a network. Time and memory are for `worker` to enforce.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .model import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

_MEGABYTE = 1 << 20
_ENTRY_SIGNATURE = b"PK\x01\x02"
# What zipfile raises on archives with bytes changed; the second half is what its own code and its decoders let through.
_BROKEN = (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, lzma.LZMAError, struct.error, zlib.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that one file may cost; sizes in bytes. `ratio` binds an archive that inflates beyond `grace`.

    `blocks` and `characters` are those of the text as read: 2,000 pages have about 60,000 and 6,000,000.
    `cpu_seconds` are those that the reading process computes: a text of 1,000 pages takes 5. `seconds` pass on the
    clock, and leave time for programs that the reader waits for: recognising a scanned page takes 1 to 2. `memory` is
    address space: a text of 1,000 pages takes 100 MB of it, one of 30,000 short paragraphs 300. `reply` is the document
    as the reading process sends it: those are 4 and 6 MB.
    """

    file_size: int = 100 * _MEGABYTE
    entries: int = 5_000
    inflated: int = 300 * _MEGABYTE
    part: int = 64 * _MEGABYTE
    ratio: int = 200
    grace: int = 20 * _MEGABYTE
    tags: int = 1_000_000
    blocks: int = 100_000
    characters: int = 20_000_000
    cpu_seconds: int = 60
    seconds: float = 600.0
    memory: int = 1_500 * _MEGABYTE
    reply: int = 500 * _MEGABYTE


DEFAULT = Limits()


def check_size(size: int, limits: Limits = DEFAULT) -> None:
    """Refuse a file of `size` bytes that is empty ("empty") or larger than the limit ("too-large")."""
    if size == 0:
        raise ReadError("empty")
    if size > limits.file_size:
        raise _too_large("file", limits.file_size)


def check_content(text: str, blocks: Sized, limits: Limits = DEFAULT) -> None:
    """Refuse a text that is too long, or in too many blocks, for what comes after the reading ("too-large")."""
    if len(text) > limits.characters:
        raise _too_many("characters", limits.characters)
    if len(blocks) > limits.blocks:
        raise _too_many("blocks", limits.blocks)


def read_file(path: Path, limits: Limits = DEFAULT) -> bytes:
    """Return the bytes of the file at `path`, whose size is looked at before it is opened.

    Refuses what the system refuses ("unreadable", with its reason) and what may never end: pipes and devices
    ("not-a-file").
    """
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):  # opening a folder gives the reason
            raise ReadError("not-a-file")
        check_size(status.st_size, limits)
        with path.open("rb") as stream:
            return stream.read(limits.file_size + 1)
    except OSError as error:
        raise ReadError("unreadable", reason=error.strerror or str(error)) from error


class Archive:
    """A zip archive whose directory is within the limits; its parts are inflated one at a time, when asked for."""

    def __init__(self, data: bytes, limits: Limits = DEFAULT) -> None:
        if data.count(_ENTRY_SIGNATURE) > limits.entries:  # a look at the directory would read all of it
            raise _too_many("entries", limits.entries)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise ReadError("damaged") from error
        self._limits = limits
        self._inflated = 0
        self._entries: Mapping[str, zipfile.ZipInfo] = {entry.filename: entry for entry in self._zip.infolist()}
        _check_directory(self._zip.infolist(), limits)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def entries(self) -> list[zipfile.ZipInfo]:
        """Return what the directory says of each part, the last of those with the same name."""
        return list(self._entries.values())

    def read(self, name: str) -> bytes:
        """Inflate the part `name`. An absent part, or one that is not what the directory says, is "damaged"."""
        if name not in self._entries:
            raise ReadError("damaged", part=name)
        room = min(self._limits.part, self._limits.inflated - self._inflated)
        try:
            with self._zip.open(self._entries[name]) as stream:
                # Asked for more than the directory says, zipfile would inflate it all before it finds the lie.
                content = stream.read(min(room, self._entries[name].file_size) + 1)
        except _BROKEN as error:
            raise ReadError("damaged", part=name) from error
        if len(content) > room:
            raise _too_large("part", room)
        self._inflated += len(content)
        return content


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    inflated = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if inflated > limits.inflated:
        raise _too_large("inflated", limits.inflated)
    if inflated > limits.grace and inflated > limits.ratio * packed:
        raise _too_many("ratio", limits.ratio)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ReadError("encrypted")


def parse_xml(content: bytes, limits: Limits = DEFAULT) -> _Element:
    """Parse an XML part and return its root. Broken XML and any document type declaration are "damaged"."""
    from lxml import etree

    if content.count(b"<") > limits.tags:
        raise _too_many("tags", limits.tags)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("damaged", reason="doctype")
    return root


def _too_large(what: str, limit: int) -> ReadError:
    return ReadError("too-large", what=what, limit=f"{limit // _MEGABYTE} MB")


def _too_many(what: str, limit: int) -> ReadError:
    return ReadError("too-large", what=what, limit=str(limit))
