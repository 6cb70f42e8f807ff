"""The rule engine durable_rules behind a narrow door: rules over marked messages, run for one session at a time.

A message is a set of marks; a pattern asks for a message with certain marks, or that there is none.
Promises that every run either reports all rules that fired or raises InferenceError, and leaves nothing in the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from .outcome import InferenceError

Item = TypeVar("Item")

# An action runs once for as many firings of its rule: the engine spends far more time between actions than in them.
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A message with all of `marks`; with `absent`, that no message has them."""

    marks: tuple[str, ...]
    absent: bool = False


class Ruleset:
    """Rules that the engine holds for good. `marks` are those that the rules look at."""

    def __init__(self, host: Any, name: str, rules: Mapping[int, Sequence[Pattern]]) -> None:
        """Hand the rules, by number, to the engine under a `name` that is new to `host`.

        The first pattern of each rule must not be `absent`: it gives the rule its place among the messages.
        """
        self.marks = frozenset(mark for patterns in rules.values() for pattern in patterns for mark in pattern.marks)
        self._host = host
        self._name = name
        self._fired: list[tuple[int, int]] = []
        self._seen: list[int] = []
        definition: dict[str, dict[str, Any]] = {
            f"r{number}": {"all": _patterns(patterns), "cap": _AT_ONCE, "run": self._note(number)}
            for number, patterns in rules.items()
        }
        # A message that no rule looks at makes the engine give up the whole batch: one rule looks at all, last.
        definition["any"] = {"all": [{"first": {"here": 1}}], "pri": 99, "cap": _AT_ONCE, "run": self._see}
        host.register_rulesets({name: definition})

    def run(self, session: str, messages: Sequence[Collection[str]]) -> list[tuple[int, int]]:
        """Return which rules fired: number of the rule and position of the message that its first pattern met.

        `session` must be new to the ruleset. Raises InferenceError when the engine fails or does not finish.
        """
        if not messages:
            return []
        self._fired.clear()
        self._seen.clear()
        # Ids count from zero because the engine keeps only a hash of them. One batch, because rules run after each.
        batch = [
            {"sid": session, "id": f"c{position}", "here": 1} | dict.fromkeys(marks, 1)
            for position, marks in enumerate(messages)
        ]
        try:
            state = self._host.assert_facts(self._name, batch)
        except Exception as error:  # the engine has no common type for its errors
            raise InferenceError(f"{self._name}: the rule engine failed: {error!r}") from error
        finally:
            # The engine holds 1,024 sessions at most and never drops one by itself.
            self._host.delete_state(self._name, session)
        # The engine swallows what goes wrong in an action and only keeps a note of it.
        if failure := (state or {}).get("exception"):
            raise InferenceError(f"{self._name}: an action failed: {failure}")
        # It also stops without a word when an action took more than ten seconds, as when the computer slept.
        if len(self._seen) != len(batch):
            raise InferenceError(f"{self._name}: the rule engine looked at {len(self._seen)} of {len(batch)} messages")
        return list(self._fired)

    def _note(self, number: int) -> Callable[[Any], None]:
        # The engine counts the arguments, defaults too, and takes an action with two for an asynchronous one.
        def action(closure: Any) -> None:
            self._fired.extend((number, position) for position in _positions(closure))

        return action

    def _see(self, closure: Any) -> None:
        self._seen.extend(_positions(closure))


def _positions(closure: Any) -> list[int]:
    """Return the positions of the messages that the first pattern met, one for each time that the rule fired."""
    return [int(fired["first"]["id"][1:]) for fired in closure.m]


def quiet_host() -> Any:
    """Return a new host of the engine that starts no threads. ImportError where the engine cannot be imported."""
    from durable.engine import Host  # type: ignore[import-untyped]

    class QuietHost(Host):  # type: ignore[misc]
        def _run(self) -> None:
            """Start nothing: the threads of the engine only serve timers and several processes, and never end."""

    return QuietHost()


def packed(
    items: Iterable[Item], weight: Callable[[Item], int], least: int, capacity: int
) -> Iterator[list[tuple[int, Item]]]:
    """Yield the items with their numbers in parts, in order, none heavier than `capacity`.

    Every item weighs `least` or more. An item that alone is heavier than `capacity` makes the part too heavy; callers
    bound their items.
    """
    part: list[tuple[int, Item]] = []
    total = 0
    for number, item in enumerate(items):
        heavy = max(least, weight(item))
        if part and total + heavy > capacity:
            yield part
            part, total = [], 0
        part.append((number, item))
        total += heavy
    if part:
        yield part


def _patterns(patterns: Sequence[Pattern]) -> list[dict[str, Any]]:
    named = []
    for position, pattern in enumerate(patterns):
        name = f"m{position}" if position else "first"
        suffix = "$not" if pattern.absent else ""
        named.append({name + suffix: {"$and": [{mark: 1} for mark in pattern.marks]}})
    return named
