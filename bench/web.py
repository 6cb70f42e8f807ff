"""How the page bears many uploads at once: answers, seconds, and the memory of all its processes before and after.

    python bench/web.py [UPLOADS]

Starts `avtalesjekk serve` with two processes, checks a document on each so that all is loaded, sends the uploads (50
unless told otherwise; agreements of the corpus, each with a name of its own) all at once, waits ten seconds, and
measures again, four times over. Needs the packages of the extra "dev", and Linux.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "train"
SERVE = (sys.executable, "-m", "avtalesjekk", "serve", "--port", "0", "--jobs", "2", "--rate", "1000")
ROUNDS = 4
REST = 10.0


def main() -> None:
    """Print a line for each round."""
    uploads = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    files = [path for path in sorted(CORPUS.rglob("*")) if path.suffix in (".docx", ".pdf")]
    with subprocess.Popen(SERVE, stderr=subprocess.PIPE, text=True) as server:
        found = re.search(r"http://\S+", server.stderr.readline() if server.stderr else "")
        if not found:
            sys.exit("the page did not start")
        try:
            _send(found[0], files[:8], 8)
            time.sleep(REST)
            print(f"memory before: {_memory(server.pid)} MB")
            for _ in range(ROUNDS):
                _round(found[0], [files[number % len(files)] for number in range(uploads)], server.pid)
        finally:
            server.terminate()


def _round(address: str, files: list[Path], server: int) -> None:
    start = time.perf_counter()
    answers = _send(address, files, len(files))
    seconds = time.perf_counter() - start
    at_once = _memory(server)
    time.sleep(REST)
    waits = [waited for _, waited in answers]
    print(
        f"{sum(right for right, _ in answers)} of {len(files)} answered in {seconds:.1f} s"
        f" (median {statistics.median(waits):.1f} s, slowest {max(waits):.1f} s);"
        f" memory {at_once} MB at the end, {_memory(server)} MB ten seconds later"
    )


def _send(address: str, files: list[Path], at_once: int) -> list[tuple[bool, float]]:
    """Send the files; whether each got the page with the result on it, and after how many seconds."""

    def one(numbered: tuple[int, Path]) -> tuple[bool, float]:
        number, path = numbered
        name = f"{number}{path.suffix}"
        start = time.perf_counter()
        answer = httpx2.post(address, files={"file": (name, path.read_bytes())}, timeout=600)
        right = answer.status_code == 200 and f"<title>Resultat for {name} " in answer.text
        return right, time.perf_counter() - start

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, enumerate(files)))


def _memory(process: int) -> int:
    """Megabytes of a process and of all that it started; what they share is counted once, by proportional shares."""
    try:
        shares = Path(f"/proc/{process}/smaps_rollup").read_text()
        children = Path(f"/proc/{process}/task").glob("*/children")
        below = [int(child) for listed in children for child in listed.read_text().split()]
    except OSError:
        return 0
    own = re.search(r"^Pss:\s+(\d+) kB", shares, re.MULTILINE)
    return (int(own[1]) // 1024 if own else 0) + sum(_memory(child) for child in below)


if __name__ == "__main__":
    main()
