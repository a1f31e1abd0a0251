#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TurnoutCore

/// The connections to one address without TLS.
///
/// A request takes the connection that was used last. When there is none, an attempt to connect begins for it, and the
/// request takes whatever is there first: the new connection, or one that has become free. An attempt that fails is told
/// to the request that it began for, if that still waits, and to no other.
final class PlainPool: Sendable {
    struct Settings: Sendable {
        let maxConnections: Int
        let idleTimeout: TimeAmount
        let longestConnect: TimeAmount
    }

    private struct Waiter {
        let call: PlainCall
        /// An attempt to connect is under way for it.
        var isConnecting: Bool
    }

    private struct State {
        /// The one used last at the end.
        var idle: [(connection: PlainConnection, since: NIODeadline)] = []
        var waiting: [Waiter] = []
        var open: [ObjectIdentifier: PlainConnection] = [:]
        var connecting = 0
        var isSweepSet = false
        var isShutDown: Bool
        var closers: [CheckedContinuation<Void, Never>] = []

        var count: Int { open.count + connecting }

        /// Takes a request out of those who wait; `false` when it does not.
        mutating func withdraw(_ call: PlainCall) -> Bool {
            guard let index = waiting.firstIndex(where: { $0.call === call }) else { return false }
            waiting.remove(at: index)
            return true
        }

        /// Gives a connection to one who waits: the given one if it does, or the first.
        mutating func give(_ connection: PlainConnection, to call: PlainCall? = nil) -> PlainCall? {
            let index = call.flatMap { call in waiting.firstIndex { $0.call === call } } ?? waiting.indices.first
            guard let index else { return nil }
            let call = waiting.remove(at: index).call
            call.connection = connection
            return call
        }

        /// Begins an attempt for the first that waits without one, now that there is room.
        mutating func nextAttempt(_ limit: Int) -> PlainCall? {
            guard !isShutDown, count < limit, let index = waiting.firstIndex(where: { !$0.isConnecting }) else {
                return nil
            }
            waiting[index].isConnecting = true
            connecting += 1
            return waiting[index].call
        }

        /// Those who wait for the end, once it is there.
        mutating func takeClosers() -> [CheckedContinuation<Void, Never>] {
            guard isShutDown, count == 0 else { return [] }
            defer { closers = [] }
            return closers
        }
    }

    private let endpoint: Endpoint
    private let settings: Settings
    private let lanes: EventLoopLanes
    private let state: Mutex<State>

    init(_ endpoint: Endpoint, _ settings: Settings, lanes: EventLoopLanes, isShutDown: Bool) {
        self.endpoint = endpoint
        self.settings = settings
        self.lanes = lanes
        state = Mutex(State(isShutDown: isShutDown))
    }

    // MARK: Requests

    private enum Step {
        case use(PlainConnection)
        case wait(connects: Bool)
        case refuse
    }

    /// Sends a request over a connection that stands, or over the next.
    func start(_ call: PlainCall) {
        let step = state.withLock { state -> Step in
            guard !state.isShutDown else { return .refuse }
            if let connection = state.idle.popLast()?.connection {
                call.connection = connection
                return .use(connection)
            }
            let connects = state.count < settings.maxConnections
            if connects { state.connecting += 1 }
            state.waiting.append(Waiter(call: call, isConnecting: connects))
            return .wait(connects: connects)
        }
        switch step {
        case .use(let connection): connection.send(call)
        case .wait(let connects):
            call.mailbox.limitConnecting(of: call, on: lanes[0])
            if connects { connect(for: call) }
        case .refuse: call.mailbox.finish(.failure(HTTPClientError.alreadyShutdown))
        }
    }

    /// Ends a request, from any thread.
    func end(_ call: PlainCall, for reason: any Error) {
        let (isWaiting, connection) = state.withLock { state in (state.withdraw(call), call.connection) }
        if isWaiting { return call.mailbox.finish(.failure(reason)) }
        connection?.abort(call, for: reason)
    }

    // MARK: Connections

    private func connect(for call: PlainCall) {
        let lane = lanes.enter()
        let bootstrap = ClientBootstrap(group: lanes[lane])
            .connectTimeout(settings.longestConnect)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            // A reader who takes his time draws one piece after the other from the service.
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try PlainConnection.handlers(channel, of: self, lane: lane)
                }
            }
        let connecting: EventLoopFuture<any Channel>
        if let address = try? SocketAddress(ipAddress: endpoint.host, port: endpoint.port) {
            connecting = bootstrap.connect(to: address)
        } else {
            connecting = bootstrap.connect(host: endpoint.host, port: endpoint.port)
        }
        let opened = connecting.flatMapThrowing { channel in
            try channel.pipeline.syncOperations.handler(type: PlainConnection.self)
        }
        opened.whenComplete { result in
            switch result {
            case .success(let connection): self.opened(connection, for: call, lane: lane)
            case .failure(ChannelError.connectTimeout): self.failed(call, HTTPClientError.connectTimeout, lane: lane)
            case .failure(let error): self.failed(call, error, lane: lane)
            }
        }
    }

    private func opened(_ connection: PlainConnection, for call: PlainCall, lane: Int) {
        // Closed again before anybody knew of it.
        guard connection.isActive else { return failed(call, HTTPClientError.remoteConnectionClosed, lane: lane) }
        let (next, isShutDown) = state.withLock { state -> (PlainCall?, Bool) in
            state.connecting -= 1
            state.open[ObjectIdentifier(connection)] = connection
            return (state.give(connection, to: call), state.isShutDown)
        }
        if isShutDown {
            connection.close()
        } else if let next {
            connection.send(next)
        } else {
            rest(connection)
        }
    }

    private func failed(_ call: PlainCall, _ error: any Error, lane: Int) {
        lanes.leave(lane)
        let (isWaiting, next, closers) = state.withLock { state in
            state.connecting -= 1
            let isWaiting = state.withdraw(call)
            return (isWaiting, state.nextAttempt(settings.maxConnections), state.takeClosers())
        }
        if isWaiting { call.mailbox.finish(.failure(error)) }
        if let next { connect(for: next) }
        for closer in closers { closer.resume() }
    }

    /// A connection has become free.
    func release(_ connection: PlainConnection) {
        let next = state.withLock { $0.give(connection) }
        if let next { connection.send(next) } else { rest(connection) }
    }

    /// A connection is gone.
    func lost(_ connection: PlainConnection, lane: Int) {
        let (isKnown, next, closers) = state.withLock { state in
            let isKnown = state.open.removeValue(forKey: ObjectIdentifier(connection)) != nil
            state.idle.removeAll { $0.connection === connection }
            return (isKnown, state.nextAttempt(settings.maxConnections), state.takeClosers())
        }
        if isKnown { lanes.leave(lane) }
        if let next { connect(for: next) }
        for closer in closers { closer.resume() }
    }

    /// Keeps a connection for the next request. On its event loop.
    private func rest(_ connection: PlainConnection) {
        let now = NIODeadline.now()
        let (isKept, setsSweep) = state.withLock { state in
            guard !state.isShutDown else { return (false, false) }
            state.idle.append((connection, now))
            defer { state.isSweepSet = true }
            return (true, !state.isSweepSet)
        }
        if !isKept { return connection.close() }
        if setsSweep { setSweep(at: now + settings.idleTimeout) }
    }

    private func setSweep(at moment: NIODeadline) {
        lanes[0].scheduleTask(deadline: moment) { [weak self] in self?.sweep() }
    }

    /// Closes what nobody has used for long; one alarm for all connections, since setting one for each rest costs more
    /// than the rest.
    private func sweep() {
        let now = NIODeadline.now()
        let (old, next) = state.withLock { state in
            let old = state.idle.filter { $0.since + settings.idleTimeout <= now }.map(\.connection)
            state.idle.removeAll { $0.since + settings.idleTimeout <= now }
            let next = state.idle.map(\.since).min()
            state.isSweepSet = next != nil
            return (old, next)
        }
        for connection in old { connection.close() }
        if let next { setSweep(at: next + settings.idleTimeout) }
    }

    // MARK: The end

    /// Closes all connections, and refuses requests from now on.
    func close() {
        let (waiting, open) = state.withLock { state in
            state.isShutDown = true
            defer { (state.waiting, state.idle) = ([], []) }
            return (state.waiting, Array(state.open.values))
        }
        for waiter in waiting { waiter.call.mailbox.finish(.failure(HTTPClientError.cancelled)) }
        for connection in open { connection.close() }
    }

    /// Waits until all connections are closed and attempts to connect have ended.
    func closed() async {
        await withCheckedContinuation { continuation in
            let closers = state.withLock { state in
                state.closers.append(continuation)
                return state.takeClosers()
            }
            for closer in closers { closer.resume() }
        }
    }
}
#endif
