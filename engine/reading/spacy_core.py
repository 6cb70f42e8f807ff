"""spaCy without its command line, which spaCy imports with everything else.

Nothing here uses it, and it brings HTTP clients and templates: two fifths of what importing spaCy takes, and 18 MB in
each worker. A process that has imported all of spaCy before keeps it.
"""

from __future__ import annotations

import sys
from types import ModuleType

_COMMAND_LINE = "spacy.cli"


def _import_spacy() -> None:
    package, module = ModuleType(_COMMAND_LINE), ModuleType(f"{_COMMAND_LINE}.info")
    package.__path__ = []
    module.info = None  # type: ignore[attr-defined]  # all that spaCy asks of it
    placeholders = {each.__name__: each for each in (package, module)}
    sys.modules |= placeholders
    try:
        import spacy

        del spacy.info  # type: ignore[attr-defined]
    finally:
        for name in placeholders:
            del sys.modules[name]  # who imports the real ones gets them


if "spacy" not in sys.modules:
    _import_spacy()

from spacy.language import Language  # noqa: E402 – spaCy comes in above
from spacy.tokens import Doc  # noqa: E402
from spacy.util import get_lang_class  # noqa: E402

__all__ = ["Doc", "Language", "get_lang_class"]
