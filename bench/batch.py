"""Runs over hundreds of files: `python bench/batch.py FOLDER` on the 400 agreements that `bench/agreements.py` makes.

Prints what a cold run and a second one take for 100, 200 and 400 of them, in seconds on the clock and of processor time
(of the run and its workers; what their reading processes compute is not in it). `--memory N` gives a run N documents,
each with words of its own, and prints the memory of its processes on the way. `--kill N` ends a run with SIGKILL at N
random moments, going on each time where it stood, and checks at last that no result is lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
from agreements import make, text

STEPS = (100, 200, 400)
MEGABYTE = 1 << 20
WORDS = 150  # in each document that no other has: names, numbers, addresses
LONGEST = 12.0  # seconds until a run is killed
COMMAND = [sys.executable, "-m", "avtalesjekk", "check", "--format", "json", "--as-of", "2026-11-22", "-v"]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--memory", type=int, metavar="N")
    parser.add_argument("--kill", type=int, metavar="N")
    wanted = parser.parse_args()
    if wanted.memory:
        memory(wanted.memory)
        return
    make(wanted.folder, STEPS[-1])
    documents = sorted(wanted.folder.iterdir())[: STEPS[-1]]
    if wanted.kill:
        kill(documents, wanted.kill)
    else:
        speed(documents)


def speed(documents: Sequence[Path]) -> None:
    """Print a line for each number of documents."""
    print(f"{'documents':>9} {'cold s':>7} {'cpu s':>6} {'per s':>6} {'second s':>8} {'cpu s':>6} {'times':>6}")
    for step in STEPS:
        with _cache() as environment:
            cold, again = (_measured(documents[:step], environment) for _ in range(2))
        if cold[2] != again[2]:
            sys.exit("the second report is another")
        told = (step, cold[0], cold[1], step / cold[0], again[0], again[1], cold[0] / again[0])
        print("{:9} {:7.1f} {:6.1f} {:6.1f} {:8.2f} {:6.2f} {:6.0f}".format(*told), flush=True)


def _measured(documents: Sequence[Path], environment: dict[str, str]) -> tuple[float, float, bytes]:
    with tempfile.TemporaryFile() as report:
        start = time.perf_counter()
        run = subprocess.Popen(_command(documents), stdout=report, stderr=subprocess.DEVNULL, env=environment)
        used = os.wait4(run.pid, 0)[2]
        seconds = time.perf_counter() - start
        report.seek(0)
        return seconds, used.ru_utime + used.ru_stime, report.read()


def kill(documents: Sequence[Path], times: int) -> None:
    """Kill a run again and again, then let it end, and compare with one that nobody killed."""
    chance = random.Random(1)
    with _cache() as environment:
        for number in range(times):
            run = subprocess.Popen(
                _command(documents), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
            )
            time.sleep(chance.uniform(0.0, LONGEST))
            ended = run.poll() is not None
            run.send_signal(signal.SIGKILL)
            run.wait()
            print(f"{number + 1:2}: {_kept(environment)} results{', run had ended' if ended else ''}", flush=True)
        last = _measured(documents, environment)[2]
        results = _kept(environment)
    with _cache() as environment:
        if last != _measured(documents, environment)[2]:
            sys.exit("the report is another than that of a run that was not killed")
    paths = [document["path"] for document in json.loads(last)["documents"]]
    if paths != [str(path) for path in documents] or results != len(documents):
        sys.exit(f"{len(documents)} documents, {len(paths)} in the report, {results} results")
    print(f"all {results} documents are in the report and among the results once; the report is the same")


def _kept(environment: dict[str, str]) -> int:
    """The number of results, 0 when there is no table yet. Ends the program when the file is not sound."""
    path = Path(environment["XDG_CACHE_HOME"], "avtalesjekk", "results-1.sqlite3")
    if not path.exists():
        return 0
    connection = sqlite3.connect(path, timeout=30)
    try:
        (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        if sound != "ok":
            sys.exit(f"integrity_check: {sound}")
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return 0
        return int(connection.execute("SELECT count(*) FROM results").fetchone()[0])
    finally:
        connection.close()


def memory(documents: int) -> None:
    """Print the memory of the processes of a run, nine times on its way."""
    with tempfile.TemporaryDirectory() as folder, _cache() as environment:
        paths = [_own_words(Path(folder), number) for number in range(documents)]
        run = subprocess.Popen(
            _command(paths), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
        )
        print(f"{'documents':>9} {'run MB':>7}  workers MB; their readers MB")
        for done, _ in enumerate(run.stderr or (), start=1):
            if done % (documents // 10) == 0 and done < documents:  # with the last one the workers end
                print(f"{done:9} {_resident(psutil.Process(run.pid)):7.0f}  {_children(run.pid)}", flush=True)
        used = os.wait4(run.pid, 0)[2]
        print(f"peak of the run itself {used.ru_maxrss / 1024:.0f} MB")


def _own_words(folder: Path, number: int) -> Path:
    """A document as Markdown with words that no other has."""
    chance = random.Random(number)
    lines = [f"{'# ' if line.kind in ('title', 'heading') else ''}{line.text}" for line in text(number % 400).lines]
    words = ["".join(chance.choices("abdefghiklmnoprstuvæøå", k=8)).capitalize() for _ in range(WORDS)]
    for first in range(0, WORDS, 5):
        lines.insert(chance.randrange(1, len(lines)), f"Kontaktpersoner er {', '.join(words[first : first + 5])}.")
    path = folder / f"{number:05}.md"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return path


def _children(pid: int) -> str:
    """The memory of the workers of a run, and of the processes that read for them."""
    workers = [each for each in psutil.Process(pid).children() if "spawn_main" in " ".join(each.cmdline())]
    readers = [child for each in workers for child in each.children()]
    return "; ".join(" ".join(f"{_resident(each):.0f}" for each in group) for group in (workers, readers))


def _resident(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / MEGABYTE


def _command(documents: Sequence[Path]) -> list[str]:
    return [*COMMAND, *map(str, documents)]


@contextmanager
def _cache() -> Iterator[dict[str, str]]:
    """An environment in which nothing is kept yet."""
    folder = tempfile.mkdtemp()
    try:
        yield {**os.environ, "XDG_CACHE_HOME": folder}
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
