"""Checks the documentation: every relative link and every anchor in a Markdown file leads somewhere, and every file in
docs/ can be reached from README.md or docs/README.md. Prints one line for each problem; exit code 1 when there is one.
"""

import functools
import os
import pathlib
import re
import sys
import unicodedata
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
STARTS = ["README.md", "docs/README.md"]

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
LINK = re.compile(r"\[[^\]\[]*(?:\[[^\]]*\][^\]\[]*)*\]\(\s*<?([^)\s>]*)>?(?:\s+[\"'][^)]*)?\)")
REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)")
HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$")
ANCHOR = re.compile(r"<a\s[^>]*(?:id|name)\s*=\s*[\"']([^\"']+)")
ELSEWHERE = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")


def markdown_files() -> list[pathlib.Path]:
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [pathlib.Path(folder, name) for name in sorted(names) if name.endswith(".md")]
    return found


def prose(file: pathlib.Path):
    """The numbered lines outside code blocks."""
    fence = None
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        mark = FENCE.match(line)
        if fence is None and mark:
            fence = mark[1]
        elif fence is not None:
            if mark and mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and line.strip() == mark[1]:
                fence = None
        else:
            yield number, line


def links(file: pathlib.Path):
    for number, line in prose(file):
        text = INLINE_CODE.sub("", line)
        # Link texts often are inline code, which is gone by now: what is left of them are empty brackets.
        for match in [*LINK.finditer(text), *REFERENCE.finditer(text)]:
            if match[1] and not ELSEWHERE.match(match[1]):
                yield number, urllib.parse.unquote(match[1])


def slug(heading: str) -> str:
    """A heading's anchor as code hosting sites make it: lower case, spaces to hyphens, punctuation dropped."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
    kept = (c for c in text.strip().lower() if c in " -_" or unicodedata.category(c)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


@functools.cache
def anchors(file: pathlib.Path) -> set[str]:
    names, seen = set(), {}
    for _, line in prose(file):
        names.update(ANCHOR.findall(line))
        if heading := HEADING.match(line):
            name = slug(heading[1])
            count = seen[name] = seen.get(name, -1) + 1
            names.add(f"{name}-{count}" if count else name)
    return names


def destination(file: pathlib.Path, path: str) -> pathlib.Path:
    if not path:
        return file
    base = ROOT if path.startswith("/") else file.parent
    return pathlib.Path(os.path.normpath(base / path.lstrip("/")))


def check(file: pathlib.Path) -> tuple[list[str], set[pathlib.Path]]:
    """The problems of a file, and the files and folders it leads to."""
    problems, reached = [], set()
    for number, link in links(file):
        path, _, anchor = link.partition("#")
        target = destination(file, path.partition("?")[0])
        place = f"{file.relative_to(ROOT)}:{number}"
        if not target.exists():
            problems.append(f"{place}: `{link}` leads nowhere")
        elif not target.is_relative_to(ROOT):
            problems.append(f"{place}: `{link}` leads out of the project")
        else:
            reached.add(target)
            if anchor and target.suffix == ".md" and anchor not in anchors(target):
                problems.append(f"{place}: `{link}`: no heading `#{anchor}` there")
    return problems, reached


def reachable(leads_to: dict[pathlib.Path, set[pathlib.Path]]) -> set[pathlib.Path]:
    waiting = [ROOT / start for start in STARTS if (ROOT / start).exists()]
    seen = set(waiting)
    while waiting:
        place = waiting.pop()
        # A link to a folder shows its files.
        further = {p for p in place.iterdir() if p.is_file()} if place.is_dir() else leads_to.get(place, set())
        waiting += further - seen
        seen |= further
    return seen


def main() -> int:
    problems, leads_to = [], {}
    for file in markdown_files():
        found, leads_to[file] = check(file)
        problems += found
    seen = reachable(leads_to)
    docs = (p for p in sorted((ROOT / "docs").rglob("*")) if p.is_file() and not p.name.startswith("."))
    problems += [f"{p.relative_to(ROOT)}: no page leads here from {' or '.join(STARTS)}" for p in docs if p not in seen]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
