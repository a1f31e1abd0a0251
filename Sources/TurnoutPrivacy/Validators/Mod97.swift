/// The check of IBANs (ISO 13616, ISO/IEC 7064 MOD 97-10).
enum Mod97 {
    /// Whether an account number passes: its first four characters, moved to the end, leave the remainder 1.
    ///
    /// - Parameter characters: ASCII digits and letters of either case; any other byte fails.
    static func isValid(_ characters: some RandomAccessCollection<UInt8>) -> Bool {
        characters.count > 4 && remainder(rotating: characters) == 1
    }

    /// The two check digits (2...98) of an account number, given with `00` in their place.
    static func checkDigits(for characters: some RandomAccessCollection<UInt8>) -> Int? {
        remainder(rotating: characters).map { 98 - $0 }
    }

    private static func remainder(rotating characters: some RandomAccessCollection<UInt8>) -> Int? {
        var remainder = 0
        for part in [characters.dropFirst(4), characters.prefix(4)] {
            for byte in part {
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    remainder = (remainder * 10 + Int(byte) - 48) % 97
                case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    remainder = (remainder * 100 + Int(byte) - 55) % 97
                case UInt8(ascii: "a")...UInt8(ascii: "z"):
                    remainder = (remainder * 100 + Int(byte) - 87) % 97
                default:
                    return nil
                }
            }
        }
        return remainder
    }
}
