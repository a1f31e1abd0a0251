#if Server
import Testing
import TurnoutCore
import TurnoutHTTP
import TurnoutProviders

/// Row 20: a caller who leaves takes the call upstream along, within 100 ms.
@Suite struct CancellationTests {
    private static let limit = Duration.milliseconds(100)

    /// Starts a call, cancels it once the server has the connection and so many events have come, and returns what
    /// came of it and how long the server waited to be left.
    private func cancel(
        _ script: [FaultServer.Step],
        scheme: String = "http",
        afterEvents count: Int = 0,
        emit: @escaping @Sendable (AnswerEvent) async -> Void = { _ in }
    ) async throws -> Departure {
        var result = Departure()
        let emitted = Counter()
        try await FaultServer.run(["/chat/completions": script]) { server in
            try await HTTPTransport.run { transport in
                let base = server.url("", scheme: scheme)
                let call = Task {
                    try await transport.stream(base) { event in
                        emitted.increment()
                        await emit(event)
                    }
                }
                while server.seen.connections == 0 || emitted.count < count {
                    try await Task.sleep(for: .milliseconds(5))
                }
                // Time enough for the head, which shows nowhere.
                try await Task.sleep(for: .milliseconds(50))
                let moment = ContinuousClock.now
                call.cancel()
                let left = try await server.clientLeft()
                result.outcome = try await call.value
                result.untilCallerFree = result.outcome.end - moment
                result.untilServerLeft = left.map { $0 - moment } ?? .seconds(9)
            }
        }
        return result
    }

    /// How a call ended that was cancelled.
    private struct Departure {
        var outcome = Outcome()
        var untilCallerFree = Duration.zero
        var untilServerLeft = Duration.zero
    }

    /// Cancels calls until one ends in time: the limit is the code's, and a busy machine may miss it now and then.
    private func check(
        _ script: [FaultServer.Step],
        text: String = "",
        emit: @escaping @Sendable (AnswerEvent) async -> Void = { _ in }
    ) async throws {
        var best = Duration.seconds(9)
        for _ in 0..<5 where best >= Self.limit {
            let result = try await cancel(script, afterEvents: text.isEmpty ? 0 : 1, emit: emit)
            #expect(result.outcome.failure?.code == .cancelled)
            #expect(result.outcome.text == text)
            best = min(best, result.untilServerLeft)
        }
        #expect(best < Self.limit)
    }

    private static let token = Wire.chunked + Wire.chunk(Wire.token("Hi"))

    @Test func beforeTheHead() async throws { try await check([.hold]) }

    @Test func beforeTheFirstToken() async throws { try await check([.bytes(Wire.chunked), .hold]) }

    @Test func inTheMiddle() async throws { try await check([.bytes(Self.token), .hold], text: "Hi") }

    @Test func duringTheHandshake() async throws {
        // Nothing has been sent, and the attempt to connect is the pool's; the caller is free all the same.
        let result = try await cancel([.hold], scheme: "https")
        #expect(result.outcome.failure?.code == .cancelled)
        #expect(result.untilCallerFree < .milliseconds(500))
    }

    @Test func whileTheReaderIsBusyAndDoesNotNotice() async throws {
        // The reader sleeps in a task of its own, which the cancellation does not reach.
        try await check([.bytes(Self.token), .hold], text: "Hi") { _ in
            await Task.detached { try? await Task.sleep(for: .milliseconds(600)) }.value
        }
    }

    @Test func beforeItStarts() async throws {
        try await FaultServer.run([:]) { server in
            try await HTTPTransport.run { transport in
                let base = server.url("")
                let call = Task {
                    try? await Task.sleep(for: .seconds(60))
                    return try await transport.stream(base)
                }
                call.cancel()
                let outcome = try await call.value
                #expect(outcome.failure?.code == .cancelled)
                #expect(server.seen.connections == 0)
            }
        }
    }

    @Test func aReceiverThatThrowsClosesTheConnection() async throws {
        let own = ProviderFailure(.model, "enough")
        var best = Duration.seconds(9)
        for _ in 0..<5 where best >= Self.limit {
            try await FaultServer.run(["/": [.bytes(Wire.chunked + Wire.chunk("x")), .hold]]) { server in
                try await HTTPTransport.run { transport in
                    let request = WireRequest(method: .get, url: server.url("/"))
                    let failure = await #expect(throws: ProviderFailure.self) {
                        try await transport.send(request) { part throws(ProviderFailure) in
                            if case .bytes = part { throw own }
                        }
                    }
                    let moment = ContinuousClock.now
                    #expect(failure == own)
                    if let left = try await server.clientLeft() { best = min(best, left - moment) }
                }
            }
        }
        #expect(best < Self.limit)
    }
}
#endif
