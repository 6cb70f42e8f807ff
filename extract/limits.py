"""What a file may cost before anyone parses it: its size, the size and shape of an archive, the number of XML tags.

Every function refuses with `ReadError` and nothing else: "too-large", "encrypted" or "damaged". The directory of an
archive is judged before a byte of it is inflated, and every part is counted again while it is inflated, since the
directory may lie. XML with a document type declaration is refused, and nothing is ever fetched from a network.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .model import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that is read of one file; sizes in bytes. `ratio` binds an archive that inflates beyond `grace`."""

    file_size: int = 100 * _MEGABYTE
    entries: int = 5_000
    inflated: int = 300 * _MEGABYTE
    part: int = 64 * _MEGABYTE
    ratio: int = 200
    grace: int = 20 * _MEGABYTE
    tags: int = 1_000_000


DEFAULT = Limits()


def check_size(size: int, limits: Limits = DEFAULT) -> None:
    """Refuse a file of `size` bytes that is empty ("empty") or larger than the limit ("too-large")."""
    if size == 0:
        raise ReadError("empty")
    if size > limits.file_size:
        raise _too_large("file", limits.file_size)


class Archive:
    """A zip archive whose directory is within the limits; its parts are inflated one at a time, when asked for."""

    def __init__(self, data: bytes, limits: Limits = DEFAULT) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ReadError("damaged") from error
        self._limits = limits
        self._inflated = 0
        self._entries: Mapping[str, zipfile.ZipInfo] = {entry.filename: entry for entry in self._zip.infolist()}
        _check_directory(self._zip.infolist(), limits)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Inflate the part `name`. An absent part, or one that is not what the directory says, is "damaged"."""
        if name not in self._entries:
            raise ReadError("damaged", part=name)
        room = min(self._limits.part, self._limits.inflated - self._inflated)
        try:
            with self._zip.open(self._entries[name]) as stream:
                content = stream.read(room + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise ReadError("damaged", part=name) from error
        if len(content) > room:
            raise _too_large("part", room)
        self._inflated += len(content)
        return content


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise ReadError("too-large", what="entries", limit=str(limits.entries))
    inflated = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if inflated > limits.inflated:
        raise _too_large("inflated", limits.inflated)
    if inflated > limits.grace and inflated > limits.ratio * packed:
        raise ReadError("too-large", what="ratio", limit=str(limits.ratio))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ReadError("encrypted")


def parse_xml(content: bytes, limits: Limits = DEFAULT) -> _Element:
    """Parse an XML part and return its root. Broken XML and any document type declaration are "damaged"."""
    from lxml import etree

    if content.count(b"<") > limits.tags:
        raise ReadError("too-large", what="tags", limit=str(limits.tags))
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
