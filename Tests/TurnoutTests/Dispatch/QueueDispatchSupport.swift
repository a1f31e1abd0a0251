import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// What the tests of waiting requests share.
protocol QueueDispatching {}

extension QueueDispatching {
    /// One target that takes one call at a time, as a local model does.
    ///
    /// The clock is moved to whatever comes next, so the router's own timers are either near and harmless or far away.
    func policy(
        home: String = "{concurrency: 1}", queue: String = "{size: 100, max_wait: 20h}", router: String = "{}",
        use: String = "[home/small]"
    ) -> String {
        """
        version: 1
        vocabulary: {attributes: {tenant: string}}
        providers:
          home: {kind: custom, locality: local, models: {small: {}}, limits: \(home)}
          attic: {kind: custom, locality: local, models: {large: {}}, limits: {concurrency: 1}}
        limits: \(router)
        queue: \(queue)
        timeouts: {first_token: 20h, idle: 10s, total: 20h}
        routes: [{id: all, use: \(use)}]
        """
    }

    func request(
        _ text: String = "hello", _ priority: Priority = .normal, tenant: String? = nil, deadline: Duration? = nil
    ) -> ModelRequest {
        var request = ModelRequest(text)
        request.context.priority = priority
        request.context.tenant = tenant
        request.context.deadline = deadline
        return request
    }

    /// An answer that takes two seconds.
    static var slow: @Sendable (ScriptedProvider.Call) -> Stage.Script {
        { _ in [.wait(.seconds(2))] + .answer("ok") }
    }

    func checkNothingLeft(_ stage: Stage) {
        let quota = stage.router.checkQuota()
        #expect(quota.waiting == 0)
        #expect(stage.router.targets().allSatisfy { $0.inFlight == 0 })
        for line in quota.router + quota.providers.values.flatMap({ $0 }) where line.kind == .concurrency {
            #expect(line.remaining == line.limit)
        }
    }

    /// What was asked, in the order in which it was served.
    func order(_ stage: Stage, _ provider: String = "home") -> [String] {
        stage.provider(provider).calls.map { call in
            call.request.messages.first?.content.compactMap {
                if case .text(let text) = $0 { text.reveal() } else { nil }
            }
            .joined() ?? ""
        }
    }

    /// Sends requests one after the other, each of which is waiting before the next one comes.
    func line(
        up requests: [ModelRequest], at stage: Stage
    ) async throws -> [Task<Result<ModelAnswer, TurnoutError>, Never>] {
        var tasks: [Task<Result<ModelAnswer, TurnoutError>, Never>] = []
        for request in requests {
            let before = stage.router.checkQuota().waiting
            tasks.append(Task { await stage.complete(request) })
            try await wait(while: stage.router.checkQuota().waiting == before)
        }
        return tasks
    }

    /// Moves the clock until all are served: whenever the timers of router and line sleep, and a call.
    func finish(
        _ tasks: [Task<Result<ModelAnswer, TurnoutError>, Never>], at stage: Stage, sleepers: Int = 3
    ) async -> [Result<ModelAnswer, TurnoutError>] {
        await stage.moving(sleepers: sleepers) {
            var results: [Result<ModelAnswer, TurnoutError>] = []
            for task in tasks { results.append(await task.value) }
            return results
        } ?? []
    }

    /// Moves the clock by the same time again and again, after each of which the next has to be served.
    func oneByOne(
        _ tasks: [Task<Result<ModelAnswer, TurnoutError>, Never>], every step: Duration, at stage: Stage
    ) async -> [Result<ModelAnswer, TurnoutError>] {
        var results: [Result<ModelAnswer, TurnoutError>] = []
        for task in tasks {
            stage.clock.advance(by: step)
            results.append(await task.value)
        }
        return results
    }
}
