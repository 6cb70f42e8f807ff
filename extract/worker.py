"""Reading in a process of its own, so that a parser that hangs, crashes or swells costs one document and no more.

It promises a `Document` or a `ReadError`: the reader's own, or "timeout", "crashed", "too-large" (memory) and "failed"
(with the exception) where the reader had none to give. The process is started when it is first needed, reads one
document after another, and is replaced when it has failed. It is not trusted: what it sends is bounded in size, and
only the values of `model` are built from it.
"""

from __future__ import annotations

import atexit
import io
import os
import pickle
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO, Any, cast

from .limits import DEFAULT, Limits, check_size
from .model import Block, Clause, ClauseKind, Document, Page, Problem, ReadError, Section, Span

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

READER = "avtalesjekk.extract.read:read_bytes"
SIZE_BYTES = 8  # a reply is its length in so many bytes, most significant first, and a pickle of that length

_VALUES = {
    (value.__module__, value.__name__): value
    for value in (Block, Clause, ClauseKind, Document, Page, Problem, Section, Span)
}
_PROGRAM = "import sys; from avtalesjekk.extract.reading_process import serve; serve(sys.argv[1])"
_NEAR = 0.5  # of the memory allowed: a process that dies with so much in use died of wanting as much again


def read_guarded(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read a document as `read.read_bytes` does, in the reading process of this process. Raises `ReadError`."""
    return _WORKER.read(data, name, limits)


def cool_down() -> None:
    """End the reading process, whatever it is doing."""
    _WORKER.stop()


class Worker:
    """A process that reads; `reader` is the function that it reads with, as "module:function"."""

    def __init__(self, reader: str = READER) -> None:
        self._reader = reader
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Return the process, a new one if there is none."""
        if self._process is None:
            self._process = _start(self._reader)
        return self._process

    def stop(self) -> None:
        """End the process and those that it started."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)

    def read(self, data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
        """Read a document from its bytes; `name` becomes its path. Raises `ReadError`."""
        check_size(len(data), limits)
        with self._lock:
            try:
                document, error, last = self._ask(pickle.dumps((data, name, limits)), limits)
            except BaseException:  # the process is lost, or has a reply left that nobody waits for
                self.stop()
                raise
            if last:
                self.stop()
        if error is not None:
            code, detail = error
            raise ReadError(code, **dict(detail))
        return document

    def _ask(self, request: bytes, limits: Limits) -> tuple[Document, Any, bool]:
        process = self.start()
        replies: SimpleQueue[bytes] = SimpleQueue()
        # A thread, since no call of the system waits for a pipe with a time limit on every platform.
        Thread(target=lambda: replies.put(_exchange(process, request, limits)), daemon=True).start()
        try:
            reply = replies.get(timeout=limits.seconds)
        except Empty:
            raise ReadError("timeout") from None
        if reply:
            with suppress(Exception):  # whatever a broken pickle raises, the process is broken
                return _checked(_Values(io.BytesIO(reply)).load())
        self._process = None
        raise ReadError(_cause(process, limits))


class _Values(pickle.Unpickler):
    """Builds values of `model` and nothing else; a pickle can call any function unless it is refused here."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        return _VALUES[module_name, global_name]


def _checked(reply: Any) -> tuple[Document, Any, bool]:
    document, error, last = reply
    if error is None and not isinstance(document, Document):
        raise TypeError("not a document")
    return document, error, last


def _start(reader: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _PROGRAM, reader],  # -P: a module in the folder of the documents is not ours
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that it ends with all that it started, and not by Ctrl-C but by us
        # One thread each: their buffers, one per core, would count as memory in use.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"},
    )


def _exchange(process: subprocess.Popen[bytes], request: bytes, limits: Limits) -> bytes:
    """Send a request and return the reply, b"" when there is none or a larger one than allowed."""
    requests, replies = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    try:
        requests.write(request)
        requests.flush()
        size = int.from_bytes(replies.read(SIZE_BYTES))
        return replies.read(size) if size <= limits.reply else b""
    except (OSError, ValueError):
        return b""


def _cause(process: subprocess.Popen[bytes], limits: Limits) -> str:
    """End a process that failed and return the code for what it failed of."""
    code, peak = _end(process)
    if resource is not None and code == -signal.SIGXCPU:
        return "timeout"
    return "too-large" if peak > _NEAR * limits.memory else "crashed"


def _end(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """End a process with all that it started; return its exit code and its peak of memory in bytes, 0 if unknown."""
    peak = 0
    if resource is not None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        peak = peak if peak > _own_peak() else 0
    else:
        process.kill()
        process.wait()
    return process.returncode, peak


def _own_peak() -> int:
    """Bytes that this process used at its peak, which Linux counts as used by any that it started; 0 elsewhere."""
    try:
        peak = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(peak[1]) * 1024 if peak else 0


_WORKER = Worker()
atexit.register(cool_down)
