import Testing
import TurnoutYAML

@Suite("Syntax errors are named in words of the text")
struct SyntaxErrorTests {
    static let cases: [(String, String, String)] = [
        ("a: b: c\n", "unexpected_colon 1:5-1:6", "a second ‘: ’"),
        ("a: b\n  c: d\n", "bad_indentation 2:4-2:5", "line above"),
        ("a: 1\nfoo\nb: 2\n", "missing_colon 2:1-2:4", "no ‘:’"),
        ("\u{FEFF}foo\nb: 2\n", "missing_colon 1:1-1:4 < 2:2-2:3", "no ‘:’"),
        ("\u{FEFF}\ta: 2\n", "tab_indentation 1:1-1:2", "tab"),
        ("# c\nfoo bar\n\nb: 2\n", "missing_colon 2:1-2:8 < 4:2-4:3", "no ‘:’"),
        ("a:\n  b: 1\n c: 2\n", "bad_indentation 3:2-3:3 < 1:1-1:2", "fits none"),
        ("  a: 1\nb: 2\n", "bad_indentation 2:1-2:2", "further left"),
        ("a:\n  - x\n  y: 1\n", "bad_indentation 3:3-3:4 < 2:3-2:4", "no ‘- ’"),
        ("a: 1\n- b\n", "unexpected_dash 2:1-2:2 < 1:1-1:2", "among keys"),
        ("a: - b\n", "unexpected_dash 1:4-1:5", "cannot stand here"),
        ("\ta: 1\n", "tab_indentation 1:1-1:2", "tab"),
        ("a:\n\tb: 1\n", "tab_indentation 2:1-2:2", "tab"),
        ("a:\n  b: 1\n  \tc: 2\n", "tab_indentation 3:3-3:4", "tab"),
        ("a: |\n\tx\n", "tab_indentation 2:1-2:2", "tab"),
        ("-\tx\n", "tab_indentation 1:2-1:3", "tab"),
        ("a: [x, y", "unclosed_bracket 1:4-1:5 < 1:9", "‘[’ is not closed"),
        ("a: {x: 1,\n  y: 2\n\n", "unclosed_bracket 1:4-1:5 < 4:1", "‘{’ is not closed"),
        ("a: [x, y\nb: c\n", "unclosed_bracket 2:2-2:3 < 1:4-1:5", "‘]’ is missing"),
        ("é: {ü: 1]\n", "unclosed_bracket 1:9-1:10 < 1:4-1:5", "cannot close"),
        ("a: [b]]\n", "unmatched_bracket 1:7-1:8", "no list or mapping"),
        ("a: }\n", "unmatched_bracket 1:4-1:5", "no list or mapping"),
        ("a: \"b\nc: d\n", "unclosed_quote 1:4-1:5 < 3:1", "not closed"),
        ("a: 'b\n---\nc: d\n", "unclosed_quote 1:4-1:5 < 2:1", "not closed"),
        ("a: \"x\nb: \"y\"\n", "unexpected_text 2:5-2:7 < 1:4-2:5", "complete"),
        ("a: 'it's'\n", "unexpected_text 1:8-1:10 < 1:4-1:8", "complete"),
        ("{a: 1} b\n", "unexpected_text 1:8-1:9", "complete"),
        ("[a, , b]\n", "missing_value 1:5-1:6", "value must stand"),
        ("a: @x\n", "unexpected_character 1:4-1:5", "‘@’"),
        ("a: `x`\n", "unexpected_character 1:4-1:5", "‘`’"),
        ("a: %x\n", "unexpected_character 1:4-1:5", "‘%’"),
        ("a: ? b\n", "unexpected_character 1:4-1:5", "‘? ’"),
        ("a: [b,c:]\n", "unexpected_colon 1:8-1:9", "brackets"),
        ("a: \"é\\q\"\n", "bad_escape 1:6-1:8", "no such escape"),
        ("a: \"\\u12\"\n", "bad_escape 1:7-1:9", "Unicode"),
        ("a: \"\\ud800\"\n", "bad_escape 1:7-1:11", "Unicode"),
        ("a: |0\n  x\n", "bad_block_text 1:5-1:6", "‘|’ or ‘>’"),
        ("a: >foo\n  x\n", "bad_block_text 1:5-1:8", "‘|’ or ‘>’"),
    ]

    @Test("each error, with exact places", arguments: cases)
    func places(text: String, expected: String, words: String) throws {
        let document = read(text)
        #expect(document.report == [expected])
        #expect(document.root == nil && document.partialRoot == nil)
        let problem = try #require(document.problems.first)
        #expect(problem.message.contains(words), "\(problem.message)")
        #expect(problem.help != nil)
    }

    @Test("what comes before a syntax error is reported with it")
    func before() {
        #expect(
            read("a: &x 1\na: 2\nb: [\n").report == ["anchor_not_allowed 1:4-1:6", "unclosed_bracket 3:4-3:5 < 4:1"])
    }

    @Test("codes are distinct and in snake case")
    func codes() {
        #expect(Set(YAMLProblemCode.allCases.map(\.rawValue)).count == YAMLProblemCode.allCases.count)
        for code in YAMLProblemCode.allCases {
            #expect(code.rawValue.allSatisfy { $0 == "_" || ($0.isASCII && ($0.isLowercase || $0.isNumber)) })
        }
    }
}
