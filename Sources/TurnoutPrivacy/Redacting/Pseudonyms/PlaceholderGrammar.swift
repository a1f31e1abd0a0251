/// How a placeholder is spelled: `[EMAIL_ADDRESS_1.kxfqb]`, type, number and nonce between brackets.
///
/// - The closing bracket ends it, so number 1 is no beginning of number 10, and no placeholder of another.
/// - Brackets, capitals, digits, `_` and `.` need no escape in JSON, and no encoder writes them as one (some do so with
///   `<`, `>` and `&`). Between word characters `_` is no emphasis in Markdown, and a lone bracketed text is no link.
/// - It is ASCII and looks like a field of a form, which models copy letter by letter.
/// - Detectors see nothing in it: a value that begins with `[` is a reference, the number is a part of a word, and the
///   nonce has neither digits nor vowels, so it is neither an identifier nor a word.
enum PlaceholderGrammar {
    static let opener = UInt8(ascii: "[")
    static let closer = UInt8(ascii: "]")
    static let nonceLength = 5
    /// No vowels, so that no words arise, and none of the letters that are mistaken for digits.
    static let nonceLetters = Array("bcdfghjkmnpqrstvwxz".utf8)
    static let longestName = 48

    /// A type's name in capitals, digits and `_`; what else it holds becomes `_`.
    static func name(of type: EntityType) -> String {
        let bytes = type.rawValue.utf8.prefix(longestName).map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
            default: UInt8(ascii: "_")
            }
        }
        return bytes.isEmpty ? "DATA" : String(decoding: bytes, as: UTF8.self)
    }

    /// Draws a nonce.
    static func nonce(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        (0..<nonceLength).map { _ in nonceLetters[Int.random(in: 0..<nonceLetters.count, using: &generator)] }
    }

    static func placeholder(name: String, number: Int, nonce: [UInt8]) -> String {
        "[\(name)_\(number).\(String(decoding: nonce, as: UTF8.self))]"
    }

    /// The ends of all stretches `.nonce]` in a text.
    static func ends(of nonce: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> [Int] {
        var ends: [Int] = []
        let length = nonce.count + 2
        for index in text.indices where text[index] == closer && index + 1 >= length {
            let dot = index + 1 - length
            guard text[dot] == UInt8(ascii: "."), text[(dot + 1)..<index].elementsEqual(nonce) else { continue }
            ends.append(index + 1)
        }
        return ends
    }

    /// Where the placeholder that ends at an offset would begin.
    static func start(endingAt end: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        let limit = max(0, end - (longestName + nonceLength + 24))
        return text[limit..<end].lastIndex(of: opener)
    }
}

extension EntityType {
    /// Whether the label stands below `secret`.
    var isSecret: Bool { label == "secret" || label.hasPrefix("secret.") }
}
