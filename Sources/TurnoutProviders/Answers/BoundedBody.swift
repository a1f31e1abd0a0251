import TurnoutCore

/// The bytes of a plain answer, gathered up to ``WireLimits/eventBytes``.
struct BoundedBody {
    private var bytes: [UInt8] = []

    /// Takes the next bytes.
    ///
    /// - Throws: ``ErrorCode/provider`` when the answer grows beyond the limit.
    mutating func append(_ more: [UInt8]) throws(ProviderFailure) {
        guard bytes.count + more.count <= WireLimits.eventBytes else {
            throw ProviderFailure(.provider, "the service sent an answer of more than \(WireLimits.eventBytes) bytes")
        }
        // Most answers come in one piece.
        if bytes.isEmpty { bytes = more } else { bytes.append(contentsOf: more) }
    }

    /// The whole as JSON.
    ///
    /// - Throws: ``ErrorCode/network`` when there is nothing, ``ErrorCode/provider`` when it is no JSON.
    func json() throws(ProviderFailure) -> JSONValue {
        guard !bytes.isEmpty else { throw .brokeOff }
        guard let json = try? JSONValue(parsing: bytes) else { throw .notUnderstood("JSON") }
        return json
    }
}
