"""Agreements inside a larger file: the papers of a council meeting, or several agreements one after another.

A file is cut where a paper opens: a case with its header, an agreement with its title, or whatever begins a new page
under a heading of its own after an agreement was signed. It promises that a file in which nothing opens but one
agreement is left whole, and that pages outside of the agreements which could not be read are named.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from ...extract.excerpt import excerpt
from ...extract.model import ClauseKind, Document, Problem, Span
from ...extract.numbers import decimal_path
from .signatures import opens_signing

_TITLES = (ClauseKind.TITLE, ClauseKind.HEADING)
_CASE = re.compile(
    r"\W*(?:møteinnkalling|innkalling til|møteprotokoll|møtebok|møteliste|protokoll (?:fra|frå)|saks?fr[ae]mlegg"
    r"|saksutgreiing|saksutredning|saksprotokoll|særutskrift|sakliste|saksliste|sakspapir|tjänsteskrivelse|kallelse"
    r"|sammanträdesprotokoll|(?:[A-ZÆØÅ]{2,4}|sak|utvalgssak|saksnr\.?|saksnummer|saknr\.?|referatsak)\W{0,3}\d+/\d+"
    r"|arkivsak\w*|journalpost\w*|saksnr\b|saksbehandler:|sakshandsamar:|saksgang\b|utvalg(?:ssak)?:|utval:)",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(
    r"\W*(?:(?:utkast|forslag|framlegg|udkast)(?: til)?\W+|(?:vedlegg|bilag|bilaga)\W*\d*\W+|(?:ny|lokala?|intern"
    r"|felles|revidert|regional|gjensidig|interkommunal|skriftlig|skriftleg)\W+)*"
    r"(?:[^\W\d_]*avtale\b|avtal[ea]n? mellom\b|avtala (?:om|mellom)\b|avtal (?:om|mellan)\b|överenskommelse\b"
    r"|[^\W\d_]*(?:samarbeid|samhandling)s?(?:rutine\w*|(?: \w+){0,6} (?:om|mellom|og nav)\b)|partn[ea]rskap\b"
    r"|rutine for sam\w+)",
    re.IGNORECASE,
)
_AGREEMENT_WORD = re.compile(r"avtal[ea]\b|avtalen mellom|rutine\b|överenskommelse", re.IGNORECASE)
_DRAFT = re.compile(r"\W*(?:utkast|udkast|draft|forslag|framlegg)\b", re.IGNORECASE)
_CASE_WORDS = re.compile(
    r"\b(?:vedtak|innstilling|tilråding|saksopplysninga?e?r|bakgrunn|vurdering|konklusjon|konsekvens[ea]r|oppsummering)\b",
    re.IGNORECASE,
)
# What stands under the subject line of a case, be that the name of the agreement that the case is about.
_PROPOSAL = re.compile(
    r"\W*(?:[^\W\d_]+s )?(?:innstilling|tilråding|vedtak|(?:forslag|framlegg) til (?:vedtak|innstilling)|saken gjelder"
    r"|saka gjeld|saksopplysninga?e?r)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(rf"\W*(?:(?:vedlegg|bilag|bilaga)\b|{_CASE_WORDS.pattern})", re.IGNORECASE)
_UNFINISHED = re.compile(r"[.,;?!]\W*\Z")
_LONGEST_TITLE = 160
_MOST_LETTERHEAD = 6  # lines above the title on its page
_SHORTEST_AGREEMENT = 800  # characters, shorter is a title on a cover or in a list
_LONGEST_LETTERHEAD = 600  # characters, longer is a paper of its own
_LARGER = 0.9  # points above the text of the page
_HEADER = 8  # clauses below the title in which lines of a case header are those of a letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """A paper of the file: the clauses from `first` to before the first of the next one.

    `agreement` tells whether it may be one, `named` whether its title says so.
    """

    first: int
    agreement: bool
    named: bool = False


def agreements_within(document: Document) -> tuple[Document, ...]:
    """The stretches of a file that look like agreements of their own; none when the file is one document."""
    papers = _papers(document)
    if len(papers) < 2:
        return ()
    ends = [*(paper.first for paper in papers[1:]), len(document.clauses)]
    spans = [
        _span(document, paper.first, end)
        for paper, end in zip(papers, ends, strict=True)
        if paper.agreement and (paper.named or _is_signed(document, paper.first, end))
    ]
    found = [_cut_out(document, span) for span in spans if span.end - span.start >= _SHORTEST_AGREEMENT]
    within = {page.number for each in found for page in each.pages}
    outside = [problem.page for problem in document.problems if problem.page and problem.page not in within]
    if found and outside:
        pages = ", ".join(str(page) for page in sorted(set(outside)))
        note = Problem(code="pages-elsewhere", detail=(("pages", pages),))
        found[0] = replace(found[0], problems=(*found[0].problems, note))
    return tuple(found)


def _is_signed(document: Document, first: int, after: int) -> bool:
    return any(opens_signing(document.quote(clause.body)) for clause in document.clauses[first:after])


def _span(document: Document, first: int, after: int) -> Span:
    return Span(start=document.clauses[first].span.start, end=document.clauses[after - 1].span.end)


def _cut_out(document: Document, span: Span) -> Document:
    found = excerpt(document, span)
    if found.pages:
        first, last = found.pages[0].number, found.pages[-1].number
        note = Problem(code="pages-of-file", page=first, detail=(("first", str(first)), ("last", str(last))))
    else:
        note = Problem(code="part-of-file")
    return replace(found, problems=(*found.problems, note))


def _papers(document: Document) -> list[_Paper]:
    """Where papers open, in order. The letterhead of an agreement is part of it."""
    papers = _Openings(document).found()
    if papers and papers[0].first > 0:
        papers.insert(0, _Paper(first=0, agreement=False))
    kept: list[_Paper] = []
    for paper in papers:
        while kept and paper.agreement and not kept[-1].agreement:
            above = document.quote(_span(document, kept[-1].first, paper.first))
            a_line = paper.first - kept[-1].first == 1  # the first one of the title: "Fra vedtak til avslutning"
            if len(above) >= _LONGEST_LETTERHEAD or (_CASE_WORDS.search(above) and not a_line):
                break
            paper = replace(paper, first=kept.pop().first)
        kept.append(paper)
    return kept


class _Openings:
    """Goes through the clauses of a file once and notes which of them open a paper."""

    def __init__(self, document: Document) -> None:
        self._clauses = document.clauses
        self._texts = [document.quote(clause.body).strip() for clause in document.clauses]
        self._sizes = {block.span.start: block.size or 0.0 for block in document.blocks}
        self._body_sizes = _body_sizes(document)
        self._is_bundle = any(self._opens_case(index) for index in range(len(self._clauses)))

    def found(self) -> list[_Paper]:
        """The papers that open with a line of their own, in order."""
        papers: list[_Paper] = []
        title, signed = 0, False
        for index in range(len(self._clauses)):
            last = papers[-1] if papers else _Paper(first=0, agreement=False)
            paper = self._opened(index, title, last, signed)
            if paper is None:
                signed = signed or opens_signing(self._texts[index])
                continue
            if papers and paper.first == last.first:
                papers.pop()
            if last.agreement or paper.agreement or not papers:
                papers.append(paper)
            title, signed = index, False
        return papers

    def _opened(self, index: int, title: int, last: _Paper, signed: bool) -> _Paper | None:
        """The paper that a clause opens after the paper `last`, whose title is the clause `title`."""
        if self._opens_agreement(index) and (
            not last.named or (self._calls_itself(index) and (signed or self._opens_next(index, title)))
        ):
            return _Paper(first=self._letterhead(index), agreement=True, named=True)
        if self._opens_case(index) and not (last.agreement and self._stands_below(index, title)):
            return _Paper(first=index, agreement=False)
        if self._opens_other(index) and (signed or not last.agreement or self._looks_new(index, title)):
            return _Paper(first=index, agreement=True)
        return None

    def _opens_case(self, index: int) -> bool:
        return self._is_prominent(index) and bool(_CASE.match(self._texts[index]))

    def _opens_agreement(self, index: int) -> bool:
        text = self._texts[index]
        is_title = self._is_prominent(index) and bool(_AGREEMENT.match(text)) and not _UNFINISHED.search(text)
        return is_title and not self._is_subject(index)

    def _is_subject(self, index: int) -> bool:
        """Whether a title is the subject line of a case: what is proposed follows right below it."""
        below = range(index + 1, min(index + _HEADER, len(self._clauses)))
        return any(self._is_prominent(each) and _PROPOSAL.match(self._texts[each]) for each in below)

    def _calls_itself(self, index: int) -> bool:
        """Whether a title has the word for an agreement, and not only words that a heading of one may have."""
        return bool(_AGREEMENT_WORD.search(self._texts[index]))

    def _opens_next(self, index: int, title: int) -> bool:
        """Whether a title ends the agreement under `title`, which nobody has signed."""
        length = self._clauses[index].span.start - self._clauses[title].span.start
        return length >= _SHORTEST_AGREEMENT and self._tops_page(index) and self._looks_new(index, title)

    def _opens_other(self, index: int) -> bool:
        """Whether a new page begins a paper that does not say what it is, as it may where papers are bound together."""
        text = self._texts[index]
        is_title = self._stands_out(index) and self._tops_page(index) and not self._clauses[index].number
        return self._is_bundle and is_title and not (_NO_TITLE.match(text) or opens_signing(text))

    def _looks_new(self, index: int, title: int) -> bool:
        """Whether the first line of a page is as large as `title`, or the page in another size than the one before."""
        return self._body_size(index) != self._body_size(index - 1) or self._size(index) >= self._size(title)

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

    def _letterhead(self, title: int) -> int:
        """The first line of the page when only a few short ones stand above the title; else a mark as draft, if any."""
        first = title
        while not self._tops_page(first) and title - first < _MOST_LETTERHEAD and self._may_head(first - 1):
            first -= 1
        if self._tops_page(first):
            return first
        return title - 1 if title > 0 and _DRAFT.match(self._texts[title - 1]) else title

    def _may_head(self, index: int) -> bool:
        return index >= 0 and len(self._texts[index]) <= _LONGEST_TITLE and not self._opens_case(index)


def _body_sizes(document: Document) -> dict[int | None, float]:
    """The size of most of the text on each page."""
    letters: dict[int | None, Counter[float]] = {}
    for block in document.blocks:
        if not (block.margin or block.cells):
            letters.setdefault(block.page, Counter())[block.size or 0.0] += block.span.end - block.span.start
    return {page: sizes.most_common(1)[0][0] for page, sizes in letters.items()}
