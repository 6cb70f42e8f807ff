"""How well and how fast scanned pages are read: `python bench/ocr.py` prints errors and seconds for each kind of page.

The first page's worth of a labelled agreement is drawn at 200 dpi, rotated by a degree, blurred and strewn with noise
as named, put into a PDF as a picture, and read. The error rate is the edit distance between what was drawn and what was
read over the letters drawn, white space taken as one blank. Needs Tesseract with `nor` and `swe`, and the fonts
Liberation or DejaVu.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from avtalesjekk.extract.model import Document
from avtalesjekk.extract.read import read, read_bytes

ROOT = Path(__file__).resolve().parents[1]
FONTS = Path("/usr/share/fonts/truetype")
AGREEMENTS = {"nb": "train/a/a01", "nn": "test/t/t04", "sv": "test/u/u10"}
FACES = ("liberation/LiberationSans", "liberation/LiberationSerif", "dejavu/DejaVuSans", "dejavu/DejaVuSerif")
DPI, WIDTH, HEIGHT, MARGIN = 200, 1654, 2339, 190
PAPER, INK = 245, 30
LETTERS = "æøåÆØÅäöÄÖ§"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """How a page was scanned: degrees to the left, deviation of the noise in grey levels, blur in pixels, type size."""

    rotation: float = 1.0
    noise: float = 12.0
    blur: float = 0.0
    points: float = 11.0


SCANS = {
    "clean": Scan(rotation=0, noise=0),
    "1 degree, noise 12": Scan(),
    "1 degree, noise 25": Scan(noise=25),
    "9 points, 1 degree, noise 12": Scan(points=9),
    "1 degree, noise 25, blur 1": Scan(noise=25, blur=1),
    "1 degree, noise 50": Scan(noise=50),
}


def main() -> None:
    """Read every face in every language under every kind of scan, and print a line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="a line for each page as well")
    verbose = parser.parse_args().verbose
    texts = {language: body_of(language) for language in AGREEMENTS}
    faces = [face for face in FACES if Path(FONTS, f"{face}-Regular.ttf").exists() or face.startswith("dejavu")]
    print(f"{'scan':30} {'mean CER':>8} {'worst':>8} {'letters':>8} {'conf.':>11} {'unread':>6} {'s/page':>7}")
    for name, scan in SCANS.items():
        results = [measured(texts[language], face, scan) for language in AGREEMENTS for face in faces]
        if verbose:
            for result in results:
                print(f"    {result}", file=sys.stderr)
        read_pages = [result for result in results if result.confidence is not None]
        errors = [result.errors for result in read_pages] or [1.0]
        sure = [result.confidence for result in read_pages if result.confidence is not None] or [0]
        print(
            f"{name:30} {sum(errors) / len(errors):8.2%} {max(errors):8.2%} "
            f"{sum(result.special_errors for result in read_pages) / max(len(read_pages), 1):8.2%} "
            f"{min(sure):5}–{max(sure):<5} {len(results) - len(read_pages):6} "
            f"{sum(result.seconds for result in results) / len(results):7.2f}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a page. `special_errors` counts the letters of `LETTERS` only; `confidence` None means unread."""

    errors: float
    special_errors: float
    confidence: int | None
    seconds: float


def body_of(language: str) -> list[str]:
    """The paragraphs of an agreement in a language."""
    path = next((ROOT / "corpus").glob(f"{AGREEMENTS[language]}.[dpt]*"))
    document = read(path)
    return [" ".join(document.quote(block.span).split()) for block in document.blocks if not block.margin]


def measured(paragraphs: list[str], face: str, scan: Scan) -> Result:
    """Draw a page, read it and compare."""
    image, drawn = page_of(paragraphs, face, scan)
    start = time.perf_counter()
    document = read_bytes(as_pdf(image), "scan.pdf")
    seconds = time.perf_counter() - start
    told = " ".join(document.text.split())
    return Result(
        errors=distance(drawn, told) / len(drawn),
        special_errors=special_distance(drawn, told),
        confidence=confidence_of(document),
        seconds=seconds,
    )


def confidence_of(document: Document) -> int | None:
    """How sure OCR was, None when the page stayed unread."""
    return next((int(dict(each.detail)["confidence"]) for each in document.problems if each.code == "ocr"), None)


def page_of(paragraphs: list[str], face: str, scan: Scan) -> tuple[Image.Image, str]:
    """A page of A4 as scanned, and the words on it."""
    pixels = round(scan.points * DPI / 72)
    regular = "-Regular" if face.startswith("liberation") else ""
    font = ImageFont.truetype(str(FONTS / f"{face}{regular}.ttf"), pixels)
    image = Image.new("L", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    y, drawn = MARGIN, []
    for paragraph in paragraphs:
        lines = list(wrapped(paragraph, font, draw))
        if y + len(lines) * 1.3 * pixels > HEIGHT - MARGIN:
            break
        for line in lines:
            draw.text((MARGIN, y), line, font=font, fill=INK)
            y += round(1.3 * pixels)
        y += round(0.6 * pixels)
        drawn += lines
    image = image.rotate(scan.rotation, Image.Resampling.BICUBIC, fillcolor=PAPER)
    image = image.filter(ImageFilter.GaussianBlur(scan.blur)) if scan.blur else image
    grey = np.asarray(image) + np.random.default_rng(1).normal(0, scan.noise, (HEIGHT, WIDTH))
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8)), " ".join(drawn)


def wrapped(paragraph: str, font: ImageFont.FreeTypeFont, draw: ImageDraw.ImageDraw) -> Iterator[str]:
    """The lines of a paragraph between the margins."""
    line = ""
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if draw.textlength(longer, font=font) > WIDTH - 2 * MARGIN:
            yield line
            longer = word
        line = longer
    yield line


def as_pdf(image: Image.Image) -> bytes:
    """A PDF with one page that is nothing but the picture."""
    stream = io.BytesIO()
    image.save(stream, "PDF", resolution=DPI)
    return stream.getvalue()


def special_distance(drawn: str, told: str) -> float:
    """The part of the letters of `LETTERS` that are lost or too many."""
    wrong = sum(abs(drawn.count(letter) - told.count(letter)) for letter in LETTERS)
    return wrong / max(sum(map(drawn.count, LETTERS)), 1)


def distance(first: str, second: str) -> int:
    """The number of letters to put in, take out or change (Levenshtein)."""
    codes = np.frombuffer(second.encode("utf-32-le"), dtype=np.uint32)
    steps = np.arange(len(codes) + 1)
    row = steps.copy()
    for count, letter in enumerate(first, 1):
        changed = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(letter)))
        # A letter put in costs one more than the place before it: the least of all places before, each with its way.
        row = np.minimum.accumulate(np.concatenate(([count], changed)) - steps) + steps
    return int(row[-1])


if __name__ == "__main__":
    main()
