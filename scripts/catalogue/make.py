#!/usr/bin/env python3
"""Makes the built-in model catalogue from LiteLLM's price list and the words and rules of this folder.

    make.py --version 1.109.1 --retrieved 2026-11-21 model_prices_and_context_window_backup.json \
        [--openrouter FILE --openrouter-version 1.105.0]

Writes Sources/TurnoutPolicy/Catalogue/models.json and BuiltinCatalogue+Data.swift. The same input gives the same bytes.
No number passes through a binary fraction: literals are read as decimals, and one that is not a whole number of
trillionths of a dollar for a token is an error.
"""

import argparse
import datetime
import json
import pathlib
import re
import sys
from decimal import Decimal

import selection
import words

FOLDER = pathlib.Path(__file__).resolve().parent.parent.parent / "Sources/TurnoutPolicy/Catalogue"
CAPABILITIES = ["chat", "stream", "tools", "images", "json", "schema", "completion", "embeddings", "reasoning"]
MODALITIES = ["text", "image", "audio", "video", "file", "vector"]
KINDS = ["openai", "azure", "anthropic", "gemini", "openrouter", "deepseek"]
TIER = re.compile(r"^input_cost_per_token_above_(\d+)k_tokens$")
# The list gives the longest prompt of these windows, which the answer comes on top of.
PROMPT_ONLY = {(272_000, 128_000), (922_000, 128_000)}


def whole(value, scale, where):
    """A decimal as a whole number of units of 1 / scale."""
    scaled = Decimal(value) * scale
    if scaled != scaled.to_integral_value() or scaled < 0:
        sys.exit(f"{where}: {value} is not a whole number of 1/{scale}")
    return int(scaled)


def price_of(facts, where, suffix=""):
    """The prices in pico-dollars for a token; nothing where the list has none."""
    def read(key):
        value = facts.get(key + suffix)
        return None if value is None else whole(value, 10**12, f"{where}: {key}{suffix}")

    price = {
        "input": read("input_cost_per_token"),
        "output": read("output_cost_per_token"),
        "cached_input": read("cache_read_input_token_cost"),
        "cache_write": read("cache_creation_input_token_cost"),
        "reasoning": read("output_cost_per_reasoning_token"),
    }
    if price["output"] is None:
        price["output"] = 0
    return None if price["input"] is None else price


def tiers_of(facts, where):
    limits = sorted(int(match[1]) for match in map(TIER.match, facts) if match)
    tiers = [(limit * 1000, price_of(facts, where, f"_above_{limit}k_tokens")) for limit in limits]
    base = price_of(facts, where)
    return [{"above": above, **price} for above, price in tiers if price != base]


def capabilities_of(kind, model, facts):
    if facts["mode"] == "embedding":
        return ["embeddings"]
    if facts["mode"] == "completion":
        return ["stream", "completion"]
    found = {"chat"}
    if facts.get("supports_native_streaming") is not False:
        found.add("stream")
    if facts.get("supports_function_calling"):
        found.add("tools")
    if facts.get("supports_vision"):
        found.add("images")
    if facts.get("supports_response_schema"):
        found |= {"json", "schema"}
    if words.JSON_ONLY.match(f"{kind}:{model}"):
        found.add("json")
    if facts.get("supports_reasoning"):
        found.add("reasoning")
    return [word for word in CAPABILITIES if word in found]


def modality_of(kind, facts):
    if facts["mode"] == "embedding":
        inputs = {"text"} | set(facts.get("supported_modalities", []))
        return [word for word in MODALITIES if word in inputs], ["vector"]
    inputs = {"text"} | set(facts.get("supported_modalities", []))
    for flag, word in (("vision", "image"), ("audio_input", "audio"), ("video_input", "video"), ("pdf_input", "file")):
        if facts.get(f"supports_{flag}"):
            inputs.add(word)
    # Pictures come from OpenAI's other interface, not from chat.
    outputs = {"text"} if kind in ("openai", "azure") else {"text"} | set(facts.get("supported_output_modalities", []))
    return [word for word in MODALITIES if word in inputs], [word for word in MODALITIES if word in outputs]


def entry_of(kind, model, facts):
    where = f"{kind}/{model}"
    entry = {"kind": kind, "id": model, "aliases": []}
    longest, answer = int(facts["max_input_tokens"]), facts.get("max_output_tokens")
    answer = int(answer) if answer and facts["mode"] != "embedding" else None
    if kind in ("openai", "azure") and (longest, answer) in PROMPT_ONLY:
        entry["context"], entry["max_input"] = longest + answer, longest
    else:
        entry["context"] = longest
    # Some list the longest conversation in place of the longest answer.
    if answer and answer < entry["context"]:
        entry["max_output"] = answer
    entry["price"] = price_of(facts, where)
    entry["tiers"] = tiers_of(facts, where)
    image = facts.get("input_cost_per_image")
    if image:
        entry["image"] = whole(image, 10**9, f"{where}: input_cost_per_image")
    entry["capabilities"] = capabilities_of(kind, model, facts)
    entry["modality"] = modality_of(kind, facts)
    entry["deprecated"] = facts.get("deprecation_date")
    entry["strengths"] = words.strengths(entry)
    entry["use_cases"] = words.use_cases(entry)
    return entry


def base_of(model):
    """The name without a date behind it."""
    return re.sub(r"-(20\d\d-\d\d-\d\d|20\d{6})$", "", model)


def select(path, only, today):
    listed = json.loads(pathlib.Path(path).read_text(encoding="utf-8"), parse_float=Decimal)
    entries = {}
    for key, facts in listed.items():
        provider = facts.get("litellm_provider")
        kind = selection.KINDS.get(provider)
        if kind is None or (kind == "openrouter") != only or facts.get("mode") not in selection.MODES:
            continue
        model = selection.name_of(key, provider)
        if selection.is_wanted(kind, model, facts, today):
            entries.setdefault((kind, model), entry_of(kind, model, facts))
    # A dated name that says the same as the name without the date is found by that one.
    def facts_of(entry):
        return {key: value for key, value in entry.items() if key not in ("id", "strengths", "use_cases")}

    return {
        (kind, model): entry
        for (kind, model), entry in entries.items()
        if base_of(model) == model
        or (kind, base_of(model)) not in entries
        or facts_of(entries[kind, base_of(model)]) != facts_of(entry)
    }


def name_aliases(entries):
    """Puts the second names of a model beside its first."""
    for (kind, model), others in words.ALIASES.items():
        for other in others:
            first, second = entries.get((kind, model)), entries.pop((kind, other), None)
            same = ("context", "max_output", "price", "tiers", "capabilities", "modality")
            if first is None or second is None or any(first.get(key) != second.get(key) for key in same):
                sys.exit(f"{kind}/{other} is not, or no longer, the same as {model}: see ALIASES in words.py")
            first["aliases"].append(other)


def dollars(units, decimals):
    """A whole number of units as a decimal, with at least two places."""
    text = f"{units // 10**decimals}.{units % 10**decimals:0{decimals}d}"
    head, tail = text.split(".")
    return f"{head}.{tail.rstrip('0').ljust(2, '0')}"


def json_of(entry):
    def prices(price):
        keys = ("input", "output", "cached_input", "cache_write", "reasoning")
        return {key: dollars(price[key], 6) for key in keys if price[key] is not None}

    shown = {key: entry[key] for key in ("kind", "id")}
    if entry["aliases"]:
        shown["aliases"] = entry["aliases"]
    for key in ("context", "max_input", "max_output"):
        if key in entry:
            shown[key] = entry[key]
    shown["price"] = prices(entry["price"])
    if "image" in entry:
        shown["price"]["image"] = dollars(entry["image"], 9)
    if entry["tiers"]:
        shown["price"]["tiers"] = [{"above": tier["above"], **prices(tier)} for tier in entry["tiers"]]
    shown["capabilities"] = entry["capabilities"]
    shown["modality"] = dict(zip(("input", "output"), entry["modality"]))
    shown["strengths"], shown["use_cases"] = entry["strengths"], entry["use_cases"]
    if entry["deprecated"]:
        shown["deprecated"] = entry["deprecated"]
    return json.dumps(shown, ensure_ascii=False)


def row_of(entry):
    def number(value):
        return "" if value is None else str(value)

    def prices(price):
        special = "/".join(number(price[key]) for key in ("cached_input", "cache_write", "reasoning"))
        return [number(price["input"]), number(price["output"]), special.rstrip("/")]

    tiers = ";".join(",".join([str(tier["above"]), *prices(tier)]) for tier in entry["tiers"])
    fields = [
        entry["kind"], entry["id"], ",".join(entry["aliases"]), *(number(entry.get(key)) for key in
        ("context", "max_input", "max_output")), *prices(entry["price"]), number(entry.get("image")), tiers,
        ",".join(entry["capabilities"]), ",".join(entry["modality"][0]), ",".join(entry["modality"][1]),
        ",".join(entry["strengths"]), ",".join(entry["use_cases"]), entry["deprecated"] or "",
    ]
    if any("|" in field or "\n" in field or '"#' in field for field in fields):
        sys.exit(f"{entry['id']}: a field holds a separator")
    return "|".join(fields)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("prices", help="LiteLLM's price list")
    parser.add_argument("--version", required=True, help="the version of LiteLLM that it is of")
    parser.add_argument("--retrieved", required=True, help="the day on which it was fetched, as 2026-11-21")
    parser.add_argument("--openrouter", help="the price list to take OpenRouter's models from, where another has them")
    parser.add_argument("--openrouter-version")
    options = parser.parse_args()
    today = datetime.date.fromisoformat(options.retrieved)
    entries = select(options.prices, False, today)
    entries.update(select(options.openrouter or options.prices, True, today))
    name_aliases(entries)
    missing = [f"{kind}/{model}" for kind, model in selection.ALWAYS if (kind, model) not in entries]
    if missing:
        sys.exit(f"the list no longer has {', '.join(missing)}: choose another example of a retired model")
    ordered = sorted(entries.values(), key=lambda entry: (KINDS.index(entry["kind"]), entry["id"].encode()))
    version = options.version
    if options.openrouter:
        version += f" (OpenRouter: {options.openrouter_version})"
    head = {
        "format_version": 1,
        "source": "LiteLLM, model_prices_and_context_window_backup.json",
        "source_version": version,
        "licence": "MIT, Copyright (c) 2023 Berri AI",
        "retrieved": options.retrieved,
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    models = ",\n".join("    " + json_of(entry) for entry in ordered)
    text = "\n".join(["{", *lines, '  "models": [', models, "  ]", "}"]) + "\n"
    (FOLDER / "models.json").write_text(text, encoding="utf-8")
    swift = "\n".join([
        "// swift-format-ignore-file",
        "// Made by scripts/catalogue/make.py; do not edit.",
        "",
        "/// The built-in catalogue's data, one model a line; the columns are those of ``CatalogueRow``.",
        "enum BuiltinCatalogue {",
        *(f"    static let {name} = {json.dumps(head[key])}" for name, key in (
            ("source", "source"), ("sourceVersion", "source_version"), ("licence", "licence"),
            ("retrieved", "retrieved"))),
        f"    static let count = {len(ordered)}",
        '    static let rows: StaticString = #"""',
        *("        " + row_of(entry) for entry in ordered),
        '        """#',
        "}",
    ]) + "\n"
    (FOLDER / "BuiltinCatalogue+Data.swift").write_text(swift, encoding="utf-8")
    counts = {kind: sum(entry["kind"] == kind for entry in ordered) for kind in KINDS}
    print(f"{len(ordered)} models: " + ", ".join(f"{kind} {count}" for kind, count in counts.items()))


if __name__ == "__main__":
    main()
