"""Comments in a copy of a DOCX, as Word writes them.

Promises that the copy reads as the original: every part of the package stays as it was, byte for byte, but for what is
put into the main part around the words, and for the comments themselves with their entries in the directory. Comments
that are there already stay. Refuses with `NotAnnotatedError`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..extract.docx import read_docx
from ..extract.docx_package import Package, W
from ..extract.limits import Archive
from ..extract.model import ReadError
from .notes import AUTHOR, NotAnnotatedError, Note
from .tags import with_last_child
from .word_anchors import Range, marked

_INITIALS = "AS"
_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def with_comments(data: bytes, notes: Sequence[Note], day: str) -> bytes:
    """A copy of the DOCX with a comment for each note, dated `day` (an ISO day); the same bytes for the same notes."""
    if not notes:
        return data
    package, archive = Package(data), Archive(data)
    main = archive.read(package.main_name)
    strict = _WORDS[1].encode() in main
    words = _WORDS[strict]
    first = max(_identities(package), default=-1) + 1
    ranges = [_range(note, first + number, words) for number, note in enumerate(notes)]
    content = marked(package, main, ranges)
    comments = "".join(_comment(note, first + number, day, words) for number, note in enumerate(notes))
    parts = {package.main_name: content, **_comments_part(package, archive, comments, strict)}
    made = _rewritten(archive, parts)
    _check(data, made, first + len(notes) - 1)
    return made


def _check(data: bytes, made: bytes, last: int) -> None:
    """Refuse a copy that does not read as the original: no file is better than one with its words changed."""
    try:
        same = read_docx(made) == read_docx(data) and last in _identities(Package(made))
    except ReadError:
        same = False
    if not same:
        raise NotAnnotatedError("unusual")


def _identities(package: Package) -> list[int]:
    """The ids of the comments that are there."""
    part = package.part("comments")
    there = () if part is None else part.iter(f"{W}comment")
    told = (each.get(f"{W}id", "") for elements in (there, package.main.iter(*_MARKS)) for each in elements)
    return [int(each) for each in told if re.fullmatch(r"\d{1,9}", each)]


def _range(note: Note, identity: int, words: str) -> Range:
    mark = f'xmlns:w="{words}" w:id="{identity}"/>'
    return Range(
        start=note.at.start,
        end=note.at.end,
        before=f"<w:commentRangeStart {mark}".encode(),
        after=f'<w:commentRangeEnd {mark}<w:r xmlns:w="{words}"><w:commentReference w:id="{identity}"/></w:r>'.encode(),
    )


def _comment(note: Note, identity: int, day: str, words: str) -> str:
    heading = f"<w:p><w:r><w:rPr><w:b/></w:rPr>{_words(note.heading)}</w:r></w:p>"
    lines = "".join(f"<w:p><w:r>{_words(line)}</w:r></w:p>" for line in note.lines)
    return (
        f'<w:comment xmlns:w="{words}" w:id="{identity}" w:author="{AUTHOR}" w:date="{day}T00:00:00Z"'
        f' w:initials="{_INITIALS}">{heading}{lines}</w:comment>'
    )


def _words(line: str) -> str:
    return f'<w:t xml:space="preserve">{escape(_NO_XML.sub("", line))}</w:t>'


def _comments_part(package: Package, archive: Archive, comments: str, strict: bool) -> dict[str, bytes]:
    """The part with the comments, and what says that it is there when there was none before."""
    there = next((name for name in package.names("comments") if name in archive), None)
    if there is not None:
        return {there: with_last_child(archive.read(there), comments.encode())}
    folder, file = posixpath.split(package.main_name)
    types = archive.read(_TYPES)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
    name = next(name for name in names if name not in archive and f"/{name}".encode() not in types)
    override = (
        f'<Override xmlns="{_PACKAGE}/content-types" PartName={quoteattr(f"/{name}")} ContentType="{_COMMENTS_TYPE}"/>'
    )
    listed = posixpath.join(folder, "_rels", f"{file}.rels")
    relations = (
        archive.read(listed) if listed in archive else f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
    )
    identity = next(each for each in (f"rId{number}" for number in count(1)) if each.encode() not in relations)
    relation = (
        f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{identity}" Type="{_RELATIONS[strict]}/comments"'
        f" Target={quoteattr(posixpath.basename(name))}/>"
    )
    return {
        name: f'{_DECLARATION}<w:comments xmlns:w="{_WORDS[strict]}">{comments}</w:comments>'.encode(),
        _TYPES: with_last_child(types, override.encode()),
        listed: with_last_child(relations, relation.encode()),
    }


def _rewritten(archive: Archive, parts: Mapping[str, bytes]) -> bytes:
    """The archive with these parts put in place of those of the same names, or at its end."""
    out = BytesIO()
    with ZipFile(out, "w") as target:
        for entry in archive.entries():
            copy = ZipInfo(entry.filename, entry.date_time)
            copy.compress_type, copy.external_attr, copy.create_system = (
                entry.compress_type,
                entry.external_attr,
                entry.create_system,
            )
            target.writestr(copy, parts.get(entry.filename) or archive.read(entry.filename))
        for name in sorted(name for name in parts if name not in archive):
            target.writestr(ZipInfo(name, _EARLIEST), parts[name], ZIP_DEFLATED)
    return out.getvalue()
