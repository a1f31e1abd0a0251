/// Which letters above ASCII differ from one another only in case.
///
/// A pair is a letter and the single scalar its lower-case mapping gives (Unicode Character Database,
/// Simple_Lowercase_Mapping). ASCII letters pair among themselves alone: `k` does not stand for the Kelvin sign.
enum CaseFolding {
    /// The blocks that have letters with case: up to Glagolitic, Georgian and Cyrillic extensions, full-width forms,
    /// and Deseret.
    private static let blocks: [ClosedRange<UInt32>] = [
        0x80...0x587, 0x10A0...0x10FF, 0x13A0...0x13FF, 0x1C80...0x1CBF, 0x1E00...0x1FFF, 0x2100...0x218F,
        0x24B6...0x24E9, 0x2C00...0x2D2D, 0xA640...0xA7FF, 0xAB70...0xABBF, 0xFF21...0xFF5A, 0x10400...0x104FF,
    ]

    /// Each cased letter above ASCII with its lower-case form, ordered by letter.
    private static let lowered: [(letter: UInt32, lower: UInt32)] = blocks.joined().compactMap { value in
        guard let scalar = Unicode.Scalar(value) else { return nil }
        let mapping = scalar.properties.lowercaseMapping.unicodeScalars
        guard let lower = mapping.first, mapping.count == 1, lower.value >= 0x80, lower != scalar else { return nil }
        return (value, lower.value)
    }

    /// The scalars that differ from a member of the range only in case.
    static func partners(of range: ClosedRange<UInt32>) -> [UInt32] {
        // Two steps reach the letters that share a lower-case form, such as the two small sigmas' capital.
        let lower = Set(lowered.filter { range.contains($0.letter) }.map(\.lower))
        let upper = lowered.filter { range.contains($0.lower) || lower.contains($0.lower) }.map(\.letter)
        return lower + upper
    }
}
