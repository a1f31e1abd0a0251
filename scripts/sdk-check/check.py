"""Shows the services' own client libraries what this project believes of their wire formats.

Usage: check.py FOLDER, which holds answers.json and requests.json as `ExchangeTests` wrote them.
Exit codes: 0 the libraries agree, 1 they do not, 2 wrong usage.
"""

import json
import pathlib
import sys

import answers_shape
import libraries
import requests_shape
import server

# What we take for the end of an answer that has none of its own.
WITHOUT_REASON = {"embeddings"}
# An answer that is nothing but a refusal is a failure to us; the libraries leave it to the program to look.
REFUSED = {("CONTENT_POLICY", "content_filter")}


def same_reading(ours: dict, theirs: dict, library: str, operation: str) -> list[str]:
    lines = []
    for member in ("text",) if operation in WITHOUT_REASON else ("text", "reason"):
        if ours[member] != theirs[member]:
            lines.append(f"{member}: we read {ours[member]!r}, the library {theirs[member]!r}")
    if theirs["usage"] != ours["usage"] and not (library == "gemini" and theirs["vectors"]):
        lines.append(f"usage: we read {ours['usage']}, the library {theirs['usage']}")
    if sorted(ours["vectors"]) != sorted(theirs["vectors"]):
        lines.append(f"vectors: we read {ours['vectors']}, the library {theirs['vectors']}")
    mine = [(call["id"], call["name"], json.loads(call["arguments"] or "{}")) for call in ours["calls"]]
    others = [(call[0], call[1], json.loads(call[2] or "{}")) for call in theirs["calls"]]
    # A call that came without an identifier gets one from us, and none from the library.
    others = [(their[0] or my[0], *their[1:]) for my, their in zip(mine, others)] + others[len(mine) :]
    if mine != others:
        lines.append(f"calls: we read {mine}, the library {others}")
    return lines


def answer_problems(answer: dict, base: str) -> list[str]:
    library = libraries.LIBRARIES[answer["kind"]]
    ours = answer["read"]
    try:
        theirs = library.ask(base, answer["operation"], answer["streamed"])
    except Exception as error:  # noqa: BLE001: whatever a library throws is what is to be looked at
        try:
            code = library.code(error)
        except Exception:  # noqa: BLE001
            return [f"the library broke: {type(error).__name__}: {str(error)[:200]}"]
        if ours["failure"] == code:
            return []
        return [f"failure: we read {ours['failure']}, the library {code} ({type(error).__name__}: {str(error)[:120]})"]
    if (ours["failure"], theirs["reason"]) in REFUSED and not theirs["text"]:
        return []
    if ours["failure"]:
        return [f"failure: we read {ours['failure']}, the library none"]
    return same_reading(ours, theirs, answer["kind"], answer["operation"])


def request_problems(call: dict, asked: dict) -> list[str]:
    lines = requests_shape.problems(call, json.loads(call["body"]))
    theirs = asked.get(f"{call['kind']}-{call['operation']}-{call['streamed']}")
    if theirs is None:
        return lines
    path = theirs["path"]
    same = call["path"].endswith(path.removeprefix("/v1")) if call["kind"] in ("deepseek", "openrouter") else (
        call["path"] == path
    )
    if not same:
        lines.append(f"path: ours is {call['path']}, the library's {path}")
    if call["key_header"] and call["key_header"].lower() not in theirs["headers"]:
        lines.append(f"the library puts its key elsewhere than in {call['key_header']}")
    if call["kind"] == "anthropic" and "anthropic-version" not in call["headers"]:
        lines.append("anthropic-version is missing")
    return lines


def library_calls(calls: list, base: str, asked: dict) -> dict:
    """How each library itself asks for what our calls ask for."""
    for kind, operation, streamed in sorted({(c["kind"], c["operation"], c["streamed"]) for c in calls}):
        case = f"{kind}-{operation}-{streamed}"
        try:
            libraries.LIBRARIES[kind].ask(f"{base}/{case}", operation, streamed)
        except Exception:  # noqa: BLE001: there is no answer; only the question counts
            pass
    return asked


def report(title: str, results: list[tuple[str, list[str]]]) -> int:
    bad = [(name, lines) for name, lines in results if lines]
    for name, lines in bad:
        print(f"{title} {name}")
        for line in lines:
            print(f"    {line}")
    return len(bad)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    folder = pathlib.Path(sys.argv[1])
    answers = json.loads((folder / "answers.json").read_text())
    requests = json.loads((folder / "requests.json").read_text())
    names = [f"{answer['kind']}-{answer['name']}" for answer in answers]
    played = {
        name: (answer["status"], answer["type"], answer["body"]) for name, answer in zip(names, answers, strict=True)
    }
    sent = [call for call in requests if "refused" not in call]
    with server.serving(played) as (base, asked):
        read = [(name, answer_problems(answer, f"{base}/{name}")) for name, answer in zip(names, answers)]
        shaped = [(name, answers_shape.problems(answer)) for name, answer in zip(names, answers)]
        asked = library_calls(sent, base, asked)
        written = [(f"{call['kind']}-{call['name']}", request_problems(call, asked)) for call in sent]
    failed = report("answer", read) + report("shape of answer", shaped) + report("request", written)
    refused = len(requests) - len(sent)
    total = len(read) + len(shaped) + len(written)
    print(f"{len(read)} answers, {len(written)} requests, {refused} that the service has no word for")
    print(f"{total - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
