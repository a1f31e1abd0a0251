// Decides where requests may go, for a program that sends them by its own means.
//
//     swift run decisions-only

import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

let policy = try Policy(
    yaml: """
        version: 1
        providers:
          ollama: {kind: ollama, models: {llama3.2: {}}}
          openai: {kind: openai, credentials: {env: OPENAI_API_KEY}, models: {gpt-4o-mini: {}}}
        routes:
          - {task: simple,  use: [ollama/llama3.2, openai/gpt-4o-mini]}
          - {task: complex, use: [openai/gpt-4o-mini, ollama/llama3.2]}
          - {use: [ollama/llama3.2]}
        """)
let classifier = Classifier(policy: policy)

let requests = [
    ModelRequest("Prove that there are infinitely many primes.", task: "complex"),
    ModelRequest("Write to jane.doe@acme.test that the shipment is late.", task: "complex"),
]
for request in requests {
    // Classifying reads the content: labels, length, complexity. Deciding sees those facts only.
    let classified = classifier.classify(request, for: policy)
    let state = RoutingState(now: Timestamp(microseconds: 0))
    let decision = policy.decide(classified.facts, state)
    print(Explanation(decision, facts: classified.facts, state: state, classified: classified).text())
}
