/// Greek and Cyrillic letters that look like Latin ones (Unicode's confusables, UTS 39, those of one letter to one).
enum LookAlike {
    /// The first scalar of the table: Greek's.
    static let first: UInt32 = 0x370
    /// The scalar behind the table: Cyrillic's supplement ends there.
    static let end: UInt32 = 0x530

    /// The Latin letter by scalar, 0 for letters that look like none.
    private static let table: [UInt8] = {
        var table = [UInt8](repeating: 0, count: Int(end - first))
        let pairs: [(String, String)] = [
            ("аеорсухіјѕһԁԛԝкӏ", "aeopcyxijshdqwkl"),
            ("АВЕЅІЈКМНОРСТУХҮԌԚԜӀ", "ABESIJKMHOPCTYXYGQWI"),
            ("αονρικυτηγχωϲϳ", "aovpikutnyxwcj"),
            ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿϜ", "ABEZHIKMNOPTYXCJF"),
        ]
        for (foreign, latin) in pairs {
            for (scalar, letter) in zip(foreign.unicodeScalars, latin.utf8) {
                table[Int(scalar.value - first)] = letter
            }
        }
        return table
    }()

    /// The Latin letter that a Greek or Cyrillic one looks like, or 0.
    static func latin(_ scalar: UInt32) -> UInt8 {
        scalar >= first && scalar < end ? table[Int(scalar - first)] : 0
    }
}
