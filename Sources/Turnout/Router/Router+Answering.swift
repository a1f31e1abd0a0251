public import TurnoutCore
import TurnoutEngine

extension Router {
    /// Has a request answered and returns the whole answer.
    ///
    /// Cancelling the caller's task closes the connection to the provider. An answer that breaks off is thrown away, and
    /// the next target of the chain is asked.
    ///
    /// - Throws: why there is no answer, with the attempts that were made; `ErrorCode.cancelled` when the task was
    ///   cancelled.
    public func complete(_ request: ModelRequest) async throws(TurnoutError) -> ModelAnswer {
        let dispatch = await Dispatch.deciding(request, isStreamed: false, by: self)
        let collector = AnswerCollector()
        try await dispatch.run(into: collector)
        return collector.answer(record: dispatch.book.record)
    }

    /// Has a request answered piece by piece; returns when the first content is there.
    ///
    /// Up to then a target that fails is replaced by the next of the chain, unseen. After that an error ends the stream. The
    /// provider is read no faster than the stream, and its call ends when the stream is dropped, or when the task that
    /// reads it is cancelled.
    ///
    /// - Throws: why there is no answer, with the attempts that were made; `ErrorCode.cancelled` when the task was
    ///   cancelled.
    public func stream(_ request: ModelRequest) async throws(TurnoutError) -> AnswerStream {
        let dispatch = await Dispatch.deciding(request, isStreamed: true, by: self)
        if dispatch.isPulled { return AnswerStream(try await dispatch.open(), book: dispatch.book) }
        let exchange = AnswerExchange()
        let isCancelled = Task.isCancelled
        // The stream owns this task: it outlives the caller's, and ends with the stream.
        let pump = Task(executorPreference: options.executor) {
            // A caller who is gone already must have nothing sent, and such a task knows nothing of him.
            if isCancelled { withUnsafeCurrentTask { $0?.cancel() } }
            do throws(TurnoutError) {
                try await dispatch.run(into: exchange)
                exchange.finish(nil)
            } catch {
                exchange.finish(error)
            }
        }
        let stream = AnswerStream(exchange: exchange, pump: pump, book: dispatch.book)
        try await stream.opened()
        return stream
    }
}
