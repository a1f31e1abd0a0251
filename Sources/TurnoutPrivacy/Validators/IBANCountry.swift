/// The lengths of account numbers by country (SWIFT, IBAN Registry).
enum IBANCountry {
    private static let registry = """
        AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 \
        ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 \
        LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 \
        PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 \
        YE30
        """

    /// Lengths at 26 × first letter + second letter; 0 where no country is.
    private static let lengths: [UInt8] = {
        var lengths = [UInt8](repeating: 0, count: 26 * 26)
        for entry in registry.split(separator: " ") {
            let bytes = Array(entry.utf8)
            guard let index = index(bytes[0], bytes[1]), let length = UInt8(entry.dropFirst(2)) else { continue }
            lengths[index] = length
        }
        return lengths
    }()

    /// The country codes of the registry.
    static let codes: [String] = registry.split(separator: " ").map { String($0.prefix(2)) }

    /// The number of characters an account number of the country has, for two letters of either case.
    static func length(_ first: UInt8, _ second: UInt8) -> Int? {
        guard let index = index(first, second), lengths[index] > 0 else { return nil }
        return Int(lengths[index])
    }

    private static func index(_ first: UInt8, _ second: UInt8) -> Int? {
        let row = ByteClass.lowercased(first) &- UInt8(ascii: "a")
        let column = ByteClass.lowercased(second) &- UInt8(ascii: "a")
        return row < 26 && column < 26 ? Int(row) * 26 + Int(column) : nil
    }
}
