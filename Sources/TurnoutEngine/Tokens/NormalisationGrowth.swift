/// By how many bytes a text can grow where a tokeniser brings it into Unicode's form NFKC before it cuts it, as that of
/// Claude does (UAX #15, https://www.unicode.org/reports/tr15/).
enum NormalisationGrowth {
    /// The most bytes that one character can add, by Unicode's blocks; generous where a block holds one such character.
    static func bytes(_ code: UInt32) -> Int {
        switch code {
        case ..<0x80: 0
        // A mark may take the place of another in a composed letter, and that one then stands alone.
        case 0x300..<0x370: 4
        case ..<0x700: 3
        case ..<0x900: 0
        case ..<0xF00: 3
        case ..<0x1000: 6
        case 0x1E00..<0x2000: 2
        case 0x2000..<0x2600: 9
        case 0x2A00..<0x2B00: 9
        case 0x3000..<0x3200: 3
        case 0x3200..<0x3300: 5
        case 0x3300..<0x3400: 15
        case 0xFA00..<0xFDC0: 3
        case 0xFDC0..<0xFE00: 30
        case 0xFE00..<0xFF00: 1
        case 0x1D100..<0x1D200: 8
        case 0x1F100..<0x1F300: 5
        default: 0
        }
    }

    /// The most bytes that a text can add.
    static func bytes(of text: String) -> Int {
        var growth = 0
        for scalar in text.unicodeScalars { growth &+= bytes(scalar.value) }
        return growth
    }
}
