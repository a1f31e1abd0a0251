package import TurnoutCore
package import TurnoutEngine

/// One call whose answer is fetched by its reader, in the reader's own task.
///
/// ``Provider/send(_:context:emit:)`` needs a task beside the reader's: to end the call and nothing else, and for a
/// stream to hand events over. Each costs a thread switch for every piece of an answer; this needs neither.
package protocol AnswerPull: AnyObject, Sendable {
    /// Appends the events that came since the last time; waits for some.
    ///
    /// There is one reader, and it asks no more after the end.
    ///
    /// - Returns: whether the answer may go on.
    /// - Throws: the translation of what went wrong, once what came before it has been appended by an earlier call.
    func next(into events: inout [AnswerEvent]) async throws(ProviderFailure) -> Bool

    /// Closes the call at once: from any thread, any number of times, whatever the reader does.
    func cancel()
}

/// A provider whose answers can be fetched.
package protocol PullProvider: Provider {
    /// Makes a call. Whoever gets it reads it to its end or cancels it.
    ///
    /// - Throws: what stood in the way before anything was sent.
    func open(
        _ permit: consuming DispatchPermit, context: CallContext
    ) throws(ProviderFailure) -> any AnswerPull
}

/// One call whose response is fetched by its reader.
package protocol ResponsePull: AnyObject, Sendable {
    /// What came since the last time, in order; waits for something. `nil` when the body has ended as its framing says.
    ///
    /// - Throws: what ``Transport/send(_:receive:)`` throws.
    func next() async throws(ProviderFailure) -> [WireResponsePart]?

    /// Closes the connection at once: from any thread, any number of times, whatever the reader does.
    func cancel()
}

/// A transport whose responses can be fetched.
package protocol PullTransport: Transport {
    /// Makes a call. Whoever gets it reads it to its end or cancels it.
    ///
    /// - Throws: why the request cannot be written.
    func open(_ request: WireRequest) throws(ProviderFailure) -> any ResponsePull
}
