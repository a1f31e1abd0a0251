// A provider of one's own: a calculator answers sums, a model would only guess.
//
//     swift run CustomProvider

import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders

/// Answers `12 + 30` and the like, in the process.
struct Calculator: Provider {
    func send(
        _ permit: consuming DispatchPermit, context: CallContext, emit: (AnswerEvent) async -> Void
    ) async throws(ProviderFailure) {
        // The permit is the only source of the content: what the guards judged is what is answered.
        let text = permit.request.messages.last?.text ?? ""
        let parts = text.split(separator: " ")
        guard parts.count == 3, let left = Int(parts[0]), let right = Int(parts[2]),
            let result = Self.calculate(left, String(parts[1]), right)
        else {
            throw ProviderFailure(.model, "this is no sum of two numbers")
        }
        await emit(.delta(text: PrivateText(String(result)), choice: 0))
        await emit(.finished(.stop))
    }

    private static func calculate(_ left: Int, _ sign: String, _ right: Int) -> Int? {
        let (result, overflow) =
            switch sign {
            case "+": left.addingReportingOverflow(right)
            case "-": left.subtractingReportingOverflow(right)
            case "*": left.multipliedReportingOverflow(by: right)
            default: (0, true)
            }
        return overflow ? nil : result
    }
}

let policy = try Policy(
    yaml: """
        version: 1
        vocabulary: {tasks: [sum]}
        providers:
          calculator: {kind: custom, locality: local, models: {exact: {}}}
          ollama: {kind: ollama, models: {llama3.2: {}}}
        routes:
          - {task: sum, use: [calculator/exact, ollama/llama3.2]}
          - {use: [ollama/llama3.2]}
        """)
var providers = ProviderRegistry(transport: nil)
providers.register(Calculator(), for: "calculator")
let router = try Router(policy: policy, providers: providers)

let answer = try await router.complete(ModelRequest("12 + 30", task: "sum"))
print("12 + 30 = \(answer.text), says \(answer.record.served?.description ?? "nobody")")
