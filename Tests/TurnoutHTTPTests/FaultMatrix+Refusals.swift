#if Server
import Synchronization
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutHTTP
import TurnoutPolicy
import TurnoutProviders

extension FaultMatrix {
    /// Rows 12 to 18 of the fault matrix: services that refuse, and breakers.
    @Suite(.timeLimit(.minutes(2))) struct Refusals {
        private static func refusal(_ status: String, _ body: String, headers: String = "") -> FaultServer.Step {
            .bytes(Wire.plain(body, status: status + headers))
        }

        private static let rateLimit =
            #"{"error":{"message":"slow down","type":"requests","code":"rate_limit_exceeded"}}"#
        private static let broken = FaultServer.Step.bytes(
            Wire.plain(#"{"error":{"message":"oops"}}"#, status: "500 Internal Server Error"))

        /// An answer in the form that was asked for.
        private static func answer(_ text: String, to request: FaultServer.Request) -> FaultServer.Step {
            .bytes(FaultStage.isStreamed(request) ? WireFormat.openAI.answer(text) : WireFormat.openAI.plain(text))
        }

        /// So many requests at once.
        private static func wave(_ count: Int, at stage: FaultStage) async -> [Reading] {
            await withTaskGroup(of: Reading.self) { group in
                for _ in 0..<count { group.addTask { await stage.stream() } }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }

        @Test(arguments: [true, false]) func row12ALongRetryAfter(isStreamed: Bool) async throws {
            let refusal = Self.refusal("429 Too Many Requests", Self.rateLimit, headers: "\r\nretry-after: 3600")
            try await FaultStage.run(
                policy: { FaultStage.policy($0, retries: "{attempts: 3}") }, answering: { _ in [refusal] }
            ) { stage in
                let first = await stage.ask(isStreamed: isStreamed)
                #expect(first.path == ["first/m RATE_LIMITED", "spare/m served"])
                // Who is asked to wait for an hour is not waited for.
                #expect(first.record?.attempts.last.map { $0.started < .seconds(10) } == true)
                let second = await stage.ask(isStreamed: isStreamed)
                #expect(second.path == ["spare/m served"])
                let step = try #require(second.record?.explanation().steps.first)
                #expect(step.code == .rateLimited)
                let wait = try #require(step.retryIn)
                #expect(wait > .seconds(3590) && wait <= .seconds(3600))
                #expect(stage.server.seen.calls["first"] == 1)
            }
        }

        /// A service that takes four calls at a time and says 429 to the rest, without a word on when to come back.
        @Test func row13A429WithoutAHeader() async throws {
            let capacity = 4
            let policy = {
                FaultStage.policy(
                    $0, timeouts: "{first_token: 20s, idle: 20s, total: 20s}",
                    retries: "{attempts: 2, backoff: {base: 260ms, max: 260ms}, budget: 1000}", use: "[first/m]",
                    more: "queue: {size: 1000, max_wait: 20s}\nbreakers: {default: {consecutive_failures: 1000}}")
            }
            let hasFoundItself = try await FaultStage.patiently(from: .milliseconds(40)) { pause in
                var hasFoundItself = false
                try await FaultStage.run(policy: policy) { request in
                    guard request.underWay <= capacity else {
                        return [Self.refusal("429 Too Many Requests", Self.rateLimit)]
                    }
                    return [.pause(pause), Self.answer("ok", to: request)]
                } _: { stage in
                    let first = Wave(await Self.wave(20, at: stage))
                    // After a few waves the limit on calls has found itself: fewer are in flight at a time, so fewer are
                    // refused, and those who wait are served in turn.
                    for _ in 0..<3 { _ = await Self.wave(20, at: stage) }
                    let limit = stage.router.targets().first?.condition.callLimit
                    let before = stage.server.seen.total
                    let last = Wave(await Self.wave(20, at: stage))
                    #expect(stage.server.seen.total - before == last.calls)
                    #expect(stage.router.checkQuota().waiting == 0)
                    #expect(stage.router.targets().map(\.inFlight) == [0, 0])
                    // The pauses before the second tries are spread.
                    #expect(first.pauses.count < 3 || first.spread > .milliseconds(5))
                    hasFoundItself =
                        first.refusals >= 6 && last.refusals * 2 <= first.refusals && last.errors.count <= 1
                        && limit.map { $0 <= 2 * capacity } == true
                }
                return hasFoundItself
            }
            #expect(hasFoundItself)
        }

        /// What came of requests that were made at once.
        private struct Wave {
            let errors: [ErrorCode]
            let calls: Int
            /// Calls that were turned away.
            let refusals: Int
            /// Between the end of a request's first call and the start of its second.
            let pauses: [Duration]
            /// Between the shortest and the longest pause.
            var spread: Duration { (pauses.max() ?? .zero) - (pauses.min() ?? .zero) }

            init(_ readings: [Reading]) {
                errors = readings.compactMap { $0.error?.code }
                let attempts = readings.flatMap { $0.record?.attempts ?? [] }
                calls = attempts.count(where: \.wasSent)
                refusals = attempts.count { $0.code == .rateLimited }
                pauses = readings.compactMap { reading in
                    let calls = reading.record?.attempts.filter(\.wasSent) ?? []
                    guard calls.count == 2 else { return nil }
                    return calls[1].started - calls[0].started - calls[0].duration
                }
            }
        }

        @Test(arguments: [true, false]) func row14A429ThatIsAQuota(isStreamed: Bool) async throws {
            let body =
                #"{"error":{"message":"You exceeded your quota","type":"insufficient_quota","code":"insufficient_quota"}}"#
            try await FaultStage.run(policy: { FaultStage.policy($0, retries: "{attempts: 3}") }) { _ in
                [Self.refusal("429 Too Many Requests", body, headers: "\r\nretry-after: 1")]
            } _: { stage in
                let first = await stage.ask(isStreamed: isStreamed)
                #expect(first.path == ["first/m QUOTA_EXCEEDED", "spare/m served"])
                let second = await stage.ask(isStreamed: isStreamed)
                #expect(second.path == ["spare/m served"])
                #expect(second.record?.explanation().steps.first?.code == .quarantined)
                #expect(stage.server.seen.calls["first"] == 1)
                #expect(stage.router.targets().first?.breaker.failuresInARow == 0)
            }
        }

        /// One of two keys was taken back: two refusals, and from then on its peers serve.
        @Test func row15ABurstOf401s() async throws {
            let policy = { (server: FaultServer) in
                """
                version: 1
                providers:
                  old: {kind: openai_compatible, endpoint: "\(server.url("/old"))", credentials: {env: OLD_KEY}, models: {m: {}}}
                  twin: {kind: openai_compatible, endpoint: "\(server.url("/twin"))", credentials: {env: OLD_KEY}, models: {m: {}}}
                  new: {kind: openai_compatible, endpoint: "\(server.url("/new"))", credentials: {env: NEW_KEY}, models: {m: {}}}
                retries: {default: {attempts: 3}}
                dispatch: {attempts: 10}
                routes: [{id: all, use: [old/m, twin/m, new/m]}]
                """
            }
            let refusal = Self.refusal(
                "401 Unauthorized",
                #"{"error":{"message":"bad key","type":"invalid_request_error","code":"invalid_api_key"}}"#)
            try await FaultStage.run(policy: policy) { request in
                request.text.contains("Bearer old-key") ? [refusal] : [Self.answer("new", to: request)]
            } _: { stage in
                let burst = await Self.wave(16, at: stage)
                #expect(burst.map(\.text) == Array(repeating: "new", count: 16))
                // No more than were under way when the second refusal came; then none.
                let before = stage.server.seen.calls
                #expect(before["old", default: 0] + before["twin", default: 0] <= 32)
                for _ in 0..<10 { #expect(await stage.complete().path == ["new/m served"]) }
                let after = stage.server.seen.calls
                #expect(after["old"] == before["old"] && after["twin"] == before["twin"])
                #expect(stage.router.targets().map { $0.quarantinedFor != nil } == [true, true, false])
                let quarantines = stage.journal.events.count { if case .quarantined = $0 { true } else { false } }
                #expect(quarantines == 1)
            }
        }

        @Test func row16EveryBreakerOpen() async throws {
            let breakers = "breakers: {default: {consecutive_failures: 2, open: 20s, max_open: 20s}}"
            let refused = { FaultStage.policy($0, use: "[first/m]", more: breakers) }
            try await FaultStage.run(policy: refused, answering: { _ in [Self.broken] }) { stage in
                for _ in 0..<2 { _ = await stage.complete() }
                let best = try await FaultStage.best {
                    let reading = await stage.complete()
                    #expect(reading.error?.code == .rejectedByPolicy)
                    #expect(reading.error?.retryAfter.map { $0 > .zero && $0 <= .seconds(20) } == true)
                    return reading.duration
                }
                #expect(best < .milliseconds(100))
                #expect(stage.server.seen.calls["first"] == 2)
            }
            let panic = {
                FaultStage.policy($0, use: "[{balance: round_robin, of: [first/m, other/m]}]", more: breakers)
                    .replacing(
                        "  spare:",
                        with:
                            "  other: {kind: openai_compatible, endpoint: \"\($0.url("/other"))\", models: {m: {}}}\n  spare:"
                    )
            }
            try await FaultStage.run(policy: panic) { request in
                request.number < 2 ? [Self.broken] : [Self.answer("panic", to: request)]
            } _: { stage in
                // Both are down until their breakers have opened, and then they are not: traffic finds that out.
                for _ in 0..<4 { _ = await stage.complete() }
                #expect(stage.router.targets().prefix(2).allSatisfy { !$0.breaker.standing.admits })
                for _ in 0..<6 { #expect(await stage.complete().text == "panic") }
            }
        }

        @Test(arguments: [true, false]) func row17AProbeThatIsCancelled(isStreamed: Bool) async throws {
            let policy = {
                FaultStage.policy(
                    $0, timeouts: "{first_token: 20s, idle: 20s, total: 20s}", use: "[first/m]",
                    more:
                        "breakers: {default: {consecutive_failures: 1, open: 60ms, max_open: 60ms, probes: 2, successes: 2}}"
                )
            }
            try await FaultStage.run(policy: policy) { request in
                switch request.number {
                case 0: [Self.broken]
                case 1...4: [.hold]
                default: [Self.answer("back", to: request)]
                }
            } _: { stage in
                _ = await stage.complete()
                try await Task.sleep(for: .milliseconds(80))
                for number in 2...5 {
                    let probe = Task { await stage.ask(isStreamed: isStreamed) }
                    try await stage.wait { stage.server.seen.calls["first"] == number }
                    #expect(stage.router.targets().first?.breaker.standing == .halfOpen(freeProbes: 1))
                    probe.cancel()
                    #expect(await probe.value.error?.code == .cancelled)
                    #expect(stage.router.targets().first?.breaker.standing == .halfOpen(freeProbes: 2))
                }
                for _ in 0..<2 { #expect(await stage.ask(isStreamed: isStreamed).text == "back") }
                #expect(stage.router.targets().first?.breaker.standing == .closed)
            }
        }

        /// Half of the answers fail for as long as one looks: the breaker opens for longer each time, up to its cap, and
        /// callers notice nothing.
        @Test func row18Flapping() async throws {
            let policy = {
                FaultStage.policy(
                    $0,
                    more:
                        "breakers: {default: {min_calls: 4, failure_rate: 50%, open: 40ms, max_open: 320ms, window: 60s}}"
                )
            }
            try await FaultStage.run(policy: policy) { request in
                request.number % 2 == 0 ? [Self.broken] : [Self.answer("first", to: request)]
            } _: { stage in
                let start = ContinuousClock.now
                var offered = 0
                func openings() -> [Duration] {
                    stage.journal.transitions(of: "first/m").filter { $0.to == .open }.compactMap(\.openFor)
                }
                while openings().count < 6, start.duration(to: .now) < .seconds(30) {
                    #expect(await stage.complete().error == nil)
                    offered += 1
                    try await Task.sleep(for: .milliseconds(2))
                }
                let lengths = openings()
                #expect(lengths.count == 6)
                // Each is twice as long as the one before, less up to a half, and none is longer than the cap.
                for (length, whole) in zip(lengths, [40, 80, 160, 320, 320, 320]) {
                    #expect(length >= .milliseconds(whole) / 2 && length <= .milliseconds(whole))
                }
                // No storm: what was open was left alone for as long as it was said.
                #expect(start.duration(to: .now) >= lengths.dropLast().reduce(.zero, +))
                #expect(stage.server.seen.calls["first", default: 0] <= offered)
            }
        }
    }
}
#endif
