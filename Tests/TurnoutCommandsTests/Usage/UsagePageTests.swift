import Testing
import TurnoutCore
import TurnoutLedger

@testable import TurnoutCommands

/// The page: one file, nothing from elsewhere, and no name that breaks out of its place.
@Suite struct UsagePageTests {
    private func page(_ ledger: MemoryLedger) async throws -> String {
        let query = UsageQuery(since: Timestamp(microseconds: SampleLedger.now.microseconds - 10 * SampleLedger.day))
        return try await UsagePage(ledger, query, at: SampleLedger.now, clock: .utc).text
    }

    /// The names of all elements, in order; fails where tags do not match, or an attribute has no quotes.
    private func elements(_ page: String) throws -> [String] {
        struct Broken: Error { var near: String }
        var open: [String] = []
        var names: [String] = []
        var rest = Substring(page)
        while let start = rest.firstIndex(of: "<") {
            if rest[..<start].contains(">") { throw Broken(near: String(rest.prefix(60))) }
            rest = rest[rest.index(after: start)...]
            if rest.hasPrefix("!DOCTYPE") {
                rest = rest[(rest.firstIndex(of: ">").map { rest.index(after: $0) } ?? rest.endIndex)...]
                continue
            }
            // Up to the end of the tag, over what stands in quotes.
            var inQuotes = false
            guard
                let end = rest.firstIndex(where: { character in
                    if character == "\"" { inQuotes.toggle() }
                    return character == ">" && !inQuotes
                })
            else { throw Broken(near: String(rest.prefix(60))) }
            let tag = rest[..<end]
            rest = rest[rest.index(after: end)...]
            let name = String(tag.prefix { $0.isLetter || $0.isNumber })
            if tag.hasPrefix("/") {
                let closed = String(tag.dropFirst())
                guard open.popLast() == closed else { throw Broken(near: String(tag)) }
                continue
            }
            guard !name.isEmpty, !tag.dropFirst(name.count).contains("<") else { throw Broken(near: String(tag)) }
            names.append(name)
            if !tag.hasSuffix("/") { open.append(name) }
            if name == "style" {
                guard let close = rest.firstRange(of: "</style") else { throw Broken(near: "style") }
                rest = rest[close.lowerBound...]
            }
        }
        guard open.isEmpty else { throw Broken(near: open.joined(separator: " ")) }
        return names
    }

    @Test func isWellFormedAndNeedsNothingElse() async throws {
        let page = try await page(SampleLedger.calls())
        let names = Set(try elements(page))
        #expect(names.isSuperset(of: ["html", "svg", "table", "h1", "style", "title"]))
        #expect(names.isDisjoint(with: ["script", "link", "img", "iframe", "a", "form", "object", "image", "use"]))
        #expect(page.contains("default-src 'none'"))
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("url("))
        for words in ["Cost by day", "Providers", "Users", "Tasks", "Errors and latency", "anthropic/claude-sonnet"] {
            #expect(page.contains(words))
        }
        // Ten days and the one that has just begun do not all have calls, but all have a place.
        #expect(page.components(of: "<g><title>") == 10)
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='x", "</style><svg/onload=x>",
        "</title></svg>", "<!--", "]]>", "&lt;b&gt;", "\u{202E}\u{0}\u{1B}[2J", "</td></tr></table>", "${x} \\(y)",
    ])
    func hostileNamesStayNames(_ name: String) async throws {
        let harmless = try elements(try await page(SampleLedger.one(user: "a", feature: "b", task: "c", tag: "d")))
        let page = try await page(SampleLedger.one(user: name, feature: name, task: name, tag: name))
        #expect(try elements(page) == harmless)
        #expect(page.contains(HTML.escaped(name)))
        #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    }

    @Test func randomNamesStayNames() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let pieces = [
            "<", ">", "\"", "'", "&", "/", "=", "a", " ", "-->", "<!", "script", "\n", "\u{2028}", "é", ";", "#",
        ]
        let harmless = try elements(try await page(SampleLedger.one(user: "a", feature: "b", task: "c", tag: "d")))
        for _ in 0..<60 {
            let name = "x" + (0..<next(12)).map { _ in pieces[next(pieces.count)] }.joined()
            let page = try await page(SampleLedger.one(user: name, feature: name, task: name, tag: name))
            #expect(try elements(page) == harmless, "seed \(seed)")
        }
    }

    @Test func anEmptyLedgerHasAPage() async throws {
        let page = try await page(MemoryLedger())
        #expect(page.contains("There were no calls."))
        _ = try elements(page)
    }

    @Test func longSpansAreShownByMonths() async throws {
        let query = UsageQuery(since: Timestamp(microseconds: SampleLedger.now.microseconds - 400 * SampleLedger.day))
        let page = try await UsagePage(SampleLedger.calls(), query, at: SampleLedger.now, clock: .utc).text
        #expect(page.contains("Cost by month"))
        #expect(page.contains(">2025-12<"))
    }

    @Test(arguments: [0, 0.000_000_001, 0.004, 0.32, 1, 7.5, 99, 12_345, 9_000_000_000])
    func axesHaveRoundMarks(_ most: Double) {
        let scale = ChartScale(most: most)
        #expect(scale.top >= most && scale.top > 0)
        #expect((2...6).contains(scale.marks.count))
        #expect(scale.marks.first?.label == "0")
    }
}

extension String {
    /// How often a text stands in this one.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
