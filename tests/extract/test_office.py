"""Reading through LibreOffice: a fake `soffice` shows what happens when it fails; the real one converts, if there."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import docx
import pytest

from avtalesjekk.extract import office
from avtalesjekk.extract.model import Document, ReadError
from avtalesjekk.extract.read import read_bytes, sniff

from .docx_maker import make_docx, make_zip, paragraph

RTF = rb"{\rtf1\ansi\ansicpg1252 {\b 1. Form\'e5l}\par Avtalen gjelder \'e6 \'f8 \'e5 og \'a7 13.\par}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = OLE + bytes(504) + "WordDocument".encode("utf-16-le").ljust(512, b"\0")
MIME = "application/vnd.oasis.opendocument.text"
needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")),
    reason="LibreOffice is absent: apt-get install libreoffice-writer-nogui",
)
needs_posix = pytest.mark.skipif(os.name != "posix", reason="the fake program is a shell script")
Fake = Callable[[str], Path]


def opendocument(body: str, mime: str = MIME, manifest: str = "") -> bytes:
    """An OpenDocument text with a body of XML."""
    stream = io.BytesIO()
    names = {"office": "office", "text": "text", "xlink": "../w"}
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"' for name, uri in names.items())
    spaces = spaces.replace("urn:oasis:names:tc:opendocument:xmlns:../w:1.0", "http://www.w3.org/1999/xlink")
    content = (
        f'<office:document-content {spaces} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
        f' office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    )
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}">{manifest}</manifest:file-entry>'
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", mime)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'{entry}<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return stream.getvalue()


def refusal(data: bytes) -> tuple[str, dict[str, str]]:
    """The code and detail with which a document is refused."""
    with pytest.raises(ReadError) as error:
        read_bytes(data, "avtale")
    return error.value.code, dict(error.value.detail)


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Put a `soffice` that runs a script before all others on the path; return the folder that it may write to."""

    def install(script: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\nset -e\nhere={tmp_path}\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return tmp_path

    return install


@pytest.mark.parametrize(("data", "name"), [(RTF, "rtf"), (WORD, "doc"), (opendocument(""), "odt")])
def test_without_libreoffice_the_format_is_named(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the user knows what to install, or to save as DOCX."""
    monkeypatch.setenv("PATH", "")
    assert refusal(data) == ("needs-libreoffice", {"format": name})


@needs_posix
def test_what_libreoffice_makes_is_read_as_docx(fake: Fake) -> None:
    """The document keeps its own format, and libreoffice is asked for a DOCX in a folder and profile of its own."""
    (fake("").joinpath("made.docx")).write_bytes(make_docx(paragraph("1. Formål")))
    folder = fake('echo "$@" > $here/arguments; cp $here/made.docx document.docx')
    document = read_bytes(RTF, "avtale.rtf")
    assert (document.format, document.text) == ("rtf", "1. Formål")
    arguments = (folder / "arguments").read_text()
    assert "--headless" in arguments
    assert "--convert-to docx:MS Word 2007 XML" in arguments
    assert "-env:UserInstallation=file:///" in arguments


@needs_posix
def test_the_profile_forbids_macros_and_is_thrown_away(fake: Fake) -> None:
    """Nothing of the user's own settings is used, and nothing is left behind."""
    folder = fake("pwd > $here/place; cat profile/user/registrymodifications.xcu > $here/settings; exit 1")
    refusal(RTF)
    assert '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in (
        folder / "settings"
    ).read_text(encoding="utf-8")
    assert not Path((folder / "place").read_text().strip()).exists()


@needs_posix
@pytest.mark.parametrize("script", ["exit 1", "exit 0", "mkdir document.docx", "kill -9 $$"])
def test_no_output_is_a_damaged_file(script: str, fake: Fake) -> None:
    """Whatever LibreOffice says of it: its exit code is 0 for files that it cannot read."""
    fake(script)
    assert refusal(RTF) == ("damaged", {})


@needs_posix
def test_output_that_is_no_docx_is_refused(fake: Fake) -> None:
    """By the reader of DOCX, as from anywhere else."""
    fake("echo rubbish > document.docx")
    assert refusal(RTF) == ("not-a-document", {})


@needs_posix
def test_one_that_hangs_is_killed_with_its_children(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the time limit; the child would sleep on otherwise."""
    folder = fake("sleep 60 & echo $! > $here/child; wait")
    monkeypatch.setattr(office, "SECONDS", 0.5)
    start = time.monotonic()
    assert refusal(RTF) == ("timeout", {})
    assert time.monotonic() - start < 10
    assert is_gone(int((folder / "child").read_text()))


@needs_posix
def test_a_child_that_outlives_its_parent_is_killed(fake: Fake) -> None:
    """Also when the conversion was done in time."""
    folder = fake("sleep 60 & echo $! > $here/child")
    refusal(RTF)
    assert is_gone(int((folder / "child").read_text()))


def is_gone(process: int) -> bool:
    """Whether a process ends within a few seconds; a dead one that nobody has buried counts."""
    for _ in range(50):
        shown = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
        if not shown.stdout.strip() or shown.stdout.startswith("Z"):
            return True
        time.sleep(0.1)
    return False


@needs_posix
def test_hostile_files_never_reach_libreoffice(fake: Fake) -> None:
    """Locked ones, other documents and bombs are refused before."""
    folder = fake("touch $here/started")
    locked = WORD + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(500)
    assert refusal(locked) == ("encrypted", {})
    assert refusal(opendocument("", manifest="<manifest:encryption-data/>")) == ("encrypted", {})
    assert refusal(opendocument("", mime="application/vnd.oasis.opendocument.spreadsheet")) == ("not-a-document", {})
    bomb = b"PK\x03\x04" + bytes(26) + b"mimetype" + MIME.encode() + make_zip({"content.xml": " " * (30 << 20)})
    assert refusal(bomb)[0] == "too-large"
    assert not (folder / "started").exists()


def test_only_the_old_word_among_old_office_files_is_doc() -> None:
    """An old spreadsheet and an encrypted DOCX are left to the reader of DOCX, which says what they are."""
    assert sniff(WORD, "a.docx") == "doc"
    assert sniff(OLE + "Workbook".encode("utf-16-le"), "a.doc") == "docx"
    assert refusal(OLE + "EncryptedPackage".encode("utf-16-le")) == ("encrypted", {})


@needs_libreoffice
def test_rtf_is_read() -> None:
    """With its letters and its look."""
    document = read_bytes(RTF, "avtale.rtf")
    assert (document.format, document.text) == ("rtf", "1. Formål\nAvtalen gjelder æ ø å og § 13.")
    assert document.blocks[0].bold


@needs_libreoffice
def test_odt_is_read() -> None:
    """With the level of a heading."""
    document = read_bytes(
        opendocument('<text:h text:outline-level="1">Formål</text:h><text:p>Avtalen gjelder.</text:p>'), "a.odt"
    )
    assert (document.format, document.text) == ("odt", "Formål\nAvtalen gjelder.")


@needs_libreoffice
def test_what_an_odt_hides_is_not_read() -> None:
    """Sections, by themselves or by a condition, and paragraphs."""
    hidden = (
        '<text:section text:name="a" text:display="none"><text:p>Borte</text:p></text:section>'
        '<text:section text:name="b" text:display="condition" text:condition="ooow:TRUE" text:is-hidden="true">'
        "<text:p>Vekk</text:p></text:section>"
        '<text:p><text:hidden-paragraph text:condition="ooow:TRUE" text:is-hidden="true"/>Skjult</text:p>'
        '<text:section text:name="c"><text:p>Synlig</text:p></text:section>'
    )
    assert read_bytes(opendocument(f"<text:p>Avtale</text:p>{hidden}"), "a.odt").text == "Avtale\nSynlig"


@needs_libreoffice
def test_doc_is_read(tmp_path: Path) -> None:
    """LibreOffice makes the old document first; nobody else here can."""
    document = old_word(["1. Formål", "Avtalen gjelder æøå."], tmp_path)
    assert (document.format, document.text) == ("doc", "1. Formål\nAvtalen gjelder æøå.")


def old_word(paragraphs: list[str], folder: Path) -> Document:
    """Write a DOCX and read it by way of the old format."""
    source = docx.Document()
    for words in paragraphs:
        source.add_paragraph(words)
    source.save(str(folder / "a.docx"))
    program = shutil.which("soffice") or shutil.which("libreoffice") or ""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "doc", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return read_bytes((folder / "a.doc").read_bytes(), "a.doc")


@needs_libreoffice
def test_nothing_is_fetched_from_the_network() -> None:
    """Not a linked section, and not a linked picture: the server that they name is never asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    linked = (
        f'<text:section text:name="s"><text:section-source xlink:href="{url}/section.odt" xlink:type="simple"/>'
        f'<text:p>Her</text:p></text:section><text:p><draw:frame draw:name="p"><draw:image xlink:href="{url}/p.png"'
        ' xlink:type="simple" xlink:actuate="onLoad"/></draw:frame>Avtale</text:p>'
    )
    assert "Avtale" in read_bytes(opendocument(linked), "a.odt").text
    server.shutdown()
    server.server_close()
    assert asked == []


@pytest.mark.parametrize(
    "content_type",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_documents_with_macros_are_read_like_any_docx(content_type: str) -> None:
    """.dotx, .docm and .dotm differ in the content type of their main part only."""
    plain = zipfile.ZipFile(io.BytesIO(make_docx(paragraph("1. Formål"))))
    parts = {name: plain.read(name) for name in plain.namelist()}
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
    ).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    document = read_bytes(stream.getvalue(), "avtale.docm")
    assert (document.format, document.text) == ("docx", "1. Formål")


def test_a_docx_needs_no_libreoffice() -> None:
    """Nor is the module that calls it imported."""
    program = (
        "import sys\nfrom avtalesjekk.extract.read import read_bytes\nread_bytes(sys.stdin.buffer.read(), 'a')\n"
        "sys.exit('avtalesjekk.extract.office' in sys.modules)"
    )
    data = make_docx(paragraph("Avtale"))
    assert subprocess.run([sys.executable, "-c", program], input=data, check=False).returncode == 0
