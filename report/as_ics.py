"""The register of obligations as a calendar (RFC 5545): an all-day event for each deadline with a day of its own.

Same register and day, same bytes: the identity of an event is made from the agreement and the words of the obligation,
so that a calendar which reads the file again updates its events. Obligations whose deadline has no day are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from .messages import text
from .register import Entry, Event, Register

_LONGEST = 75  # bytes in a line, its end not counted
_SPECIAL = re.compile(r"[\\;,]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def register_ics(registers: Sequence[Register], as_of: date, lang: str) -> str:
    """The calendar, with the line ends that the format asks for. `as_of` stamps the events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//avtalesjekk//obligations//NO", "CALSCALE:GREGORIAN"]
    seen: set[str] = set()
    for register in registers:
        for entry in register.entries:
            for event in entry.events:
                uid = _uid(register, entry, event)
                if uid not in seen:  # the same words twice in one clause are one deadline
                    seen.add(uid)
                    lines += _event(register, entry, event, [f"UID:{uid}", f"DTSTAMP:{as_of:%Y%m%d}T000000Z"], lang)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(register: Register, entry: Entry, event: Event, identity: Sequence[str], lang: str) -> Iterator[str]:
    one = entry.obligation
    told = [
        f"{text('obligations', field, lang)}: {getattr(one, field)}"
        for field in ("modality", "deadline", "condition", "clause")
        if getattr(one, field)
    ]
    if event.assumed:
        told.append(text("obligations", "assumed", lang))
    yield "BEGIN:VEVENT"
    yield from identity
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.first + timedelta(days=1):%Y%m%d}"
    if event.rule:
        yield f"RRULE:{event.rule}"
    yield f"SUMMARY:{_escaped(f'{one.actor}: {one.action}' if one.actor else one.action)}"
    description = "\n".join([*told, f"«{' '.join(entry.quote.split())}»", " ".join(register.title.split())])
    yield f"DESCRIPTION:{_escaped(description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(register: Register, entry: Entry, event: Event) -> str:
    one = entry.obligation
    # Of the event only which days it names: its first day and its end follow the dates of the agreement.
    days = event.rule.partition(";UNTIL=")[0] or event.first.isoformat()
    parts = (register.title, *register.parties, one.clause, one.actor, one.modality, one.action, days)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32] + "@avtalesjekk"


def _escaped(words: str) -> str:
    """Text as a property value: special characters escaped, line ends as the two characters backslash and n."""
    escaped = _SPECIAL.sub(lambda match: "\\" + match.group(), _CONTROL.sub(" ", words))
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes, those after the first with a space before; no character is cut."""
    piece, size = "", 0
    for char in line:
        length = len(char.encode())
        if size + length > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece += char
        size += length
    yield piece
