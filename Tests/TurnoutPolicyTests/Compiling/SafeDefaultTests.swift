import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("The built-in protection")
struct SafeDefaultTests {
    @Test("the smallest policy has the rules and the guard without saying so")
    func smallest() throws {
        let result = Parts.load(LanguageReference.examples[0])
        #expect(result.codes == [])
        let policy = try #require(result.policy)
        #expect(policy.routes.map(\.name.id) == ["simple", "complex", "sensitive", "creative"])
        #expect(policy.guards.map(\.name.id) == ["stay-home"])
        #expect(policy.sensitivityRules.map(\.name.id) == ["task", "pii", "secrets"])
        #expect(policy.taskRules.map(\.name.id) == ["request", "complexity"])
        let denied = policy.targets.indices.filter { policy.guards[0].denied.contains($0) }
        #expect(denied.map { policy.targets[$0].name.description } == ["openai/gpt-4o-mini"])
        #expect(policy.levelOnDetectorError == 3)
    }

    @Test("own rules come on top of it")
    func onTop() {
        let policy = Parts.check(
            "guards: [{deny: {trains: true}}]\nclassify: {sensitivity: [{at_least: internal}]}"
        ).policy
        #expect(policy?.guards.map(\.name.id) == ["guard-1", "stay-home"])
        #expect(policy?.sensitivityRules.map(\.name.id) == ["sensitivity-1", "task", "pii", "secrets"])
    }

    @Test("switching it off is possible, and said")
    func off() {
        let result = Parts.check("safe_defaults: false")
        #expect(result.codes == ["warning safe_defaults_off"])
        #expect(result.policy?.guards.isEmpty == true && result.policy?.sensitivityRules.isEmpty == true)
    }

    @Test("a file that is included cannot switch it off unseen")
    func included() {
        let result = Parts.check("include: a.yaml", with: ["a.yaml": "safe_defaults: false"])
        #expect(result.diagnostics.contains { $0.code == .safeDefaultsOff && $0.span?.start.file == "a.yaml" })
        let kept = Parts.check("include: a.yaml\nsafe_defaults: true", with: ["a.yaml": "safe_defaults: false"])
        #expect(kept.policy?.guards.isEmpty != true)
    }

    @Test("levels between the built-in ones are covered from `confidential` on")
    func ownLevels() throws {
        let result = Parts.check(
            "vocabulary: {sensitivity: [public, team, internal, confidential, secret, restricted, top]}")
        let policy = try #require(result.policy)
        #expect(policy.levelOnDetectorError == 6)
        let level = policy.dimensions.firstIndex { $0.name == "sensitivity" }
        guard case .leaf(let leaf) = policy.guards[0].condition else {
            Issue.record("the built-in guard tests one thing")
            return
        }
        #expect(leaf.dimension == level)
        #expect((0..<7).map { leaf.cells.contains(UInt32($0)) } == [false, false, false, true, true, true, true])
    }
}
