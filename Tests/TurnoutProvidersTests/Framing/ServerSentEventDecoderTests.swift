import Testing
import TurnoutCore
import TurnoutProviders

@Suite struct ServerSentEventDecoderTests {
    private func items(_ pieces: [[UInt8]], limit: Int = 1 << 20) throws -> [ServerSentEventDecoder.Item] {
        var decoder = ServerSentEventDecoder(maxEventBytes: limit)
        var items: [ServerSentEventDecoder.Item] = []
        for piece in pieces { try decoder.decode(piece, into: &items) }
        return items
    }

    private func items(_ text: String) throws -> [ServerSentEventDecoder.Item] { try items([Array(text.utf8)]) }

    private func event(_ data: String, name: String = "") -> ServerSentEventDecoder.Item {
        .event(ServerSentEvent(name: name, data: Array(data.utf8)))
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func everyLineEnd(end: String) throws {
        let text = ["event: note", "data: a", "data:b", ": quiet", "id: 7", "", "data", "", "data:  c", "", ""]
            .joined(separator: end)
        #expect(try items(text) == [.comment, event("a\nb", name: "note"), event(""), event(" c")])
    }

    @Test func dropsByteOrderMarkOnlyAtTheStart() throws {
        #expect(try items("\u{FEFF}data: a\n\n\u{FEFF}data: b\n\n") == [event("a")])
    }

    @Test func blankLinesAndNamesAloneAreNoEvents() throws {
        #expect(try items("\n\nevent: x\n\ndata: a\n\n") == [event("a")])
    }

    @Test func theEndKeepsWhatLacksItsBlankLine() throws {
        var decoder = ServerSentEventDecoder()
        var items: [ServerSentEventDecoder.Item] = []
        try decoder.decode(Array("data: a\n\ndata: [DONE]".utf8), into: &items)
        #expect(items == [event("a")])
        #expect(decoder.finish() == ServerSentEvent(data: Array("[DONE]".utf8)))
        #expect(decoder.finish() == nil)
    }

    @Test func aHugeEventFails() throws {
        let line = Array("data: ".utf8) + [UInt8](repeating: 0x61, count: 100)
        #expect(throws: ProviderFailure.self) { try items([line], limit: 64) }
        // Many lines of one event count together.
        let lines = [[UInt8]](repeating: Array("data: 0123456789\n".utf8), count: 10)
        #expect(throws: ProviderFailure.self) { try items(lines, limit: 64) }
        // Many events do not.
        #expect(try items([[UInt8]](repeating: Array("data: 0123456789\n\n".utf8), count: 100), limit: 64).count == 100)
    }

    @Test(arguments: 0..<200)
    func anySplitGivesTheSameEvents(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let fragments = [
            "data: ", "data:", "data", "event: e", ": ping", "\n", "\r\n", "\r", "\n\n", "é", "🙂", "{}", "\u{FEFF}",
            " ",
            "[DONE]", "id: 1", ":", "retry: 5",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...60, using: &generator) {
            bytes += Array((fragments.randomElement(using: &generator) ?? "").utf8)
        }
        let whole = try items([bytes])
        #expect(try items(bytes.singles) == whole, "seed \(seed), byte by byte")
        #expect(try items(bytes.pieces(using: &generator)) == whole, "seed \(seed)")
    }
}
