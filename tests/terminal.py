"""A terminal for the tests."""

from __future__ import annotations

import os
import pty
import subprocess


def on_a_terminal(command: list[str], environment: dict[str, str]) -> str:
    """Return what a command prints on a terminal, its lines ended as in a file."""
    ours, theirs = pty.openpty()
    printed = b""
    with subprocess.Popen(command, env=environment, stdout=theirs, stderr=subprocess.DEVNULL):
        os.close(theirs)
        try:
            while piece := os.read(ours, 65536):
                printed += piece
        except OSError:  # how a terminal tells that the other end is closed
            pass
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")
