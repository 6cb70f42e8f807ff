"""The application as a client sees it."""

from __future__ import annotations

import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest
from httpx2 import Response
from lxml.html import HtmlElement, document_fromstring
from starlette.testclient import TestClient

from avtalesjekk.report.messages import text
from avtalesjekk.web.app import application
from avtalesjekk.web.options import Options

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
ROUTINE = """# Intern samarbeidsrutine mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet

## Evaluering

Samarbeidet og avtalen evalueres ved behov.
"""


def send(client: TestClient, content: bytes, name: str = "avtale.docx", path: str = "/", **fields: str) -> Response:
    """Return the answer to a file."""
    return client.post(path, files={"file": (name, content)}, data=fields)


def words(element: HtmlElement) -> str:
    """Return the words of an element on one line."""
    return " ".join(element.text_content().split())


def page(answer: Response) -> HtmlElement:
    """Return the page that is answered."""
    return document_fromstring(answer.text)


def problem(answer: Response) -> str:
    """Return what the page says is wrong."""
    return words(page(answer).xpath("//div[@role='alert']/p")[0])


@pytest.fixture(scope="module")
def agreement(corpus: Path) -> bytes:
    """An agreement in Nynorsk with points missing and blanks."""
    return (corpus / "train" / "u" / "u05.docx").read_bytes()


@pytest.fixture(scope="module")
def answered(client: TestClient, agreement: bytes) -> HtmlElement:
    """The page with the result on it."""
    return page(send(client, agreement))


@pytest.mark.parametrize(("path", "lang"), [("/", "nb"), ("/nn", "nn"), ("/en", "en")])
def test_the_form_in_each_language(client: TestClient, path: str, lang: str) -> None:
    """With links to the others."""
    form = page(client.get(path))
    assert (form.get("lang"), words(form.xpath("//h1")[0])) == (lang, text("web", "heading", lang))
    assert sorted([path, *form.xpath("//nav//a/@href")]) == ["/", "/en", "/nn"]


@pytest.mark.parametrize("path", ["/", "/style.css", "/page.js", "/icon.svg", "/health", "/nowhere"])
def test_every_answer_forbids_what_the_page_does_not_need(client: TestClient, path: str) -> None:
    """Nothing from elsewhere, nothing inline, nothing kept."""
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; script-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers


def test_health(client: TestClient) -> None:
    """Under any name, since whoever asks may only know a number."""
    answer = client.get("/health", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.parametrize("path", ["/", "/style.css"])
def test_another_host_is_refused(client: TestClient, path: str) -> None:
    """Names that are made to point here are not ours."""
    assert client.get(path, headers={"host": "evil.example"}).status_code == 400


def test_a_page_that_is_not_there(client: TestClient) -> None:
    """Says so and shows the form."""
    answer = client.get("/nowhere")
    assert (answer.status_code, problem(answer)) == (404, text("refused", "page", "nb"))


def test_the_verdict_is_a_sentence(answered: HtmlElement) -> None:
    """With the counts below it."""
    assert words(answered.xpath("//h1")[0]) == text("web", "nonconforming", "nb")
    assert words(answered.xpath("//p[@class='counts']")[0]).startswith("Kravene: ")


def test_the_checklist_has_the_nine_requirements(answered: HtmlElement) -> None:
    """The overview leads to each."""
    links = answered.xpath("//ol[@class='overview']//a")
    assert [words(each).split()[0] for each in links[:9]] == [
        *(f"4.1.{number}" for number in range(1, 8)),
        "4",
        "4.2",
    ]
    ids = set(answered.xpath("//@id"))
    assert not [link for link in answered.xpath("//a/@href") if link.startswith("#") and link[1:] not in ids]
    assert len(answered.xpath("//@id")) == len(ids)


def test_what_is_missing_has_its_source_what_is_good_enough_and_wording(answered: HtmlElement) -> None:
    """The wording in the language of the agreement, its blanks marked, and with a field to copy without scripts."""
    row = next(each for each in answered.xpath("//ul[@class='points']/li") if "mangler" in words(each))
    assert [words(term) for term in row.xpath(".//dt")] == ["Hvorfor det betyr noe", "Slik er det godt nok"]
    assert "G-27/2017 4.1" in words(row.xpath(".//dd")[0])
    (lang,) = set(answered.xpath("//p[@class='wording']/@lang"))
    assert lang == "nn"
    marks = answered.xpath("//p[@class='wording']/mark")
    assert marks
    assert all(words(mark).startswith("[") for mark in marks)
    for wording, field in zip(
        answered.xpath("//p[@class='wording']"), answered.xpath("//noscript//textarea"), strict=True
    ):
        assert wording.text_content() == field.text_content()


def test_evidence_is_marked_in_the_text(answered: HtmlElement) -> None:
    """Each quote leads to its mark."""
    links = answered.xpath("//p[@class='quote']/a/@href")
    marks = {f"#{each}" for each in answered.xpath("//div[@class='text']//mark/@id")}
    assert links
    assert set(links) <= marks


@pytest.mark.parametrize(("path", "said"), [("/nn", "manglar"), ("/en", "missing")])
def test_the_result_in_another_language(client: TestClient, answered: HtmlElement, path: str, said: str) -> None:
    """From what the page carries along, without the file."""
    fields = {each.get("name"): each.get("value") for each in answered.xpath("//form[@id='carried']/input")}
    assert path in answered.xpath("//nav//button/@formaction")
    answer = client.post(path, files=[(name, (None, value)) for name, value in fields.items()])
    assert said in words(page(answer).xpath("//p[@class='counts']")[0])


def test_the_report_as_data(
    client: TestClient, agreement: bytes, report_schema: jsonschema.Draft202012Validator
) -> None:
    """With a name of its own, valid under the schema."""
    answer = send(client, agreement, "Avtale for Ås.docx", wish="json")
    report_schema.validate(json.loads(answer.content))
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''Avtale%20for%20%C3%85s-rapport.json"


def test_the_report_as_a_page(client: TestClient, agreement: bytes) -> None:
    """The one that `check --format html` makes."""
    answer = send(client, agreement, wish="html")
    assert answer.headers["content-disposition"].endswith("avtale-rapport.html")
    assert "matrix" in answer.text


def test_a_copy_with_comments(client: TestClient, agreement: bytes) -> None:
    """In the format of the document."""
    answer = send(client, agreement, wish="copy-0")
    assert answer.headers["content-disposition"].endswith("avtale-med-kommentarer.docx")
    assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


def test_text_has_no_copy(client: TestClient) -> None:
    """The page does not offer it, and says so when it is asked for."""
    offered = page(client.post("/", files={"text": (None, ROUTINE)})).xpath("//button[@name='wish']/@value")
    assert offered == ["html", "json"]
    answer = client.post("/", files={"text": (None, ROUTINE), "wish": (None, "copy-7")})
    assert (answer.status_code, problem(answer)[:12]) == (422, "Kommentarer ")


def test_text_is_checked_as_a_file_is(client: TestClient) -> None:
    """Under a name that says what it was."""
    answer = client.post("/", files={"text": (None, ROUTINE)})
    assert answer.status_code == 200
    assert "Innlimt tekst" in words(page(answer).xpath("//title")[0])


def test_what_is_no_agreement_is_said_not_to_be(client: TestClient) -> None:
    """And has no checklist."""
    answered = page(client.post("/", files={"text": (None, "# Referat\n\nVi møttes og drakk kaffe.")}))
    assert words(answered.xpath("//h1")[0]) == text("web", "out_of_scope", "nb")
    assert not answered.xpath("//ol[@class='overview']")


def zip_bomb() -> bytes:
    """Return a small file that unpacks to 400 MB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"word/{number}.xml", bytes(50 << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "status", "told"),
    [
        (zip_bomb(), "bombe.docx", 413, "Filen er for stor eller pakker ut til for mye"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "bilde.png", 415, "Filen er ikke et dokument"),
        (b"<html>500</html>", "avtale.docx", 415, "Filen er ikke et dokument"),
        (b"%PDF-1.7 nothing more", "avtale.pdf", 422, "Filen er skadet"),
        (b"x" * (3 << 20), "stor.pdf", 413, "Filen er for stor. Siden tar imot høyst 2 MB."),
        (b"", "tom.pdf", 400, "Velg en fil"),
    ],
)
def test_a_hostile_file_gets_a_clear_message(
    client: TestClient, content: bytes, name: str, status: int, told: str
) -> None:
    """And the form again."""
    answer = send(client, content, name)
    assert answer.status_code == status
    assert problem(answer).startswith(told)
    assert page(answer).xpath("//form[@id='check']")


def test_hostile_words_stay_words(client: TestClient) -> None:
    """In the document and in the name of its file."""
    answer = send(client, f"{ROUTINE}\n\n{HOSTILE} skal evaluere avtalen.".encode(), "../../<script>.txt")
    answered = page(answer)
    assert answered.xpath("//script/@src") == ["/page.js"]
    assert not answered.xpath("//img | //@onerror | //@style | //style")
    assert "<img src=x onerror=alert(1)> skal evaluere avtalen." in words(answered.xpath("//div[@class='text']")[0])
    assert words(answered.xpath("//title")[0]).startswith("Resultat for script.txt")


def test_a_form_from_another_site_is_refused(client: TestClient, agreement: bytes) -> None:
    """Whatever it holds."""
    answer = client.post("/", files={"file": ("a.docx", agreement)}, headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, problem(answer)) == (403, text("refused", "origin", "nb"))


def test_fifty_at_once_all_get_an_answer(client: TestClient, agreement: bytes) -> None:
    """From two processes, and each of them its own."""
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda number: send(client, agreement, f"{number}.docx"), range(50)))
    assert {answer.status_code for answer in answers} == {200}
    assert [words(page(each).xpath("//title")[0]).split()[2] for each in answers] == [f"{n}.docx" for n in range(50)]


def test_too_many_from_one_address_are_told_to_wait() -> None:
    """What was refused for another reason counts too."""
    with TestClient(application(Options(hosts=("testserver",), jobs=1, rate=1))) as client:
        answers = [client.post("/nn") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [400, 429]
    assert problem(answers[1]) == text("refused", "rate", "nn")
    assert answers[1].headers["retry-after"] == "60"


def test_when_too_many_wait_the_next_are_told_so() -> None:
    """Rather than to wait for ever."""
    with TestClient(application(Options(hosts=("testserver",), jobs=1, waiting=-1))) as client:
        answer = client.post("/", files={"text": (None, ROUTINE)})
    assert (answer.status_code, problem(answer)) == (503, text("refused", "busy", "nb"))


def test_a_check_that_takes_too_long_is_given_up() -> None:
    """Its process is ended, and the next form gets an answer from another."""
    with TestClient(application(Options(hosts=("testserver",), jobs=1, seconds=0.01))) as client:
        answers = [client.post("/", files={"text": (None, ROUTINE)}) for _ in range(2)]
    assert [(answer.status_code, problem(answer)) for answer in answers] == [(422, text("refused", "time", "nb"))] * 2


def test_a_fault_of_the_program_costs_its_own_check_only(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words are not shown."""
    with monkeypatch.context() as broken:
        broken.setattr("avtalesjekk.web.checks._answered", pow)  # which does not take what it is given
        answer = client.post("/", files={"text": (None, ROUTINE)})
        assert (answer.status_code, problem(answer)) == (500, text("refused", "fault", "nb"))
    assert client.post("/", files={"text": (None, ROUTINE)}).status_code == 200


def test_nothing_is_logged_of_a_document(
    client: TestClient, agreement: bytes, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither its name nor its parties, whether it can be read or not."""
    caplog.set_level(0)
    send(client, agreement, "Hemmelig kommune.docx")
    send(client, b"%PDF-", "Hemmelig kommune.pdf")
    told = [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    assert not [line for line in told if "Hemmelig" in line]
    assert "Hemmelig" not in "".join(capfd.readouterr())
