"""What a text is made of, as Sources/TurnoutEngine/Tokens/TokenFeatures.swift counts it; the evaluation compares the two."""

NAMES = (
    "words", "lettersBeyond4", "lettersBeyond8", "lettersBeyond12", "capitals", "accentedWords", "accentedLetters",
    "foreignWords", "foreignLetters", "digits", "digitGroups", "mixes", "spacesBeforeDigits", "spaceRuns",
    "spaceRunLetters", "newlineRuns", "newlines", "controls", "punctuationRuns", "punctuation", "cyrillicWords",
    "cyrillicLetters", "cyrillicBeyond6", "greekWords", "greekLetters", "semiticWords", "semiticLetters",
    "indicWords", "indicLetters", "devanagari", "thai", "kana", "han", "hangul", "wide", "symbols", "emoji", "others",
)
(LOWER, UPPER, DIGIT, SPACE, NEWLINE, CONTROL, PUNCT, ACCENTED, GREEK, CYRILLIC, SEMITIC, INDIC, KANA, HAN, HANGUL,
 WIDE, SYMBOL, EMOJI, OTHER, DEVANAGARI, THAI) = range(21)


def kind(c: int) -> int:
    if c < 0x80:
        if 0x61 <= c <= 0x7A: return LOWER
        if 0x41 <= c <= 0x5A: return UPPER
        if 0x30 <= c <= 0x39: return DIGIT
        if c == 0x20: return SPACE
        if c in (0x0A, 0x0D): return NEWLINE
        return CONTROL if c < 0x20 or c == 0x7F else PUNCT
    if c < 0xC0: return SYMBOL
    if c < 0x370: return ACCENTED
    if c < 0x400: return GREEK
    if c < 0x530: return CYRILLIC
    if c < 0x590: return OTHER
    if c < 0x900: return SEMITIC
    if c < 0x980: return DEVANAGARI
    if 0xE00 <= c < 0xE80: return THAI
    if c < 0x1100: return INDIC
    if c < 0x1200: return HANGUL
    if c < 0x1E00: return OTHER
    if c < 0x1F00: return ACCENTED
    if c < 0x2000: return GREEK
    if c < 0x2C00: return SYMBOL
    if c < 0x3000: return OTHER
    if c < 0x3040: return WIDE
    if c < 0x3100: return KANA
    if c < 0x3400: return OTHER
    if c < 0xA000: return HAN
    if c < 0xAC00: return OTHER
    if c < 0xD800: return HANGUL
    if c < 0xF900: return OTHER
    if c < 0xFB00: return HAN
    if c < 0xFE00: return SEMITIC
    if c < 0xFE10: return SYMBOL
    if c < 0xFF00: return OTHER
    if c < 0xFFF0: return WIDE
    if 0x1F000 <= c < 0x1FB00: return EMOJI
    if 0x20000 <= c < 0x32000: return HAN
    return OTHER


KINDS = bytes(kind(c) for c in range(0x20000))


def features(text: str) -> list[int]:
    f = dict.fromkeys(NAMES, 0)
    letters = 0
    last, run = -1, 0  # the kind of the run that is open, and its scalars; a word counts as one run of LOWER
    accents = 0
    lower_before = False

    def close(next_kind: int) -> None:
        nonlocal letters
        if run == 0: return
        if last == LOWER:
            letters += run
            f["accentedWords" if accents else "words"] += 1
            f["accentedLetters"] += accents
            f["lettersBeyond4"] += max(0, run - 4)
            f["lettersBeyond8"] += max(0, run - 8)
            f["lettersBeyond12"] += max(0, run - 12)
            if next_kind == DIGIT: f["mixes"] += 1
        elif last == DIGIT:
            f["digits"] += run
            f["digitGroups"] += (run + 2) // 3
            if next_kind == LOWER: f["mixes"] += 1
        elif last == SPACE:
            if run > 1:
                f["spaceRuns"] += 1
                f["spaceRunLetters"] += run - 1
            elif next_kind == DIGIT: f["spacesBeforeDigits"] += 1
        elif last == NEWLINE:
            f["newlineRuns"] += 1
            f["newlines"] += run - 1
        elif last == CONTROL: f["controls"] += run
        elif last == PUNCT:
            f["punctuationRuns"] += 1
            f["punctuation"] += run - 1
        elif last == CYRILLIC:
            f["cyrillicWords"] += 1
            f["cyrillicLetters"] += run
            f["cyrillicBeyond6"] += max(0, run - 6)
        elif last == GREEK:
            f["greekWords"] += 1
            f["greekLetters"] += run
        elif last == SEMITIC:
            f["semiticWords"] += 1
            f["semiticLetters"] += run
        elif last == INDIC:
            f["indicWords"] += 1
            f["indicLetters"] += run
        elif last == DEVANAGARI: f["devanagari"] += run
        elif last == THAI: f["thai"] += run
        elif last == KANA: f["kana"] += run
        elif last == HAN: f["han"] += run
        elif last == HANGUL: f["hangul"] += run
        elif last == WIDE: f["wide"] += run
        elif last == SYMBOL: f["symbols"] += run
        elif last == EMOJI: f["emoji"] += run
        else: f["others"] += run

    for character in text:
        code = ord(character)
        exact = KINDS[code] if code < 0x20000 else kind(code)
        group = LOWER if exact in (UPPER, ACCENTED) else exact
        splits = group == LOWER and last == LOWER and exact == UPPER and lower_before
        if group != last or splits:
            close(group)
            last, run, accents = group, 0, 0
        elif exact == UPPER: f["capitals"] += 1
        run += 1
        if exact == ACCENTED: accents += 1
        lower_before = exact in (LOWER, ACCENTED)
    close(-1)
    # Words without accents among words with them are no English either.
    accented = f["accentedLetters"]
    if accented:
        share = 1000 * accented * 32 // (accented * 32 + letters)
        f["foreignWords"] = f["words"] * share // 1000
        f["foreignLetters"] = letters * share // 1000
    return [f[name] for name in NAMES]
