import Synchronization
import TurnoutCore

/// Hands the events of a streamed answer from the task that calls the provider to the one that reads the stream.
///
/// It holds a few events, so that a burst from the provider does not switch tasks for each of them; then the provider
/// waits. So a slow reader slows the provider down and no memory grows. Either side finds out when the other is gone.
///
/// A small buffer under a lock in place of a general channel: errors keep their type, the end of an answer always has
/// room, and a burst costs about 3 µs an event where a rendezvous costs 10 and `AsyncThrowingChannel` 23.
final class AnswerExchange: AnswerSink {
    private enum Delivery {
        case event(AnswerEvent)
        case end(TurnoutError?)

        var result: Result<AnswerEvent?, TurnoutError> {
            switch self {
            case .event(let event): .success(event)
            case .end(nil): .success(nil)
            case .end(.some(let error)): .failure(error)
            }
        }
    }

    /// How many events may wait for the reader.
    private static let capacity = 8
    /// How many bytes of text they may hold, the last of them not counted.
    private static let byteCapacity = 64 << 10

    private struct State {
        var waiting: [AnswerEvent] = []
        /// The bytes of text in those.
        var bytes = 0
        /// The answer's last event, which waits for no room.
        var last: AnswerEvent?
        var end: TurnoutError??
        var hasOpened = false
        /// The sequence is over for the reader.
        var isDrained = false
        var writer: CheckedContinuation<Bool, Never>?
        var readers: [CheckedContinuation<Delivery, Never>] = []
        var opener: CheckedContinuation<TurnoutError?, Never>?

        var hasRoom: Bool {
            waiting.count < AnswerExchange.capacity && bytes < AnswerExchange.byteCapacity
        }

        /// Puts an event before the reader, and says who is to be woken for it.
        mutating func put(_ event: AnswerEvent, isLast: Bool) -> Wake? {
            guard isLast || hasRoom else { return nil }
            hasOpened = true
            let wake = Wake(reader: readers.isEmpty ? nil : readers.removeFirst(), opener: opener)
            opener = nil
            if wake.reader == nil {
                if isLast {
                    last = event
                } else {
                    waiting.append(event)
                    bytes += event.byteCount
                }
            } else if isLast {
                isDrained = true
            }
            return wake
        }
    }

    /// Who is to be woken once the lock is released.
    private struct Wake {
        var reader: CheckedContinuation<Delivery, Never>?
        var opener: CheckedContinuation<TurnoutError?, Never>?

        func callAsFunction(_ event: AnswerEvent) {
            opener?.resume(returning: nil)
            reader?.resume(returning: .event(event))
        }
    }

    private let state = Mutex(State())

    // MARK: The provider's side

    func begin() {}

    func take(_ event: AnswerEvent) async -> ProviderFailure? {
        if case .finished = event {
            // The end always has room: an answer that is complete must not look like one that broke off.
            _ = put(event, isLast: true)
            return nil
        }
        if put(event) { return nil }
        let isTaken = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // There may be room meanwhile, and a cancellation from here on finds the writer.
                let result: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    if state.hasRoom { return true }
                    state.writer = continuation
                    return nil
                }
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            let writer = state.withLock { state in
                defer { state.writer = nil }
                return state.writer
            }
            writer?.resume(returning: false)
        }
        // There is one writer, so the room that it was woken for is still there.
        if isTaken, put(event) { return nil }
        return ProviderFailure(.cancelled, "nobody reads the answer any more")
    }

    /// Gives the event to a waiting reader, or lets it wait for one; `false` when there is no room.
    private func put(_ event: AnswerEvent, isLast: Bool = false) -> Bool {
        guard let wake = state.withLock({ $0.put(event, isLast: isLast) }) else { return false }
        wake(event)
        return true
    }

    /// Ends the stream, with an error or after the answer's last event.
    func finish(_ error: TurnoutError?) {
        let (readers, opener) = state.withLock { state in
            if state.end == nil { state.end = .some(error) }
            let readers = state.waiting.isEmpty && state.last == nil ? state.readers : []
            if !readers.isEmpty {
                state.readers = []
                state.isDrained = true
            }
            defer { state.opener = nil }
            return (readers, state.opener)
        }
        opener?.resume(returning: error)
        for (number, reader) in readers.enumerated() {
            reader.resume(returning: .end(number == 0 ? error : nil))
        }
    }

    // MARK: The reader's side

    /// Whether the answer is complete, so that its provider's call needs no more than to wind down.
    var isComplete: Bool { state.withLock { $0.last != nil || $0.isDrained } }

    /// Waits for the first event, or for the error that stands in its place.
    func opened() async -> TurnoutError? {
        await withCheckedContinuation { continuation in
            let result: TurnoutError?? = state.withLock { state in
                if state.hasOpened { return .some(nil) }
                if let end = state.end { return .some(end) }
                state.opener = continuation
                return nil
            }
            if let result { continuation.resume(returning: result) }
        }
    }

    /// What there is to read without waiting; `nil` when one has to wait.
    func poll() -> Result<AnswerEvent?, TurnoutError>? { tryTake()?.result }

    /// The next event; `nil` at the end, and from then on.
    func next() async -> Result<AnswerEvent?, TurnoutError> {
        let delivery = await withCheckedContinuation { continuation in
            if let ready = tryTake(orWait: continuation) { continuation.resume(returning: ready) }
        }
        return delivery.result
    }

    private typealias Taken = (Delivery?, CheckedContinuation<Bool, Never>?)

    private func tryTake(orWait reader: CheckedContinuation<Delivery, Never>? = nil) -> Delivery? {
        let (delivery, writer) = state.withLock { state in
            if !state.waiting.isEmpty {
                let event = state.waiting.removeFirst()
                state.bytes -= event.byteCount
                // Woken while there is still something to read, so that neither side waits for the other each time.
                guard state.hasRoom, state.waiting.count <= Self.capacity / 2 else {
                    return (.event(event), nil) as Taken
                }
                defer { state.writer = nil }
                return (.event(event), state.writer)
            }
            if let event = state.last {
                state.last = nil
                state.isDrained = true
                return (.event(event), nil)
            }
            if state.isDrained { return (.end(nil), nil) }
            if let end = state.end {
                state.isDrained = true
                return (.end(end), nil)
            }
            if let reader { state.readers.append(reader) }
            return (nil, nil)
        }
        writer?.resume(returning: true)
        return delivery
    }
}

extension AnswerEvent {
    /// The text that the event holds, in bytes.
    fileprivate var byteCount: Int {
        switch self {
        case .delta(let text, _): text.byteCount
        case .toolCall(let delta): delta.arguments.byteCount
        case .embedding(let vector, _): vector.count * MemoryLayout<Float>.stride
        case .activity, .usage, .finished: 0
        }
    }
}
