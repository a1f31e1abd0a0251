import Synchronization
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Requests that wait while limits are reached: who is served, when, and that nobody is forgotten.
@Suite(.timeLimit(.minutes(1))) struct QueueDispatchTests {
    /// One target that takes one call at a time, as a local model does.
    ///
    /// The clock is moved to whatever comes next, so the router's own timers are either near and harmless or far away.
    private func policy(
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

    private func request(
        _ text: String = "hello", _ priority: Priority = .normal, tenant: String? = nil, deadline: Duration? = nil
    ) -> ModelRequest {
        var request = ModelRequest(text)
        request.context.priority = priority
        request.context.tenant = tenant
        request.context.deadline = deadline
        return request
    }

    private static let slow: @Sendable (ScriptedProvider.Call) -> Stage.Script = { _ in
        [.wait(.seconds(2))] + .answer("ok")
    }

    private func checkNothingLeft(_ stage: Stage) {
        let quota = stage.router.checkQuota()
        #expect(quota.waiting == 0)
        #expect(stage.router.targets().allSatisfy { $0.inFlight == 0 })
        for line in quota.router + quota.providers.values.flatMap({ $0 }) where line.kind == .concurrency {
            #expect(line.remaining == line.limit)
        }
    }

    /// What was asked, in the order in which it was served.
    private func order(_ stage: Stage, _ provider: String = "home") -> [String] {
        stage.provider(provider).calls.map { call in
            call.request.messages.first?.content.compactMap {
                if case .text(let text) = $0 { text.reveal() } else { nil }
            }
            .joined() ?? ""
        }
    }

    /// Sends requests one after the other, each of which is waiting before the next one comes.
    private func line(
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
    private func finish(
        _ tasks: [Task<Result<ModelAnswer, TurnoutError>, Never>], at stage: Stage, sleepers: Int = 3
    ) async -> [Result<ModelAnswer, TurnoutError>] {
        await stage.moving(sleepers: sleepers) {
            var results: [Result<ModelAnswer, TurnoutError>] = []
            for task in tasks { results.append(await task.value) }
            return results
        } ?? []
    }

    @Test(arguments: [true, false]) func theSecondIsServedWhenTheFirstHasEnded(isStreamed: Bool) async throws {
        let stage = try Stage(policy: policy(), ["home": Self.slow])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let second = Task { isStreamed ? await stage.stream().record : await stage.complete().value?.record }
        try await wait(while: stage.router.checkQuota().waiting == 0)
        #expect(stage.provider("home").callCount == 1)
        let record = try #require(await stage.moving(sleepers: 3) { await second.value } ?? nil)
        #expect(await first.value.value?.text == "ok")
        #expect(record.attempts.last?.started == .seconds(2))
        #expect(record.duration == .seconds(4))
        #expect(record.served == TargetName("home/small"))
        checkNothingLeft(stage)
    }

    /// Nobody waits who can be served elsewhere, and who waits takes whatever is free first.
    @Test func whoeverIsFreeFirstServes() async throws {
        let stage = try Stage(
            policy: policy(use: "[home/small, attic/large]"),
            [
                "home": { _ in [.wait(.seconds(9))] + .answer("home") },
                "attic": { _ in [.wait(.seconds(4))] + .answer("attic") },
            ]
        )
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let second = Task { await stage.complete() }
        try await wait(while: stage.provider("attic").callCount == 0)
        let third = try await line(up: [request()], at: stage)
        for _ in 0..<2 {
            try await stage.clock.waitForSleepers(4)
            stage.clock.advance(by: .seconds(4))
        }
        let served = try #require(await third[0].value.value)
        #expect(served.text == "attic")
        #expect(served.record.duration == .seconds(8))
        stage.clock.advance(by: .seconds(1))
        #expect(await [first.value, second.value].map { $0.value?.text } == ["home", "attic"])
        checkNothingLeft(stage)
    }

    @Test func aRateLetsThemInOneByOne() async throws {
        let stage = try Stage(policy: policy(home: "{requests: 1/min}"))
        #expect(await stage.complete().error == nil)
        let tasks = try await line(up: [request("a"), request("b")], at: stage)
        let results = await finish(tasks, at: stage, sleepers: 1)
        #expect(results.compactMap { $0.value?.record.duration } == [.seconds(60), .seconds(120)])
        #expect(stage.provider("home").callCount == 3)
        checkNothingLeft(stage)
    }

    @Test func theRoutersRateLetsThemInOneByOne() async throws {
        let stage = try Stage(policy: policy(home: "{}", router: "{requests: 1/min}"))
        #expect(await stage.complete().error == nil)
        let tasks = try await line(up: [request("a"), request("b")], at: stage)
        let results = await finish(tasks, at: stage, sleepers: 1)
        #expect(results.compactMap { $0.value?.record.duration } == [.seconds(60), .seconds(120)])
        checkNothingLeft(stage)
    }

    /// Who is told to come back in an hour does not lie down for a minute first.
    @Test func aWaitThatIsTooLongIsRefusedAtOnce() async throws {
        let refusal: Stage.Script = [
            .fail(ProviderFailure(.rateLimited, "later", status: 429, retryAfter: .seconds(3600)))
        ]
        let stage = try Stage(policy: policy(home: "{}", queue: "{max_wait: 30s}"), ["home": { _ in refusal }])
        #expect(await stage.complete().error?.code == .rateLimited)
        let error = try #require(await stage.moving(sleepers: 1) { await stage.complete().error } ?? nil)
        #expect(error.code == .rateLimited)
        #expect(error.record.duration == .zero)
        #expect(error.retryAfter == .seconds(3600))
        #expect(stage.provider("home").callCount == 1)
    }

    /// To wait for a busy target does not count as another request of the router's.
    @Test func aWaitTakesOneRequestOnly() async throws {
        let stage = try Stage(policy: policy(router: "{requests: 2/h}"), ["home": Self.slow])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let tasks = try await line(up: [request()], at: stage)
        let results = await finish([first] + tasks, at: stage)
        #expect(results.compactMap { $0.value?.record.duration } == [.seconds(2), .seconds(4)])
        checkNothingLeft(stage)
    }

    @Test func aFullLineTakesNobodyIn() async throws {
        let stage = try Stage(policy: policy(queue: "{size: 1, max_wait: 20h}"), ["home": Self.slow])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let tasks = try await line(up: [request()], at: stage)
        let error = try #require(await stage.complete().error)
        #expect(error.code == .rateLimited)
        #expect(error.message.contains("as many requests wait as may"))
        #expect(error.record.duration == .zero)
        #expect(await finish([first] + tasks, at: stage).allSatisfy { $0.error == nil })
        checkNothingLeft(stage)
    }

    @Test func nobodyWaitsWhereWaitingIsOff() async throws {
        let stage = try Stage(policy: policy(queue: "{size: 0}"), ["home": Self.slow])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let error = try #require(await stage.complete().error)
        #expect(error.code == .rateLimited)
        #expect(error.record.path == ["home/small saturated"])
        #expect(await finish([first], at: stage, sleepers: 1).first?.error == nil)
        checkNothingLeft(stage)
    }

    @Test func aDeadlineEndsTheWait() async throws {
        let stage = try Stage(policy: policy(), ["home": { _ in [.wait(.seconds(30))] + .answer("ok") }])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let tasks = try await line(up: [request(deadline: .seconds(5))], at: stage)
        let results = await finish(tasks, at: stage)
        #expect(results.first?.error?.code == .timeout)
        #expect(results.first?.error?.record.duration == .seconds(5))
        #expect(stage.provider("home").callCount == 1)
        #expect(await finish([first], at: stage, sleepers: 1).first?.error == nil)
        checkNothingLeft(stage)
    }

    @Test func nobodyWaitsForLongerThanAnybodyMay() async throws {
        let stage = try Stage(
            policy: policy(queue: "{max_wait: 8s}"), ["home": { _ in [.wait(.seconds(30))] + .answer("ok") }])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let tasks = try await line(up: [request()], at: stage)
        let error = try #require(await finish(tasks, at: stage).first?.error)
        #expect(error.code == .rateLimited)
        #expect(error.message.contains("longer than anybody may wait"))
        #expect(error.record.duration == .seconds(8))
        #expect(await finish([first], at: stage, sleepers: 1).first?.error == nil)
        checkNothingLeft(stage)
    }

    /// Once the line's pace is known, whoever would be too late by it is told at once.
    @Test func whoWouldBeTooLateIsTurnedAway() async throws {
        let stage = try Stage(policy: policy(), ["home": { _ in [.wait(.seconds(5))] + .answer("ok") }])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let others = try await line(up: (0..<6).map { _ in request() }, at: stage)
        // Three are served, one each 5 s; three wait.
        for number in 2...4 {
            try await stage.clock.waitForSleepers(3)
            stage.clock.advance(by: .seconds(5))
            try await wait(while: stage.provider("home").callCount < number)
        }
        let start = stage.clock.now()
        let error = try #require(await stage.complete(request(deadline: .seconds(6))).error)
        #expect(error.code == .rateLimited)
        #expect(error.message.contains("longer than the request's time"))
        #expect(stage.clock.now() == start)
        #expect(await finish([first] + others, at: stage).allSatisfy { $0.error == nil })
        checkNothingLeft(stage)
    }

    /// 8 : 4 : 2 : 1, whoever came first.
    @Test func urgentRequestsPassTheOthers() async throws {
        let stage = try Stage(policy: policy(), ["home": Self.slow])
        let first = Task { await stage.complete(ModelRequest("first")) }
        try await wait(while: stage.provider("home").callCount == 0)
        let classes: [Priority] = [.batch, .normal, .interactive, .critical]
        let wishes = classes.flatMap { priority in (0..<9).map { _ in request(priority.rawValue, priority) } }
        let tasks = try await line(up: wishes, at: stage)
        let results = await finish([first] + tasks, at: stage)
        #expect(results.allSatisfy { $0.error == nil })
        // Over the first fifteen turns each class has its weight.
        let counts = order(stage).dropFirst().prefix(15).reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        #expect(counts == ["critical": 8, "interactive": 4, "normal": 2, "batch": 1])
        checkNothingLeft(stage)
    }

    @Test func tenantsTakeTurns() async throws {
        let stage = try Stage(policy: policy(), ["home": Self.slow])
        let first = Task { await stage.complete(ModelRequest("first")) }
        try await wait(while: stage.provider("home").callCount == 0)
        let wishes =
            (0..<8).map { _ in request("crowd", tenant: "crowd") }
            + (0..<2).map { _ in request("small", tenant: "small") }
        let tasks = try await line(up: wishes, at: stage)
        _ = await finish([first] + tasks, at: stage)
        #expect(order(stage).dropFirst().prefix(4).count { $0 == "small" } == 2)
        checkNothingLeft(stage)
    }

    @Test func anUrgentRequestTakesAPlaceInAFullLine() async throws {
        let stage = try Stage(policy: policy(queue: "{size: 1, max_wait: 20h}"), ["home": Self.slow])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let displaced = try await line(up: [request("batch", .batch)], at: stage)
        let urgent = request("urgent", .critical)
        let task = Task { await stage.complete(urgent) }
        let error = try #require(await displaced[0].value.error)
        #expect(error.code == .rateLimited)
        #expect(error.message.contains("a more urgent request"))
        #expect(await finish([first, task], at: stage).allSatisfy { $0.error == nil })
        #expect(order(stage) == ["hello", "urgent"])
        checkNothingLeft(stage)
    }

    @Test(arguments: [true, false]) func aCallerMayLeaveTheLine(isStreamed: Bool) async throws {
        let stage = try Stage(policy: policy(), ["home": Self.slow])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        for _ in 0..<20 {
            let task = Task { isStreamed ? await stage.stream().error : await stage.complete().error }
            try await wait(while: stage.router.checkQuota().waiting == 0)
            task.cancel()
            #expect(await task.value?.code == .cancelled)
            #expect(stage.router.checkQuota().waiting == 0)
        }
        #expect(stage.provider("home").callCount == 1)
        let last = try await line(up: [request()], at: stage)
        #expect(await finish([first] + last, at: stage).allSatisfy { $0.error == nil })
        checkNothingLeft(stage)
    }

    /// Some leave before they wait, some while they do, some as they are served: nothing is lost in between.
    @Test func aCrowdOfWhichHalfLeaves() async throws {
        let stage = try Stage(
            policy: policy(router: "{concurrency: 5}", use: "[home/small, attic/large]"),
            [
                "home": { _ in [.wait(.seconds(1))] + .answer("ok") },
                "attic": { _ in [.wait(.seconds(1))] + .answer("ok") },
            ])
        let crowd = (0..<60).map { number in
            Task {
                let task = Task { await stage.complete().error?.code }
                if number % 2 == 0 {
                    for _ in 0..<(number * 3) { await Task.yield() }
                    task.cancel()
                }
                return await task.value
            }
        }
        let ticking = Task {
            while !Task.isCancelled {
                for _ in 0..<10 { await Task.yield() }
                stage.clock.advance(by: .milliseconds(500))
            }
        }
        var codes: [ErrorCode?] = []
        for task in crowd { codes.append(await task.value) }
        ticking.cancel()
        #expect(Set(codes).isSubset(of: [nil, .cancelled]))
        #expect(codes.count { $0 == nil } >= 30)
        checkNothingLeft(stage)
    }

    /// What is waited for must not be lost to a target that the policy's state has closed meanwhile.
    @Test func aTargetThatGoesOfflineWhileOneWaits() async throws {
        let outside = """
            version: 1
            providers:
              cloud: {kind: custom, locality: external, models: {big: {}}, limits: {concurrency: 1}}
            queue: {max_wait: 20h}
            timeouts: {first_token: 20h, idle: 10s, total: 20h}
            routes: [{id: all, use: [cloud/big]}]
            """
        let stage = try Stage(policy: outside, ["cloud": Self.slow])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("cloud").callCount == 0)
        let tasks = try await line(up: [request()], at: stage)
        stage.router.isOffline = true
        let results = await finish([first] + tasks, at: stage)
        #expect(results.first?.error == nil)
        #expect(results.last?.error?.code == .rejectedByPolicy)
        #expect(stage.provider("cloud").callCount == 1)
        checkNothingLeft(stage)
    }

    @Test func aReloadedLimitLetsThemIn() async throws {
        let stage = try Stage(policy: policy(), ["home": { _ in [.hang] }])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let tasks = try await line(up: [request()], at: stage)
        try stage.router.reload(Policy(yaml: policy(home: "{concurrency: 2}") + "\n# two\n"))
        try await wait(while: stage.provider("home").callCount < 2)
        #expect(stage.router.checkQuota().waiting == 0)
        first.cancel()
        for task in tasks { task.cancel() }
        for task in [first] + tasks { #expect(await task.value.error?.code == .cancelled) }
        checkNothingLeft(stage)
    }

    /// What one waits for may break when one is served: the wait was for a call, and the call failed.
    @Test func whoWasServedMayStillFail() async throws {
        let stage = try Stage(
            policy: policy(),
            ["home": { [.wait(.seconds(2))] + ($0.number == 1 ? .failure(.provider) : .answer("ok")) }])
        let first = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        let tasks = try await line(up: [request("a"), request("b")], at: stage)
        let results = await finish([first] + tasks, at: stage)
        #expect(results.map { $0.error?.code } == [nil, .provider, nil])
        checkNothingLeft(stage)
    }
}
