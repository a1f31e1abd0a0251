@testable import TurnoutPrivacy

/// Things to be found, made when they are needed: no number or key stands in the sources.
enum Samples {
    static let lowercase = Array("abcdefghijklmnopqrstuvwxyz")
    static let capitals = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    static let digits = Array("0123456789")
    static let hex = Array("0123456789abcdef")
    static let alphanumeric = lowercase + capitals + digits

    static func text(
        _ alphabet: [Character], _ count: Int, using generator: inout some RandomNumberGenerator
    ) -> String {
        String((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "0" })
    }

    /// A card number with the leading digits and the length given, its check digit right.
    static func card(_ lead: String, length: Int, using generator: inout some RandomNumberGenerator) -> String {
        let body = lead + text(digits, length - lead.count - 1, using: &generator)
        return body + String(Luhn.checkDigit(for: values(body)))
    }

    /// An account number of a country, its check digits right.
    static func iban(_ country: String, using generator: inout some RandomNumberGenerator) -> String {
        let letters = Array(country.utf8)
        let length = IBANCountry.length(letters[0], letters[1]) ?? 22
        let body = text(digits, length - 4, using: &generator)
        let check = Mod97.checkDigits(for: Array((country + "00" + body).utf8)) ?? 0
        return country + (check < 10 ? "0" : "") + String(check) + body
    }

    static func grouped(_ text: String, by count: Int, with separator: String) -> String {
        stride(from: 0, to: text.count, by: count)
            .map { start in String(text.dropFirst(start).prefix(count)) }
            .joined(separator: separator)
    }

    /// A token of letters and digits that no rule takes for a word.
    static func token(_ count: Int, using generator: inout some RandomNumberGenerator) -> String {
        "a1B2" + text(alphanumeric, count - 8, using: &generator) + "c3D4"
    }

    static func values(_ text: String) -> [UInt8] { text.utf8.map { $0 &- 48 } }
}

/// What a scan of a text found, as pairs of type and text, so that a test can state both.
func found(_ text: String, by scanner: Scanner = .standard) -> [String] {
    let result = scanner.scan(text)
    let bytes = Array(text.utf8)
    return result.findings.map { "\($0.type.rawValue) \(String(decoding: bytes[$0.range], as: UTF8.self))" }
}
