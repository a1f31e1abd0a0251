import TurnoutCore
import TurnoutPolicy

extension Evaluation {
    /// What is to be said of a target, judged by what it would see: the content as it is, or with parts replaced.
    func verdict(on number: Int) -> Verdict { judge(number, rewriting: rewriting(of: number)) }

    /// The guards that replace something before the target sees the request, by number, rising.
    func rewriting(of number: Int) -> [Int] {
        guard !policy.rewrites.isEmpty else { return [] }
        return policy.rewrites.indices.filter { index in
            let rule = policy.rewrites[index]
            return rule.targets.contains(number) && (facts.detectorFailed || facts.hasFindings(coveredBy: rule))
                && rule.condition.holds(in: cells.view)
        }
    }

    func judge(_ number: Int, rewriting rules: [Int]) -> Verdict {
        guard let first = rules.first else { return judgeAsItIs(number) }
        guard let left = facts.rewritten(by: rules, of: policy) else { return .notRewritten(first) }
        // What should be gone and is still found was not replaced, whatever the other rules make of it.
        if let rule = rules.first(where: { left.hasFindings(coveredBy: policy.rewrites[$0]) }) {
            return .notRewritten(rule)
        }
        return policy.verdictAsItIs(on: number, left, state)
    }
}
