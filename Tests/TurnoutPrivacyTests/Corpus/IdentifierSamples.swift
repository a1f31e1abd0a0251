@testable import TurnoutPrivacy

/// Identifiers made from the rules' own shapes, and the words that stand before them. No number stands in the sources;
/// what the checks are worth is tested apart, against published examples.
enum IdentifierSamples {
    static let definitions =
        IdentifierRules.english + IdentifierRules.western + IdentifierRules.northern + IdentifierRules.eastern
        + IdentifierRules.asian + IdentifierRules.latin + IdentifierRules.documents

    /// The words for a type, as they stand in the tables.
    static func words(for type: String) -> [String] {
        let lists: [(type: String, words: String)] =
            ContextWords.englishWords + ContextWords.westernWords + ContextWords.easternWords
            + ContextWords.fartherWords + ContextWords.latinWords
        return lists.filter { $0.type == type }.flatMap { split($0.words) }
    }

    static func split(_ words: String) -> [String] {
        words.split(separator: "|").map { $0.last == "*" ? String($0.dropLast()) : String($0) }
    }

    /// The types that a word speaks for.
    static func types(for word: String) -> Set<String> {
        Set(EntityType.identifierNames.map(\.name).filter { words(for: $0).contains(word) })
    }

    /// The shapes of a list, one written form each.
    static func shapes(_ list: String, using generator: inout some RandomNumberGenerator) -> [String] {
        list.split(separator: "|").map { shape in
            let separator = [" ", "-", "."].randomElement(using: &generator) ?? " "
            var written = ""
            var repeated = ""
            var inside = false
            for character in shape {
                switch character {
                case "~": written += separator
                case ":": written += " - "
                case "{": (inside, repeated) = (true, "")
                case "}":
                    inside = false
                    let least = Int(repeated.split(separator: "-").first ?? "1") ?? 1
                    let last = written.last ?? "9"
                    written.removeLast()
                    written += String(repeating: last, count: least)
                default: if inside { repeated.append(character) } else { written.append(character) }
                }
            }
            return written
        }
    }

    /// An identifier in a written form: characters until the check passes. Nil when none was found.
    static func make(
        _ shape: String, _ definition: IdentifierDefinition, using generator: inout some RandomNumberGenerator
    ) -> String? {
        let places = shape.filter { "9A*".contains($0) }
        for _ in 0..<400_000 {
            var values = places.map { place -> UInt8 in
                switch place {
                case "9": .random(in: 0...9, using: &generator)
                case "A": .random(in: 10...35, using: &generator)
                default:
                    Int.random(in: 0...7, using: &generator) == 0
                        ? .random(in: 10...35, using: &generator) : .random(in: 0...9, using: &generator)
                }
            }
            fill(&values, definition.type, using: &generator)
            guard fits(values, places), definition.check(values[...]) else { continue }
            return write(values, shape)
        }
        return nil
    }

    /// Values in a written form.
    static func write(_ values: [UInt8], _ shape: String) -> String {
        var next = values.makeIterator()
        return String(
            shape.map { place -> Character in
                guard "9A*".contains(place), let value = next.next() else { return place }
                return value < 10 ? Samples.digits[Int(value)] : Samples.capitals[Int(value) - 10]
            })
    }

    private static func fits(_ values: [UInt8], _ places: String) -> Bool {
        zip(values, places).allSatisfy { value, place in place == "*" || (place == "A") == (value >= 10) }
    }

    /// What would take too many throws: birth dates with a century, prefixes, places of birth.
    private static func fill(
        _ values: inout [UInt8], _ type: String, using generator: inout some RandomNumberGenerator
    ) {
        let year = String(Int.random(in: 1930...2009, using: &generator))
        let month = two(.random(in: 1...12, using: &generator))
        let day = two(.random(in: 1...28, using: &generator))
        let lead: String
        switch (type, values.count) {
        case ("CN_RIC", 18): lead = "310104" + year + month + day
        case ("LU_NIN", _): lead = year + month + day
        case ("CH_AHV", _): lead = "756"
        case ("AE_EMIRATES_ID", _): lead = "784" + year
        case ("MX_CURP", _): lead = "BAXE" + year.suffix(2) + month + day + "HDF"
        case ("IN_GSTIN", _): lead = "27AAPFU0939F1Z"
        case ("IT_VAT_CODE", _): lead = "0074311" + "001"
        default: return
        }
        for (place, byte) in lead.utf8.enumerated() where place < values.count {
            values[place] = byte < 58 ? byte - 48 : byte - 55
        }
        if type == "IT_VAT_CODE" { for place in 0..<7 { values[place] = .random(in: 1...9, using: &generator) } }
    }

    private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
