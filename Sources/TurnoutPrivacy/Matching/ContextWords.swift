/// Words near a number that say what it is, in the languages in which people write them.
///
/// Words are compared by ``ContextSymbols``: case, accents and punctuation do not count. A word that ends in `*` may
/// go on, as in languages that add their endings to the stem.
final class ContextWords: Sendable {
    /// What a word says about a number near it.
    struct Kind: Hashable, Sendable {
        /// A number below ``count``.
        let rawValue: Int

        static let phone = Kind(rawValue: 0)
        static let card = Kind(rawValue: 1)
        static let network = Kind(rawValue: 2)
        static let version = Kind(rawValue: 3)
        /// That it is a number of something else: an order, a parcel, a book.
        static let other = Kind(rawValue: 4)
        static let birth = Kind(rawValue: 5)
        /// An identity number, not saying which.
        static let identity = Kind(rawValue: 6)
        /// A tax number, not saying which.
        static let tax = Kind(rawValue: 7)
        /// A number of social insurance, not saying which.
        static let social = Kind(rawValue: 8)
        /// A number of health insurance or of a patient, not saying which.
        static let health = Kind(rawValue: 9)
        /// A number of a company, not saying which.
        static let company = Kind(rawValue: 10)
        static let passport = Kind(rawValue: 11)
        static let license = Kind(rawValue: 12)
        static let account = Kind(rawValue: 13)
        static let medicalRecord = Kind(rawValue: 14)

        /// That it is some number, perhaps of a phone, when nothing before says of what else.
        static let anyNumber = Kind(rawValue: 15)

        private static let firstIdentifier = 16

        /// The kind of the words for an identifier, by its place in ``EntityType/identifierNames``.
        static func identifier(_ index: Int) -> Kind { Kind(rawValue: firstIdentifier + index) }

        /// Whether it is the kind of one type of identifier.
        var isIdentifier: Bool { rawValue >= Kind.firstIdentifier }

        /// The number of kinds.
        static let count = firstIdentifier + EntityType.identifierNames.count
    }

    /// The words of the built-in detectors.
    static let shared = ContextWords(general + identifierWords)

    /// The automaton over the words.
    let automaton: PhraseAutomaton
    /// The state in which a walk begins: behind a separator.
    let beginning: Int
    /// The first three letters of words, and their second to fourth, of those that begin with ASCII letters; what is
    /// behind a shorter word is 0.
    let starts: TripleSet
    let seconds: TripleSet
    /// Whether some word begins with a digit.
    let startsWithDigit: Bool
    /// How text goes on while no word is under way.
    let idleSteps: [UInt32]
    private let firstKind: [UInt32]
    private let allKinds: [UInt8]
    private let open: [Bool]

    /// Compiles lists of words divided by `|`.
    init(_ lists: [(kind: Kind, words: String)]) {
        var entries: [(phrase: [UInt8], kind: UInt8, open: Bool)] = []
        for (kind, words) in lists {
            for word in words.utf8.split(separator: UInt8(ascii: "|")) {
                let isOpen = word.last == UInt8(ascii: "*")
                let phrase = ContextWords.symbols(of: Array(isOpen ? word.dropLast() : word))
                if !phrase.isEmpty { entries.append((phrase, UInt8(kind.rawValue), isOpen)) }
            }
        }
        entries.sort { $0.phrase.lexicographicallyPrecedes($1.phrase) }
        var phrases: [[UInt8]] = []
        var starts: [UInt32] = []
        var kinds: [UInt8] = []
        var open: [Bool] = []
        for entry in entries {
            if phrases.last != entry.phrase {
                phrases.append(entry.phrase)
                starts.append(UInt32(kinds.count))
                // Scripts beyond Latin, Greek and Cyrillic often put no spaces between words.
                open.append(isForeign(entry.phrase))
            }
            kinds.append(entry.kind)
            if entry.open { open[open.count - 1] = true }
        }
        starts.append(UInt32(kinds.count))
        let automaton = PhraseAutomaton(phrases: phrases)
        self.automaton = automaton
        beginning = automaton.advance(0, by: ContextSymbols.separator)
        firstKind = starts
        var (first, second) = (TripleSet(), TripleSet())
        for (phrase, open) in zip(phrases, open) where phrase.first == ContextSymbols.separator {
            for start in ContextWords.starts(of: phrase, isOpen: open) {
                first.insert(start[0], start[1], start[2])
                second.insert(start[1], start[2], start[3])
            }
        }
        self.starts = first
        seconds = second
        startsWithDigit = phrases.contains { $0.count > 1 && $0[1] &- 48 < 10 }
        idleSteps = IdleSteps.table(startsWithDigit: startsWithDigit)
        allKinds = kinds
        self.open = open
    }

    /// The kinds a phrase speaks for.
    @inline(__always)
    func kinds(of phrase: Int) -> ArraySlice<UInt8> {
        allKinds[Int(firstKind[phrase])..<Int(firstKind[phrase + 1])]
    }

    /// Whether more letters may follow a phrase.
    @inline(__always)
    func isOpen(_ phrase: Int) -> Bool { open[phrase] }

    /// What the first four letters of a text's word may be where a phrase begins, 0 behind its end.
    private static func starts(of phrase: [UInt8], isOpen: Bool) -> [[UInt8]] {
        var letters = Array(phrase.dropFirst().prefix { $0 != ContextSymbols.separator }.prefix(4))
        guard isOpen, letters.count + 1 == phrase.count, letters.count < 4 else {
            while letters.count < 4 { letters.append(0) }
            return [letters]
        }
        return (0..<4 - letters.count).reduce([letters]) { starts, _ in
            starts.flatMap { start in (UInt8.min..<32).map { start + [$0] } }
        }
    }

    /// A word without case, accents and punctuation.
    static func folded(_ word: some StringProtocol) -> [UInt8] { folded(Array(word.utf8)) }

    /// A word, as UTF-8, without case, accents and punctuation.
    static func folded(_ word: [UInt8]) -> [UInt8] {
        word.withUnsafeBufferPointer { buffer in
            let text = TextBytes(buffer)
            var reader = ContextSymbols()
            var position = 0
            var symbols: [UInt8] = []
            while position < text.count {
                var packed = reader.next(in: text, at: &position)
                while packed != 0 {
                    symbols.append(UInt8(truncatingIfNeeded: packed))
                    packed >>= 8
                }
            }
            while symbols.last == ContextSymbols.separator { symbols.removeLast() }
            return symbols
        }
    }

    /// The symbols of a word, with a separator before it when it begins with a letter that stands in words.
    private static func symbols(of word: [UInt8]) -> [UInt8] {
        let symbols = folded(word)
        guard let first = symbols.first, first != ContextSymbols.separator else { return symbols }
        return first < 0x80 || first &- 0xC2 <= 0xD3 - 0xC2 ? [ContextSymbols.separator] + symbols : symbols
    }
}

/// Whether the last character of a phrase has three bytes or more, or two of a script that is not folded.
private func isForeign(_ phrase: [UInt8]) -> Bool {
    guard (phrase.last ?? 0) & 0xC0 == 0x80, let lead = phrase.lastIndex(where: { $0 & 0xC0 != 0x80 }) else {
        return false
    }
    return phrase[lead] >= 0xD4
}
