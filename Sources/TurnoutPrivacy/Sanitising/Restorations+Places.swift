extension Restorations {
    /// Where placeholders that were given stand in a text, in order.
    func places(in bytes: [UInt8]) -> [Range<Int>] {
        guard count > 0 else { return [] }
        var places: [Range<Int>] = []
        var opener: Int?
        for (index, byte) in bytes.enumerated() {
            if byte == PlaceholderGrammar.opener {
                opener = index
            } else if byte == PlaceholderGrammar.closer, let start = opener {
                if table.contains(bytes[start...index]) { places.append(start..<(index + 1)) }
                opener = nil
            }
        }
        return places
    }
}
