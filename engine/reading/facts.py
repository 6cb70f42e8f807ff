"""A reading as flat facts for the rules, in the closed vocabulary of `engine/rulebook/vocabulary.yaml`.

The ids number all facts of a document in reading order: "p" provisions, "y" parties, "s" signatures, "b" blanks, "x"
conflicts, "t" sections of the template, "d" the document, "m" matters, "c" commitments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from ...extract.model import Span
from ..template.facts import template_facts
from .contacts import Contact
from .duties import coverage
from .intervals import Rhythm
from .labels import LABELS, LIKELY
from .lexicon import lexicon
from .matters import Matter, Standing
from .modality import Modality
from .model import Meeting, Provision, Reading
from .names import place_of
from .neighbours import matrix, matters
from .sides import Side

Fact = Mapping[str, str | bool | int]
FAINT = 0.7  # of the highest probability of a label in the document, a provision must reach this share
CLEARLY = 0.7  # from this probability on a provision only says what the agreement is for
_WIDE = ("municipality_duties", "nav_duties")  # much that a party does comes near them
_WIDE_LIKELY = 0.5
# Who has a duty of NAV's by no name that tells so: the outsiders that such duties may fall to, and nobody.
_OUTSIDER = re.compile(
    r"\b(?:tiltaksarrangør|kursarrangør|karrieresent|leverandør|bedrift|arbeidsgi|arbeidsgje|opplæringssent|skole|skule)\w*"
    r"\b(?= (?:skal|må|plikter|pliktar|deltar|deltek|følger|følgjer|vurderer|gir|gjev|tar|tek|skaffer|skaffar)\b)",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\W*[^\W\d_]{2,}(?:er|ar)\b(?! (?:skal|må|kan|plikter|pliktar|[^\W\d_]+(?:er|ar)\b))")
# What one party tells the other is no part of the municipality's duties in the programme by itself, but where that is
# as likely as this.
_TOLD = ("info_settlement_plans", "info_arrival", "info_participant", "reporting")
_TELLS, _DUTY_BESIDE = 0.7, 0.9
SURE = 0.85  # from this probability on two provisions on the same matter are held to contradict each other
# What an agreement may lay down in one place and deny in another.
_DENIABLE = (
    "contact_responsibility", "info_settlement_plans", "info_arrival", "info_participant", "evaluation_cooperation",
    "evaluation_agreement", "reporting",
)  # fmt: skip
# A denial with a limit: "… ikke endres uten at begge er enige", "ikke oftere enn hvert år".
_LIMITED = re.compile(
    r"\b(?:uten|utan|før|oftere|oftare|sjeldnere|sjeldnare|i påvente|med mindre|unntatt|reforhandl\w*)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:mellom|millom|hverandre|kvarandre)\b", re.IGNORECASE)
_FIXED_TIMES = re.compile(r"\bfaste? (?:tid|termin|dag|rytm|intervall|mellomrom|frist)\w*", re.IGNORECASE)
# Who must know of an arrival too, but is not the other party.
_TOLD_OTHERS = re.compile(
    r"\btil (?:\w+ ){0,2}(?:rektor|skole|skule|barnehage|helsestasjon|helsesøster|helsesjukepleiar|helsesykepleier|lege"
    r"|fastlege|vaksenopplæring|voksenopplæring|IMDi|utleier|utleigar|frivillig)",
    re.IGNORECASE,
)
_OF_AGREEMENT = re.compile(
    r"\W*(?:varer|varar|varighet|varigheit|gyldig\w*|avtaleperiode\w*|giltig\w*)\b"
    r"|\W*(?:[^\W_]+ ){0,3}(?:gjensidig |skriftlig |skriftleg )?(?:opps(?:igelse|eiing)|uppsägning)\w*\W*$"
    r"|\W*(?:den|ho|han) (?:løper|varer|varar|löper)\b"
    r"|\W*(?:(?:denne|den) )?(?:(?:sam[a-z]+s)?(?:avtalen?|avtala|rutinen|rutina)|brevet|överenskommelsen)\b",
    re.IGNORECASE,
)
_OF_OTHERS = frozenset({"national-agreement", "se-local", "se-central"})
# "Avtalen gjelder kvinner og menn mellom 18 og 55 år" tells whom it is for.
_FOR_WHOM = re.compile(
    r"\b(?:gjelder|gjeld|gäller) (?:for |för )?(?:kvinne|person|alle|deltak|flykt|nyankom|den som|de som"
    r"|dei som|vuxna)",
    re.IGNORECASE,
)
_LEADERS_MEET = re.compile(
    r"\W*(?:leder|leiar)møt\w+ (?:\w+ ){0,3}(?:holdes|haldast|(?:vert|blir) (?:halde|holdt)|avholdes|gjennomføres)\b",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"\b(?i:vedlegg|bilag)(?:et|ets|a)?\b(?:\s*(\d+|[A-Z])\b)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a fact stands: `clause` is an index into `Document.clauses`."""

    span: Span
    clause: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSheet:
    """The facts of a document, by fact id where each stands, and the provisions that facts were made from.

    `occasions` are the sentences that give a provision its interval where it has none of its own.
    `sureness` tells of matters how sure it is that the words are about them, 0–1; `names` whom a commitment is by.
    """

    facts: tuple[Fact, ...]
    evidence: Mapping[str, Evidence]
    provisions: Mapping[str, Provision]
    occasions: Mapping[str, Evidence] = field(default_factory=dict)
    sureness: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def fact_sheet(reading: Reading) -> FactSheet:
    """Flatten `reading`."""
    facts: list[Fact] = []
    evidence: dict[str, Evidence] = {}
    others = matters(reading)
    for letter, fact, where in _all(reading, others):
        identity = f"{letter}{len(facts)}"
        facts.append({"id": identity, **fact})
        if where is not None:
            evidence[identity] = where
    provisions = {f"p{number}": each for number, each in enumerate(reading.provisions)}
    occasions = {key: _at(reading, each.occasion) for key, each in provisions.items() if each.occasion}
    sureness: dict[str, float] = {}
    names: dict[str, str] = {}
    for each in others:
        identity = f"m{len(facts)}"
        facts.append({"id": identity, "fact": "matter", "subject": each.subject, "standing": each.standing.value})
        evidence[identity] = Evidence(span=each.span, clause=each.clause)
        sureness[identity] = each.sureness
    for one in matrix(reading):
        identity = f"c{len(facts)}"
        facts.append({"id": identity, "fact": "commitment", "heading": one.heading, "covered": yes(one.covered)})
        evidence[identity] = Evidence(span=one.span, clause=one.clause)
        names[identity] = one.signatory
    return FactSheet(
        facts=tuple(facts),
        evidence=evidence,
        provisions=provisions,
        occasions=occasions,
        sureness=sureness,
        names=names,
    )


def _all(reading: Reading, others: Sequence[Matter]) -> Iterator[tuple[str, Fact, Evidence | None]]:
    annexes = _annexes(reading)
    bounds = _bounds(reading.provisions)
    rows = _subjects_of_rows(reading)
    for each in reading.provisions:
        yield "p", _provision(reading, each, annexes, bounds, rows), Evidence(span=each.span, clause=each.clause)
    for party in reading.parties:
        if party.side is not Side.NONE:
            yield (
                "y",
                {"fact": "party", "side": party.side.value, "unit": yes(_is_unit(party.name))},
                _at(reading, party.span),
            )
    for signature in reading.signature.signatures:
        yield (
            "s",
            {"fact": "signature", "side": signature.side.value, "state": signature.state.value},
            _at(reading, signature.span),
        )
    for blank in reading.blanks:
        place = "signature" if blank.clause in reading.signature.clauses else "body"
        yield "b", {"fact": "blank", "place": place}, Evidence(span=blank.span, clause=blank.clause)
    yield from _conflicts(reading)
    yield from _denials(reading)
    for fact, span in template_facts(reading):
        yield "t", fact, _at(reading, span) if span else None
    yield "d", _document(reading, bounds, others), _block(reading)


def _at(reading: Reading, span: Span) -> Evidence:
    return Evidence(span=span, clause=reading.document.clause_at(span.start))


def _signed_by(reading: Reading, others: Sequence[Matter]) -> str:
    """Who signs: the sides told apart in the block, or all parties of an agreement that has others than these two."""
    stated = any(each.subject == "signatures" and each.standing is Standing.STATED for each in others)
    return (Side.BOTH if stated and reading.kind in _OF_OTHERS else reading.signature.signed).value


def _block(reading: Reading) -> Evidence | None:
    """The first clause of the signature block."""
    if not reading.signature.clauses:
        return None
    first = reading.signature.clauses[0]
    return Evidence(span=reading.document.clauses[first].span, clause=first)


def _bounds(provisions: Sequence[Provision]) -> dict[str, float]:
    """From which probability on a label counts in this document: a faint candidate gives way to one that is clear."""
    highest = {label: max((each.labels[label] for each in provisions), default=0.0) for label in LABELS}
    return {
        label: max(_WIDE_LIKELY if label in _WIDE else LIKELY, FAINT * probability)
        for label, probability in highest.items()
    }


def _subjects_of_rows(reading: Reading) -> dict[int, frozenset[str]]:
    """What the provisions of each table row name together, by the clause: a cell is about what its row is about."""
    found: dict[int, frozenset[str]] = {}
    for each in reading.provisions:
        if reading.document.clauses[each.clause].cells:
            found[each.clause] = found.get(each.clause, frozenset()) | each.subjects
    return found


def _provision(
    reading: Reading,
    each: Provision,
    annexes: frozenset[str],
    bounds: Mapping[str, float],
    rows: Mapping[int, frozenset[str]],
) -> Fact:
    labels: dict[str, str | bool] = {
        f"label_{label}": probability > bounds[label] for label, probability in each.labels.items()
    }
    if any(each.labels[label] > _TELLS for label in _TOLD) and each.labels["municipality_duties"] < _DUTY_BESIDE:
        labels["label_municipality_duties"] = False
    labels |= coverage(reading.document, each)
    return labels | {
        "fact": "provision",
        "modality": each.modality.value,
        "actor": each.actor.value,
        "place": _place(reading, each),
        "interval": each.rhythm.value,
        "blank": yes(each.blank),
        "leaders": each.leaders.value,
        "caseworkers": each.caseworkers.value,
        "meeting": each.meeting.value,
        "convener": each.convener,
        "contact_municipality": each.contacts.municipality.value,
        "contact_nav": each.contacts.nav.value,
        "names_nav": yes(_names_nav(each) or _is_navs(reading, each)),
        "names_unit": yes("municipal_unit" in each.subjects),
        "names_plan": yes("plan" in each.subjects),
        "names_post_programme": yes("post_programme" in each.subjects),
        "tells": yes(_tells(reading, each, rows.get(each.clause, each.subjects))),
        "duration": _duration(reading, each),
        "target": each.target,
        "absent_annex": yes(_points_nowhere(reading.document.quote(each.span), annexes)),
    }


def _duration(reading: Reading, each: Provision) -> str:
    """What it says of how long the agreement lasts. Other things may last or be ended too, such as a lease."""
    if _holds_end(reading, each):
        return "stated"
    text = reading.document.quote(each.span)
    own = each.labels["duration"] > LIKELY or (_OF_AGREEMENT.match(text) and not _FOR_WHOM.search(text))
    return each.ends if own or each.ends == "start_only" else "none"


def _holds_end(reading: Reading, each: Provision) -> bool:
    end = reading.valid_until
    return end is not None and each.span.start <= end.span.start < each.span.end


def _place(reading: Reading, each: Provision) -> str:
    if each.clause in reading.signature.clauses:
        return "signature"
    return "purpose" if each.labels["purpose"] > CLEARLY else each.place


def _names_nav(each: Provision) -> bool:
    return (
        "nav_unit" in each.subjects
        or Side.NAV in (each.actor, each.caseworkers)
        or Side.BOTH in (each.actor, each.caseworkers)
    )


def _is_navs(reading: Reading, each: Provision) -> bool:
    """Whether a duty is NAV's by all its words, under a name of which nothing tells the side."""
    likely = each.actor is Side.NONE and each.labels["nav_duties"] > _WIDE_LIKELY
    text = reading.document.quote(each.span) if likely else ""
    return likely and not (_OUTSIDER.search(text) or _NOBODY.match(text))


def _tells(reading: Reading, each: Provision, subjects: frozenset[str]) -> bool:
    """Whether what it is about is told to the other party, or taken up in a meeting of both. `subjects` are what it, or
    its row, names.
    """
    clause = reading.document.clauses[each.clause]
    if subjects & {"nav_unit", "both_parties"} or each.meeting in (Meeting.LEADER, Meeting.OTHER):
        return True
    if each.actor is Side.NAV or each.caseworkers in (Side.NAV, Side.BOTH):
        return True
    if clause.cells and each.blank:  # whom is yet to be filled in
        return True
    if each.actor is Side.BOTH and (clause.lead_in is not None or clause.cells):  # else it may be the heading's
        return True
    return "inform" in each.subjects and not _TOLD_OTHERS.search(reading.document.quote(each.span))


def yes(value: bool) -> str:
    """A truth in the words of the vocabulary."""
    return "yes" if value else "no"


def _is_unit(name: str) -> bool:
    """A municipality that is named through one of its units or posts ("flyktningtjenesten i Sunndal kommune")."""
    return any(m.concept == "municipal_unit" for m in lexicon("no").mentions(name))


def _annexes(reading: Reading) -> frozenset[str]:
    """The numbers of the annexes that the document has as headings, lower case."""
    titles = [
        *(reading.document.quote(s.title) for s in reading.document.sections),
        *(s.number for s in reading.document.sections),
    ]
    return frozenset((match.group(1) or "").lower() for title in titles for match in _ANNEX.finditer(title[:40]))


def _points_nowhere(text: str, annexes: frozenset[str]) -> bool:
    """Whether `text` points to an annex that is not there; one without a number is any annex of the document."""
    named = [(match.group(1) or "").lower() for match in _ANNEX.finditer(text)]
    return any(number not in annexes if number else not annexes for number in named)


def _conflicts(reading: Reading) -> Iterator[tuple[str, Fact, Evidence | None]]:
    """Binding provisions on the same matter that give different intervals or conveners.

    The later one is the evidence.
    """
    binding = [each for each in reading.provisions if each.modality is Modality.BINDING and each.place != "purpose"]
    timed = [each for each in binding if each.rhythm in (Rhythm.YEARLY_OR_SHORTER, Rhythm.LONGER_THAN_YEARLY)]
    evaluates = [each for each in timed if each.subjects & {"evaluate", "revise"} or each.occasion is None]
    leader = [each for each in binding if each.meeting is Meeting.LEADER]
    for subject, point, group, value in (
        (
            "evaluation",
            "interval",
            [e for e in evaluates if e.labels["evaluation_cooperation"] > SURE],
            attrgetter("rhythm"),
        ),
        (
            "evaluation",
            "interval",
            [e for e in evaluates if e.labels["evaluation_agreement"] > SURE],
            attrgetter("rhythm"),
        ),
        (
            "leader_meeting",
            "interval",
            [e for e in timed if e.meeting is Meeting.LEADER and not _evaluates(e, reading.document.quote(e.span))],
            attrgetter("rhythm"),
        ),
        (
            "leader_meeting",
            "convener",
            [e for e in leader if e.convener in ("municipality", "nav")],
            attrgetter("convener"),
        ),
    ):
        if len({value(each) for each in group}) > 1:
            yield (
                "x",
                {"fact": "conflict", "subject": subject, "point": point},
                Evidence(span=group[-1].span, clause=group[-1].clause),
            )


def _denials(reading: Reading) -> Iterator[tuple[str, Fact, Evidence | None]]:
    """What one provision lays down and another one denies; the denial is the evidence."""
    inside = [each for each in reading.provisions if _place(reading, each) in ("body", "annex")]
    for label in _DENIABLE:
        sure = [each for each in inside if each.labels[label] > SURE and each.labels["confidentiality"] <= LIKELY]
        stated = any(each.modality is Modality.BINDING for each in sure)
        denials = (each for each in sure if each.modality is Modality.NEGATED)
        denied = next((each for each in denials if _is_between_parties(reading, label, each)), None)
        if stated and denied:
            yield (
                "x",
                {"fact": "conflict", "subject": _denied(reading, label, denied), "point": "denial"},
                Evidence(span=denied.span, clause=denied.clause),
            )


def _is_between_parties(reading: Reading, label: str, each: Provision) -> bool:
    """Whether a denial is of what is between the parties, as an evaluation always is, and has no limits."""
    text = reading.document.quote(each.span)
    told = each.subjects & {"nav_unit", "both_parties"} or _BETWEEN.search(text)
    return not _LIMITED.search(text) and (label.startswith("evaluation") or bool(told))


def _denied(reading: Reading, label: str, each: Provision) -> str:
    """What a denial denies: of an evaluation it may be no more than that it takes place at fixed times."""
    timed = each.rhythm is not Rhythm.NONE or _FIXED_TIMES.search(reading.document.quote(each.span))
    return "evaluation" if label.startswith("evaluation") and timed else label


def _evaluates(each: Provision, text: str) -> bool:
    """Whether the leaders meet for an evaluation above all, which may be rarer than their other meetings."""
    if _LEADERS_MEET.match(text):
        return False
    evaluation = max(each.labels["evaluation_cooperation"], each.labels["evaluation_agreement"])
    return evaluation > max(SURE, each.labels["leader_followup"])


def _municipal_contacts(reading: Reading, bounds: Mapping[str, float]) -> str:
    """ "some" when contacts are given for some of several municipalities, or one of them is left open or blank.

    A contact that names no municipality is taken for one of them all.
    """
    places = {place_of(party.name) for party in reading.parties if party.side is Side.MUNICIPALITY} - {""}
    if len(places) < 2:
        return "all"
    given: dict[bool, str] = {True: "", False: ""}  # what is said of contacts that are stated, and of the others
    for each in reading.provisions:
        states = {each.contacts.municipality, each.contacts.unsided} - {Contact.NONE}
        known = each.labels["contact_persons"] > bounds["contact_persons"] and _place(reading, each) in (
            "body",
            "annex",
        )
        if known and states:
            given[Contact.STATED in states] += f"{reading.document.quote(reading.document.clauses[each.clause].span)}\n"
    named = {place for place in places if re.search(rf"\b{re.escape(place)}", given[True])}
    return "some" if given[False] or (named and named != places) else "all"


def _document(reading: Reading, bounds: Mapping[str, float], others: Sequence[Matter]) -> Fact:
    return {
        "fact": "document",
        "kind": reading.kind,
        "municipal_contacts": _municipal_contacts(reading, bounds),
        "dated": yes(reading.agreement_date is not None),
        "signature_block": yes(bool(reading.signature.clauses)),
        "signed_by": _signed_by(reading, others),
    }
