"""Where the papers of a file open: a case with its header, an agreement with its title, or what begins a new page.

It promises that a title alone opens nothing where it is the subject of a case, and that in a file without any case what
follows an agreement is another paper only when its looks or its numbers tell so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...extract.model import Document
from .looks import Looks
from .signatures import opens_signing

_CASE_PAPER = re.compile(
    r"\W*(?:møteinnkalling|innkalling til|møteprotokoll|møtebok|møteliste|protokoll (?:fra|frå)|saks?fr[ae]mlegg"
    r"|saksutgreiing|saksutredning|saksprotokoll|særutskrift|saksutskrift|sakliste|saksliste|sakspapir|tjänsteskrivelse|kallelse"
    r"|sammanträdesprotokoll)(?:e[nt]|a|er)?\b(?!.*\w\w[.,;?!]\W*\Z)",
    re.IGNORECASE,
)
_CASE = re.compile(
    rf"{_CASE_PAPER.pattern}|\W*(?:"
    r"(?:[A-ZÆØÅ]{2,4}|sak|utvalgssak|saksnr\.?|saksnummer|saknr\.?|referatsak)\W{0,3}\d+/\d+"
    r"|arkivsak\w*|journalpost\w*|saksnr\b|saksbehandler:|sakshandsamar:|saksgang\b(?! (?:ved|for|i)\b)"
    r"|utvalg(?:ssak)?:|utval:)",
    re.IGNORECASE,
)
# At the head of a page and as large as a title; inside of an agreement it is a heading.
_MINUTES = re.compile(
    r"\W*(?:(?:møte)?referat|minnesanteckningar|notat)(?:\W*\Z| (?:fra|frå|från|av|nr)\b)", re.IGNORECASE
)
_AGREEMENT = re.compile(
    # A code, the parties or a motto before a mark, what the paper is part of, how it is called, what it is besides.
    r"\W*(?:[A-ZÆØÅ]{2,5}-?\d+\W+)?(?:[^.:;?!]{3,80}(?:[:?!]|\s[–—-])\s+)?"
    r"(?:(?:utkast|forslag|framlegg|udkast)(?: til)?\W+|(?:vedlegg|bilag|bilaga)\W*\d*\W+|(?:ny|lokala?|intern"
    r"|felles|revidert|regional|gjensidig|interkommunal|skriftlig|skriftleg)\W+)*(?:[^\W\d_]+ og (?=avtale\b))?"
    r"(?:[^\W\d_]*avtale\b|avtal[ea]n? mellom\b|avtala (?:om|mellom)\b|avtal (?:om|mellan)\b|överenskommelse\b"
    r"|overenskomst\b|[^\W\d_]*(?:samarbeid|samhandling)s?(?:rutine\w*|(?: \w+){0,6} (?:om|mellom|og nav)\b)"
    r"|partn[ea]rskap\b|rutine(?: for sam\w+|:))",
    re.IGNORECASE,
)
_AGREEMENT_WORD = re.compile(r"avtal[ea]\b|avtalen mellom|rutine\b|överenskommelse|overenskomst", re.IGNORECASE)
_MESSAGE = re.compile(r"(?:fr[aå]|från|till?|sendt|skickat|emne|ämne)\W*:", re.IGNORECASE)
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
_NO_TITLE = re.compile(rf"\W*(?:(?:vedlegg|bilag|bilaga|innh[ao]ld)\b|{CASE_WORDS.pattern})", re.IGNORECASE)
_UNFINISHED = re.compile(r"[.,;?!]\W*\Z")
_MARKS = 2  # lines that may stand above the title of a case: whose it is, and for whom
_MOST_LETTERHEAD = 8  # lines above the title on its page
SHORTEST_AGREEMENT = 800  # characters, shorter is a title on a cover or in a list
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
        self._looks = Looks(document)
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
                papers[-1] = replace(paper, named=paper.named or last.named)
            elif last.agreement or paper.agreement or not papers:
                papers.append(paper)
            title = max(range(paper.first, index + 1), key=self._looks.size)
            signing = len(self._clauses)
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
            top = self._looks.first_of_page(index)
            return Paper(first=top if index - top <= _MARKS else self._first_line(index), agreement=False)
        if self._opens_other(index) and self._ends(index, title, last, signed):
            return Paper(first=self._first_line(index), agreement=True)
        return None

    def _opens_case(self, index: int, title: int) -> bool:
        """Whether a clause opens a case, or minutes that are no heading of the paper under `title`."""
        text = self._texts[index]
        if not self._looks.is_prominent(index):
            return False
        minutes = self._looks.heads_page(index) and _MINUTES.match(text) and self._looks.is_title_size(index, title)
        return bool(_CASE.match(text) or minutes)

    def _opens_agreement(self, index: int) -> bool:
        text = self._texts[index]
        is_title = self._looks.is_prominent(index) and bool(_AGREEMENT.match(text)) and not _UNFINISHED.search(text)
        return is_title and not (_CASE.match(text) or _MINUTES.match(text) or self._is_subject(index))

    def _is_subject(self, index: int) -> bool:
        """Whether a title is the subject line of a case: it stands on top, or what is proposed follows right below."""
        top = max(self._looks.first_of_page(index), index - _HEADER)
        is_below_case = any(map(_CASE_PAPER.match, self._texts[top:index])) and self._clauses[index].page is not None
        below = range(index + 1, min(index + _HEADER, len(self._clauses)))
        proposed = (each for each in below if _PROPOSAL.match(self._texts[each]))
        return is_below_case or any(self._looks.is_prominent(each) or self._looks.stands_out(each) for each in proposed)

    def _calls_itself(self, index: int) -> bool:
        """Whether a title has the word for an agreement, and not only words that a heading of one may have."""
        return bool(_AGREEMENT_WORD.search(self._texts[index]))

    def _may_come_first(self, index: int) -> bool:
        """Whether the first agreement of a file may open here: "Samarbeid mellom lederne" is a heading inside of it."""
        return self._is_bundle or index < _HEADER or self._looks.tops_page(index) or self._calls_itself(index)

    def _opens_next(self, index: int, title: int) -> bool:
        """Whether a title ends the agreement under `title`, which nobody has signed."""
        length = self._clauses[index].span.start - self._clauses[title].span.start
        return length >= SHORTEST_AGREEMENT and self._looks.heads_page(index) and self._looks_new(index, title)

    def _opens_other(self, index: int) -> bool:
        """Whether a new page begins a paper that does not say what it is, as it may where papers are bound together."""
        text = self._texts[index]
        heads = self._looks.heads_page(index) or self._heads_letter(index)
        is_title = self._looks.stands_out(index) and heads and not self._clauses[index].number
        below_case = _CASE.match(self._texts[self._first_line(index)])
        return is_title and not (_NO_TITLE.match(text) or opens_signing(text) or below_case)

    def _ends(self, index: int, title: int, last: Paper, signed: bool) -> bool:
        """Whether a title on a new page ends the paper `last`; in a file without any case it takes more to show it."""
        if self._first_line(index) == 0 or (self._looks.has_other_margin(index) and not last.named):
            return True
        if not self._is_bundle:
            is_over = (signed and last.agreement) or self._looks.is_set_otherwise(index)
            is_over = is_over or (not last.named and self._looks.numbers_anew(index, last.first))
            as_large = is_over and self._looks.is_title_size(index, title)
            return as_large or self._looks.is_largest(index, last.first)
        return signed or not last.agreement or self._looks_new(index, title) or self._opens_message(index)

    def _looks_new(self, index: int, title: int) -> bool:
        """Whether the first line of a page is as large as `title`, or the page set otherwise than the one before."""
        return self._looks.is_set_otherwise(index) or self._looks.is_title_size(index, title)

    def _stands_below(self, index: int, title: int) -> bool:
        """Whether a clause stands near a title, on its page, as the lines of a letterhead do."""
        return index <= title + _HEADER and self._clauses[index].page == self._clauses[title].page

    def _heads_letter(self, index: int) -> bool:
        """Whether only the lines of a letterhead stand above a title on a page with running lines of its own."""
        if not self._looks.has_other_margin(index):
            return False
        first = self._looks.first_of_page(index)
        return 0 < index - first <= _MOST_LETTERHEAD and all(map(self._may_head, range(first, index)))

    def _opens_message(self, index: int) -> bool:
        """Whether from whom, to whom and when follows right below a title, as in a message."""
        return sum(bool(_MESSAGE.match(text)) for text in self._texts[index + 1 : index + 4]) > 1

    def _first_line(self, index: int) -> int:
        """The first line of the page when a title heads that, be it below a letterhead; else the title."""
        heads = self._looks.heads_page(index) or self._heads_letter(index)
        return self._looks.first_of_page(index) if heads else index

    def _letterhead(self, title: int) -> int:
        """The first line of the page when only a few short ones stand above the title; else a mark as draft, if any."""
        first = title
        while not self._looks.tops_page(first) and title - first < _MOST_LETTERHEAD and self._may_head(first - 1):
            first -= 1
        if self._looks.tops_page(first):
            return first
        return title - 1 if title > 0 and _DRAFT.match(self._texts[title - 1]) else title

    def _may_head(self, index: int) -> bool:
        return index >= 0 and self._looks.is_short(index) and not _CASE.match(self._texts[index])
