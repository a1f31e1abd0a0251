#if Server
import Testing
import TurnoutCore
import TurnoutHTTP
import TurnoutProviders

@Suite struct HTTPTransportTests {
    /// Fetches an address and returns the status and the body.
    private func get(_ url: String, with transport: HTTPTransport) async throws -> (status: Int, body: String) {
        var result = (status: 0, body: "")
        try await transport.send(WireRequest(method: .get, url: url)) { part throws(ProviderFailure) in
            switch part {
            case .head(let head): result.status = head.status
            case .bytes(let bytes): result.body += String(decoding: bytes, as: UTF8.self)
            }
        }
        return result
    }

    @Test func aRequestGoesOutAsWritten() async throws {
        let word = (0..<12).map { _ in String(Int.random(in: 0...9)) }.joined()
        try await FaultServer.run(["/v1/x?y=1": [.bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run { transport in
                let request = WireRequest(
                    method: .post,
                    url: server.url("/v1/x?y=1"),
                    headers: [WireHeader("X-A", "b")],
                    authorization: ("Authorization", Secret("Bearer \(word)")),
                    body: Array("{}".utf8)
                )
                var head: WireResponseHead?
                try await transport.send(request) { part throws(ProviderFailure) in
                    if case .head(let value) = part { head = value }
                }
                #expect(head?.status == 200)
                #expect(head?.header("Content-Type") == "application/json")
                let sent = try #require(server.seen.requests.first)
                let lines = Set(sent.lowercased().split(separator: "\r\n").map(String.init))
                #expect(sent.hasPrefix("POST /v1/x?y=1 HTTP/1.1\r\n"))
                #expect(sent.hasSuffix("\r\n\r\n{}"))
                #expect(lines.isSuperset(of: ["x-a: b", "authorization: bearer \(word)", "content-length: 2"]))
                #expect(lines.contains("user-agent: turnout"))
                // A compressed answer would have to be unpacked, however large it grows.
                #expect(!sent.lowercased().contains("accept-encoding"))
            }
        }
    }

    @Test func connectionsAreUsedAgain() async throws {
        try await FaultServer.run(["/": [.bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run { transport in
                for _ in 0..<5 {
                    let body = try await get(server.url("/"), with: transport).body
                    #expect(body == "ok")
                }
                #expect(server.seen.connections == 1)
                #expect(server.seen.requests.count == 5)
            }
        }
    }

    @Test func manyCallsAtOnce() async throws {
        try await FaultServer.run(["/": [.pause(.milliseconds(20)), .bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run { transport in
                let url = server.url("/")
                try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<64 { group.addTask { try await get(url, with: transport).body } }
                    for try await body in group { #expect(body == "ok") }
                }
            }
        }
    }

    @Test func redirectsAreHandedBack() async throws {
        let redirect = "HTTP/1.1 307 Temporary Redirect\r\nlocation: /b\r\ncontent-length: 0\r\n\r\n"
        try await FaultServer.run(["/a": [.bytes(redirect)], "/b": [.bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run { transport in
                let status = try await get(server.url("/a"), with: transport).status
                #expect(status == 307)
                #expect(server.seen.requests.count == 1)
            }
        }
    }

    @Test(arguments: [150, 300])
    func eachRequestHasItsOwnTimeToConnect(milliseconds: Int) async throws {
        // The server takes the connection and leaves the handshake unanswered.
        try await FaultServer.run(["/": [.hold]]) { server in
            try await HTTPTransport.run { transport in
                let timeout = Duration.milliseconds(milliseconds)
                let base = server.url("", scheme: "https")
                var best = Duration.seconds(9)
                for _ in 0..<5 where best >= timeout + .milliseconds(100) {
                    let outcome = try await transport.stream(base, connectTimeout: timeout)
                    #expect(outcome.failure?.code == .timeout)
                    #expect(outcome.failure?.message.contains("127.0.0.1:\(server.port)") == true)
                    #expect(outcome.duration >= timeout)
                    best = min(best, outcome.duration)
                }
                #expect(best < timeout + .milliseconds(100))
            }
        }
    }

    @Test func theTimeToConnectIsNotTheTimeToAnswer() async throws {
        try await FaultServer.run(["/": [.pause(.milliseconds(1300)), .bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run { transport in
                var request = WireRequest(method: .get, url: server.url("/"))
                request.connectTimeout = .milliseconds(1000)
                var isThere = false
                try await transport.send(request) { _ in isThere = true }
                #expect(isThere)
            }
        }
    }

    @Test func aServerWithoutTLS() async throws {
        try await FaultServer.run([:], greeting: "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n") { server in
            try await HTTPTransport.run { transport in
                let outcome = try await transport.stream(server.url("", scheme: "https"))
                #expect(outcome.failure?.code == .network)
                #expect(outcome.failure?.message.contains("no secure connection") == true)
            }
        }
    }

    @Test(arguments: ["", "nonsense", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:1/ä b"])
    func addressesThatAreNone(url: String) async throws {
        try await HTTPTransport.run { transport in
            let failure = await #expect(throws: ProviderFailure.self) {
                try await transport.send(WireRequest(method: .get, url: url)) { _ in }
            }
            #expect([.invalidRequest, .network].contains(failure?.code))
        }
    }

    @Test func aHeaderCannotSmuggleAnother() async throws {
        try await FaultServer.run([:]) { server in
            try await HTTPTransport.run { transport in
                let request = WireRequest(
                    method: .get,
                    url: server.url("/"),
                    headers: [WireHeader("x-a", "private\r\nx-b: c")]
                )
                let failure = await #expect(throws: ProviderFailure.self) { try await transport.send(request) { _ in } }
                #expect(failure?.code == .invalidRequest)
                #expect(failure?.message.contains("private") == false)
                #expect(server.seen.requests == [])
            }
        }
    }

    /// Row 19: while the reader is busy the service is held up, and memory stays as it was.
    @Test func aSlowReaderSlowsTheServiceDown() async throws {
        let head = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"
        try await FaultServer.run(["/": [.bytes(head), .flood(256 << 20), .close]]) { server in
            try await HTTPTransport.run { transport in
                let url = server.url("/")
                let taken = Counter()
                let call = Task {
                    try await transport.send(WireRequest(method: .get, url: url)) { part throws(ProviderFailure) in
                        guard case .bytes(let bytes) = part else { return }
                        taken.increment(by: bytes.count)
                        try? await Task.sleep(for: .milliseconds(50))
                    }
                }
                try await Task.sleep(for: .milliseconds(400))
                let early = server.seen.flooded
                try await Task.sleep(for: .milliseconds(400))
                let late = server.seen.flooded
                let read = taken.count
                call.cancel()
                _ = await call.result
                // What is on its way is bounded by the sockets' buffers, not by what the service would send.
                #expect(late - read < 12 << 20)
                #expect(late - early < 4 << 20)
            }
        }
    }

    @Test func shuttingDownEndsCallsAndRefusesNewOnes() async throws {
        try await FaultServer.run(["/": [.hold]]) { server in
            let transport = HTTPTransport()
            let url = server.url("/")
            let call = Task { try await get(url, with: transport) }
            try await Task.sleep(for: .milliseconds(100))
            await transport.shutdown()
            await #expect(throws: ProviderFailure.self) { try await call.value }
            let failure = await #expect(throws: ProviderFailure.self) { try await get(url, with: transport) }
            #expect(failure?.code == .cancelled)
            await transport.shutdown()
        }
    }
}
#endif
