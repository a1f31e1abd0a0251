#if Server
import Testing
import TurnoutCore
import TurnoutHTTP

/// The rows of the fault matrix that belong to provider and transport, against a server that misbehaves.
@Suite struct FaultTests {
    private typealias Step = FaultServer.Step

    /// Streams an answer from a server that plays the script.
    private func play(
        _ script: [FaultServer.Step],
        isStreamed: Bool = true,
        check: (Outcome, FaultServer) async throws -> Void
    ) async throws {
        try await FaultServer.run(["/chat/completions": script]) { server in
            try await HTTPTransport.run { transport in
                try await check(try await transport.stream(server.url(""), isStreamed: isStreamed), server)
            }
        }
    }

    @Test func row1ConnectionRefused() async throws {
        var port = 0
        try await FaultServer.run([:]) { port = $0.port }
        try await HTTPTransport.run { transport in
            // The limit is the code's; a busy machine may miss it now and then.
            var best = Duration.seconds(9)
            for _ in 0..<5 where best >= .milliseconds(100) {
                let outcome = try await transport.stream("http://127.0.0.1:\(port)")
                #expect(outcome.failure?.code == .network)
                #expect(outcome.failure?.message.contains("127.0.0.1:\(port): connection refused") == true)
                best = min(best, outcome.duration)
            }
            #expect(best < .milliseconds(100))
        }
    }

    @Test func row1NoSuchName() async throws {
        try await HTTPTransport.run { transport in
            let outcome = try await transport.stream("http://nowhere.invalid:81", connectTimeout: .seconds(20))
            #expect(outcome.failure?.code == .network)
            #expect(outcome.failure?.message.contains("nowhere.invalid:81 does not resolve") == true)
        }
    }

    @Test func row5ResetBeforeTheHead() async throws {
        try await play([.reset]) { outcome, _ in
            #expect(outcome.failure?.code == .network)
            #expect(outcome.failure?.message.contains("without an answer") == true)
            #expect(outcome.events == [])
        }
    }

    @Test func row5ResetBetweenHeadAndToken() async throws {
        try await play([.bytes(Wire.chunked), .pause(.milliseconds(30)), .reset]) { outcome, _ in
            #expect(outcome.failure?.code == .network)
            #expect(outcome.failure?.message.contains("in the middle") == true)
            #expect(outcome.events == [])
        }
    }

    @Test(arguments: [true, false])
    func row6ResetAfterTheFirstToken(isReset: Bool) async throws {
        let script: [Step] = [
            .bytes(Wire.chunked + Wire.chunk(Wire.token("Hi"))), .pause(.milliseconds(30)), isReset ? .reset : .close,
        ]
        try await play(script) { outcome, _ in
            #expect(outcome.events == [.delta(text: "Hi", choice: 0)])
            #expect(outcome.failure?.code == .network)
        }
    }

    @Test func row7EndWithoutTerminator() async throws {
        let scripts: [[Step]] = [
            [.bytes(Wire.untilClose + Wire.token("Hi")), .close],
            [.bytes(Wire.untilClose + Wire.token("Hi")), .halfClose],
            [.bytes(Wire.untilClose + Wire.token("Hi") + "data: {\"cho"), .close],
            [.bytes(Wire.chunked + Wire.chunk(Wire.token("Hi")) + Wire.end)],
            [
                .bytes("HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n" + Wire.token("Hi")), .pause(.milliseconds(30)),
                .close,
            ],
        ]
        for script in scripts {
            try await play(script) { outcome, _ in
                #expect(outcome.text == "Hi")
                #expect(outcome.failure?.code == .network)
                #expect(!outcome.isFinished)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 100_000])
    func row8AnySlices(size: Int) async throws {
        let events = (Wire.token("Grü🙂ezi") + ": ping\n\n" + Wire.last).replacing("\n", with: "\r\n")
        let script: [Step] = [.slices(Wire.chunked + Wire.chunk(events) + Wire.end, size: size)]
        try await play(script) { outcome, _ in
            #expect(outcome.failure == nil)
            #expect(
                outcome.events == [.delta(text: "Grü🙂ezi", choice: 0), .activity, .activity, .finished(.stop)]
            )
        }
    }

    @Test func row9ErrorInsideA200() async throws {
        let frame = "data: {\"error\":{\"code\":429,\"message\":\"slow down\"}}\n\n"
        try await play([.bytes(Wire.chunked + Wire.chunk(Wire.token("Hi") + frame) + Wire.end)]) { outcome, _ in
            #expect(outcome.text == "Hi")
            #expect(outcome.failure?.code == .rateLimited)
            #expect(outcome.failure?.status == 429)
        }
    }

    @Test func row10WebPagesAndBrokenJSON() async throws {
        let page = "<html><body>Bad Gateway</body></html>"
        let bodies = [
            Wire.plain(page, status: "502 Bad Gateway", type: "text/html"), Wire.plain(page, type: "text/html"),
            Wire.plain(page, type: "text/event-stream"), Wire.plain("{\"choices\": oops"),
            Wire.plain("", status: "302 Found\r\nlocation: /elsewhere"),
        ]
        for body in bodies {
            for isStreamed in [true, false] {
                try await play([.bytes(body)], isStreamed: isStreamed) { outcome, _ in
                    #expect(outcome.failure?.code == .provider)
                    #expect(outcome.events == [])
                }
            }
        }
    }

    @Test func row11AHugeEvent() async throws {
        try await play([.bytes(Wire.untilClose + "data: "), .flood(100 << 20), .close]) { outcome, server in
            #expect(outcome.failure?.code == .provider)
            #expect(outcome.failure?.message.contains("8388608 bytes") == true)
            let left = try await server.clientLeft()
            #expect(left != nil)
            // What it held, and what the sockets' buffers took.
            #expect(server.seen.flooded < 16 << 20)
        }
    }

    @Test func row11AHugeError() async throws {
        let head = "HTTP/1.1 429 Too Many Requests\r\nretry-after: 3600\r\nconnection: close\r\n\r\n"
        try await play([.bytes(head), .flood(100 << 20), .close]) { outcome, server in
            #expect(outcome.failure?.code == .rateLimited)
            #expect(outcome.failure?.retryAfter == .seconds(3600))
            let left = try await server.clientLeft()
            #expect(left != nil)
            #expect(server.seen.flooded < 16 << 20)
        }
    }

    @Test func anErrorWhileTheRequestIsStillGoingOut() async throws {
        let body = "{\"error\":{\"message\":\"too big\"}}"
        let prompt = String(repeating: "long ", count: 400_000)
        try await FaultServer.run(["/chat/completions": [.bytes(Wire.plain(body, status: "413 Too Large"))]]) {
            server in
            try await HTTPTransport.run { transport in
                let outcome = try await transport.stream(server.url(""), prompt: prompt)
                #expect(outcome.failure?.code == .invalidRequest)
                #expect(outcome.failure?.status == 413)
            }
        }
    }

    @Test func whatIsNotHTTP() async throws {
        try await play([.bytes("SSH-2.0-OpenSSH\r\n\r\n"), .pause(.milliseconds(30)), .close]) { outcome, _ in
            #expect(outcome.failure?.code == .provider)
            #expect(outcome.failure?.message.contains("not HTTP") == true)
        }
    }
}
#endif
