"""What runs in the reading process: requests in, replies out, limits around each document.

A request is a pickle of (data, name, limits) on stdin; a reply is as `worker` describes, a pickle of (document, error,
last): a `Document` or None, the code and detail of a `ReadError` or None, and whether the process wants to be
replaced. Whatever a parser prints is lost. The process ends with its parent, by the limits, or when stdin does.
"""

from __future__ import annotations

import math
import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from pkgutil import resolve_name
from typing import IO, TypeAlias

from .limits import Limits
from .model import Document, ReadError
from .worker import SIZE_BYTES

try:
    import resource
except ImportError:  # Windows: the time limit of the parent alone applies
    resource = None  # type: ignore[assignment]

_Read: TypeAlias = Callable[[bytes, str], Document]

_MOST_DOCUMENTS = 500  # then a new process, for what the libraries may have leaked
_MOST_MEMORY = 700 << 20  # bytes of address space after a document; then a new process too
_SLACK = 5  # seconds that the parent has before this process ends itself


def serve(reader: str) -> None:
    """Read documents with the function called `reader` ("module:function") until stdin ends."""
    requests, replies = _take_streams()
    read: _Read = resolve_name(reader)
    process = os.getpid()
    for served in range(1, _MOST_DOCUMENTS + 1):
        try:
            data, name, limits = pickle.load(requests)
        except EOFError:
            break
        _limit(limits)
        reply = _reply(read, data, name, served)
        if os.getpid() != process:  # a copy of this process that a parser left; its parent has replied
            os._exit(0)
        _unlimit()
        replies.write(len(reply).to_bytes(SIZE_BYTES) + reply)
        replies.flush()


def _take_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Return stdin and stdout, and leave nothing in their place that a parser could wait for or fill."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    return requests, replies


def _limit(limits: Limits) -> None:
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime) + limits.cpu_seconds
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError, OSError):  # a system that has the limit, but not for us
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    signal.alarm(math.ceil(limits.seconds) + _SLACK)


def _unlimit() -> None:
    if resource is not None:
        signal.alarm(0)


def _reply(read: _Read, data: bytes, name: str, served: int) -> bytes:
    document, error, intact = None, None, True
    try:
        document = read(data, name)
        return pickle.dumps((document, None, served == _MOST_DOCUMENTS or _swollen()))
    except ReadError as raised:
        error = raised.code, raised.detail
    except MemoryError:
        error, intact = ("too-large", (("what", "memory"),)), False
    except Exception as raised:
        error, intact = ("failed", (("reason", f"{type(raised).__name__}: {raised}"),)), False
    return pickle.dumps((None, error, not intact or served == _MOST_DOCUMENTS or _swollen()))


def _swollen() -> bool:
    """Tell whether the libraries have kept so much memory that the next document would have too little."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:  # the system is not Linux
        return False
    return pages * os.sysconf("SC_PAGE_SIZE") > _MOST_MEMORY
