"""Which encoding a plain text was written in."""

from __future__ import annotations

import codecs

import pytest

from avtalesjekk.extract.encoding import decode
from avtalesjekk.extract.model import ReadError

TEXTS = (
    "Mål på nytt",
    "1. Formål på å øke",
    "ÆRESMEDLEM I MILJØVERNUTVALGET PÅ ÅS",
    "För särskilda åtgärder på hög nivå",
    "Jf. introduksjonsloven § 4",
    "Møtet holdes én gang i året.",
    "Åse Kleppen",
    "Å sikre",
)
NOT_IN_DOS = ("NAV Hareid–Ulstein", "(«NAV»)", "NAV’s", "“NAV”", "For NAV: ………………", "• NAV", "Seljord – Kviteseid")


@pytest.mark.parametrize(
    "data",
    [
        "Mål på nytt".encode(),
        codecs.BOM_UTF8 + "Mål på nytt".encode(),
        "Mål på nytt".encode("cp1252"),
        codecs.BOM_UTF16_LE + "Mål på nytt".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Mål på nytt".encode("utf-16-be"),
    ],
)
def test_encodings(data: bytes) -> None:
    """A byte order mark decides, else UTF-8, else Windows-1252."""
    assert decode(data) == "Mål på nytt"


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b" \n\n", "empty"), (b"GIF89a\x00\x01", "not-a-document")])
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    """Nothing, only blanks, and control characters."""
    with pytest.raises(ReadError) as error:
        decode(data)
    assert error.value.code == code


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", TEXTS)
def test_an_encoding_is_told_by_the_words_that_it_makes(text: str, encoding: str) -> None:
    """Of Windows, the old Macintosh and DOS, and UTF-16 without a mark."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", NOT_IN_DOS)
def test_an_encoding_is_told_by_its_signs_alone(text: str, encoding: str) -> None:
    """Dashes, quotes, bullets and leaders where texts have them."""
    assert decode(text.encode(encoding)) == text


def test_the_signs_of_dos() -> None:
    """Its paragraph sign and its end of file are control characters elsewhere, its quotes the letters of others."""
    assert decode(b"Jf. lov \x15 4 om \xaeNAV\xaf\r\n\x1a") == "Jf. lov § 4 om «NAV»\r\n"


def test_a_broken_place_does_not_make_utf_8_something_else() -> None:
    """One letter was pasted in another encoding."""
    assert decode("Mål på nytt, både ".encode() + b"p\xe5 NAV") == "Mål på nytt, både p\ufffd NAV"
