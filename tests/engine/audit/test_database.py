"""Which databases are registers, and what is said of the others."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, text, update

from avtalesjekk.engine.audit import tables
from avtalesjekk.engine.audit.database import LedgerError, open_database, place_of, reading, writing


def refusal(place: str | None, *, new: bool = True) -> LedgerError:
    """Return the error that opening the register gives."""
    with pytest.raises(LedgerError) as refused:
        open_database(place, new=new)
    return refused.value


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    """So is its folder."""
    file = tmp_path / "data" / "register.sqlite3"
    open_database(str(file), new=True)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_without_a_place_it_is_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system has it."""
    monkeypatch.setattr("avtalesjekk.engine.audit.database.user_data_path", lambda *_, **__: tmp_path / "data")
    assert place_of(open_database(None, new=True)) == str(tmp_path / "data" / "register.sqlite3")


def test_a_register_is_opened_again(place: str) -> None:
    """And is the same."""
    open_database(place, new=True)
    assert place_of(open_database(place, new=False)) == place


def test_none_is_made_where_one_is_to_be_read(tmp_path: Path) -> None:
    """The message names the place."""
    file = tmp_path / "register.sqlite3"
    error = refusal(str(file), new=False)
    assert (error.code, error.detail) == ("none", {"place": str(file)})
    assert not file.exists()


def test_an_empty_database_is_no_register_to_read(place: str, tmp_path: Path) -> None:
    """But one to begin with."""
    (tmp_path / "register.sqlite3").touch()
    assert refusal(place, new=False).code == "none"
    open_database(place, new=True)


def test_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    """Byte for byte."""
    file = tmp_path / "other.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE runs (number INTEGER)")
    connection.close()
    before = file.read_bytes()
    assert refusal(str(file)).code == "foreign"
    assert file.read_bytes() == before


@pytest.mark.postgres
def test_a_foreign_database_of_postgresql_is_left_alone(postgres: str) -> None:
    """It may be somebody's."""
    engine = open_database(postgres, new=True)
    with writing(engine) as connection:
        tables.metadata.drop_all(connection)
        connection.execute(text("CREATE TABLE runs (number INTEGER)"))
    assert refusal(postgres).code == "foreign"


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """Such as an agreement given by mistake."""
    file = tmp_path / "avtale.md"
    file.write_text("# Samarbeidsavtale\n" * 100, encoding="utf-8")
    assert refusal(str(file)).code == "foreign"
    assert file.read_text(encoding="utf-8") == "# Samarbeidsavtale\n" * 100


def test_a_register_of_another_version_is_refused(place: str) -> None:
    """Neither read nor written."""
    engine = open_database(place, new=True)
    with writing(engine) as connection:
        connection.execute(update(tables.layout), {"version": tables.VERSION + 1})
    assert refusal(place).code == "version"


def test_a_register_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """With the reason that the system gives."""
    (tmp_path / "file").touch()
    error = refusal(str(tmp_path / "file" / "register.sqlite3"))
    assert error.code == "unusable"
    assert error.detail["reason"]


@pytest.mark.parametrize(
    "address", ["mysql://user@server/base", "sqlite://", "sqlite:///", "postgresql://user:secret@server:port/base"]
)
def test_other_addresses_are_refused(address: str) -> None:
    """Without repeating them: they may hold a password."""
    error = refusal(address)
    assert (error.code, error.detail) == ("address", {})


def test_an_address_of_sqlite_is_a_file(tmp_path: Path) -> None:
    """As SQLAlchemy writes it."""
    file = tmp_path / "register.sqlite3"
    assert place_of(open_database(f"sqlite:///{file}", new=True)) == str(file)


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    """The address is."""
    error = refusal("postgresql://user:secret@127.0.0.1:1/base")
    assert error.code == "unusable"
    assert "127.0.0.1" in error.detail["place"]
    assert "secret" not in "".join(error.detail.values())
    assert "\n" not in error.detail["reason"]


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program works with files alone."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert refusal("postgresql://user@server/base").code == "needs-psycopg"


def twice(engine: Engine) -> None:
    """Store a run, and then another one with the same number."""
    run = {"number": 1, "as_of": "2026-11-22", "version": "1", "packs": [], "profiles": []}
    with writing(engine) as connection:
        connection.execute(insert(tables.runs), run)
        connection.execute(insert(tables.runs), run)


def test_a_transaction_that_fails_leaves_nothing(place: str) -> None:
    """Not even what went well in it."""
    engine = open_database(place, new=True)
    with pytest.raises(LedgerError):
        twice(engine)
    with reading(engine) as connection:
        assert connection.execute(tables.runs.select()).all() == []
