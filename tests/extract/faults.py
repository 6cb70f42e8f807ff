"""Readers that go wrong, each in its own way, on the document b"bad", and read any other.

They run in the reading process, told by name ("faults:sleeps"). The processes that they leave write their ids to the
file that FAULTS_PIDS names.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from avtalesjekk.extract.model import Document, ReadError
from avtalesjekk.extract.read import read_bytes

_LONG = 600  # seconds; longer than any test


def _reader(fault: Callable[[], Any]) -> Callable[[bytes, str], Any]:
    return lambda data, name: fault() if data == b"bad" else read_bytes(data, name)


def _note() -> None:
    with Path(os.environ["FAULTS_PIDS"]).open("a") as file:
        file.write(f"{os.getpid()}\n")


def _compute() -> None:
    while True:
        pass


def _ignore_signals() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.alarm(0)
    time.sleep(_LONG)


def _swell() -> None:
    taken = []
    while True:
        taken.append(bytearray(1 << 24))


def _swell_and_abort() -> None:
    _taken = b"x" * (120 << 20)
    os.abort()


def _recurse() -> None:
    _recurse()


def _fail() -> None:
    raise KeyError("no such\nthing")


def _refuse() -> None:
    raise ReadError("encrypted", why="x")


def _write_everywhere(content: bytes) -> None:
    for stream in range(3, 20):
        try:
            os.write(stream, content)
        except OSError:
            continue


class _Trap:
    """Writes a file when it is unpickled."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        return Path(os.environ["FAULTS_PIDS"]).with_name("sprung").write_text, ("x",)


def _fork_and_answer_twice() -> Document:
    if os.fork() == 0:
        _note()
        return read_bytes(b"the copy", "copy.txt")
    return read_bytes(b"the parent", "parent.txt")


def _leave_a_process() -> Document:
    if os.fork() == 0:
        _note()
        time.sleep(_LONG)
    return read_bytes(b"the parent", "parent.txt")


def _start_a_process_and_die() -> None:
    program = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({_LONG})"])
    Path(os.environ["FAULTS_PIDS"]).write_text(f"{program.pid}\n")
    os._exit(0)


def _print_gigabytes() -> Document:
    for _ in range(1000):
        sys.stdout.write("x" * 1_000_000)
        os.write(1, b"x" * 1_000_000)
        os.write(2, b"x" * 1_000_000)
    return read_bytes(b"printed", "printed.txt")


def _ask() -> Document:
    return read_bytes(sys.stdin.buffer.read() + os.read(0, 1) + b"nothing", "asked.txt")


sleeps = _reader(lambda: time.sleep(_LONG))
computes = _reader(_compute)
ignores_signals = _reader(_ignore_signals)
exits = _reader(lambda: os._exit(0))
raises_system_exit = _reader(lambda: sys.exit(0))
segfaults = _reader(lambda: ctypes.string_at(0))
aborts = _reader(os.abort)
is_killed = _reader(lambda: os.kill(os.getpid(), signal.SIGKILL))
swells = _reader(_swell)
swells_and_aborts = _reader(_swell_and_abort)
recurses = _reader(_recurse)
fails = _reader(_fail)
refuses = _reader(_refuse)
returns_no_document = _reader(lambda: {"text": "rubbish"})
returns_nothing = _reader(lambda: None)
returns_no_pickle = _reader(lambda: lambda: None)
returns_a_trap = _reader(_Trap)
sends_rubbish = _reader(lambda: _write_everywhere(b"rubbish" * 100))
sends_a_pickle = _reader(lambda: _write_everywhere((20).to_bytes(8) + pickle.dumps("rubbish")))
announces_too_much = _reader(lambda: _write_everywhere(b"\xff" * 8))
forks_and_answers_twice = _reader(_fork_and_answer_twice)
leaves_a_process = _reader(_leave_a_process)
starts_a_process_and_dies = _reader(_start_a_process_and_die)
prints_gigabytes = _reader(_print_gigabytes)
asks = _reader(_ask)
