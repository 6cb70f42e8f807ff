"""Learn how sure a status is, from the errors on documents whose hands the labels were not learnt from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
from joblib import Parallel, cpu_count, delayed
from network import Plan, fit
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold

from avtalesjekk.engine.certainty import Certainty, Network
from avtalesjekk.engine.evaluation import gold_files
from avtalesjekk.engine.inference.select import evaluator
from avtalesjekk.engine.intake import read_document
from avtalesjekk.engine.reading import pipeline
from avtalesjekk.engine.reading.facts import fact_sheet
from avtalesjekk.engine.reading.labels import Weights
from avtalesjekk.engine.reading.read import read_all
from avtalesjekk.engine.reading.standing import with_standing
from avtalesjekk.engine.rulebook.load import load_shipped

CERTAINTY = Path(__file__).resolve().parent.parent / "engine" / "certainty.json"
PLAN = Plan(buckets=0, units=24, epochs=12, batch=128, without_units=0.5, without_features=0.1, doubt=0.0)
FOLDS = 8
DECIMALS = 4
SMALLEST_SPREAD = 0.2  # of a sign; one that is seldom there weighs no more for it
FEWEST = 20  # answers that a sign is learnt from
_JUDGED = frozenset({"met", "nonconforming", "missing", "not_applicable"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the program said of one part, by its signs, and whether that was right."""

    hand: str
    signs: dict[str, float]
    right: bool


def learn_certainty(folder: Path, unseen: Sequence[tuple[set[str], Weights]]) -> None:
    """Read the documents of each group of hands under `folder` with weights that never saw them; learn and write."""
    shares = [(weights, sorted(hands)[first::2]) for hands, weights in unseen for first in range(2)]
    found = Parallel(n_jobs=cpu_count())(delayed(answers)(folder, hands, weights) for weights, hands in shares)
    told = [answer for share in found for answer in share]
    right = np.array([answer.right for answer in told])
    sure = np.zeros(len(told))
    for known, unknown in GroupKFold(FOLDS).split(told, right, [answer.hand for answer in told]):
        network = _learnt([told[index] for index in known])
        sure[unknown] = [1 - network.doubt(told[index].signs) for index in unknown]
    print(f"\ncertainty, cross-validated over hands: {len(told)} parts, {(~right).sum()} errors")
    for share in (0.10, 0.13, 0.15, 0.17, 0.20):
        bound = np.quantile(sure, share)
        print(f"  below {bound:.3f}: {share:.0%} of the parts, {np.mean(sure[~right] < bound):.0%} of the errors")
    CERTAINTY.write_text(json.dumps(asdict(_learnt(told))) + "\n", encoding="utf-8")


def answers(folder: Path, hands: Sequence[str], weights: Weights) -> list[Answer]:
    """What is said of the parts of the documents of `hands` that have gold, by a program with these weights."""
    rulebook, evaluate = load_shipped(), evaluator()
    found = []
    pipeline._made.cache_clear()  # of the weights before
    with patch.object(pipeline, "load_weights", lambda: weights):
        for path, gold in (pair for hand in hands if (folder / hand).is_dir() for pair in gold_files(folder / hand)):
            read = read_all(read_document(path.read_bytes(), str(path)))
            reading = next((each for each in read if each.kind == gold["kind"]), read[0])
            sheet = with_standing(fact_sheet(reading), reading, date.fromisoformat(gold["as_of"]))
            certainty = Certainty(reading, sheet)
            for rule, outcome in zip(rulebook.rules, evaluate(rulebook, sheet.facts), strict=True):
                right = gold["parts"].get(rule.id, {"status": ""})["status"]
                if right in _JUDGED:
                    own = certainty.signs(rule, outcome)
                    found.append(Answer(hand=path.parent.name, signs=own, right=outcome.status == right))
    return found


def _learnt(told: Sequence[Answer]) -> Network:
    """The network that fits these answers, with weights for the signs as they are, not as scaled for learning."""
    names = DictVectorizer(dtype=np.float32, sparse=False)
    values = names.fit_transform([answer.signs for answer in told])
    often = (values != 0).sum(axis=0) >= FEWEST
    values = values[:, often]
    mean, spread = values.mean(axis=0), np.maximum(values.std(axis=0), SMALLEST_SPREAD)
    wrong = np.array([[not answer.right] for answer in told])
    layers = fit(csr_matrix((values - mean) / spread), wrong, np.ones_like(wrong), PLAN)
    hidden = layers.hidden / spread[:, None]
    return Network(
        inputs=dict(zip(names.get_feature_names_out()[often].tolist(), _rounded(hidden), strict=True)),
        bias=_rounded(layers.bias - mean @ hidden),
        out=_rounded(layers.out[:, 0]),
        offset=_rounded(layers.offset)[0],
    )


def _rounded(values: npt.NDArray[np.float32]) -> list[float]:
    """The values as plain numbers, rows as lists."""
    found: list[float] = values.astype(np.float64).round(DECIMALS).tolist()
    return found
