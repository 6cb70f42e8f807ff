"""Train labels, matters and modality, and how sure a status is: `python corpus/training.py` writes
engine/reading/weights.npz and engine/certainty.json, and prints scores.

Scores come from cross-validation over hands: a fold never sees a text by the hand that it is tested on. `--test` adds
the scores on the documents under corpus/test, which are never trained on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from certainty import learn_certainty
from joblib import Parallel, cpu_count, delayed
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from avtalesjekk.engine.reading.features import BUCKETS, CUES, Unit, features
from avtalesjekk.engine.reading.labels import LABELS, LIKELY, MATTERS_OF, MODALITIES, Weights
from avtalesjekk.engine.reading.modality import Modality, cues, modality_of
from avtalesjekk.engine.reading.pipeline import Setting, docs, pipeline, units
from avtalesjekk.engine.reading.view import view
from avtalesjekk.extract.model import Span
from source import Line, read_source

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "engine" / "reading" / "weights.npz"
PENALTY = 12.0
MODALITY_PENALTY = 10.0
NEVER = -8.0  # the score of a label without examples
FOLDS = 3
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


Fitted = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]  # weights (features × columns) and intercepts


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Weights (features × columns) and intercepts, and the calibration of their scores; `folds` are those that were
    learnt without the hands of each fold.
    """

    matrix: npt.NDArray[np.float64]
    intercept: npt.NDArray[np.float64]
    slope: npt.NDArray[np.float64]
    offset: npt.NDArray[np.float64]
    folds: tuple[Fitted, ...] = ()

    def without(self, fold: int) -> Learnt:
        """What was learnt without the hands of a fold."""
        matrix, intercept = self.folds[fold]
        return replace(self, matrix=matrix, intercept=intercept)


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
    marked = modality_texts(HERE / "modality.jsonl")
    on_matters = {
        family: cut(
            [
                *clause_texts(HERE / "matters", f"*-{family}.jsonl", "matters"),
                *judged_texts(HERE / "train", names),
            ]
        )
        for family, names in MATTERS_OF.items()
    }
    groups = folds([(each.hand, each.language) for each in chain(examples, *on_matters.values())], marked)
    labels = learn(examples, LABELS, groups, "labels")
    matters = [learn(on_matters[family], names, groups, family) for family, names in MATTERS_OF.items()]
    learnt = [labels, *matters, learn_modality(marked, groups)]
    write(joined(learnt))
    unseen = [(hands, joined([each.without(at) for each in learnt])) for at, hands in enumerate(groups)]
    learn_certainty(HERE / "train", [(hands, weights_of(each)) for hands, each in unseen])
    if wanted.test:
        tested = cut(document_texts(HERE / "test"))
        scores = score(labels.matrix, labels.intercept, tested)
        print_scores("test hands", apply(scores, labels.slope, labels.offset, LABELS), tested, LABELS)


def learn(examples: list[Example], names: Sequence[str], groups: Sequence[set[str]], title: str) -> Learnt:
    """Train, calibrate and score the columns `names`."""
    inputs = matrix_without_cues(examples)
    held_out, fitted = cross_validate(examples, inputs, names, groups)
    slope, offset = calibrate(held_out, examples, names)
    matrix, intercept = train(examples, inputs, names)
    print_scores(f"{title}, cross-validated over hands", apply(held_out, slope, offset, names), examples, names)
    return Learnt(matrix=matrix, intercept=intercept, slope=slope, offset=offset, folds=fitted)


def learn_modality(marked: list[Marked], groups: Sequence[set[str]]) -> Learnt:
    """Train and score the modalities, which need no calibration."""
    matrix, intercept = fit_modality(marked)
    fitted = tuple(fit_modality([each for each in marked if each.hand not in hands]) for hands in groups)
    print_modalities(marked, groups, fitted)
    ones = np.ones(len(MODALITIES))
    return Learnt(matrix=matrix, intercept=intercept, slope=ones, offset=0 * ones, folds=fitted)


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


def judged_texts(folder: Path, names: Sequence[str]) -> list[Text]:
    """The lines of the documents in `folder` as far as their gold tells of `names`: a line that shows a part as met is
    on its first matter, and no line is on any where the part is missing.
    """
    found = []
    for text, gold in document_lines(folder):
        shown: set[str] = set()
        known: set[str] = set()
        for part, matters in MATTERS_OF_PART.items():
            told = gold["parts"].get(part, {"status": ""}) if matters[0] in names else {"status": ""}
            if told["status"] == "missing":
                known.update(matters)
            elif told["status"] == "met" and " ".join(told["quote"].split()) in " ".join(text.text.split()):
                shown.add(matters[0])
        if known | shown:
            found.append(replace(text, labels=frozenset(shown), unknown=frozenset(names) - known - shown))
    return found


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


def matrix_of(found: list[Unit]) -> csr_matrix:
    """The features of units as a sparse matrix."""
    hashed = features(found)
    return csr_matrix((hashed.value, hashed.index, hashed.start), shape=(len(found), BUCKETS + CUES))


def matrix_without_cues(examples: list[Example]) -> csr_matrix:
    """The features that labels are learnt from, one row per sentence."""
    return matrix_of([unit for example in examples for unit in example.units])[:, :BUCKETS]


def train(
    examples: list[Example], inputs: csr_matrix, names: Sequence[str]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Fit one classifier for each of `names`; `inputs` are the features of `examples`.

    The labels of a text of several sentences are first given to all its sentences; a first model then leaves each label
    with the sentences that it finds likely (always the likeliest), and the second model learns from that.
    """
    targets = np.array([[name in example.labels for name in names] for example in examples for _ in example.units])
    known = np.array([[name not in example.unknown for name in names] for example in examples for _ in example.units])
    alone = np.array([len(example.units) == 1 for example in examples for _ in example.units])
    first = fit(inputs[alone], targets[alone], known[alone])
    scores = np.asarray(inputs @ first[0]) + first[1]
    at = 0
    for example in examples:
        piece = slice(at, at + len(example.units))
        at = piece.stop
        if len(example.units) > 1:
            own = scores[piece]
            targets[piece] &= (own > 0) | (own == own.max(axis=0))
    return fit(inputs, targets, known)


def fit_modality(marked: list[Marked]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Fit one classifier per modality."""
    targets = np.array([[each.modality is modality for modality in MODALITIES] for each in marked])
    return fit(matrix_of([each.unit for each in marked]), targets, np.ones_like(targets), MODALITY_PENALTY)


def fit(
    inputs: csr_matrix, targets: npt.NDArray[np.bool_], known: npt.NDArray[np.bool_], penalty: float = PENALTY
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Weights (features × columns of `targets`) and intercepts, from the rows that are `known` for the column; one that
    never or always occurs gets zero weights.
    """
    columns, cores = targets.shape[1], cpu_count()
    # In processes, each with a copy that it may write to: liblinear draws from one random generator per process.
    processes = Parallel(n_jobs=cores, max_nbytes=None)
    shares = [range(first, columns, cores) for first in range(cores)]
    fitted = processes(delayed(fit_all)(inputs, targets[:, share], known[:, share], penalty) for share in shares)
    weights, intercepts = np.zeros((inputs.shape[1], columns)), np.zeros(columns)
    for share, each in zip(shares, fitted, strict=True):
        for column, (weight, intercept) in zip(share, each, strict=True):
            weights[:, column], intercepts[column] = weight, intercept
    return weights, intercepts


def fit_all(
    inputs: csr_matrix, targets: npt.NDArray[np.bool_], known: npt.NDArray[np.bool_], penalty: float
) -> list[tuple[npt.NDArray[np.float64], float]]:
    """Weights and intercept of each column of `targets`."""
    return [
        fit_one(inputs if rows.all() else inputs[rows], wanted[rows], penalty)
        for wanted, rows in zip(targets.T, known.T, strict=True)
    ]


def fit_one(inputs: csr_matrix, wanted: npt.NDArray[np.bool_], penalty: float) -> tuple[npt.NDArray[np.float64], float]:
    """Weights and intercept of one column."""
    if not wanted.any() or wanted.all():
        return np.zeros(inputs.shape[1]), NEVER
    # A finer tolerance takes twice as long and tells no more.
    model = LogisticRegression(C=penalty, solver="liblinear", dual=True, tol=1.0, max_iter=200, random_state=0)
    model.fit(inputs, wanted)
    return model.coef_[0], model.intercept_[0]


def score(
    weights: npt.NDArray[np.float64],
    intercepts: npt.NDArray[np.float64],
    examples: list[Example],
    inputs: csr_matrix | None = None,
) -> npt.NDArray[np.float64]:
    """The score of each text for each label: that of its best sentence; `inputs` as for `train`."""
    inputs = matrix_without_cues(examples) if inputs is None else inputs
    scores = np.asarray(inputs @ weights) + intercepts
    starts = np.cumsum([0, *(len(example.units) for example in examples)])[:-1]
    return np.maximum.reduceat(scores, starts, axis=0)


def cross_validate(
    examples: list[Example], inputs: csr_matrix, names: Sequence[str], groups: Sequence[set[str]]
) -> tuple[npt.NDArray[np.float64], tuple[Fitted, ...]]:
    """Scores of each text from a model that saw nothing by its hand, and these models, one for each of `groups`."""
    scores = np.zeros((len(examples), len(names)))
    sizes = [len(example.units) for example in examples]
    fitted = []
    for hands in groups:
        tested = np.array([example.hand in hands for example in examples])
        inside, outside = ([examples[place] for place in np.flatnonzero(own)] for own in (~tested, tested))
        of_tested = np.repeat(tested, sizes)
        fitted.append(train(inside, inputs[~of_tested], names))
        scores[tested] = score(*fitted[-1], outside, inputs[of_tested])
    return scores, tuple(fitted)


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


def calibrate(
    scores: npt.NDArray[np.float64], examples: list[Example], names: Sequence[str]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Platt scaling per column on the held-out scores."""
    slope, offset = np.ones(len(names)), np.zeros(len(names))
    for column, name in enumerate(names):
        judged = [place for place, example in enumerate(examples) if name not in example.unknown]
        wanted = [name in examples[place].labels for place in judged]
        if any(wanted):
            model = LogisticRegression(C=1e3).fit(scores[judged][:, [column]], wanted)
            slope[column], offset[column] = model.coef_[0][0], model.intercept_[0]
    return slope, offset


def apply(
    scores: npt.NDArray[np.float64],
    slope: npt.NDArray[np.float64],
    offset: npt.NDArray[np.float64],
    names: Sequence[str],
) -> npt.NDArray[np.bool_]:
    """Which columns count. A text with no label is `other`, which LABELS calls whatever is nothing else."""
    assigned: npt.NDArray[np.bool_] = 1 / (1 + np.exp(-(scores * slope + offset))) > LIKELY
    if "other" in names:
        assigned[:, names.index("other")] |= ~assigned.any(axis=1)
    return assigned


def print_modalities(marked: list[Marked], groups: Sequence[set[str]], fitted: Sequence[Fitted]) -> None:
    """F1 per modality, cross-validated over hands, of the classifier and of the rules alone."""
    gold = np.array([MODALITIES.index(each.modality) for each in marked])
    told = np.zeros(len(marked), dtype=int)
    for group, (weights, intercepts) in zip(groups, fitted, strict=True):
        places = [place for place, each in enumerate(marked) if each.hand in group]
        scores = np.asarray(matrix_of([marked[place].unit for place in places]) @ weights) + intercepts
        told[places] = scores.argmax(axis=1)
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


def joined(learnt: Sequence[Learnt]) -> Learnt:
    """All columns side by side; those that were learnt without cues give these no weight."""
    return Learnt(
        matrix=np.hstack([np.pad(each.matrix, ((0, BUCKETS + CUES - len(each.matrix)), (0, 0))) for each in learnt]),
        intercept=np.concatenate([each.intercept for each in learnt]),
        slope=np.concatenate([each.slope for each in learnt]),
        offset=np.concatenate([each.offset for each in learnt]),
    )


def weights_of(learnt: Learnt) -> Weights:
    """As the program uses them, but not rounded."""
    matrix, slope, offset = (
        values.astype(np.float32)
        for values in (learnt.matrix, learnt.slope, learnt.offset + learnt.slope * learnt.intercept)
    )
    return Weights(matrix=matrix, slope=slope, offset=offset)


def write(learnt: Learnt) -> None:
    """Store the weights as 8-bit numbers, the same bytes for the same corpus."""
    own = weights_of(learnt)
    scale = np.maximum(np.abs(learnt.matrix).max(axis=0), 1e-9) / 127
    np.savez_compressed(
        WEIGHTS,
        matrix=np.round(learnt.matrix / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        slope=own.slope,
        offset=own.offset,
    )
    print(f"\nwrote {WEIGHTS.relative_to(HERE.parent)}, {WEIGHTS.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
