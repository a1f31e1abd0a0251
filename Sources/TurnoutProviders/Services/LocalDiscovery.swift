public import TurnoutCore

/// Looks for servers for models on this machine: it asks at the usual ports, and recognises them by their answers.
///
/// Nothing but these questions is sent: no credential, no content. Only loopback is asked, unless the caller names
/// another host.
public struct LocalDiscovery: Sendable {
    /// Where Ollama, llama.cpp, vLLM and LM Studio listen unless they are told otherwise.
    public static let usualPorts = [11_434, 8_080, 8_000, 1_234]
    /// The address of this machine that only this machine reaches.
    public static let loopback = "127.0.0.1"
    /// How long a port is waited for.
    public static let longestProbe = Duration.seconds(1)

    private let transport: any Transport
    private let addresses: [Endpoint]
    private let sleep: @Sendable (Duration) async throws -> Void

    /// Creates a search.
    ///
    /// - Parameters:
    ///   - transport: what carries the questions.
    ///   - host: a name or an address.
    ///   - ports: the ports to ask at, each from 1 to 65,535.
    ///   - sleep: suspends for a time.
    /// - Throws: the problem of a host or a port that cannot be one.
    public init(
        transport: any Transport, host: String = loopback, ports: [Int] = usualPorts,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) throws(Endpoint.Problem) {
        self.transport = transport
        self.sleep = sleep
        let shown = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        var addresses: [Endpoint] = []
        for port in ports {
            let address = try Endpoint(parsing: "http://\(shown):\(port)")
            guard address.path.isEmpty, address.port == port else { throw .host }
            if !addresses.contains(address) { addresses.append(address) }
        }
        self.addresses = addresses
    }

    /// The servers that answered, in the order of the ports; all ports are asked at once, and each has a second.
    public func servers() async -> [DiscoveredServer] {
        await withTaskGroup(of: (Int, DiscoveredServer?).self) { group in
            for (place, address) in addresses.enumerated() {
                group.addTask { (place, await server(at: address)) }
            }
            var found: [(Int, DiscoveredServer)] = []
            for await case (let place, let server?) in group { found.append((place, server)) }
            return found.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Asks all questions at once; what is not answered in time is not answered.
    private func server(at address: Endpoint) async -> DiscoveredServer? {
        typealias Reply = (question: ServerRecognition.Question?, answer: ServerRecognition.Answer?)
        return await withTaskGroup(of: Reply.self) { group in
            for question in ServerRecognition.Question.allCases {
                group.addTask { (question, await answer(to: question, at: address)) }
            }
            group.addTask {
                // Cancelled, the time is over too.
                try? await sleep(Self.longestProbe)
                return (nil, nil)
            }
            var recognition = ServerRecognition()
            var open = ServerRecognition.Question.allCases.count
            while open > 0, let reply = await group.next(), let question = reply.question {
                recognition.answers[question] = reply.answer
                open -= 1
            }
            group.cancelAll()
            return recognition.server(at: address)
        }
    }

    /// The answer to a question; `nil` when nobody is there, which is what most ports say.
    private func answer(
        to question: ServerRecognition.Question, at address: Endpoint
    ) async -> ServerRecognition.Answer? {
        let request = WireRequest(
            method: .get, url: address.description + question.rawValue,
            headers: [WireHeader("accept", "application/json")], connectTimeout: Self.longestProbe)
        guard let response = try? await ServiceCall.send(request, over: transport) else { return nil }
        return ServerRecognition.Answer(
            status: response.head.status, json: try? JSONValue(parsing: response.body))
    }
}
