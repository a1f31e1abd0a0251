public import TurnoutCore
public import TurnoutEngine
import TurnoutPolicy

/// A service behind HTTP: an adapter that translates, a transport that carries, and a key from where keys are.
public struct HTTPProvider: Provider {
    private let adapter: any WireAdapter
    private let transport: any Transport
    private let credentials: any CredentialSource

    /// Creates a provider from its parts.
    public init(adapter: any WireAdapter, transport: any Transport, credentials: any CredentialSource) {
        self.adapter = adapter
        self.transport = transport
        self.credentials = credentials
    }

    public func send(
        _ permit: consuming DispatchPermit,
        context: CallContext,
        emit: (AnswerEvent) async -> Void
    ) async throws(ProviderFailure) {
        let request = permit.request
        let (wire, filter) = try encode(permit, context)
        var reader = ResponseReader(adapter: adapter, request: request, isStreamed: context.isStreamed)
        do {
            try await transport.send(wire) { part throws(ProviderFailure) in
                try await Self.pass(to: emit, filter) { events throws(ProviderFailure) in
                    try reader.read(part, into: &events)
                }
            }
        } catch {
            // A service that said what is wrong and then hung up has said it.
            if error.code == .network, let reported = reader.reported { throw filter.clean(reported) }
            throw error
        }
        try await Self.pass(to: emit, filter) { events throws(ProviderFailure) in try reader.finish(into: &events) }
    }

    /// Emits what a step yields, also when the step then fails.
    private static func pass(
        to emit: (AnswerEvent) async -> Void,
        _ filter: EchoFilter,
        _ step: (inout [AnswerEvent]) throws(ProviderFailure) -> Void
    ) async throws(ProviderFailure) {
        var events: [AnswerEvent] = []
        let outcome = Result { () throws(ProviderFailure) in try step(&events) }
        for event in events { await emit(event) }
        if case .failure(let failure) = outcome { throw filter.clean(failure) }
    }

    /// What goes over the wire, and what cleans the service's words of it.
    private func encode(
        _ permit: borrowing DispatchPermit, _ context: CallContext
    ) throws(ProviderFailure) -> (WireRequest, EchoFilter) {
        do throws(ProviderFailure) {
            let secret =
                if let reference = permit.target.credentials { try credentials.secret(for: reference) } else {
                    nil as Secret?
                }
            var wire = try adapter.encode(
                permit.request, for: permit.target, isStreamed: context.isStreamed, credential: secret)
            wire.connectTimeout = context.connectTimeout
            return (wire, EchoFilter(request: permit.request, secret: secret))
        } catch {
            // Nothing has been sent, and so nothing is charged.
            var failure = error
            failure.isUnreachable = true
            throw failure
        }
    }
}

extension HTTPProvider {
    /// The provider as one whose answers can be fetched; `nil` over a transport that only pushes.
    package var pulling: (any PullProvider)? {
        (transport as? any PullTransport).map { PulledHTTP(provider: self, transport: $0) }
    }

    private struct PulledHTTP: PullProvider {
        let provider: HTTPProvider
        let transport: any PullTransport

        func send(
            _ permit: consuming DispatchPermit, context: CallContext, emit: (AnswerEvent) async -> Void
        ) async throws(ProviderFailure) {
            try await provider.send(permit, context: context, emit: emit)
        }

        func open(
            _ permit: consuming DispatchPermit, context: CallContext
        ) throws(ProviderFailure) -> any AnswerPull {
            let (wire, filter) = try provider.encode(permit, context)
            let reader = ResponseReader(
                adapter: provider.adapter, request: permit.request, isStreamed: context.isStreamed)
            return HTTPAnswer(try transport.open(wire), reader: reader, filter: filter)
        }
    }
}
