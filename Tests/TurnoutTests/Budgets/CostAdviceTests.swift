import Testing
import Turnout
import TurnoutCore
import TurnoutLedger
import TurnoutPolicy

/// What a kind of request would cost elsewhere, and what keeps it from there.
@Suite struct CostAdviceTests {
    private let now = Timestamp(microseconds: 1_767_225_600_000_000)

    private func policy(_ guards: String = "[]", near: String = "{context: 32k}") throws -> Policy {
        try Policy(
            yaml: """
                version: 1
                safe_defaults: false
                providers:
                  home: {kind: custom, locality: local, models: {free: \(near)}}
                  cloud:
                    kind: custom
                    locality: external
                    models:
                      dear: {price: {input: 3.00 USD/1M, output: 15.00 USD/1M}, max_output: 4000}
                      fair: {price: {input: 0.50 USD/1M, output: 2.00 USD/1M}, max_output: 4000}
                      unknown: {}
                guards: \(guards)
                routes: [{id: all, use: [cloud/dear, cloud/fair, home/free]}]
                """)
    }

    /// Ten calls of a thousand tokens in and a hundred out, at 0.0045 USD each.
    private func kind(task: String = "complex", feature: String? = nil) -> RequestKind {
        RequestKind(
            target: TargetName(provider: "cloud", model: "dear"), task: task, feature: feature,
            row: UsageRow(
                calls: 10, served: 10, requests: 10, usage: Usage(promptTokens: 10_000, completionTokens: 1_000),
                cost: Money(nanoUSD: 45_000_000)))
    }

    @Test func theCheapestThatMayAnswer() throws {
        let advice = CostAdvice(kind(), policy: try policy(), at: now)
        #expect(advice.cheaper?.target.description == "home/free")
        #expect(advice.cheaper?.cost == .zero)
        #expect(advice.saving == Money(nanoUSD: 45_000_000))
        #expect(advice.obstacle == nil)
    }

    @Test func aGuardIsNamedWithItsPlace() throws {
        let guards = "[{id: quality, deny: {provider: home}, when: {task: complex}}]"
        let advice = CostAdvice(kind(), policy: try policy(guards), at: now)
        #expect(advice.cheaper?.target.description == "cloud/fair")
        // 1000 x 0.5 + 100 x 2 micro-dollars, ten times.
        #expect(advice.cheaper?.cost == Money(nanoUSD: 7_000_000))
        #expect(advice.saving == Money(nanoUSD: 38_000_000))
        #expect(advice.obstacle?.offer.target.description == "home/free")
        #expect(advice.obstacle?.code == .deniedByGuard)
        #expect(advice.obstacle?.detail == "denied by guards.quality")
        #expect(advice.obstacle?.place?.contains(":12:") == true)
        // Other tasks are not meant.
        #expect(CostAdvice(kind(task: "simple"), policy: try policy(guards), at: now).obstacle == nil)
    }

    @Test func aModelThatIsTooSmallIsNamed() throws {
        let advice = CostAdvice(kind(), policy: try policy(near: "{context: 1k}"), at: now)
        #expect(advice.cheaper?.target.description == "cloud/fair")
        #expect(advice.obstacle?.detail.hasPrefix("its context holds 1") == true)
        #expect(advice.obstacle?.place == nil)
    }

    @Test func whereNothingIsCheaperNothingIsSaid() throws {
        var cheap = kind()
        cheap.target = TargetName(provider: "home", model: "free")
        cheap.row.cost = .zero
        let advice = CostAdvice(cheap, policy: try policy(), at: now)
        #expect(advice.cheaper == nil && advice.obstacle == nil)
        #expect(advice.saving == .zero)
    }

    @Test func aTargetThatThePolicyHasNoMoreIsNoTrouble() throws {
        var old = kind(task: "a-task-of-old", feature: "unknown")
        old.target = TargetName(provider: "gone", model: "away")
        old.row.usage.promptTokens = .max
        old.row.calls = 0
        _ = CostAdvice(old, policy: try policy(), at: now)
    }
}
