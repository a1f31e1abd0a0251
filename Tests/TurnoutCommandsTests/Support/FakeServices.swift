import Synchronization
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@testable import TurnoutCommands

/// Services in this process: what each address answers, and what was asked.
final class FakeServices: Transport {
    enum Reply: Sendable {
        case json(Int, String)
        /// Nothing, until the caller goes away.
        case silence
    }

    private let replies: [String: Reply]
    private let seen = Mutex<[WireRequest]>([])

    init(_ replies: [String: Reply]) { self.replies = replies }

    var requests: [WireRequest] { seen.withLock { $0 } }

    func send(
        _ request: WireRequest, receive: (WireResponsePart) async throws(ProviderFailure) -> Void
    ) async throws(ProviderFailure) {
        seen.withLock { $0.append(request) }
        switch replies[request.url] {
        case nil: throw ProviderFailure(.network, "nobody listens there")
        case .json(let status, let text)?:
            let head = WireResponseHead(status: status, headers: [WireHeader("content-type", "application/json")])
            try await receive(.head(head))
            try await receive(.bytes(Array(text.utf8)))
        case .silence?:
            do {
                try await Task.sleep(for: .seconds(60))
            } catch {
                throw ProviderFailure(.cancelled, "the caller went away")
            }
        }
    }

    /// Runs a command that reaches these services.
    func run(
        _ arguments: [String], files: any PolicyFiles = MemoryFiles([String: String]()),
        environment: [String: String] = [:]
    ) async -> CommandRun {
        let output = MemoryOutput()
        let errors = MemoryOutput()
        let context = CommandContext(
            environment: { environment[$0] }, input: MemoryInput(""), output: output, errors: errors, files: files,
            carrier: { Carrier(transport: self) {} }, now: { Timestamp(microseconds: 0) })
        let status = await CommandLineTool.run(arguments: arguments, context: context)
        return CommandRun(status: status, output: output.text, errors: errors.text)
    }
}
