/// A private value that a test puts into a request, made from a seed so that no file holds one that looks real.
struct PlantedValue: Hashable, Sendable {
    enum Kind: CaseIterable, Hashable, Sendable { case mail, card, iban, key, word }

    /// As it stands in the request.
    var text: String
    var kind: Kind

    init(_ kind: Kind, using random: inout some RandomNumberGenerator) {
        self.kind = kind
        func letters(_ count: Int, of alphabet: String) -> String {
            let alphabet = Array(alphabet)
            return String((0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] })
        }
        switch kind {
        case .mail:
            text = ["a" + letters(6, of: "bcdfgklmnprst"), "example.org"].joined(separator: "@")
        case .card:
            let digits = "4" + letters(14, of: "0123456789")
            let grouping = ["", " ", "-"].randomElement(using: &random) ?? ""
            text = Self.grouped(digits + Self.luhnDigit(for: digits), by: 4, with: grouping)
        case .iban:
            let account = letters(18, of: "0123456789")
            // D is 13 and E is 14.
            let check = 98 - Self.remainder(of: account + "131400", by: 97)
            let whole = "DE" + (check < 10 ? "0" : "") + "\(check)" + account
            text = Self.grouped(whole, by: 4, with: Bool.random(using: &random) ? " " : "")
        case .key:
            text = "sk-" + "proj-" + letters(48, of: "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z")
        case .word:
            text = "quagga"
        }
    }

    /// The label that the policy's rules know it by.
    var label: String {
        switch kind {
        case .mail: "pii.email"
        case .card: "pii.card"
        case .iban: "pii.iban"
        case .key: "secret.api_key"
        case .word: "project.zeus"
        }
    }

    /// Whether it is one of those that the safe defaults are about.
    var isPersonalOrSecret: Bool { kind != .word }

    /// Whether it stands in a text, however it is spaced or spelt there.
    func stands(in text: String) -> Bool { Self.folded(text).contains(Self.folded(self.text)) }

    private static func folded(_ text: String) -> String {
        text.lowercased().filter { $0 != " " && $0 != "-" }
    }

    private static func grouped(_ text: String, by size: Int, with separator: String) -> String {
        let characters = Array(text)
        return stride(from: 0, to: characters.count, by: size)
            .map { String(characters[$0..<min($0 + size, characters.count)]) }.joined(separator: separator)
    }

    private static func remainder(of digits: String, by modulus: Int) -> Int {
        digits.reduce(0) { ($0 * 10 + ($1.wholeNumberValue ?? 0)) % modulus }
    }

    private static func luhnDigit(for digits: String) -> String {
        var sum = 0
        for (index, digit) in digits.reversed().compactMap(\.wholeNumberValue).enumerated() {
            let doubled = digit * (index % 2 == 0 ? 2 : 1)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return "\((10 - sum % 10) % 10)"
    }
}

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): a small generator whose runs repeat from their seed.
struct PropertyGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True once in that many draws.
    mutating func isOnce(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
}
