/// Reads whole texts, with a limit on what is kept in memory.
enum TextInput {
    /// The longest text, in bytes.
    static let limit = 16 << 20

    /// All of a source as text.
    ///
    /// - Parameter name: what messages call the source.
    static func readAll(_ source: any InputSource, name: String) throws(InputError) -> String {
        var bytes: [UInt8] = []
        while true {
            let piece = try source.read()
            if piece.isEmpty { break }
            bytes += piece
            guard bytes.count <= limit else { throw InputError("\(name) is larger than \(limit >> 20) MiB") }
        }
        return try text(bytes, name: name)
    }

    /// Bytes as text.
    static func text(_ bytes: [UInt8], name: String) throws(InputError) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        throw InputError("\(name) is not valid UTF-8, at byte \(validLength(bytes))")
    }

    /// How many bytes stand before the first that is no UTF-8.
    private static func validLength(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var length = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { length += UTF8.width(scalar) }
        return length
    }
}
