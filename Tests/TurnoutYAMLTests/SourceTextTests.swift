import Testing
import TurnoutCore
import TurnoutYAML

@Suite("Lines of a source")
struct SourceTextTests {
    @Test("lines end with any of the three breaks")
    func lines() {
        let source = SourceText("a\nbé\r\n\rd")
        #expect(source.lineCount == 4)
        #expect((0...5).map { source.line($0) } == [nil, "a", "bé", "", "d", nil])
        #expect(SourceText("").line(1) == "")
        #expect(SourceText("a\n").lineCount == 2 && SourceText("a\n").line(2) == "")
        #expect(SourceText("a\r\n").line(1) == "a")
    }

    @Test("a byte-order mark belongs to no line")
    func byteOrderMark() {
        let source = SourceText("\u{FEFF}a: 1\n")
        #expect(source.line(1) == "a: 1")
        #expect(source.position(ofByte: 0, file: "f") == SourcePosition(file: "f", line: 1, column: 1))
        #expect(source.position(ofByte: 3, file: "f") == SourcePosition(file: "f", line: 1, column: 1))
    }

    @Test("positions count scalars; faulty bytes count one for each piece that is shown for them")
    func positions() {
        let source = SourceText(Array("é😀x\ny".utf8) + [0xFF, 0xE2, 0x82] + Array("z".utf8))
        #expect(source.position(ofByte: 6, file: "f").description == "f:1:3")
        #expect(source.position(ofByte: 8, file: "f").description == "f:2:1")
        #expect(source.position(ofByte: 12, file: "f").description == "f:2:4")
        #expect(source.position(ofByte: 9999, file: "f").description == "f:2:5")
        #expect(source.line(2) == "y\u{FFFD}\u{FFFD}z")
    }

    @Test("a span becomes one with a file's name")
    func spans() throws {
        let root = try #require(read("a: [é,\n b]\n").root)
        let span = try #require(root.mapping?.first?.value.span)
        let expected = SourceSpan(start: SourcePosition(file: "p.yaml", line: 1, column: 4), endLine: 2, endColumn: 4)
        #expect(span.sourceSpan(in: "p.yaml") == expected)
    }
}
