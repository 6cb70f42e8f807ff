"""Results of earlier runs, in an SQLite file in the user's cache folder.

Each result is written when its document is done, in a transaction of its own: a run that is killed loses none, and
several runs may share the file. Nothing that goes wrong with it is an error of the run: from then on nothing is looked
up or kept, and `trouble` says why. A damaged result counts as none. What no run has used for 90 days is removed.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from ..report.model import DocumentReport

_FILE = "results-1.sqlite3"  # numbered by the form of the table
_APPLICATION = 0x6176746A  # what SQLite files call the program they belong to: "avtj"
_BUSY_SECONDS = 30.0
_DAYS_KEPT = 90
_TODAY = "CAST(julianday('now') AS INTEGER)"
_TABLE = "CREATE TABLE results (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)"
_INDEX = "CREATE INDEX results_used ON results (used)"
# What may go another way the next time.
_PASSING = frozenset({"crashed", "failed", "timeout"})
_FAST = 1  # level of compression

_DECODER = msgspec.msgpack.Decoder(tuple[DocumentReport, ...])


class Store:
    """The results kept in the file at `path`, which is made when it is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trouble = ""
        self._connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # texts of agreements are for nobody else
            self._connection = _connect(path)
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def get(self, key: bytes, name: str) -> tuple[DocumentReport, ...] | None:
        """The reports kept by `key`, on a file that is called `name`; None when there are none."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute(
                f"SELECT value, used < {_TODAY} FROM results WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                return None
            if row[1]:
                self._connection.execute(f"UPDATE results SET used = {_TODAY} WHERE key = ?", (key,))
            kept = _DECODER.decode(zlib.decompress(row[0]))
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        except (TypeError, zlib.error, msgspec.DecodeError):
            return None
        return tuple(replace(report, path=name) for report in kept)

    def put(self, key: bytes, reports: tuple[DocumentReport, ...]) -> None:
        """Keep the reports on a file, unless they may be others the next time."""
        if self._connection is None or any(problem.code in _PASSING for each in reports for problem in each.problems):
            return
        value = msgspec.msgpack.encode(tuple(replace(report, path="") for report in reports))
        try:
            self._connection.execute(
                f"INSERT OR REPLACE INTO results VALUES (?, {_TODAY}, ?)", (key, zlib.compress(value, _FAST))
            )
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Close the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _give_up(self, error: Exception) -> None:
        self.close()
        self.trouble = str(error)


@contextmanager
def results_of_earlier_runs() -> Iterator[Store]:
    """The results that are kept for this user."""
    store = Store(user_cache_path("avtalesjekk", appauthor=False) / _FILE)
    try:
        yield store
    finally:
        store.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")  # of runs that begin at once, one makes the table
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and application != _APPLICATION:
            raise sqlite3.DatabaseError("file belongs to another program")
        if not tables:
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(_TABLE)
            connection.execute(_INDEX)
        connection.execute(f"DELETE FROM results WHERE used < {_TODAY} - {_DAYS_KEPT}")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection
