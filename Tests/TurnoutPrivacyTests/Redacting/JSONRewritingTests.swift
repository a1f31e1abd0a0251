import Testing
import TurnoutCore

@testable import TurnoutPrivacy

@Suite struct JSONRewritingTests {
    private func rewrite(
        _ text: String, _ found: [Finding], _ method: RedactionMethod = .pseudonymise, map: PseudonymMap = map()
    ) throws -> String {
        let rewritten = try TextRewriter().rewrite(text, found, in: .json, map: map) { _ in method }
        _ = try JSONValue(parsing: rewritten.text)
        return rewritten.text
    }

    @Test func stringsAndNamesOfMembers() throws {
        let text = #"{"to": "kim@example.org", "kim@example.org": 1, "n": [" lee@example.org "]}"#
        #expect(
            try rewrite(text, findings(["kim@example.org", "lee@example.org"], in: text))
                == #"{"to": "[EMAIL_ADDRESS_1.kxfqb]", "[EMAIL_ADDRESS_1.kxfqb]": 1, "n": [" [EMAIL_ADDRESS_2.kxfqb] "]}"#
        )
    }

    @Test func numbersBecomeStrings() throws {
        let text = #"{"card":4111,"all":[1,-12.5e3,true,null]}"#
        #expect(
            try rewrite(text, findings(["411", "2.5e", "tru"], in: text, as: .card))
                == #"{"card":"[CREDIT_CARD_1.kxfqb]","all":[1,"[CREDIT_CARD_2.kxfqb]","[CREDIT_CARD_3.kxfqb]",null]}"#
        )
        #expect(try rewrite("4111", [finding(1..<2)], .redact) == #""<EMAIL_ADDRESS>""#)
        // Two findings in one number: the number is replaced once.
        #expect(try rewrite("[4111,5]", [finding(1..<2), finding(3..<4)]) == #"["[EMAIL_ADDRESS_1.kxfqb]",5]"#)
    }

    @Test func escapesAreTakenWhole() throws {
        // A scan of the raw text takes the `n` of a line break for the first letter of the address.
        let text = #"{"a":"x\nkim\u0040example.org\ud83d\ude00 y"}"#
        let map = map()
        let raw = #"nkim\u0040example.org\ud83d"#
        let rewritten = try rewrite(text, findings([raw], in: text), map: map)
        #expect(rewritten == #"{"a":"x[EMAIL_ADDRESS_1.kxfqb] y"}"#)
        #expect(map.restorations().restore(rewritten, for: .text) == "{\"a\":\"x\nkim@example.org😀 y\"}")
        let back = map.restorations().restore(rewritten, for: .json)
        #expect(try JSONValue(parsing: back) == JSONValue(parsing: text))
        // The value is the same as one that was written without escapes.
        #expect(try map.placeholder(for: "\nkim@example.org😀", of: .email) == "[EMAIL_ADDRESS_1.kxfqb]")
    }

    @Test func everyEscapeIsRead() throws {
        let text = #"["\"\\\/\b\f\n\r\t\u00e9\u65e5\ud834\udd1e\ud834x\udd1e"]"#
        let map = map()
        let rewritten = try rewrite(text, [finding(2..<(text.utf8.count - 2))], map: map)
        #expect(rewritten == #"["[EMAIL_ADDRESS_1.kxfqb]"]"#)
        let back = map.restorations().restore(rewritten, for: .json)
        #expect(try JSONValue(parsing: back) == JSONValue(parsing: text))
    }

    @Test func findingsThatShareAnEscape() throws {
        let text = #"["a\u00e9b"]"#
        let rewritten = try rewrite(text, [finding(2..<5), finding(5..<7), finding(7..<10)], .redact)
        #expect(rewritten == #"["<EMAIL_ADDRESS><EMAIL_ADDRESS>"]"#)
    }

    @Test func punctuationStays() throws {
        let text = #"{"password": "blue", "x": [1, ""]}"#
        #expect(
            try rewrite(text, [finding(1..<19)], .redact) == #"{"<EMAIL_ADDRESS>": "<EMAIL_ADDRESS>", "x": [1, ""]}"#
        )
        #expect(
            try rewrite(text, [finding(0..<text.utf8.count)], .redact)
                == #"{"<EMAIL_ADDRESS>": "<EMAIL_ADDRESS>", "<EMAIL_ADDRESS>": ["<EMAIL_ADDRESS>", ""]}"#
        )
        // A key without an end runs to the end of the text, over all the members behind it.
        let open = #"{"pem":"-BEGIN","to":"x","n":2}"#
        let map = map()
        let rewritten = try rewrite(open, [finding(8..<open.utf8.count, .iban)], map: map)
        #expect(!rewritten.contains("BEGIN") && !rewritten.contains("x\"") && !rewritten.contains("2}"))
        #expect(map.count == 5)
    }

    @Test func onlyPunctuationIsRefused() {
        for (text, range) in [("{\"a\":1}", 4..<5), ("[\"\"]", 1..<3), ("[ 1]", 1..<2), ("{}", 0..<2)] {
            #expect(throws: RewriteError.nothingToReplace(finding: 0)) { try rewrite(text, [finding(range)]) }
        }
        #expect(throws: RewriteError.nothingToReplace(finding: 1)) {
            try rewrite("{\"a\":1}", [finding(2..<3), finding(4..<5), finding(5..<6)])
        }
    }

    @Test(arguments: ["{\"a\":1", "kim", "{'a':1}", "[1,]", "\"\\x\"", "\"a\nb\"", "[1] 2"])
    func whatIsNoJSONIsRefused(_ text: String) {
        do {
            _ = try TextRewriter().rewrite(text, [finding(0..<1)], in: .json) { _ in .redact }
            Issue.record("\(text) was rewritten")
        } catch {
            if case .invalidJSON = error { return }
            Issue.record("\(error)")
        }
    }

    @Test func deepTextsAreRefused() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: RewriteError.self) {
            try TextRewriter().rewrite(text, [finding(0..<1)], in: .json) { _ in .redact }
        }
    }

    @Test(arguments: [221, 222, 223, 224] as [UInt64])
    func anyFindingsLeaveJSON(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rewriter = TextRewriter(hashKey: CorrelationKey(using: &generator))
        var rewritten = 0
        for round in 0..<150 {
            let text = json(depth: 3, using: &generator)
            let found = ranges(in: text, using: &generator)
            let map = map()
            let original = try JSONValue(parsing: text)
            for method in RedactionMethod.allCases {
                do throws(RewriteError) {
                    let result = try rewriter.rewrite(text, found, in: .json, map: map) { _ in method }
                    let value = try? JSONValue(parsing: result.text)
                    #expect(value?.shape == original.shape, "seed \(seed), round \(round): \(text)")
                    for (earlier, later) in zip(result.replacements, result.replacements.dropFirst()) {
                        #expect(earlier.original.upperBound <= later.original.lowerBound)
                        #expect(earlier.range.upperBound <= later.range.lowerBound)
                    }
                    if method == .pseudonymise {
                        rewritten += 1
                        let back = map.restorations().restore(result.text, for: .json)
                        let restored = try? JSONValue(parsing: back)
                        #expect(
                            restored?.withScalarsAsStrings == original.withScalarsAsStrings,
                            "seed \(seed), round \(round): \(text)"
                        )
                    }
                } catch {
                    guard case .nothingToReplace = error else {
                        Issue.record("seed \(seed), round \(round): \(error)")
                        continue
                    }
                }
            }
        }
        #expect(rewritten > 20)
    }

    private func json(depth: Int, using generator: inout SeededGenerator) -> String {
        func space() -> String { ["", "", " ", "\n\t"].randomElement(using: &generator) ?? "" }
        let count = Int.random(in: 0...4, using: &generator)
        switch Int.random(in: depth == 0 ? 2...6 : 0...6, using: &generator) {
        case 0:
            return "["
                + (0..<count).map { _ in space() + json(depth: depth - 1, using: &generator) + space() }
                .joined(separator: ",") + "]"
        case 1:
            return "{"
                + (0..<count).map { _ in
                    space() + string(using: &generator) + space() + ":" + space()
                        + json(depth: depth - 1, using: &generator)
                }.joined(separator: ",") + "}"
        case 2: return ["true", "false", "null"].randomElement(using: &generator) ?? "null"
        case 3: return ["0", "-12.5e+3", "4111", "1E5"].randomElement(using: &generator) ?? "0"
        default: return string(using: &generator)
        }
    }

    private func string(using generator: inout SeededGenerator) -> String {
        let units = [
            "a", "@", "é", "日", "😀",
            "\\n", "\\\"", "\\\\", "\\u0041", "\\ud83d\\ude00", "\\ud83dx", "\\ude00", "\\/",
            "{", "]", ":", ",", " ", "1", "[", ".kxfqb]",
        ]
        let count = Int.random(in: 0...8, using: &generator)
        return "\"" + (0..<count).map { _ in units.randomElement(using: &generator) ?? "a" }.joined() + "\""
    }

    /// Ranges anywhere, between whole characters.
    private func ranges(in text: String, using generator: inout SeededGenerator) -> [Finding] {
        let bytes = Array(text.utf8)
        let edges = (0...bytes.count).filter { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
        var found: [Finding] = []
        var next = 0
        while found.count < 6 {
            let start = next + Int.random(in: 0...12, using: &generator)
            let end = start + Int.random(in: 1...20, using: &generator)
            guard end < edges.count else { break }
            found.append(finding(edges[start]..<edges[end], .card))
            next = end
        }
        return found
    }
}
