// The router in a command-line tool: streams an answer, then says who gave it.
//
//     swift run EmbedInTool POLICY "What is a turnout?"

import Turnout
import TurnoutCore
import TurnoutHTTP
import TurnoutPolicy

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

let arguments = CommandLine.arguments.dropFirst()
guard let path = arguments.first, let text = arguments.dropFirst().first else {
    print("usage: EmbedInTool POLICY TEXT")
    exit(2)
}

/// The environment, for `${NAME}` in the policy.
@Sendable func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

let transport = HTTPTransport()
do {
    let policy = try Policy(contentsOf: path, options: PolicyLoadOptions(environment: environment))
    let router = try Router(policy: policy, transport: transport)
    let stream = try await router.stream(ModelRequest(text))
    for try await event in stream {
        if case .delta(let piece, _) = event { print(piece.reveal(), terminator: "") }
    }
    let record = stream.record
    print("\n— \(record.served?.description ?? "nobody"), after \(record.attempts.count) attempt(s)")
} catch let error as PolicyError {
    for finding in error.diagnostics { print("\(finding.span?.start.description ?? path): \(finding.message)") }
} catch {
    // A `TurnoutError` says what was tried and why each target failed; it never holds the request's text.
    print("no answer: \(error)")
}
await transport.shutdown()
