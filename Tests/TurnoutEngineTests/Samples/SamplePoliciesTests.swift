import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

/// The samples load clean, keep the promises in their own tests, and have no rule that no test reaches.
@Suite struct SamplePoliciesTests {
    @Test func samplesAreThere() {
        let expected: Set = [
            "minimal.yaml", "hybrid.yaml", "local-only.yaml", "cost-saver.yaml", "regulated-eu.yaml",
            "team-budgets.yaml", "support-desk.yaml",
        ]
        #expect(expected.isSubset(of: SampleFolder.policies))
        #expect(!SampleFolder.routes.isEmpty)
    }

    @Test(arguments: SampleFolder.policies) func loadsWithoutFindings(_ name: String) {
        let result = SampleFolder.load(name)
        #expect(result.policy != nil)
        #expect(result.diagnostics.map { "\($0.code.rawValue): \($0.message)" } == [])
    }

    @Test(arguments: SampleFolder.policies) func passesItsOwnTests(_ name: String) throws {
        let policy = try #require(SampleFolder.load(name).policy)
        let results = try policy.runTests()
        #expect(!results.isEmpty)
        for result in results {
            #expect(result.passed, "\(result.position) \(result.name): \(result.failures.joined(separator: "; "))")
        }
    }

    /// `make demo` moves every provider of this sample; nothing that it promises may depend on the addresses.
    @Test func hybridHoldsWhereverItsProvidersAre() throws {
        let result = SampleFolder.load("hybrid.yaml") { name in
            switch name {
            case "TURNOUT_LOCAL_URL": "http://127.0.0.1:18290/v1"
            case "TURNOUT_OPENAI_URL", "TURNOUT_ANTHROPIC_URL", "TURNOUT_OPENROUTER_URL":
                "https://unreachable.invalid/v1"
            default: nil
            }
        }
        #expect(result.diagnostics.isEmpty)
        let policy = try #require(result.policy)
        #expect(try policy.runTests().filter { !$0.passed }.map(\.name) == [])
    }

    @Test(arguments: SampleFolder.policies) func namesItsTestsApart(_ name: String) throws {
        let policy = try #require(SampleFolder.load(name).policy)
        let names = policy.tests.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: SampleFolder.policies) func testsReachEveryRule(_ name: String) throws {
        let policy = try #require(SampleFolder.load(name).policy)
        var seen: Set<String> = []
        for result in try policy.runTests() {
            let explanation = result.explanation
            seen.insert(explanation.task.rule)
            seen.insert(explanation.sensitivity.rule)
            if let route = explanation.route { seen.insert(route.rule) }
            for step in explanation.steps + explanation.notConsidered {
                seen.insert(String(step.detail.dropPrefix("denied by ")))
            }
        }
        let written = policy.ownRules.filter { !policy.deniesNothing($0) }.map(\.qualified)
        #expect(written.filter { !seen.contains($0) } == [])
    }

    @Test(arguments: SampleFolder.policies) func testsOfSensitiveRequestsContactNothingExternal(_ name: String) throws {
        let policy = try #require(SampleFolder.load(name).policy)
        let confidential = try #require(policy.vocabulary.levels.firstIndex(of: "confidential"))
        var count = 0
        for result in try policy.runTests() where result.explanation.decision.sensitivity >= confidential {
            count += 1
            let external = result.explanation.decision.chain.filter { policy.targets[$0].locality == .external }
            #expect(external.isEmpty, "\(result.position) \(result.name)")
        }
        #expect(count > 0, "no test of \(name) is about a sensitive request")
    }

    @Test func everyRouteTableIsIncluded() {
        let read = SampleFolder.policies.flatMap { SampleFolder.load($0).sources.map(\.name) }
        for table in SampleFolder.routes {
            #expect(read.contains { $0.hasSuffix("/routes/\(table)") }, "no policy includes routes/\(table)")
        }
    }
}

extension Policy {
    /// Every rule that stands in a file.
    fileprivate var ownRules: [RuleName] {
        let names =
            routes.map(\.name) + guards.map(\.name) + budgets.map(\.name) + overrides.map(\.name)
            + taskRules.map(\.name) + sensitivityRules.map(\.name)
        return names.filter { $0.position != nil }
    }

    /// Whether a guard denies none of the targets that there are, so that no test can show it at work.
    fileprivate func deniesNothing(_ name: RuleName) -> Bool {
        guards.contains { $0.name == name && !targets.indices.contains(where: $0.denied.contains) }
    }
}

extension String {
    fileprivate func dropPrefix(_ prefix: String) -> Substring {
        hasPrefix(prefix) ? dropFirst(prefix.count) : self[...]
    }
}
