"""The register of obligations as text, CSV, JSON and calendar."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO

from avtalesjekk.report.as_ics import register_ics
from avtalesjekk.report.model import Obligation
from avtalesjekk.report.register import Entry, Event, Register, register_csv, register_json, register_text

AS_OF = date(2026, 11, 22)
OBLIGATION = Obligation(
    actor="KS",
    modality="plikter",
    action="utarbeide en rapport; og sende den, hvert år, til Nasjonalt utvalg for bosetting av flyktninger på våren",
    deadline="innen utgangen av januar hvert år",
    condition="",
    clause="2/14",
)
YEARLY = Event(first=date(2008, 1, 31), rule="FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1;UNTIL=20091201", assumed=False)


def made(obligation: Obligation = OBLIGATION, *events: Event) -> Register:
    """A register with one obligation."""
    entry = Entry(obligation=obligation, quote="KS plikter å …", events=events)
    return Register(
        path="a.docx", kind="national-agreement", title="Avtale\nom bosetting", parties=("KS",), entries=(entry,)
    )


def test_text_has_all_columns() -> None:
    """The table names clause, actor, modality and deadline, and no line ends in spaces."""
    lines = register_text([made()], "nb", None).splitlines()
    assert lines[0] == "Avtale om bosetting"
    assert lines[2].split("  ")[0] == "Punkt"
    assert all(word in lines[4] for word in ("2/14", "KS", "plikter", "utarbeide"))
    assert all(line == line.rstrip() for line in lines)


def test_text_fits_the_terminal() -> None:
    """No line is longer than the terminal is wide."""
    assert max(map(len, register_text([made()], "nb", 90).splitlines())) <= 90


def test_text_of_an_empty_register() -> None:
    """That nothing was found is said."""
    assert "fant ingen forpliktelser" in register_text([replace(made(), entries=())], "nb", None)


def test_words_of_the_document_are_no_markup() -> None:
    """Brackets of the document are printed, not taken for colours."""
    assert "[red]" in register_text([made(replace(OBLIGATION, actor="[red]"))], "nb", None)


def test_csv_has_a_line_per_obligation() -> None:
    """The cells are those of the obligation, with the title of the agreement."""
    rows = list(csv.DictReader(StringIO(register_csv([made()]))))
    assert [row["deadline"] for row in rows] == ["innen utgangen av januar hvert år"]
    assert rows[0]["document"] == "Avtale om bosetting"


def test_csv_runs_nothing() -> None:
    """A cell that a spreadsheet would take for a formula is made text."""
    rows = list(csv.DictReader(StringIO(register_csv([made(replace(OBLIGATION, actor="=1+1"))]))))
    assert rows[0]["actor"] == "'=1+1"


def test_json_holds_the_obligations_of_the_report() -> None:
    """The fields are those of the JSON report."""
    loaded = json.loads(register_json([made()]))
    assert loaded["documents"][0]["obligations"][0]["actor"] == "KS"


def test_a_calendar_event() -> None:
    """An event has its day, its rule, and a stamp made from the day of the check."""
    lines = register_ics([made(OBLIGATION, YEARLY)], AS_OF, "nb").split("\r\n")
    assert "DTSTART;VALUE=DATE:20080131" in lines
    assert "RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1;UNTIL=20091201" in lines
    assert "DTSTAMP:20261122T000000Z" in lines


def test_lines_are_folded_and_unfold_to_the_same_words() -> None:
    """No line is longer than 75 bytes; folding cuts no character, and special characters are escaped."""
    calendar = register_ics([made(OBLIGATION, YEARLY)], AS_OF, "nb")
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    unfolded = calendar.replace("\r\n ", "")
    assert "SUMMARY:KS: utarbeide en rapport\\; og sende den\\, hvert år\\, til Nasjonalt utvalg" in unfolded


def test_the_identity_of_an_event_stays() -> None:
    """Another day of the check, or another end of the agreement, gives the same event; another action does not."""

    def uid(register: Register, as_of: date) -> str:
        return next(line for line in register_ics([register], as_of, "nb").split("\r\n") if line.startswith("UID:"))

    later = replace(YEARLY, rule="FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1")
    assert uid(made(OBLIGATION, YEARLY), AS_OF) == uid(made(OBLIGATION, later), date(2027, 1, 1))
    assert uid(made(OBLIGATION, YEARLY), AS_OF) != uid(made(replace(OBLIGATION, action="møtes"), YEARLY), AS_OF)


def test_an_assumed_day_is_said_to_be_one() -> None:
    """An event on the last day of a period tells that the agreement names no day."""
    assert "nevner ingen bestemt dag" in register_ics(
        [made(OBLIGATION, replace(YEARLY, assumed=True))], AS_OF, "nb"
    ).replace("\r\n ", "")
    assert "nevner ingen bestemt dag" not in register_ics([made(OBLIGATION, YEARLY)], AS_OF, "nb").replace("\r\n ", "")


def test_obligations_without_a_day_are_no_events() -> None:
    """The calendar leaves them out."""
    assert "VEVENT" not in register_ics([made()], AS_OF, "nb")
