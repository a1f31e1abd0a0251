"""How each service's own client library asks, and what it sees in an answer, told in one form.

Each class has `ask(base, operation, streamed)`, which returns what was seen: text, tool calls, finish reason, usage as
(prompt, completion, cached, reasoning), lengths of vectors. What the library refuses it raises; `code` names it.
"""

import json

import anthropic
import google.genai
import google.genai.errors
import google.genai.types
import ollama
import openai

KEY = "0" * 32
MODEL = "the-model"
TOOL = {"type": "object", "properties": {"place": {"type": "string"}}}


def seen(text="", calls=(), reason=None, usage=None, vectors=()):
    return {"text": text, "calls": list(calls), "reason": reason, "usage": usage, "vectors": list(vectors)}


def by_status(status):
    """The codes that a status alone decides; a 400 may have many meanings, and the library tells none of them."""
    if status in (401, 403):
        return "AUTHENTICATION_ERROR"
    if status == 404:
        return "MODEL_NOT_FOUND"
    if status == 429:
        return "RATE_LIMITED"
    return "PROVIDER_ERROR" if status and status >= 500 else None


class OpenAI:
    def client(self, base):
        return openai.OpenAI(api_key=KEY, base_url=f"{base}/v1", max_retries=0)

    def ask(self, base, operation, streamed):
        client = self.client(base)
        if operation == "embeddings":
            answer = client.embeddings.create(model=MODEL, input=["a"], encoding_format="float")
            # The list's order is the service's; what counts is each vector's index.
            return seen(usage=self.usage(answer.usage), vectors=[len(item.embedding) for item in answer.data])
        if operation == "completion":
            answer = client.completions.create(model=MODEL, prompt="Once", stream=streamed)
            chunks = list(answer) if streamed else [answer]
            choices = [choice for chunk in chunks for choice in chunk.choices]
            return seen(
                text="".join(choice.text for choice in choices),
                reason=next((choice.finish_reason for choice in reversed(choices) if choice.finish_reason), None),
                usage=self.usage(next((chunk.usage for chunk in reversed(chunks) if chunk.usage), None)),
            )
        messages = [{"role": "user", "content": "Hi"}]
        if not streamed:
            answer = client.chat.completions.create(model=MODEL, messages=messages)
            choice = answer.choices[0]
            calls = [(c.id, c.function.name, c.function.arguments) for c in choice.message.tool_calls or []]
            return seen(choice.message.content or "", calls, choice.finish_reason, self.usage(answer.usage))
        state = {"text": "", "calls": {}, "reason": None, "usage": None}
        for chunk in client.chat.completions.create(model=MODEL, messages=messages, stream=True):
            state["usage"] = self.usage(chunk.usage) or state["usage"]
            for choice in chunk.choices:
                state["reason"] = choice.finish_reason or state["reason"]
                delta = choice.delta
                if delta is None:
                    continue
                state["text"] += delta.content or ""
                for call in delta.tool_calls or []:
                    known = state["calls"].setdefault(call.index, ["", "", ""])
                    known[0] += call.id or ""
                    known[1] += call.function.name or ""
                    known[2] += call.function.arguments or ""
        calls = [tuple(call) for _, call in sorted(state["calls"].items())]
        return seen(state["text"], calls, state["reason"], state["usage"])

    @staticmethod
    def usage(usage):
        if usage is None:
            return None
        cached = getattr(getattr(usage, "prompt_tokens_details", None), "cached_tokens", None)
        reasoning = getattr(getattr(usage, "completion_tokens_details", None), "reasoning_tokens", None)
        # DeepSeek counts its cache in a member of its own, which the library passes on as it came.
        cached = cached or (usage.model_extra or {}).get("prompt_cache_hit_tokens") or 0
        return [usage.prompt_tokens, getattr(usage, "completion_tokens", 0), cached, reasoning or 0]

    @staticmethod
    def code(error):
        if not isinstance(error, openai.APIError):
            raise error
        known = {"context_length_exceeded": "CONTEXT_LENGTH", "content_filter": "CONTENT_POLICY"}
        status = getattr(error, "status_code", None) or getattr(error, "code", None)
        status = int(status) if str(status).isdigit() else None
        return known.get(error.code) or by_status(status) or "INVALID_REQUEST"


class Azure(OpenAI):
    def client(self, base):
        return openai.AzureOpenAI(api_key=KEY, azure_endpoint=base, api_version="2024-10-21", max_retries=0)


class Anthropic:
    reasons = {"end_turn": "stop", "max_tokens": "length", "tool_use": "tool_calls", "refusal": "content_filter"}

    def ask(self, base, operation, streamed):
        client = anthropic.Anthropic(api_key=KEY, base_url=base, max_retries=0)
        asked = {"model": MODEL, "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}]}
        if streamed:
            # Joined by the library itself, from the raw events.
            with client.messages.stream(**asked) as stream:
                answer = stream.get_final_message()
        else:
            answer = client.messages.create(**asked)
        calls = [(c.id, c.name, json.dumps(c.input)) for c in answer.content if c.type == "tool_use"]
        usage = answer.usage
        cached = usage.cache_read_input_tokens or 0
        prompt = usage.input_tokens + cached + (usage.cache_creation_input_tokens or 0)
        details = getattr(usage, "output_tokens_details", None)
        return seen(
            text="".join(block.text for block in answer.content if block.type == "text"),
            calls=calls,
            reason=self.reasons.get(answer.stop_reason, answer.stop_reason),
            usage=[prompt, usage.output_tokens, cached, getattr(details, "thinking_tokens", 0) or 0],
        )

    @staticmethod
    def code(error):
        if isinstance(error, anthropic.APIStatusError):
            kind = (error.body or {}).get("error", {}).get("type") if isinstance(error.body, dict) else None
            # In mid-stream the status is that of the stream, 200.
            return by_status(529 if kind == "overloaded_error" else error.status_code) or "INVALID_REQUEST"
        raise error


class Gemini:
    reasons = {"STOP": "stop", "MAX_TOKENS": "length", "SAFETY": "content_filter"}

    def ask(self, base, operation, streamed):
        options = google.genai.types.HttpOptions(base_url=base, api_version="v1beta")
        # Held by a name: a client that nobody holds closes its connections.
        client = google.genai.Client(api_key=KEY, vertexai=False, http_options=options)
        models = client.models
        if operation == "embeddings":
            answer = models.embed_content(model=MODEL, contents=["a", "b"])
            return seen(vectors=[len(item.values) for item in answer.embeddings])
        if streamed:
            chunks = list(models.generate_content_stream(model=MODEL, contents="Hi"))
        else:
            chunks = [models.generate_content(model=MODEL, contents="Hi")]
        candidates = [candidate for chunk in chunks for candidate in chunk.candidates or []]
        parts = [part for c in candidates if c.content for part in c.content.parts or []]
        calls = [
            (part.function_call.id, part.function_call.name, json.dumps(part.function_call.args or {}))
            for part in parts
            if part.function_call
        ]
        reason = next((c.finish_reason.value for c in reversed(candidates) if c.finish_reason), None)
        reason = self.reasons.get(reason)
        counts = next((chunk.usage_metadata for chunk in reversed(chunks) if chunk.usage_metadata), None)
        usage = counts and [
            counts.prompt_token_count or 0,
            (counts.candidates_token_count or 0) + (counts.thoughts_token_count or 0),
            counts.cached_content_token_count or 0,
            counts.thoughts_token_count or 0,
        ]
        return seen(
            text="".join(part.text for part in parts if part.text and not part.thought),
            calls=calls,
            reason="tool_calls" if calls and reason == "stop" else reason,
            usage=usage,
        )

    @staticmethod
    def code(error):
        if not isinstance(error, google.genai.errors.APIError):
            raise error
        return by_status(error.code) or "INVALID_REQUEST"


class Ollama:
    def ask(self, base, operation, streamed):
        client = ollama.Client(host=base, headers={"Authorization": f"Bearer {KEY}"})
        if operation == "embeddings":
            answer = client.embed(model=MODEL, input=["a", "b"])
            return seen(usage=[answer.prompt_eval_count, 0, 0, 0], vectors=[len(v) for v in answer.embeddings])
        if operation == "completion":
            answer = client.generate(model=MODEL, prompt="Once", stream=streamed)
            text = lambda chunk: chunk.response
        else:
            answer = client.chat(model=MODEL, messages=[{"role": "user", "content": "Hi"}], stream=streamed)
            text = lambda chunk: chunk.message.content or ""
        chunks = list(answer) if streamed else [answer]
        calls = [
            (None, call.function.name, json.dumps(dict(call.function.arguments)))
            for chunk in chunks
            if operation == "chat"
            for call in chunk.message.tool_calls or []
        ]
        last = chunks[-1]
        usage = [last.prompt_eval_count, last.eval_count, 0, 0] if last.eval_count is not None else None
        return seen("".join(map(text, chunks)), calls, "tool_calls" if calls else last.done_reason, usage)

    @staticmethod
    def code(error):
        if not isinstance(error, ollama.ResponseError):
            raise error
        return by_status(error.status_code) or "INVALID_REQUEST"


LIBRARIES = {
    "openai": OpenAI(),
    "openrouter": OpenAI(),
    "deepseek": OpenAI(),
    "openai_compatible": OpenAI(),
    "azure": Azure(),
    "anthropic": Anthropic(),
    "gemini": Gemini(),
    "ollama": Ollama(),
}
