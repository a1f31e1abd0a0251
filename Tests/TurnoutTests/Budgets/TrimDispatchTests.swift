import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Routes that leave out a conversation's oldest messages.
@Suite(.timeLimit(.minutes(1))) struct TrimDispatchTests {
    private static let policy = """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {context: 2k}}}
          cloud: {kind: custom, locality: external, models: {big: {context: 200k}}}
        routes:
          - {id: long, when: {tokens: {gte: 300}}, use: [home/small, cloud/big], trim: {oldest_messages: 200}}
          - {id: all, use: [cloud/big]}
        """

    private func conversation(_ first: String, turns: Int) -> ModelRequest {
        var messages = [Message.system("Be brief."), .user(first)]
        for turn in 0..<turns {
            messages.append(Message(role: .assistant, content: [.text(PrivateText("answer number \(turn)"))]))
            messages.append(.user(String(repeating: "some more words ", count: 20)))
        }
        return ModelRequest(messages: messages)
    }

    @Test func theOldestMessagesGo() async throws {
        let stage = try Stage(policy: Self.policy)
        let request = conversation("the beginning", turns: 12)
        let answer = try #require(await stage.complete(request).value)
        let sent = try #require(stage.provider("home").calls.first?.request)
        #expect(sent.messages.first == request.messages.first)
        #expect(sent.messages.last == request.messages.last)
        #expect(sent.messages.count < request.messages.count)
        let report = try #require(answer.record.routed.trimming)
        #expect(report.messages == request.messages.count - sent.messages.count)
        #expect(report.after <= 200 && report.fits)
        // The route is that of the request as it came, although what is left would have matched another.
        let explanation = answer.record.explanation()
        #expect(explanation.route?.value == "long")
        #expect(explanation.text(columns: 400).contains("messages are left out by routes.long policy"))
    }

    /// What was private in a message that is left out keeps the rest at home all the same.
    @Test func aShorterRequestGoesNowhereElse() async throws {
        let broken = ProviderFailure(.network, "nobody there", isUnreachable: true)
        let stage = try Stage(policy: Self.policy, ["home": { _ in [.fail(broken)] }])
        let request = conversation("write to ada@example.com", turns: 12)
        let error = await stage.complete(request).error
        #expect(error != nil)
        #expect(stage.provider("cloud").callCount == 0)
        #expect(stage.provider("home").calls.first?.request.messages.contains(request.messages[1]) == false)
    }

    @Test func aShortRequestStaysWhole() async throws {
        let stage = try Stage(policy: Self.policy)
        let answer = try #require(await stage.complete().value)
        #expect(answer.record.routed.trimming == nil)
    }
}
