import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// The decision that the benchmarks time, here and in scripts/peers/compare.py.
///
/// A policy has one route for each tenant, over eight models of an external provider and one local model. A complex,
/// public request of the last tenant is decided: the worst case for whoever tries rule after rule. The same request
/// marked confidential must stay local, which shows that the guard is part of what is timed.
public struct DecideScenario: Sendable {
    /// How many models the tenants share.
    public static let models = 8

    /// The number of routes that name a tenant; one more catches the rest.
    public let routes: Int

    private let policy: Policy
    private let request: Facts
    private let state = RoutingState(now: Timestamp(microseconds: 1_780_000_000_000_000))

    /// Loads and compiles the policy; throws when it does not pass the checks.
    public init(routes: Int) throws {
        self.routes = routes
        policy = try Policy(yaml: Self.policy(routes: routes))
        request = Self.facts(tenant: routes - 1, labels: [])
    }

    private static func facts(tenant: Int, labels: [String]) -> Facts {
        Facts(context: RequestContext(task: "complex", tenant: "t\(tenant)"), labels: labels, tokens: 200)
    }

    /// Decides the public request and answers how many targets its chain names: the work that is timed.
    public func decide() -> Int { policy.decide(request, state).candidates.count }

    /// The first target of the public request's chain, `cloud/mN`.
    public func publicTarget() -> String { firstTarget(of: request) }

    /// The first target of the same request with personal data in it, `local/small`.
    public func confidentialTarget() -> String {
        firstTarget(of: Self.facts(tenant: routes - 1, labels: ["pii.email"]))
    }

    private func firstTarget(of facts: Facts) -> String {
        policy.decide(facts, state).target.map { "\($0)" } ?? "none"
    }

    /// The first target that the public request must get.
    public var expectedTarget: String { "cloud/m\((routes - 1) % Self.models)" }

    /// The policy as text.
    public static func policy(routes: Int) -> String {
        var text = """
            version: 1
            name: benchmark
            vocabulary:
              attributes: {tenant: string}
            providers:
              local: {kind: ollama, models: {small: {}}}
              cloud:
                kind: openai
                credentials: {env: TURNOUT_BENCHMARK_KEY}
                models:

            """
        for model in 0..<models { text += "      m\(model): {id: gpt-4o-mini}\n" }
        text += """
            guards:
              - {id: stay-home, deny: {locality: external}, when: {sensitivity: {gte: confidential}}}
            routes:

            """
        for route in 0..<routes {
            text += "  - {when: {task: complex, tenant: t\(route)}, "
            text += "use: [cloud/m\(route % models), local/small]}\n"
        }
        return text + "  - {id: default, use: [local/small]}\n"
    }
}
