"""Reading scanned pages: the page is a picture, made here with Pillow, put straight into a PDF, and has no text layer.

`scan` draws a page made with `pdf_maker` (pdfium has fonts of its own, so none need be installed), turns the picture
and strews noise over it; Pillow's PDF writer makes each picture a page. For a mixed document, pikepdf puts such a page
behind one with text. Where Tesseract or its Norwegian is absent, the
tests that need it are skipped with a message that says so; what happens without Tesseract is tested everywhere.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator

import numpy as np
import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageDraw

from avtalesjekk.extract import ocr
from avtalesjekk.extract.model import Problem
from avtalesjekk.extract.ocr_image import find_ink, find_rules, straighten
from avtalesjekk.extract.ocr_words import Word, find_runs, mean_confidence
from avtalesjekk.extract.pdf import read_pdf
from avtalesjekk.extract.pdf_lines import find_lines
from avtalesjekk.extract.pdf_page import Box

from .pdf_maker import PageMaker, make_pdf

INSTALLED = ocr.languages()
needs_norwegian = pytest.mark.skipif(
    "nor" not in INSTALLED, reason="Tesseract with Norwegian is absent: apt-get install tesseract-ocr tesseract-ocr-nor"
)
needs_swedish = pytest.mark.skipif(
    len(INSTALLED) < 2, reason="Tesseract with Swedish is absent: apt-get install tesseract-ocr-swe"
)
LINES = (
    "Kommunen og NAV skal samarbeide om introduksjonsprogrammet",
    "for den enkelte deltaker, jf. § 13 i introduksjonsloven.",
    "Både ledere og saksbehandlere møtes to ganger hvert år.",
    "Partene er ærlige med hverandre også når noe går galt.",
)
SCALE = 200 / 72


def scan(*lines: str, rotation: float = 0.0, noise: float = 0.0, bold: int | None = None) -> Image.Image:
    """A sheet of A4 at 200 dpi with lines of 11 points; the line with the index `bold` in bold type."""
    page = PageMaker()
    for index, line in enumerate(lines):
        page.text(72, 72 + 15 * index, line, font="B" if index == bold else "F")
    return picture(page, rotation, noise)


def picture(page: PageMaker, rotation: float = 0.0, noise: float = 0.0) -> Image.Image:
    """A page as scanned at 200 dpi."""
    image = pdfium.PdfDocument(make_pdf(page))[0].render(scale=SCALE).to_pil().convert("L")
    image = image.rotate(rotation, Image.Resampling.BICUBIC, fillcolor=255)
    grey = 0.9 * np.asarray(image) + np.random.default_rng(1).normal(0, noise, image.size[::-1])
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))


def as_pdf(*images: Image.Image) -> bytes:
    """A PDF whose pages are pictures."""
    stream = io.BytesIO()
    images[0].save(stream, "PDF", resolution=200, save_all=True, append_images=images[1:])
    return stream.getvalue()


def words(data: bytes) -> str:
    """The text of a PDF, white space taken as one blank."""
    return " ".join(read_pdf(data)[0].split())


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without Tesseract."""
    monkeypatch.setenv("PATH", "")
    ocr.languages.cache_clear()
    yield
    ocr.languages.cache_clear()


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_a_scan_stays_unread() -> None:
    """Which is a problem of its own, so that nothing on it is taken for missing."""
    text, _, _, problems = read_pdf(as_pdf(scan(*LINES)))
    assert (text, problems) == ("", (Problem(code="page-without-text", page=1),))


@needs_norwegian
def test_a_scan_askew_with_noise_is_read() -> None:
    """A degree off level, at 200 dpi, with æ, ø, å and the paragraph sign, which Tesseract's Norwegian lacks."""
    assert words(as_pdf(scan(*LINES, rotation=1, noise=12))) == " ".join(LINES)


@needs_norwegian
def test_a_page_read_by_ocr_is_told_with_its_confidence() -> None:
    """And is not called unread."""
    (problem,) = read_pdf(as_pdf(scan(*LINES)))[3]
    assert (problem.code, problem.page) == ("ocr", 1)
    assert int(dict(problem.detail)["confidence"]) > 90


@needs_norwegian
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_that_lies_on_its_side_or_head_is_read(turn: int) -> None:
    """Tesseract finds out which way is up."""
    assert "introduksjonsprogrammet" in words(as_pdf(scan(*LINES * 3).rotate(turn, expand=True)))


@needs_norwegian
def test_text_pages_and_scans_make_one_document() -> None:
    """Each page is read in its own way, and blocks know their page."""
    body = [f"{number}. Kommunen skal melde fra til NAV i god tid før fristen." for number in range(1, 6)]
    mixed = pikepdf.open(io.BytesIO(make_pdf(PageMaker().lines(72, 150, *body))))
    mixed.pages.extend(pikepdf.open(io.BytesIO(as_pdf(scan(*LINES)))).pages)
    stream = io.BytesIO()
    mixed.save(stream)
    text, pages, blocks, problems = read_pdf(stream.getvalue())
    assert [(problem.code, problem.page) for problem in problems] == [("ocr", 2)]
    assert text.startswith(body[0])
    assert LINES[2] in text[pages[1].span.start : pages[1].span.end]
    assert {block.page for block in blocks} == {1, 2}


@needs_norwegian
def test_a_scanned_table_has_rows_and_cells() -> None:
    """Its rules are found in the picture."""
    page = PageMaker().grid([72, 252, 432], [100, 130, 160, 190])
    for row, (left, right) in enumerate((("Rolle", "Navn"), ("Leder", "Kari"), ("Saksbehandler", "Ola"))):
        page.text(80, 120 + 30 * row, left).text(260, 120 + 30 * row, right)
    text, _, blocks, _ = read_pdf(as_pdf(picture(page)))
    assert text.split("\n") == ["Rolle\tNavn", "Leder\tKari", "Saksbehandler\tOla"]
    assert all(len(block.cells) == 2 for block in blocks)


@needs_norwegian
def test_heavy_type_and_paragraphs_come_out_as_on_a_text_page() -> None:
    """A bold line is a paragraph of its own; the lines after it are one."""
    text, _, blocks, _ = read_pdf(as_pdf(scan("Formål", *LINES[:2], bold=0)))
    assert [(text[block.span.start : block.span.end], block.bold) for block in blocks] == [
        ("Formål", True),
        (" ".join(LINES[:2]), False),
    ]


@needs_swedish
def test_swedish_is_read_with_its_own_letters() -> None:
    """ä and ö, of which Tesseract's Norwegian has only the second."""
    line = "Överenskommelsen gäller från första januari även för nyanlända."
    assert words(as_pdf(scan(line))) == line


@needs_norwegian
def test_an_unsure_reading_is_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the least confidence the page stays unread."""
    monkeypatch.setattr(ocr, "_LEAST_CONFIDENCE", 101)
    text, _, _, problems = read_pdf(as_pdf(scan(*LINES)))
    assert (text, [problem.code for problem in problems]) == ("", ["page-without-text"])


@needs_norwegian
def test_a_page_that_is_too_noisy_is_unread() -> None:
    """Specks are not taken for letters."""
    assert [problem.code for problem in read_pdf(as_pdf(scan(noise=60)))[3]] == ["page-without-text"]


@needs_norwegian
def test_pages_that_time_does_not_allow_are_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """None, when there is no time at all."""
    monkeypatch.setattr(ocr, "_SECONDS", 0)
    assert [problem.code for problem in read_pdf(as_pdf(scan(*LINES)))[3]] == ["page-without-text"]


@needs_norwegian
def test_a_page_that_takes_too_long_is_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tesseract is stopped."""
    monkeypatch.setattr(ocr, "_SECONDS_PER_PAGE", 0.01)
    assert [problem.code for problem in read_pdf(as_pdf(scan(*LINES)))[3]] == ["page-without-text"]


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is absent: apt-get install tesseract-ocr")
def test_tesseract_without_its_norwegian_and_swedish_is_no_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """English has no å."""
    monkeypatch.setattr("pytesseract.get_languages", lambda: ["eng", "osd"])
    ocr.languages.cache_clear()
    assert ocr.languages() == ()
    ocr.languages.cache_clear()


@pytest.mark.parametrize("rotation", [-3.0, -1.0, 0.0, 1.0, 3.0])
def test_a_page_is_put_straight(rotation: float) -> None:
    """Afterwards its lines of text leave blank rows between them."""
    ink = find_ink(straighten(scan(*LINES, rotation=rotation)))
    rows = ink[:, 300:1000].any(axis=1)
    assert int((np.diff(rows.astype(int)) == 1).sum()) >= len(LINES)


def test_a_blank_page_is_left_alone() -> None:
    """There is nothing to go by."""
    image = scan(noise=5)
    assert straighten(image) is image


def test_rules_are_found_and_letters_are_none() -> None:
    """A stroke right across, a stroke down the page, and four lines of text."""
    image = scan(*LINES)
    draw = ImageDraw.Draw(image)
    draw.line((200, 1000, 1400, 1000), fill=20, width=3)
    draw.line((300, 1200, 300, 1500), fill=20, width=3)
    level, upright = find_rules(find_ink(image), SCALE)
    assert (level.y0, level.y1) == pytest.approx((1000.5, 1000.5), abs=2)
    assert (level.x0, level.x1) == pytest.approx((200, 1400), abs=5)
    assert (upright.x0, upright.y0, upright.y1) == pytest.approx((300.5, 1200, 1500), abs=5)


def word(text: str, x: float, *, top: float = 100, bottom: float = 122, width: float = 0, sure: float = 95) -> Word:
    """A word in the first line; figures and capitals reach from 100 to 122."""
    box = Box(x0=x, y0=top, x1=x + (width or 16 * len(text)), y1=bottom)
    return Word(text=text, box=box, confidence=sure, line=(1, 1, 1))


def mended(*seen: Word) -> str:
    """What the words of a line say once they are mended."""
    return " ".join(run.text for run in find_runs(seen, np.zeros((200, 1654), dtype=np.bool_), SCALE))


def test_words_whose_boxes_touch_stand_apart() -> None:
    """Tesseract told them apart; a closing mark stands at its word."""
    seen = [word("ganger", 0), word("i", 58), word("året", 66), word(")", 112)]
    [line] = find_lines(find_runs(seen, np.zeros((200, 1654), dtype=np.bool_), SCALE))
    assert line.text == "ganger i året)"


def test_the_rules_of_a_table_are_no_words() -> None:
    """Tesseract takes some for bars."""
    assert mended(word("|", 0), word("|Når", 60), word("hvem|", 140)) == "Når hvem"


@pytest.mark.parametrize("read_as", ["8", "$", "S"])
def test_a_paragraph_sign_is_known_by_the_words_around(read_as: str) -> None:
    """After "jf.", "etter" or a law, and before a number."""
    assert mended(word("jf.", 0), word(read_as, 60), word("13", 90)) == "jf. § 13"


@pytest.mark.parametrize(("read_as", "sign"), [("8", "§"), ("88", "§§"), ("83", "§§")])
def test_a_paragraph_sign_is_known_by_its_depth(read_as: str, sign: str) -> None:
    """It reaches below the line."""
    assert mended(word("Lovens", 0), word(read_as, 200, bottom=126), word("13", 290)) == f"Lovens {sign} 13"


@pytest.mark.parametrize("before", ["minst", "Kommunen", "nr"])
def test_an_eight_on_the_line_stays_an_eight(before: str) -> None:
    """Before a number too."""
    assert mended(word(before, 0), word("8", 200), word("13", 240)) == f"{before} 8 13"


def test_an_eight_that_no_number_follows_stays_an_eight() -> None:
    """After "etter" too: years, weeks."""
    assert mended(word("etter", 0), word("8", 200), word("uker", 240)) == "etter 8 uker"


@pytest.mark.parametrize("torn", ["V-kontoret", "V", "V,", "Vs"])
def test_nav_is_put_together(torn: str) -> None:
    """Its A and V overlap, and the gap after them looks like that between words."""
    assert mended(word("hos", 0), word("NA", 100), word(torn, 140)) == f"hos NA{torn}"


def test_na_before_another_word_stays() -> None:
    """Only what begins with the V alone was torn off."""
    assert mended(word("NA", 0), word("Vest", 40)) == "NA Vest"


def test_a_small_mark_off_the_line_is_a_bullet() -> None:
    """Whatever it was read as."""
    assert mended(word("e", 0, top=106, bottom=115, width=9), word("Kommunen", 30)) == "• Kommunen"


@pytest.mark.parametrize(("sure", "told"), [(20, "Dato"), (90, "Dato +")])
def test_an_unsure_mark_is_a_speck(sure: float, told: str) -> None:
    """A sure one stays."""
    assert mended(word("Dato", 0), word("+", 200, sure=sure)) == told


def test_long_words_weigh_more_in_the_confidence() -> None:
    """Per letter."""
    assert mean_confidence([word("a", 0, sure=0), word("bcd", 20, sure=100)]) == 75
    assert mean_confidence([]) == 0
