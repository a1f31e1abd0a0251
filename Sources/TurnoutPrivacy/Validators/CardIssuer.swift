/// The networks that issue payment cards, by leading digits and length (ISO/IEC 7812 issuer ranges).
enum CardIssuer: String, CaseIterable, Sendable {
    case visa, mastercard, amex, discover, jcb, diners, unionpay, maestro, mir

    /// The network a number belongs to, and whether the number alone is too weak to go by.
    ///
    /// - Parameter digits: 12 to 19 values 0...9.
    static func match(_ digits: ArraySlice<UInt8>) -> (issuer: CardIssuer, needsContext: Bool)? {
        let count = digits.count
        guard (12...19).contains(count) else { return nil }
        var lead = 0  // the first six digits
        for digit in digits.prefix(6) { lead = lead * 10 + Int(digit) }
        let two = lead / 10_000
        let three = lead / 1_000
        let four = lead / 100
        switch lead {
        case _ where lead / 100_000 == 4:
            return [13, 16, 19].contains(count) ? (.visa, count == 13) : nil
        case _ where (51...55).contains(two) || (2221...2720).contains(four):
            return count == 16 ? (.mastercard, false) : nil
        case _ where two == 34 || two == 37:
            return count == 15 ? (.amex, false) : nil
        case _ where (3528...3589).contains(four):
            return count >= 16 ? (.jcb, count > 16) : nil
        case _ where (300...305).contains(three) || two == 36 || two == 38 || two == 39:
            return count >= 14 ? (.diners, count > 14 && count != 16) : nil
        case _ where four == 6011 || (644...649).contains(three) || two == 65:
            return count >= 16 ? (.discover, count > 16) : nil
        case _ where two == 62:
            return count >= 16 ? (.unionpay, count == 17 || count == 18) : nil
        case _ where (2200...2204).contains(four):
            return count >= 16 ? (.mir, count > 16) : nil
        case _ where two == 50 || (56...69).contains(two):
            return (.maestro, count != 16)
        default:
            return nil
        }
    }
}
