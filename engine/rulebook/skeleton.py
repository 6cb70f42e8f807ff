"""A new rule pack to start from: a pack.yaml and one rule, with comments, that load and whose examples hold.

Promises to overwrite nothing.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def write_skeleton(folder: Path) -> tuple[Path, Path]:
    """Write a pack that is called after `folder` into it and return its files, the pack first.

    Makes the folder where there is none. Raises FileExistsError when there is anything in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    pack = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower().translate(_LETTERS)).strip("-") or "egne-regler"
    rule = f"{pack.upper()}-1"
    written = folder / "pack.yaml", folder / f"{rule}.yaml"
    for path, name in zip(written, ("pack.yaml", "rule.yaml"), strict=True):
        text = files(__package__).joinpath("skeleton", name).read_text(encoding="utf-8")
        path.write_text(text.replace("@pack@", pack).replace("@rule@", rule), encoding="utf-8")
    return written
