import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Guards that replace: what goes out, what comes back, and what stays home all the same.
@Suite(.timeLimit(.minutes(1))) struct RewritingDispatchTests {
    private static let policy = """
        version: 1
        name: veiled
        providers:
          home: {kind: custom, locality: local, models: {small: {context: 8k, capabilities: [chat, stream, tools]}}}
          cloud: {kind: custom, locality: external, models: {big: {context: 200k, capabilities: [chat, stream, tools]}}}
        guards:
          - {id: veil, pseudonymise: [pii], to: {locality: external}}
        routes:
          - {id: all, use: [cloud/big, home/small]}
        """

    private let address = ["alice", "example.org"].joined(separator: "@")

    private func sent(_ stage: Stage, _ number: Int = 0) throws -> String {
        try #require(stage.provider("cloud").calls.count > number)
        return stage.provider("cloud").calls[number].request.messages.map(\.text).joined(separator: "\n")
    }

    /// The placeholder in a text: from `[` to `]`.
    private func placeholder(in text: String) throws -> String {
        let start = try #require(text.firstIndex(of: "["))
        let end = try #require(text[start...].firstIndex(of: "]"))
        return String(text[start...end])
    }

    @Test func aPseudonymGoesOutAndTheValueComesBack() async throws {
        let stage = try Stage(
            policy: Self.policy,
            ["cloud": { call in .answer("I wrote to \(call.request.messages[0].text.split(separator: " ")[2]).") }])
        let answer = try await stage.router.complete(ModelRequest("write to \(address) please"))
        #expect(answer.record.served == TargetName("cloud/big"))
        #expect(try !sent(stage).contains(address))
        #expect(try sent(stage).contains("EMAIL"))
        #expect(answer.text == "I wrote to \(address).")
        #expect(stage.provider("home").callCount == 0)
    }

    @Test func aStreamIsRestoredHoweverItIsCut() async throws {
        for size in 1...7 {
            let stage = try Stage(
                policy: Self.policy,
                [
                    "cloud": { call in
                        let text = Array("To \(call.request.messages[0].text.split(separator: " ")[2]): done")
                        let pieces = stride(from: 0, to: text.count, by: size).map {
                            ScriptedProvider.Step.emit(
                                .delta(text: PrivateText(String(text[$0..<min($0 + size, text.count)])), choice: 0))
                        }
                        return pieces + [.emit(.finished(.stop))]
                    }
                ])
            let outcome = await stage.stream(ModelRequest("write to \(address) please"))
            #expect(outcome.error == nil)
            #expect(outcome.text == "To \(address): done")
        }
    }

    @Test func toolArgumentsAreRestoredAsJSON() async throws {
        let stage = try Stage(
            policy: Self.policy,
            [
                "cloud": { call in
                    let name = String(call.request.messages[0].text.split(separator: " ")[2])
                    let arguments = Array(#"{"to": "\#(name)"}"#)
                    let pieces = arguments.enumerated().map { index, character in
                        ScriptedProvider.Step.emit(
                            .toolCall(
                                ToolCallDelta(
                                    index: 0, id: index == 0 ? "c1" : nil, name: index == 0 ? "send" : nil,
                                    arguments: PrivateText(String(character)))))
                    }
                    return pieces + [.emit(.finished(.toolCalls))]
                }
            ])
        var request = ModelRequest("write to \(address) please")
        request.tools = [Tool(name: "send", parameters: ["type": "object"])]
        let answer = try await stage.router.complete(request)
        #expect(answer.toolCalls.first?.arguments.reveal() == #"{"to": "\#(address)"}"#)
    }

    @Test func theSameValueHasTheSamePlaceholderInAConversation() async throws {
        let stage = try Stage(policy: Self.policy)
        func ask(_ conversation: String?, _ user: String) async throws -> String {
            var request = ModelRequest("write to \(address) please")
            request.context.conversation = conversation.map { PrivateText($0) }
            request.context.user = user
            _ = try await stage.router.complete(request)
            return try placeholder(in: sent(stage, stage.provider("cloud").callCount - 1))
        }
        let first = try await ask("c", "u")
        #expect(try await ask("c", "u") == first)
        // Another user's conversation of the same name is another one.
        #expect(try await ask("c", "v") != first)
        #expect(try await ask("d", "u") != first)
        let alone = try await ask(nil, "u")
        #expect(try await ask(nil, "u") != alone)
    }

    @Test func aFallbackToTheLocalTargetSeesTheContentAsItIs() async throws {
        let stage = try Stage(policy: Self.policy, ["cloud": { _ in .failure(.provider) }])
        let request = ModelRequest("write to \(address) please")
        let answer = try await stage.router.complete(request)
        #expect(answer.record.served == TargetName("home/small"))
        #expect(stage.provider("home").calls.map(\.request) == [request])
        #expect(try !sent(stage).contains(address))
    }

    @Test func whatCannotBeReplacedStaysHome() async throws {
        let stage = try Stage(policy: Self.policy)
        var named = ModelRequest("hello")
        named.messages[0].name = address
        var imaged = ModelRequest("what is this")
        imaged.messages[0].content.append(.image(.url(PrivateText("https://pictures.example/?who=\(address)"))))
        var labelled = ModelRequest("write to \(address) please")
        labelled.context.labels = ["pii"]
        let sensitive = ModelRequest("write to \(address) please", task: "sensitive")
        for request in [named, imaged, labelled, sensitive] {
            _ = await stage.complete(request)
            #expect(stage.provider("cloud").callCount == 0)
        }
        let explanation = stage.router.explain(named)
        #expect(explanation.steps.first?.code == .notRewritten)
    }

    @Test func aSecretIsNoReasonToLetPersonalDataOut() async throws {
        let stage = try Stage(policy: Self.policy)
        let key = "sk-" + "proj-" + String((0..<48).map { Array("aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z")[$0 * 7 % 31] })
        _ = await stage.complete(ModelRequest("write to \(address), my key is \(key)"))
        #expect(stage.provider("cloud").callCount == 0)
        #expect(stage.provider("home").callCount == 1)
    }

    @Test func whatIsSplitOverPartsStaysHome() async throws {
        let stage = try Stage(policy: Self.policy.replacing("pseudonymise: [pii]", with: "pseudonymise: [pii, secret]"))
        let letters = Array("aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z")
        let key = "sk-" + "proj-" + String((0..<48).map { letters[$0 * 7 % 31] })
        for cut in [24, 32, 40] {
            let request = ModelRequest(messages: [
                Message(
                    role: .user,
                    content: [
                        .text(PrivateText(String(key.prefix(cut)))), .text(PrivateText(String(key.dropFirst(cut)))),
                    ])
            ])
            _ = await stage.complete(request)
        }
        #expect(stage.provider("cloud").callCount == 0)
    }

    @Test func wordsOfAPolicysOwnHideNothing() async throws {
        let words = "vocabulary: {labels: {firm.name: {words: [example, alice]}}}\n"
        let stage = try Stage(policy: Self.policy + "\n" + words)
        let answer = try await stage.router.complete(ModelRequest("write to \(address) please"))
        #expect(answer.record.served == TargetName("cloud/big"))
        #expect(try !sent(stage).contains("alice") && !sent(stage).contains("example"))
        let plain = try Stage(
            policy: Self.policy.replacing("pseudonymise: [pii]", with: "redact: [secret]") + "\n" + words)
        _ = await plain.complete(ModelRequest("write to \(address) please"))
        #expect(plain.provider("cloud").callCount == 0)
    }

    @Test func aCallersLabelDoesNotSwitchReplacingOff() async throws {
        let open = Self.policy.replacing("name: veiled", with: "safe_defaults: false")
        let stage = try Stage(policy: open)
        var request = ModelRequest("write to \(address) please")
        request.context.labels = ["pii.email"]
        _ = await stage.complete(request)
        #expect(stage.provider("cloud").calls.allSatisfy { !$0.request.messages[0].text.contains(address) })
        #expect(stage.provider("cloud").callCount == 1)
    }

    @Test func theExplanationNamesWhatIsReplaced() throws {
        let stage = try Stage(policy: Self.policy)
        let text = stage.router.explain(ModelRequest("write to \(address) please")).text()
        #expect(text.contains("pii.email pseudonymised by guards.veil"))
        #expect(!text.contains(address))
    }
}
