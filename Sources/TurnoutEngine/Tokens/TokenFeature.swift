/// What is counted in a text to estimate its tokens. The order is that of the weights, and of `features.py`, which the
/// weights are fitted with.
enum TokenFeature: Int, CaseIterable {
    /// Words in plain Latin letters; `camelCase` is two. Letters beyond the first 4, 8 and 12 of a word.
    case words, lettersBeyond4, lettersBeyond8, lettersBeyond12
    /// Capitals that do not begin a word.
    case capitals
    /// Words with letters beyond ASCII, and those letters.
    case accentedWords, accentedLetters
    /// The share of the plain words, and of all Latin letters, that stand among accented ones: they are no English.
    case foreignWords, foreignLetters
    /// Digits, and groups of up to three, as many tokenisers take them.
    case digits, digitGroups
    /// Places where letters and digits meet, as in hashes.
    case mixes
    case spacesBeforeDigits
    /// Runs of more than one space, and the spaces beyond the first.
    case spaceRuns, spaceRunLetters
    /// Runs of line ends, and the line ends beyond the first.
    case newlineRuns, newlines
    case controls
    /// Runs of ASCII punctuation, and the characters beyond the first.
    case punctuationRuns, punctuation
    case cyrillicWords, cyrillicLetters, cyrillicBeyond6
    case greekWords, greekLetters
    case semiticWords, semiticLetters
    case indicWords, indicLetters
    case devanagari, thai
    case kana, han, hangul, wide, symbols, emoji, others
}
