import Testing
import TurnoutCore

@testable import TurnoutProviders

@Suite struct EchoFilterTests {
    private let key = ["tk", "4711", "abcdefghijkl"].joined(separator: "-")

    private func clean(_ text: String, prompt: String) -> String {
        EchoFilter(request: ModelRequest(prompt), secret: Secret(key)).clean(text)
    }

    @Test func theCredentialIsTakenOut() {
        #expect(clean("Incorrect key: \(key).", prompt: "") == "Incorrect key: •••.")
        // Services show the ends of a key.
        #expect(clean("Incorrect key: tk-4711-***fghijkl", prompt: "") == "Incorrect key: •••***•••")
    }

    @Test func quotedContentIsTakenOut() {
        let prompt = "My neighbour Erika Mustermann owes me money since May"
        #expect(
            clean("invalid text 'neighbour Erika Mustermann owes' at 3", prompt: prompt) == "invalid text '•••' at 3"
        )
        #expect(clean("flagged: Erika", prompt: "Erika") == "flagged: •••")
    }

    @Test func shortWordsWithDigitsAreTakenOut() {
        #expect(clean("bad value '47-11-08'", prompt: "my pin is 47-11-08 ok") == "bad value '•••'")
        #expect(clean("no user a@b.c here", prompt: "write to a@b.c") == "no user ••• here")
        #expect(clean("limit is 4096 tokens", prompt: "some other text") == "limit is 4096 tokens")
    }

    @Test func toolResultsAndArgumentsAreContentToo() {
        let call = ToolCall(id: "1", name: "n", arguments: "{\"place\":\"Bern\"}")
        let request = ModelRequest(messages: [
            .tool(callID: "1", "the patient has gout"), Message(role: .assistant, content: [.toolCall(call)]),
        ])
        let filter = EchoFilter(request: request, secret: nil)
        #expect(filter.clean("saw the patient has gout in {\"place\":\"Bern\"}") == "saw ••• in •••")
    }

    @Test func ourOwnWordsStayWhole() {
        let request = ModelRequest("the service found the request wrong")
        let failure = ProviderFailure(
            .invalidRequest, "the service found the request wrong (HTTP 400): found the request wrong")
        #expect(
            EchoFilter(request: request, secret: nil).clean(failure).message
                == "the service found the request wrong (HTTP 400):•••"
        )
    }

    @Test(arguments: 0..<UInt64(100))
    func noLongRunSurvives(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func text(_ length: Int) -> String {
            String(
                String.UnicodeScalarView(
                    (0..<length).map { _ in "ab é1 ".unicodeScalars.randomElement(using: &generator) ?? "a" }))
        }
        let prompt = text(200)
        let start = prompt.index(prompt.startIndex, offsetBy: Int.random(in: 0..<100, using: &generator))
        let quoted = prompt[start...].prefix(Int.random(in: 12...60, using: &generator))
        let cleaned = clean("x" + text(20) + quoted + text(20) + "y", prompt: prompt)
        #expect(!cleaned.contains(quoted), "seed \(seed)")
    }
}
