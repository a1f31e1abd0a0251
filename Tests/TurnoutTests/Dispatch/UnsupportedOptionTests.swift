import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// What a service's interface cannot say: the policy has the word, and nothing is dropped in silence.
@Suite(.timeLimit(.minutes(1))) struct UnsupportedOptionTests {
    private func policy(_ action: String? = nil, of provider: String? = nil) -> String {
        """
        version: 1
        providers:
          claude:
            kind: anthropic
            credentials: {env: CLAUDE_KEY}
            \(provider.map { "unsupported: \($0)" } ?? "locality: external")
            models: {big: {context: 200k, capabilities: [chat, stream, tools, images]}}
          home: {kind: custom, locality: local, models: {small: {capabilities: [chat, stream, tools, images]}}}
        \(action.map { "dispatch: {unsupported: \($0)}" } ?? "")
        routes:
          - {id: alone, when: {task: creative}, use: [claude/big]}
          - {id: all, use: [claude/big, home/small]}
        """
    }

    /// Anthropic's interface knows temperatures, and neither seeds nor penalties.
    private func request(task: String? = nil) -> ModelRequest {
        var request = ModelRequest("hello", task: task)
        request.options.seed = 7
        request.options.frequencyPenalty = 0.5
        request.options.temperature = 0.25
        return request
    }

    @Test func aTargetThatCannotSayItIsSkippedByDefault() async throws {
        let stage = try Stage(policy: policy())
        let answer = try #require(await stage.complete(request()).value)
        #expect(answer.record.path == ["home/small served"])
        let step = try #require(answer.record.explanation().steps.first)
        #expect(step.code == .unsupportedOption)
        #expect(step.detail.contains("seed") && step.detail.contains("frequency_penalty"))
        #expect(stage.provider("home").calls.first?.request.options.seed == 7)
        let error = try #require(await stage.complete(request(task: "creative")).error)
        #expect(error.code == .rejectedByPolicy)
        #expect(stage.provider("claude").callCount == 0)
    }

    @Test(arguments: [true, false]) func warnLeavesItOutAndSaysSo(isStreamed: Bool) async throws {
        let stage = try Stage(policy: policy("warn"))
        let wish = request()
        let record = try #require(
            isStreamed ? await stage.stream(wish).record : await stage.complete(wish).value?.record)
        #expect(record.path == ["claude/big served"])
        let sent = try #require(stage.provider("claude").calls.first?.request)
        #expect(sent.options.seed == nil)
        #expect(sent.options.frequencyPenalty == nil)
        #expect(sent.options.temperature == 0.25)
        #expect(sent.messages == wish.messages)
        #expect(record.warnings.count == 2)
        #expect(record.warnings.contains { $0.contains("claude/big") && $0.contains("`seed`") })
        #expect(record.json()["attempts"]?[0]?["dropped"]?[0]?.string != nil)
    }

    @Test func dropLeavesItOutAndNotesIt() async throws {
        let stage = try Stage(policy: policy("drop"))
        let answer = try #require(await stage.complete(request()).value)
        #expect(answer.record.path == ["claude/big served"])
        #expect(answer.warnings.isEmpty)
        #expect(answer.record.attempts.first?.dropped == RequestFeatures([.seed, .frequencyPenalty]))
    }

    @Test func aProviderMayHaveItsOwnRule() async throws {
        let kind = try Stage(policy: policy("drop", of: "reject"))
        #expect(await kind.complete(request()).value?.record.path == ["home/small served"])
        let strict = try Stage(policy: policy(nil, of: "warn"))
        #expect(await strict.complete(request()).value?.warnings.count == 2)
    }

    /// A fallback that can say it gets the whole request.
    @Test func aFallbackGetsWhatItCanSay() async throws {
        let stage = try Stage(policy: policy("warn"), ["claude": { _ in .failure(.provider) }])
        let answer = try #require(await stage.complete(request()).value)
        #expect(answer.record.path == ["claude/big PROVIDER_ERROR", "home/small served"])
        #expect(stage.provider("home").calls.first?.request == request())
        // The answer that the caller got has lost nothing.
        #expect(answer.warnings.isEmpty)
        #expect(answer.record.attempts.first?.dropped.isEmpty == false)
    }

    /// What is asked is never left out, whatever the policy says.
    @Test func theQuestionItselfIsNeverDropped() async throws {
        var request = ModelRequest(messages: [.user("hello")])
        request.tools = [Tool(name: "one", parameters: .object([]))]
        request.toolChoice = .required
        let stage = try Stage(
            policy: """
                version: 1
                dispatch: {unsupported: drop}
                providers:
                  lama: {kind: ollama, models: {small: {capabilities: [chat, stream, tools]}}}
                  home: {kind: custom, locality: local, models: {small: {capabilities: [chat, stream, tools]}}}
                routes: [{id: all, use: [lama/small, home/small]}]
                """)
        #expect(await stage.complete(request).value?.record.path == ["home/small served"])
        request.toolChoice = .auto
        #expect(await stage.complete(request).value?.record.path == ["lama/small served"])
    }
}
