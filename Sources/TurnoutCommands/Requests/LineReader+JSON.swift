import TurnoutCore

extension LineReader.Line {
    /// The line's JSON; `nil` for an empty line.
    func json() throws(UsageError) -> JSONValue? {
        guard case .bytes(let bytes) = self else {
            throw UsageError(nil, "the line is longer than \(TextInput.limit >> 20) MiB")
        }
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
        do { return try JSONValue(parsing: bytes) } catch {
            throw UsageError(nil, "the line is no JSON: \(error.description)")
        }
    }
}
