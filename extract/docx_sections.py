"""The sections of a DOCX, and which running headers and footers Word prints in them.

Those of a first page are printed only where the section asks for a first page of its own, those of even pages only
where the settings tell even pages from odd ones. A section without a header of its own has that of the one before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .docx_package import RELATIONS, Package, W
from .docx_styles import is_on

if TYPE_CHECKING:
    from lxml.etree import _Element


def sections(package: Package) -> list[_Element]:
    """Return the `w:sectPr` of the sections, in their order."""
    return [
        section
        for section in package.main.iter(f"{W}sectPr")
        if next(section.iterancestors(f"{W}sectPrChange"), None) is None
    ]


def printed_margins(package: Package) -> list[str]:
    """Return the relationship ids of the headers and footers that are printed, each once, in their order."""
    even = _says(package.part("settings"), "evenAndOddHeaders")
    current: dict[tuple[str, str], str] = {}
    printed: dict[str, None] = {}
    for section in sections(package):
        for reference in section.iterchildren(f"{W}headerReference", f"{W}footerReference"):
            page = reference.get(f"{W}type", "default")
            current[str(reference.tag), page] = reference.get(f"{RELATIONS}id", "")
        special = {"first": _says(section, "titlePg"), "even": even}
        printed.update((identity, None) for (_, page), identity in current.items() if special.get(page, True))
    return list(printed)


def _says(parent: _Element | None, name: str) -> bool:
    element = None if parent is None else parent.find(f"{W}{name}")
    return element is not None and is_on(element.get(f"{W}val", "1"))
