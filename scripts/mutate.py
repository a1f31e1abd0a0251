#!/usr/bin/env python3
"""Reads Tests/SimulationKit/mutants/table.txt and puts one of its defects into a copy of the sources.

    mutate.py TABLE list                 the numbers and names, a line each, with invariants and options between tabs
    mutate.py TABLE apply NUMBER FOLDER  changes the files below FOLDER; fails unless each place is found exactly once
    mutate.py TABLE restore FROM FOLDER  makes the files below FOLDER as those below FROM, touching only what differs
    mutate.py TABLE check FOLDER         says which places are not found exactly once, and changes nothing
"""
import pathlib
import sys


class Mutant:
    def __init__(self, name):
        self.name, self.kills, self.run, self.place, self.groups = name, [], "", "", []


def read(path):
    mutants, last = [], ""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        mark, _, rest = line.partition(" ")
        if not line.strip() or mark == "#" or line == "#":
            last = ""
            continue
        if mark == "==":
            mutants.append(Mutant(rest))
        elif not mutants:
            sys.exit(f"{path}:{number}: stands before the first mutant")
        elif mark == "kills":
            mutants[-1].kills += rest.split()
        elif mark == "run":
            mutants[-1].run = rest
        elif mark == "in":
            mutants[-1].place = rest
        elif mark == "-":
            if last != "-":
                mutants[-1].groups.append(([], []))
            mutants[-1].groups[-1][0].append(rest.strip())
        elif mark == "+":
            mutants[-1].groups[-1][1].append(rest)
        else:
            sys.exit(f"{path}:{number}: `{mark}` is not known")
        last = mark
    return mutants


def places(mutant, old, folder):
    found = []
    for file in sorted(folder.rglob("*.swift")):
        if mutant.place not in str(file.relative_to(folder)):
            continue
        lines = file.read_text().split("\n")
        stripped = [line.strip() for line in lines]
        for start in range(len(lines) - len(old) + 1):
            if stripped[start : start + len(old)] == old:
                found.append((file, lines, start))
    return found


def complaints(mutant, folder):
    for old, _ in mutant.groups:
        count = len(places(mutant, old, folder))
        if count != 1:
            yield f"{mutant.name}: found {count} times, not once: {old[0]}"


def apply(mutant, folder):
    for old, new in mutant.groups:
        file, lines, start = places(mutant, old, folder)[0]
        indent = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
        lines[start : start + len(old)] = [indent + line for line in new]
        file.write_text("\n".join(lines))


def restore(source, folder):
    for file in source.rglob("*"):
        copy = folder / file.relative_to(source)
        if file.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif not copy.exists() or copy.read_bytes() != file.read_bytes():
            copy.write_bytes(file.read_bytes())
    for copy in folder.rglob("*"):
        if copy.is_file() and not (source / copy.relative_to(folder)).exists():
            copy.unlink()


def main():
    table, verb = pathlib.Path(sys.argv[1]), sys.argv[2]
    mutants = read(table)
    if verb == "list":
        for number, mutant in enumerate(mutants):
            print(number, mutant.name, " ".join(mutant.kills), mutant.run, sep="\t")
        return
    folder = pathlib.Path(sys.argv[-1])
    if verb == "restore":
        restore(pathlib.Path(sys.argv[3]), folder)
        return
    chosen = mutants if verb == "check" else [mutants[int(sys.argv[3])]]
    problems = [problem for mutant in chosen for problem in complaints(mutant, folder)]
    if problems:
        sys.exit("\n".join(problems))
    if verb == "apply":
        apply(chosen[0], folder)


main()
