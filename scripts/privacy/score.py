#!/usr/bin/env python3
"""Scores a detector of private values on labelled texts.

  score.py --set FOLDER --cmd COMMAND [--errors N] [--json FILE] [--check]

COMMAND reads a line {"id", "text"} for each text and answers {"id", "spans": [{"start", "end", "type"}]} in any order,
offsets in code points. A record without an answer, a span outside its text or an exit code other than 0 ends the run:
silence is never taken for "nothing found". --check ends with 1 when a limit is missed.
"""

import argparse
import collections
import json
import pathlib
import random
import resource
import statistics
import subprocess
import sys

SECRETS = {"API_KEY", "PRIVATE_KEY", "JWT", "PASSWORD", "URL_CREDENTIALS", "SECRET"}
OTHERS = {"CREDIT_CARD", "IBAN_CODE", "EMAIL_ADDRESS", "PHONE_NUMBER", "IP_ADDRESS", "MAC_ADDRESS", "CRYPTO",
          "DATE_OF_BIRTH"}
# Accounts and routing numbers differ only by what a bank calls them.
ACCOUNTS = {"US_BANK_NUMBER", "BANK_ACCOUNT"}
LIMITS = [("micro F1", "f1", 0.95, 1), ("gate recall", "gate", 0.93, 1), ("false alarms", "false_alarms", 0.01, -1),
          ("obfuscated touched", "obfuscated", 0.80, 1), ("µs per 4 KB", "latency", 60.0, -1)]
OVERLAP = 0.5


class Failed(Exception):
    """The detector did not answer as it has to."""


def family(kind: str) -> str:
    """Types that count as one: a password taken for a key is found all the same."""
    if kind in SECRETS:
        return "SECRET"
    if kind in OTHERS or kind == "ABA_ROUTING_NUMBER":
        return kind
    return "BANK_ACCOUNT" if kind in ACCOUNTS else "GOV_ID"


def read(folder: pathlib.Path, name: str) -> list[dict]:
    path = folder / f"{name}.jsonl"
    if not path.exists():
        return []
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def ask(command: str, records: list[dict]) -> tuple[dict[str, list[dict]], float]:
    """The detector's spans for each record, and the seconds of processor time it took."""
    lines = "".join(json.dumps({"id": r["id"], "text": r["text"]}, ensure_ascii=False) + "\n" for r in records)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(command, shell=True, input=lines.encode(), stdout=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        raise Failed(f"the detector ended with exit code {run.returncode}")
    answers = {}
    for number, line in enumerate(run.stdout.decode("utf-8").split("\n"), 1):
        if line.strip():
            try:
                answer = json.loads(line)
                answers[answer["id"]] = answer["spans"]
            except (ValueError, KeyError, TypeError) as error:
                raise Failed(f"line {number} of the answer cannot be read: {error}") from error
    for record in records:
        if record["id"] not in answers:
            raise Failed(f"no answer for {record['id']}")
        for span in answers[record["id"]]:
            if not 0 <= span["start"] < span["end"] <= len(record["text"]):
                raise Failed(f"span {span['start']}..{span['end']} is not in the text of {record['id']}")
    return answers, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def likeness(found: dict, gold: dict) -> float:
    """Shared part of two spans by their union, the best of the whole span and of the part that matters; 0 below "
    "half."""
    best = 0.0
    for start, end in [(gold["start"], gold["end"]), *([tuple(gold["core"])] if "core" in gold else [])]:
        shared = min(found["end"], end) - max(found["start"], start)
        if shared > 0:
            best = max(best, shared / (max(found["end"], end) - min(found["start"], start)))
    if best < OVERLAP and "core" in gold:
        first, last = gold["core"]
        inside = gold["start"] <= found["start"] <= first and last <= found["end"] <= gold["end"]
        best = OVERLAP if inside else 0.0
    return best if best >= OVERLAP else 0.0


def overlaps(a: dict, b: dict) -> bool:
    return a["start"] < b["end"] and b["start"] < a["end"]


class Tally:
    """Counts over records: hits, false hits and misses of each type, and whole records."""

    def __init__(self) -> None:
        self.types = collections.defaultdict(lambda: [0, 0, 0])
        self.sensitive = self.caught = self.clean = self.flagged = self.gold = self.touched = self.covered = 0
        self.kinds = collections.defaultdict(lambda: [0, 0])
        self.errors: list[tuple] = []

    def add(self, record: dict, found: list[dict]) -> None:
        gold = record["spans"]
        pairs = sorted(((likeness(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(gold)
                        if family(f["type"]) == family(g["type"])), reverse=True)
        used, hit = set(), set()
        for value, i, j in pairs:
            if value > 0 and i not in used and j not in hit:
                used.add(i)
                hit.add(j)
        for j, span in enumerate(gold):
            self.types[span["type"]][0 if j in hit else 2] += 1
            self.gold += 1
            over = [f for f in found if overlaps(f, span)]
            self.touched += bool(over)
            self.covered += all(any(f["start"] <= at < f["end"] for f in over) for at in range(span["start"],
                                                                                               span["end"]))
            for tag in record["tags"]:
                self.kinds[tag][0] += bool(over)
                self.kinds[tag][1] += 1
            if j not in hit:
                got = ", ".join(sorted({f["type"] for f in over})) or "nothing"
                self.errors.append(("missed", span["type"], span.get("subtype"), span, record, got))
        for i, span in enumerate(found):
            # A second finding on a value that was found already is no error.
            if i in used or any(j in hit and overlaps(span, gold[j]) for j in range(len(gold))):
                continue
            self.types[span["type"]][1] += 1
            self.errors.append(("false", span["type"], None, span, record, record["tags"][0]))
        if gold:
            self.sensitive += 1
            self.caught += any(overlaps(f, g) for f in found for g in gold)
        else:
            self.clean += 1
            self.flagged += bool(found)


def ratio(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def measures(counts: list[int]) -> tuple[float, float, float]:
    hits, false, missed = counts
    precision, recall = ratio(hits, hits + false), ratio(hits, hits + missed)
    return precision, recall, ratio(2 * hits, 2 * hits + false + missed)


def latency(command: str, records: list[dict], runs: int) -> float:
    """Microseconds of processor time for 4 KB, without the start of the program."""
    start = statistics.median(ask(command, [{"id": "t", "text": "hi"}])[1] for _ in range(5))
    repeats = max(1, 4_000_000 // sum(len(r["text"].encode()) for r in records))
    many = [{"id": f"{r['id']}#{n}", "text": r["text"]} for n in range(repeats) for r in records]
    size = sum(len(r["text"].encode()) for r in many) / 4096
    return statistics.median((ask(command, many)[1] - start) / size * 1e6 for _ in range(runs))


def shown(error: tuple, values: bool) -> str:
    what, kind, subtype, span, record, note = error
    text = record["text"]
    before = text[max(0, span["start"] - 40):span["start"]]
    value = text[span["start"]:span["end"]] if values else "█" * min(8, span["end"] - span["start"])
    value = value if len(value) <= 90 else value[:80] + "…" + value[-8:]
    name = kind + (f" ({subtype})" if subtype else "")
    return f"{what} {name} [{note}] {record['id']} {before!r} » {value!r} « {text[span['end']:span['end'] + 20]!r}"


def report(result: dict, tally: Tally, disguised: Tally, wide: bool) -> None:
    counts = [sum(row[i] for row in tally.types.values()) for i in range(3)]
    print(f"{tally.sensitive} sensitive and {tally.clean} clean texts, {counts[0] + counts[2]} values")
    print(f"precision {result['precision']:.3f}  recall {result['recall']:.3f}  F1 {result['f1']:.3f}"
          f"   (right {counts[0]}, false {counts[1]}, missed {counts[2]})")
    print(f"gate recall {result['gate']:.4f}   false alarms {result['false_alarms']:.4f}")
    rows = sorted(tally.types.items(), key=lambda row: -(row[1][0] + row[1][2]))
    whole = [row for row in rows if not row[1][1] and not row[1][2]]
    print(f"{'type':28} {'n':>5} {'P':>6} {'R':>6} {'F1':>6} {'false':>6}")
    for kind, row in rows:
        if wide or (kind, row) not in whole:
            precision, recall, both = measures(row)
            print(f"{kind:28} {row[0] + row[2]:5} {precision:6.3f} {recall:6.3f} {both:6.3f} {row[1]:6}")
    if whole and not wide:
        print(f"{len(whole)} further types without an error")
    if disguised.gold:
        print(f"obfuscated: {result['obfuscated']:.3f} touched, {ratio(disguised.covered, disguised.gold):.3f} covered")
        short = sorted(((v[0] / v[1], k[4:], v) for k, v in disguised.kinds.items()))[:8]
        print("  worst: " + "  ".join(f"{k} {v[0]}/{v[1]}" for _, k, v in short))


def verdicts(result: dict, limits: list[tuple]) -> int:
    """Prints a line for each limit whose measure is there; how many are missed."""
    missed = 0
    for name, key, limit, sign in limits:
        value = result[key]
        if value is not None and value == value:
            good = value * sign >= limit * sign
            missed += not good
            print(f"{name:20} {value:8.4g}   {'at least' if sign > 0 else 'at most'} {limit:<5g} "
                  f"{'ok' if good else 'missed'}")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", type=pathlib.Path, required=True)
    parser.add_argument("--cmd", required=True)
    parser.add_argument("--errors", type=int, default=0, help="list this many misses and false hits")
    parser.add_argument("--types", help="list errors of these types only, separated by commas")
    parser.add_argument("--hide-values", action="store_true", help="list errors without the values")
    parser.add_argument("--json", type=pathlib.Path, help="write the measures to this file")
    parser.add_argument("--runs", type=int, default=3, help="timed runs; 0 leaves the time out")
    parser.add_argument("--all-types", action="store_true", help="print the types without an error too")
    parser.add_argument("--check", action="store_true", help="exit code 1 when a limit is missed")
    options = parser.parse_args()
    main_set = read(options.set, "positive") + read(options.set, "negative")
    hidden, prompts = read(options.set, "obfuscated"), read(options.set, "long4k")
    if not main_set:
        print(f"score.py: no labelled texts in {options.set}", file=sys.stderr)
        return 2
    tally, disguised = Tally(), Tally()
    try:
        answers, _ = ask(options.cmd, main_set + hidden + prompts)
        for record in main_set + prompts:
            tally.add(record, answers[record["id"]])
        for record in hidden:
            disguised.add(record, answers[record["id"]])
        time = latency(options.cmd, prompts, options.runs) if prompts and options.runs else None
    except Failed as error:
        print(f"score.py: {error}", file=sys.stderr)
        return 2
    counts = [sum(row[i] for row in tally.types.values()) for i in range(3)]
    precision, recall, both = measures(counts)
    result = {"precision": precision, "recall": recall, "f1": both, "gate": ratio(tally.caught, tally.sensitive),
              "false_alarms": ratio(tally.flagged, tally.clean), "obfuscated": ratio(disguised.touched, disguised.gold),
              "latency": time, "types": {k: dict(zip(("right", "false", "missed"), v)) for k, v in tally.types.items()},
              "kinds": {k: v for k, v in (tally.kinds | disguised.kinds).items()}}
    report(result, tally, disguised, options.all_types)
    errors = tally.errors + disguised.errors
    if options.types:
        wanted = set(options.types.split(","))
        errors = [e for e in errors if e[1] in wanted]
    random.Random(1).shuffle(errors)
    for error in errors[:options.errors]:
        print("  " + shown(error, not options.hide_values))
    missed = verdicts(result, LIMITS)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
