"""Learn how sure a status is, from the errors on documents whose hands the labels were not learnt from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
from joblib import Parallel, cpu_count, delayed
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from avtalesjekk.engine.certainty import INTERCEPT, signs
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
PENALTY = 0.05
FOLDS = 8
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
    inputs = [answer.signs for answer in told]
    by_hand = GroupKFold(FOLDS)
    sure = cross_val_predict(
        _model(), inputs, right, groups=[answer.hand for answer in told], cv=by_hand, method="predict_proba"
    )[:, 1]
    print(f"\ncertainty, cross-validated over hands: {len(told)} parts, {(~right).sum()} errors")
    for share in (0.10, 0.13, 0.15, 0.17, 0.20):
        bound = np.quantile(sure, share)
        print(f"  below {bound:.3f}: {share:.0%} of the parts, {np.mean(sure[~right] < bound):.0%} of the errors")
    _write(_model().fit(inputs, right))


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
            for rule, outcome in zip(rulebook.rules, evaluate(rulebook, sheet.facts), strict=True):
                right = gold["parts"].get(rule.id, {"status": ""})["status"]
                if right in _JUDGED:
                    own = signs(reading, sheet, rule, outcome)
                    found.append(Answer(hand=path.parent.name, signs=own, right=outcome.status == right))
    return found


def _model() -> Pipeline:
    return make_pipeline(DictVectorizer(sparse=False), StandardScaler(), LogisticRegression(C=PENALTY, max_iter=1000))


def _write(model: Pipeline) -> None:
    """Store the weight of each sign as it is, not as scaled."""
    names, scaler, learnt = model[0].get_feature_names_out(), model[1], model[2]
    weights: npt.NDArray[np.float64] = learnt.coef_[0] / scaler.scale_
    stored = {INTERCEPT: learnt.intercept_[0] - weights @ scaler.mean_, **dict(zip(names, weights, strict=True))}
    rounded = {name: round(float(value), 3) for name, value in stored.items()}
    CERTAINTY.write_text(json.dumps(rounded, indent=0) + "\n", encoding="utf-8")
