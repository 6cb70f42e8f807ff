"""Runs and decisions in both databases: what is stored comes back, whatever happens meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, Table, func, select

from avtalesjekk.engine.audit import tables
from avtalesjekk.engine.audit.database import LedgerError, open_database, reading
from avtalesjekk.engine.audit.ledger import decide, last_and_earlier, load, rulings, store, text_digest
from avtalesjekk.engine.audit.model import Ruling

from .run_maker import DAY, agreement, part, run

_IN_COPIES = multiprocessing.get_context("fork")  # of this process: it takes no time to start
KILLS = 20
RULING = Ruling(
    text="a" * 64,
    part="G27-4.1.5a",
    path="a.pdf",
    municipality="Sunndal",
    kind="intro-agreement",
    status="met",
    reason="Se vedlegg 1",
    by="Kari Moe",
    day=DAY,
)


def rows(engine: Engine, table: Table) -> list[dict[str, object]]:
    """Return the rows of a table in order."""
    with reading(engine) as connection:
        return [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]


def test_a_run_comes_back(place: str) -> None:
    """With its documents in order, their parts and the first quote of each."""
    engine = open_database(place, new=True)
    assert store(engine, run(agreement("b.pdf", a="met", b="missing"), agreement("a.pdf", "Annet")), ["auto"]) == 1
    found = load(open_database(place, new=False), 1)
    met = part("G27-4.1.5a", "met")
    assert (found.as_of, found.version, found.profiles) == (DAY, "0.1.0", ("auto",))
    assert found.packs == ({"id": "g27-2017", "version": "1", "digest": "0" * 64, "start": "2017", "end": None},)
    assert [document.path for document in found.documents] == ["b.pdf", "a.pdf"]
    assert found.documents[0].municipality == "Sunndal"
    assert found.documents[0].parts == (
        replace(met, evidence=met.evidence[:1]),
        part("G27-4.1.5b", "missing"),
    )


def test_the_tables_hold_what_else_was_found(place: str) -> None:
    """For questions that the program does not answer."""
    engine = open_database(place, new=True)
    store(engine, run(agreement("a.pdf", a="met")), ["auto"])
    (document,) = rows(engine, tables.documents)
    (finding,) = rows(engine, tables.findings)
    (problem,) = rows(engine, tables.problems)
    assert document["parties"] == ["Sunndal kommune"]
    assert [document[name] for name in ("agreement_date", "valid_until", "verdict")] == [
        "2019-05-02",
        "2021-12-31",
        "nonconforming",
    ]
    assert (finding["id"], finding["severity"], len(str(finding["fingerprint"]))) == ("FORM-date", "error", 32)
    assert (problem["code"], problem["message"], problem["page"]) == ("draft", "Utkast", None)


def test_the_last_run_and_the_one_asked_for(place: str) -> None:
    """By default the one before it."""
    engine = open_database(place, new=True)
    for _ in range(3):
        store(engine, run(), ["auto"])
    for since, expected in ((None, 2), (1, 1)):
        last, earlier = last_and_earlier(engine, since)
        assert (last.number, earlier and earlier.number) == (3, expected)


@pytest.mark.parametrize("since", [2, 9])
def test_a_run_that_is_not_earlier_is_refused(tmp_path: Path, since: int) -> None:
    """Nor is one that there is not."""
    engine = open_database(str(tmp_path / "register"), new=True)
    for _ in range(2):
        store(engine, run(), ["auto"])
    with pytest.raises(LedgerError) as refused:
        last_and_earlier(engine, since)
    assert (refused.value.code, refused.value.detail) == ("no-run", {"number": str(since), "last": "2"})


def test_a_register_without_runs_has_none_to_report(tmp_path: Path) -> None:
    """A run that failed may have left it empty."""
    with pytest.raises(LedgerError) as refused:
        last_and_earlier(open_database(str(tmp_path / "register"), new=True), None)
    assert refused.value.code == "none"


def test_decisions_come_back_in_their_order(place: str) -> None:
    """None takes the place of another."""
    engine = open_database(place, new=True)
    later = replace(RULING, status="missing", by="Ola Li")
    for ruling in (RULING, later, RULING):
        decide(engine, ruling)
    assert rulings(engine) == [RULING, later, RULING]


def test_the_digest_is_of_the_words() -> None:
    """Not of how they are set on lines."""
    one = text_digest(agreement("a.pdf", "Avtalen gjelder\ni to år"))
    assert one == text_digest(agreement("b.docx", "Avtalen  gjelder i to\når"))
    assert one != text_digest(agreement("a.pdf", "Avtalen gjelder i tre år"))
    assert text_digest(replace(agreement("a.pdf"), passages=())) == ""


LARGE = run(*(agreement(f"{number}.pdf", a="met", b="missing", c="met") for number in range(40)))


def store_for_ever(place: str, done: int) -> None:
    """Store runs, and tell each when it is stored."""
    engine = open_database(place, new=True)
    while True:
        os.write(done, f"{store(engine, LARGE, ['auto'])}\n".encode())


def store_ten(place: str, done: int) -> None:
    """Store ten runs."""
    engine = open_database(place, new=True)
    for _ in range(10):
        os.write(done, f"{store(engine, LARGE, ['auto'])}\n".encode())


def assert_sound(engine: Engine, told: list[int]) -> None:
    """All runs are there that were told to be, and every run that is there is whole."""
    wanted = {tables.documents: 40, tables.parts: 120, tables.findings: 40, tables.problems: 40}
    numbers = [row["number"] for row in rows(engine, tables.runs)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(told) <= set(numbers)
    with reading(engine) as connection:
        for table, count in wanted.items():
            found = connection.execute(select(table.c.run, func.count()).group_by(table.c.run)).all()
            assert dict(found) == dict.fromkeys(numbers, count)  # type: ignore[arg-type]


def killed(target: Callable[[str, int], None], place: str, seconds: float) -> list[int]:
    """Kill `target` after a while, and return what it told to be stored."""
    read, write = os.pipe()
    process = _IN_COPIES.Process(target=target, args=(place, write))
    process.start()
    os.close(write)
    time.sleep(seconds)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    with open(read, encoding="ascii") as told:  # noqa: PTH123
        return [int(line) for line in told if line.endswith("\n")]


def test_a_killed_run_leaves_no_half(place: str) -> None:
    """Nor does it cost one that was stored before, or keep the next from being stored."""
    moments = random.Random(6)
    told: list[int] = []
    for _ in range(KILLS):
        told += killed(store_for_ever, place, moments.uniform(0.05, 0.3))
        assert_sound(open_database(place, new=True), told)
    assert len(told) == len(set(told)) > 0


def test_killed_while_it_is_made_a_register_can_be_made_again(tmp_path: Path) -> None:
    """No tables, or all of them."""
    moments = random.Random(6)
    for number in range(KILLS):
        place = str(tmp_path / str(number))
        killed(store_ten, place, moments.uniform(0, 0.1))
        assert_sound(open_database(place, new=True), [])


def test_runs_at_once_are_all_stored(place: str) -> None:
    """Also the first ones, which find no register."""
    read, write = os.pipe()
    processes = [_IN_COPIES.Process(target=store_ten, args=(place, write)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    os.close(write)
    with open(read, encoding="ascii") as told:  # noqa: PTH123
        assert sorted(map(int, told)) == list(range(1, 31))
    assert_sound(open_database(place, new=False), list(range(1, 31)))
