#if Server
import NIOCore
import NIOPosix
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A server on loopback that answers each path with a script of bytes and misdeeds, and notes what it saw.
final class FaultServer: Sendable {
    /// What the server does next.
    enum Step: Sendable {
        case bytes(String)
        /// The same bytes in packets of that size.
        case slices(String, size: Int)
        case pause(Duration)
        /// Says nothing more until the client leaves.
        case hold
        /// Closes in order.
        case close
        /// Ends its own side only.
        case halfClose
        /// Ends with a reset in place of an orderly close.
        case reset
        /// Sends that many bytes, as fast as the client takes them.
        case flood(Int)
        /// Sends the same text so many times, as fast as the client takes it.
        case many(String, Int)
    }

    /// A request as it came.
    struct Request: Sendable {
        /// All of it: head and body.
        var text: String
        var path: String
        /// The path's first part: which of several services on this server is meant.
        var place: String
        /// How many came before it to that place.
        var number: Int
        /// How many are being answered at that place, this one included.
        var underWay: Int
    }

    /// What the server saw.
    struct Notes {
        var connections = 0
        var requests: [String] = []
        var flooded = 0
        var left: ContinuousClock.Instant?
        /// The same by the place of the connection's last request.
        var leftFrom: [String: ContinuousClock.Instant] = [:]
        /// Requests by place.
        var calls: [String: Int] = [:]
        /// Requests to all places.
        var total: Int { calls.values.reduce(0, +) }
        /// Requests that are being answered, by place.
        var underWay: [String: Int] = [:]
        /// The most of those at any time.
        var peak: [String: Int] = [:]
    }

    typealias Script = @Sendable (Request) -> [Step]

    private let script: Script
    private let greeting: String?
    private let notes = Mutex(Notes())
    private let channel: NIOAsyncChannel<any Channel, Never>

    private init(_ script: @escaping Script, greeting: String?) async throws {
        self.script = script
        self.greeting = greeting
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            // An asynchronous channel traps when nobody takes it up, as happens to what connects during the last
            // moments of a test; so it is made by the task that serves it, and nothing is read before.
            .childChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0) { $0.eventLoop.makeSucceededFuture($0) }
    }

    /// Runs a server for as long as the body runs.
    ///
    /// - Parameter greeting: what it says on each connection before it is asked.
    static func run(
        _ scripts: [String: [Step]],
        greeting: String? = nil,
        _ body: (FaultServer) async throws -> Void
    ) async throws {
        let notFound = [Step.bytes("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")]
        try await run(greeting: greeting, answering: { scripts[$0.path] ?? notFound }, body)
    }

    /// Runs a server that makes up its mind with each request.
    static func run(
        greeting: String? = nil,
        answering script: @escaping Script,
        _ body: (FaultServer) async throws -> Void
    ) async throws {
        let server = try await FaultServer(script, greeting: greeting)
        try await server.channel.executeThenClose { connections in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await withThrowingDiscardingTaskGroup { group in
                        for try await connection in connections {
                            group.addTask { await server.serve(connection) }
                        }
                    }
                }
                try await body(server)
                group.cancelAll()
            }
        }
    }

    var port: Int { channel.channel.localAddress?.port ?? 0 }

    func url(_ path: String, scheme: String = "http") -> String { "\(scheme)://127.0.0.1:\(port)\(path)" }

    var seen: Notes { notes.withLock { $0 } }

    /// When the client left, waited for at most that long.
    func clientLeft(within limit: Duration = .seconds(2)) async throws -> ContinuousClock.Instant? {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if let left = seen.left { return left }
            try await Task.sleep(for: .milliseconds(1))
        }
        return nil
    }

    /// When the client left that was being answered at that place, waited for at most that long.
    func clientLeft(_ place: String, within limit: Duration = .seconds(2)) async throws -> ContinuousClock.Instant? {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if let left = seen.leftFrom[place] { return left }
            try await Task.sleep(for: .milliseconds(1))
        }
        return nil
    }

    private func serve(_ channel: any Channel) async {
        notes.withLock { $0.connections += 1 }
        // A connection that breaks is what these tests are about.
        try? await converse(on: channel)
    }

    private func converse(on channel: any Channel) async throws {
        let connection = try await channel.eventLoop.submit {
            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }.get()
        try await connection.executeThenClose { inbound, outbound in
            try await channel.setOption(.autoRead, value: true).get()
            if let greeting = self.greeting { try await outbound.write(ByteBuffer(string: greeting)) }
            let (requests, requestsIn) = AsyncStream.makeStream(of: String.self)
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    let place = await self.read(inbound, into: requestsIn)
                    self.notes.withLock { notes in
                        notes.left = .now
                        if let place { notes.leftFrom[place] = .now }
                    }
                }
                group.addTask {
                    for await text in requests {
                        let request = self.enter(text)
                        let goesOn = try? await self.play(self.script(request), on: channel, outbound)
                        self.notes.withLock { $0.underWay[request.place, default: 0] -= 1 }
                        if goesOn != true { return }
                    }
                }
                await group.next()
                group.cancelAll()
            }
        }
    }

    private func enter(_ text: String) -> Request {
        let (path, place) = Self.path(of: text)
        return notes.withLock { notes in
            let number = notes.calls[place, default: 0]
            notes.calls[place] = number + 1
            let underWay = notes.underWay[place, default: 0] + 1
            notes.underWay[place] = underWay
            notes.peak[place] = max(notes.peak[place, default: 0], underWay)
            return Request(text: text, path: path, place: place, number: number, underWay: underWay)
        }
    }

    private static func path(of request: String) -> (path: String, place: String) {
        let words = request.split(separator: " ", maxSplits: 2)
        let path = words.count > 1 ? String(words[1]) : "/"
        return (path, path.split(separator: "/").first.map(String.init) ?? "")
    }

    /// Yields each request whose body has come.
    ///
    /// - Returns: the place of the last of them, when the client has left.
    private func read(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        into requests: AsyncStream<String>.Continuation
    ) async -> String? {
        var bytes: [UInt8] = []
        var place: String?
        do {
            for try await buffer in inbound {
                bytes += buffer.readableBytesView
                while let request = Self.takeRequest(from: &bytes) {
                    notes.withLock { $0.requests.append(request) }
                    place = Self.path(of: request).place
                    requests.yield(request)
                }
            }
        } catch {
            // A client that resets has left too.
        }
        requests.finish()
        return place
    }

    private static func takeRequest(from bytes: inout [UInt8]) -> String? {
        guard let end = bytes.indices.dropLast(3).first(where: { bytes[$0..<$0 + 4].elementsEqual("\r\n\r\n".utf8) })
        else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        let length =
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { $0.split(separator: ":").last }.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        guard bytes.count >= end + 4 + length else { return nil }
        let request = String(decoding: bytes[..<(end + 4 + length)], as: UTF8.self)
        bytes.removeFirst(end + 4 + length)
        return request
    }

    /// Plays a script; returns whether the connection may serve another request.
    private func play(
        _ script: [Step],
        on channel: any Channel,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws -> Bool {
        for step in script {
            switch step {
            case .bytes(let text): try await outbound.write(ByteBuffer(string: text))
            case .slices(let text, let size):
                var rest = Array(text.utf8)[...]
                while !rest.isEmpty {
                    try await outbound.write(ByteBuffer(bytes: rest.prefix(size)))
                    rest = rest.dropFirst(size)
                }
            case .pause(let duration): try await Task.sleep(for: duration)
            case .hold: try await Task.sleep(for: .seconds(60))
            case .close: return false
            case .halfClose:
                try await channel.close(mode: .output)
                try await Task.sleep(for: .seconds(60))
            case .reset:
                // Closing with no time to linger is what makes TCP send a reset.
                try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
                try await channel.close()
                return false
            case .flood(let total):
                let piece = ByteBuffer(repeating: 0x61, count: 64 << 10)
                try await flood(piece, times: total / piece.readableBytes, on: channel)
            case .many(let text, let count): try await flood(ByteBuffer(string: text), times: count, on: channel)
            }
        }
        return true
    }

    private func flood(_ piece: ByteBuffer, times count: Int, on channel: any Channel) async throws {
        for _ in 0..<count {
            // Past the writer, which holds a good deal itself: this returns when the socket took it.
            try await channel.writeAndFlush(piece)
            notes.withLock { $0.flooded += piece.readableBytes }
        }
    }
}
#endif
