/// A flag's value of the form `name=value`.
struct NameValue {
    let name: String
    let value: String

    /// Splits a flag's value at its first equals sign.
    init(_ text: String, flag: String, example: String) throws(UsageError) {
        guard let mark = text.firstIndex(of: "="), mark > text.startIndex else {
            throw UsageError(flag, "`\(text)` is not of the form name=value", help: "write `\(flag) \(example)`")
        }
        name = String(text[..<mark])
        value = String(text[text.index(after: mark)...])
    }
}

extension UsageError {
    /// Names the flag or field in which a problem arose.
    static func naming(_ subject: String, _ body: () throws(ValueProblem) -> Void) throws(UsageError) {
        do { try body() } catch { throw UsageError(subject, error) }
    }
}
