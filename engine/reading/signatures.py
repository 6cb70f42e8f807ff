"""The signature block: where it stands, which sides sign, and whether each signatory has a name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ...extract.model import Clause, ClauseKind, Document, Span
from .lexicon import lexicon
from .names import is_unit, place_of
from .parties import Parties, Party
from .placeholders import blanks
from .sides import Side, joined, told_by
from .signatories import PLACE_AND_DATE, Line, lines_of, name_of, names_post, persons

_TAIL = 30
_LONGEST_LINE = 120  # characters of a line of the block
_BARE = 0.25  # from this probability on a line that looks like one to sign on is one
_LONG_WORD = 8  # letters; a longer word is found even where a narrow column breaks it
_LONGEST_POST = 50  # characters of a line that gives a post
_LONGEST_BLOCK = 15  # clauses that may follow the last line that is surely one of the block
_HEADING = re.compile(
    r"^\W*(?:\d+\.?\d*\W*)?(?:§ ?[\d-]+\W*)?(?:underskrift\w*|underteikning|signatur\w*|signering\w*|undertegn\w*"
    r"|underteckn\w*)\W*$",
    re.IGNORECASE,
)
_FOR = re.compile(r"^\W*(?:for|för|på vegne av|på vegner av)\s+\S", re.IGNORECASE)
_FOR_PARTY = re.compile(
    r"^\W*(?:for|för|på vegne av|på vegner av) [^.;:]{0,40}\b(?:kommune?|bydel\w*|herad|nav)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_BARE_PARTY = re.compile(r"(?:NAV|Nav)(?: [A-ZÆØÅ][\w-]+){1,2}|(?:[A-ZÆØÅ][\w-]+ ){1,2}(?:kommune|herad)")
_FOR_AT_END = re.compile(r",? for [^.,;:]{0,40}\b(?:kommune|bydel\w*|herad|nav)\b[^.,;:]{0,20}$", re.IGNORECASE)
_RULED = re.compile(r"_{6,}|\.{12,}|…{3,}")
_DATE = re.compile(r"^\W*dato\b", re.IGNORECASE)
_COPY = re.compile(r"^\W*(?:kopi|gjenpart|cc)\b", re.IGNORECASE)
_ANNEX = re.compile(r"^\W*(?:\d+\.?\s+)?(?:vedlegg|bilag|bilaga)\b", re.IGNORECASE)
_ANNEX_LINE = re.compile(r"[^.;\n]{3,80}")
_CONTACT = re.compile(r"kontakt", re.IGNORECASE)
_SHORT_NAME = re.compile(
    r"\A[^.;\n]{0,60}?\((?:[^()]{0,30}?\b(?:kalt|kalla|kallad|part)\s+)?"
    r"[«\"“”']?(?P<name>[A-ZÆØÅÄÖ][\wæøåäö-]*)[»\"“”']?\s*[),]"
)
_SEVERAL = re.compile(r"\b(?:kommunene|kommunane|begge kommune\w+)\b", re.IGNORECASE)
_OFFICE = re.compile(r"\bnav[- ][\wæøå]+(?:(?:\s*[-–/]\s*|\s+og\s+(?!\w+ (?:kommune|herad)))[\wæøå]+)*", re.IGNORECASE)


class State(StrEnum):
    """How a side signs."""

    NAMED = "named"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The signatory of one side, with the words that name it."""

    side: Side
    state: State
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """`clauses` are indexes into `Document.clauses`; empty when the document has no block. `signed` tells which sides
    stand in it with every party that they have; BOTH only when no party at all is absent.
    """

    clauses: tuple[int, ...]
    signatures: tuple[Signature, ...]
    signed: Side


def signature_block(document: Document, likely: Mapping[int, float], named: Parties) -> SignatureBlock:
    """Find the block before an annex or at the end, and which of the parties that are `named` stand in it.

    `likely` is the probability of the label "signature" per clause index.
    """
    ends = [*_annexes(document), len(document.clauses)]
    blocks = [found for end in ends if (found := _block(document, likely, end))]
    if not blocks:
        return SignatureBlock(clauses=(), signatures=(), signed=Side.NONE)
    read = [_read(document, inside, named) for inside in blocks]
    return max(read, key=lambda block: (block.signed is Side.BOTH, len(block.signatures)))


def _read(document: Document, inside: Sequence[int], parties: Parties) -> SignatureBlock:
    named = parties.parties
    codes = {name: told_by(concepts) for name, concepts in parties.aliases.items()}
    lines = lines_of(document, inside, codes)
    signatures = _signatures(document, lines)
    absent = _absent(document, inside, named, frozenset(each.side for each in signatures))
    lacking = {party.side for party in absent} | _without_name(document, named, lines)
    return SignatureBlock(
        clauses=tuple(inside),
        signatures=tuple(replace(each, state=State.BLANK) if each.side in lacking else each for each in signatures),
        signed=_signed(named, absent, signatures),
    )


def _without_name(document: Document, named: Sequence[Party], lines: Sequence[Line]) -> set[Side]:
    """The sides of several parties, when the block names fewer persons than there are parties."""
    sides = [party.side for party in named]
    fewer = sum(len(line.names) for line in lines) < len(named)
    for_all = any(_SEVERAL.search(document.quote(line.span)) for line in lines)
    return {side for side in sides if fewer and not for_all and sides.count(side) > 1}


def _signed(named: Sequence[Party], absent: Sequence[Party], signatures: Sequence[Signature]) -> Side:
    if len(named) > 1 and not absent:
        return Side.BOTH
    lacking = {party.side for party in absent}
    signed = joined(each.side for each in signatures if each.side not in lacking)
    return Side.NONE if absent and signed is Side.BOTH else signed


def _annexes(document: Document) -> list[int]:
    """The headings of annexes, be they no more than a line "Vedlegg: …"."""
    heads = (ClauseKind.HEADING, ClauseKind.PARAGRAPH)
    clauses = ((index, each.kind, document.quote(each.span)) for index, each in enumerate(document.clauses))
    return [
        index
        for index, kind, text in clauses
        if kind in heads and _ANNEX.match(text) and (kind is ClauseKind.HEADING or _ANNEX_LINE.fullmatch(text))
    ]


def _block(document: Document, likely: Mapping[int, float], end: int) -> tuple[int, ...]:
    """The clauses of the block that ends before the clause `end`."""
    clauses = document.clauses
    texts = [document.quote(clause.body).strip() for clause in clauses[:end]]
    strong = [
        i
        for i in range(max(0, end - _TAIL), end)
        if clauses[i].kind is not ClauseKind.CONTENTS
        and not (i < end // 4 and (PLACE_AND_DATE.match(texts[i]) or _DATE.match(texts[i])))  # of a letter
        and not _lists_contacts(document, i)
        and _is_strong(texts[i], likely.get(i, _unread(clauses[i])))
    ]
    return _run(texts, strong) if strong else ()


def _lists_contacts(document: Document, index: int) -> bool:
    """Whether a clause is one of a list of contacts, which place and date end where signatures follow it."""
    section = document.clauses[index].section
    if section is None or not _CONTACT.search(document.quote(document.sections[section].title)):
        return False
    before = (each for each in document.clauses[: index + 1] if each.section == section)
    return not any(PLACE_AND_DATE.match(document.quote(each.body).strip()) for each in before)


def _absent(document: Document, inside: Sequence[int], named: Sequence[Party], signed: frozenset[Side]) -> list[Party]:
    """The parties that do not stand in the block. One that is alone on its side may stand there as "kommunen"."""
    sides = [party.side for party in named]
    texts = [document.quote(document.clauses[index].span) for index in inside]
    lines = [text for text in texts if (len(text) < _LONGEST_LINE or "\t" in text) and not PLACE_AND_DATE.match(text)]
    block = "\n".join(lines)
    present = [party for party in named if (sides.count(party.side) == 1 and party.side in signed)]
    present += [party for party in named if _stands_in(document, party, block)]
    through = any(party.side is Side.MUNICIPALITY for party in present)
    return [party for party in named if party not in present and not (through and is_unit(party.name))]


def _stands_in(document: Document, party: Party, block: str) -> bool:
    """Whether the block has the party's place, else the first word of its name, or its short name."""
    if party.side is Side.MUNICIPALITY and _SEVERAL.search(block):
        return True
    own = place_of(party.name) or party.name.split()[0].rstrip(",")
    short = _SHORT_NAME.match(document.text[party.span.end : party.span.end + 120])
    stems = [name.removesuffix("s") for name in (own, short.group("name") if short else own)]
    others = block if party.side is Side.NAV else _OFFICE.sub("", block)
    return any(re.search(rf"\b{re.escape(stem)}s?\b", others) for stem in stems) or (
        len(own) > _LONG_WORD and _squeezed(stems[0]) in _squeezed(others)
    )


def _squeezed(text: str) -> str:
    """Lower case without white space: narrow columns break words."""
    return "".join(text.lower().split())


def opens_signing(text: str) -> bool:
    """Whether a line by itself tells that signatures stand here: a heading, place and date, "for" with a ruled line."""
    line = text.strip()
    return bool(
        _HEADING.match(line)
        or (line[:1].isupper() and PLACE_AND_DATE.match(line))
        or (len(line) < _LONGEST_LINE and _RULED.match(line))
        or _FOR_PARTY.match(line)
    )


def _unread(clause: Clause) -> float:
    """The probability for a clause that is no provision: a bare line or a table's head ("For Sunndal kommune") is
    judged by its looks.
    """
    return _BARE if clause.kind in (ClauseKind.PARAGRAPH, ClauseKind.ROW) else 0.0


def _is_strong(text: str, probability: float) -> bool:
    signs = len(text) < _LONGEST_LINE and _FOR_AT_END.search(text) and persons(text)
    if signs or _HEADING.match(text) or PLACE_AND_DATE.match(text):
        return True
    if len(text) < _LONGEST_LINE and (_FOR.match(text) or _RULED.search(text)):
        return probability >= _BARE
    return probability > 0.6 and len(text) < 300


def _run(texts: Sequence[str], strong: Sequence[int]) -> tuple[int, ...]:
    """The last run of `strong`, gaps of two clauses filled, and the names, posts and lines to sign on after it."""
    first = strong[-1]
    for index in reversed(strong[:-1]):
        if first - index > 3 and not all(_goes_on(text) for text in texts[index + 1 : first]):
            break
        first = index
    while first > 0 and _may_open(texts[first - 1]):
        first -= 1
    end = strong[-1] + 1
    while end < len(texts) and (end < strong[-1] + 3 or (end < strong[-1] + _LONGEST_BLOCK and _goes_on(texts[end]))):
        end += 1
    return tuple(index for index in range(first, end) if not _COPY.match(texts[index]))


def _may_open(text: str) -> bool:
    """Whether a line may stand above the first that is surely of the block: a name, a party, whom one signs for."""
    return bool(_is_name(text) or _BARE_PARTY.fullmatch(text) or _FOR_PARTY.match(text))


def _is_name(text: str) -> bool:
    """Whether a line is the name of a person and nothing else."""
    return any(end - start == len(text) for start, end in persons(text))


def _goes_on(text: str) -> bool:
    """Whether a line among others of the block is of it: short, no sentence, with a name, a post or a line."""
    if len(text) >= _LONGEST_LINE or text.endswith("."):
        return False
    post = names_post(lexicon("no").mentions(text))
    return bool(persons(text) or _RULED.search(text) or (post and len(text) < _LONGEST_POST))


def _signatures(document: Document, lines: Sequence[Line]) -> list[Signature]:
    found = []
    for side in (Side.MUNICIPALITY, Side.NAV):
        own = [line for line in lines if line.side is side]
        if own:
            name = name_of(side, lines)
            below = (line.span for line in lines if line.span.start >= own[0].span.start)
            blank = next((span for span in below if blanks(document.quote(span))), own[0].span)
            found.append(Signature(side=side, state=State.NAMED if name else State.BLANK, span=name or blank))
    return found
