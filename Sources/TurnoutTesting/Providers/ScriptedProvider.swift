import Synchronization
public import Turnout
public import TurnoutCore
public import TurnoutEngine
public import TurnoutPolicy
public import TurnoutProviders

/// A provider that does what a script says and remembers what it was sent: for tests of the router and of what embeds
/// it.
public final class ScriptedProvider: Provider {
    /// One step of a call.
    public enum Step: Hashable, Sendable {
        /// Emits an event.
        case emit(AnswerEvent)
        /// Waits on the provider's clock.
        case wait(Duration)
        /// Ends the call in a failure.
        case fail(ProviderFailure)
        /// Does nothing until the call is cancelled.
        case hang
    }

    /// What one call is to do. A script that runs out without a `finished` event is an answer that breaks off.
    public typealias Script = [Step]

    /// A call, as the provider saw it.
    public struct Call: Hashable, Sendable {
        /// Which of the provider's calls it is, from 0.
        public var number: Int
        /// The target that the permit named.
        public var target: Target
        /// The content that the permit held.
        public var request: ModelRequest
        /// The digest of the policy that allowed the call.
        public var policyDigest: String
        /// How the call was to be made.
        public var context: CallContext
        /// When the call began.
        public var began: Instant
        /// How many events were emitted so far.
        public var emitted = 0
        /// How the call ended.
        public var ending = Ending.underWay

        /// Whether the caller gave the call up.
        public var wasCancelled: Bool { ending == .cancelled }
    }

    /// How a call ended.
    public enum Ending: Hashable, Sendable {
        case underWay
        /// The script was played to its end.
        case returned
        case failed(ProviderFailure)
        case cancelled
    }

    private let clock: any RouterClock
    private let script: @Sendable (Call) -> Script
    private let record = Mutex<[Call]>([])

    /// Creates a provider whose script is chosen at the start of each call, by the call's number or target.
    public init(clock: any RouterClock, script: @escaping @Sendable (Call) -> Script) {
        self.clock = clock
        self.script = script
    }

    /// Creates a provider with a script for each call in turn, and one for all calls after those.
    public convenience init(clock: any RouterClock, scripts: [Script] = [], then last: Script = .answer("ok")) {
        self.init(clock: clock) { $0.number < scripts.count ? scripts[$0.number] : last }
    }

    public func send(
        _ permit: consuming DispatchPermit,
        context: CallContext,
        emit: (AnswerEvent) async -> Void
    ) async throws(ProviderFailure) {
        let began = clock.now()
        let (target, request, digest) = (permit.target, permit.request, permit.policyDigest)
        let call = record.withLock { calls in
            let call = Call(
                number: calls.count,
                target: target,
                request: request,
                policyDigest: digest,
                context: context,
                began: began
            )
            calls.append(call)
            return call
        }
        do {
            try await play(script(call), number: call.number, emit: emit)
            record.withLock { $0[call.number].ending = .returned }
        } catch {
            record.withLock { $0[call.number].ending = error.code == .cancelled ? .cancelled : .failed(error) }
            throw error
        }
    }

    /// All calls so far, in the order in which they began.
    public var calls: [Call] { record.withLock { $0 } }

    /// How many calls have begun.
    public var callCount: Int { record.withLock { $0.count } }

    /// The names of the targets that were called, in order.
    public var targets: [TargetName] { record.withLock { $0.map(\.target.name) } }

    private func play(
        _ script: Script,
        number: Int,
        emit: (AnswerEvent) async -> Void
    ) async throws(ProviderFailure) {
        for step in script {
            if Task.isCancelled { throw Self.cancelled }
            switch step {
            case .emit(let event):
                record.withLock { $0[number].emitted += 1 }
                await emit(event)
            case .wait(let duration):
                do { try await clock.sleep(for: duration) } catch { throw Self.cancelled }
            case .fail(let failure):
                throw failure
            case .hang:
                await untilCancelled()
                throw Self.cancelled
            }
        }
    }

    private func untilCancelled() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        await withTaskCancellationHandler {
            for await _ in stream {}
        } onCancel: {
            continuation.finish()
        }
    }

    private static let cancelled = ProviderFailure(.cancelled, "the call was cancelled")
}

extension [ScriptedProvider.Step] {
    /// A complete answer: the text in pieces, the usage, and the end.
    public static func answer(_ pieces: String..., usage: Usage? = nil, reason: FinishReason = .stop) -> Self {
        pieces.map { .emit(.delta(text: PrivateText($0), choice: 0)) }
            + (usage.map { [.emit(.usage($0))] } ?? []) + [.emit(.finished(reason))]
    }

    /// A call that fails at once.
    public static func failure(_ code: ErrorCode, _ message: String = "scripted failure") -> Self {
        [.fail(ProviderFailure(code, message))]
    }
}
