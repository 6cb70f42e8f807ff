"""The spaCy pipelines, one per language: legal abbreviations kept whole, sentences, concepts, labels.

Built on `spacy.blank`: no pretrained model is needed. A text comes in as a Doc with its `Setting` in
`doc.user_data["setting"]`; it leaves with its sentences, as half-open ranges of characters in
`doc.user_data["sentences"]` too, `doc.user_data["mentions"]` (list of Mention) and, per sentence, a row of label
probabilities in `doc.user_data["labels"]` (columns as in `LABELS`) and `["matters"]` (as in `MATTERS`), and how it
binds in `doc.user_data["modalities"]`; `doc.cats` holds the highest probability of each label in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from .features import Unit
from .labels import LABELS, Weights, likeliest_modality, load_weights, probabilities
from .lexicon import Lexicon, Mention, lexicon
from .modality import cues, is_doubtful
from .own_names import OwnNames
from .spacy_core import Doc, Language, get_lang_class

ABBREVIATIONS = (
    "adm.", "art.", "ang.", "avd.", "bl.a.", "ca.", "dir.", "dr.", "d.d.", "e.l.", "el.", "ev.", "evt.", "f.eks.",
    "fmk.", "forskr.", "forts.", "fvl.", "fyl.", "gj.", "hhv.", "iht.", "inkl.", "innst.", "jf.", "jfr.", "kap.",
    "kl.", "komm.", "kr.", "lnr.", "m.a.", "m.fl.", "m.m.", "m.v.", "maks.", "mfl.", "mht.", "mill.", "min.", "mv.",
    "nr.", "nåv.", "o.a.", "o.l.", "odl.", "osb.", "osv.", "ot.prp.", "pga.", "pkt.", "prop.", "prosj.", "resp.",
    "rskr.", "st.prp.", "st.meld.", "stk.", "t.d.", "t.o.m.", "tlf.", "u.off.", "vedl.", "vedr.", "f.o.m.", "dvs.",
    "if.", "ift.", "eks.", "ekskl.", "pst.", "sst.", "bil.", "dnr.", "fr.o.m.", "t.ex.", "tel.", "jmf.",
)  # fmt: skip
# What parts words from each other and from what follows. spaCy's own, over all the world's alphabets, take as long to
# compile as the rest of a pipeline.
_PUNCTUATION = {
    "infixes": (r"(?<=\w)[/,;:()\[\]…»«\"](?=\w)",),
    "suffixes": (r"[,;:!?…)\]»”\"'’%]", r"(?<=\w\w|.[)\]»”\"%])\."),
}
_BOUNDARY = re.compile(r"(?<=[.!?;])[»\"”)\]]?\s+(?=[«\"“(\[]?[^\W_])")
# Before the words of a provision that an amendment gives: "Punkt 3 andre ledd skal lyde: «NAV kan …»", "Punkt 6 bokstav
# c: Læringssenteret sender …".
_WORDING = re.compile(
    r"(?i:(?<!\w)(?:lyder?|lyda|(?:ny|slik|følgende|følgjande|denne) (?:ordlyd|tekst)|til|med|staden"
    r"|stedet|punktum|ledd|punkt|bokstav \w|§ \d+ ?\w?)):\s+"
    r"(?=[«\"“][A-ZÆØÅ][^«»\"”]{25})|\A(?:Punkt|Pkt\.?|§) ?\d[^:.«]{0,30}:\s+(?=[A-ZÆØÅ])"
)
_AT_THE_END = frozenset({"m.m.", "m.v.", "mv.", "m.fl.", "mfl.", "osv.", "osb.", "o.a.", "o.l.", "e.l."})
_LAST_WORD = re.compile(r"(\S+)\Z")
_INITIAL = re.compile(r"(?<!vedlegg )(?<!bilag )(?<!punkt )(?<!bokstav )(?<!del )\b[A-ZÆØÅ]\.\Z")
MOST_WORDS = 50_000  # that a pipeline has seen, then it is made anew: spaCy keeps them all, at 600 bytes each
_ORDINAL, _LETTER = re.compile(r"\d+\."), re.compile(r"[a-zæøå]\.")
_NEAR = 40  # characters before and after a full stop that tell what it is
_MONTH = re.compile(
    r"(januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|januari|februari|augusti"
    r"|maj|kvartal|tertial|halvår)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What stands around a text: the heading above it, and the lead-in of its list or the header of its column."""

    heading: str = ""
    lead: str = ""


def sentence_starts(text: str) -> list[int]:
    """Where sentences start in `text`, the first at 0. Semicolons end a sentence; abbreviations and ordinals do not."""
    starts = [0]
    for match in _BOUNDARY.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        last = _LAST_WORD.search(before)
        word = last.group(1).lower().lstrip('(«"') if last else ""
        following = text[match.end() : match.end() + _NEAR]
        if before.endswith(";") or not (
            (word in ABBREVIATIONS and not (word in _AT_THE_END and following[:1].isupper()))
            or _INITIAL.search(before)
            or (_ORDINAL.fullmatch(word) and (_MONTH.match(following.lower()) or following[:1].islower()))
            or _LETTER.fullmatch(before.strip().lower())
            or (before.endswith(".") and following[:1].islower())
        ):
            starts.append(match.end())
    return sorted({*starts, *(match.end() for match in _WORDING.finditer(text))})


def text_of(doc: Doc) -> str:
    """The text of `doc`, kept: spaCy puts `doc.text` together from its tokens every time."""
    kept: str = doc.user_data.setdefault("text", "") or doc.text
    return kept


@Language.component("clause_sentences")
def clause_sentences(doc: Doc) -> Doc:
    """Mark the first token of each sentence, and keep the sentences in `doc.user_data`."""
    tokens: list[tuple[int, int]] = doc.to_array(["IDX", "LENGTH"]).tolist()
    starts = set(sentence_starts(text_of(doc)))
    first = [at for at, (start, _) in enumerate(tokens) if start in starts]
    # spaCy takes every token for no start that is not marked, once the second token tells that they are marked.
    for at in {*first, *range(min(2, len(tokens)))}:
        doc[at].is_sent_start = at in first
    last = [at - 1 for at in (*first[1:], len(tokens))]
    doc.user_data["sentences"] = [(tokens[begin][0], sum(tokens[end])) for begin, end in zip(first, last, strict=False)]
    return doc


@Language.factory("concepts", default_config={"family": "no"})
def make_concepts(nlp: Language, name: str, family: str) -> ConceptFinder:  # noqa: ARG001 – the signature is spaCy's
    """The component that finds the concepts of a lexicon."""
    return ConceptFinder(lexicon=lexicon(family))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptFinder:
    """Fills `doc.user_data["mentions"]`, with the document's own names among them."""

    lexicon: Lexicon

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        names: OwnNames | None = doc.user_data.get("names")
        known = self.lexicon.mentions(text)
        doc.user_data["mentions"] = names.mentions(text, known) if names else known
        return doc


@Language.factory("clause_labels")
def make_clause_labels(nlp: Language, name: str) -> Labeller:  # noqa: ARG001 – the signature is spaCy's
    """The component that labels sentences with the shipped weights."""
    return Labeller(weights=load_weights())


@dataclass(frozen=True, slots=True, kw_only=True)
class Labeller:
    """Fills `doc.user_data["labels"]`, `["matters"]`, `["modalities"]` and `doc.cats`, many texts at a time."""

    weights: Weights

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1000) -> Iterator[Doc]:  # noqa: ARG002 – the signature is spaCy's
        """Label all texts of `stream` at once and pass them on."""
        docs = list(stream)
        sentences = [units(doc) for doc in docs]
        rows = probabilities(self.weights, [unit for group in sentences for unit in group])
        first = 0
        for doc, group in zip(docs, sentences, strict=True):
            labels, matters, modalities = (each[first : first + len(group)] for each in rows)
            first += len(group)
            doc.user_data |= {"labels": labels, "matters": matters}
            doc.user_data["modalities"] = [
                likeliest_modality(row, doubtful=is_doubtful(unit.cues))
                for row, unit in zip(modalities, group, strict=True)
            ]
            doc.cats = dict(
                zip(LABELS, labels.max(axis=0).tolist() if len(group) else [0.0] * len(LABELS), strict=True)
            )
            yield doc


def units(doc: Doc) -> list[Unit]:
    """The sentences of `doc` as units, each with its setting and the sentence before it."""
    setting: Setting = doc.user_data["setting"]
    mentions: list[Mention] = doc.user_data["mentions"]
    found: list[Unit] = []
    whole = text_of(doc)
    for start, end in doc.user_data["sentences"]:
        text = whole[start:end]
        inside = (m.concept for m in mentions if start <= m.start < end)
        found.append(
            Unit(
                text=text,
                heading=setting.heading,
                lead=setting.lead,
                before=found[-1].text if found else "",
                concepts=tuple(inside),
                cues=cues(text, setting.lead),
            )
        )
    return found


def pipeline(language: str, *, labelled: bool = True) -> Language:
    """The pipeline for "nb", "nn" or "sv" (else read as bokmål); without labels it needs no trained weights."""
    code = language if language in ("nb", "nn", "sv") else "nb"
    if len(_made(code, labelled).vocab) > MOST_WORDS:
        _made.cache_clear()
    return _made(code, labelled)


@cache
def _made(code: str, labelled: bool) -> Language:
    base = get_lang_class(code)
    defaults = type("Defaults", (base.Defaults,), _PUNCTUATION)
    nlp: Language = type(base.__name__, (base,), {"Defaults": defaults})()
    # Nothing asks for the shape of a word and the like, and each new word costs. spaCy's vocabulary has no type.
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
    for abbreviation in ABBREVIATIONS:
        # spaCy's own tokenizer is compiled and has no type.
        for word in (abbreviation, abbreviation.capitalize()):
            nlp.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]
    nlp.add_pipe("clause_sentences")
    nlp.add_pipe("concepts", config={"family": "sv" if code == "sv" else "no"})
    if labelled:
        nlp.add_pipe("clause_labels")
    return nlp


def docs(nlp: Language, texts: Iterable[tuple[str, Setting]], names: OwnNames | None = None) -> list[Doc]:
    """Run `nlp` over texts of one document with their settings; `names` are those that the document gives itself."""

    def made() -> Iterator[Doc]:
        for text, setting in texts:
            doc = nlp.make_doc(text)
            doc.user_data |= {"setting": setting, "text": text, "names": names}
            yield doc

    return list(nlp.pipe(made()))
