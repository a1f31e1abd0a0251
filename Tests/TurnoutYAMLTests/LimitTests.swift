import Testing
import TurnoutYAML

@Suite("Limits")
struct LimitTests {
    @Test("nesting deeper than the limit is reported at the collection that crosses it")
    func depth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(read(nested(64)).root != nil)
        #expect(read(nested(65)).report == ["too_deep 1:65-1:66"])
        #expect(read(String(repeating: "- ", count: 65) + "x\n").report == ["too_deep 1:129"])
        #expect(read("{a: {b: 1}}", limits: YAMLLimits(maxDepth: 1)).report == ["too_deep 1:5-1:6"])
        #expect(read("a", limits: YAMLLimits(maxDepth: 0)).root?.outline == "a")
    }

    @Test("deep nesting without an end is refused in time", arguments: ["[", "{", "- ", "? ", "[{a: ", "&a [", "{? "])
    func bombs(piece: String) {
        let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
        let document = read(text)
        #expect(document.root == nil)
        #expect(document.problems.last?.code == .tooDeep || document.problems.last?.code == .nonScalarKey)
    }

    @Test("more events than the limit are refused where the limit is crossed")
    func events() {
        #expect(read("[a, b, c]\n", limits: YAMLLimits(maxEvents: 6)).report == ["too_many_events 1:9"])
        #expect(read("[a, b, c]\n", limits: YAMLLimits(maxEvents: 9)).root != nil)
        let many = "[" + String(repeating: "a,", count: 200_001) + "]"
        #expect(read(many).problems.map(\.code) == [.tooManyEvents])
    }

    @Test("a text larger than the limit is refused before it is looked at")
    func size() {
        let large = [UInt8](repeating: 0x23, count: (1 << 20) + 1)
        #expect(YAMLReader.read(large).report == ["too_large 1:1"])
        #expect(YAMLReader.read(Array(large.dropLast())).report == ["empty_document 1:1"])
        #expect(read("a", limits: YAMLLimits(maxBytes: -1)).report == ["too_large 1:1"])
    }

    @Test("a flood of problems is cut, counted, and keeps its severity")
    func flood() {
        let errors = read(String(repeating: "a: 1\n", count: 1000))
        #expect(errors.problems.count == 101)
        #expect(errors.problems.last?.code == .tooManyProblems)
        #expect(errors.problems.last?.message == "899 more errors are not listed")
        let warnings = read("a: " + String(repeating: "\u{202E}", count: 500))
        #expect(warnings.problems.count == 101)
        #expect(warnings.problems.last?.severity == .warning)
        #expect(warnings.root != nil)
    }
}
