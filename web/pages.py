"""The pages: where an agreement is sent from, and the result."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader

from ..engine.version import VERSION
from ..report.as_html import environment
from ..report.checklist import short
from ..report.formats import Presentation
from ..report.messages import messages, text
from ..report.model import Report
from .exchange import Upload
from .result import result

# The language of a page by its address.
ADDRESSES = {"nb": "/", "nn": "/nn", "en": "/en"}
_LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


def start_page(lang: str, megabytes: int, problem: str = "") -> bytes:
    """The page with the form, which takes so many megabytes; with `problem` when what was sent was not checked."""
    own = [(short(each), text("requirements", each, lang)) for each in messages()["requirements"] if "G27" in each]
    page = _environment(lang).get_template("start.html.j2")
    return page.render(megabytes=megabytes, problem=problem, requirements=own).encode()


def result_page(report: Report, upload: Upload, shown: Presentation) -> bytes:
    """The page with the result, which carries the document along for what may be wanted next."""
    page = _environment(shown.lang).get_template("result.html.j2")
    made = page.render(
        report=report,
        name=upload.name,
        results=[result(document, f"d{number}", shown) for number, document in enumerate(report.documents)],
        carried=b64encode(upload.data).decode(),
    )
    return made.encode()


def asset(name: str) -> str:
    """The text of a file of the pages."""
    return files(__package__).joinpath("html", name).read_text(encoding="utf-8")


def style() -> str:
    """The style of the pages: that of the report, and their own."""
    return files("avtalesjekk.report").joinpath("html", "page.css").read_text(encoding="utf-8") + asset("web.css")


@cache
def _environment(lang: str) -> Environment:
    made = environment(lang)
    shared = [made.loader] if made.loader else []
    made.loader = ChoiceLoader([PackageLoader(__package__, "html"), *shared])
    made.globals |= {"lang": lang, "version": VERSION, "addresses": ADDRESSES, "names": _LANGUAGES}
    return made
