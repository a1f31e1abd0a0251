"""What no price list says of a model: which role it plays, and in words what it is good at and used for.

Written by hand. The first pattern that matches `kind:id` decides the role; the words follow from the role and from the
model's own numbers, so that a new model of a known family needs no new line.
"""

import re

# The roles, tried in order. A model that none matches is `general`.
ROLES = [
    (r"embedding", "embedding"),
    (r"turbo-instruct$", "completion"),
    (r"coder|codestral|devstral|codex|kimi-k2\.7-code|code-fast|grok-build", "coding"),
    (r"[:/]o[134](-|$)|deepseek-r1|deepseek-reasoner|thinking", "reasoning"),
    (r"nano|mini(?!max)|flash|haiku|lite|luna|micro|-small|ministral|nemo$|gpt-3\.5|gpt-35|gpt-oss-20b", "small"),
    (r"-(3b|4b|8b|9b|12b|14b|27b|30b|35b|26b|31b|32b)(-|$)", "small"),
    (r"opus|fable|mythos|astra|argon|-pro(-|$)|gpt-5\.[56]$|gpt-5\.6-sol|gpt-6\.1-sol|gpt-6-sol|kimi-k3|-max|grok-4\.[67]",
     "frontier"),
    (r"terra|sonnet|gpt-4|gpt-5|command|grok|glm|kimi|llama|qwen|mistral|minimax|deepseek|gemini|nova|nemotron|mimo",
     "general"),
]

USE_CASES = {
    "embedding": ["semantic search", "clustering", "retrieval for answers"],
    "completion": ["text continuation", "older applications"],
    "coding": ["code generation", "code review", "refactoring"],
    "reasoning": ["mathematics", "planning", "step-by-step analysis"],
    "small": ["classification", "extraction", "short answers", "high volume"],
    "frontier": ["hard problems", "long-running agents", "large code changes", "research"],
    "general": ["chat assistants", "writing", "summaries"],
}

# Chat models that answer in JSON on demand, though not by a schema: the price list only knows of schemas.
JSON_ONLY = re.compile(r"^(openai|azure):(gpt-3\.5-turbo|gpt-4-turbo(-2024-04-09)?|gpt-4o-2024-05-13)$")

# Names for the same model, checked: a list in which the two differ is an error.
ALIASES = {
    ("openai", "gpt-5.6-sol"): ["gpt-5.6"],
    ("deepseek", "deepseek-v4-flash"): ["deepseek-flash"],
}

# Weights that anyone may download, so that the same model can also run at home.
OPEN_WEIGHTS = re.compile(
    r"gemma|gpt-oss|llama|^openrouter:(deepseek|qwen/qwen3(?!.*(max|plus|flash))|z-ai/glm-(4|5(\.[0-9])?$)|moonshotai|minimax"
    r"|nvidia|mistralai/(mistral-(nemo|small|large-2512)|ministral|devstral))")


def role(kind, model):
    name = f"{kind}:{model}"
    return next((role for pattern, role in ROLES if re.search(pattern, name)), "general")


def strengths(entry):
    """What a model is good at, the most telling first."""
    found = []
    part = role(entry["kind"], entry["id"])
    capabilities = entry["capabilities"]
    price = entry.get("price")
    if part == "frontier":
        found.append("quality")
    if part == "coding":
        found.append("code")
    if part == "small":
        found.append("speed")
    if price and price["input"] <= 300_000 and price["output"] <= 2_500_000:
        found.append("low price")
    if "reasoning" in capabilities:
        found.append("reasoning")
    if "tools" in capabilities and part in ("frontier", "general", "coding"):
        found.append("tool use")
    if (entry.get("context") or 0) >= 400_000:
        found.append("long context")
    if "images" in capabilities:
        found.append("pictures")
    if OPEN_WEIGHTS.search(f"{entry['kind']}:{entry['id']}"):
        found.append("open weights")
    return found


def use_cases(entry):
    """What a model is commonly taken for."""
    found = list(USE_CASES[role(entry["kind"], entry["id"])])
    if "tools" in entry["capabilities"] and "long-running agents" not in found:
        found.append("agents with tools")
    if "images" in entry["capabilities"]:
        found.append("scans and screenshots")
    if (entry.get("context") or 0) >= 400_000:
        found.append("books and repositories")
    return found
