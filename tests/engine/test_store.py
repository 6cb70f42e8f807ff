"""The results of earlier runs: what is found again, what is not, and that nothing that goes wrong with them matters."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from avtalesjekk.engine.store import Store
from avtalesjekk.report.model import Problem

from ..report.report_maker import document, finding

KEY = b"k" * 32
REPORTS = (replace(document(findings=(finding("FORM-date"),)), path="a.pdf"),)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is kept, in a folder that is not there yet."""
    return tmp_path / "new" / "results.sqlite3"


def kept(path: Path, name: str = "a.pdf") -> object:
    """Return what a new run finds."""
    store = Store(path)
    try:
        return store.get(KEY, name)
    finally:
        store.close()


def keep(path: Path) -> Store:
    """Keep the reports as a run does, and close the store."""
    store = Store(path)
    store.put(KEY, REPORTS)
    store.close()
    return store


def change(path: Path, statement: str, *values: object) -> None:
    """Change the file as something else than the program."""
    with sqlite3.connect(path) as connection:
        connection.execute(statement, values)
    connection.close()


def test_reports_are_found_again(path: Path) -> None:
    """All that they say."""
    keep(path)
    assert kept(path) == REPORTS


def test_the_path_is_that_of_the_file_that_is_asked_for(path: Path) -> None:
    """The same content may have another name now."""
    keep(path)
    assert kept(path, "b.pdf") == (replace(REPORTS[0], path="b.pdf"),)


def test_nothing_is_found_by_another_key(path: Path) -> None:
    """Nor is that an error."""
    keep(path)
    store = Store(path)
    assert store.get(b"x" * 32, "a.pdf") is None
    assert store.trouble == ""
    store.close()


@pytest.mark.parametrize("code", ["crashed", "failed", "timeout"])
def test_what_may_go_another_way_the_next_time_is_not_kept(path: Path, code: str) -> None:
    """It is tried again."""
    store = Store(path)
    store.put(KEY, (document(problems=(Problem(code=code, message="", page=None),)),))
    assert store.get(KEY, "a.pdf") is None
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_only_the_user_can_read_it(path: Path) -> None:
    """It holds the texts of agreements."""
    keep(path)
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_result_that_was_changed_counts_as_none(path: Path) -> None:
    """One letter of a quote, and it is not what was judged; the result of the next run replaces it."""
    keep(path)
    with sqlite3.connect(path) as connection:
        (value,) = connection.execute("SELECT value FROM results").fetchone()
        connection.execute("UPDATE results SET value = ?", (value[:-1] + bytes([value[-1] ^ 1]),))
    connection.close()
    assert kept(path) is None
    keep(path)
    assert kept(path) == REPORTS


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    """The run goes on without, and says why."""
    path.parent.mkdir()
    path.write_bytes(b"dette er ingen database" * 100)
    store = keep(path)
    assert "not a database" in store.trouble
    assert kept(path) is None
    assert path.read_bytes() == b"dette er ingen database" * 100


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    """Nothing is written in it."""
    path.parent.mkdir()
    change(path, "CREATE TABLE results (name TEXT)")
    before = path.read_bytes()
    assert keep(path).trouble
    assert path.read_bytes() == before


def test_damage_in_the_middle_is_no_error(path: Path) -> None:
    """What can still be read may be used; the rest is none."""
    keep(path)
    content = bytearray(path.read_bytes())
    content[100:4096] = os.urandom(3996)
    path.write_bytes(content)
    store = keep(path)
    assert store.trouble
    assert store.get(KEY, "a.pdf") is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    """The run goes on without, and says why."""
    (tmp_path / "file").write_bytes(b"")
    assert keep(tmp_path / "file" / "results.sqlite3").trouble


def test_what_was_not_used_for_long_is_removed(path: Path) -> None:
    """What was used since stays."""
    keep(path)
    change(path, "INSERT INTO results SELECT x'00', used - 91, value FROM results")
    change(path, "INSERT INTO results SELECT x'01', used - 89, value FROM results WHERE key != x'00'")
    Store(path).close()
    with sqlite3.connect(path) as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM results ORDER BY key")]
    connection.close()
    assert keys == [b"\x01", KEY]


def test_a_result_that_is_used_counts_as_used(path: Path) -> None:
    """From the day that it was found again."""
    keep(path)
    change(path, "UPDATE results SET used = used - 80")
    kept(path)
    with sqlite3.connect(path) as connection:
        (days,) = connection.execute("SELECT julianday('now') - used FROM results").fetchone()
    connection.close()
    assert days < 2


WRITER = """\
import sys
from pathlib import Path
from avtalesjekk.engine.store import Store
from avtalesjekk.engine.intake import unread
from avtalesjekk.extract.model import ReadError

print("ready", flush=True)
for path in sys.stdin:
    store = Store(Path(path.strip()))
    for number in range(20):
        store.put(f"{sys.argv[1]} {number}".encode(), (unread("a.pdf", b"", ReadError("empty"), "nb"),))
    store.close()
    print(store.trouble, flush=True)
"""


def test_runs_may_share_it_from_its_beginning(tmp_path: Path) -> None:
    """Four that start at once, each with twenty results: all are there, in each of twenty new files."""
    command = [sys.executable, "-c", WRITER]
    with contextlib.ExitStack() as stack:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
        runs = [stack.enter_context(subprocess.Popen([*command, str(run)], **pipes)) for run in range(4)]
        assert [run.stdout.readline() for run in runs] == ["ready\n"] * 4
        for file in range(20):
            path = tmp_path / f"{file}.sqlite3"
            for run in runs:
                run.stdin.write(f"{path}\n")
            assert [run.stdout.readline() for run in runs] == ["\n"] * 4
            with contextlib.closing(sqlite3.connect(path)) as connection:
                assert connection.execute("SELECT count(*) FROM results").fetchone() == (80,)
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
