import TurnoutCore

/// Looks whether the tool calls of an answer hold together: arguments that are no JSON are of no use to anyone.
struct ToolCallCheck {
    private var arguments: [Key: [UInt8]] = [:]
    private var size = 0

    private struct Key: Hashable {
        var choice: Int
        var index: Int
    }

    /// Whether the answer calls tools at all.
    var hasCalls: Bool { !arguments.isEmpty }

    /// Takes a piece of a call.
    ///
    /// - Throws: ``ErrorCode/provider`` when the arguments grow beyond what is held.
    mutating func add(_ delta: ToolCallDelta) throws(ProviderFailure) {
        let bytes = delta.arguments.reveal().utf8
        size += bytes.count
        guard size <= WireLimits.eventBytes else {
            throw ProviderFailure(.provider, "the service sent tool calls of more than \(WireLimits.eventBytes) bytes")
        }
        arguments[Key(choice: delta.choice, index: delta.index), default: []].append(contentsOf: bytes)
    }

    /// Looks at the calls of a whole answer; no arguments at all stand for none.
    ///
    /// - Throws: ``ErrorCode/model`` when the arguments of one are no JSON.
    func finish() throws(ProviderFailure) {
        for bytes in arguments.values where !bytes.isEmpty {
            do {
                _ = try JSONValue(parsing: bytes)
            } catch {
                throw ProviderFailure(.model, "the model wrote a tool call whose arguments are no JSON (\(error))")
            }
        }
    }
}
