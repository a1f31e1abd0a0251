import TurnoutCore

/// The members of a model in a catalogue file, read one by one with the model's name in every error.
struct CatalogueFields {
    /// The longest name of a model or text of a list, in bytes.
    static let maximumText = 200
    /// The most texts in a list.
    static let maximumList = 32
    /// More tokens than any model will take.
    static let tokenRange = 1...1_000_000_000
    /// Ten thousand dollars for a million tokens, in pico-dollars for one.
    static let maximumPrice: Int64 = 10_000_000_000

    let members: [JSONMember]
    /// The model's name for errors.
    let entry: String

    func problem(_ message: String) -> CatalogueError { CatalogueError(message, entry: entry) }

    /// A member; `null` is the same as none.
    func value(_ key: String) -> JSONValue? {
        guard let value = members.last(where: { $0.key == key })?.value, !value.isNull else { return nil }
        return value
    }

    /// Refuses members that nothing reads: a misspelt one would be lost without a word.
    func checkKeys(_ known: [String]) throws(CatalogueError) {
        for (index, member) in members.enumerated() {
            guard known.contains(member.key) else {
                let near = closestMatch(to: member.key, among: known)
                throw problem(
                    "unknown key `\(member.key.shortened)`" + (near.map { "; did you mean `\($0)`?" } ?? ""))
            }
            guard !members[..<index].contains(where: { $0.key == member.key }) else {
                throw problem("`\(member.key)` stands there twice")
            }
        }
    }

    func text(_ key: String) throws(CatalogueError) -> String? {
        guard let value = value(key) else { return nil }
        guard let text = value.string, !text.isEmpty, text.utf8.count <= Self.maximumText, text.isPlain else {
            throw problem("`\(key)` must be a text of at most \(Self.maximumText) printable bytes")
        }
        return text
    }

    func texts(_ key: String) throws(CatalogueError) -> [String]? {
        guard let value = value(key) else { return nil }
        guard let list = value.array, list.count <= Self.maximumList else {
            throw problem("`\(key)` must be a list of at most \(Self.maximumList) texts")
        }
        var texts: [String] = []
        for element in list {
            guard let text = element.string, !text.isEmpty, text.utf8.count <= Self.maximumText, text.isPlain else {
                throw problem("`\(key)` must hold texts of at most \(Self.maximumText) printable bytes")
            }
            texts.append(text)
        }
        return texts
    }

    func words<Word: RawRepresentable & CaseIterable>(_ key: String) throws(CatalogueError) -> [Word]?
    where Word.RawValue == String {
        guard let texts = try texts(key) else { return nil }
        var words: [Word] = []
        for text in texts {
            guard let word = Word(rawValue: text) else {
                let known = Word.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
                throw problem("`\(text.shortened)` in `\(key)` is none of \(known)")
            }
            words.append(word)
        }
        return words
    }

    func tokens(_ key: String) throws(CatalogueError) -> Int? {
        guard let value = value(key) else { return nil }
        guard let number = value.int, Self.tokenRange.contains(number) else {
            throw problem("`\(key)` must be a whole number of tokens, from 1 to \(Self.tokenRange.upperBound)")
        }
        return number
    }

    func flag(_ key: String) throws(CatalogueError) -> Bool? {
        guard let value = value(key) else { return nil }
        guard let flag = value.bool else { throw problem("`\(key)` must be true or false") }
        return flag
    }

    func date(_ key: String) throws(CatalogueError) -> Timestamp? {
        guard let value = value(key) else { return nil }
        guard let text = value.string, text.utf8.count == 10, let date = Timestamp(rfc3339: text) else {
            throw problem("`\(key)` must be a date such as 2026-11-21")
        }
        return date
    }

    func object(_ key: String) throws(CatalogueError) -> CatalogueFields? {
        guard let value = value(key) else { return nil }
        guard let members = value.object else { throw problem("`\(key)` must be an object") }
        return CatalogueFields(members: members, entry: entry)
    }
}

extension String {
    /// Whether no character of the text steers a terminal.
    fileprivate var isPlain: Bool { unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) } }
}
