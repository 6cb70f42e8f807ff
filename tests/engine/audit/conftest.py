"""Places for registers, and runs to keep in them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.engine import make_url

VARIABLE = "AVTALESJEKK_TEST_POSTGRES"


@pytest.fixture
def postgres() -> Iterator[str]:
    """The address of an empty database of a PostgreSQL server."""
    if VARIABLE not in os.environ:
        pytest.skip(f"{VARIABLE} does not hold the address of a PostgreSQL server")
    url = make_url(os.environ[VARIABLE])
    name = f"test_{uuid4().hex}"
    server = create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a register where there is none yet, in either database."""
    if request.param == "sqlite":
        return str(tmp_path / "register.sqlite3")
    address: str = request.getfixturevalue("postgres")
    return address
