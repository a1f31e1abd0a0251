import Testing
import TurnoutCore

/// What holds content or a credential says nothing of it by accident.
@Suite struct PrivacyOfValuesTests {
    @Test func descriptionsHoldNoContent() {
        let canary = "canary-7f3a"
        let message = Message.user(canary)
        let request = ModelRequest(messages: [message], tools: [])
        let values: [Any] = [
            PrivateText(canary), Secret(canary), message, request,
            AnswerEvent.delta(text: PrivateText(canary), choice: 0),
            ToolCall(id: "1", name: "t", arguments: PrivateText(canary)),
        ]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            #expect(!"\(value)".contains(canary))
            #expect(!String(reflecting: value).contains(canary))
            #expect(!dumped.contains(canary))
        }
    }
}
