import Testing
import TurnoutCore
import TurnoutProviders

@Suite struct NDJSONDecoderTests {
    private func lines(_ pieces: [[UInt8]], limit: Int = 1 << 20) throws -> [String] {
        var decoder = NDJSONDecoder(maxLineBytes: limit)
        var lines: [[UInt8]] = []
        for piece in pieces { try decoder.decode(piece, into: &lines) }
        if let last = decoder.finish() { lines.append(last) }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func lineEndsAndBlankLines() throws {
        #expect(try lines([Array("{}\r\n\n  \n[1]\n2".utf8)]) == ["{}", "[1]", "2"])
        #expect(try lines([]) == [])
    }

    @Test func aHugeLineFails() throws {
        #expect(throws: ProviderFailure.self) { try lines([[UInt8](repeating: 0x61, count: 65)], limit: 64) }
        #expect(try lines([Array("0123456789\n".utf8), [UInt8](repeating: 0x61, count: 64)], limit: 64).count == 2)
    }

    @Test(arguments: 0..<100)
    func anySplitGivesTheSameLines(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let fragments = ["{\"a\":1}", "\n", "\r\n", "\r", "é🙂", " ", "{\"b\":\"\\n\"}"]
        var bytes: [UInt8] = []
        for _ in 0..<40 { bytes += Array((fragments.randomElement(using: &generator) ?? "").utf8) }
        let whole = try lines([bytes])
        #expect(try lines(bytes.singles) == whole, "seed \(seed), byte by byte")
        #expect(try lines(bytes.pieces(using: &generator)) == whole, "seed \(seed)")
    }
}
