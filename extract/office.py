"""Documents of other word processors (.odt, .rtf, Word before 2007), through LibreOffice to DOCX, then read as such.

LibreOffice runs without a window in a profile of its own, made for one document and thrown away: no macros, no links
followed, a proxy that leads nowhere for anything that asks for the network. What it left running at the time limit is
killed. Refuses with `ReadError`: "needs-libreoffice" (with the format) where there is none, "encrypted", "timeout",
"damaged" when it makes nothing of the file, "not-a-document", "too-large", and the refusals of `docx`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from .docx import read_docx
from .helpers import libreoffice
from .limits import read_file
from .model import Block, Page, Problem, ReadError
from .opendocument import without_hidden

SECONDS = 60.0
_SECTOR = 512
_WORD_SIGNATURE = b"\xec\xa5"
_FLAGS, _FLAG_ENCRYPTED = 0x0B, 0x01

_SETTINGS: Mapping[str, Mapping[str, int | str]] = {
    "Office.Common/Security/Scripting": {
        "MacroSecurityLevel": 3,
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "Office.Writer/Content/Update": {"Link": 2},
    "Inet/Settings": {
        "ooInetProxyType": 2,
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": 9,
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": 9,
    },
}


def read_office(data: bytes, file_format: str) -> tuple[str, tuple[Page, ...], tuple[Block, ...], tuple[Problem, ...]]:
    """Read a document in `file_format`, "odt", "rtf" or "doc": as `docx.read_docx` does. Raises `ReadError`."""
    if file_format == "odt":
        data = without_hidden(data)
    if file_format == "doc" and _is_encrypted(data):
        raise ReadError("encrypted")
    program = libreoffice()
    if program is None:
        raise ReadError("needs-libreoffice", format=file_format)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return read_docx(_convert(program, data, Path(folder, f"document.{file_format}")))


def _is_encrypted(data: bytes) -> bool:
    """Whether the head of the Word document, which stands at the start of a sector, says so ([MS-DOC] 2.5.2)."""
    heads = (data[at : at + _FLAGS + 1] for at in range(_SECTOR, len(data), _SECTOR))
    head = next((each for each in heads if each.startswith(_WORD_SIGNATURE)), bytes(_FLAGS + 1))
    return bool(head[_FLAGS:] and head[_FLAGS] & _FLAG_ENCRYPTED)


def _convert(program: str, data: bytes, source: Path) -> bytes:
    """Write the document to `source`, convert it beside it, and return the DOCX."""
    source.write_bytes(data)
    profile = source.parent / "profile"
    _write_settings(profile)
    _run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(source.parent), str(source)),
        ],
        source.parent,
    )
    target = source.with_suffix(".docx")
    if not target.is_file():
        raise ReadError("damaged")
    return read_file(target)


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path) -> None:
    """Run a command in `folder` and end it with its children, also those that outlive it."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(folder), "HOME": str(folder)},
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise ReadError("timeout") from None
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
