import Testing
import TurnoutYAML

@Suite("What a policy may not use is reported where it stands")
struct ProfileErrorTests {
    static let cases: [(String, [String])] = [
        ("a: 1\nb: 2\na: 3\n", ["duplicate_key 3:1-3:2 < 1:1-1:2"]),
        ("a: {x: 1, y: 2, x: 3, x: 4}\n", ["duplicate_key 1:17-1:18 < 1:5-1:6", "duplicate_key 1:23-1:24 < 1:5-1:6"]),
        ("'a': 1\n\"a\": 2\n", ["duplicate_key 2:1-2:4 < 1:1-1:4"]),
        ("a: *x\n", ["alias_not_allowed 1:4-1:6"]),
        ("a: *.example\n", ["alias_not_allowed 1:4-1:13"]),
        ("a: &x 1\nb: *x\n", ["anchor_not_allowed 1:4-1:6", "alias_not_allowed 2:4-2:6"]),
        ("- &x\n  a: 1\n", ["anchor_not_allowed 1:3-1:5"]),
        ("a: & x\n", ["anchor_not_allowed 1:4-1:7"]),
        ("a: !!str 1\n", ["tag_not_allowed 1:4-1:9"]),
        ("a: ! b\n", ["tag_not_allowed 1:4-1:5"]),
        ("a: !<tag:x,2000:y> b\n", ["tag_not_allowed 1:4-1:19"]),
        ("a: !none!x b\n", ["tag_not_allowed 1:4-1:11"]),
        ("é: &x !y ü\n", ["anchor_not_allowed 1:4-1:6", "tag_not_allowed 1:7-1:9"]),
        ("a: !y &x\n  # why\n  - 1\n", ["tag_not_allowed 1:4-1:6", "anchor_not_allowed 1:7-1:9"]),
        ("a: &x !y\n  b: 1\n", ["anchor_not_allowed 1:4-1:6", "tag_not_allowed 1:7-1:9"]),
        ("a: [&x , !y ]\n", ["anchor_not_allowed 1:5-1:7", "tag_not_allowed 1:10-1:12"]),
        ("x: 1\n<<: {a: 1}\n", ["merge_key_not_allowed 2:1-2:3"]),
        ("a: 1\n---\nb: 2\n", ["multiple_documents 2:1-2:4"]),
        ("a: 1\n...\n---\nb: 2\n", ["multiple_documents 3:1-3:4"]),
        ("%TAG ! tag:x\n---\na: 1\n", ["directive_not_allowed 1:1-1:5"]),
        ("# c\n%YAML 1.2\n%TAG !a! tag:x\n---\na: 1\n", ["directive_not_allowed 3:1-3:5"]),
        ("%YAML 1.3\n---\na: 1\n", ["directive_not_allowed 1:1-1:10"]),
        ("%OTHER\n---\na: 1\n", ["directive_not_allowed 1:1-1:7"]),
        ("? [a, b]\n: c\n", ["non_scalar_key 1:3-1:9"]),
        ("{{a: b}: c, d: e}\n", ["non_scalar_key 1:2-1:8"]),
        ("? - a\n  - b\n: c\n", ["non_scalar_key 1:3-2:6"]),
        ("", ["empty_document 1:1"]),
        ("\u{FEFF}", ["empty_document 1:1"]),
        ("# only a comment\n", ["empty_document 1:1"]),
        ("---\n", ["empty_document 2:1"]),
    ]

    @Test("each rule, with exact places", arguments: cases)
    func places(text: String, expected: [String]) {
        let document = read(text)
        #expect(document.report == expected)
        #expect(document.root == nil)
        #expect(document.problems.allSatisfy { $0.severity == .error && $0.help != nil })
    }

    @Test("what is allowed stays allowed")
    func allowed() {
        #expect(read("\"<<\": {a: 1}\n").root?.outline == "{\"<<\": {a: 1}}")
        #expect(read("a: <<\n").root?.outline == "{a: <<}")
        #expect(read("%YAML 1.2\n---\na: 1\n...\n# end\n").root?.outline == "{a: 1}")
        #expect(read("%YAML 1.1\n---\na: 1\n").root?.outline == "{a: 1}")
        #expect(read("a: '*x'\nb: '&y'\nc: '!z'\n").root?.outline == "{a: \"*x\", b: \"&y\", c: \"!z\"}")
    }

    @Test("one pass finds all problems, in source order, and keeps the tree for further checks")
    func onePass() {
        let document = read("a: &x 1\nb: !y 2\na: *x\n[q]: 1\nc: {d: 1, d: 2}\n---\nz: 1\n")
        #expect(
            document.report == [
                "anchor_not_allowed 1:4-1:6", "tag_not_allowed 2:4-2:6", "duplicate_key 3:1-3:2 < 1:1-1:2",
                "alias_not_allowed 3:4-3:6", "non_scalar_key 4:1-4:4", "duplicate_key 5:11-5:12 < 5:5-5:6",
                "multiple_documents 6:1-6:4",
            ]
        )
        #expect(document.root == nil)
        #expect(document.partialRoot?.outline == "{a: 1, b: 2, a: *x, c: {d: 1, d: 2}}")
    }

    @Test("in a large mapping, duplicates are found as in a small one")
    func largeMapping() {
        let keys = (0..<40).map { "k\($0): \($0)\n" }.joined()
        #expect(read(keys).problems.isEmpty)
        #expect(
            read(keys + "k7: again\nk7: more\n").report == [
                "duplicate_key 41:1-41:3 < 8:1-8:3", "duplicate_key 42:1-42:3 < 8:1-8:3",
            ])
    }

    @Test("two spellings of one character are one key, as they are for Swift")
    func canonicalEquivalence() {
        #expect(read("\u{E9}: 1\ne\u{301}: 2\n").report == ["duplicate_key 2:1-2:3 < 1:1-1:2"])
    }
}
