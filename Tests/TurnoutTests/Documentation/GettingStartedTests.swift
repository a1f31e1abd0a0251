import Foundation
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders

/// The article `GettingStarted`: its code is the code that compiles, and does what it says.
@Suite struct GettingStartedTests {
    @Test func articleShowsTheCodeThatCompiles() throws {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let code = try String(contentsOf: here.appending(path: "GettingStartedSnippets.swift"), encoding: .utf8)
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let article = try String(
            contentsOf: root.appending(path: "Sources/Turnout/Turnout.docc/GettingStarted.md"), encoding: .utf8)
        let compiled = blocks(of: code, from: { $0.hasSuffix("// snippet") }, to: { $0.hasSuffix("// end") })
        let shown = blocks(of: article, from: { $0 == "```swift" }, to: { $0 == "```" })
        #expect(shown.count == 7)
        #expect(shown == compiled)
    }

    /// The blocks between two kinds of lines, without the indentation that a block shares.
    private func blocks(of text: String, from: (String) -> Bool, to: (String) -> Bool) -> [String] {
        var blocks: [String] = []
        var current: [String]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let lines = current, to(line) {
                let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
                blocks.append(lines.map { String($0.dropFirst(margin)) }.joined(separator: "\n"))
                current = nil
            } else if current != nil {
                current?.append(line)
            } else if from(line) {
                current = []
            }
        }
        return blocks
    }

    @Test func confidentialRequestStaysHome() throws {
        let policy = try GettingStartedSnippets.load()
        let router = try Router(policy: policy, providers: ProviderRegistry(transport: nil))
        let request = ModelRequest("Reply to jane.doe@example.org about the delay.", task: "complex")
        #expect(router.decide(request).target == TargetName("ollama/llama3.2"))
    }
}
