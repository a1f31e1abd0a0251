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
    }

    /// What the server saw.
    struct Notes {
        var connections = 0
        var requests: [String] = []
        var flooded = 0
        var left: ContinuousClock.Instant?
    }

    let scripts: [String: [Step]]
    private let greeting: String?
    private let notes = Mutex(Notes())
    private let channel: NIOAsyncChannel<any Channel, Never>

    private init(_ scripts: [String: [Step]], greeting: String?) async throws {
        self.scripts = scripts
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
        let server = try await FaultServer(scripts, greeting: greeting)
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
            let (paths, pathsIn) = AsyncStream.makeStream(of: String.self)
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    await self.read(inbound, into: pathsIn)
                    self.notes.withLock { $0.left = .now }
                }
                group.addTask {
                    for await path in paths {
                        let goesOn = try? await self.play(path, on: channel, outbound)
                        if goesOn != true { return }
                    }
                }
                await group.next()
                group.cancelAll()
            }
        }
    }

    /// Yields the path of each request whose body has come.
    private func read(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        into paths: AsyncStream<String>.Continuation
    ) async {
        var bytes: [UInt8] = []
        do {
            for try await buffer in inbound {
                bytes += buffer.readableBytesView
                while let request = Self.takeRequest(from: &bytes) {
                    notes.withLock { $0.requests.append(request) }
                    let words = request.split(separator: " ", maxSplits: 2)
                    paths.yield(words.count > 1 ? String(words[1]) : "/")
                }
            }
        } catch {
            // A client that resets has left too.
        }
        paths.finish()
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

    /// Plays a path's script; returns whether the connection may serve another request.
    private func play(
        _ path: String,
        on channel: any Channel,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws -> Bool {
        for step in scripts[path] ?? [.bytes("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")] {
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
                for _ in 0..<total / piece.readableBytes {
                    // Past the writer, which holds a good deal itself: this returns when the socket took it.
                    try await channel.writeAndFlush(piece)
                    notes.withLock { $0.flooded += piece.readableBytes }
                }
            }
        }
        return true
    }
}
#endif
