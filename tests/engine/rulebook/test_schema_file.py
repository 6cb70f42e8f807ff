"""The schema file does for editors what it does for the loader."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

SCHEMA: dict[str, Any] = json.loads(
    files("avtalesjekk.engine.rulebook").joinpath("rule.schema.json").read_text("utf-8")
)


def rule_of(pack: Path) -> dict[str, Any]:
    data = yaml.load((pack / "X-1.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    if not isinstance(data, dict):
        raise TypeError(data)
    return data


def test_the_schema_file_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_rule_that_loads_is_valid_by_the_schema(pack: Path) -> None:
    jsonschema.validate(rule_of(pack), SCHEMA)


@pytest.mark.parametrize("key", ["id", "title", "outcomes", "otherwise", "examples"])
def test_a_rule_without_a_key_is_invalid_by_the_schema(pack: Path, key: str) -> None:
    rule = rule_of(pack)
    del rule[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(rule, SCHEMA)


def test_a_message_where_a_rule_is_met_is_invalid_by_the_schema(pack: Path) -> None:
    rule = rule_of(pack)
    rule["outcomes"][1]["message"] = rule["outcomes"][0]["message"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(rule, SCHEMA)
