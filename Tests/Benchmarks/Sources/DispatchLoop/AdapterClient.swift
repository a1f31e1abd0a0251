import TurnoutCore
import TurnoutHTTP
import TurnoutPolicy
import TurnoutProviders

/// Turnout's transport and its OpenAI adapter: JSON is written and read, and nothing is decided or recorded. What
/// ``Routed`` costs beyond this is the dispatch layer.
struct AdapterClient: Contender {
    static let name = "transport + adapter"

    private let adapter = OpenAIAdapter(.openAI)
    private let transport: HTTPTransport
    private let targets: PerWay<Target>
    private let request = Scenario.request
    private let key = Secret(TestKey.text)

    init(_ transport: HTTPTransport, port: Int) throws {
        self.transport = transport
        targets = try PerWay { way in
            guard let target = try Scenario.direct.policy(port: port, way).targets.first else { throw WrongAnswer() }
            return target
        }
    }

    func ask(_ way: Way) async throws -> (size: Int, expected: Int) {
        let wire = try adapter.encode(request, for: targets[way], isStreamed: way.isStreamed, credential: key)
        var decoder: (any AnswerDecoder)?
        var events: [AnswerEvent] = []
        var size = 0
        var isFinished = false
        func count() {
            for event in events {
                switch event {
                case .delta(let text, _): size += text.byteCount
                case .finished: isFinished = true
                case .toolCall, .embedding, .usage, .activity: break
                }
            }
            events.removeAll(keepingCapacity: true)
        }
        try await transport.send(wire) { part throws(ProviderFailure) in
            switch part {
            case .head(let head):
                decoder = adapter.makeDecoder(for: head, of: request.operation, isStreamed: way.isStreamed)
            case .bytes(let bytes):
                try decoder?.decode(bytes, into: &events)
                count()
            }
        }
        try decoder?.finish(into: &events)
        count()
        guard isFinished else { throw WrongAnswer() }
        return (size, way.textSize)
    }
}
