"""Ways to label clauses compared: `python bench/label_models.py` prints macro-F1, cross-validated over hands.

Each model sees the same sentences and the same folds: no fold is tested on a hand that it was trained on. A text has a
label when its best sentence does; thresholds come from the same calibration for all. Needs the extra `dev` and minutes
to hours; the names of models leave out the others.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC
from spacy.training import Example as SpacyExample

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "corpus"))

import training  # noqa: E402 – the corpus is no package
from avtalesjekk.engine.reading import features  # noqa: E402
from avtalesjekk.engine.reading.labels import LABELS  # noqa: E402
from training import Example, cut  # noqa: E402

Scores = npt.NDArray[np.float64]
Scorer = Callable[[csr_matrix], Scores]  # scores sentences
Model = Callable[[Sequence[Example], Sequence[Example]], Scores]  # trains on the first, scores the second
EPOCHS = 8
NEVER = -8.0  # the score of a label without examples


def hashed(groups: Mapping[str, float], classifier: Callable[[Sequence[Example], csr_matrix], Scorer]) -> Model:
    """A classifier of sentences on the hashed features of these groups, with their weights."""

    def model(inside: Sequence[Example], outside: Sequence[Example]) -> Scores:
        weights = dict(features.WEIGHTS)
        features.WEIGHTS.update({group: groups.get(group, 0.0) for group in weights})
        try:
            known, asked = (training.inputs_of(each, training.LABELS_PLAN) for each in (inside, outside))
            return training.score(classifier(inside, known), outside, asked)
        finally:
            features.WEIGHTS.update(weights)

    return model


def network(inside: Sequence[Example], known: csr_matrix) -> Scorer:
    """The network that is shipped."""
    return training.train(list(inside), known, LABELS, training.LABELS_PLAN).scores


def regression(inside: Sequence[Example], known: csr_matrix) -> Scorer:
    """A logistic regression per label; each sentence has the labels of its text."""
    wanted = np.array([[label in each.labels for label in LABELS] for each in inside for _ in each.units])
    single = LogisticRegression(C=12.0, solver="liblinear", dual=True, tol=1.0, max_iter=200, random_state=0)
    fitted: Scorer = OneVsRestClassifier(single).fit(known, wanted).decision_function
    return fitted


def _weights(*left_out: str) -> dict[str, float]:
    return {group: weight for group, weight in features.WEIGHTS.items() if group not in left_out}


def svm(inside: Sequence[Example], outside: Sequence[Example]) -> Scores:
    """TF-IDF of words and pairs of words, and a linear support vector machine per label: the baseline."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    return _fit_svm(words.fit_transform(_texts(inside)), inside, words.transform(_texts(outside)))


def svm_with_concepts(inside: Sequence[Example], outside: Sequence[Example]) -> Scores:
    """The baseline with the heading, the lead-in and the concepts of the lexicon beside the words."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    around = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    concepts = TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 2))
    both = [*inside, *outside]
    settings = [f"{each.units[0].heading} | {each.units[0].lead}" if each.units else "" for each in both]
    named = [" ".join(concept for unit in each.units for concept in unit.concepts) for each in both]
    parts = []
    for vectorizer, texts in ((words, _texts(both)), (around, settings), (concepts, named)):
        vectorizer.fit(texts[: len(inside)])
        parts.append(vectorizer.transform(texts))
    inputs = hstack(parts).tocsr()
    return _fit_svm(inputs[: len(inside)], inside, inputs[len(inside) :])


def _texts(examples: Sequence[Example]) -> list[str]:
    return [" ".join(unit.text for unit in example.units) for example in examples]


def _fit_svm(inputs: csr_matrix, inside: Sequence[Example], outside: csr_matrix) -> Scores:
    columns = []
    for label in LABELS:
        wanted = np.array([label in example.labels for example in inside])
        if wanted.any():
            columns.append(LinearSVC(C=1.0, random_state=0).fit(inputs, wanted).decision_function(outside))
        else:
            columns.append(np.full(outside.shape[0], NEVER))
    return np.stack(columns, axis=1)


def textcat(inside: Sequence[Example], outside: Sequence[Example]) -> Scores:
    """spaCy's text categorizer for several labels at once, on the words alone, with as many columns as our own."""
    nlp = spacy.blank("nb")
    config = {
        "threshold": 0.5,
        "model": {
            "@architectures": "spacy.TextCatBOW.v3",
            "exclusive_classes": False,
            "ngram_size": 2,
            "no_output_layer": False,
            "length": features.BUCKETS,
        },
    }
    categorizer = nlp.add_pipe("textcat_multilabel", config=config)
    for label in LABELS:
        categorizer.add_label(label)
    data = [
        SpacyExample.from_dict(
            nlp.make_doc(text), {"cats": {label: float(label in example.labels) for label in LABELS}}
        )
        for text, example in zip(_texts(inside), inside, strict=True)
    ]
    optimizer = nlp.initialize(lambda: data)
    shuffled = random.Random(0)
    for _ in range(EPOCHS):
        shuffled.shuffle(data)
        for batch in spacy.util.minibatch(data, 64):
            nlp.update(batch, sgd=optimizer)
    told = [doc.cats for doc in nlp.pipe(_texts(outside))]
    chances = np.array([[cats[label] for label in LABELS] for cats in told]).clip(1e-6, 1 - 1e-6)
    return np.log(chances / (1 - chances))


WITHOUT_FIELDS = ("theme", "theme of heading", "theme of lead")
MODELS: Mapping[str, Model] = {
    "TF-IDF of words, linear SVM": svm,
    "TF-IDF of words, setting and concepts, linear SVM": svm_with_concepts,
    "hashed character n-grams, regression": hashed({"text": 2.0}, regression),
    "the same with words and setting": hashed(_weights(*WITHOUT_FIELDS, "concept"), regression),
    "the same with concepts": hashed(_weights(*WITHOUT_FIELDS), regression),
    "the same with fields of words": hashed(_weights(), regression),
    "the same, network (shipped)": hashed(_weights(), network),
    "spaCy TextCatBOW": textcat,
}


def main() -> None:
    """Score every model on the same folds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "models", nargs="*", choices=[[], *MODELS], help="their names (all of them if none is given)"
    )
    wanted = arguments.parse_args().models or MODELS
    corpus = ROOT / "corpus"
    examples = cut([*training.clause_texts(corpus / "clauses"), *training.document_texts(corpus / "train")])
    gold = np.array([[label in example.labels for label in LABELS] for example in examples])
    print(f"{len(examples)} texts by {len({example.hand for example in examples})} hands, {training.FOLDS} folds")
    for name in wanted:
        model = MODELS[name]
        start = time.time()
        scores = np.zeros(gold.shape)
        for hands in training.folds([(each.hand, each.language) for each in examples], []):
            inside = [example for example in examples if example.hand not in hands]
            places = [place for place, example in enumerate(examples) if example.hand in hands]
            scores[places] = model(inside, [examples[place] for place in places])
        assigned = training.apply(scores, *training.platt(scores, examples, LABELS), LABELS)
        macro = np.mean(list(training.f1(assigned, gold, LABELS).values()))
        print(f"{name:50} macro-F1 {macro:.3f}  ({time.time() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
