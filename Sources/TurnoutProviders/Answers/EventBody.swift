import TurnoutCore

/// The body of a streamed answer: its events, and its start as long as no event has been found in it, which may be an
/// error that is no event.
struct EventBody {
    private var framing = ServerSentEventDecoder()
    private var unread: [UInt8]? = []

    /// The start of a body in which no event has been found; `nil` for a body with events, or with nothing.
    var strange: [UInt8]? { unread.flatMap { $0.isEmpty ? nil : $0 } }

    /// Takes the next bytes.
    ///
    /// - Returns: what they complete, and what is wrong with the framing behind that.
    mutating func take(_ bytes: [UInt8]) -> (items: [ServerSentEventDecoder.Item], failure: ProviderFailure?) {
        if let count = unread?.count { unread?.append(contentsOf: bytes.prefix(WireLimits.errorBytes - count)) }
        var items: [ServerSentEventDecoder.Item] = []
        var failure: ProviderFailure?
        do throws(ProviderFailure) { try framing.decode(bytes, into: &items) } catch { failure = error }
        if !items.isEmpty { unread = nil }
        return (items, failure)
    }

    /// The last event of a body that has ended, which may lack its blank line.
    ///
    /// - Parameter mark: the data that is no JSON and yet whole.
    /// - Throws: ``ErrorCode/network`` for half an event: it is no JSON, and shows that the stream was cut.
    mutating func last(mark: String? = nil) throws(ProviderFailure) -> ServerSentEvent? {
        guard let event = framing.finish() else { return nil }
        unread = nil
        let isMark = mark.map { event.data.elementsEqual($0.utf8) } ?? false
        guard isMark || (try? JSONValue(parsing: event.data)) != nil else { throw .brokeOff }
        return event
    }
}
