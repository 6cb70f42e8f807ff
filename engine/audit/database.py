"""Opening the database of the register: a file of SQLite, or a database of PostgreSQL by its address.

Promises that a database that is no register, or one of another version, is refused and left as it was, that a new file
is its owner's alone, and that what goes wrong is a `LedgerError`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, func, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from . import tables

_BUSY = 60  # seconds to wait for another process to write
_LOCK = 0x6176746A  # known to PostgreSQL by this number


class LedgerError(Exception):
    """The register cannot be used as asked. `code` is one of the messages "audit-errors", `detail` fills its braces."""

    def __init__(self, code: str, **detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def open_database(place: str | None, *, new: bool) -> Engine:
    """The database at `place`, a path or a URL; None means a file in the user's data folder.

    With `new` it is made when it is not there. Raises `LedgerError`.
    """
    url = _url(place or str(user_data_path("avtalesjekk", appauthor=False) / "register.sqlite3"))
    engine = _sqlite(url, new) if url.get_backend_name() == "sqlite" else _postgresql(url)
    with reading(engine) as connection:
        ready = _is_ready(connection)
    if ready:
        return engine
    if not new:
        raise LedgerError("none", place=place_of(engine))
    with writing(engine) as connection:
        if not _is_ready(connection):  # another process may have been here in the meantime
            tables.metadata.create_all(connection)
            connection.execute(insert(tables.layout), {"version": tables.VERSION})
    return engine


def place_of(engine: Engine) -> str:
    """The file, or the address without the password."""
    if engine.url.get_backend_name() == "sqlite":
        return engine.url.database or ""
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads."""
    with _told(engine), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes while no other does: the others wait until it ends."""
    with _told(engine), engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        yield connection


def _url(place: str) -> URL:
    if "://" not in place:
        return URL.create("sqlite", database=str(Path(place).absolute()))
    try:
        url = make_url(place)
    except (ArgumentError, ValueError) as error:
        raise LedgerError("address") from error  # which is not repeated: it may hold a password
    backend = url.get_backend_name()
    if backend == "sqlite" and url.database:
        return URL.create("sqlite", database=str(Path(url.database).absolute()))
    if backend not in ("postgres", "postgresql"):
        raise LedgerError("address")
    return url.set(drivername="postgresql+psycopg")


def _sqlite(url: URL, new: bool) -> Engine:
    file = Path(url.database or "")
    if not file.exists():
        if not new:
            raise LedgerError("none", place=str(file))
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # agreements hold names
            file.touch(mode=0o600)
        except OSError as error:
            raise LedgerError("unusable", place=str(file), reason=error.strerror or str(error)) from error
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _BUSY})
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin)
    return engine


def _leave_transactions_to_us(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # else Python begins none before tables are made


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, poolclass=NullPool)
    except ModuleNotFoundError as error:
        raise LedgerError("needs-psycopg") from error


def _is_ready(connection: Connection) -> bool:
    """Whether the database is a register, False for an empty one. Raises `LedgerError` for all others."""
    names = set(inspect(connection).get_table_names())
    if not names:
        return False
    place = place_of(connection.engine)
    if tables.layout.name not in names:
        raise LedgerError("foreign", place=place)
    if connection.scalar(select(tables.layout.c.version)) != tables.VERSION:
        raise LedgerError("version", place=place)
    return True


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """What the database says is wrong, as a `LedgerError`."""
    try:
        yield
    except DBAPIError as error:
        place = place_of(engine)
        if getattr(error.orig, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise LedgerError("foreign", place=place) from error
        reason = next(iter(str(error.orig).splitlines()), "")
        raise LedgerError("unusable", place=place, reason=reason) from error
