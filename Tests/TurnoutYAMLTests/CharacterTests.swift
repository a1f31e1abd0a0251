import Testing
import TurnoutYAML

@Suite("Characters and encodings")
struct CharacterTests {
    @Test("bytes that are no UTF-8 are reported where they stand")
    func invalidUTF8() {
        let text =
            Array("é: 1\nü: ".utf8) + [0xFF, 0xFE] + Array(" é".utf8) + [0xC3] + Array("\nx: ".utf8) + [0xE2, 0x82]
        #expect(
            YAMLReader.read(text).report == ["invalid_utf8 2:4-2:6", "invalid_utf8 2:8-2:9", "invalid_utf8 3:4-3:5"])
        for bytes: [UInt8] in [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0x80], [0x80],
        ] {
            let document = YAMLReader.read(Array("a: ".utf8) + bytes)
            #expect(document.problems.map(\.code) == [.invalidUTF8])
            #expect(document.problems.map(\.span.column) == [4])
        }
    }

    @Test("control characters are reported where they stand")
    func controlCharacters() {
        #expect(
            read("é: \u{7}x\r\nb: \u{7F}\u{9F}\n").report == [
                "control_character 1:4-1:5", "control_character 2:4-2:5", "control_character 2:5-2:6",
            ])
        #expect(read("ab: \0\n").report == ["control_character 1:5-1:6"])
        #expect(read("a: \u{FFFF}\n").report == ["control_character 1:4-1:5"])
        #expect(read("a: \"\\x07\"\n").root?.outline == "{a: \"\\u{07}\"}")
    }

    @Test("characters that only some tools take for line breaks are refused, so that all see the same lines")
    func lineBreaks() {
        #expect(read("a: 1 # \u{2028}b: 2\n").report == ["ambiguous_line_break 1:8-1:9"])
        #expect(read("a: \u{85}\u{2029}\n").report == ["ambiguous_line_break 1:4-1:5", "ambiguous_line_break 1:5-1:6"])
        #expect(read("a: 1\rb: 2\r\nc: x y\r").root?.spans.suffix(2) == ["c 3:1-3:2", "x y 3:4-3:7"])
    }

    @Test("directional and invisible characters are warnings, also in comments")
    func bidirectional() {
        let document = read("a: \u{202E}x # \u{2066}\nb\u{200B}: 1\n")
        #expect(
            document.report == [
                "bidirectional_character 1:4-1:5", "bidirectional_character 1:9-1:10", "invisible_character 2:2-2:3",
            ])
        #expect(document.problems.allSatisfy { $0.severity == .warning })
        #expect(document.root != nil)
    }

    @Test("a byte-order mark is accepted, and counts in offsets but not in columns")
    func byteOrderMark() throws {
        let document = read("\u{FEFF}a: é\nb: 2\n")
        let root = try #require(document.root)
        #expect(root.spans == ["{a: é, b: 2} 1:1-2:5", "a 1:1-1:2", "é 1:4-1:5", "b 2:1-2:2", "2 2:4-2:5"])
        #expect(root.span.offset == 3 && root.mapping?.first?.value.span.offset == 6)
        #expect(read("\u{FEFF}a: \u{7}\n").report == ["control_character 1:4-1:5"])
        #expect(read("a: 1\nb\u{FEFF}: 2\n").report == ["invisible_character 2:2-2:3"])
    }

    @Test(
        "other encodings are refused by their name",
        arguments: [
            ([0xFF, 0xFE, 0x61, 0], "UTF-16"), ([0xFE, 0xFF, 0, 0x61], "UTF-16"), ([0x61, 0, 0x3A, 0], "UTF-16"),
            ([0, 0x61, 0, 0x3A], "UTF-16"), ([0xFF, 0xFE, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"),
            ([0x61, 0, 0, 0], "UTF-32"), ([0, 0, 0, 0x61], "UTF-32"),
        ] as [([UInt8], String)]
    )
    func encodings(bytes: [UInt8], name: String) {
        let document = YAMLReader.read(bytes)
        #expect(document.report == ["unsupported_encoding 1:1"])
        #expect(document.problems.first?.message.contains(name) == true)
    }

    @Test("a letter that looks Latin in a Latin word is a warning at that letter")
    func lookalikes() {
        // Letters of the Latin alphabet except for those given by number: Cyrillic a, o; Greek omicron.
        #expect(
            read("p\u{430}y: 1\nroutes: [é x\u{3BF}y, id]\n").report == [
                "lookalike_character 1:2-1:3", "lookalike_character 2:13-2:14",
            ])
        #expect(read("\"p\u{430}y\": 1\n").problems.isEmpty)
        #expect("gpt-4\u{43E}".firstLookalike == nil)
        let found = "é/m\u{43E}del".firstLookalike
        #expect(found?.scalarOffset == 3 && found?.latin == "o" && found?.script == "Cyrillic")
        #expect("\u{410}pi".firstLookalike?.scalarOffset == 0)
        #expect("\u{394}t \u{3BC}s Привет hello na\u{EF}ve".firstLookalike == nil)
    }
}
