"""How fast text PDFs are read: `python bench/reading_speed.py FOLDER…` prints ratios measured in one run.

Measured are the text PDFs below the folders, those without problems that are mostly text: reading with the outline,
against pdfium's raw text and against pdfplumber's words (the latter on `--pages` pages at most, and on the same
pages by the reader). Then a PDF made by repeating the pages of the largest of them: time for a page at several lengths,
and the peak memory of a process that reads the longest.
"""

from __future__ import annotations

import argparse
import io
import logging
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

import pdfplumber
import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]

from avtalesjekk.extract.model import ReadError
from avtalesjekk.extract.outline import outline
from avtalesjekk.extract.pdf import read_pdf

LENGTHS = (10, 100, 300, 1_000)
FEWEST_LETTERS = 500  # on average, for a page to count as one of text
LONGEST_SOURCE = 20


def read(data: bytes) -> None:
    """Read a PDF with positions, headings and clause structure."""
    text, _, blocks, _ = read_pdf(data)
    outline(text, blocks)


def read_raw(data: bytes) -> None:
    """Pull pdfium's raw text and nothing else."""
    document = pdfium.PdfDocument(data)
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        textpage.get_text_range(errors="ignore")
        textpage.close()
        page.close()
    document.close()


def read_words(data: bytes) -> None:
    """Find the words with pdfplumber."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_words()
            page.close()


def text_pdfs(folders: Iterable[Path], longest: int) -> list[tuple[int, bytes]]:
    """Return (pages, bytes) of the PDFs without problems, of at most `longest` pages, that are mostly text."""
    found = []
    for path in sorted(path for folder in folders for path in folder.rglob("*.pdf")):
        data = path.read_bytes()
        try:
            text, pages, _, problems = read_pdf(data)
        except ReadError:
            continue
        if not problems and len(pages) <= longest and len(text) >= FEWEST_LETTERS * len(pages):
            found.append((len(pages), data))
    return found


def seconds(action: Callable[[bytes], None], documents: Sequence[bytes], runs: int) -> float:
    """Return the median of the seconds that `action` needs for all documents."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        for data in documents:
            action(data)
        times.append(time.process_time() - start)
    return median(times)


def repeated(data: bytes, length: int) -> bytes:
    """Return a PDF of `length` pages, those of `data` over and over."""
    result = pikepdf.new()
    with pikepdf.open(io.BytesIO(data)) as source:
        while len(result.pages) < length:
            result.pages.extend(list(source.pages)[: length - len(result.pages)])
        target = io.BytesIO()
        result.save(target)
    return target.getvalue()


def peak_memory(data: bytes) -> int:
    """Return the peak memory in MB of a new process that reads `data`."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_read_and_tell, args=(data, sender))
    process.start()
    result = int(receiver.recv())
    process.join()
    return result


def _read_and_tell(data: bytes, answer: Connection) -> None:
    read(data)
    # Not that of `resource`, which begins with what the process had that started this one.
    _, _, peak = Path("/proc/self/status").read_text(encoding="utf-8").partition("VmHWM:")
    answer.send(int(peak.split()[0]) // 1024)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pages", type=int, default=100)
    arguments = parser.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    os.environ["PATH"] = ""  # no program for scans is found: only text is measured
    found = text_pdfs(arguments.folders, 200)
    documents, pages = [data for _, data in found], sum(count for count, _ in found)
    ours, raw = seconds(read, documents, arguments.runs), seconds(read_raw, documents, arguments.runs)
    print(f"{len(documents)} text PDFs, {pages} pages")
    print(f"reading {ours / pages * 1000:.2f} ms a page, raw text {raw / pages * 1000:.2f}, ratio {ours / raw:.2f}")
    few = sample(found, arguments.pages)
    ours, words = seconds(read, few, 1), seconds(read_words, few, 1)
    print(f"pdfplumber's words on {len(few)} of them: {words / ours:.1f} times the time of reading")
    source = max((pair for pair in found if pair[0] <= LONGEST_SOURCE), key=lambda pair: pair[0])[1]
    for length in LENGTHS:
        long = repeated(source, length)
        ours, raw = seconds(read, [long], 1), seconds(read_raw, [long], 1)
        print(f"{length:5} pages: {ours / length * 1000:6.2f} ms a page, raw text {raw / length * 1000:.2f}")
    print(f"peak memory for {LENGTHS[-1]} pages: {peak_memory(long)} MB")


def sample(found: Sequence[tuple[int, bytes]], most_pages: int) -> list[bytes]:
    """Return documents spread over all of them, with about `most_pages` pages together."""
    step = max(sum(count for count, _ in found) // most_pages, 1)
    return [data for _, data in found[::step]]


if __name__ == "__main__":
    main()
