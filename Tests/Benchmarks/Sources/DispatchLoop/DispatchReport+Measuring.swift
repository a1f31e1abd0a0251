import AsyncHTTPClient
import TurnoutHTTP

extension DispatchReport {
    /// Measures everything that the options name.
    init(
        _ options: DispatchOptions, _ upstream: UpstreamProcess, _ client: HTTPClient, _ transport: HTTPTransport
    ) async throws {
        let all: [any Contender] = [
            BareClient(client, port: upstream.port),
            HandWritten(client, port: upstream.port),
            try AdapterClient(transport, port: upstream.port),
            try Routed(transport, port: upstream.port),
            try RoutedGuarded(transport, port: upstream.port),
        ]
        let chosen = options.only.filter(all.indices.contains)
        let contenders = chosen.isEmpty ? all : chosen.map { all[$0] }
        names = contenders.map { type(of: $0).name }
        cells = []
        for connections in options.connections {
            for way in options.ways {
                cells.append(
                    try await Cell(
                        contenders, way, connections: connections, options: options, upstream: upstream))
            }
        }
        allocations = []
        // A run for a profiler holds nothing but what was asked for.
        for contender in options.only.isEmpty ? contenders : [] {
            guard let plain = try await countAllocations(contender, .plain),
                let streamed = try await countAllocations(contender, .streamed),
                let long = try await countAllocations(contender, .long)
            else {
                allocations.append(nil)
                continue
            }
            allocations.append((plain, streamed, (long - streamed) / Double(WireText.words.count)))
        }
    }
}
