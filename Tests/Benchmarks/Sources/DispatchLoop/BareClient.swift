import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The HTTP client alone: a body that was written once, an answer of which only the bytes are counted. It is the least
/// that a call can cost, and the baseline.
struct BareClient: Contender {
    static let name = "bare client"

    private let client: HTTPClient
    private let requests: PerWay<HTTPClientRequest>
    private let sizes = PerWay(\.bodySize)

    init(_ client: HTTPClient, port: Int) {
        self.client = client
        requests = PerWay { way in
            var request = HTTPClientRequest.chat(way, port: port)
            request.body = .bytes(ByteBuffer(string: WireText.request(isStreamed: way.isStreamed)))
            return request
        }
    }

    func ask(_ way: Way) async throws -> (size: Int, expected: Int) {
        let response = try await client.execute(requests[way], timeout: .seconds(60))
        guard response.status == .ok else { throw WrongAnswer() }
        guard way.isStreamed else {
            return (try await response.body.collect(upTo: 8 << 20).readableBytes, sizes[way])
        }
        var size = 0
        for try await piece in response.body { size += piece.readableBytes }
        return (size, sizes[way])
    }
}

extension HTTPClient {
    /// A client as ``HTTPTransport`` configures its own.
    static func make() -> HTTPClient {
        var settings = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1024
        settings.tracing.tracer = nil
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    }
}

extension HTTPClientRequest {
    /// A call without its body, with the headers that the adapter sends too.
    static func chat(_ way: Way, port: Int) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(way.base)/chat/completions")
        request.method = .POST
        request.headers = [
            "content-type": "application/json", "accept": way.isStreamed ? "text/event-stream" : "application/json",
            "authorization": "Bearer \(TestKey.text)", "user-agent": "benchmark",
        ]
        return request
    }
}

/// A contender got an answer that is not the upstream's: nothing is timed then.
struct WrongAnswer: Error, CustomStringConvertible {
    var description: String { "an answer is not the one that the upstream gives" }
}
