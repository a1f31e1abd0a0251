#if Server
import Synchronization
import TurnoutCore

/// An address without TLS, taken apart: where to connect, and what to ask for there.
struct PlainAddress: Sendable {
    let pool: PlainPool
    /// The `host` header.
    let host: String
    /// The path and the query.
    let path: String
}

/// Addresses that were read before, and the pools of connections behind them.
final class PlainAddresses: Sendable {
    /// How many addresses are held. One more, and all are forgotten; the pools stay.
    private static let capacity = 256

    private struct Origin: Hashable {
        let host: String
        let port: Int
    }

    private struct State {
        var known: [String: PlainAddress] = [:]
        var pools: [Origin: PlainPool] = [:]
        var isShutDown = false
    }

    private let settings: PlainPool.Settings
    private let lanes: EventLoopLanes
    private let state = Mutex(State())

    init(_ settings: PlainPool.Settings, lanes: EventLoopLanes) {
        self.settings = settings
        self.lanes = lanes
    }

    /// The address; `nil` when it is not one without TLS in the usual form.
    subscript(url: String) -> PlainAddress? {
        if let address = state.withLock({ $0.known[url] }) { return address }
        guard let (endpoint, path) = Self.parse(url) else { return nil }
        return state.withLock { state in
            let origin = Origin(host: endpoint.host, port: endpoint.port)
            let pool = state.pools[origin] ?? PlainPool(endpoint, settings, lanes: lanes, isShutDown: state.isShutDown)
            state.pools[origin] = pool
            let address = PlainAddress(
                pool: pool, host: String(endpoint.description.dropFirst("http://".count)), path: path)
            if state.known.count >= Self.capacity { state.known.removeAll() }
            state.known[url] = address
            return address
        }
    }

    private static func parse(_ url: String) -> (Endpoint, path: String)? {
        let scheme = "http://"
        guard url.hasPrefix(scheme), url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let rest = url.utf8.dropFirst(scheme.utf8.count)
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard let endpoint = try? Endpoint(parsing: scheme + String(Substring(authority))) else { return nil }
        let path = String(Substring(rest[authority.endIndex...].prefix { $0 != UInt8(ascii: "#") }))
        return (endpoint, path.hasPrefix("/") ? path : "/" + path)
    }

    /// Closes all connections, those in use too, and waits until they are.
    func shutdown() async {
        let pools = state.withLock { state in
            state.isShutDown = true
            return Array(state.pools.values)
        }
        for pool in pools { pool.close() }
        for pool in pools { await pool.closed() }
    }
}
#endif
