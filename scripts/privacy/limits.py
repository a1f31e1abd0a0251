#!/usr/bin/env python3
"""Holds what evaluate.py of the labelled set wrote to its JSON file against the limits; 1 when one is missed.

  limits.py FILE
"""

import json
import sys

from score import LIMITS, verdicts


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as file:
        measured = json.load(file)
    precision, recall, both = measured["micro"]["family"][:3]
    caught, sensitive, flagged, clean = measured["gate"]
    print(f"precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}")
    worst = sorted((row["prf"][2], kind, row["n"]) for kind, row in measured["by_type"].items() if row["n"])[:6]
    print("worst: " + "  ".join(f"{kind} {value:.2f} of {n}" for value, kind, n in worst[:3]))
    print("       " + "  ".join(f"{kind} {value:.2f} of {n}" for value, kind, n in worst[3:]))
    return 1 if verdicts({"f1": both, "gate": caught / max(1, sensitive), "false_alarms": flagged / max(1, clean),
                          "obfuscated": measured.get("obf", {}).get("touched"),
                          "latency": measured.get("latency_us")}, LIMITS) else 0


if __name__ == "__main__":
    sys.exit(main())
