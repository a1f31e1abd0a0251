import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutPrivacy
import TurnoutProviders
import TurnoutTesting

/// The code of the article `GettingStarted`, so that it is known to compile. `GettingStartedTests` compares the two.
///
/// Each snippet stands between `// snippet` and `// end`, indented as it has to be here.
enum GettingStartedSnippets {
    static func load() throws -> Policy {
        // snippet
        let policy = try Policy(
            yaml: """
                version: 1
                providers:
                  ollama: {kind: ollama, models: {llama3.2: {}}}
                  openai: {kind: openai, credentials: {env: OPENAI_API_KEY}, models: {gpt-5-mini: {}}}
                routes:
                  - {task: complex, use: [openai/gpt-5-mini, ollama/llama3.2]}
                  - {use: [ollama/llama3.2]}
                """)
        // end
        return policy
    }

    static func decide(_ router: Router) {
        // snippet
        let request = ModelRequest("Reply to jane.doe@example.org about the delay.", task: "complex")
        let explanation = router.explain(request)
        print(explanation.text())
        // end
    }

    static func complete(_ router: Router) async {
        // snippet
        do {
            let answer = try await router.complete(ModelRequest("What is a turnout?"))
            print(answer.text)
            print(answer.record.served?.description ?? "nobody", answer.record.attempts.count)
        } catch {
            // A TurnoutError: a code, the attempts and their failures, and never the request's text.
            print(error.code.rawValue, error.attempts.map(\.target))
        }
        // end
    }

    static func stream(_ router: Router) async throws {
        // snippet
        let stream = try await router.stream(ModelRequest("Tell me about railways."))
        for try await event in stream {
            switch event {
            case .delta(let text, _): print(text.reveal(), terminator: "")
            case .finished(let reason): print("\n(\(reason.rawValue))")
            case .toolCall, .embedding, .usage, .activity: break
            }
        }
        // end
    }

    static func reload(_ router: Router, _ stricter: Policy) throws {
        // snippet
        try router.reload(stricter)
        // end
    }

    // snippet
    struct Echo: Provider {
        func send(
            _ permit: consuming DispatchPermit, context: CallContext, emit: (AnswerEvent) async -> Void
        ) async throws(ProviderFailure) {
            await emit(.delta(text: PrivateText(permit.request.messages.last?.text ?? ""), choice: 0))
            await emit(.finished(.stop))
        }
    }
    // end

    static func plugIn(_ policy: Policy, _ providers: ProviderRegistry, _ clock: ManualClock) throws -> Router {
        // snippet
        var options = RouterOptions()
        options.clock = clock
        options.detectors = [try WordListDetector(id: "codenames", label: "pii.project", words: ["Blue Heron"])]
        let router = try Router(policy: policy, providers: providers, options: options)
        // end
        return router
    }
}
