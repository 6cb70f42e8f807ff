"""What becomes of PDF files: `python bench/pdf_outcomes.py FOLDER…` prints one outcome for each, and a table.

Each file is read in a process of its own with limits on time and memory, and without any program for scans, so that
every page without text is seen as such. "ok" is a document without problems; it is counted as "ok, but unread" when
the text that pdfium finds within some page is not in `Document.text`. Other outcomes are the codes of problems and
errors, "exception NAME", "timeout", "memory" and "crashed". All but "ok" are printed by file.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import resource
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from avtalesjekk.extract.model import ReadError
from avtalesjekk.extract.outline import outline
from avtalesjekk.extract.pdf import read_pdf

SECONDS = 60
MEMORY = 2 << 30
WORD = re.compile(r"[^\W_]{3,}")
UNREAD_SHARE = 0.5
FEWEST_WORDS = 5


def outcome(data: bytes) -> str:
    """Read one file and name what became of it."""
    try:
        text, pages, blocks, problems = read_pdf(data)
        outline(text, blocks)
    except ReadError as error:
        return error.code
    except MemoryError:
        return "memory"
    except Exception as error:  # the very thing this looks for
        return f"exception {type(error).__name__}: {error}"
    codes = sorted({problem.code for problem in problems})
    if codes:
        share = "all" if len(problems) >= len(pages) else "some"
        return f"{share} pages: {', '.join(codes)}"
    unread = unread_pages(data, text)
    return f"ok, but unread: {unread}" if unread else "ok"


def unread_pages(data: bytes, text: str) -> list[int]:
    """Return the pages, from 1, most of whose words, as pdfium finds them within it, are not in the text."""
    known = set(WORD.findall(text)) | set(WORD.findall(text.replace("-\n", "")))
    document = pdfium.PdfDocument(data)
    unread = []
    for index in range(len(document)):
        words = WORD.findall(document[index].get_textpage().get_text_bounded(errors="ignore"))
        if len(words) >= FEWEST_WORDS and sum(word not in known for word in words) > UNREAD_SHARE * len(words):
            unread.append(index + 1)
    return unread


def child(path: Path, answer: Connection) -> None:
    """Read a file within the limits and send its outcome."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.environ["PATH"] = ""  # no program for scans is found, so that every page without text is seen as such
    answer.send(outcome(path.read_bytes()))


def judge(path: Path) -> tuple[str, float]:
    """Return the outcome of one file and the seconds it took."""
    start = time.perf_counter()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=child, args=(path, sender))
    process.start()
    sender.close()
    try:
        result = receiver.recv() if receiver.poll(SECONDS) else "timeout"
    except EOFError:
        result = "crashed"
    process.kill()
    process.join()
    return result, time.perf_counter() - start


def main() -> None:
    """Judge every PDF below the folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    folders = parser.parse_args().folders
    counts: Counter[tuple[str, Path]] = Counter()
    slowest: list[tuple[float, Path]] = []
    for folder in folders:
        for path in sorted(folder.rglob("*.pdf")):
            result, seconds = judge(path)
            slowest = sorted([*slowest, (seconds, path)], reverse=True)[:10]
            counts[result.split(":")[0] if result.startswith(("ok", "exception")) else result, folder] += 1
            if result != "ok":
                print(f"{result[:120]:40} {path}", flush=True)
    for seconds, path in slowest:
        print(f"{seconds:8.1f} s {path}")
    print("", "outcome", *(folder.name for folder in folders), "", sep=" | ")
    for result in sorted({result for result, _ in counts}):
        print("", result, *(counts[result, folder] for folder in folders), "", sep=" | ")


if __name__ == "__main__":
    main()
