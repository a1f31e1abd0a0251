import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutPrivacy
import TurnoutProviders
import TurnoutTesting

/// Names and addresses through a local model: found, replaced, and never asked for elsewhere.
@Suite(.timeLimit(.minutes(1))) struct RecogniserTests {
    private static let policy = """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {context: 64k, capabilities: [chat, stream, json]}}}
          cloud: {kind: custom, locality: external, models: {big: {context: 64k}}}
        classify: {recogniser: {target: home/small, timeout: 5s, longest: 2000}}
        guards: [{id: veil, pseudonymise: [pii], to: {locality: external}}]
        routes: [{id: all, use: [cloud/big, home/small]}]
        """

    /// What the local model answers to the question for names; to anything else it says ok.
    private func stage(_ answer: String, then rest: ScriptedProvider.Script? = nil) throws -> Stage {
        try Stage(
            policy: Self.policy,
            [
                "home": { call in
                    call.request.messages.first?.role == .system && call.request.responseFormat == .json
                        ? rest ?? .answer(answer) : .answer("ok")
                }
            ])
    }

    private let request = ModelRequest("Ask Jane Roe of 12 Elm Street to call Jane Roe's bank")

    @Test func namesAreReplacedBeforeTheyGoOut() async throws {
        let stage = try stage(#"Sure: {"persons": ["Jane Roe", "John Invented"], "locations": ["12 Elm Street"]}"#)
        let answer = try await stage.router.complete(request)
        #expect(answer.record.served == TargetName("cloud/big"))
        let sent = try #require(stage.provider("cloud").calls.first?.request.messages.first?.text)
        #expect(!sent.contains("Jane") && !sent.contains("Elm"))
        #expect(sent.components(of: "PERSON_1").count == 3)
        #expect(answer.record.routed.findings.map(\.finding.label) == ["pii.person", "pii.location", "pii.person"])
        #expect(stage.provider("home").callCount == 1)
    }

    @Test(
        arguments: [
            ("Jane\u{A0}Roe", "Jane Roe"), ("Jane\nRoe", "Jane Roe"), ("JANE ROE", "Jane Roe"),
            ("Jos\u{65}\u{301}", "Jos\u{E9}"), ("O\u{2019}Brien", "O'Brien"),
            ("\u{FF2A}\u{FF41}\u{FF4E}\u{FF45}", "\u{FF2A}\u{FF41}\u{FF4E}\u{FF45}"), ("JaneRoe2", "JaneRoe"),
        ])
    func aNameIsFoundHoweverItIsSpelt(written: String, named: String) async throws {
        let answer: JSONValue = ["persons": [.string(named)], "locations": []]
        let stage = try stage(answer.text())
        _ = try await stage.router.complete(ModelRequest("ask \(written) about it"))
        #expect(stage.provider("cloud").calls.allSatisfy { !$0.request.messages[0].text.contains(written) })
    }

    @Test func aCleanTextGoesOutAsItIs() async throws {
        let stage = try stage(#"{"persons": [], "locations": []}"#)
        let clean = ModelRequest("What is a turnout?")
        #expect(try await stage.router.complete(clean).record.served == TargetName("cloud/big"))
        #expect(stage.provider("cloud").calls.map(\.request) == [clean])
    }

    @Test(arguments: ["no JSON at all", #"{"persons": "Jane Roe"}"#, #"{"persons": []}"#, ""])
    func anAnswerThatCannotBeReadKeepsTheRequestHome(answer: String) async throws {
        let stage = try stage(answer)
        #expect(try await stage.router.complete(request).record.served == TargetName("home/small"))
        #expect(stage.provider("cloud").callCount == 0)
    }

    @Test func aRecogniserThatFailsOrIsSlowKeepsTheRequestHome() async throws {
        let failing = try stage("", then: .failure(.network))
        #expect(await failing.complete(request).value?.record.served == TargetName("home/small"))
        #expect(failing.provider("cloud").callCount == 0)
        let slow = try stage("", then: [.hang])
        let router = slow.router
        let request = request
        let task = Task { await slow.complete(request) }
        try await slow.clock.waitForSleepers(1)
        slow.clock.advance(by: .seconds(5))
        #expect(await task.value.value?.record.served == TargetName("home/small"))
        #expect(slow.provider("cloud").callCount == 0)
        #expect(router.isOffline == false)
    }

    @Test func contentThatIsTooLongToReadStaysHome() async throws {
        let stage = try stage(#"{"persons": [], "locations": []}"#)
        let long = ModelRequest(String(repeating: "word ", count: 500))
        #expect(try await stage.router.complete(long).record.served == TargetName("home/small"))
        #expect(stage.provider("cloud").callCount == 0)
    }

    @Test func aDryRunThatDidNotAskCountsAsNotRead() async throws {
        let stage = try stage(#"{"persons": [], "locations": []}"#)
        let clean = ModelRequest("What is a turnout?")
        #expect(stage.router.decide(clean).target == TargetName("home/small"))
        let recognition = await stage.router.recognise(clean)
        #expect(stage.router.decide(clean, recognition: recognition).target == TargetName("cloud/big"))
    }

    @Test func anExternalRecogniserIsAnError() {
        #expect(throws: (any Error).self) {
            try Policy(yaml: Self.policy.replacing("target: home/small", with: "target: cloud/big"))
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            pieces.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return pieces + [rest]
    }
}
