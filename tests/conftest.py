"""Fixtures that all tests share."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from uuid import uuid4

import jsonschema
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import NullPool, create_engine, make_url, text

from avtalesjekk.cli import main

from .browser import axe, browser

__all__ = ["axe", "browser"]

ROOT = Path(__file__).resolve().parents[1]
SERVER = "AVTALESJEKK_TEST_POSTGRES"

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the shipped corpus."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of source documents beside the repository; tests that need it carry the mark `shared`."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the source documents are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def report_schema() -> jsonschema.Draft202012Validator:
    """The schema of the JSON report that ships with the program."""
    source = files("avtalesjekk.report").joinpath("report.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(source))


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new, empty folder for what the program keeps between runs, instead of the user's."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "avtalesjekk"


@pytest.fixture
def run(report_schema: jsonschema.Draft202012Validator) -> Run:
    """Run the program in this process with the arguments given; errors of the program itself are raised.

    Every JSON report that it prints is held against the schema.
    """

    def invoke(*arguments: str | Path, stdin: bytes | None = None) -> Result:
        result = CliRunner().invoke(main, [str(one) for one in arguments], input=stdin, catch_exceptions=False)
        if arguments[:1] == ("check",) and "json" in arguments and result.stdout:
            report_schema.validate(json.loads(result.stdout))
        return result

    return invoke


@pytest.fixture
def postgres() -> Iterator[str]:
    """The address of an empty database of a PostgreSQL server."""
    if SERVER not in os.environ:
        pytest.skip(f"{SERVER} does not hold the address of a PostgreSQL server")
    url = make_url(os.environ[SERVER])
    name = f"test_{uuid4().hex}"
    server = create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
