import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutPrivacy

@Suite("Guards that replace, rules on answers, detectors of a policy's own")
struct RewriteRuleTests {
    @Test("a guard that replaces names labels and targets")
    func rewrites() throws {
        let result = Parts.check(
            """
            guards:
              - {id: veil, pseudonymise: [pii.email, pii.id], to: {locality: external}}
              - {id: cards, mask: pii.card}
              - {id: no-training, deny: {trains: true}}
              - {id: keys, redact: secret, when: {tenant: acme}}
              - {id: tags, hash: [pii.phone]}
            """)
        #expect(result.codes == [], "\(result.words)")
        let policy = try #require(result.policy)
        #expect(policy.rewrites.map(\.name.qualified) == ["guards.veil", "guards.cards", "guards.keys", "guards.tags"])
        #expect(policy.rewrites.map(\.method) == [.pseudonymise, .mask, .redact, .hash])
        #expect(policy.rewrites[0].covers("pii.id.us_ssn"))
        #expect(!policy.rewrites[0].covers("pii.idle"))
        // Without `to`, a guard is about external targets.
        #expect(policy.rewrites[1].targets == policy.rewrites[0].targets)
        #expect(policy.guards.map(\.name.id) == ["no-training", "stay-home"])
    }

    @Test(
        "what a guard that replaces cannot say",
        arguments: [
            ("{redact: pii, mask: pii}", DiagnosticCode.conflictingKeys), ("{when: {tenant: a}}", .missingKey),
            ("{deny: {trains: true}, to: {locality: external}}", .conflictingKeys),
            ("{redact: pii.emial}", .unknownLabel), ("{redact: []}", .emptyList),
            ("{redact: pii, to: {tenant: a}}", .unknownAttribute),
            ("{redact: pii, when: {budget.b: hard}}", .budgetInClassify),
        ])
    func wrongGuards(_ guarding: String, _ code: DiagnosticCode) {
        let result = Parts.check("budgets: [{id: b, period: day, limit: 5.00 USD}]\nguards: [\(guarding)]")
        #expect(result.errors.contains(code), "\(result.words)")
    }

    @Test("rules on answers")
    func sanitising() throws {
        let result = Parts.check(
            """
            sanitise:
              - {id: keys, redact: secret}
              - {refuse: [pii.card], from: {locality: external}, when: {tenant: acme}}
            """)
        #expect(result.codes == [], "\(result.words)")
        let policy = try #require(result.policy)
        #expect(policy.sanitising.map(\.action) == [.replace(.redact), .refuse])
        #expect(policy.sanitising.map(\.name.qualified) == ["sanitise.keys", "sanitise.sanitise-2"])
        #expect(policy.targets.indices.allSatisfy { policy.sanitising[0].targets.contains($0) })
        #expect(Parts.check("sanitise: [{pseudonymise: pii}]").errors.contains(.unknownKey))
        #expect(Parts.check("sanitise: [{redact: pii.emial}]").errors == [.unknownLabel])
    }

    @Test("words and patterns become detectors")
    func detectors() throws {
        let result = Parts.check(
            """
            vocabulary:
              labels:
                project.zeus: {words: [zeus]}
                customer.number: {patterns: ['KD-[0-9]{6}']}
                staff.number: {patterns: ['[0-9]{5}'], near: [staff]}
            classify: {thresholds: {pii.phone: 80%, customer.number: 10%}}
            """)
        #expect(result.codes == [], "\(result.words)")
        let policy = try #require(result.policy)
        let scanner = Scanner(detectors: policy.detectors, thresholds: policy.thresholds)
        #expect(scanner.scan("about Zeus and KD-123456").labels == ["project.zeus", "customer.number"])
        #expect(scanner.scan("staff no 12345").labels == ["staff.number"])
        #expect(scanner.scan("the year 12345").labels == [])
        #expect(policy.thresholds == ["pii.phone": 0.8, "customer.number": 0.1])
    }

    @Test(
        "patterns without a bound are errors",
        arguments: [#"(a)\1"#, "a(?=b)", "(?<!a)b", "(a", "a**", "x*", "a{1,500}{1,500}", "(?R)", #"\p{L}+"#])
    func patterns(_ pattern: String) {
        let result = Parts.check("vocabulary: {labels: {own: {patterns: ['\(pattern)']}}}")
        #expect(result.errors == [.invalidPattern], "\(result.words)")
        #expect(result.diagnostics.allSatisfy { $0.help?.isEmpty == false })
    }

    @Test("near needs patterns, and thresholds need labels that exist")
    func companions() {
        #expect(Parts.check("vocabulary: {labels: {own: {near: [a]}}}").errors == [.missingKey])
        #expect(Parts.check("classify: {thresholds: {pii.emial: 50%}}").errors == [.unknownLabel])
        #expect(Parts.check("classify: {thresholds: {pii: 0%}}").errors == [.invalidValue])
    }
}
