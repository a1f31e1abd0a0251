public import TurnoutCore

/// One event of a `text/event-stream`.
public struct ServerSentEvent: Hashable, Sendable {
    /// The event's type; empty when the stream named none.
    public var name: String
    /// The data lines, joined by a line feed.
    public var data: [UInt8]

    /// Creates an event.
    public init(name: String = "", data: [UInt8]) {
        self.name = name
        self.data = data
    }
}

/// Splits the bytes of a `text/event-stream` into events, whatever pieces they come in.
///
/// Follows the parsing rules of WHATWG HTML, 9.2.6 (https://html.spec.whatwg.org/multipage/server-sent-events.html):
/// lines end in LF, CRLF or CR; a byte order mark at the start is dropped; one space behind the colon is too. It works
/// on bytes because in Swift text CRLF is one character, and a piece may end inside a character.
public struct ServerSentEventDecoder: Sendable {
    /// What a stream consists of.
    public enum Item: Hashable, Sendable {
        case event(ServerSentEvent)
        /// A line that carries nothing: a sign of life.
        case comment
    }

    private let maxEventBytes: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var name = ""
    private var skipsLineFeed = false
    private var isFirstLine = true

    /// Creates a decoder.
    ///
    /// - Parameter maxEventBytes: how many bytes of one event, or of one line, may be held.
    public init(maxEventBytes: Int = WireLimits.eventBytes) { self.maxEventBytes = maxEventBytes }

    /// Takes the next bytes, split anywhere, and appends what they complete.
    ///
    /// - Throws: ``ErrorCode/provider`` when an event grows beyond the limit.
    public mutating func decode(_ bytes: [UInt8], into items: inout [Item]) throws(ProviderFailure) {
        var start = bytes.startIndex
        if skipsLineFeed, let first = bytes.first {
            skipsLineFeed = false
            if first == 0x0A { start += 1 }
        }
        var index = start
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte == 0x0A || byte == 0x0D else {
                index += 1
                continue
            }
            try append(bytes[start..<index])
            endLine(into: &items)
            index += 1
            if byte == 0x0D {
                if index == bytes.endIndex {
                    skipsLineFeed = true
                } else if bytes[index] == 0x0A {
                    index += 1
                }
            }
            start = index
        }
        try append(bytes[start...])
    }

    /// The event that the end of the stream left without its closing blank line, if there is one.
    ///
    /// The standard drops it. Some servers forget the blank line behind their last event, so the caller may look
    /// whether what is left makes sense.
    public mutating func finish() -> ServerSentEvent? {
        var items: [Item] = []
        if !line.isEmpty { endLine(into: &items) }
        guard hasData else { return nil }
        return takeEvent()
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws(ProviderFailure) {
        guard !bytes.isEmpty else { return }
        guard line.count + data.count + bytes.count <= maxEventBytes else {
            throw ProviderFailure(.provider, "the service sent an event of more than \(maxEventBytes) bytes")
        }
        line.append(contentsOf: bytes)
    }

    private mutating func endLine(into items: inout [Item]) {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        guard !line.isEmpty else {
            if hasData { items.append(.event(takeEvent())) }
            name = ""
            return
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            if line.elementsEqual("data".utf8) { appendData([]) }
            return
        }
        guard colon > 0 else {
            items.append(.comment)
            return
        }
        var value = line[(colon + 1)...]
        if value.first == 0x20 { value.removeFirst() }
        if line[..<colon].elementsEqual("data".utf8) {
            appendData(value)
        } else if line[..<colon].elementsEqual("event".utf8) {
            name = String(decoding: value, as: UTF8.self)
        }
    }

    private mutating func appendData(_ value: ArraySlice<UInt8>) {
        if hasData { data.append(0x0A) }
        hasData = true
        data.append(contentsOf: value)
    }

    private mutating func takeEvent() -> ServerSentEvent {
        let event = ServerSentEvent(name: name, data: data)
        data = []
        hasData = false
        name = ""
        return event
    }
}
