"""Train labels, matters and modality, and how sure a status is: `python corpus/training.py` writes
engine/reading/weights.npz and engine/certainty.json, and prints scores.

Scores come from cross-validation over hands: a fold never sees a text by the hand that it is tested on. `--test` adds
the scores on the documents under corpus/test, which are never trained on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from certainty import learn_certainty
from joblib import Parallel, cpu_count, delayed
from network import Layers, Plan, fit
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from avtalesjekk.engine.reading.features import BUCKETS, CUES, Unit, features, folded
from avtalesjekk.engine.reading.labels import LABELS, LIKELY, MATTERS, MATTERS_OF, MODALITIES, Network, Weights
from avtalesjekk.engine.reading.modality import Modality, cues, modality_of
from avtalesjekk.engine.reading.pipeline import Setting, docs, pipeline, units
from avtalesjekk.engine.reading.view import view
from avtalesjekk.extract.model import Span
from source import Line, read_source

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "engine" / "reading" / "weights.npz"
LABELS_PLAN = Plan(buckets=BUCKETS, units=64, epochs=6, batch=512, without_units=0.3, without_features=0.15, doubt=0.02)
MATTERS_PLAN = Plan(
    buckets=BUCKETS // 2, units=32, epochs=8, batch=128, without_units=0.2, without_features=0.15, doubt=0.01
)
MODALITY_PLAN = Plan(
    buckets=BUCKETS // 2, units=16, epochs=8, batch=256, without_units=0.1, without_features=0.1, doubt=0.01
)
FIRST_EPOCHS = 2  # of the model that tells which sentences of a text its labels are on
LEVELS, WIDEST = 3, 3.0  # shipped weights are -LEVELS … LEVELS; the last stands for so many standard deviations
FOLDS = 3
# The parts that are met by nothing but a duty.
DUTIES = frozenset({
    "G27-4.1.1a", "G27-4.1.1b", "G27-4.1.1c", "G27-4.1.2a", "G27-4.1.2b", "G27-4.1.3d", "G27-4.1.4a", "G27-4.1.4b",
    "G27-4.1.4c", "G27-4.1.5a", "G27-4.1.5b", "G27-4.1.5c", "G27-4.1.6", "G27-4.1.7c", "G27-4.2b", "G27-4.2c",
})  # fmt: skip
# The parts of the agreements beside the introduction agreement, with the matters that a line is on that meets them.
MATTERS_OF_PART = {
    "NAVK-1": ("office_location",), "NAVK-2": ("office_operation",), "NAVK-3": ("office_services",),
    "NAVK-4": ("user_representatives",), "NAVK-5": ("other_services",), "NAT-evaluation": ("follow_up",),
    "NAT-duration": ("lasting",), "NAT-termination": ("termination",), "SE-1": ("goals_checked", "goals"),
    "SE-2": ("goals_tied",), "SE-4": ("gender_equality",), "SE-5": ("target_group",), "SE-6": ("annexed_commitments",),
    "SE-7": ("annexes_revised",),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A labelled text: all labels (or matters) of `labels` are carried by some sentence of `units`, and nobody has
    judged whether those of `unknown` are.
    """

    hand: str
    language: str
    units: tuple[Unit, ...]
    labels: frozenset[str]
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A sentence with how it binds."""

    hand: str
    unit: Unit
    modality: Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A network and the calibration of its scores; `folds` are those without the hands of each fold."""

    plan: Plan
    layers: Layers
    slope: npt.NDArray[np.float64]
    offset: npt.NDArray[np.float64]
    folds: tuple[Layers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A labelled text before it is cut into sentences."""

    hand: str
    language: str
    text: str
    setting: Setting
    labels: frozenset[str]
    unknown: frozenset[str] = frozenset()


def main() -> None:
    """Train, score, write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--test", action="store_true")
    wanted = arguments.parse_args()
    examples = cut([*clause_texts(HERE / "clauses"), *document_texts(HERE / "train")])
    sentences = sum(len(example.units) for example in examples)
    print(f"{len(examples)} labelled texts by {len({e.hand for e in examples})} hands, {sentences} sentences")
    marked = [*modality_texts(HERE / "modality.jsonl"), *duties_in(HERE / "train")]
    on_matters = cut([text for family, names in MATTERS_OF.items() for text in matter_texts(family, names)])
    groups = folds([(each.hand, each.language) for each in chain(examples, on_matters)], marked)
    labels = learn(examples, {"labels": LABELS}, groups, LABELS_PLAN)
    families = {family: [f"{family}/{name}" for name in names] for family, names in MATTERS_OF.items()}
    matters = learn(on_matters, families, groups, MATTERS_PLAN)
    modalities = learn_modality(marked, groups)
    write(weights_of(labels, matters, modalities))
    unseen = [(hands, weights_of(labels, matters, modalities, fold)) for fold, hands in enumerate(groups)]
    learn_certainty(HERE / "train", unseen)
    if wanted.test:
        tested = cut(document_texts(HERE / "test"))
        scores = score(labels.layers.scores, tested, inputs_of(tested, LABELS_PLAN))
        print_scores("test hands", apply(scores, labels.slope, labels.offset, LABELS), tested, LABELS)


def learn(
    examples: list[Example], families: Mapping[str, Sequence[str]], groups: Sequence[set[str]], plan: Plan
) -> Learnt:
    """Train and calibrate the columns of all `families`, and print the scores of each, cross-validated over hands."""
    names = [name for family in families.values() for name in family]
    inputs = inputs_of(examples, plan)
    unseen = [np.array([example.hand in hands for example in examples]) for hands in groups]
    nobody = np.zeros(len(examples), dtype=bool)
    *fitted, layers = Parallel(n_jobs=cpu_count())(
        delayed(train)(*chosen(examples, inputs, ~out), names, plan) for out in (*unseen, nobody)
    )
    held_out = np.zeros((len(examples), len(names)))
    for out, each in zip(unseen, fitted, strict=True):
        held_out[out] = score(each.scores, *chosen(examples, inputs, out))
    slope, offset = platt(held_out, examples, names)
    for family, columns in families.items():
        known = [at for at, example in enumerate(examples) if not example.unknown.issuperset(columns)]
        own = apply(held_out[known], slope, offset, names)[:, [names.index(name) for name in columns]]
        print_scores(f"{family}, cross-validated over hands", own, [examples[at] for at in known], columns)
    return Learnt(plan=plan, layers=layers, slope=slope, offset=offset, folds=tuple(fitted))


def learn_modality(marked: list[Marked], groups: Sequence[set[str]]) -> Learnt:
    """Train and score the modalities, which need no calibration."""
    inputs = matrix_of([each.unit for each in marked], MODALITY_PLAN)
    targets = np.array([[each.modality is modality for modality in MODALITIES] for each in marked])
    unseen = [np.array([each.hand in hands for each in marked]) for hands in groups]
    nobody = np.zeros(len(marked), dtype=bool)
    *fitted, layers = (
        fit(inputs[~out], targets[~out], np.ones_like(targets[~out]), MODALITY_PLAN) for out in (*unseen, nobody)
    )
    told = np.zeros(targets.shape)
    for out, each in zip(unseen, fitted, strict=True):
        told[out] = each.scores(inputs[out])
    print_modalities(marked, told.argmax(axis=1))
    ones = np.ones(len(MODALITIES))
    return Learnt(plan=MODALITY_PLAN, layers=layers, slope=ones, offset=0 * ones, folds=tuple(fitted))


def clause_texts(folder: Path, files: str = "*.jsonl", key: str = "labels") -> list[Text]:
    """The labelled clauses in `files` of `folder`; the hand is the file name up to the hyphen."""
    found = []
    for path in sorted(folder.glob(files)):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            setting = Setting(heading=row["heading"], lead=row["lead"])
            hand = path.stem.partition("-")[0]
            found.append(
                Text(hand=hand, language=row["lang"], text=row["text"], setting=setting, labels=frozenset(row[key]))
            )
    return found


def modality_texts(path: Path) -> list[Marked]:
    """The sentences whose way to bind is known."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Marked(
            hand=row["hand"],
            unit=Unit(text=row["text"], heading=row["heading"], lead=row["lead"], cues=cues(row["text"], row["lead"])),
            modality=Modality(row["modality"]),
        )
        for row in rows
    ]


def duties_in(folder: Path) -> list[Marked]:
    """The words of documents in `folder` that show a part as met which only a duty meets, each once."""
    found = {}
    for text, gold in document_lines(folder):
        line = " ".join(text.text.split())
        quotes = (told["quote"] for part, told in gold["parts"].items() if part in DUTIES and told["status"] == "met")
        for quote in dict.fromkeys(" ".join(quote.split()) for quote in quotes):  # in an order that stays
            if quote in line:
                around = text.setting
                unit = Unit(text=quote, heading=around.heading, lead=around.lead, cues=cues(quote, around.lead))
                found[text.hand, quote] = Marked(hand=text.hand, unit=unit, modality=Modality.BINDING)
    return list(found.values())


def document_texts(folder: Path) -> list[Text]:
    """The labelled lines of the documents in `folder`; the hand is the folder of the document."""
    return [text for text, _ in document_lines(folder)]


def document_lines(folder: Path) -> list[tuple[Text, dict[str, Any]]]:
    """The labelled lines of the documents in `folder`, each with the gold of its document."""
    found = []
    for path in sorted(folder.rglob("*.src")):
        gold = json.loads(path.with_name(path.stem + ".gold.json").read_text(encoding="utf-8"))
        headings: dict[int, str] = {}
        lead, columns = "", ()
        for line in read_source(path).lines:
            if line.kind == "heading":
                headings = {level: text for level, text in headings.items() if level < line.level} | {
                    line.level: line.text
                }
                lead = ""
            elif line.kind == "row" and line.head:
                columns = line.cells
            elif line.labels:
                setting = Setting(
                    heading=" / ".join(headings.values()),
                    lead=lead if line.kind in ("bullet", "numbered", "auto") else "",
                )
                text, around = _text(line, setting, columns)
                own = Text(
                    hand=path.parent.name,
                    language=gold["language"],
                    text=text,
                    setting=around,
                    labels=frozenset(line.labels),
                )
                found.append((own, gold))
                if line.kind == "paragraph":
                    lead = line.text if line.text.rstrip().endswith(":") else ""
    return found


def matter_texts(family: str, names: Sequence[str]) -> list[Text]:
    """What is known of the matters of a family: its clauses, and the lines of documents as far as their gold tells.

    A line that shows a part as met is on its first matter, and no line is on any where the part is missing.
    """
    found = [
        replace(text, unknown=frozenset(MATTERS) - _of(family, names), labels=_of(family, text.labels))
        for text in clause_texts(HERE / "matters", f"*-{family}.jsonl", "matters")
    ]
    for text, gold in document_lines(HERE / "train"):
        shown: set[str] = set()
        known: set[str] = set()
        for part, matters in MATTERS_OF_PART.items():
            told = gold["parts"].get(part, {"status": ""}) if matters[0] in names else {"status": ""}
            if told["status"] == "missing":
                known.update(matters)
            elif told["status"] == "met" and " ".join(told["quote"].split()) in " ".join(text.text.split()):
                shown.add(matters[0])
        if known | shown:
            unknown = frozenset(MATTERS) - _of(family, known | shown)
            found.append(replace(text, labels=_of(family, shown), unknown=unknown))
    return found


def _of(family: str, names: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{family}/{name}" for name in names)


def _text(line: Line, setting: Setting, columns: tuple[str, ...]) -> tuple[str, Setting]:
    if line.kind != "row":
        return line.text, setting
    cells = " – ".join(
        f"{head}: {cell}" if head and at else cell
        for at, (head, cell) in enumerate(zip(columns, line.cells, strict=False))
    )
    return cells, setting


def cut(texts: list[Text]) -> list[Example]:
    """Cut texts into sentences with their concepts."""
    found = []
    for language in sorted({text.language for text in texts}):
        own = [text for text in texts if text.language == language]
        for text, doc in zip(
            own, docs(pipeline(language, labelled=False), ((_seen(t.text), t.setting) for t in own)), strict=True
        ):
            found.append(
                Example(
                    hand=text.hand,
                    language=language,
                    units=tuple(units(doc)),
                    labels=text.labels,
                    unknown=text.unknown,
                )
            )
    return found


def _seen(text: str) -> str:
    """A text as the reader sees it."""
    return view(text, Span(start=0, end=len(text))).text


def matrix_of(found: list[Unit], plan: Plan) -> csr_matrix:
    """The features of units as a sparse matrix, the cues last."""
    hashed = features(found)
    columns = folded(hashed.index, plan.buckets)
    return csr_matrix((hashed.value, columns, hashed.start), shape=(len(found), plan.buckets + CUES))


def inputs_of(examples: Sequence[Example], plan: Plan) -> csr_matrix:
    """The features that labels and matters are learnt from, without the cues, one row per sentence."""
    return matrix_of([unit for example in examples for unit in example.units], plan)[:, : plan.buckets]


def chosen(
    examples: Sequence[Example], inputs: csr_matrix, wanted: npt.NDArray[np.bool_]
) -> tuple[list[Example], csr_matrix]:
    """The examples that are wanted, and their rows of `inputs`."""
    sizes = [len(example.units) for example in examples]
    return [examples[place] for place in np.flatnonzero(wanted)], inputs[np.repeat(wanted, sizes)]


def train(examples: list[Example], inputs: csr_matrix, names: Sequence[str], plan: Plan) -> Layers:
    """Fit a network with a column for each of `names`; `inputs` are the features of `examples`.

    The labels of a text of several sentences are first given to all its sentences; a first model then leaves each label
    with the sentences that it finds likely (always the likeliest), and the second model learns from that.
    """
    targets = np.array([[name in example.labels for name in names] for example in examples for _ in example.units])
    known = np.array([[name not in example.unknown for name in names] for example in examples for _ in example.units])
    alone = np.array([len(example.units) == 1 for example in examples for _ in example.units])
    first = fit(inputs[alone], targets[alone], known[alone], replace(plan, epochs=FIRST_EPOCHS))
    scores = first.scores(inputs)
    at = 0
    for example in examples:
        piece = slice(at, at + len(example.units))
        at = piece.stop
        if len(example.units) > 1:
            own = scores[piece]
            targets[piece] &= (own > 0) | (own == own.max(axis=0))
    return fit(inputs, targets, known, plan)


def score(
    scores: Callable[[csr_matrix], npt.NDArray[Any]], examples: Sequence[Example], inputs: csr_matrix
) -> npt.NDArray[Any]:
    """The score of each text for each column: that of its best sentence; `inputs` as for `train`."""
    starts = np.cumsum([0, *(len(example.units) for example in examples)])[:-1]
    best: npt.NDArray[Any] = np.maximum.reduceat(scores(inputs), starts, axis=0)
    return best


def folds(texts: list[tuple[str, str]], marked: list[Marked]) -> list[set[str]]:
    """The hands of `texts` (hand, language) and `marked` in FOLDS groups of about equally many texts in each language:
    the largest first, to the group that has least.
    """
    sizes = Counter([*texts, *((each.hand, "") for each in marked)])
    groups: list[set[str]] = [set() for _ in range(FOLDS)]
    for (hand, language), _ in sizes.most_common():
        if not any(hand in group for group in groups):
            min(groups, key=lambda group: sum(sizes[one, language] for one in group)).add(hand)
    return groups


def platt(
    scores: npt.NDArray[np.float64], examples: list[Example], names: Sequence[str]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Slope and offset per column, from scores of texts that the model had not seen."""
    slope, offset = np.ones(len(names)), np.zeros(len(names))
    for column, name in enumerate(names):
        judged = [place for place, example in enumerate(examples) if name not in example.unknown]
        wanted = [name in examples[place].labels for place in judged]
        if any(wanted):
            model = LogisticRegression(C=1e3).fit(scores[judged][:, [column]], wanted)
            slope[column], offset[column] = model.coef_[0][0], model.intercept_[0]
    return slope, offset


def apply(
    scores: npt.NDArray[Any],
    slope: npt.NDArray[np.float64],
    offset: npt.NDArray[np.float64],
    names: Sequence[str],
) -> npt.NDArray[np.bool_]:
    """Which columns count. A text with no label is `other`, which LABELS calls whatever is nothing else."""
    assigned: npt.NDArray[np.bool_] = 1 / (1 + np.exp(-(scores * slope + offset))) > LIKELY
    if "other" in names:
        assigned[:, names.index("other")] |= ~assigned.any(axis=1)
    return assigned


def print_modalities(marked: list[Marked], told: npt.NDArray[np.int64]) -> None:
    """F1 per modality of what was `told` cross-validated over hands, and how often the rules alone are right."""
    gold = np.array([MODALITIES.index(each.modality) for each in marked])
    by_rule = np.array([MODALITIES.index(modality_of(each.unit.text)) for each in marked])
    print(f"\nmodality, cross-validated over {len({each.hand for each in marked})} hands: {len(marked)} sentences")
    print(f"  right {np.mean(told == gold):.3f}, by the rules alone {np.mean(by_rule == gold):.3f}")
    for column, modality in enumerate(MODALITIES):
        hit = ((told == column) & (gold == column)).sum()
        print(f"  {modality:10} F1 {2 * hit / ((told == column).sum() + (gold == column).sum()):.2f}")


def print_scores(title: str, assigned: npt.NDArray[np.bool_], examples: list[Example], names: Sequence[str]) -> None:
    """Precision, recall and F1 per column, and their means, per language too."""
    print(f"\n{title}: {len(examples)} texts")
    gold = np.array([[name in example.labels for name in names] for example in examples])
    assigned &= np.array([[name not in example.unknown for name in names] for example in examples])
    for language in sorted({example.language for example in examples}):
        own = np.array([example.language == language for example in examples])
        mean = np.mean(list(f1(assigned[own], gold[own], names).values()))
        print(f"  {language}: {own.sum()} texts, macro-F1 {mean:.3f}")
    for name, value in f1(assigned, gold, names).items():
        column = names.index(name)
        hit, told, there = (each[:, column].sum() for each in (assigned & gold, assigned, gold))
        print(f"  {name:28} P {hit / max(told, 1):.2f}  R {hit / there:.2f}  F1 {value:.2f}  n {there}")
    print(f"  macro-F1 {np.mean(list(f1(assigned, gold, names).values())):.3f}")


def f1(assigned: npt.NDArray[np.bool_], gold: npt.NDArray[np.bool_], names: Sequence[str]) -> dict[str, float]:
    """F1 of each column that occurs."""
    found = {}
    for column, name in enumerate(names):
        if gold[:, column].any():
            found[name] = (
                2 * (assigned[:, column] & gold[:, column]).sum() / (assigned[:, column].sum() + gold[:, column].sum())
            )
    return found


def weights_of(labels: Learnt, matters: Learnt, modalities: Learnt, fold: int | None = None) -> Weights:
    """The weights as the program uses them, but not rounded; those of a fold, if one is given."""
    return Weights(
        labels=network_of(labels, fold), matters=network_of(matters, fold), modalities=network_of(modalities, fold)
    )


def network_of(learnt: Learnt, fold: int | None) -> Network:
    """A network with its calibration, and with rows for the cues, whether it was taught them or not."""
    layers = learnt.layers if fold is None else learnt.folds[fold]
    slope, offset = learnt.slope.astype(np.float32), learnt.offset.astype(np.float32)
    lacking = learnt.plan.buckets + CUES - len(layers.hidden)
    return Network(
        hidden=np.pad(layers.hidden, ((0, lacking), (0, 0))),
        scale=np.ones(learnt.plan.units, dtype=np.float32),
        bias=layers.bias,
        out=layers.out * slope,
        offset=layers.offset * slope + offset,
    )


def write(weights: Weights) -> None:
    """Store the weights, those of features as small whole numbers, the same bytes for the same corpus."""
    stored = {}
    for each in fields(Weights):
        network = getattr(weights, each.name)
        scale = WIDEST * network.hidden[network.hidden.any(axis=1)].std(axis=0) / LEVELS
        levels = np.clip(np.round(network.hidden / scale), -LEVELS, LEVELS)
        rounded = replace(network, hidden=levels.astype(np.int8), scale=scale)
        stored |= {f"{each.name}.{part.name}": getattr(rounded, part.name) for part in fields(Network)}
    np.savez_compressed(WEIGHTS, **stored)
    print(f"\nwrote {WEIGHTS.relative_to(HERE.parent)}, {WEIGHTS.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
