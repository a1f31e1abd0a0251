/// Counts of what tokens depend on, in one or several texts.
struct TokenFeatures {
    private var counts = [Int](repeating: 0, count: TokenFeature.allCases.count)
    /// Letters of all words.
    private var letters = 0

    /// The counts in the order of ``TokenFeature``.
    var all: [Int] {
        var counts = counts
        let accented = self[.accentedLetters]
        guard accented > 0 else { return counts }
        // One accent in 32 letters makes half of a text's words foreign to English.
        let share = 1000 &* accented &* 32 / (accented &* 32 &+ letters)
        counts[TokenFeature.foreignWords.rawValue] = self[.words] &* share / 1000
        counts[TokenFeature.foreignLetters.rawValue] = letters &* share / 1000
        return counts
    }

    private subscript(feature: TokenFeature) -> Int { counts[feature.rawValue] }

    /// Whether there was nothing but ASCII so far.
    private(set) var isASCII = true

    /// Adds a text.
    mutating func add(_ text: String) {
        var text = text
        let (added, onlyASCII) = text.withUTF8 { bytes in
            counts.withUnsafeMutableBufferPointer { counts in
                var reader = ScalarReader(bytes: bytes)
                var tally = FeatureTally(counts: counts)
                while let kind = reader.kind { tally.count(kind, &reader) }
                return (tally.letters, reader.isASCII)
            }
        }
        letters &+= added
        isASCII = isASCII && onlyASCII
    }

    /// Adds what was counted elsewhere.
    mutating func add(_ other: TokenFeatures) {
        for index in counts.indices { counts[index] &+= other.counts[index] }
        letters &+= other.letters
        isASCII = isASCII && other.isASCII
    }
}

/// Counts one text's runs in place.
private struct FeatureTally {
    let counts: UnsafeMutableBufferPointer<Int>
    private(set) var letters = 0

    init(counts: UnsafeMutableBufferPointer<Int>) { self.counts = counts }

    private subscript(feature: TokenFeature) -> Int {
        get { counts[feature.rawValue] }
        nonmutating set { counts[feature.rawValue] = newValue }
    }

    /// Counts the run that begins here.
    mutating func count(_ kind: ScalarKind, _ reader: inout ScalarReader) {
        switch kind {
        case .lower, .upper, .accented: countWord(kind, &reader)
        case .digit:
            let length = reader.skip(.digit)
            self[.digits] &+= length
            self[.digitGroups] &+= (length &+ 2) / 3
            if reader.kind?.isLatin == true { self[.mixes] &+= 1 }
        case .space:
            let length = reader.skip(.space)
            if length > 1 {
                self[.spaceRuns] &+= 1
                self[.spaceRunLetters] &+= length &- 1
            } else if reader.kind == .digit {
                self[.spacesBeforeDigits] &+= 1
            }
        case .newline:
            self[.newlineRuns] &+= 1
            self[.newlines] &+= reader.skip(.newline) &- 1
        case .punctuation:
            self[.punctuationRuns] &+= 1
            self[.punctuation] &+= reader.skip(.punctuation) &- 1
        case .cyrillic:
            let length = reader.skip(.cyrillic)
            self[.cyrillicWords] &+= 1
            self[.cyrillicLetters] &+= length
            self[.cyrillicBeyond6] &+= max(0, length &- 6)
        case .greek:
            self[.greekWords] &+= 1
            self[.greekLetters] &+= reader.skip(.greek)
        case .semitic:
            self[.semiticWords] &+= 1
            self[.semiticLetters] &+= reader.skip(.semitic)
        case .indic:
            self[.indicWords] &+= 1
            self[.indicLetters] &+= reader.skip(.indic)
        case .control: self[.controls] &+= reader.skip(.control)
        case .devanagari: self[.devanagari] &+= reader.skip(.devanagari)
        case .thai: self[.thai] &+= reader.skip(.thai)
        case .kana: self[.kana] &+= reader.skip(.kana)
        case .han: self[.han] &+= reader.skip(.han)
        case .hangul: self[.hangul] &+= reader.skip(.hangul)
        case .wide: self[.wide] &+= reader.skip(.wide)
        case .symbol: self[.symbols] &+= reader.skip(.symbol)
        case .emoji: self[.emoji] &+= reader.skip(.emoji)
        case .other: self[.others] &+= reader.skip(.other)
        }
    }

    /// Counts a word of Latin letters, which ends where a capital follows a small letter.
    private mutating func countWord(_ first: ScalarKind, _ reader: inout ScalarReader) {
        var (length, accents, capitals) = (0, 0, 0)
        var wasSmall = false
        while let kind = reader.kind, kind.isLatin {
            if kind == .upper {
                if wasSmall { break }
                if length > 0 { capitals &+= 1 }
            }
            if kind == .accented { accents &+= 1 }
            wasSmall = kind != .upper
            length &+= kind == .lower ? reader.skipLower() : reader.skipOne()
        }
        letters &+= length
        self[accents > 0 ? .accentedWords : .words] &+= 1
        self[.accentedLetters] &+= accents
        self[.capitals] &+= capitals
        if length > 4 { self[.lettersBeyond4] &+= length &- 4 }
        if length > 8 { self[.lettersBeyond8] &+= length &- 8 }
        if length > 12 { self[.lettersBeyond12] &+= length &- 12 }
        if reader.kind == .digit { self[.mixes] &+= 1 }
    }
}

/// Walks over the characters of valid UTF-8.
private struct ScalarReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var width = 0
    /// What stands here; `nil` at the end.
    private(set) var kind: ScalarKind?
    private(set) var isASCII = true

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        look()
    }

    mutating func advance() {
        place &+= width
        look()
    }

    /// Goes on by one character; answers 1.
    mutating func skipOne() -> Int {
        advance()
        return 1
    }

    /// Goes on over small letters of ASCII, which most texts are made of; answers how many were passed.
    mutating func skipLower() -> Int {
        let start = place
        while place < bytes.count, bytes[place] &- 0x61 < 26 { place &+= 1 }
        look()
        return place &- start
    }

    /// Goes on to the first character of another kind; answers how many were passed.
    mutating func skip(_ run: ScalarKind) -> Int {
        var length = 0
        while kind == run {
            length &+= 1
            advance()
        }
        return length
    }

    private mutating func look() {
        guard place < bytes.count else {
            kind = nil
            return
        }
        let byte = bytes[place]
        if byte < 0x80 {
            width = 1
            kind = ScalarKind(ascii: byte)
            return
        }
        isASCII = false
        width = min(byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4, bytes.count &- place)
        var code = UInt32(byte) & (byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07)
        for next in (place &+ 1)..<(place &+ width) { code = code << 6 | UInt32(bytes[next] & 0x3F) }
        kind = ScalarKind(beyondASCII: code)
    }
}
