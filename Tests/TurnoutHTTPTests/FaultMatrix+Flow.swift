#if Server
import Synchronization
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

extension FaultMatrix {
    /// Rows 19, 20, 26, 29 and 30 of the fault matrix: callers, clocks, reloads, and outages of everything.
    @Suite(.timeLimit(.minutes(2))) struct Flow {
        private static func answer(_ text: String, to request: FaultServer.Request) -> FaultServer.Step {
            .bytes(FaultStage.isStreamed(request) ? WireFormat.openAI.answer(text) : WireFormat.openAI.plain(text))
        }

        private static let token = Wire.chunk(String(repeating: WireFormat.openAI.token("0123456789"), count: 64))

        /// Who reads slowly slows the service down, and no memory grows.
        @Test func row19ASlowClient() async throws {
            let script: [FaultServer.Step] = [.bytes(WireFormat.openAI.head), .many(Self.token, 20_000)]
            let policy = { FaultStage.policy($0, timeouts: "{first_token: 20s, idle: 300ms, total: 60s}") }
            try await FaultStage.run(policy: policy, answering: { _ in script }) { stage in
                let stream = try await stage.router.stream(ModelRequest("hello"))
                var iterator = stream.makeAsyncIterator()
                for _ in 0..<3 { _ = try await iterator.next() }
                // Longer than the limit for silence: the time that the reader takes is not the provider's.
                var stopped = -1
                while stage.server.seen.flooded != stopped {
                    stopped = stage.server.seen.flooded
                    try await Task.sleep(for: .milliseconds(400))
                }
                // What the sockets' buffers took, of 100 MB and more.
                #expect(stopped < 16 << 20)
                for _ in 0..<2_000 { _ = try await iterator.next() }
                #expect(stream.record.attempts.isEmpty)
            }
        }

        // MARK: Row 20

        /// How long after a caller left his call upstream was closed.
        private static func leave(
            after steps: [FaultServer.Step], isStreamed: Bool, events: Int = 0
        ) async throws -> Duration {
            var result = Duration.seconds(99)
            try await FaultStage.run(answering: { _ in steps + [.hold] }) { stage in
                let seen = Counter()
                let caller = Task { isStreamed ? await stage.stream(seen: seen) : await stage.complete() }
                try await stage.wait { stage.server.seen.calls["first"] == 1 && seen.count == events }
                // Time enough for the head, which shows nowhere.
                try await Task.sleep(for: .milliseconds(50))
                let moment = ContinuousClock.now
                caller.cancel()
                let left = try await stage.server.clientLeft("first")
                let reading = await caller.value
                #expect(reading.error?.code == .cancelled)
                #expect(reading.path == ["first/m CANCELLED"])
                #expect(reading.events.count == events)
                try await stage.wait { stage.router.targets().allSatisfy { $0.inFlight == 0 } }
                #expect(stage.router.targets().map(\.inFlight) == [0, 0])
                #expect(stage.router.targets().first?.breaker.failuresInARow == 0)
                #expect(stage.server.seen.calls["spare"] == nil)
                if let left { result = left - moment }
            }
            return result
        }

        @Test(arguments: [true, false]) func row20TheCallerLeavesBeforeTheHead(isStreamed: Bool) async throws {
            let best = try await FaultStage.best { try await Self.leave(after: [], isStreamed: isStreamed) }
            #expect(best < .milliseconds(100))
        }

        @Test(arguments: [true, false]) func row20TheCallerLeavesBeforeTheFirstToken(isStreamed: Bool) async throws {
            let head =
                isStreamed ? WireFormat.openAI.head : "HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{\"choices\":"
            let best = try await FaultStage.best { try await Self.leave(after: [.bytes(head)], isStreamed: isStreamed) }
            #expect(best < .milliseconds(100))
        }

        @Test func row20TheCallerLeavesInTheMiddle() async throws {
            let script = FaultServer.Step.bytes(WireFormat.openAI.head + Wire.chunk(WireFormat.openAI.token("Hi")))
            let best = try await FaultStage.best { try await Self.leave(after: [script], isStreamed: true, events: 1) }
            #expect(best < .milliseconds(100))
        }

        @Test func row20TheStreamIsDropped() async throws {
            let script: [FaultServer.Step] = [
                .bytes(WireFormat.openAI.head + Wire.chunk(WireFormat.openAI.token("Hi"))), .hold,
            ]
            let best = try await FaultStage.best {
                var result = Duration.seconds(99)
                try await FaultStage.play(script) { stage in
                    let first = try await Self.firstEvent(of: stage)
                    let moment = ContinuousClock.now
                    #expect(first == .delta(text: "Hi", choice: 0))
                    if let left = try await stage.server.clientLeft("first") { result = left - moment }
                }
                return result
            }
            #expect(best < .milliseconds(100))
        }

        /// Reads one event of a stream, which is dropped then.
        private static func firstEvent(of stage: FaultStage) async throws -> AnswerEvent? {
            let stream = try await stage.router.stream(ModelRequest("hello"))
            for try await event in stream { return event }
            return nil
        }

        // MARK: Row 26

        /// A clock whose civil time jumps by an hour, forth and back, each time that it is asked.
        private struct JumpingClock: RouterClock {
            private final class Looks: Sendable {
                let count = Atomic<Int>(0)
            }

            private let system = SystemClock()
            private let looks = Looks()

            func now() -> Instant { system.now() }

            func wallTime() -> Timestamp {
                let number = looks.count.wrappingAdd(1, ordering: .relaxed).newValue
                return Timestamp(
                    microseconds: system.wallTime().microseconds + (number % 2 == 0 ? 3_600_000_000 : -3_600_000_000))
            }

            func sleep(until deadline: Instant) async throws(CancellationError) {
                try await system.sleep(until: deadline)
            }
        }

        @Test func row26TheClockJumps() async throws {
            let isInTime = try await FaultStage.patiently { limit in
                let policy = {
                    FaultStage.policy(
                        $0, limits: "{requests: 100/h}",
                        timeouts: "{first_token: \(limit.milliseconds)ms, idle: 20s, total: 30s}",
                        more: "breakers: {default: {consecutive_failures: 2, open: 300ms, max_open: 300ms}}")
                }
                var isInTime = true
                try await FaultStage.run(clock: JumpingClock(), policy: policy) { request in
                    request.number < 2 ? [.hold] : [Self.answer("back", to: request)]
                } _: { stage in
                    for number in 1...2 {
                        let reading = await stage.stream()
                        #expect(reading.path.first == "first/m TIMEOUT")
                        let took = try #require(reading.record?.attempts.first?.duration)
                        #expect(took >= limit - .milliseconds(5))
                        isInTime = isInTime && reading.text == "spare" && took < limit * 2
                        #expect(stage.router.checkQuota().providers["first"]?.first?.remaining == 100 - number)
                    }
                    let wait = try #require(stage.router.targets().first?.breaker.standing)
                    if case .open(let wait) = wait { #expect(wait <= .milliseconds(300)) }
                    try await Task.sleep(for: .milliseconds(320))
                    let reading = await stage.stream()
                    isInTime = isInTime && reading.text == "back"
                }
                return isInTime
            }
            #expect(isInTime)
        }

        // MARK: Row 29

        /// Who began under the old policy ends under it, whatever is loaded meanwhile.
        @Test func row29AReloadInTheMiddle() async throws {
            let format = WireFormat.openAI
            let script: [FaultServer.Step] = [
                .bytes(format.head + Wire.chunk(format.opening + format.token("one"))), .pause(.milliseconds(300)),
                .bytes(Wire.chunk(format.token("two") + format.ending) + Wire.end),
            ]
            try await FaultStage.run(answering: { _ in script }) { stage in
                let old = stage.router.policy.digest
                let stream = try await stage.router.stream(ModelRequest("hello"))
                let plain = Task { await stage.ask(isStreamed: true) }
                try await stage.wait { stage.server.seen.calls["first"] == 2 }
                for number in 0..<5 {
                    let next = FaultStage.policy(stage.server, use: "[spare/m]") + "\n# \(number)\n"
                    try stage.router.reload(Policy(yaml: next))
                    let reading = await stage.ask(isStreamed: number % 2 == 0)
                    #expect(reading.path == ["spare/m served"])
                    #expect(reading.record?.policyDigest == stage.router.policy.digest)
                }
                let answer = try await stream.collect()
                #expect(answer.text == "onetwo")
                #expect(answer.record.policyDigest == old)
                let other = await plain.value
                #expect(other.text == "onetwo")
                #expect(other.record?.policyDigest == old)
                #expect(stage.router.policy.digest != old)
                #expect(stage.router.targets().allSatisfy { $0.inFlight == 0 })
            }
        }

        // MARK: Row 30

        /// Both services are down for a second and more: no storm while they are, and full service soon after.
        @Test func row30ATotalOutageAndItsEnd() async throws {
            let isDown = Switch(true)
            let policy = {
                FaultStage.policy(
                    $0, timeouts: "{first_token: 20s, idle: 20s, total: 20s}",
                    retries: "{attempts: 3, backoff: {base: 5ms, max: 20ms}}", use: "[first/m, other/m]",
                    more: "breakers: {default: {open: 100ms, max_open: 400ms}}"
                ).replacing(
                    "  spare:",
                    with:
                        "  other: {kind: openai_compatible, endpoint: \"\($0.url("/other"))\", models: {m: {}}}\n  spare:"
                )
            }
            let broken = FaultServer.Step.bytes(Wire.plain(#"{"error":{"message":"down"}}"#, status: "500 Oops"))
            try await FaultStage.run(policy: policy) { request in
                isDown.isOn ? [broken] : [Self.answer("up", to: request)]
            } _: { stage in
                // Until the breakers have opened, retries and fallbacks are what they are.
                while !["first/m", "other/m"].allSatisfy({ name in
                    stage.journal.transitions(of: name).contains { $0.to == .open }
                }) {
                    _ = await stage.complete()
                }
                let before = stage.server.seen.total
                let offered = await Self.offer(stage) { offered, time in offered >= 400 && time >= .milliseconds(800) }
                let calls = stage.server.seen.total - before
                #expect(Double(calls) <= 1.2 * Double(offered.count))
                #expect(offered.allSatisfy { $0.error != nil })

                // Full service after half a second of traffic: an opening lasts 400 ms at the most, and then a few probes
                // decide, during which those who find no probe free are still turned away.
                isDown.isOn = false
                let recovery = await Self.offer(stage) { _, time in time >= .milliseconds(600) }
                #expect(recovery.contains { $0.error == nil })
                let after = await Self.offer(stage) { offered, _ in offered >= 100 }
                #expect(after.compactMap { $0.error?.code } == [])
                #expect(stage.router.targets().first?.breaker.standing == .closed)
                #expect(stage.router.targets().allSatisfy { $0.inFlight == 0 })
                #expect(stage.router.checkQuota().waiting == 0)
            }
        }

        /// Eight callers who ask again and again, until there were enough requests and enough time has passed.
        private static func offer(
            _ stage: FaultStage, until isEnough: @escaping @Sendable (Int, Duration) -> Bool
        ) async -> [Reading] {
            let count = Counter()
            let start = ContinuousClock.now
            return await withTaskGroup(of: [Reading].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var readings: [Reading] = []
                        while !isEnough(count.count, start.duration(to: .now)) {
                            let reading = await stage.complete()
                            readings.append(reading)
                            count.increment()
                            // Who is turned away at once comes back after a moment.
                            if reading.error != nil { try? await Task.sleep(for: .milliseconds(5)) }
                        }
                        return readings
                    }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
        }

        private final class Switch: Sendable {
            private let state: Atomic<Bool>

            init(_ isOn: Bool) { state = Atomic(isOn) }

            var isOn: Bool {
                get { state.load(ordering: .relaxed) }
                set { state.store(newValue, ordering: .relaxed) }
            }
        }
    }
}
#endif
