"""A tiny PDF writer for tests: text at chosen places in the standard fonts, rules, boxes, pictures, rotation."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pikepdf

_FONTS = {"F": "Helvetica", "B": "Helvetica-Bold", "I": "Helvetica-Oblique"}


@dataclass
class PageMaker:
    """One page of A4 in the making; `y` is measured from the top, in points."""

    rotate: int = 0
    width: int = 595
    height: int = 842
    parts: list[str] = field(default_factory=list)
    picture: bool = False

    def text(
        self, x: float, y: float, words: str, size: float = 11, font: str = "F", matrix: str = "1 0 0 1"
    ) -> PageMaker:
        """Print one line of words."""
        code = words.encode("cp1252").hex()
        self.parts.append(f"BT /{font} {size} Tf {matrix} {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def lines(self, x: float, y: float, *lines: str, step: float = 14, size: float = 11, font: str = "F") -> PageMaker:
        """Print lines below each other."""
        for index, line in enumerate(lines):
            self.text(x, y + index * step, line, size, font)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> PageMaker:
        """Draw a straight stroke."""
        self.parts.append(f"{x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> PageMaker:
        """Draw the rules of a table."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def fill(self, x0: float, y0: float, x1: float, y1: float) -> PageMaker:
        """Shade an area in light grey."""
        self.parts.append(f"q 0.8 g {x0} {self.height - y1} {x1 - x0} {y1 - y0} re f Q")
        return self

    def image(self) -> PageMaker:
        """Cover the page with a picture."""
        self.picture = True
        self.parts.append(f"q {self.width} 0 0 {self.height} 0 0 cm /P Do Q")
        return self


def make_pdf(*pages: PageMaker, encryption: pikepdf.Encryption | None = None) -> bytes:
    """Return the bytes of a PDF with these pages."""
    pdf = pikepdf.new()
    fonts = pikepdf.Dictionary(
        {
            f"/{key}": pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name(f"/{name}"),
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
            for key, name in _FONTS.items()
        }
    )
    for page in pages:
        pdf.add_blank_page(page_size=(page.width, page.height))
        target = pdf.pages[-1]
        target.Resources = pikepdf.Dictionary(Font=fonts)
        if page.picture:
            target.Resources.XObject = pikepdf.Dictionary(P=_grey_pixel(pdf))
        target.Contents = pdf.make_stream("\n".join(page.parts).encode())
        if page.rotate:
            target.Rotate = page.rotate
    stream = io.BytesIO()
    pdf.save(stream, encryption=encryption or False)
    return stream.getvalue()


def _grey_pixel(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(
        b"\x80",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=1,
        Height=1,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )
