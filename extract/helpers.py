"""The programs that some documents can only be read with, where they are installed.

What they are decides what can be read, and so whether a result of an earlier run still holds.
"""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec

_SECONDS = 10.0
_OFFICE = ("soffice", "libreoffice")


def libreoffice() -> str | None:
    """Return the path of LibreOffice, None where there is none."""
    return next(filter(None, map(shutil.which, _OFFICE)), None)


def available() -> tuple[str, ...]:
    """Return what there is to read scans and the formats of other word processors with."""
    return "LibreOffice" if libreoffice() else "no LibreOffice", *_tesseract()


def _tesseract() -> tuple[str, ...]:
    program = shutil.which("tesseract")
    if program is None or find_spec("pytesseract") is None:
        return ("no Tesseract",)
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ("no Tesseract",)
    return tuple(told.decode(errors="replace").splitlines())
