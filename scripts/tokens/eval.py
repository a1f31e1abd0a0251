#!/usr/bin/env python3
"""Measures `turnout tokens` against real counts: eval.py TEXTS MODEL_URL TURNOUT.

Prints the error of each family's estimate on texts that nothing was fitted to, and checks that the bound holds on all of
them and on hostile ones. Exit codes: 0 measured, 1 a bound or a floor does not hold.
"""

import json
import pathlib
import random
import subprocess
import sys
import unicodedata

import corpus
import vocabularies

# A model of each family, as the command line knows it.
MODELS = {
    "o200k": "gpt-4o", "cl100k": "gpt-4", "claude": "claude-sonnet", "llama3": "llama-3", "gemma": "gemma-3",
    "qwen": "qwen2.5", "mistral": "mistral-small", "mistral-32k": "mistral-7b", "deepseek": "deepseek-chat",
}


def hostile():
    draw = random.Random(20261121)
    texts = ["a", "\n", " ", "\n" * 7, "\0" * 40, "<|endoftext|><s></s><|im_start|>", "<start_of_turn>model\n<bos>", "1" * 50,
             "\u00bd" * 20, "\ufdfa" * 50, "\ufb2c" * 30, "\U0001d160" * 20, "\u0344" * 20, "\u337f" * 10, "\u3000" * 20,
             "\ue000" * 20, "\U0010ffff" * 20, "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 5, "\u0958" * 20]
    pool = [chr(c) for c in range(0x30000) if not 0xD800 <= c < 0xE000 and unicodedata.normalize("NFKD", chr(c)) != chr(c)]
    for index in range(400):
        kinds = [
            lambda: draw.choice(pool), lambda: chr(draw.randrange(0x20, 0x7F)), lambda: chr(draw.randrange(0x80, 0xD800)),
            lambda: chr(draw.randrange(0xE000, 0x110000)), lambda: chr(draw.randrange(0x300, 0x370)),
            lambda: draw.choice(["<s>", "</s>", "<|im_end|>", "<0x0A>", "\u2581", "<end_of_turn>", "[INST]", "<|eot_id|>"]),
        ]
        texts.append("".join(draw.choice(kinds if index % 2 else kinds[index // 2 % 6:][:1])() for _ in range(draw.randrange(1, 60))))
    return texts


def counted(turnout, rows):
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    done = subprocess.run([turnout, "tokens", "--jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def main():
    root, url, turnout = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    held, attacks = corpus.held_out(root), hostile()
    broken = 0
    old = {}
    neutral = {}
    print("Error of the estimate, |estimate / real - 1|: mean, 95 of 100 texts within, and bias, in percent")
    print(f"{'':13}" + "".join(f"{kind:>15}" for kind in held) + f"{'all':>15}")
    for family, count in vocabularies.all_of(url).items():
        everything, cells = [], []
        for kind, texts in held.items():
            answers = counted(turnout, [{"text": text, "model": MODELS[family]} for text in texts])
            means = counted(turnout, [{"text": text} for text in texts])
            errors = []
            for text, answer, mean in zip(texts, answers, means):
                assert answer["family"] == family, answer
                real = count(text)
                errors.append(answer["estimate"] / real - 1)
                neutral.setdefault(kind, []).append(mean["estimate"] / real - 1)
                ascii_bytes = sum(ord(c) < 128 for c in text)
                simple = (ascii_bytes + 3) // 4 + ((len(text) - ascii_bytes) * 2 + 2) // 3
                old.setdefault(kind, []).append(simple / real - 1)
                broken += tell(family, text, answer, real)
            everything += errors
            cells.append(errors)
        print(f"{family:13}" + "".join(map(cell, cells)) + cell(everything))
        for text, answer in zip(attacks, counted(turnout, [{"text": t, "model": MODELS[family]} for t in attacks])):
            broken += tell(family, text, answer, count(text))
    print("One estimate for all families (what `tokens` of a request is made with), against each of the families:")
    print(f"{'features':13}" + "".join(cell(e) for e in neutral.values()) + cell(sum(neutral.values(), [])))
    print(f"{'bytes only':13}" + "".join(cell(e) for e in old.values()) + cell(sum(old.values(), [])))
    pieces = sum(map(len, held.values()))
    print(f"{pieces} texts of documents and {len(attacks)} hostile ones, {len(MODELS)} vocabularies: "
          + (f"{broken} beyond the bound or below the floor" if broken else "every bound and floor holds"))
    return 1 if broken else 0


def cell(errors):
    sizes = [abs(error) for error in errors]
    return (f"{100 * sum(sizes) / len(sizes):6.1f}{100 * quantile(sizes, 0.95):4.0f}"
            f"{100 * sum(errors) / len(errors):+5.0f}")


def tell(family, text, answer, real):
    if answer["floor"] <= real <= answer["bound"]: return 0
    print(f"{family}: {real} tokens, floor {answer['floor']}, bound {answer['bound']}: {ascii(text[:60])}", file=sys.stderr)
    return 1


sys.exit(main())
