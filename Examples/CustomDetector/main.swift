// A detector of one's own: the company's employee numbers are personal data, and stay home.
//
//     swift run CustomDetector

import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutPrivacy

/// Finds employee numbers: `EMP-` and six digits whose sum is a multiple of seven.
struct EmployeeNumberDetector: Detector {
    let id = "acme.employee"
    let labels = ["pii.employee"]
    private static let type = EntityType("ACME_EMPLOYEE_NUMBER", label: "pii.employee")
    private static let prefix = Array("EMP-".utf8)

    func findings(
        in text: borrowing TextBytes, into findings: inout [Finding], budget: inout WorkBudget
    ) throws(DetectorError) {
        var offset = 0
        while offset + 10 <= text.count {
            budget.spend(1)
            guard text.hasPrefix(Self.prefix, at: offset) else {
                offset += 1
                continue
            }
            let digits = (offset + 4..<offset + 10).map { Int(text[$0]) - 48 }
            if digits.allSatisfy((0...9).contains), digits.reduce(0, +) % 7 == 0 {
                findings.append(
                    Finding(type: Self.type, detector: id, range: offset..<offset + 10, score: 0.95))
            }
            offset += 4
        }
    }
}

let policy = try Policy(
    yaml: """
        version: 1
        vocabulary: {labels: {pii.employee: {description: an employee number}}}
        providers:
          ollama: {kind: ollama, models: {llama3.2: {}}}
          openai: {kind: openai, credentials: {env: OPENAI_API_KEY}, models: {gpt-4o-mini: {}}}
        routes: [{use: [openai/gpt-4o-mini, ollama/llama3.2]}]
        """)
let classifier = Classifier(policy: policy, detectors: [EmployeeNumberDetector()])

for text in ["When does the canteen open?", "How many days of leave has EMP-100024 left?"] {
    let classified = classifier.classify(ModelRequest(text), for: policy)
    let state = RoutingState(now: Timestamp(microseconds: 0))
    let decision = policy.decide(classified.facts, state)
    let explanation = Explanation(decision, facts: classified.facts, state: state, classified: classified)
    print("\(text)\n\(explanation.text(isDetailed: true))")
}
