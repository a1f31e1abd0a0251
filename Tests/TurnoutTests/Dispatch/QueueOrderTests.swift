import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Who waits, for how long, and in what order those who wait are served.
@Suite(.timeLimit(.minutes(1))) struct QueueOrderTests: QueueDispatching {
    /// Who is told to come back in an hour does not lie down for a minute first.
    @Test func aWaitThatIsTooLongIsRefusedAtOnce() async throws {
        let refusal: Stage.Script = [
            .fail(ProviderFailure(.rateLimited, "later", status: 429, retryAfter: .seconds(3600)))
        ]
        let stage = try Stage(policy: policy(home: "{}", queue: "{max_wait: 30s}"), ["home": { _ in refusal }])
        #expect(await stage.complete().error?.code == .rateLimited)
        let error = try #require(await stage.complete().error)
        #expect(error.code == .rateLimited)
        #expect(error.record.duration == .zero)
        #expect(error.retryAfter == .seconds(3600))
        #expect(stage.provider("home").callCount == 1)
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
        // Over the first fifteen turns each class has its weight: 8, 4, 2 and 1. A turn may fall to another class when
        // the call ends while the classes are being asked.
        let counts = order(stage).dropFirst().prefix(15).reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        #expect((7...9).contains(counts["critical", default: 0]))
        #expect((3...5).contains(counts["interactive", default: 0]))
        #expect((1...3).contains(counts["normal", default: 0]))
        #expect((0...2).contains(counts["batch", default: 0]))
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
}
