import Synchronization

/// Placeholders and the values they stand for, under one nonce of one conversation.
///
/// Equal values of a type have one placeholder, numbers only rise, and what was given is never given to another value.
/// Requests of the conversation may use it at the same time. It lives in memory only and wipes its values when the last
/// reference to it goes; its descriptions tell how many it holds.
public final class PseudonymMap: Sendable {
    private let book: Mutex<PseudonymBook>
    let nonce: [UInt8]

    /// Creates a map with a nonce of its own.
    ///
    /// ``ConversationPseudonyms`` makes maps whose nonce stands in none of a request's texts.
    public convenience init(
        limits: PseudonymLimits = PseudonymLimits(),
        using generator: inout some RandomNumberGenerator
    ) {
        self.init(nonce: PlaceholderGrammar.nonce(using: &generator), limits: limits)
    }

    init(
        nonce: [UInt8],
        limits: PseudonymLimits,
        numbers: [String: Int] = [:],
        allowance: PseudonymAllowance? = nil
    ) {
        self.nonce = nonce
        book = Mutex(PseudonymBook(nonce: nonce, limits: limits, numbers: numbers, allowance: allowance))
    }

    /// How many values have a placeholder.
    public var count: Int { book.withLock { $0.entries.count } }

    /// The placeholder of a value: always the same one for the same type and bytes.
    public func placeholder(for value: String, of type: EntityType) throws(PseudonymError) -> String {
        try placeholder(for: Array(value.utf8), of: type)
    }

    /// What can be restored at this moment; placeholders given later are not known to it.
    public func restorations() -> Restorations {
        Restorations(table: book.withLock { $0.placeholders() }, map: self)
    }

    func placeholder(for value: [UInt8], of type: EntityType) throws(PseudonymError) -> String {
        try book.withLock { book throws(PseudonymError) in try book.placeholder(for: value, of: type) }
    }

    /// The last number given by type, for the map that takes over.
    var numbers: [String: Int] { book.withLock { $0.numbers } }

    /// Lends a copy of an entry's value, which is wiped behind the call.
    func withValue(_ entry: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var value = book.withLock { $0.value(of: entry) }
        value.withUnsafeMutableBufferPointer { value in
            body(UnsafeBufferPointer(value))
            ErasableBytes.erase(value)
        }
    }

    /// Whether a text holds the ending `.nonce]` of a placeholder that was not given here.
    func isForeign(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        let ends = PlaceholderGrammar.ends(of: nonce, in: text)
        guard !ends.isEmpty else { return false }
        let table = book.withLock { $0.placeholders() }
        return ends.contains { end in
            guard let start = PlaceholderGrammar.start(endingAt: end, in: text) else { return true }
            return !table.contains(text[start..<end])
        }
    }
}

extension PseudonymMap: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How many values it holds.
    public var description: String { "PseudonymMap(\(count) values)" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
