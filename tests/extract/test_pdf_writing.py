"""Pages whose pictures show writing that the text does not have, and what is filled in on a page."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from PIL import Image

from avtalesjekk.extract import ocr
from avtalesjekk.extract.pdf import read_pdf

from .pdf_maker import PageMaker, make_pdf

SENTENCES = [f"Partene møtes {count} ganger i året og går gjennom samarbeidet om programmet." for count in range(8)]
STAMP = "Dokumentnøkkel ABCDE-12345-FGHIJ, signert digitalt av begge parter"
Grey = npt.NDArray[np.uint8]


@pytest.fixture(autouse=True)
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is unread stays so."""
    monkeypatch.setattr(ocr, "languages", lambda: ())


def drawn(page: PageMaker) -> Grey:
    """A page as grey pixels."""
    grey = pdfium.PdfDocument(make_pdf(page))[0].render(scale=2, grayscale=True).to_numpy()
    return np.asarray(grey, dtype=np.uint8).reshape(grey.shape[0], -1)


def on_pictures(page: PageMaker, *pictures: Grey, jpeg: bool = False) -> bytes:
    """A page over pictures that cover it together, one below the other, from top to bottom."""
    heights = [page.height * len(each) / sum(map(len, pictures)) for each in pictures]
    for index, height in enumerate(heights):
        foot = page.height - sum(heights[: index + 1])
        page.parts.insert(0, f"q {page.width} 0 0 {height} 0 {foot} cm /P{index} Do Q")
    with pikepdf.open(io.BytesIO(make_pdf(page))) as document:
        streams = {
            f"/P{index}": document.make_stream(
                as_jpeg(each) if jpeg else each.tobytes(),
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=each.shape[1],
                Height=each.shape[0],
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
                **({"Filter": pikepdf.Name.DCTDecode} if jpeg else {}),
            )
            for index, each in enumerate(pictures)
        }
        document.pages[0].Resources.XObject = pikepdf.Dictionary(streams)
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def as_jpeg(grey: Grey) -> bytes:
    target = io.BytesIO()
    Image.fromarray(grey).save(target, "JPEG")
    return target.getvalue()


def unread(data: bytes) -> list[int | None]:
    return [problem.page for problem in read_pdf(data)[3] if problem.code == "page-without-text"]


both_kinds = pytest.mark.parametrize("jpeg", [False, True])
SCAN = drawn(PageMaker().lines(72, 200, *SENTENCES))


@both_kinds
def test_a_scan_with_a_stamp_is_unread(jpeg: bool) -> None:
    """Although the stamp is text."""
    assert unread(on_pictures(PageMaker().text(72, 820, STAMP), SCAN, jpeg=jpeg)) == [1]


@both_kinds
def test_a_skewed_scan_with_a_header_is_unread(jpeg: bool) -> None:
    """Its lines rise from side to side."""
    rising = np.stack([np.roll(column, index // 57) for index, column in enumerate(SCAN.T)]).T
    assert unread(on_pictures(PageMaker().text(72, 40, STAMP), rising, jpeg=jpeg)) == [1]


@both_kinds
def test_a_scan_in_strips_is_unread(jpeg: bool) -> None:
    """Each of its pictures is small."""
    assert unread(on_pictures(PageMaker().text(72, 820, STAMP), *np.array_split(SCAN, 8), jpeg=jpeg)) == [1]


def test_a_damaged_jpeg_is_no_photo() -> None:
    """The page is drawn, and shows what pdfium makes of it."""
    jpeg, page = as_jpeg(SCAN), PageMaker().text(72, 820, STAMP)
    cut_short = jpeg[: len(jpeg) * 4 // 5].ljust(len(jpeg), b"\x00")
    assert unread(on_pictures(page, SCAN, jpeg=True).replace(jpeg, cut_short)) == [1]


def test_a_scan_with_a_layer_of_text_is_read() -> None:
    """The text stands where the writing is."""
    assert unread(on_pictures(PageMaker().lines(72, 200, *SENTENCES), SCAN)) == []


def test_a_layer_that_lacks_its_letters_is_unread() -> None:
    """The scan says more than the text over it."""
    said = ["Samarbeidsavtalen skal evalueres av partene i november og rapporteres til kommunen"] * 8
    assert unread(on_pictures(PageMaker().lines(72, 200, *said), SCAN)) == [1]
    assert unread(make_pdf(PageMaker().lines(72, 200, *said))) == []


def test_a_ground_without_writing_hides_nothing() -> None:
    """Neither a colour nor a pattern as large as the page is more than one reads."""
    plain = np.full((842, 595), 90, dtype=np.uint8)
    wide = np.where(np.arange(842)[:, None] // 40 % 2, 60, 255).astype(np.uint8).repeat(595, axis=1)
    for ground in (plain, wide):
        for jpeg in (False, True):
            assert unread(on_pictures(PageMaker().text(72, 100, STAMP), ground, jpeg=jpeg)) == []


def test_a_photo_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which would take long."""
    monkeypatch.setattr(pdfium.PdfPage, "render", lambda *_, **__: pytest.fail("drawn"))
    photo = np.add.outer(np.arange(1684), np.arange(1190)).astype(np.uint8)
    assert unread(on_pictures(PageMaker().lines(72, 200, *SENTENCES), photo, jpeg=True)) == []


def annotated(page: PageMaker, **entries: object) -> bytes:
    """A page with one annotation, which shows its words in its own appearance."""
    with pikepdf.open(io.BytesIO(make_pdf(page))) as document:
        font = document.pages[0].Resources.Font.F
        shown = document.make_stream(
            b"BT /F 11 Tf 2 5 Td (1. januar 2019) Tj ET",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 150, 18],
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)),
        )
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Rect=[200, 687, 350, 705], F=4, AP=pikepdf.Dictionary(N=shown), **entries
        )
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(annotation)])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=document.pages[0].Annots)
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["Widget", "FreeText", "Stamp"])
def test_what_is_filled_in_is_read_where_it_stands(kind: str) -> None:
    """A field of a form, a text box, a stamp."""
    page = PageMaker().text(72, 150, "Avtalen gjelder fra").text(72, 180, "Kommunen kaller inn.")
    entries = {"Subtype": pikepdf.Name(f"/{kind}"), "FT": pikepdf.Name.Tx, "V": "1. januar 2019"}
    assert read_pdf(annotated(page, **entries))[0].splitlines() == [
        "Avtalen gjelder fra\t1. januar 2019",
        "Kommunen kaller inn.",
    ]


def test_a_link_is_no_text() -> None:
    """Nor is it put on the page."""
    data = annotated(PageMaker().text(72, 150, "Avtalen gjelder fra"), Subtype=pikepdf.Name.Link)
    assert read_pdf(data)[0] == "Avtalen gjelder fra"


def test_what_stands_outside_of_the_page_is_not_read() -> None:
    """Nobody sees it."""
    page = PageMaker().text(72, 150, "Avtalen gjelder i to år.")
    for x, y in ((-400, 200), (700, 200), (72, -30), (72, 900)):
        page.text(x, y, "Dette ser ingen.")
    assert read_pdf(make_pdf(page))[0] == "Avtalen gjelder i to år."


def with_attachment(name: str) -> bytes:
    with pikepdf.open(io.BytesIO(make_pdf(PageMaker().text(72, 700, "Samarbeidsavtale")))) as document:
        document.attachments[name] = b"..."
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def test_an_attached_document_is_told() -> None:
    """What it says is not known; the evidence of a signature says nothing of the agreement."""
    assert [problem.code for problem in read_pdf(with_attachment("Vedlegg 1.PDF"))[3]] == ["embedded-document"]
    assert not read_pdf(with_attachment("evidence.xml"))[3]
