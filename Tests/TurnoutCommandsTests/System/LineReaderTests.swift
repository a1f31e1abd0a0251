import Testing

@testable import TurnoutCommands

/// Lines of a stream that comes in pieces.
@Suite struct LineReaderTests {
    private func lines(_ pieces: [String], limit: Int = 100) throws -> [String] {
        var reader = LineReader(MemoryInput(pieces.map { Array($0.utf8) }), limit: limit)
        var lines: [String] = []
        while let line = try reader.next() {
            switch line {
            case .bytes(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
            case .tooLong: lines.append("<too long>")
            }
        }
        return lines
    }

    @Test func joinsPieces() throws {
        #expect(try lines(["a", "b\nc", "d\r\n", "\n", "e"]) == ["ab", "cd", "", "e"])
        #expect(try lines([]) == [])
        #expect(try lines(["\n"]) == [""])
        #expect(try lines(["a\n"]) == ["a"])
    }

    @Test func passesOverALineThatIsTooLong() throws {
        #expect(try lines(["abcdef\nab\n"], limit: 3) == ["<too long>", "ab"])
        #expect(try lines(["abcd", "efgh", "ij\nab"], limit: 3) == ["<too long>", "ab"])
        #expect(try lines(["ab\n", "abcdefgh"], limit: 3) == ["ab", "<too long>"])
    }

    @Test func piecesMayEndAnywhere() throws {
        let text = "first\r\nsecond line\n\nthird"
        for size in 1...text.utf8.count {
            let bytes = Array(text.utf8)
            let pieces = stride(from: 0, to: bytes.count, by: size).map { start in
                String(decoding: bytes[start..<min(bytes.count, start + size)], as: UTF8.self)
            }
            #expect(try lines(pieces) == ["first", "second line", "", "third"])
        }
    }
}
