"""The texts that weights are fitted to and measured on: out of Debian's packages, unpacked and never installed.

What is measured on was written by other people, in other documents and for other ends, than what is fitted to.
"""

import gettext
import gzip
import html
import json
import pathlib
import re
import sysconfig

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = [
    *("debian-reference-" + language for language in "en de es fr it ja pt-br zh-cn zh-tw".split()),
    "developers-reference", *("developers-reference-" + language for language in "de fr ja ru".split()),
    "fortunes", *("fortunes-" + language for language in "de es it pl cs bg br zh ru".split()),
    *("debian-faq-" + language for language in "ru zh-cn ko nl".split()),
    *("manpages-" + language for language in "ru pl el uk sv".split()), "aptitude-doc-fi", "aptitude-doc-nl",
    "installation-guide-amd64", "iso-codes",
]
BYTES_A_KIND = 120_000


def page(path):
    text = path.read_bytes().decode("utf-8", "ignore")
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", text)
    text = re.sub(r"<[^>]*>", "", text)
    return re.sub(r"\n\s*\n+", "\n\n", html.unescape(text))


def manual(path):
    with gzip.open(path) as file: text = file.read().decode("utf-8", "ignore")
    text = re.sub(r'(?m)^\.\\".*\n', "", text)
    text = re.sub(r"(?m)^\.[A-Z][A-Za-z]* ?", "", text)
    return re.sub(r"\\f[A-Z]|\\&|\\,|\\/", "", text).replace("\\-", "-")


def plain(path): return path.read_bytes().decode("utf-8", "ignore")


def gather(paths, read, least=200):
    """Pieces of whole paragraphs, about 300 to 3000 characters long, until there are enough."""
    pieces, size = [], 0
    for path in sorted(paths):
        text = read(path)
        if len(text) < least: continue
        lengths, place, index = (300, 1200, 3000, 700), 0, 0
        while place < len(text):
            end = place + lengths[index % 4]
            cut = text.find("\n", end)
            end = len(text) if cut < 0 or cut > end + 2000 else cut + 1
            piece = text[place:end]
            if len(piece) >= least: pieces.append(piece)
            size += len(piece.encode())
            place, index = end, index + 1
            if place > 60_000: break
        if size > BYTES_A_KIND: break
    return pieces


def names(share, languages, lists):
    """Names of countries, languages and moneys: the one source here with the scripts of Asia, Africa and the Caucasus."""
    pieces = []
    for language in languages.split():
        for name in lists.split():
            path = share / "locale" / language / "LC_MESSAGES" / (name + ".mo")
            if not path.exists(): continue
            with open(path, "rb") as file: catalogue = gettext.GNUTranslations(file)._catalog
            words = [text for key, text in sorted((str(k), str(v)) for k, v in catalogue.items()) if key and text != key][:600]
            pieces += [", ".join(words[start:start + 25]) for start in range(0, len(words), 25)]
    return pieces


def machine_json(paths):
    """JSON as requests carry it: half of it indented, half of it not."""
    pieces = []
    for path in sorted(paths):
        try: value = json.loads(plain(path))
        except ValueError: continue
        rows = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
        for index, row in enumerate(rows):
            text = json.dumps(row, indent=2 if index % 2 else None, ensure_ascii=False)
            if len(text) > 200: pieces.append(text[:2500])
            if sum(map(len, pieces)) > BYTES_A_KIND: return pieces
    return pieces


PYTHON = pathlib.Path(sysconfig.get_paths()["stdlib"])
HEADERS = pathlib.Path("/usr/include")


def fitted(root):
    share = root / "usr/share"
    texts = {}
    for language in "en de es fr it ja pt-br zh-cn zh-tw".split():
        texts["reference " + language] = gather(share.glob(f"debian-reference/ch*.{language}.html"), page)
    for language in "de fr ja ru".split():
        texts["developers " + language] = gather((share / "developers-reference").glob(f"*.{language}.html"), page)
    games = share / "games/fortunes"
    for name in "love science literature songs-poems education politics wisdom computers".split():
        if (games / name).exists(): texts["fortunes " + name] = gather([games / name], plain)
    for name in "es bg cs ru pl".split():
        paths = [p for p in (games / name).glob("*") if p.suffix not in (".dat", ".u8")]
        texts["fortunes " + name] = gather(paths, plain)
    texts["fortunes zh"] = gather([games / "song100"], plain)
    guide = share / "doc/installation-guide-amd64"
    for language in "ko vi el fi ro da ru zh_CN fr es".split():
        texts["guide " + language] = gather((guide / language).glob("ch0[1-4]*.html"), page)
    for language in "el uk sv".split():
        texts["manual " + language] = gather((share / "man" / language).glob("man1/*.gz"), manual)
    texts["python"] = gather(PYTHON.glob("[a-m]*.py"), plain)
    texts["c"] = gather(HEADERS.glob("[a-m]*.h"), plain)
    texts["swift"] = gather((HERE.parents[1] / "Sources/TurnoutPrivacy").rglob("*.swift"), plain)
    texts["json"] = machine_json([HERE.parents[1] / "docs/schema/policy.v1.schema.json"]) + machine_json(
        (HERE.parents[1] / "Tests").rglob("*.json"))
    texts["semitic"] = names(share, "ar fa he ur", "iso_3166-1 iso_639-3")
    texts["indic"] = names(share, "hi bn ta te th mr ml gu pa km", "iso_3166-1 iso_639-3")
    texts["rare scripts"] = names(share, "ka hy am", "iso_3166-1 iso_639-3") + rare()
    texts["mixed"] = mixed(texts)
    texts["made"] = made()
    return texts


def mixed(texts):
    """Two pieces of different kinds each, as conversations mix them."""
    kinds = [pieces for pieces in texts.values() if pieces]
    return [kinds[i % len(kinds)][i % len(kinds[i % len(kinds)])][:400]
            + kinds[(i * 7 + 3) % len(kinds)][i % len(kinds[(i * 7 + 3) % len(kinds)])][:400] for i in range(150)]


def rare():
    """Characters that hardly any text has, so that a text of nothing else is not taken for an empty one."""
    import random
    draw = random.Random(11)
    ranges = [(0x530, 0x590), (0x1200, 0x1400), (0x13A0, 0x1400), (0x1800, 0x1AB0), (0x2C80, 0x2E00), (0xA000, 0xA4D0),
              (0xE000, 0xE800), (0x10000, 0x10800), (0x12000, 0x12400), (0x1D100, 0x1D800), (0xE0100, 0xE01F0)]
    return ["".join(chr(draw.randrange(*span)) for _ in range(120)) for span in ranges for _ in range(2)]


def records(draw, words):
    """JSON as interfaces send it."""
    def value(depth):
        choice = draw.randrange(9 if depth < 3 else 6)
        if choice < 2: return " ".join(draw.choice(words) for _ in range(draw.randrange(1, 8)))
        if choice == 2: return draw.randrange(10 ** draw.randrange(1, 10))
        if choice == 3: return round(draw.uniform(-500, 500), draw.randrange(1, 6))
        if choice == 4: return draw.choice([True, False, None])
        if choice == 5: return draw.choice(words).upper() + "-" + str(draw.randrange(10000))
        if choice == 6: return [value(depth + 1) for _ in range(draw.randrange(4))]
        return {draw.choice(words) + draw.choice(["", "_id", "Name", "_at"]): value(depth + 1)
                for _ in range(draw.randrange(1, 6))}
    return {draw.choice(words): value(0) for _ in range(draw.randrange(2, 7))}


def made():
    """What no document has enough of: numbers, identifiers, times, emoji."""
    import random
    draw = random.Random(7)
    pieces = []
    words = sorted({word.lower() for word in re.findall(r"[A-Za-z]{2,12}", plain(HERE / "corpus.py"))})
    for index in range(160):
        rows = [records(draw, words) for _ in range(draw.randrange(1, 6))]
        pieces.append(json.dumps(rows, indent=(None, 2, 4, None)[index % 4], ensure_ascii=False)[:2500])
    emoji = "😀😅👍🙏🎉❤️🔥🤔😂✨🚀✅"
    for _ in range(40):
        pieces.append("\n".join(",".join(str(round(draw.uniform(0, 10 ** draw.randrange(1, 7)), draw.randrange(4)))
                                         for _ in range(8)) for _ in range(12)))
        pieces.append("\n".join(f"2026-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}T{draw.randrange(24):02}:"
                                f"{draw.randrange(60):02}:{draw.randrange(60):02}Z INFO request {draw.getrandbits(64):016x}"
                                f" took {draw.randrange(9000)} ms" for _ in range(15)))
        pieces.append(" ".join(draw.choice(["great", "thanks", "see you", "well done", "no way", "on it"])
                               + draw.choice([" ", ""]) + draw.choice(emoji) * draw.randrange(1, 4) for _ in range(40)))
    return pieces


def held_out(root):
    share = root / "usr/share"
    games = share / "games/fortunes"
    guide = share / "doc/installation-guide-amd64"
    manuals = lambda language: (share / "man" / language).glob("man[158]/*.gz")
    faq = lambda language: (share / "doc/debian/FAQ" / language).glob("*.html")
    repository = HERE.parents[1]
    return {
        "English": gather((guide / "en").glob("ch0*.html"), page) + gather([games / "platitudes", games / "people"], plain)[:60],
        "code": gather(PYTHON.glob("[n-z]*.py"), plain)[:60] + gather(HEADERS.glob("[n-z]*.h"), plain)[:60]
        + gather((repository / "Sources/TurnoutProviders").rglob("*.swift"), plain)[:60],
        "JSON": machine_json((share / "iso-codes/json").glob("*.json")),
        "German": gather((guide / "de").glob("ch0*.html"), page)
        + gather([p for p in (games / "de").glob("*") if p.suffix not in (".dat", ".u8")], plain)[:60],
        "Russian": gather(faq("ru"), page) + gather(manuals("ru"), manual)[:60],
        "Chinese": gather(faq("zh-cn"), page) + gather([games / "tang300"], plain)[:60],
        "other Latin": gather((guide / "nl").glob("ch0[1-3]*.html"), page)[:40]
        + gather((guide / "pt").glob("ch0[1-3]*.html"), page)[:40] + gather((guide / "cs").glob("ch0[1-3]*.html"), page)[:40]
        + gather(manuals("pl"), manual)[:40],
        "Japanese": gather((guide / "ja").glob("ch0*.html"), page)[:100],
        "Korean": gather(faq("ko"), page)[:100],
        "Semitic, Indic": names(share, "ar fa he hi bn ta th ka", "iso_4217 iso_3166-2"),
        "chat": chat(),
    }


def chat():
    text = plain(HERE / "texts/chat.txt")
    turns = re.split(r"(?m)^(?=user: )", text)[1:]
    return turns + ["".join(turns[i:i + 3]) for i in range(len(turns) - 2)] + [text]
