"""Where the papers of a file open: a case with its header, an agreement with its title, or what begins a new page.

It promises that a title alone opens nothing where it is the subject of a case, and that in a file without any case what
follows an agreement is another paper only when its looks tell so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ...extract.model import ClauseKind, Document
from ...extract.numbers import decimal_path
from .signatures import opens_signing

_TITLES = (ClauseKind.TITLE, ClauseKind.HEADING)
_CASE = re.compile(
    r"\W*(?:(?:møteinnkalling|innkalling til|møteprotokoll|møtebok|møteliste|protokoll (?:fra|frå)|saks?fr[ae]mlegg"
    r"|saksutgreiing|saksutredning|saksprotokoll|særutskrift|sakliste|saksliste|sakspapir|tjänsteskrivelse|kallelse"
    r"|sammanträdesprotokoll)(?:e[nt]|a|er)?\b(?!.*\w\w[.,;?!]\W*\Z)|(?:[A-ZÆØÅ]{2,4}|sak|utvalgssak|saksnr\.?|saksnummer|saknr\.?|referatsak)\W{0,3}\d+/\d+"
    r"|arkivsak\w*|journalpost\w*|saksnr\b|saksbehandler:|sakshandsamar:|saksgang\b(?! (?:ved|for|i)\b)"
    r"|utvalg(?:ssak)?:|utval:)",
    re.IGNORECASE,
)
# At the head of a page and as large as a title; inside of an agreement it is a heading.
_MINUTES = re.compile(
    r"\W*(?:(?:møte)?referat|minnesanteckningar|notat)(?:\W*\Z| (?:fra|frå|från|av|nr)\b)", re.IGNORECASE
)
_AGREEMENT = re.compile(
    # The parties before a colon or dash, what the paper is part of, how it is called.
    r"\W*(?:[^.:;?!]{3,80}(?::|\s[–—-])\s+)?"
    r"(?:(?:utkast|forslag|framlegg|udkast)(?: til)?\W+|(?:vedlegg|bilag|bilaga)\W*\d*\W+|(?:ny|lokala?|intern"
    r"|felles|revidert|regional|gjensidig|interkommunal|skriftlig|skriftleg)\W+)*"
    r"(?:[^\W\d_]*avtale\b|avtal[ea]n? mellom\b|avtala (?:om|mellom)\b|avtal (?:om|mellan)\b|överenskommelse\b"
    r"|[^\W\d_]*(?:samarbeid|samhandling)s?(?:rutine\w*|(?: \w+){0,6} (?:om|mellom|og nav)\b)|partn[ea]rskap\b"
    r"|rutine(?: for sam\w+|:))",
    re.IGNORECASE,
)
_AGREEMENT_WORD = re.compile(r"avtal[ea]\b|avtalen mellom|rutine\b|överenskommelse", re.IGNORECASE)
_DRAFT = re.compile(r"\W*(?:utkast|udkast|draft|forslag|framlegg)\b", re.IGNORECASE)
CASE_WORDS = re.compile(
    r"\b(?:vedtak|innstilling|tilråding|saksopplysninga?e?r|bakgrunn|vurdering|konklusjon|konsekvens[ea]r|oppsummering)\b",
    re.IGNORECASE,
)
# What stands under the subject line of a case, be that the name of the agreement that the case is about.
_PROPOSAL = re.compile(
    r"\W*(?:[^\W\d_]+s )?(?:innstilling|tilråding|vedtak|(?:forslag|framlegg) til (?:vedtak|innstilling)|saken gjelder"
    r"|saka gjeld|saksopplysninga?e?r)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(rf"\W*(?:(?:vedlegg|bilag|bilaga)\b|{CASE_WORDS.pattern})", re.IGNORECASE)
_UNFINISHED = re.compile(r"[.,;?!]\W*\Z")
_LONGEST_TITLE = 160
_MOST_LETTERHEAD = 6  # lines above the title on its page
SHORTEST_AGREEMENT = 800  # characters, shorter is a title on a cover or in a list
_TITLE_LINES = 3  # most lines of a title
_LARGER = 0.9  # points above the text of the page
_HEADER = 8  # clauses below the title in which lines of a case header are those of a letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of the file: the clauses from `first` to before the first of the next one.

    `agreement` tells whether it may be one, `named` whether its title says so.
    """

    first: int
    agreement: bool
    named: bool = False


class Openings:
    """Goes through the clauses of a file once and notes which of them open a paper."""

    def __init__(self, document: Document) -> None:
        self._clauses = document.clauses
        self._texts = [document.quote(clause.body).strip() for clause in document.clauses]
        self._sizes = {block.span.start: block.size or 0.0 for block in document.blocks}
        self._body_sizes = _body_sizes(document)
        self._is_bundle = any(self._opens_case(index, 0) for index in range(len(self._clauses)))

    def found(self) -> list[Paper]:
        """The papers that open with a line of their own, in order."""
        papers: list[Paper] = []
        title, signing = 0, len(self._clauses)
        for index in range(len(self._clauses)):
            last = papers[-1] if papers else Paper(first=0, agreement=False)
            paper = self._opened(index, title, last, signed=signing < self._first_line(index))
            if paper is None:
                if index < signing and opens_signing(self._texts[index]):
                    signing = index
                continue
            if papers and paper.first == last.first:
                papers.pop()
            if last.agreement or paper.agreement or not papers:
                papers.append(paper)
            title, signing = index, len(self._clauses)
        return papers

    def _opened(self, index: int, title: int, last: Paper, *, signed: bool) -> Paper | None:
        """The paper that a clause opens after the paper `last`, whose title is the clause `title`.

        `signed` tells whether that was signed before the page, or the line, on which the clause stands.
        """
        if self._opens_agreement(index) and (
            (self._may_come_first(index) and not last.named)
            or (self._calls_itself(index) and (signed or self._opens_next(index, title)))
        ):
            return Paper(first=self._letterhead(index), agreement=True, named=True)
        if self._opens_case(index, title) and not (last.agreement and self._stands_below(index, title)):
            return Paper(first=self._first_line(index), agreement=False)
        if self._opens_other(index) and self._ends(index, title, last, signed):
            return Paper(first=self._first_line(index), agreement=True)
        return None

    def _opens_case(self, index: int, title: int) -> bool:
        """Whether a clause opens a case, or minutes that are no heading of the paper under `title`."""
        text = self._texts[index]
        if not self._is_prominent(index):
            return False
        minutes = self._heads_page(index) and _MINUTES.match(text) and self._is_title_size(index, title)
        return bool(_CASE.match(text) or minutes)

    def _opens_agreement(self, index: int) -> bool:
        text = self._texts[index]
        is_title = self._is_prominent(index) and bool(_AGREEMENT.match(text)) and not _UNFINISHED.search(text)
        return is_title and not (_CASE.match(text) or _MINUTES.match(text) or self._is_subject(index))

    def _is_subject(self, index: int) -> bool:
        """Whether a title is the subject line of a case: what is proposed follows right below it."""
        below = range(index + 1, min(index + _HEADER, len(self._clauses)))
        return any(self._is_prominent(each) and _PROPOSAL.match(self._texts[each]) for each in below)

    def _calls_itself(self, index: int) -> bool:
        """Whether a title has the word for an agreement, and not only words that a heading of one may have."""
        return bool(_AGREEMENT_WORD.search(self._texts[index]))

    def _may_come_first(self, index: int) -> bool:
        """Whether the first agreement of a file may open here: "Samarbeid mellom lederne" is a heading inside of it."""
        return self._is_bundle or index < _HEADER or self._tops_page(index) or self._calls_itself(index)

    def _opens_next(self, index: int, title: int) -> bool:
        """Whether a title ends the agreement under `title`, which nobody has signed."""
        length = self._clauses[index].span.start - self._clauses[title].span.start
        return length >= SHORTEST_AGREEMENT and self._heads_page(index) and self._looks_new(index, title)

    def _opens_other(self, index: int) -> bool:
        """Whether a new page begins a paper that does not say what it is, as it may where papers are bound together."""
        text = self._texts[index]
        is_title = self._stands_out(index) and self._heads_page(index) and not self._clauses[index].number
        below_case = _CASE.match(self._texts[self._first_line(index)])
        return is_title and not (_NO_TITLE.match(text) or opens_signing(text) or below_case)

    def _ends(self, index: int, title: int, last: Paper, signed: bool) -> bool:
        """Whether a title on a new page ends the paper `last`; in a file without any case it takes more to show it."""
        if not self._is_bundle:
            is_over = signed or self._has_other_text(index)
            return last.agreement and is_over and self._is_title_size(index, title)
        return signed or not last.agreement or self._looks_new(index, title)

    def _looks_new(self, index: int, title: int) -> bool:
        """Whether the first line of a page is as large as `title`, or the page in another size than the one before."""
        return self._has_other_text(index) or self._is_title_size(index, title)

    def _has_other_text(self, index: int) -> bool:
        """Whether the text of a page, of which a clause is the first or the second, has another size than before."""
        return self._body_size(index) != self._body_size(self._first_line(index) - 1)

    def _is_title_size(self, index: int, title: int) -> bool:
        """Whether a line is larger than the text and as large as `title`, or larger than all headings below it."""
        size, headings = self._size(index), range(title + _TITLE_LINES, index)
        is_largest = size >= self._size(title) or size > max(map(self._size, headings), default=size)
        return is_largest and size > self._body_size(index)

    def _stands_below(self, index: int, title: int) -> bool:
        """Whether a clause stands near a title, on its page, as the lines of a letterhead do."""
        return index <= title + _HEADER and self._clauses[index].page == self._clauses[title].page

    def _size(self, index: int) -> float:
        return self._sizes.get(self._clauses[index].span.start, 0.0)

    def _body_size(self, index: int) -> float:
        """The size of most of the text on the page of a clause."""
        return self._body_sizes.get(self._clauses[index].page, 0.0)

    def _stands_out(self, index: int) -> bool:
        kind, larger = self._clauses[index].kind, self._size(index) - self._body_size(index)
        return kind in _TITLES or (kind is ClauseKind.PARAGRAPH and larger > _LARGER)

    def _is_prominent(self, index: int) -> bool:
        """Whether a short line without a number looks like a title, or is one of the first lines of its page."""
        is_short = len(self._texts[index]) <= _LONGEST_TITLE and not decimal_path(self._clauses[index].number)
        is_first = any(self._tops_page(each) for each in range(index - 2, index + 1))
        return is_short and (is_first or self._stands_out(index))

    def _tops_page(self, index: int) -> bool:
        page = self._clauses[index].page if index >= 0 else None
        return page is not None and (index == 0 or self._clauses[index - 1].page != page)

    def _heads_page(self, index: int) -> bool:
        """Whether a line is the first of its page, or the second below a name or a mark."""
        return self._tops_page(index) or (self._tops_page(index - 1) and not self._stands_out(index - 1))

    def _first_line(self, index: int) -> int:
        """The line above a title when that heads its page, else the title."""
        return index - 1 if self._heads_page(index) and not self._tops_page(index) else index

    def _letterhead(self, title: int) -> int:
        """The first line of the page when only a few short ones stand above the title; else a mark as draft, if any."""
        first = title
        while not self._tops_page(first) and title - first < _MOST_LETTERHEAD and self._may_head(first - 1):
            first -= 1
        if self._tops_page(first):
            return first
        return title - 1 if title > 0 and _DRAFT.match(self._texts[title - 1]) else title

    def _may_head(self, index: int) -> bool:
        return index >= 0 and len(self._texts[index]) <= _LONGEST_TITLE and not _CASE.match(self._texts[index])


def _body_sizes(document: Document) -> dict[int | None, float]:
    """The size of most of the text on each page."""
    letters: dict[int | None, Counter[float]] = {}
    for block in document.blocks:
        if not (block.margin or block.cells):
            letters.setdefault(block.page, Counter())[block.size or 0.0] += block.span.end - block.span.start
    return {page: sizes.most_common(1)[0][0] for page, sizes in letters.items()}
