import Synchronization
import TurnoutCore

/// Gathers a whole answer.
final class AnswerCollector: AnswerSink {
    private let assembly = Mutex(AnswerAssembly())

    func begin() { assembly.withLock { $0 = AnswerAssembly() } }

    func take(_ event: AnswerEvent) async -> ProviderFailure? {
        let fits = assembly.withLock { $0.add(event) }
        return fits ? nil : .answerTooLong
    }

    /// The text so far.
    var text: String { assembly.withLock { $0.firstText } }

    func answer(record: DecisionRecord) -> ModelAnswer { assembly.withLock { $0.answer(record: record) } }
}

extension ProviderFailure {
    /// An answer that is given up for its size.
    static let answerTooLong = ProviderFailure(
        .provider, "the answer was given up: it is longer than \(AnswerAssembly.limit >> 20) MiB")
}
