"""What the checker read, as JSON: the text, its pages, and the tree of sections and clauses with places in the text."""

from __future__ import annotations

import json
from dataclasses import asdict

from ..extract.model import Document


def clause_tree(document: Document) -> str:
    """`document` as indented JSON.

    `start` and `end` (not included) are places in `text`; `section`, `parent` and `lead_in` are ids.
    """
    sections = document.sections
    clauses = document.clauses
    tree = {
        "path": document.path,
        "sha256": document.sha256,
        "format": document.format,
        "text": document.text,
        "pages": [asdict(page) for page in document.pages],
        "sections": [
            {
                "id": section.id,
                "number": section.number,
                "title": document.quote(section.title),
                "level": section.level,
                "parent": sections[section.parent].id if section.parent is not None else None,
                **asdict(section.span),
            }
            for section in sections
        ],
        "clauses": [
            {
                "id": clause.id,
                "kind": clause.kind.value,
                "number": clause.number,
                "section": sections[clause.section].id if clause.section is not None else None,
                "lead_in": clauses[clause.lead_in].id if clause.lead_in is not None else None,
                "page": clause.page,
                "headers": list(clause.headers),
                "text": document.quote(clause.span),
                **asdict(clause.span),
            }
            for clause in clauses
        ],
        "problems": [{"code": p.code, "page": p.page, "detail": dict(p.detail)} for p in document.problems],
    }
    return json.dumps(tree, ensure_ascii=False, indent=2)
