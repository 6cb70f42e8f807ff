"""Files to start from: a configuration with comments, and a workflow that checks the agreements where they are kept.

Promises to overwrite nothing, and to write all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from .configuration import NAME
from .version import VERSION

# By where the agreements are kept: what is written, and from which file that ships.
_FILES: Mapping[str, Mapping[str, str]] = {
    "github": {NAME: NAME, ".github/workflows/avtalesjekk.yml": "github.yml"},
    "gitlab": {NAME: NAME, ".gitlab-ci.yml": "gitlab-ci.yml"},
}


def write_start(folder: Path, kept_at: str) -> tuple[Path, ...]:
    """Write the files for agreements in `folder`, kept at "github" or "gitlab", and return them.

    Raises FileExistsError with the path of a file that is there already, and other OSErrors.
    """
    wanted = {folder / path: source for path, source in _FILES[kept_at].items()}
    for path in wanted:
        if path.exists():
            raise FileExistsError(path)
    for path, source in wanted.items():
        text = files(__package__).joinpath("starter", source).read_text(encoding="utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("@version@", VERSION), encoding="utf-8")
    return tuple(wanted)
