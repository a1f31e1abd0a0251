public import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

extension Router {
    /// Looks after the health of targets that nobody calls, until the task is cancelled.
    ///
    /// Traffic is the best probe, so only targets without any for a while are probed: on a free endpoint of their
    /// service, without content. A service that cannot be reached is passed over until a probe reaches it again. Whether
    /// it takes requests is for the breaker to find out: reachable and admissible are two things.
    ///
    /// ```swift
    /// await withDiscardingTaskGroup { group in
    ///     group.addTask { await router.monitorHealth() }
    ///     …
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - quiet: how long a target is left without traffic before it is probed, and between two probes.
    ///   - timeout: how long a probe may take.
    public func monitorHealth(quiet: Duration = .seconds(30), timeout: Duration = .seconds(5)) async {
        while !Task.isCancelled {
            await probeHealth(quiet: quiet, timeout: timeout)
            do throws(CancellationError) { try await options.clock.sleep(for: quiet) } catch { return }
        }
    }

    /// Probes every service once of which a target has had no traffic for a while; services are probed side by side.
    ///
    /// - Returns: the targets that were probed, and whether their service could be reached.
    @discardableResult
    public func probeHealth(
        quiet: Duration = .seconds(30), timeout: Duration = .seconds(5)
    ) async -> [TargetName: Bool] {
        let inForce = current
        let now = options.clock.now()
        var services: [Service: [Int]] = [:]
        for (number, target) in inForce.policy.targets.enumerated() {
            if isOffline, target.locality == .external { continue }
            guard inForce.cells[number].isQuiet(for: quiet, at: now) else { continue }
            services[Service(target), default: []].append(number)
        }
        let found = await withTaskGroup(of: ([Int], Bool?).self) { group in
            for (_, numbers) in services {
                guard let number = numbers.first else { continue }
                group.addTask { (numbers, await self.probe(inForce.policy.targets[number], timeout: timeout)) }
            }
            return await group.reduce(into: [([Int], Bool?)]()) { $0.append($1) }
        }
        var result: [TargetName: Bool] = [:]
        for (numbers, isReachable) in found {
            guard let isReachable else { continue }
            for number in numbers {
                // A call may have been answered while the probe was under way.
                let isStillQuiet = inForce.cells[number].isQuiet(for: quiet, at: options.clock.now())
                if isReachable || isStillQuiet { inForce.cells[number].note(isDown: !isReachable) }
                result[inForce.policy.targets[number].name] = isReachable
            }
        }
        lobby.stir(at: options.clock.now())
        return result
    }

    /// What makes two targets answer from one place.
    private struct Service: Hashable {
        let provider: String
        let endpoint: Endpoint?

        init(_ target: Target) {
            provider = target.name.provider
            endpoint = target.endpoint
        }
    }

    /// Whether a target's service can be reached; `nil` when there is no way to find out.
    private func probe(_ target: Target, timeout: Duration) async -> Bool? {
        guard let service = providers.service(for: target) else { return nil }
        let clock = options.clock
        return await withTaskGroup(of: Bool?.self) { group in
            group.addTask { await service.health(of: target, now: { clock.now() }).isUp }
            group.addTask {
                do throws(CancellationError) { try await clock.sleep(for: timeout) } catch { return nil }
                return false
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
