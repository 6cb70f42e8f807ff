"""Which acts are duties: what a sentence gives somebody to do, and not how things are or what the agreement is for."""

from __future__ import annotations

import re

from .acts import Act
from .modality import Modality
from .model import Provision
from .words import MODALITIES, kinds_of

_TASK = re.compile(
    r"\W*(?:er|är|har|blir|vert)\s+(?:\w+\s+){0,5}?(?:ansvar\w*|hovedansvar\w*|hovudansvar\w*|plikt\w*|forplikt[ea]\w?"
    r"|skyldig\w*|(?:enige?|einige?|samde) om å|(?:til|som) (?:oppgave|oppgåve)|sekretariat\w*|innkaller|innkallar"
    r"|vert|vertskap|møteleder|møteleiar|referent|sammankallande|processansvarig|\w*genomgång|\w*gjennomgang"
    r"|\w*träff\w*|\w*möten?|\w*møte[tr]?|\w*samtale[rn]?|\w*samtalar|kontortid|tilgjengelig\w*|tilgjengeleg\w*"
    r"|med når|med på|til stede|til stades|rapporteringsplikt|rett til|taushetsplikt|teieplikt)\b",
    re.IGNORECASE,
)
_PROMISES_NOTHING = re.compile(
    r"\W*(?:peke på|peika på|understreke|understreka|presisere|bemerke|medføre|innebære|gjelde|omfatte|bli"
    r"|(?:være|vere) (?:en|et|ein|eit|ei|obligatorisk))\b",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"\bskal (?:inneholde|innehalde)\b|\bskal? innehålla\b", re.IGNORECASE)
_STATE_OF_THINGS = re.compile(
    r"\b(?:skal|ska|skall) (?:ikke |ikkje |inte )?(?:ha|være|vere|vara|foreligge|ligge føre|finne sted|finne stad)\b"
)
_OF_ITSELF = re.compile(
    r"\W*(?:denne |dette |den )?(?:sam\w*|ramme|partnerskaps|partnarskaps)?(?:avtal(?:en|a|e)|rutinen|överenskommelsen"
    r"|formålet|siktemål\w*|målet|hensikten|syftet)\b",
    re.IGNORECASE,
)
_ABOUT_TERM = re.compile(
    r"\b(?:evaluer\w+|fastställ\w+|fastset\w+|revider\w+|gjennomgås|sies opp|seiast opp|følj\w+ upp|drøft\w+)\b"
)
_TAKEN_FOR_GRANTED = re.compile(
    r"\W*(?:legges til grunn at|vises til|bygg\w* på|holder til|held til)\b|\W*leg\w+ til grunn,? at$", re.IGNORECASE
)
_WHO_FOLLOW = re.compile(r"(?:følgende|følgjande|följande)\b", re.IGNORECASE)


def states_content(text: str) -> bool:
    """Whether `text` says what an agreement has to hold: a duty in any place, even under a heading of purpose."""
    return bool(_CONTENT.search(text))


def is_duty(text: str, act: Act, provision: Provision) -> bool:
    """Whether `act` of the sentence `text` is a duty, by its verb, its subject and how it binds."""
    if states_content(text) or provision.place == "purpose":
        return states_content(text) and not act.passive
    deed = text[slice(*act.action)]
    if _TAKEN_FOR_GRANTED.match(deed) or (act.actor and _WHO_FOLLOW.match(text, act.actor[0])):
        return False
    if act.modality:
        if act.actor is None and not act.passive:
            return bool(_STATE_OF_THINGS.search(text)) and not _OF_ITSELF.match(text) and "mål" not in text.lower()
        known = act.passive or (act.actor and (not act.outsider or act.modality in ("skal", "plikter")))
        return bool(known) and not _PROMISES_NOTHING.match(deed)
    if provision.modality in (Modality.INTENTION, Modality.AIM, Modality.OPEN):
        return False
    stative = "stative" in kinds_of(act.verb)
    if act.passive:
        happens = not stative or act.verb in ("blir", "vert", "får", "mottar", "mottek")
        return happens and (not _OF_ITSELF.match(text) or bool(_ABOUT_TERM.search(text)))
    if act.actor is None or act.outsider:
        return False
    return not stative or bool(_TASK.match(text, act.action[0]))


def opens_with_deed(text: str) -> bool:
    """Whether `text` begins with a verb: "utarbeide en plan", "kan ordne samtaler", "Melder inn deltakere"."""
    first = re.match(r"\W*([^\W\d_]+)", text)
    if first is None:
        return False
    word = first.group(1).lower()
    kinds = kinds_of(word)
    if kinds & {"actor", "person", "noun", "stative", "preposition", "determiner", "opener"}:
        return False
    ending = r"(?:er|ar|e|a)" if first.group(1).islower() else r"(?:er|ar)"
    return word in MODALITIES or "verb" in kinds or bool(re.fullmatch(rf"[a-zæøåäö]{{3,}}{ending}", word))
