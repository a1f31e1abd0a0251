import Synchronization
import TurnoutCore
import TurnoutEngine
import TurnoutProviders

/// A fetched answer that is read on its way to the caller: see ``AnswerFilter``.
final class FilteredAnswer: AnswerPull {
    private struct State {
        var filter: AnswerFilter
        /// What is to be thrown once the events before it have been taken.
        var failure: ProviderFailure?
    }

    private let answer: any AnswerPull
    private let state: Mutex<State>

    init(_ answer: any AnswerPull, filter: AnswerFilter) {
        self.answer = answer
        state = Mutex(State(filter: filter))
    }

    func next(into events: inout [AnswerEvent]) async throws(ProviderFailure) -> Bool {
        if let failure = state.withLock({ $0.failure }) { throw failure }
        var raw: [AnswerEvent] = []
        let mayGoOn = try await answer.next(into: &raw)
        var passed: [AnswerEvent] = []
        let failure = state.withLock { state -> ProviderFailure? in
            for event in raw {
                do throws(ProviderFailure) { try state.filter.take(event, into: &passed) } catch {
                    state.failure = error
                    return error
                }
            }
            return nil
        }
        // Nobody is to see the rest.
        if failure != nil { answer.cancel() }
        if let failure, passed.isEmpty { throw failure }
        events += passed
        return failure != nil || mayGoOn
    }

    /// What was kept out of the answer so far.
    var withheld: ReplacementCounts { state.withLock { $0.filter.withheld } }

    func cancel() { answer.cancel() }
}
