public import TurnoutCore

/// An answer as it comes: for one reader, once.
///
/// A complete answer ends in `AnswerEvent.finished(_:)`. One that breaks off ends in a thrown error and never in
/// `finished`. Dropping the stream, or cancelling the task that reads it, closes the call to the provider.
public struct AnswerStream: AsyncSequence, Sendable {
    public typealias Element = AnswerEvent
    public typealias Failure = TurnoutError

    private let storage: Storage

    init(_ call: OpenCall, book: RecordBook) { storage = Storage(.open(call), book: book) }

    init(exchange: AnswerExchange, pump: Task<Void, Never>, book: RecordBook) {
        storage = Storage(.exchange(exchange, pump: pump), book: book)
    }

    /// The account of the request so far; it is complete when the stream is.
    public var record: DecisionRecord { storage.book.record }

    public func makeAsyncIterator() -> Iterator { Iterator(storage: storage) }

    /// Reads the stream.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let storage: Storage

        public mutating func next() async throws(TurnoutError) -> AnswerEvent? {
            try await next(isolation: #isolation)
        }

        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(TurnoutError) -> AnswerEvent? {
            try await storage.next(isolation: actor)
        }
    }

    /// Reads the rest of the stream and puts it together.
    ///
    /// - Throws: when the answer breaks off.
    public func collect() async throws(TurnoutError) -> ModelAnswer {
        var assembly = AnswerAssembly()
        for try await event in self {
            guard assembly.add(event) else {
                let failure = ProviderFailure.answerTooLong
                throw TurnoutError(failure.code, failure.message, target: record.served, record: record)
            }
        }
        return assembly.answer(record: record)
    }

    /// Waits for the first content.
    func opened() async throws(TurnoutError) { try await storage.opened() }
}

extension AnswerStream {
    /// Where the events come from.
    fileprivate enum Source: Sendable {
        /// The reader fetches them.
        case open(OpenCall)
        /// A task of its own calls the provider.
        case exchange(AnswerExchange, pump: Task<Void, Never>)
    }

    /// Owns the call to the provider: it ends with the last holder of the stream.
    fileprivate final class Storage: Sendable {
        let book: RecordBook
        private let source: Source

        init(_ source: Source, book: RecordBook) {
            self.source = source
            self.book = book
        }

        deinit {
            switch source {
            case .open(let call): call.abandon()
            // After a complete answer the call winds down by itself, and its connection is used again.
            case .exchange(let exchange, let pump): if !exchange.isComplete { pump.cancel() }
            }
        }

        func opened() async throws(TurnoutError) {
            guard case .exchange(let exchange, let pump) = source else { return }
            // The wait ends when the cancelled call has, so that the error's account of it is whole.
            let error = await withTaskCancellationHandler {
                await exchange.opened()
            } onCancel: {
                pump.cancel()
            }
            if let error { throw error }
        }

        func next(isolation: isolated (any Actor)?) async throws(TurnoutError) -> AnswerEvent? {
            switch source {
            case .open(let call):
                if let ready = call.poll() { return ready }
                return try await call.next().get()
            case .exchange(let exchange, let pump):
                if let ready = exchange.poll() { return try ready.get() }
                let result = await withTaskCancellationHandler {
                    await exchange.next()
                } onCancel: {
                    pump.cancel()
                }
                return try result.get()
            }
        }
    }
}
