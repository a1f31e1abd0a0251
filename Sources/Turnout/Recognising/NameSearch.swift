/// Finds names in texts as people would: whatever the case, the kind of space or apostrophe, and the way accents are
/// encoded.
struct NameSearch {
    private struct Text {
        let text: String
        /// Characters as they compare, runs of space as one, each with where it stands.
        let units: [(key: String, range: Range<String.Index>)]
    }

    private let texts: [Text]
    /// Where each first character of a name stands, by text.
    private let places: [[String: [Int]]]

    init(_ texts: [String]) {
        self.texts = texts.map { Text(text: $0, units: Self.units(of: $0)) }
        places = self.texts.map { text in
            Dictionary(grouping: text.units.indices) { text.units[$0].key }
        }
    }

    /// The ways in which a name is written in the texts.
    func spellings(of name: String) -> Set<String> {
        var wanted = Self.units(of: name).map(\.key)
        while wanted.first == " " { wanted.removeFirst() }
        while wanted.last == " " { wanted.removeLast() }
        guard let first = wanted.first else { return [] }
        var spellings: Set<String> = []
        for (text, places) in zip(texts, places) {
            for start in places[first] ?? [] where start + wanted.count <= text.units.count {
                let found = text.units[start..<start + wanted.count]
                guard found.lazy.map(\.key).elementsEqual(wanted), let last = found.last else { continue }
                spellings.insert(String(text.text[text.units[start].range.lowerBound..<last.range.upperBound]))
            }
        }
        return spellings
    }

    private static func units(of text: String) -> [(key: String, range: Range<String.Index>)] {
        var units: [(key: String, range: Range<String.Index>)] = []
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            let character = text[index]
            if character.isWhitespace {
                if let last = units.last, last.key == " ", last.range.upperBound == index {
                    units[units.count - 1].range = last.range.lowerBound..<next
                } else {
                    units.append((" ", index..<next))
                }
            } else if !character.unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint) {
                units.append((key(of: character), index..<next))
            }
            index = next
        }
        return units
    }

    private static func key(of character: Character) -> String {
        switch character {
        case "’", "‘", "ʼ", "`", "´": "'"
        case "‐", "‑", "–", "—", "−": "-"
        default: character.lowercased()
        }
    }
}
