#if Server
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine

// The fault matrix of the resilience design through the whole router: policy, dispatcher, adapters, transport, sockets.
// Rows that are not in these files, and where they belong:
//
// | row | fault                               | where                                                     |
// |-----|-------------------------------------|-----------------------------------------------------------|
// | 21  | 100 in parallel at a budget's edge  | the ledger's tests                                        |
// | 22  | kill −9 after dispatch              | the ledger's tests                                        |
// | 23  | Redis down, NOSCRIPT                | the shared state's tests                                  |
// | 24  | Redis failover that loses writes    | the shared state's tests                                  |
// | 25  | a reservation whose reply is lost   | the ledger's tests                                        |
// | 26  | clock jumps: the budgets' periods   | the ledger's tests; timers are below                      |
// | 27  | disk full, SQLITE_BUSY              | the ledger's tests                                        |
// | 28  | a single-flight leader is cancelled | the cache's tests                                         |
// | 15  | recovery after the quarantine       | CredentialDispatchTests, on a clock that the test moves   |
// | 14  | recovery after the quarantine       | CredentialDispatchTests                                   |

/// One after the other: many of the rows are about time, and each has threads enough to itself that way.
@Suite(.serialized) enum FaultMatrix {}

extension FaultMatrix {
    /// Rows 1 to 11: connections that break, stall and lie.
    @Suite(.timeLimit(.minutes(2))) struct Connections {
        typealias Step = FaultServer.Step

        // MARK: Nobody there

        /// The fallback's first token comes within 100 ms of what it takes by itself.
        @Test(arguments: [true, false]) func row1ConnectionRefused(isStreamed: Bool) async throws {
            var port = 0
            try await FaultServer.run([:]) { port = $0.port }
            let dead = "http://127.0.0.1:\(port)"
            try await FaultStage.run(policy: { FaultStage.policy($0, first: dead) }, answering: { _ in [] }) { stage in
                let best = try await FaultStage.best {
                    let reading = await stage.ask(isStreamed: isStreamed)
                    #expect(reading.text == "spare")
                    #expect(reading.path.last == "spare/m served")
                    return reading.record?.attempts.last?.started ?? .seconds(99)
                }
                #expect(best < .milliseconds(100))
                #expect(stage.router.targets().first?.inFlight == 0)
            }
        }

        @Test func row1NoSuchName() async throws {
            let first = "https://nowhere.invalid:81"
            try await FaultStage.run(policy: { FaultStage.policy($0, first: first) }, answering: { _ in [] }) { stage in
                let reading = await stage.stream()
                #expect(reading.text == "spare")
                #expect(reading.record?.attempts.first?.failure?.isUnreachable == true)
                #expect(stage.router.targets().first?.breaker.failuresInARow == 1)
            }
        }

        // MARK: Silence

        @Test(arguments: [true, false]) func row2Silence(isStreamed: Bool) async throws {
            let isInTime = try await FaultStage.patiently { limit in
                var isInTime = false
                let times = "{first_token: \(limit.milliseconds)ms, idle: 20s, total: \((limit * 4).milliseconds)ms}"
                try await FaultStage.run(
                    policy: { FaultStage.policy($0, timeouts: times) }, answering: { _ in [.hold] }
                ) {
                    let reading = await $0.ask(isStreamed: isStreamed)
                    let took = try #require(reading.record?.attempts.first?.duration)
                    // A plain answer has half of the time, for it comes when it is complete.
                    let least = (isStreamed ? limit : limit * 2) - .milliseconds(5)
                    #expect(reading.path.first == "first/m TIMEOUT")
                    #expect(took >= least)
                    let left = try await $0.server.clientLeft("first", within: .seconds(10))
                    #expect(left != nil)
                    isInTime = reading.text == "spare" && took < least + limit
                    #expect($0.router.targets().map(\.inFlight) == [0, 0])
                }
                return isInTime
            }
            #expect(isInTime)
        }

        @Test(arguments: WireFormat.allCases) func row3PingsOnly(format: WireFormat) async throws {
            let isInTime = try await FaultStage.patiently { limit in
                var isInTime = false
                let pings = (0..<100).flatMap { _ in [Step.bytes(Wire.chunk(format.ping)), .pause(limit / 10)] }
                let times = "{first_token: \(limit.milliseconds)ms, idle: 20s, total: 60s}"
                try await FaultStage.run(
                    policy: { FaultStage.policy($0, format, timeouts: times) },
                    answering: { _ in [.bytes(format.head)] + pings }
                ) { stage in
                    let reading = await stage.stream()
                    #expect(reading.path.first == "first/m TIMEOUT")
                    #expect(reading.record?.attempts.first?.message?.hasPrefix("no content came within") == true)
                    isInTime = reading.text == "spare"
                }
                return isInTime
            }
            #expect(isInTime)
        }

        @Test(arguments: WireFormat.allCases) func row4AStallInTheMiddle(format: WireFormat) async throws {
            let script: [Step] = [.bytes(format.head + Wire.chunk(format.opening + format.token("Hi"))), .hold]
            let policy = { FaultStage.policy($0, format, timeouts: "{first_token: 20s, idle: 250ms, total: 30s}") }
            try await FaultStage.run(policy: policy, answering: { _ in script }) { stage in
                let reading = await stage.stream()
                #expect(reading.text == "Hi")
                #expect(reading.finishes == 0)
                #expect(reading.error?.code == .timeout)
                #expect(reading.error?.target?.description == "first/m")
                #expect(reading.duration < .seconds(10))
                #expect(stage.server.seen.calls["spare"] == nil)
                let left = try await stage.server.clientLeft("first", within: .seconds(10))
                #expect(left != nil)
            }
        }

        // MARK: Connections that break

        @Test(arguments: WireFormat.allCases, [true, false])
        func row5ResetBeforeTheFirstToken(format: WireFormat, isStreamed: Bool) async throws {
            let scripts: [[Step]] = [
                [.reset], [.close], [.bytes(format.head), .pause(.milliseconds(10)), .reset],
                [
                    .bytes(format.head + Wire.chunk(format.opening.isEmpty ? format.ping : format.opening)),
                    .pause(.milliseconds(10)), .reset,
                ],
            ]
            for script in scripts {
                try await FaultStage.play(script, format) { stage in
                    let reading = await stage.ask(isStreamed: isStreamed)
                    #expect(reading.path == ["first/m NETWORK_ERROR", "spare/m served"])
                    #expect(reading.text == "spare")
                    // Nothing of the first answer is in the second one.
                    if isStreamed {
                        #expect(reading.events.first == .delta(text: "spare", choice: 0))
                        #expect(reading.finishes == 1)
                    }
                }
            }
        }

        @Test(arguments: WireFormat.allCases, [true, false])
        func row6ResetAfterTheFirstToken(format: WireFormat, isReset: Bool) async throws {
            let script: [Step] = [
                .bytes(format.head + Wire.chunk(format.opening + format.token("Hi"))), .pause(.milliseconds(20)),
                isReset ? .reset : .close,
            ]
            let policy = { FaultStage.policy($0, format, limits: "{requests: 10/d, tokens: 10k/d, concurrency: 4}") }
            try await FaultStage.run(policy: policy, answering: { _ in script }) { stage in
                let reading = await stage.stream()
                #expect(reading.text == "Hi")
                #expect(reading.finishes == 0)
                #expect(reading.error?.code == .network)
                #expect(reading.path == ["first/m NETWORK_ERROR"])
                #expect(stage.server.seen.calls["spare"] == nil)
                // What was begun is settled: one request, as many tokens as it may have taken, and no call under way.
                let quota = try #require(stage.router.checkQuota().providers["first"])
                #expect(quota.map(\.remaining).first == 9)
                #expect(quota[1].remaining < 10_000)
                #expect(quota[2].remaining == 4)
                #expect(stage.router.targets().map(\.inFlight) == [0, 0])
            }
        }

        /// An answer without its end is never whole: an error in a stream, another target for a plain answer.
        @Test(arguments: WireFormat.allCases) func row7EndWithoutTerminator(format: WireFormat) async throws {
            let part = format.opening + format.token("Hi")
            let untilClose = format.head.replacing("transfer-encoding: chunked", with: "connection: close")
            let scripts: [[Step]] = [
                [.bytes(untilClose + part), .close], [.bytes(untilClose + part), .halfClose],
                [.bytes(untilClose + part + String(format.token("there").prefix(12))), .close],
                [.bytes(format.head + Wire.chunk(part) + Wire.end)],
            ]
            for script in scripts {
                try await FaultStage.play(script, format) { stage in
                    let reading = await stage.stream()
                    #expect(reading.text == "Hi")
                    #expect(reading.finishes == 0)
                    #expect(reading.error != nil)
                    #expect(reading.record?.attempts.last?.outcome != .served(.stop))
                }
            }
            let whole = format.plain("Hi")
            try await FaultStage.play([.bytes(String(whole.dropLast(9))), .close], format) { stage in
                let reading = await stage.complete()
                #expect(reading.text == "spare")
                #expect(reading.path.last == "spare/m served")
            }
        }

        // MARK: Bytes

        @Test(arguments: WireFormat.allCases) func row8AnySlices(format: WireFormat) async throws {
            let body = format.opening + format.token("Grü🙂ezi") + format.ping + format.token("né") + format.ending
            var bodies = [body]
            if format != .ollama { bodies.append(body.replacing("\n", with: "\r\n")) }
            for body in bodies {
                var known: [AnswerEvent]?
                for size in [100_000, 1, 3] {
                    try await FaultStage.play(
                        [.slices(format.head + Wire.chunk(body) + Wire.end, size: size)], format
                    ) { stage in
                        let reading = await stage.stream()
                        #expect(reading.error == nil)
                        #expect(reading.text == "Grü🙂eziné")
                        #expect(reading.finishes == 1)
                        let events = reading.events.filter { $0 != .activity }
                        #expect(known == nil || known == events)
                        known = events
                        #expect(reading.record?.usage?.completionTokens == 3)
                    }
                }
            }
        }

        @Test(arguments: WireFormat.allCases) func row9AnErrorInsideA200(format: WireFormat) async throws {
            let (frame, code) = format.error
            let early = format.head + Wire.chunk(format.opening + frame) + Wire.end
            try await FaultStage.play([.bytes(early)], format) { stage in
                let reading = await stage.stream()
                #expect(reading.path == ["first/m \(code)", "spare/m served"])
                #expect(reading.text == "spare")
            }
            let late = format.head + Wire.chunk(format.opening + format.token("Hi") + frame) + Wire.end
            try await FaultStage.play([.bytes(late)], format) { stage in
                let reading = await stage.stream()
                #expect(reading.text == "Hi")
                #expect(reading.finishes == 0)
                #expect(reading.error?.code.rawValue == code)
            }
        }

        @Test(arguments: WireFormat.allCases, [true, false])
        func row10WebPagesAndBrokenJSON(format: WireFormat, isStreamed: Bool) async throws {
            let page = "<html><body>Bad Gateway</body></html>"
            let bodies = [
                Wire.plain(page, status: "502 Bad Gateway", type: "text/html"), Wire.plain(page, type: "text/html"),
                Wire.plain("{\"choices\": oops}\n"),
            ]
            for body in bodies {
                try await FaultStage.play([.bytes(body)], format) { stage in
                    let reading = await stage.ask(isStreamed: isStreamed)
                    #expect(reading.path == ["first/m PROVIDER_ERROR", "spare/m served"])
                    #expect(reading.text == "spare")
                }
            }
        }

        @Test(arguments: WireFormat.allCases) func row11AHugeEvent(format: WireFormat) async throws {
            let untilClose = format.head.replacing("transfer-encoding: chunked", with: "connection: close")
            let start = String(format.token("").prefix { $0 != "}" })
            let script: [Step] = [.bytes(untilClose + start), .flood(100 << 20), .close]
            let policy = { FaultStage.policy($0, format, timeouts: "{first_token: 60s, idle: 60s, total: 60s}") }
            try await FaultStage.run(policy: policy, answering: { _ in script }) { stage in
                let reading = await stage.stream()
                #expect(reading.path == ["first/m PROVIDER_ERROR", "spare/m served"])
                let left = try await stage.server.clientLeft("first", within: .seconds(10))
                #expect(left != nil)
                // What it held, and what the sockets' buffers took.
                #expect(stage.server.seen.flooded < 24 << 20)
            }
        }

        @Test(arguments: WireFormat.allCases) func row11AHugePlainAnswer(format: WireFormat) async throws {
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{\"x\":\""
            let script: [Step] = [.bytes(head), .flood(200 << 20), .close]
            let policy = { FaultStage.policy($0, format, timeouts: "{first_token: 60s, idle: 60s, total: 60s}") }
            try await FaultStage.run(policy: policy, answering: { _ in script }) { stage in
                let reading = await stage.complete()
                #expect(reading.text == "spare")
                #expect(stage.server.seen.flooded < 100 << 20)
            }
        }
    }
}
#endif
