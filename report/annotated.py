"""Copies of the agreements with the report as comments: in Word for a DOCX, as highlights for a PDF.

The copy of a document is made from its own bytes, those that were checked. Other formats get none: their text would
have to be set anew. Refuses with `NotAnnotatedError`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from ..extract.model import ReadError
from .formats import Presentation
from .model import DocumentReport
from .notes import NotAnnotatedError, notes

# The ending of a copy, by the format of the document.
COPIES: Mapping[str, str] = {"docx": ".docx", "pdf": ".pdf"}


def annotated(data: bytes, document: DocumentReport, day: str, shown: Presentation, *, met: bool = False) -> bytes:
    """A copy of the document, whose bytes are `data`, with comments on all findings, and if `met` on what is met.

    The comments are dated `day`, an ISO day. The same arguments give the same bytes.
    """
    if document.format not in COPIES:
        raise NotAnnotatedError("no-source")
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise NotAnnotatedError("changed")
    wanted = notes(document, shown, met)
    if document.format == "docx":
        from .word_comments import with_comments

        try:
            return with_comments(data, wanted, day)
        except ReadError as error:  # a part that is not read for the check is damaged
            raise NotAnnotatedError("unusual") from error
    from .pdf_comments import with_highlights

    return with_highlights(data, wanted, document.passages, day)
