import Foundation
import Testing
import TurnoutPolicy

@testable import TurnoutEngine

/// The tutorial builds one policy from block to block: it is whole after each of them, and its tests pass.
@Suite struct TutorialTests {
    @Test func everyStepLoadsAndTheLastPassesItsTests() throws {
        let page = try SampleFolder.page("getting-started-policy.md")
        var text = ""
        for block in page.blocks(of: "yaml") {
            text += text.isEmpty ? block : "\n" + block
            let result = Policy.load("policy.yaml", files: MemoryFiles(["policy.yaml": text]))
            #expect(result.diagnostics.map(\.message) == [], "after the block that begins with \(block.prefix(20))")
        }
        let policy = try Policy(yaml: text)
        let results = try policy.runTests()
        #expect(results.count == 5)
        #expect(results.filter { !$0.passed }.map(\.name) == [])
    }

    /// The page quotes places in the policy; they move when somebody adds a line to a block.
    @Test func quotedPlacesAreWhereTheRulesStand() throws {
        let page = try SampleFolder.page("getting-started-policy.md")
        let policy = try Policy(yaml: page.blocks(of: "yaml").joined(separator: "\n"))
        let places = [
            policy.routes[0].name, policy.routes[1].name, policy.sensitivityRules[0].name, policy.guards[0].name,
            policy.budgets[1].name,
        ]
        for place in places.map(\.place) { #expect(page.contains(" \(place)"), "the page does not quote \(place)") }
    }
}

extension String {
    /// The fenced blocks of a Markdown page in a language.
    fileprivate func blocks(of language: String) -> [String] {
        components(separatedBy: "```\(language)\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
    }
}
