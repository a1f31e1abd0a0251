import Synchronization
import TurnoutCore

/// The answer to one call over HTTP, translated as it is fetched.
final class HTTPAnswer: AnswerPull {
    private struct State {
        var reader: ResponseReader
        /// What is to be thrown once the events before it have been taken.
        var failure: ProviderFailure?
    }

    private let response: any ResponsePull
    private let filter: EchoFilter
    private let state: Mutex<State>

    init(_ response: any ResponsePull, reader: sending ResponseReader, filter: EchoFilter) {
        self.response = response
        self.filter = filter
        state = Mutex(State(reader: reader))
    }

    func next(into events: inout [AnswerEvent]) async throws(ProviderFailure) -> Bool {
        let before = events.count
        while true {
            if let failure = state.withLock({ $0.failure }) { throw failure }
            let parts: [WireResponsePart]?
            do { parts = try await response.next() } catch {
                // A service that said what is wrong and then hung up has said it.
                if error.code == .network, let reported = state.withLock({ $0.reader.reported }) {
                    throw filter.clean(reported)
                }
                throw error
            }
            let failure = read(parts, into: &events)
            // Nobody reads what is left of the response.
            if failure != nil, parts != nil { response.cancel() }
            if events.count > before {
                if let failure { state.withLock { $0.failure = filter.clean(failure) } }
                return failure != nil || parts != nil
            }
            if let failure { throw filter.clean(failure) }
            if parts == nil { return false }
        }
    }

    func cancel() { response.cancel() }

    private func read(_ parts: [WireResponsePart]?, into events: inout [AnswerEvent]) -> ProviderFailure? {
        let (found, failure) = state.withLock { state -> ([AnswerEvent], ProviderFailure?) in
            var found: [AnswerEvent] = []
            do throws(ProviderFailure) {
                if let parts {
                    for part in parts { try state.reader.read(part, into: &found) }
                } else {
                    try state.reader.finish(into: &found)
                }
            } catch {
                return (found, error)
            }
            return (found, nil)
        }
        if events.isEmpty { events = found } else { events += found }
        return failure
    }
}
