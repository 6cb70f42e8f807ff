"""Reading a file of any kind: the format is told by the bytes, and every failure is a `ReadError`."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from avtalesjekk.extract.limits import DEFAULT
from avtalesjekk.extract.model import ReadError
from avtalesjekk.extract.read import read, read_bytes, sniff

from .docx_maker import make_docx, make_zip, paragraph

DOCX = make_docx(paragraph("1. Formål") + paragraph("Avtalen skal sikre samarbeid om introduksjonsprogrammet."))
ODT = make_zip({"mimetype": "application/vnd.oasis.opendocument.text"})


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (DOCX, "avtale.pdf", "docx"),
        (b"%PDF-1.7", "avtale.docx", "pdf"),
        (b"\n" * 1000 + b"%PDF-1.7", "avtale", "pdf"),
        (b"\xd0\xcf\x11\xe0", "avtale.docx", "docx"),
        (b"{\\rtf1 Avtale}", "avtale.txt", "rtf"),
        (b"Avtale", "avtale.docx", "txt"),
        (b"Avtale", "AVTALE.MD", "md"),
        (b"# Avtale", "avtale.txt", "md"),
    ],
)
def test_the_bytes_tell_the_format(data: bytes, name: str, expected: str) -> None:
    """Whatever the file is called."""
    assert sniff(data, name) == expected


def test_an_opendocument_is_told_from_a_docx() -> None:
    """Both are zip archives; the first entry of an OpenDocument says so, and is stored as it is."""
    stored = ODT.replace(b"mimetype", b"mimetype", 1)
    assert (
        sniff(b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text" + stored, "a.docx")
        == "odt"
    )


def test_a_document_has_text_blocks_and_outline() -> None:
    """The parts fit together."""
    document = read_bytes(DOCX, "avtale.docx")
    assert (document.path, document.format) == ("avtale.docx", "docx")
    assert document.sha256 == hashlib.sha256(DOCX).hexdigest()
    assert document.text.startswith("1. Formål\nAvtalen")
    assert [clause.id for clause in document.clauses] == ["1", "1/1"]
    assert document.quote(document.sections[0].title) == "Formål"


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    """The path is kept as it was given."""
    path = tmp_path / "avtale.txt"
    path.write_text("1. Formål\n\nAvtalen skal sikre samarbeid om introduksjonsprogrammet.", "utf-8")
    document = read(path)
    assert (document.path, document.format, len(document.sections)) == (str(path), "txt", 1)


def test_every_quote_of_a_clause_is_in_the_text() -> None:
    """Spans of clauses are slices of the text, in order and without overlap."""
    document = read_bytes(DOCX, "a")
    ends = [0]
    for clause in document.clauses:
        assert clause.span.start >= ends[-1]
        assert document.quote(clause.span).endswith(document.quote(clause.body))
        ends.append(clause.span.end)


@pytest.mark.parametrize(
    ("data", "code", "detail"),
    [
        (b"", "empty", {}),
        (b"PK\x03\x04", "damaged", {}),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not-a-document", {}),
    ],
)
def test_what_cannot_be_read_is_a_read_error(data: bytes, code: str, detail: dict[str, str]) -> None:
    """With a code, and the words for its message."""
    with pytest.raises(ReadError) as error:
        read_bytes(data, "avtale.docx")
    assert (error.value.code, dict(error.value.detail)) == (code, detail)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    """The system's reason comes along."""
    with pytest.raises(ReadError) as error:
        read(tmp_path / "borte.docx")
    assert error.value.code == "unreadable"
    assert dict(error.value.detail)["reason"]


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The size in the folder is enough; the file here holds nothing but its size."""
    path = tmp_path / "stor.docx"
    with path.open("wb") as stream:
        stream.truncate(DEFAULT.file_size + 1)
    with pytest.raises(ReadError) as error:
        read(path)
    assert error.value.code == "too-large"


@pytest.mark.parametrize(
    ("data", "forbidden"), [(DOCX, ("pypdfium2", "pdfplumber")), (b"Avtale", ("pypdfium2", "pdfplumber", "lxml"))]
)
def test_a_format_imports_no_library_of_another(data: bytes, forbidden: tuple[str, ...]) -> None:
    """Starting up is what costs most for small files."""
    program = (
        "import sys\nfrom avtalesjekk.extract.read import read_bytes\n"
        "read_bytes(sys.stdin.buffer.read(), 'a')\n"
        f"sys.exit(any(name in sys.modules for name in {forbidden!r}))"
    )
    assert subprocess.run([sys.executable, "-c", program], input=data, check=False).returncode == 0
