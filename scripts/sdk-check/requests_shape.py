"""The shape of each service's request, out of its client library's own types."""

import typing

import anthropic.types.message_create_params as anthropic_messages
import google.genai.types as google
import ollama._types
import openai.types.chat.completion_create_params as openai_chat
import openai.types.completion_create_params as openai_completion
import openai.types.embedding_create_params as openai_embedding
import typing_extensions

import shapes


# Google's library has no type for the whole body, which it puts together from these.
class GeminiRequest(typing_extensions.TypedDict, total=False):
    contents: typing_extensions.Required[list[google.Content]]
    systemInstruction: google.Content
    generationConfig: google.GenerationConfig
    tools: list[google.Tool]
    toolConfig: google.ToolConfig


class GeminiEmbedding(typing_extensions.TypedDict, total=False):
    model: typing_extensions.Required[str]
    content: typing_extensions.Required[google.Content]
    outputDimensionality: int


class GeminiEmbeddings(typing_extensions.TypedDict):
    requests: list[GeminiEmbedding]


def _openai(operation, streamed):
    if operation == "embeddings":
        return openai_embedding.EmbeddingCreateParams
    module = openai_chat if operation == "chat" else openai_completion
    return module.CompletionCreateParamsStreaming if streamed else module.CompletionCreateParamsNonStreaming


def _anthropic(_, streamed):
    return (
        anthropic_messages.MessageCreateParamsStreaming
        if streamed
        else anthropic_messages.MessageCreateParamsNonStreaming
    )


def _gemini(operation, _):
    return GeminiEmbeddings if operation == "embeddings" else GeminiRequest


def _ollama(operation, _):
    names = {"chat": "ChatRequest", "completion": "GenerateRequest", "embeddings": "EmbedRequest"}
    return getattr(ollama._types, names[operation])


# What a service documents and its library, made by another house or older, has no word for.
ALLOWED = {
    # https://github.com/ollama/ollama/blob/main/api/types.go has both; the library for Python does not yet.
    "ollama": {"body.truncate: unknown member", "body.shift: unknown member"},
    # The deployment in the path names the model; the body need not.
    "azure": {"body: model is missing"},
}


def problems(call: dict, body: dict) -> list[str]:
    kind = call["kind"]
    shape = {"anthropic": _anthropic, "gemini": _gemini, "ollama": _ollama}.get(kind, _openai)
    lines = shapes.problems(body, shape(call["operation"], call["streamed"]))
    if kind == "ollama" and "options" in body:
        # The request's type would also take any mapping here.
        lines += shapes.problems(body["options"], ollama._types.Options, "body.options")
    return [line for line in lines if line not in ALLOWED.get(kind, set())]
