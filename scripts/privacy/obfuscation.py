"""Ways in which people hide a value from a filter, or in which a program or an editor breaks it up."""

import base64

from common import Value

SPACES = {"nbsp": "\u00a0", "thin-space": "\u2009", "figure-space": "\u2007", "narrow-nbsp": "\u202f",
          "ideographic-space": "\u3000", "double-space": "  "}
DASHES = {"en-dash": "–", "figure-dash": "‒", "minus-sign": "−", "nb-hyphen": "\u2011", "underscore": "_", "dots": ".",
          "slashes": "/"}
ZERO_WIDTH = ["\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff"]
SCRIPTS = {"arabic-digits": 0x660, "persian-digits": 0x6F0, "devanagari-digits": 0x966, "bengali-digits": 0x9E6,
           "thai-digits": 0xE50, "math-digits": 0x1D7CE, "math-sans-digits": 0x1D7E2}
LOOKALIKES = str.maketrans("aeopcxyABEHKMOPCTX", "аеорсхуАВЕНКМОРСТХ")

NUMERIC = ("CREDIT_CARD", "IBAN_CODE", "PHONE_NUMBER", "US_SSN")
ALL = NUMERIC + ("EMAIL_ADDRESS", "API_KEY")


def separated(text: str, mark: str) -> str | None:
    """The groups of a number with another separator; a number without groups gets groups of four."""
    for separator in (" ", "-"):
        if separator in text:
            return text.replace(separator, mark)
    return mark.join(text[at:at + 4] for at in range(0, len(text), 4)) if not text.startswith("+") else None


def break_at(rng, text: str) -> int:
    return rng.randint(len(text) // 3, 2 * len(text) // 3)


def disguise(rng, kind: str, value: Value) -> str | None:
    """The value in disguise, or nothing where this disguise does not fit it."""
    text = value.text
    if kind in SPACES or kind in DASHES:
        return separated(text, (SPACES | DASHES)[kind]) if value.type in NUMERIC else None
    if kind == "zero-width":
        at = break_at(rng, text)
        return text[:at] + rng.choice(ZERO_WIDTH) + text[at:]
    if kind == "zero-width-many":
        return rng.choice(ZERO_WIDTH).join(text)
    if kind == "fullwidth":
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    if kind in SCRIPTS:
        if value.type not in NUMERIC:
            return None
        return "".join(chr(SCRIPTS[kind] + int(c)) if c in "0123456789" else c for c in text)
    if kind == "homoglyph":
        changed = text.translate(LOOKALIKES)
        return changed if value.type in ("EMAIL_ADDRESS", "API_KEY") and changed != text else None
    if kind == "spaced":
        return " ".join(text.replace(" ", "").replace("-", "")) if value.type in NUMERIC else " ".join(text)
    if kind == "newline":
        at = break_at(rng, text)
        return text[:at] + "\n" + text[at:]
    if kind == "base64":
        return base64.b64encode(text.encode()).decode()
    if kind == "hex":
        return text.encode().hex() if value.type in ("API_KEY", "CREDIT_CARD", "EMAIL_ADDRESS") else None
    if kind == "percent":
        return "".join(c if c.isalnum() else f"%{ord(c):02X}" for c in text) if not text.isalnum() and text.isascii() else None
    if kind == "html":
        return "".join(c if c.isalnum() else f"&#{ord(c)};" for c in text) if not text.isalnum() and text.isascii() else None
    if kind == "html-hex":
        return text.replace("@", "&#x40;") if "@" in text else None
    if kind == "json-u":
        return "".join(c if c.isalnum() else f"\\u{ord(c):04x}" for c in text) if not text.isalnum() and text.isascii() else None
    if kind == "markdown":
        at = break_at(rng, text)
        return text[:at] + "**" + text[at:] + "**"
    if kind == "markdown-code":
        return "`" + text + "`"
    if "@" in text and value.type == "EMAIL_ADDRESS" and text.isascii():
        local, _, host = text.partition("@")
        if kind == "at-dot":
            at, dot = rng.choice([(" [at] ", " [dot] "), (" (at) ", " (dot) "), ("[at]", "[dot]"), (" {at} ",
                                                                                                    " {dot} "), ("(at)",
                                                                                                                 ".")])
            return local + at + host.replace(".", dot)
        if kind == "at-words":
            return f"{local} at {host.replace('.', ' dot ')}"
        if kind == "spaced-at":
            return f"{local} @ {host}"
        if kind == "pct40":
            return f"{local}%40{host}"
    return None


KINDS = [*SPACES, *DASHES, *SCRIPTS, "zero-width", "zero-width", "zero-width", "fullwidth", "fullwidth", "fullwidth",
         "homoglyph", "homoglyph", "spaced", "spaced", "spaced", "newline", "newline", "base64", "base64",
         "hex", "percent", "html", "html-hex", "json-u", "markdown", "markdown", "markdown-code", "at-dot", "at-words",
         "spaced-at", "pct40", "zero-width-many", "en-dash", "nbsp"]
