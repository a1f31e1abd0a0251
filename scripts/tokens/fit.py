#!/usr/bin/env python3
"""Fits each family's weights, in thousandths of a token, and writes them as Swift: fit.py TEXTS MODEL_URL SWIFT_FILE.

Non-negative least squares on the relative error, a few rounds with outliers weighed down. Exit codes: 0 written.
"""

import pathlib
import sys

import numpy
from scipy.optimize import nnls

import corpus
import features
import vocabularies


# How much a kind counts, by the start of its name; 1 for the others. English and code are what most requests are, and of
# the languages in Cyrillic letters most is written in Russian.
SHARES = {
    "reference en": 4, "fortunes love": 2, "fortunes science": 2, "python": 2, "c": 2, "swift": 2, "made": 3,
    "developers ru": 3, "guide ru": 3, "fortunes bg": 0.3, "manual uk": 0.3,
}


def fit(rows, counts, shares):
    weight = shares / numpy.maximum(counts, 20)
    extra = numpy.ones_like(weight)
    # A little pull towards zero, for what hardly occurs.
    ridge = numpy.eye(rows.shape[1]) * 0.02
    for _ in range(8):
        scale = weight * extra
        matrix = numpy.vstack([rows * scale[:, None], ridge * 0.05])
        solution, _ = nnls(matrix, numpy.concatenate([counts * scale, numpy.zeros(rows.shape[1])]))
        error = numpy.abs(rows @ solution - counts) / numpy.maximum(counts, 20)
        extra = 1 / numpy.sqrt(numpy.maximum(error, 0.03))
    return numpy.rint(solution * 1000).astype(int)


def report(name, rows, counts, weights):
    relative = (rows @ weights / 1000) / counts - 1
    print(f"{name:12} mean {numpy.abs(relative).mean():6.1%}  p95 {numpy.quantile(numpy.abs(relative), 0.95):6.1%}"
          f"  bias {relative.mean():+6.1%}", file=sys.stderr)


def main():
    root, url, target = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
    kinds = corpus.fitted(root)
    texts = [piece for pieces in kinds.values() for piece in pieces]
    shares = numpy.array([(SHARES.get(kind, 1) / len(pieces)) ** 0.5 * 5 for kind, pieces in kinds.items() for _ in pieces])
    held = {kind: pieces for kind, pieces in corpus.held_out(root).items()}
    print(len(texts), "pieces,", sum(map(len, texts)), "characters", file=sys.stderr)
    rows = numpy.array([features.features(text) for text in texts], float)
    held_rows = {kind: numpy.array([features.features(t) for t in pieces], float) for kind, pieces in held.items()}
    fitted, all_counts, all_held = {}, [], {kind: [] for kind in held}
    for family, count in vocabularies.all_of(url).items():
        counts = numpy.array([count(text) for text in texts], float)
        all_counts.append(counts)
        fitted[family] = fit(rows, counts, shares)
        print("==", family, file=sys.stderr)
        report("fitted", rows, counts, fitted[family])
        for kind, pieces in held.items():
            real = numpy.array([count(t) for t in pieces], float)
            all_held[kind].append(real)
            report(kind, held_rows[kind], real, fitted[family])
    numpy.savez("/tmp/tk/fit.npz", rows=rows, counts=numpy.array(all_counts))
    mean = sum(all_counts) / len(all_counts)
    fitted["unknown"] = fit(rows, mean, shares)
    print("== unknown, against the mean of all", file=sys.stderr)
    for kind in held: report(kind, held_rows[kind], sum(all_held[kind]) / len(all_held[kind]), fitted["unknown"])
    target.write_text(swift(fitted))


def swift(fitted):
    names = {"mistral-32k": "mistral32k"}
    lines = ["// Made by scripts/tokens/fit.py; do not edit.", "", "extension TokenWeights {"]
    for family, weights in fitted.items():
        lines.append(f"    static let {names.get(family, family)}: [Int] = [")
        for start in range(0, len(weights), 12):
            lines.append("        " + ", ".join(map(str, weights[start:start + 12])) + ",")
        lines += ["    ]", ""]
    lines[-1] = "}"
    return "\n".join(lines) + "\n"


main()
