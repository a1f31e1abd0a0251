#if Server
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine

/// What goes over the wire when guards replace, and what comes back: over real sockets.
@Suite(.timeLimit(.minutes(2))) struct ScreeningTests {
    private static let address = ["alice", "example.org"].joined(separator: "@")
    private static let other = ["bob", "example.com"].joined(separator: "@")

    private static func policy(_ server: FaultServer) -> String {
        FaultStage.policy(
            server,
            more: """
                safe_defaults: false
                guards: [{id: veil, pseudonymise: pii, to: {locality: local}}]
                sanitise: [{id: hush, redact: pii.email}]
                """)
    }

    /// The service answers with the placeholder that it was sent, and with an address of its own.
    private static func echo(_ request: FaultServer.Request) -> [FaultServer.Step] {
        let start = request.text.firstRange(of: "[EMAIL")?.lowerBound ?? request.text.startIndex
        let end = request.text[start...].firstIndex(of: "]") ?? start
        let body = request.text
        let text = "To \(body[start...end]) and \(other)."
        guard FaultStage.isStreamed(request) else { return [.bytes(WireFormat.openAI.plain(text))] }
        let pieces = Array(text).map { WireFormat.openAI.token(String($0)) }.joined()
        let format = WireFormat.openAI
        return [.bytes(format.head + Wire.chunk(format.opening + pieces + format.ending) + Wire.end)]
    }

    @Test(arguments: [true, false]) func theServiceSeesAPlaceholderAndTheCallerHisWords(isStreamed: Bool) async throws {
        try await FaultStage.run(policy: Self.policy, answering: Self.echo) { stage in
            let request = ModelRequest("write to \(Self.address) please")
            var text = ""
            if isStreamed {
                for try await event in try await stage.router.stream(request) {
                    if case .delta(let piece, _) = event { text += piece.reveal() }
                }
            } else {
                text = try await stage.router.complete(request).text
            }
            #expect(text == "To \(Self.address) and <EMAIL_ADDRESS>.")
        }
    }
}
#endif
