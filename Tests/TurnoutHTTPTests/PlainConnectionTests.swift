#if Server
import Testing
import TurnoutCore
import TurnoutHTTP
import TurnoutProviders

/// How connections without TLS are opened, shared, kept and given up.
@Suite(.timeLimit(.minutes(1))) struct PlainConnectionTests {
    private func get(
        _ url: String, with transport: HTTPTransport, connectTimeout: Duration = .seconds(5)
    ) async throws -> String {
        var body = ""
        let request = WireRequest(method: .get, url: url, connectTimeout: connectTimeout)
        try await transport.send(request) { part throws(ProviderFailure) in
            if case .bytes(let bytes) = part { body += String(decoding: bytes, as: UTF8.self) }
        }
        return body
    }

    private func expectAnswer(_ url: String, with transport: HTTPTransport) async throws {
        let body = try await get(url, with: transport)
        #expect(body == "ok")
    }

    /// Waits until the server has seen so many requests.
    private func requests(_ count: Int, at server: FaultServer) async throws {
        while server.seen.requests.count < count { try await Task.sleep(for: .milliseconds(2)) }
    }

    @Test func requestsBeyondTheLimitWait() async throws {
        try await FaultServer.run(["/": [.pause(.milliseconds(20)), .bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run(.init(maxConnectionsPerHost: 2)) { transport in
                let url = server.url("/")
                try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<9 { group.addTask { try await get(url, with: transport) } }
                    for try await body in group { #expect(body == "ok") }
                }
                #expect(server.seen.connections == 2)
                #expect(server.seen.requests.count == 9)
            }
        }
    }

    @Test func whoWaitsMayLeaveOrHaveNoTimeLeft() async throws {
        try await FaultServer.run(["/": [.hold]]) { server in
            try await HTTPTransport.run(.init(maxConnectionsPerHost: 1)) { transport in
                let url = server.url("/")
                let first = Task { try await get(url, with: transport) }
                try await requests(1, at: server)
                let late = await #expect(throws: ProviderFailure.self) {
                    try await get(url, with: transport, connectTimeout: .milliseconds(60))
                }
                #expect(late?.code == .timeout)
                let leaver = Task { try await get(url, with: transport) }
                try await Task.sleep(for: .milliseconds(30))
                leaver.cancel()
                let left = await #expect(throws: ProviderFailure.self) { try await leaver.value }
                #expect(left?.code == .cancelled)
                #expect(server.seen.requests.count == 1)
                first.cancel()
                _ = await first.result
            }
        }
    }

    /// The place of a request that is broken off goes to the next, over a connection of its own.
    @Test func whoWaitsGetsTheNextConnection() async throws {
        try await FaultServer.run(answering: { $0.number == 0 ? [.hold] : [.bytes(Wire.plain("ok"))] }) { server in
            try await HTTPTransport.run(.init(maxConnectionsPerHost: 1)) { transport in
                let url = server.url("/")
                let first = Task { try await get(url, with: transport) }
                try await requests(1, at: server)
                let second = Task { try await get(url, with: transport) }
                try await Task.sleep(for: .milliseconds(30))
                first.cancel()
                _ = await first.result
                let answer = try await second.value
                #expect(answer == "ok")
                #expect(server.seen.connections == 2)
            }
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok",
        "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok",
    ])
    func whatTheServerWillCloseIsNotUsedAgain(answer: String) async throws {
        try await FaultServer.run(["/": [.bytes(answer)]]) { server in
            try await HTTPTransport.run { transport in
                for _ in 0..<3 { try await expectAnswer(server.url("/"), with: transport) }
                #expect(server.seen.connections == 3)
            }
        }
    }

    @Test func whatTheServerHasClosedIsNotUsedAgain() async throws {
        try await FaultServer.run(["/": [.bytes(Wire.plain("ok")), .close]]) { server in
            try await HTTPTransport.run { transport in
                for _ in 0..<3 {
                    try await expectAnswer(server.url("/"), with: transport)
                    try await Task.sleep(for: .milliseconds(60))
                }
                #expect(server.seen.connections == 3)
            }
        }
    }

    @Test func aRequestThatAsksForTheEndGetsIt() async throws {
        try await FaultServer.run(["/": [.bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run { transport in
                let request = WireRequest(
                    method: .get, url: server.url("/"), headers: [WireHeader("Connection", "close")])
                for _ in 0..<2 { try await transport.send(request) { _ in } }
                #expect(server.seen.connections == 2)
            }
        }
    }

    @Test func whatNobodyUsesIsClosed() async throws {
        try await FaultServer.run(["/": [.bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run(.init(idleTimeout: .milliseconds(80))) { transport in
                _ = try await get(server.url("/"), with: transport)
                let left = try await server.clientLeft()
                #expect(left != nil)
                try await expectAnswer(server.url("/"), with: transport)
                #expect(server.seen.connections == 2)
            }
        }
    }

    @Test func bytesBehindAnAnswerAreNoAnswer() async throws {
        try await FaultServer.run(["/": [.bytes(Wire.plain("ok") + Wire.plain("forged"))]]) { server in
            try await HTTPTransport.run { transport in
                for _ in 0..<3 {
                    try await expectAnswer(server.url("/"), with: transport)
                    try await Task.sleep(for: .milliseconds(30))
                }
                #expect(server.seen.connections == 3)
            }
        }
    }

    @Test func aBodyWithoutLengthEndsWithItsConnection() async throws {
        let answer = "HTTP/1.1 200 OK\r\n\r\nok"
        try await FaultServer.run(["/": [.bytes(answer), .pause(.milliseconds(10)), .close]]) { server in
            try await HTTPTransport.run { transport in
                for _ in 0..<2 { try await expectAnswer(server.url("/"), with: transport) }
                #expect(server.seen.connections == 2)
            }
        }
    }

    @Test func noticesBeforeTheAnswerAreNone() async throws {
        let answer = "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n" + Wire.plain("ok")
        try await FaultServer.run(["/": [.bytes(answer)]]) { server in
            try await HTTPTransport.run { transport in
                for _ in 0..<2 { try await expectAnswer(server.url("/"), with: transport) }
                #expect(server.seen.connections == 1)
            }
        }
    }

    @Test func theFramingIsOurs() async throws {
        try await FaultServer.run(["/": [.bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run { transport in
                let request = WireRequest(
                    method: .post, url: server.url("?#x"),
                    headers: [
                        WireHeader("Content-Length", "99"), WireHeader("Transfer-Encoding", "chunked"),
                        WireHeader("Host", "elsewhere.example"), WireHeader("X-A", "b"),
                    ],
                    body: Array("{}".utf8))
                try await transport.send(request) { _ in }
                let sent = try #require(server.seen.requests.first).lowercased()
                #expect(sent.hasPrefix("post /? http/1.1\r\nhost: 127.0.0.1:\(server.port)\r\n"))
                #expect(sent.contains("\r\ncontent-length: 2\r\n") && sent.contains("\r\nx-a: b\r\n"))
                #expect(!sent.contains("99") && !sent.contains("chunked") && !sent.contains("elsewhere"))
            }
        }
    }

    @Test func aCredentialCannotSmuggleAHeader() async throws {
        try await FaultServer.run([:]) { server in
            try await HTTPTransport.run { transport in
                let request = WireRequest(
                    method: .get, url: server.url("/"), authorization: ("x-key", Secret("a\r\nx-b: c")))
                let failure = await #expect(throws: ProviderFailure.self) { try await transport.send(request) { _ in } }
                #expect(failure?.code == .invalidRequest)
                #expect(server.seen.connections == 0)
            }
        }
    }

    @Test func namesAreLookedUp() async throws {
        try await FaultServer.run(["/": [.bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run { transport in
                try await expectAnswer("http://localhost:\(server.port)/", with: transport)
                let failure = await #expect(throws: ProviderFailure.self) {
                    try await get("http://nowhere.invalid/", with: transport)
                }
                #expect(failure?.code == .network && failure?.isUnreachable == true)
            }
        }
    }

    @Test func aLargeBodyGoesOutWhole() async throws {
        try await FaultServer.run(["/": [.bytes(Wire.plain("ok"))]]) { server in
            try await HTTPTransport.run { transport in
                let body = [UInt8](repeating: 0x61, count: 3 << 20)
                try await transport.send(WireRequest(method: .post, url: server.url("/"), body: body)) { _ in }
                #expect(server.seen.requests.first?.utf8.count ?? 0 > body.count)
            }
        }
    }

    /// Calls that are made and left in all their stages, many at once: none hangs, and the rest is answered.
    @Test func manyComeAndGo() async throws {
        try await FaultServer.run(answering: {
            $0.number % 7 == 3 ? [.close] : [.pause(.milliseconds($0.number % 3)), .bytes(Wire.plain("ok"))]
        }) { server in
            try await HTTPTransport.run(.init(maxConnectionsPerHost: 8)) { transport in
                let url = server.url("/")
                let answered = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 0..<400 {
                        group.addTask {
                            let call = Task { try await get(url, with: transport) }
                            if number % 5 == 0 {
                                try? await Task.sleep(for: .microseconds(number * 37 % 4000))
                                call.cancel()
                            }
                            do { return try await call.value == "ok" } catch {
                                let failure = try #require(error as? ProviderFailure)
                                #expect([.cancelled, .network].contains(failure.code))
                                return false
                            }
                        }
                    }
                    return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(answered > 150)
            }
        }
    }

    @Test func shuttingDownEndsThoseWhoWaitToo() async throws {
        try await FaultServer.run(["/": [.hold]]) { server in
            let transport = HTTPTransport(.init(maxConnectionsPerHost: 1))
            let url = server.url("/")
            let calls = (0..<3).map { _ in Task { try await get(url, with: transport) } }
            try await requests(1, at: server)
            try await Task.sleep(for: .milliseconds(30))
            await transport.shutdown()
            for call in calls {
                let failure = await #expect(throws: ProviderFailure.self) { try await call.value }
                #expect(failure?.code == .cancelled)
            }
        }
    }
}
#endif
