import Testing
import TurnoutCore

@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "[]", "{}", "[1,2.50,-0,1e3]", #"{"b":1,"a":{"x":[null]},"b":2}"#, #""\u00e9\n\"\\""#, #""😀""#,
        "123456789012345678901234567890",
    ])
    func writesWhatItRead(_ text: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(try JSONValue(parsing: value.text()) == value)
        #expect(try JSONValue(parsing: value.prettyText()) == value)
    }

    @Test func keepsOrderAndDigits() throws {
        let value = try JSONValue(parsing: #"{"z":1.10,"a":12345678901234567890}"#)
        #expect(value.text() == #"{"z":1.10,"a":12345678901234567890}"#)
        #expect(value["z"]?.double == 1.1)
        #expect(value["a"]?.int == nil)
        #expect(try JSONValue(parsing: "3e2").int == 300)
    }

    @Test func joinsSurrogates() throws {
        #expect(try JSONValue(parsing: #""\ud83d\ude00""#).string == "😀")
        #expect(try JSONValue(parsing: #""\ud83dx""#).string == "\u{FFFD}x")
        #expect(try JSONValue(parsing: #""\ude00""#).string == "\u{FFFD}")
        // What stands behind half a pair keeps its own meaning.
        #expect(try JSONValue(parsing: #""\ud83d\"""#).string == "\u{FFFD}\"")
        #expect(try JSONValue(parsing: #""\ud83d\u0041""#).string == "\u{FFFD}A")
    }

    /// What stands between escapes is copied whole: none of it may be lost or doubled, wherever the escapes are.
    @Test func escapesMayStandAnywhere() throws {
        let escapes = [
            (#"\n"#, "\n"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\u00e9"#, "é"), (#"\ud83d\ude00"#, "😀"),
        ]
        for (escape, meaning) in escapes {
            for before in ["", "a", "straße", "0123456789abcdef"] {
                for after in ["", "z", "ÿ", "fedcba9876543210"] {
                    let text = "\"\(before)\(escape)\(after)\(escape)\(escape)\(before)\""
                    #expect(
                        try JSONValue(parsing: text).string == before + meaning + after + meaning + meaning + before)
                }
            }
        }
    }

    @Test(arguments: [
        "", " ", "nul", "[1,]", "{,}", #"{"a"}"#, #"{"a":}"#, "[1 2]", "01", "1.", "1e", "-", "+1", ".5", "\"\n\"",
        #""\x""#, #""\u12""#, "\"", "[", "{", "1 1", "NaN", "'a'", #"{a:1}"#,
    ])
    func refuses(_ text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    }

    @Test func depthIsBounded() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try JSONValue(parsing: deep) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: "[[[]]]", maxDepth: 2) }
    }

    @Test func brokenUTF8IsRefused() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0x5C, 0x6E, 0xC3, 0x22]) }
    }

    /// Bytes of all kinds: an error or a value that reads back the same, never a crash.
    @Test func survivesAnyBytes() {
        let seed: UInt64 = 31
        var state = seed
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let alphabet = Array(#"{}[]",:0123456789eE+-.\untrfasl"#.utf8) + [0x20, 0x0A, 0xC3, 0xA9, 0xFF, 0x00]
        for round in 0..<20_000 {
            let bytes = (0..<random(24)).map { _ in alphabet[random(alphabet.count)] }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            #expect((try? JSONValue(parsing: value.text())) == value, "seed \(seed), round \(round)")
        }
    }

    @Test func controlCharactersAreEscaped() {
        #expect(JSONValue.string("a\u{1}\u{7F}\t").text() == "\"a\\u0001\\u007f\\t\"")
        #expect(JSONValue.double(.infinity) == .null)
    }
}
