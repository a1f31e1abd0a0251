import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// What the model must not say.
@Suite(.timeLimit(.minutes(1))) struct SanitisingDispatchTests {
    private static let policy = """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {capabilities: [chat, stream, tools]}}}
          cloud: {kind: custom, locality: external, models: {big: {capabilities: [chat, stream, tools]}}}
        guards: [{id: veil, pseudonymise: [pii], to: {locality: external}}]
        sanitise:
          - {id: no-addresses, redact: pii.email}
          - {id: no-cards, refuse: pii.card}
        routes: [{id: all, use: [cloud/big, home/small]}]
        """

    private let mine = ["alice", "example.org"].joined(separator: "@")
    private let theirs = ["bob", "example.com"].joined(separator: "@")
    private let card = "4" + String(repeating: "1", count: 15)

    private func pieces(_ text: String, _ size: Int) -> ScriptedProvider.Script {
        let characters = Array(text)
        return stride(from: 0, to: characters.count, by: size).map { start in
            .emit(
                .delta(
                    text: PrivateText(String(characters[start..<min(start + size, characters.count)])), choice: 0))
        } + [.emit(.finished(.stop))]
    }

    @Test(arguments: [1, 3, 50, 1000]) func whatTheModelSaysIsReplacedAndWhatTheCallerSaidComesBack(size: Int)
        async throws
    {
        let theirs = theirs
        let stage = try Stage(
            policy: Self.policy,
            [
                "cloud": { call in
                    let mine = call.request.messages[0].text.split(separator: " ")[2]
                    return pieces("Write to \(mine), and also to \(theirs), by Friday.", size)
                }
            ])
        let outcome = await stage.stream(ModelRequest("write to \(mine) please"))
        #expect(outcome.error == nil)
        #expect(outcome.text == "Write to \(mine), and also to <EMAIL_ADDRESS>, by Friday.")
        let record = outcome.record.json().text()
        #expect(record.contains(#""replaced":[{"type":"EMAIL_ADDRESS","method":"pseudonymise","count":1}]"#))
        #expect(record.contains(#""withheld":[{"type":"EMAIL_ADDRESS","method":"redact","count":1}]"#))
    }

    @Test(arguments: [true, false]) func whatIsRefusedEndsTheAnswer(isStreamed: Bool) async throws {
        let card = card
        let text = String(repeating: "All is well here. ", count: 20) + "Pay with card \(card) today. Thank you."
        let stage = try Stage(policy: Self.policy, ["cloud": { _ in pieces(text, 7) }])
        if isStreamed {
            let outcome = await stage.stream(ModelRequest("hello"))
            #expect(outcome.error?.code == .contentPolicy)
            #expect(!outcome.text.contains(card.prefix(6)))
            #expect(outcome.text.hasPrefix("All is well"))
        } else {
            #expect(await stage.complete(ModelRequest("hello")).error?.code == .contentPolicy)
        }
    }

    @Test func aRefusedAnswerSaysNothingOfItself() async throws {
        let card = card
        let stage = try Stage(policy: Self.policy, ["cloud": { _ in pieces("card number \(card)", 5) }])
        let error = try #require(await stage.complete(ModelRequest("hello")).error)
        #expect(!String(reflecting: error).contains(card))
        #expect(error.message.contains("CREDIT_CARD"))
    }
}
