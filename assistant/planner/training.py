"""Fits the classifier to the templates; the only module that needs scikit-learn. Same files, same weights."""

import math
from collections import Counter

import numpy as np

from assistant.planner.classifier import Linear
from assistant.planner.features import damped, grams
from assistant.planner.templates import Example

_SEEN_AT_LEAST = 2


def fit(examples: list[Example], spelt: tuple[str, ...] = ()) -> Linear:
    """The classifier of these examples, which keeps the words as they are spelt."""
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    bags = [grams(example.text) for example in examples]
    seen = Counter(gram for bag in bags for gram in bag)
    kept = sorted(gram for gram, count in seen.items() if count >= _SEEN_AT_LEAST)
    rows = {gram: row for row, gram in enumerate(kept)}
    idf = np.array([1 + math.log((1 + len(bags)) / (1 + seen[gram])) for gram in kept], dtype=np.float32)
    data, columns, starts = _sparse(bags, rows, idf)
    matrix = csr_matrix((data, columns, starts), shape=(len(bags), len(kept)))
    intents = tuple(sorted({example.intent for example in examples}))
    labels = np.array([intents.index(example.intent) for example in examples])
    model = LinearSVC(C=0.5, random_state=7, class_weight="balanced", max_iter=400, tol=1e-3)
    model.fit(matrix, labels)
    return Linear(intents, rows, idf, model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32), spelt)


def _sparse(
    bags: list[Counter[str]], rows: dict[str, int], idf: np.ndarray
) -> tuple[list[float], list[int], list[int]]:
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for bag in bags:
        pairs = [(rows[gram], damped(count) * float(idf[rows[gram]])) for gram, count in bag.items() if gram in rows]
        norm = math.sqrt(sum(value * value for _, value in pairs)) or 1.0
        columns += [row for row, _ in pairs]
        data += [value / norm for _, value in pairs]
        starts.append(len(data))
    return data, columns, starts
