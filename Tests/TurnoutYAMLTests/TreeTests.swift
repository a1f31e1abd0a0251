import Testing
import TurnoutYAML

@Suite("The tree and its places")
struct TreeTests {
    @Test("text stays text; what was left out and what was quoted can be told apart")
    func scalars() {
        let text = "a: no\nb: 017\nc: 1:30\nd:\ne: ~\nf: null\ng: 'null'\nh: \"\"\ni: Null\nj: 1e3\nk: 80%\n"
        #expect(
            read(text).root?.outline
                == "{a: no, b: 017, c: 1:30, d: ∅, e: ∅, f: ∅, g: \"null\", h: \"\", i: Null, j: 1e3, k: 80%}"
        )
    }

    @Test("every node has its place")
    func places() {
        let text = "version: 1\nroutes:\n  - {id: r1, use: [a/b, \"c d\"]}\n  - id: r2\n\n# end\n"
        #expect(
            read(text).root?.spans == [
                "{version: 1, routes: [{id: r1, use: [a/b, \"c d\"]}, {id: r2}]} 1:1-4:11",
                "version 1:1-1:8", "1 1:10-1:11", "routes 2:1-2:7",
                "[{id: r1, use: [a/b, \"c d\"]}, {id: r2}] 3:3-4:11",
                "{id: r1, use: [a/b, \"c d\"]} 3:5-3:32", "id 3:6-3:8", "r1 3:10-3:12", "use 3:14-3:17",
                "[a/b, \"c d\"] 3:19-3:31", "a/b 3:20-3:23", "\"c d\" 3:25-3:30",
                "{id: r2} 4:5-4:11", "id 4:5-4:7", "r2 4:9-4:11",
            ]
        )
    }

    @Test("columns count scalars and offsets count bytes, behind text of two, three and four bytes too")
    func multiByte() throws {
        let text = "é€😀: [ü, 'ö', x]  # ß\nname: 日本 語\n"
        let root = try #require(read(text).root)
        #expect(
            root.spans == [
                "{é€😀: [ü, \"ö\", x], name: 日本 語} 1:1-2:11", "é€😀 1:1-1:4", "[ü, \"ö\", x] 1:6-1:17", "ü 1:7-1:8",
                "\"ö\" 1:10-1:13", "x 1:15-1:16", "name 2:1-2:5", "日本 語 2:7-2:11",
            ]
        )
        let source = SourceText(text)
        #expect(source.text(root.mapping?[0].value.span ?? root.span) == "[ü, 'ö', x]")
        #expect(source.text(root.mapping?[1].value.span ?? root.span) == "日本 語")
    }

    @Test("offsets stay exact far into a text with few other characters")
    func farOffsets() throws {
        let items = (0..<3000).map { $0 % 97 == 0 ? "  - é\($0)\n" : "  - item\($0)\n" }
        let text = "list:\n" + items.joined()
        let list = try #require(read(text).root?.mapping?.first?.value.sequence)
        let source = SourceText(text)
        for (index, item) in list.enumerated() {
            #expect(source.text(item.span) == item.scalar?.text)
            #expect(item.span.line == index + 2)
        }
    }

    @Test("a block text ends behind its last character")
    func blockText() {
        let text = "a: |\n  one\n  tü\n\n\nb: >-\n  x\n\nc: |+\n\n"
        #expect(
            read(text).root?.spans.dropFirst() == [
                "a 1:1-1:2", "\"one\\ntü\\n\" 1:4-3:5", "b 6:1-6:2", "\"x\" 6:4-7:4", "c 9:1-9:2", "\"\\n\" 9:4-9:6",
            ]
        )
        #expect(read("a: |\r\n  x\r\n\r\nb: 1\r\n").root?.spans[2] == "\"x\\n\" 1:4-2:4")
    }

    @Test("nodes with nothing in them stand where they would begin")
    func empty() {
        #expect(
            read("a: []\nb: { }\nc: \n").root?.spans.suffix(5) == [
                "[] 1:4-1:6", "b 2:1-2:2", "{} 2:4-2:7", "c 3:1-3:2", "∅ 3:3",
            ])
        #expect(
            read("[a: b, c]\n").root?.spans == [
                "[{a: b}, c] 1:1-1:10", "{a: b} 1:2-1:6", "a 1:2-1:3", "b 1:5-1:6", "c 1:8-1:9",
            ])
    }

    @Test("entries keep the order of the source")
    func order() {
        #expect(read("z: 1\na: 2\nm: 3\n").root?.mapping?.map(\.name) == ["z", "a", "m"])
    }
}
