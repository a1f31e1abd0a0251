/// Decimal text as JSON writes it, turned into a whole number without a binary fraction on the way.
enum ExactDecimal {
    /// A number with more digits than this is no price.
    private static let maximumLength = 64

    /// The value times ten to the power of `decimals`, rounded up to a whole number.
    ///
    /// `nil` for what is no number, a negative one, or one out of range.
    static func scaled(_ text: String, decimals: Int) -> Int64? {
        guard text.utf8.count <= maximumLength else { return nil }
        var digits: [UInt8] = []
        var exponent = decimals
        var hasPoint = false
        var bytes = text.utf8[...]
        while let byte = bytes.first, byte == UInt8(ascii: ".") || (byte >= 0x30 && byte <= 0x39) {
            bytes.removeFirst()
            if byte == UInt8(ascii: ".") {
                guard !hasPoint else { return nil }
                hasPoint = true
            } else {
                digits.append(byte - 0x30)
                if hasPoint { exponent -= 1 }
            }
        }
        guard !digits.isEmpty else { return nil }
        if let byte = bytes.first {
            guard byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E"), bytes.count <= 5,
                let power = Int(String(decoding: bytes.dropFirst(), as: UTF8.self))
            else { return nil }
            exponent += power
        }
        while digits.count > 1, digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        var isCut = false
        while exponent < 0, !digits.isEmpty {
            isCut = digits.removeLast() > 0 || isCut
            exponent += 1
        }
        return whole(digits, exponent: exponent, roundsUp: isCut)
    }

    private static func whole(_ digits: [UInt8], exponent: Int, roundsUp: Bool) -> Int64? {
        var value: Int64 = 0
        for digit in digits {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(digit))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        if value > 0 {
            guard exponent <= 18 else { return nil }
            for _ in 0..<max(0, exponent) {
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                guard !overflow else { return nil }
                value = product
            }
        }
        let (sum, overflow) = value.addingReportingOverflow(roundsUp ? 1 : 0)
        return overflow ? nil : sum
    }
}
