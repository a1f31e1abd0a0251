"""Which models of the price list are in the catalogue: the current ones that Turnout's adapters can speak to."""

import datetime
import re

# How the price list calls the providers, and how a policy does.
KINDS = {
    "openai": "openai",
    "text-completion-openai": "openai",
    "azure": "azure",
    "azure_text": "azure",
    "anthropic": "anthropic",
    "gemini": "gemini",
    "openrouter": "openrouter",
    "deepseek": "deepseek",
}

# The interfaces that the adapters have. `responses` and `realtime` are other protocols.
MODES = ("chat", "embedding", "completion")

# A model that was retired longer ago than this is of no use to anybody, not even for a warning.
KEPT_AFTER_RETIREMENT = datetime.timedelta(days=365)

# What is left out: sound and video, fine-tunes, previews of other products, and models for a closed circle.
LEFT_OUT = re.compile(
    r"^ft:|audio|realtime|tts|image|lyria|robotics|omni-(1|flash)|computer-use|deep-research|container|search|learnlm"
    r"|gemini-exp|exp-1206|gemma-2|gemma-3-27b|customtools|cyber|daybreak|rosalind|-law$|mythos|chat-latest|gpt-chat"
    r"|-vision-preview|command-r|mistral-large|router|gpt-4\.5|-vision-exp|streaming|1106|0125|16k|32k|o1-(mini|preview)"
    r"|^ada$|-002-v2$|babbage|davinci|instruct-0914|gpt-35|^deepseek-(coder|r1|v3)$|guard")

# Names that live on in old price lists alone.
GONE = {("azure", "gpt-3.5-turbo")}

# OpenRouter lists hundreds: the current generation of the larger makers.
OPENROUTER = re.compile(
    r"^(anthropic/claude-(fable|opus|sonnet|haiku)-(4\.[5-9]|5|5\.[0-9])"
    r"|openai/(gpt-4\.1(-mini)?|gpt-4o(-mini)?|gpt-5(-mini|-nano)?|gpt-5\.4(-mini|-nano)?|gpt-5\.5"
    r"|gpt-5\.6-(sol|terra|luna)|gpt-6-(astra|luna)|gpt-6\.1-sol|gpt-oss-(20b|120b))"
    r"|google/(gemini-2\.5-(pro|flash)|gemini-3\.[58]-flash(-lite)?|gemini-3\.1-pro-preview|gemma-4-31b-it)"
    r"|deepseek/deepseek-(r1-0528|v3\.2|v4-pro|v4\.1-flash)"
    r"|meta-llama/llama-(3\.1-8b-instruct|3\.3-70b-instruct|4-scout|4-maverick)"
    r"|mistralai/(mistral-(large-2512|medium-3\.1|small-2603|nemo)|codestral-2508|devstral-2512)"
    r"|qwen/(qwen3-32b|qwen3-coder|qwen3\.8-(max|flash))"
    r"|moonshotai/kimi-k(2\.7-code|3)|z-ai/glm-5\.3(-flash)?|minimax/minimax-m3"
    r"|x-ai/grok-4\.[37]|cohere/command-a-plus|amazon/nova-(micro|pro)-v1|nvidia/nemotron-3-super-120b-a12b)$")

# Kept however long they are gone: the manual's page on retired models shows one.
ALWAYS = {("gemini", "gemini-3.1-flash-lite-preview")}


def name_of(key, provider):
    """The name on the wire: the list puts the provider before some names."""
    for prefix in (f"{provider}/", "azure/"):
        if key.startswith(prefix):
            return key[len(prefix):]
    return key


def is_wanted(kind, model, facts, today):
    if (kind, model) in ALWAYS:
        return True
    if (kind, model) in GONE:
        return False
    if kind == "openrouter":
        if not OPENROUTER.match(model):
            return False
    elif "/" in model or LEFT_OUT.search(model):
        return False
    retired = facts.get("deprecation_date")
    if retired and datetime.date.fromisoformat(retired) + KEPT_AFTER_RETIREMENT < today:
        return False
    return "input_cost_per_token" in facts and bool(facts.get("max_input_tokens"))
