/// Hides a value but for what lets its owner recognise it: never more than a quarter of its letters and digits.
enum Mask {
    private static let cover = "****"
    /// Longer shapes would only tell a length.
    private static let longestShape = 64
    private static let separators = Set(" -./:,()+".unicodeScalars)

    /// The text in place of a value; it holds nothing that JSON strings would have to escape.
    static func mask(_ value: [UInt8], type: EntityType) -> String {
        if type.isSecret { return cover }
        switch type {
        case .card, .phone: return lastDigits(of: value)
        case .email: return address(value) ?? shape(of: value)
        default: return shape(of: value)
        }
    }

    /// `****1111`: at most four digits.
    private static func lastDigits(of value: [UInt8]) -> String {
        let digits = value.filter { $0 &- 48 < 10 }
        let shown = digits.suffix(min(4, digits.count / 4))
        return cover + String(decoding: shown, as: UTF8.self)
    }

    /// `a***@***.com`; the letter or the ending stay away where the address is short.
    private static func address(_ value: [UInt8]) -> String? {
        guard let at = value.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        var budget = value.count(where: isLetterOrDigit) / 4
        var ending = ""
        if let dot = value[at...].lastIndex(of: UInt8(ascii: ".")) {
            let name = value[(dot + 1)...]
            if !name.isEmpty, name.count <= budget, name.allSatisfy({ isLetterOrDigit($0) }) {
                ending = "." + String(decoding: name, as: UTF8.self)
                budget -= name.count
            }
        }
        let first = value.first.flatMap { budget > 0 && isLetterOrDigit($0) ? String(Unicode.Scalar($0)) : nil } ?? ""
        return first + "***@***" + ending
    }

    /// `***-**-****`: the separators and nothing else.
    private static func shape(of value: [UInt8]) -> String {
        let scalars = String(decoding: value, as: UTF8.self).unicodeScalars
        guard scalars.count <= longestShape else { return cover }
        var text = String.UnicodeScalarView()
        for scalar in scalars { text.append(separators.contains(scalar) ? scalar : "*") }
        return String(text)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 26
    }
}
