import Turnout
import TurnoutCore
import TurnoutHTTP

/// `Router.complete` and `Router.stream` over a policy of one target: all that Turnout does for a request.
struct Routed: Contender {
    static let name = "router"

    private let lane: Lane

    init(_ transport: HTTPTransport, port: Int) throws { lane = try Lane(.direct, transport, port: port) }

    func ask(_ way: Way) async throws -> (size: Int, expected: Int) { try await lane.ask(way) }
}

/// The same over a policy with guards, a condition, and three targets, of which the first answers.
struct RoutedGuarded: Contender {
    static let name = "router, guards"

    private let lane: Lane

    init(_ transport: HTTPTransport, port: Int) throws { lane = try Lane(.guarded, transport, port: port) }

    func ask(_ way: Way) async throws -> (size: Int, expected: Int) { try await lane.ask(way) }
}

/// One router for each way, since their services have different addresses.
private struct Lane: Sendable {
    private let routers: PerWay<Router>
    private let request = Scenario.request

    init(_ scenario: Scenario, _ transport: HTTPTransport, port: Int) throws {
        routers = try PerWay { way in
            try Router(
                policy: scenario.policy(port: port, way),
                transport: transport,
                credentials: TestKey()
            )
        }
    }

    func ask(_ way: Way) async throws -> (size: Int, expected: Int) {
        guard way.isStreamed else {
            return (try await routers[way].complete(request).choices.first?.text.byteCount ?? 0, way.textSize)
        }
        var size = 0
        for try await event in try await routers[way].stream(request) {
            if case .delta(let text, _) = event { size += text.byteCount }
        }
        return (size, way.textSize)
    }
}
