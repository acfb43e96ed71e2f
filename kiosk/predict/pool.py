"""One wait out of several rules: a weighted mean of their logarithms, fitted to least absolute error.

Iteratively reweighted least squares with a ridge that pulls towards the queue-length rule, so that
few tickets change little. Columns, not rows: sums over columns are what plain Python is fast at.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from operator import mul

RIDGE_TICKETS = 30.0
HALF_LIFE_TICKETS = 5_000.0
"""A branch changes: a ticket counts half once so many came after it."""
_FREE = 1.0
_ROUNDS, _ROUNDS_AGAIN = 10, 4
_MOST_LOG = 10.0
_LEAST_ERROR = 0.05


def start(width: int) -> list[float]:
    """The queue-length rule by itself: the second column counts whole, all else nothing."""
    return [0.0, 1.0, *[0.0] * (width - 2)]


def fades(tickets: int) -> list[float]:
    """How much each of so many tickets counts, the oldest first."""
    return [0.5 ** ((tickets - 1 - each) / HALF_LIFE_TICKETS) for each in range(tickets)]


def fitted(
    rows: Sequence[Sequence[float]], logs: Sequence[float], before: Sequence[float] | None = None
) -> list[float]:
    """The weights of each column, begun at those of `before`; long waits count by the root of their minutes.

    By their minutes whole, one bad morning outweighs all other days: those who wait long wait together.
    """
    columns = [list(column) for column in zip(*rows, strict=True)]
    prior = start(len(columns))
    ridge = [_FREE, *[RIDGE_TICKETS] * (len(columns) - 1)]
    weights, faded = list(before or prior), fades(len(rows))
    for _ in range(_ROUNDS_AGAIN if before else _ROUNDS):
        said = _said(columns, weights)
        roots = [exp(min(_MOST_LOG, each) / 2) for each in said]
        mean = sum(roots) / len(roots)
        shares = [
            fade * root / mean / max(_LEAST_ERROR, abs(log - each))
            for fade, root, log, each in zip(faded, roots, logs, said, strict=True)
        ]
        weights = _solved(columns, logs, shares, prior, ridge)
    return weights


def said(weights: Sequence[float], row: Sequence[float]) -> float:
    """What the weights make of one row."""
    return float(sum(map(mul, weights, row)))


def _said(columns: list[list[float]], weights: Sequence[float]) -> list[float]:
    total = [0.0] * len(columns[0])
    for column, weight in zip(columns, weights, strict=True):
        if weight:
            total = [each + weight * value for each, value in zip(total, column, strict=True)]
    return total


def _solved(
    columns: list[list[float]],
    logs: Sequence[float],
    shares: list[float],
    prior: list[float],
    ridge: list[float],
) -> list[float]:
    matrix: list[list[float]] = []
    for place, column in enumerate(columns):
        weighted = list(map(mul, column, shares))
        mirrored = [line[place] for line in matrix]
        line = [*mirrored, *(sum(map(mul, weighted, other)) for other in columns[place:])]
        line[place] += ridge[place]
        matrix.append([*line, sum(map(mul, weighted, logs)) + ridge[place] * prior[place]])
    return _gauss(matrix)


def _gauss(matrix: list[list[float]]) -> list[float]:
    """Solve a symmetric positive system; the ridge keeps every pivot above zero."""
    size = len(matrix)
    for turn in range(size):
        pivot = max(range(turn, size), key=lambda line: abs(matrix[line][turn]))
        matrix[turn], matrix[pivot] = matrix[pivot], matrix[turn]
        head = [value / matrix[turn][turn] for value in matrix[turn]]
        matrix[turn] = head
        for line in range(size):
            if line != turn and (factor := matrix[line][turn]):
                matrix[line] = [a - factor * b for a, b in zip(matrix[line], head, strict=True)]
    return [line[-1] for line in matrix]
