import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Requests that wait while limits are reached: they are served when it is their turn, and nobody is forgotten.
@Suite(.timeLimit(.minutes(1))) struct QueueDispatchTests: QueueDispatching {
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
        let results = await oneByOne(tasks, every: .seconds(60), at: stage)
        #expect(results.compactMap { $0.value?.record.duration } == [.seconds(60), .seconds(120)])
        #expect(stage.provider("home").callCount == 3)
        checkNothingLeft(stage)
    }

    @Test func theRoutersRateLetsThemInOneByOne() async throws {
        let stage = try Stage(policy: policy(home: "{}", router: "{requests: 1/min}"))
        #expect(await stage.complete().error == nil)
        let tasks = try await line(up: [request("a"), request("b")], at: stage)
        let results = await oneByOne(tasks, every: .seconds(60), at: stage)
        #expect(results.compactMap { $0.value?.record.duration } == [.seconds(60), .seconds(120)])
        checkNothingLeft(stage)
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
