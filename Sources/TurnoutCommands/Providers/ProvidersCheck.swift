import Turnout
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// Looks after all providers at once, each for no longer than a limit.
struct ProvidersCheck: Sendable {
    let registry: ProviderRegistry
    let limit: Duration

    /// A provider and what came of looking after it; `nil` for one that has no service to be asked.
    struct Result: Sendable {
        var provider: PolicyProvider
        var health: ServiceHealth?
    }

    /// The results in the order of the providers.
    func results(of providers: [PolicyProvider]) async -> [Result] {
        await withTaskGroup(of: (Int, ServiceHealth?).self) { group in
            for (place, provider) in providers.enumerated() {
                group.addTask { (place, await health(of: provider)) }
            }
            var results = providers.map { Result(provider: $0, health: nil) }
            for await (place, health) in group { results[place].health = health }
            return results
        }
    }

    private func health(of provider: PolicyProvider) async -> ServiceHealth? {
        guard let client = registry.service(for: provider.first) else { return nil }
        let clock = SystemClock()
        return await withTaskGroup(of: ServiceHealth.self) { group in
            group.addTask { await client.health(of: provider.first) { clock.now() } }
            group.addTask {
                // Cancelled when the service was faster, and then nobody looks at this.
                try? await Task.sleep(for: limit)
                return .late(after: limit)
            }
            defer { group.cancelAll() }
            return await group.next() ?? .late(after: limit)
        }
    }
}
