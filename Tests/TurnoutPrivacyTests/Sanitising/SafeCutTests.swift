import Testing

@testable import TurnoutPrivacy

@Suite struct SafeCutTests {
    /// The places of a text where it may be cut, with `|` in each.
    private func marked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        for (offset, byte) in bytes.enumerated() {
            if SafeCut.isBoundary(offset, in: bytes) { output.append(UInt8(ascii: "|")) }
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }

    @Test func boundaries() {
        #expect(marked("ab cd, (e) \"f\"x") == "ab |cd,| |(|e)| |\"|f\"|x")
        #expect(marked("kim@example.org;x=1&y='z'") == "kim@example.org;x=1&y='z'")
        #expect(marked("a\r\nb\nc\td") == "a\r\n|b\n|c\t|d")
        #expect(marked("pin 4 1 1 1 2 3 is it") == "pin 4 1 1 1 2 3 is |it")
        #expect(marked("1,2,3,4,x,yes,") == "1,2,3,4,x,yes,")
        #expect(marked("日本。Kim，é") == "日|本|。|Kim，|é")
        #expect(marked("é a") == "é |a")
    }

    @Test func linesOfBase64StayTogether() {
        let line = String(repeating: "Ab3/", count: 16)
        #expect(!marked("\(line)\n\(line)\r\n\(line)==").contains("|"))
        #expect(marked("\(line)\n and on").contains("\n|"))
        #expect(marked("\(line.dropLast(5))\n\(line)").contains("\n|"))
    }

    @Test func cutsKeepOutsideOfRanges() {
        let bytes = Array("aa bb cc dd ee".utf8)
        func cut(_ limit: Int, _ ranges: [Range<Int>], _ rule: SafeCut.Rule = .boundary, behind start: Int = 0) -> Int {
            SafeCut.last(in: bytes, behind: start, upTo: limit, outside: ranges, rule)
        }
        #expect(cut(13, []) == 12)
        #expect(cut(99, []) == 12)
        #expect(cut(13, [11..<14]) == 9)
        #expect(cut(13, [2..<4, 5..<14]) == 0)
        #expect(cut(13, [2..<4, 5..<14], .character) == 5)
        #expect(cut(13, [0..<14], .character) == 0)
        #expect(cut(9, [6..<9]) == 9)
        #expect(cut(5, [], behind: 3) == 3)
        #expect(cut(-4, [], behind: 3) == 3)
    }

    @Test func charactersStayWhole() {
        for text in ["", "a", "é", "日", "😀", "aé日😀"] {
            let bytes = Array(text.utf8)
            #expect(SafeCut.wholeEnd(of: bytes) == bytes.count)
            guard let last = text.unicodeScalars.last else { continue }
            let length = String(last).utf8.count
            for missing in 1..<max(2, length) where missing < length {
                #expect(SafeCut.wholeEnd(of: Array(bytes.dropLast(missing))) == bytes.count - length)
            }
        }
    }
}
