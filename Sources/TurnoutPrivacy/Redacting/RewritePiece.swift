/// A stretch of a text that is replaced as one.
struct RewritePiece {
    /// The finding that it belongs to.
    let finding: Int
    /// The bytes to replace.
    let range: Range<Int>
    /// The value they stand for: in JSON, without its escapes.
    let value: [UInt8]
    /// Whether the replacement must bring its own quotes.
    let needsQuotes: Bool
}
