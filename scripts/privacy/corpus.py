#!/usr/bin/env python3
"""Generates a labelled set of texts: what must be found, what must not, values in disguise, and long prompts.

  corpus.py [--seed N] [--size M] --out FOLDER

writes positive, negative, obfuscated and long4k .jsonl with a record a line: id, text, spans (start and end in code
points, end exclusive; type, perhaps subtype and core, the part that must be covered), source and tags. The same seed
and size give the same bytes. Every value is drawn, and has its check digits from this folder's own rules.
"""

import argparse
import json
import pathlib
import random

import documents
import identifier_contexts
import key_formats
import negatives
import obfuscation
import phones
import phrases
from common import Text, Value, fill
from key_formats import api_key
from secrets_made import jwt, password_value, url_credentials
from values import birth_date, card, crypto, email, iban, ip, mac

# How many of a hundred short positive texts are of each kind.
MIX = [("api_key", 20), ("keyed", 13), ("phone", 14), ("identifier", 22), ("email", 8), ("card", 7), ("iban", 5), ("ip",
                                                                                                                   4),
       ("password", 7),
       ("url", 3), ("crypto", 3), ("birth", 4), ("mac", 1), ("jwt", 1), ("private_key", 1), ("command", 2)]
DRAW = [kind for kind, weight in MIX for _ in range(weight)]


def within(rng, forms, value) -> Text:
    return fill(rng.choice(forms).replace("§", "<<v>>"), v=value)


def identifier(rng, row=None):
    known = rng.random() < 0.7
    row = row or rng.choice([r for r in identifier_contexts.ROWS if (r[0] in identifier_contexts.CATALOGUE) == known])
    kind, make, names, sentences, strong = row
    value = Value(make(rng), kind)
    if strong and rng.random() < 0.15 and not (value.text.isdigit() and len(value.text) < 15):
        return within(rng, ["user § wrote again yesterday", "Record: §, status open", "see attachment for §.",
                            "row 14;§;2026-02-01;ok", "§"], value), ["no-context"]
    if rng.random() < 0.4:
        return within(rng, sentences.split("|"), value), []
    name = rng.choice(names.split("|"))
    forms = ["<<n>> <<v>>", "<<n>>: <<v>>", "<<n>>: <<v>>", "<<n>>=<<v>>", "<<n>> - <<v>>", "<<n>>\t<<v>>",
             "<<n>>\n<<v>>", "| <<n>> | <<v>> |", "**<<n>>:** <<v>>", "\"<<n>>\": \"<<v>>\"",
             "<<n>> is <<v>>", "<td><<n>></td><td><<v>></td>", "<<n>> : <<v>>", "<<n>>: <<v>>, please check",
             "<<n>> (<<v>>)", "<<n>>：<<v>>"]
    return fill(rng.choice(forms), n=name, v=value), []


def short(rng, kind: str):
    """One value in its surroundings, and the record's tags."""
    if kind == "identifier":
        return identifier(rng)
    if kind == "phone":
        return documents.phone_phrase(rng, rng.choice(list(phrases.PHONES))), []
    if kind == "password":
        language = rng.choice(["en", "en", "en", *phrases.PASSWORDS])
        return within(rng, phrases.PASSWORDS[language], password_value(rng)), [f"language-{language}"]
    if kind == "birth":
        language = rng.choice(["en", "en", *phrases.BIRTHS])
        return within(rng, phrases.BIRTHS[language], birth_date(rng, language)), []
    if kind == "keyed":
        return documents.assignment(rng), ["keyed"]
    if kind == "command":
        return documents.netrc(rng), []
    if kind == "url":
        return within(rng, ["DSN=§", "url §", "connect to §", "DATABASE_URL=\"§\"", "git clone §", "  uri: §",
                            "psql '§'", "broker: §", "§"], url_credentials(rng)), []
    if kind == "jwt":
        return within(rng, ["jwt §", "Bearer §", "Authorization: Bearer §", "id_token=§", "\"access_token\": \"§\"",
                            "Cookie: session=§"], jwt(rng)), []
    if kind == "private_key":
        return documents.key_file(rng), []
    make, forms = {"api_key": (api_key, phrases.KEYS), "email": (email, phrases.EMAILS), "card": (card, phrases.CARDS),
                   "iban": (iban, phrases.IBANS), "ip": (ip, phrases.IPS),
                   "mac": (mac, phrases.MACS), "crypto": (crypto, phrases.CRYPTOS)}[kind]
    value = make(rng)
    if value.text.startswith("https"):
        forms = ["webhook §", "post to §", "url: §", "§"]
    elif kind == "api_key" and set(value.text) & set(" /:"):
        forms = ["key=§", "token: §", "API_KEY=\"§\"", "here is the key § please debug"]
    return within(rng, forms, value), []


def wrapped(rng, text: Text) -> Text:
    before, _, after = rng.choice(phrases.SURROUND).partition("§")
    if '"' in before and ('"' in str(text) or "\n" in str(text)):
        before = after = ""
    return Text().add(before).add(text).add(after)


def record(kind: str, index: int, text: Text, tags: list[str]) -> dict:
    spans = sorted(text.spans, key=lambda span: span["start"])
    return {"id": f"{kind}-{index:05}", "text": str(text), "spans": spans, "source": "generated:scripts/privacy",
            "tags": tags or ["-"]}


def positives(seed, size):
    every = [("row", row) for row in identifier_contexts.ROWS]
    every += [("format", name) for name in key_formats.NAMES]
    every += [("country", country) for country in phones.NUMBERING]
    for index in range(size):
        rng = random.Random(f"{seed}/positive/{index}")
        # One record in four goes through the lists, so that a corpus of some size has every type at least once.
        if index % 4 == 0:
            kind, item = every[index // 4 % len(every)]
            if kind == "row":
                text, tags = identifier(rng, item)
            elif kind == "format":
                value = api_key(rng, item)
                plain = not value.text.startswith("https") and not set(value.text) & set(" /:")
                text, tags = within(rng, phrases.KEYS if plain else ["key=§", "token: §",
                                                                     "here is the key § please debug"], value), []
            else:
                language = rng.choice([k for k, v in phrases.HOME.items() if item in v] or ["en"])
                make = phones.national if phones.NUMBERING[item][2] and rng.random() < 0.3 else phones.international
                text, tags = within(rng, phrases.PHONES[language], make(rng, item)), []
            yield record("posi", index, wrapped(rng, text), tags)
        elif index % 20 == 1:
            make = rng.choice(documents.ALL)
            yield record("posi", index, make(rng), ["document", f"document-{make.__name__}"])
        else:
            text, tags = short(rng, rng.choice(DRAW))
            yield record("posi", index, wrapped(rng, text), tags)


def negative_text(rng):
    kind, make = rng.choice(negatives.WEIGHTED)
    return make(rng), kind


def clean(seed, size):
    for index in range(size):
        rng = random.Random(f"{seed}/negative/{index}")
        text, kind = negative_text(rng)
        if rng.random() < 0.2:
            text += rng.choice(["\n", " ", " / "]) + negative_text(rng)[0]
        yield record("nega", index, wrapped(rng, Text().add(text)), [kind])


def disguised(seed, size):
    makes = [card, card, iban, email, email, lambda r: Value(identifier_contexts.ROWS[0][1](r), "US_SSN"),
             phones.international, api_key]
    forms = {"CREDIT_CARD": phrases.CARDS[:12], "IBAN_CODE": phrases.IBANS[:9], "EMAIL_ADDRESS": ["email §",
                                                                                                  "E-Mail: §",
                                                                                                  "correo §", "请发到§",
                                                                                                  "Write to § soon"],
             "US_SSN": ["My SSN is §", "ssn=§", "SSN § for the W-2", "Social Security # §"], "PHONE_NUMBER": ["phone §",
                                                                                                              "Telefon: §",
                "手机§", "tél. §"],
             "API_KEY": ["here is the key § please debug", "use §", "token: §", "API_KEY=§"]}
    for index in range(size):
        rng = random.Random(f"{seed}/obfuscated/{index}")
        while True:
            kind = rng.choice(obfuscation.KINDS)
            value = rng.choice(makes)(rng)
            if value.type == "API_KEY" and (len(value.text) > 90 or set(value.text) & set(" :/")):
                continue
            text = obfuscation.disguise(rng, kind, value)
            if text is not None and text != value.text:
                break
        yield record("obfu", index, wrapped(rng, within(rng, forms[value.type], Value(text, value.type))),
                     [f"obf:{kind}"])


def long(seed, size):
    """Prompts of about 4 KB, a third of them clean."""
    for index in range(size):
        rng = random.Random(f"{seed}/long/{index}")
        text, planted = Text(), 0
        wanted = 0 if index % 3 == 0 else rng.randint(1, 12)
        while len(str(text).encode()) < 4000:
            if planted < wanted and rng.random() < 0.15:
                part = rng.choice(documents.ALL)(rng) if rng.random() < 0.3 else short(rng, rng.choice(DRAW))[0]
                planted += len(part.spans)
            else:
                part = Text().add(negative_text(rng)[0] if rng.random() < 0.6 else negatives.prose(rng))
            text.add(part).add(rng.choice(["\n", "\n", "\n\n"]))
        yield record("long", index, text, ["long4k", f"n={len(text.spans)}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=4000, help="number of positive records; the rest follows from it")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    sets = {"positive": positives(options.seed, options.size), "negative": clean(options.seed, options.size * 3 // 4),
            "obfuscated": disguised(options.seed, max(1, options.size // 8)), "long4k": long(options.seed, max(3,
                                                                                                               options.size // 100))}
    for name, records in sets.items():
        with open(options.out / f"{name}.jsonl", "w", encoding="utf-8") as file:
            for entry in records:
                for span in entry["spans"]:
                    assert 0 <= span["start"] < span["end"] <= len(entry["text"]), entry
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
