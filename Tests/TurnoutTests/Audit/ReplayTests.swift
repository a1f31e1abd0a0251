import Synchronization
import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutPrivacy
import TurnoutTesting

@testable import Turnout

/// A decision is made again from its entry, as it was.
@Suite(.timeLimit(.minutes(5))) struct ReplayTests {
    static let seed: UInt64 = 20_261_121

    /// Through the router, with whatever breakers, limits and pins come about.
    @Test func whatTheRouterDecidedIsDecidedAgain() async throws {
        var decided = 0
        for seed in UInt64(1)...30 {
            var random = PropertyGenerator(seed: seed)
            let model = RandomPrivacyPolicy(using: &random)
            let values = PlantedValue.Kind.allCases.map { PlantedValue($0, using: &random) }
            let targets = model.providers.flatMap { provider in
                RandomPrivacyPolicy.models.map { "\(provider.name)/\($0)" }
            }
            let trail = Trail()
            let stage = try PropertyStage(model, seed: seed, audit: trail)
            for number in 0..<6 {
                let request = PlantedRequest(number: number, values: values, targets: targets, using: &random)
                stage.router.isOffline = random.isOnce(in: 6)
                _ = await stage.answer(to: request)
            }
            let entries = trail.entries
            #expect(entries.count { if case .ended = $0.event { true } else { false } } == 6, "seed \(seed)")
            for entry in entries {
                decided += 1
                try expectSame(entry, "seed \(seed)")
            }
        }
        #expect(decided > 300)
    }

    /// With states that come about seldom: budgets, quarantines, half-open breakers.
    @Test func anyStateIsReadBack() async throws {
        let policy = try Policy(
            yaml: """
                version: 1
                vocabulary: {attributes: {vip: bool, team: string}}
                providers:
                  home: {kind: custom, locality: local, models: {a: {context: 8k}, b: {}}}
                  away: {kind: custom, locality: external, models: {c: {price: {input: 1 USD/1M, output: 2 USD/1M}}, d: {price: {input: 3 USD/1M, output: 4 USD/1M}}}}
                budgets:
                  - {id: day, period: day, limit: 1 USD, on_hard: {deny: {priced: true}}}
                  - {id: each, per: [target], period: day, limit: 1 USD, on_hard: {deny: {priced: true}}}
                overrides:
                  - {who: {user: root}, may: [pin_target, ignore_breaker], expires: 2026-01-01T00:00:00.000500Z}
                routes:
                  - {when: {vip: true, budget.day: soft}, use: [away/c, home/a]}
                  - {when: {tags: {any_of: [x]}}, use: [{balance: weighted, of: [{target: away/c, weight: 3}, away/d, {target: home/a, weight: 2}]}]}
                  - {when: {group: {any_of: [g]}, cost_cap: {gte: 0.01 USD}}, use: [away/d, away/c]}
                  - {when: {deadline: {lte: 1s}}, use: [{balance: least_outstanding, of: [home/a, home/b]}]}
                  - {id: rest, use: [{balance: round_robin, of: [away/c, away/d]}, home/b], otherwise: local}
                """)
        let classifier = Classifier(policy: policy)
        var random = PropertyGenerator(seed: Self.seed)
        var system = SystemRandomNumberGenerator()
        let screen = FactScreen(scanner: policy.scanner, key: CorrelationKey(using: &system))
        var outcomes: Set<String> = []
        for round in 0..<800 {
            await Task.yield()
            var request = ModelRequest("hello")
            request.context = Self.context(&random)
            let classified = classifier.classify(request, for: policy)
            let state = Self.state(of: policy, &random)
            let routed = RoutedDecision(policy.decide(classified.facts, state), classified: classified, state: state)
            let entry = AuditEntry(
                id: RequestID(high: 1, low: 2), time: state.now, event: .rejected(.noRoute), routed: routed,
                screen: screen)
            try expectSame(entry, "round \(round), seed \(Self.seed)")
            outcomes.insert("\(routed.decision.route ?? -1) \(routed.decision.outcome)")
        }
        #expect(outcomes.count >= 8, "\(outcomes)")
    }

    private func expectSame(_ entry: AuditEntry, _ note: String) throws {
        let json = try JSONValue(parsing: entry.json().text())
        let replay = try AuditEntry.Replay(json: json)
        let policy = entry.routed.decision.policy
        var facts = entry.routed.facts
        facts.context.conversation = nil
        let inputs = replay.inputs(for: policy)
        #expect(replay.isWhole, "\(note)")
        #expect(inputs.facts == facts, "\(note)")
        let again = replay.decide(by: policy)
        let decision = entry.routed.decision
        #expect(again.candidates == decision.candidates && again.outcome == decision.outcome, "\(note)")
        #expect(again.task == decision.task && again.sensitivityCause == decision.sensitivityCause, "\(note)")
        #expect(again.route == decision.route && again.override == decision.override, "\(note)")
        #expect(AuditEntry.Replay.Outcome(again) == replay.decided, "\(note)")
        #expect(replay.policyDigest == policy.digest && replay.id == entry.id)
    }

    @Test func hostileEntriesAreOnlyRefused() async throws {
        let stage = try LogStage()
        let whole = stage.entry().json().text()
        _ = try AuditEntry.Replay(json: JSONValue(parsing: whole))
        var random = PropertyGenerator(seed: Self.seed)
        for _ in 0..<800 {
            await Task.yield()
            var bytes = Array(whole.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] =
                    Array("0919\"{}[],-e.ntx".utf8).randomElement(
                        using: &random) ?? 0
            }
            guard let json = try? JSONValue(parsing: bytes) else { continue }
            guard let replay = try? AuditEntry.Replay(json: json) else { continue }
            _ = replay.decide(by: stage.entry().routed.decision.policy)
        }
        #expect(throws: ReplayError.self) { try AuditEntry.Replay(json: ["format_version": 1]) }
    }

    // MARK: By chance

    private static func context(_ random: inout PropertyGenerator) -> RequestContext {
        var context = RequestContext(
            user: random.isOnce(in: 2) ? "root" : nil, tenant: random.isOnce(in: 3) ? "acme" : nil,
            groups: random.isOnce(in: 3) ? ["g", "h"] : [], tags: random.isOnce(in: 3) ? ["x"] : ["y", "y"],
            priority: Priority.allCases.randomElement(using: &random) ?? .normal,
            deadline: random.isOnce(in: 3) ? .nanoseconds(Int64.random(in: 0...2_000_000_000, using: &random)) : nil,
            costCap: random.isOnce(in: 3) ? Money(nanoUSD: Int64.random(in: 0...1_000_000_000, using: &random)) : nil,
            offline: random.isOnce(in: 8), pin: random.isOnce(in: 4) ? TargetName("away/c") : nil)
        if random.isOnce(in: 3) {
            context.task = ["complex", "creative", "none of ours"].randomElement(using: &random)
        }
        if random.isOnce(in: 3) { context.attributes["vip"] = random.isOnce(in: 5) ? "perhaps" : "true" }
        if random.isOnce(in: 4) { context.attributes["team"] = "blue \"quoted\" \u{1F600}\n" }
        if random.isOnce(in: 4) {
            context.labels = [["pii.email"], ["secret", "pii"], ["strange"]].randomElement(using: &random) ?? []
        }
        return context
    }

    private static func state(of policy: Policy, _ random: inout PropertyGenerator) -> RoutingState {
        func wait(_ random: inout PropertyGenerator) -> Duration? {
            random.isOnce(in: 6) ? .nanoseconds(Int64.random(in: 0 ... .max, using: &random)) : nil
        }
        let targets = policy.targets.map { _ in
            let breakers: [BreakerStanding] = [
                .closed, .closed, .open(retryIn: BreakerStanding.indefinitely), .open(retryIn: .milliseconds(1)),
                .halfOpen(freeProbes: 0), .halfOpen(freeProbes: 2),
            ]
            return TargetState(
                breaker: breakers.randomElement(using: &random) ?? .closed, isDown: random.isOnce(in: 8),
                limitedFor: wait(&random), quarantinedFor: wait(&random),
                inFlight: Int.random(in: 0...3, using: &random))
        }
        func budget(_ random: inout PropertyGenerator) -> BudgetState {
            BudgetState.allCases.randomElement(using: &random) ?? .ok
        }
        func left(_ random: inout PropertyGenerator) -> Money? {
            random.isOnce(in: 3) ? nil : Money(nanoUSD: Int64.random(in: -5...2_000_000, using: &random))
        }
        return RoutingState(
            now: Timestamp(microseconds: 1_767_225_600_000_000 + Int64.random(in: 0...1_000, using: &random)),
            targets: random.isOnce(in: 10) ? [] : targets,
            budgets: random.isOnce(in: 10)
                ? []
                : [
                    BudgetStanding(budget(&random), left: left(&random)),
                    BudgetStanding(
                        budget(&random), byTarget: policy.targets.map { _ in budget(&random) }, left: left(&random),
                        leftByTarget: random.isOnce(in: 2) ? [] : policy.targets.map { _ in left(&random) }),
                ],
            isOffline: random.isOnce(in: 8), draw: random.isOnce(in: 8) ? nil : random.next())
    }

    private final class Trail: AuditTrail {
        private let state = Mutex<[AuditEntry]>([])

        var entries: [AuditEntry] { state.withLock { $0 } }

        func write(_ entry: AuditEntry) async throws(AuditFailure) { state.withLock { $0.append(entry) } }

        func note(_ entry: AuditEntry, onFailure: @escaping @Sendable (AuditFailure) -> Void) {
            state.withLock { $0.append(entry) }
        }
    }
}
