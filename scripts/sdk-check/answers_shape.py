"""The shape of each service's answer, out of its client library's own types."""

import json
import typing

import anthropic.types
import google.genai.types as google
import ollama._types
import openai.types
import openai.types.chat

import shapes

_OPENAI = {
    ("chat", False): openai.types.chat.ChatCompletion,
    ("chat", True): openai.types.chat.ChatCompletionChunk,
    ("completion", False): openai.types.Completion,
    ("completion", True): openai.types.Completion,
    ("embeddings", False): openai.types.CreateEmbeddingResponse,
}
_OLLAMA = {
    "chat": ollama._types.ChatResponse,
    "completion": ollama._types.GenerateResponse,
    "embeddings": ollama._types.EmbedResponse,
}


# What a service documents to send, and its library's types leave out.
ALLOWED = {
    # Chunks of a completion that goes on say so with null.
    "openai": (".finish_reason: None is none of",),
    # Azure's chunks about the filter, which say nothing of the answer.
    "azure": (".object: '' is none of", ".choices[0]: delta is missing"),
}


def pieces(answer: dict) -> typing.Iterator[tuple[str, object]]:
    """The JSON values of an answer, each with where it stands."""
    text = answer["body"]
    if not answer["streamed"]:
        yield "body", json.loads(text)
        return
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if answer["kind"] == "ollama":
            data = line
        elif line.startswith("data:"):
            data = line[5:].strip()
        else:
            continue
        if data and data != "[DONE]":
            yield f"line {number}", json.loads(data)


def problems(answer: dict) -> list[str]:
    """What an answer lacks by its library's types; members that they do not know are the service's news, and left."""
    kind, operation = answer["kind"], answer["operation"]
    if answer["status"] != 200:
        return []
    lines = []
    for where, value in pieces(answer):
        if kind == "anthropic":
            if value.get("type") in ("ping", "error", "tomorrow"):
                continue
            shape = anthropic.types.RawMessageStreamEvent if answer["streamed"] else anthropic.types.Message
        elif kind == "gemini":
            shape = google.GenerateContentResponse
            if operation == "embeddings":
                shape = google.EmbedContentResponse
        elif kind == "ollama":
            shape = _OLLAMA[operation]
        else:
            shape = _OPENAI[operation, answer["streamed"]]
        if isinstance(value, dict) and "error" in value:
            continue
        lines += shapes.problems(value, shape, where)
    allowed = ("unknown member", *ALLOWED.get(kind, ()))
    return [line for line in lines if not any(words in line for words in allowed)]
