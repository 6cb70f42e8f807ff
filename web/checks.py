"""Checks in processes of their own: a document that hangs, swells or crashes costs its own check and no other.

Promises an answer for every document within the time allowed once its turn has come, or a `RefusedError`: "busy",
"time" or "fault".
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import date
from functools import partial
from multiprocessing import get_context, util

from pebble import ProcessExpired, ProcessPool

from .exchange import Answer, RefusedError, Upload
from .options import Options

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_MOST_CHECKS = 50  # then a new process: the libraries keep memory, and in it every word that they have seen
_MEMORY = 3 << 30  # bytes of address space of a process that checks
_SAMPLE = "Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet"


class Checks:
    """The processes, and the uploads that wait for them."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._under_way = 0
        # Fresh interpreters: the engine and the PDF library keep state that must not be copied by fork.
        self._pool = ProcessPool(
            max_workers=options.jobs,
            max_tasks=_MOST_CHECKS,
            initializer=_prepare,
            context=get_context("spawn"),
        )

    def start(self) -> None:
        """Start the processes; they are ready when what was sent to them first is answered."""
        for _ in range(self._options.jobs):
            self._submit(Upload(name="", data=_SAMPLE.encode()), "nb")

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place among those that are checked or wait. Refuses with "busy" when there is none."""
        if self._under_way >= self._options.jobs + self._options.waiting:
            raise RefusedError("busy", 503)
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    async def answer(self, upload: Upload, lang: str) -> Answer:
        """What is answered to the upload, in the language of the page."""
        try:
            return await asyncio.wrap_future(self._submit(upload, lang))
        except TimeoutError:
            raise RefusedError("time", 422) from None
        except ProcessExpired:
            raise RefusedError("fault", 500) from None

    def _submit(self, upload: Upload, lang: str) -> Future[Answer]:
        work = partial(_answered, upload, lang, date.today(), self._options.megabytes)
        future: Future[Answer] = self._pool.schedule(work, timeout=self._options.seconds)
        return future


def _answered(upload: Upload, lang: str, day: date, megabytes: int) -> Answer:
    from .answer import answer  # with all that reads language, which only the processes need

    return answer(upload, lang, day, megabytes)


def _prepare() -> None:
    """Ready a process: less memory than the system would give, and nothing left behind when it is ended."""
    from ..extract.worker import cool_down

    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    # A process that is ended runs these finalizers, but not what `atexit` holds.
    util.Finalize(None, cool_down, exitpriority=0)
