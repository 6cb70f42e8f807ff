"""Who signs, where parties are more or others than a municipality and NAV: a person for each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ...extract.model import Document
from .contacts import person_names
from .matters import BY_STRUCTURE, Matter, Standing, line_of
from .placeholders import blanks

_COLUMN = re.compile(r"[\t\n]| {3,}")
_DATED = re.compile(
    r"^[A-ZÆØÅÄÖ][\wæøåäö-]+(?: [A-ZÆØÅÄÖ]\w+)?(?:,| den|, den)?\s+"
    r"(?:\d{1,2}\.? ?[a-zæøå]+ \d{4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})\W*$"
)
_SIGNING = re.compile(
    r"^\W*(?:\d+\W+)?(?:underskrift|undertecknande|undertegning|signatur|signering)\w*\W*$", re.IGNORECASE
)
_FOR = re.compile(r"^\W*f[oö]r\b\W*", re.IGNORECASE)
_SEVERAL = re.compile(r"\bkommuner\b|\b\w*förbund(?:et)?\b")
_NAME_BLANK = re.compile(r"na[mv]n|signat", re.IGNORECASE)
_BOTH = 2
Names = Callable[[str], bool]


def signing_place(document: Document, end: int, block: Sequence[int]) -> tuple[int, ...]:
    """The clauses where the parties sign, before the clause `end`: from the last line with place and date, or the last
    heading on signatures; else those of `block`.
    """
    opens = [index for index in range(end) if _opens(line_of(document, index))]
    return tuple(range(opens[-1], end)) if opens else tuple(index for index in block if index < end)


def _opens(line: str) -> bool:
    return bool(_DATED.match(line) or _SIGNING.match(line))


def signing(document: Document, clauses: Sequence[int], parties: Sequence[Names]) -> Iterator[Matter]:
    """The places in `clauses` where persons sign, STATED when each of `parties` is named there and has its person; an
    association may sign for its municipalities.

    A party is given as what tells whether a line names it. Where nobody signs, the lines that name a party show it.
    """
    lines = [
        (clause, line.strip())
        for clause in clauses
        for line in (*document.clauses[clause].headers, *_COLUMN.split(document.quote(document.clauses[clause].body)))
    ]
    present = all(any(names(line) for _, line in lines) for names in parties)
    signed = [(clause, line) for clause, line in lines if _persons(line, parties)]
    unsigned = [(clause, line) for clause, line in lines if any(not blank.ruled for blank in blanks(line))]
    nameless = any(_NAME_BLANK.search(line[blank.start : blank.end]) for _, line in unsigned for blank in blanks(line))
    persons = {name for _, line in signed for name in _persons(line, parties)}
    for_several = any(_SEVERAL.search(line) for _, line in lines)
    fewest = min(_BOTH, len(parties)) if for_several else len(parties)
    complete = present and bool(parties) and len(persons) >= fewest and not nameless
    posts = [(clause, line) for clause, line in lines if any(names(line) for names in parties)]
    shown = signed if complete else [*unsigned, *signed] or posts
    for clause in dict.fromkeys(clause for clause, _ in shown):
        yield Matter(
            subject="signatures",
            standing=Standing.STATED if complete else Standing.WEAK,
            span=document.clauses[clause].body,
            clause=clause,
            sureness=BY_STRUCTURE,
        )


def _persons(line: str, parties: Sequence[Names]) -> list[str]:
    """The persons that `line` names; an office may look like one ("Landstinget Sörmland")."""
    line = _FOR.sub("", line)
    found = [line[start:end] for start, end in person_names(line) if not line.startswith(" kommun", end)]
    return [name for name in found if not any(names(name) for names in parties)]
