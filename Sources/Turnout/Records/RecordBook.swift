import Synchronization
import TurnoutCore
import TurnoutEngine

/// Keeps the record of a request that is under way, for whoever carries it out and whoever looks at it meanwhile.
final class RecordBook: Sendable {
    private let state: Mutex<DecisionRecord>
    private let calls = Atomic(0)

    init(_ record: DecisionRecord) { state = Mutex(record) }

    /// A number for the next call of the request, from 0.
    func nextCall() -> Int { calls.add(1, ordering: .relaxed).oldValue }

    /// The record so far.
    var record: DecisionRecord { state.withLock { $0 } }

    /// The decision that the request follows.
    var decision: Decision { state.withLock { $0.routed.decision } }

    /// When the request came, in civil time.
    var time: Timestamp { state.withLock { $0.time } }

    /// How the request's budgets stood when it was decided.
    var budgets: [BudgetStanding] { state.withLock { $0.routed.state.budgets } }

    /// Whether anything was sent, as far as that is over.
    var hasSent: Bool { state.withLock { $0.attempts.contains(where: \.wasSent) } }

    /// The tokens that all attempts took; `nil` when one of them was not counted.
    var countedTokens: Int? {
        state.withLock { record in
            var sum = 0
            for attempt in record.attempts where attempt.wasSent {
                if let usage = attempt.usage {
                    let (total, overflow) = sum.addingReportingOverflow(usage.totalTokens)
                    sum = overflow ? .max : total
                } else if attempt.failure?.isUnreachable != true {
                    return nil
                }
            }
            return sum
        }
    }

    /// Puts another decision in the place of one that led nowhere.
    func decideAnew(_ routed: RoutedDecision) { state.withLock { $0.routed = routed } }

    func add(_ attempt: AttemptRecord) { state.withLock { $0.attempts.append(attempt) } }

    /// Notes whose answer the caller gets, and since when.
    func serve(_ target: TargetName, position: Int, after time: Duration) {
        state.withLock {
            $0.served = target
            $0.fallbackIndex = position
            $0.timeToFirstToken = time
        }
    }

    /// Takes back that a target serves: its partial answer was thrown away.
    func unserve() {
        state.withLock {
            $0.served = nil
            $0.fallbackIndex = nil
            $0.timeToFirstToken = nil
        }
    }

    /// Notes the end.
    func close(after time: Duration) { state.withLock { $0.duration = time } }
}
