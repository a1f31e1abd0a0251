"""What the parts of the generator share: labelled values, texts built from them, random characters."""

import datetime
import re
import string
from typing import NamedTuple

DIGITS = string.digits
UPPER = string.ascii_uppercase
LOWER = string.ascii_lowercase
LETTERS = string.ascii_letters
BASE62 = DIGITS + UPPER + LOWER
MARK = re.compile(r"<<(\w+)>>")

# The letters of a pattern's {letter:count}, each with the characters it stands for.
SETS = {
    "d": DIGITS, "h": "0123456789abcdef", "H": "0123456789ABCDEF", "w": BASE62, "u": BASE62 + "-_",
    "b": BASE62 + "+/", "l": DIGITS + LOWER, "L": DIGITS + UPPER, "a": LOWER, "A": UPPER, "m": LETTERS,
    "n": "123456789", "t": "234567" + UPPER, "s": "234567" + LOWER, "x": "qpzry9x8gf2tvdw0s3jn54khce6mua7l",
    "X": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
}
FIELD = re.compile(r"\{([a-zA-Z]):(\d+)(?:-(\d+))?\}")


class Value(NamedTuple):
    """A text that has to be found. `core` is the part that must be covered at least, as offsets into the text."""

    text: str
    type: str
    subtype: str | None = None
    core: tuple[int, int] | None = None


class Text:
    """A text under construction and the places of its values, in code points."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[dict] = []

    def add(self, part) -> "Text":
        if isinstance(part, Text):
            for span in part.spans:
                moved = dict(span, start=span["start"] + self.length, end=span["end"] + self.length)
                if "core" in moved:
                    moved["core"] = [at + self.length for at in span["core"]]
                self.spans.append(moved)
            part = str(part)
        elif isinstance(part, Value):
            span = {"start": self.length, "end": self.length + len(part.text), "type": part.type}
            if part.subtype:
                span["subtype"] = part.subtype
            if part.core:
                span["core"] = [self.length + at for at in part.core]
            self.spans.append(span)
            part = part.text
        self.parts.append(part)
        self.length += len(part)
        return self

    def __str__(self) -> str:
        return "".join(self.parts)


def fill(template: str, **values) -> Text:
    """Replaces each <<name>> of a template by the value, the text or the string of that name."""
    text = Text()
    at = 0
    for mark in MARK.finditer(template):
        text.add(template[at:mark.start()]).add(values[mark[1]])
        at = mark.end()
    return text.add(template[at:])


def join(separator: str, parts: list) -> Text:
    text = Text()
    for index, part in enumerate(parts):
        if index:
            text.add(separator)
        text.add(part)
    return text


def chars(rng, alphabet: str, count: int) -> str:
    return "".join(rng.choice(alphabet) for _ in range(count))


def digits(rng, count: int) -> str:
    return chars(rng, DIGITS, count)


def pattern(rng, text: str) -> str:
    """Fills a pattern such as "ab_{w:20-24}" with random characters."""

    def run(field):
        low = int(field[2])
        return chars(rng, SETS[field[1]], rng.randint(low, int(field[3] or low)))

    return FIELD.sub(run, text)


def grouped(text: str, sizes: list[int], separator: str) -> str:
    out, at = [], 0
    for size in sizes:
        out.append(text[at:at + size])
        at += size
    if at < len(text):
        out.append(text[at:])
    return separator.join(part for part in out if part)


def day(rng, first: int = 1935, last: int = 2006) -> datetime.date:
    begin = datetime.date(first, 1, 1).toordinal()
    end = datetime.date(last, 12, 31).toordinal()
    return datetime.date.fromordinal(rng.randint(begin, end))


def weighted(number: str, weights) -> int:
    return sum(int(d) * w for d, w in zip(number, weights))


def luhn_digit(number: str) -> str:
    """The digit that makes `number` plus it pass the Luhn test (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, digit in enumerate(reversed(number)):
        n = int(digit) * (2 if index % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return str(-total % 10)
