#if Server
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import TurnoutCore
import TurnoutProviders

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Turns what breaks below HTTP into failures that say where, what, and what to do: never what was sent.
struct FailureMapping {
    /// How far a call had come.
    enum Phase {
        case preparing, connecting, waiting, answering
    }

    private let url: String
    private let connectTimeout: Duration

    init(_ request: WireRequest) {
        url = request.url
        connectTimeout = request.connectTimeout
    }

    /// Read anew for each failure, since most calls have none.
    private var endpoint: Endpoint? {
        // Only the host and the port: a path or a query may hold what is not for logs.
        try? Endpoint(parsing: String(url.prefix { $0 != "?" && $0 != "#" }))
    }

    private var place: String {
        guard let endpoint else { return "the endpoint" }
        return endpoint.host.contains(":")
            ? "[\(endpoint.host)]:\(endpoint.port)" : "\(endpoint.host):\(endpoint.port)"
    }

    private var isSecure: Bool { endpoint?.scheme == .https }

    var cancelled: ProviderFailure { ProviderFailure(.cancelled, "the call to \(place) was cancelled") }

    func failure(for error: any Error, phase: Phase) -> ProviderFailure {
        switch error {
        case is CancellationError: return cancelled
        case let error as HTTPClientError: return failure(for: error, phase: phase)
        case let error as NIOConnectionError: return failure(for: error)
        case let error as HTTPParserError where error != .invalidEOFState && phase != .connecting:
            return ProviderFailure(.provider, "\(place) answered with something that is not HTTP")
        default: break
        }
        guard phase == .connecting else { return broken(in: phase) }
        // What fails between the connection and the request, and is no matter of the socket, is the handshake.
        if isSecure, !(error is IOError) {
            return ProviderFailure(
                .network,
                "no secure connection to \(place): its certificate was not accepted, or it does not speak TLS; "
                    + "is the endpoint's scheme right, and does this machine trust the certificate's issuer?",
                isUnreachable: true
            )
        }
        return unreachable(reason: (error as? IOError).map(Self.reason))
    }

    private func failure(for error: HTTPClientError, phase: Phase) -> ProviderFailure {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
            return ProviderFailure(
                .timeout,
                "connecting to \(place) took longer than \(connectTimeout); "
                    + "is the service up, and may this machine reach it?",
                isUnreachable: true
            )
        case .cancelled: return cancelled
        case .alreadyShutdown: return ProviderFailure(.cancelled, "the router is shutting down")
        default: break
        }
        switch phase {
        // The error's own words may repeat a header's value.
        case .preparing:
            return ProviderFailure(
                .invalidRequest,
                "the call to \(place) cannot be written as HTTP: its address or one of its headers is malformed"
            )
        case .connecting: return unreachable(reason: nil)
        case .waiting, .answering: return broken(in: phase)
        }
    }

    private func failure(for error: NIOConnectionError) -> ProviderFailure {
        if error.connectionErrors.isEmpty {
            return ProviderFailure(
                .network,
                "the name of \(place) does not resolve; is the endpoint's host right, and does this machine have DNS?",
                isUnreachable: true
            )
        }
        let reasons = error.connectionErrors.map(\.error)
        if reasons.allSatisfy({ if case ChannelError.connectTimeout = $0 { true } else { false } }) {
            return failure(for: .connectTimeout, phase: .connecting)
        }
        return unreachable(reason: reasons.lazy.compactMap { $0 as? IOError }.first.map(Self.reason))
    }

    private func unreachable(reason: String?) -> ProviderFailure {
        ProviderFailure(
            .network,
            "cannot connect to \(place)\(reason.map { ": \($0)" } ?? ""); "
                + "is the service running, and the endpoint right?",
            isUnreachable: true
        )
    }

    private func broken(in phase: Phase) -> ProviderFailure {
        ProviderFailure(
            .network,
            phase == .answering
                ? "\(place) broke the connection off in the middle of its answer"
                : "\(place) closed the connection without an answer"
        )
    }

    private static func reason(_ error: IOError) -> String {
        switch error.errnoCode {
        case ECONNREFUSED: "connection refused"
        case EHOSTUNREACH: "no route to the host"
        case ENETUNREACH: "no route to the network"
        case ECONNRESET: "connection reset"
        case ETIMEDOUT: "no answer"
        case EADDRNOTAVAIL: "no local port is free"
        case EMFILE, ENFILE: "this process has too many files open"
        default: "error \(error.errnoCode)"
        }
    }
}
#endif
