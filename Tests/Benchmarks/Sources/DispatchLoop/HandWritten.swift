import AsyncHTTPClient
import NIOCore
import NIOHTTP1

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The HTTP client and what an application writes around it: `Codable` bodies, lines of events, no error handling beyond
/// the status. For comparison; it is held to no limit.
struct HandWritten: Contender {
    static let name = "client + Codable"

    private let client: HTTPClient
    private let requests: PerWay<HTTPClientRequest>

    init(_ client: HTTPClient, port: Int) {
        self.client = client
        requests = PerWay { HTTPClientRequest.chat($0, port: port) }
    }

    func ask(_ way: Way) async throws -> (size: Int, expected: Int) {
        var request = requests[way]
        request.body = .bytes(try JSONEncoder().encode(Chat(isStreamed: way.isStreamed)))
        let response = try await client.execute(request, timeout: .seconds(60))
        guard response.status == .ok else { throw WrongAnswer() }
        if way.isStreamed { return (try await Self.read(response.body), way.textSize) }
        let body = try await response.body.collect(upTo: 8 << 20)
        let answer = try JSONDecoder().decode(Answer.self, from: Data(body.readableBytesView))
        return (answer.choices.first?.message?.content?.utf8.count ?? 0, way.textSize)
    }

    private static func read(_ body: HTTPClientResponse.Body) async throws -> Int {
        let decoder = JSONDecoder()
        var buffer = ByteBuffer()
        var size = 0
        for try await var piece in body {
            buffer.writeBuffer(&piece)
            while let end = buffer.readableBytesView.firstIndex(of: 0x0A) {
                let line = buffer.readSlice(length: end - buffer.readerIndex)
                buffer.moveReaderIndex(forwardBy: 1)
                guard let line, line.readableBytes > 6, line.readableBytesView.starts(with: "data: ".utf8) else {
                    continue
                }
                let data = line.readableBytesView.dropFirst(6)
                if data.elementsEqual("[DONE]".utf8) { return size }
                let chunk = try decoder.decode(Answer.self, from: Data(data))
                size += chunk.choices.first?.delta?.content?.utf8.count ?? 0
            }
            buffer.discardReadBytes()
        }
        throw WrongAnswer()
    }
}

private struct Chat: Encodable {
    struct Message: Encodable {
        var role: String
        var content: String
    }

    struct StreamOptions: Encodable {
        var includeUsage = true

        enum CodingKeys: String, CodingKey { case includeUsage = "include_usage" }
    }

    var model = "gpt-4o-mini"
    var messages = [
        Message(role: "system", content: WireText.systemText), Message(role: "user", content: WireText.userText),
    ]
    var maxTokens = 200
    var temperature = 0.2
    var stream: Bool
    var streamOptions: StreamOptions?

    enum CodingKeys: String, CodingKey {
        case model, messages, temperature, stream
        case maxTokens = "max_completion_tokens"
        case streamOptions = "stream_options"
    }

    init(isStreamed: Bool) {
        stream = isStreamed
        streamOptions = isStreamed ? StreamOptions() : nil
    }
}

private struct Answer: Decodable {
    struct Choice: Decodable {
        struct Text: Decodable {
            var content: String?
        }

        var index: Int
        var message: Text?
        var delta: Text?
        var finishReason: String?

        enum CodingKeys: String, CodingKey {
            case index, message, delta
            case finishReason = "finish_reason"
        }
    }

    struct Usage: Decodable {
        var promptTokens: Int
        var completionTokens: Int

        enum CodingKeys: String, CodingKey {
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
        }
    }

    var choices: [Choice]
    var usage: Usage?
}
