"""Where documents are checked, when not in this process: in others of this machine, or on a Dask cluster."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread

from .work import load_without_collecting

_WAITING = 2  # documents at hand for each worker, so that it need not wait for the next
_SECONDS = 10  # to find a scheduler in


class PoolError(Exception):
    """No documents can be checked there. `code` is that of a message, `detail` what fills it."""

    def __init__(self, code: str, **detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """An executor; `at_once` is how many documents to hand it before the first is back.

    `stopped` is what a document raises whose process ended, or one beside it.
    """

    executor: Executor
    at_once: int
    stopped: type[Exception]


@contextmanager
def processes(count: int) -> Iterator[Pool]:
    """`count` processes of this machine, started as they are needed."""
    # A fresh interpreter per process: the engine and the PDF library keep state that must not be copied by fork.
    executor = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_start)
    try:
        yield Pool(executor=executor, at_once=_WAITING * count, stopped=BrokenProcessPool)
    finally:
        executor.shutdown(cancel_futures=True)


def _start() -> None:
    """Leave Ctrl-C to the parent, and end when it ends: a parent that was killed tells nobody."""
    load_without_collecting()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def cluster(address: str) -> Iterator[Pool]:
    """The workers of the Dask scheduler at `address`. Raises `PoolError` when there are none."""
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise PoolError("needs-dask") from error
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PoolError("no-scheduler", address=address, reason=str(error)) from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise PoolError("no-workers", address=address)
        yield Pool(executor=client.get_executor(), at_once=_WAITING * threads, stopped=KilledWorker)
