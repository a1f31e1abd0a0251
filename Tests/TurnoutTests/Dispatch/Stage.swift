import Synchronization
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// A router over scripted providers on a clock that the test moves.
struct Stage {
    typealias Script = ScriptedProvider.Script

    /// Three targets at home and one outside, tried in that order.
    static let policy = """
        version: 1
        name: stage
        providers:
          home: {kind: custom, locality: local, models: {small: {context: 8k, capabilities: [chat, stream, tools]}}}
          attic: {kind: custom, locality: local, models: {tiny: {context: 4k}, large: {context: 64k}}}
          cloud: {kind: custom, locality: external, models: {big: {context: 200k}}}
        routes:
          - {id: all, use: [home/small, attic/tiny, attic/large, cloud/big]}
        """

    let clock: ManualClock
    let journal = Journal()
    let router: Router
    private let providers: [String: ScriptedProvider]

    /// Creates a stage; providers without a script answer `ok`, and nothing is tried again unless the policy says so.
    init(
        policy: String = Stage.policy,
        clock: ManualClock = ManualClock(),
        ledger: (any Ledger)? = nil,
        _ scripts: [String: @Sendable (ScriptedProvider.Call) -> Script] = [:]
    ) throws {
        let policy = try Policy(
            yaml: policy.contains("retries:") ? policy : policy + "\nretries: {default: {attempts: 1}}\n")
        var registry = ProviderRegistry(transport: nil)
        var providers: [String: ScriptedProvider] = [:]
        for name in Set(policy.targets.map(\.name.provider)) {
            let provider = ScriptedProvider(clock: clock, script: scripts[name] ?? { _ in .answer("ok") })
            providers[name] = provider
            registry.register(provider, for: name)
        }
        let counter = Atomic<UInt64>(0)
        let options = RouterOptions(
            clock: clock,
            random: { counter.wrappingAdd(1, ordering: .relaxed).newValue },
            ledger: ledger,
            observer: journal
        )
        self.clock = clock
        self.providers = providers
        router = try Router(policy: policy, providers: registry, options: options)
    }

    /// The provider of that name, which the policy must have.
    func provider(_ name: String) -> ScriptedProvider { providers[name] ?? ScriptedProvider(clock: clock) }

    /// Runs the work and moves the clock whenever that many tasks sleep on it.
    func moving<Value: Sendable>(sleepers: Int = 2, _ work: @escaping @Sendable () async -> Value) async -> Value? {
        await withTaskGroup(of: Value?.self) { group in
            group.addTask { await work() }
            group.addTask {
                while true {
                    do throws(CancellationError) { try await clock.waitForSleepers(sleepers) } catch { return nil }
                    clock.advanceToNextSleeper()
                }
            }
            for await value in group {
                if let value {
                    group.cancelAll()
                    return value
                }
            }
            return nil
        }
    }

    /// The outcome of a plain request.
    func complete(_ request: ModelRequest = ModelRequest("hello")) async -> Result<ModelAnswer, TurnoutError> {
        do throws(TurnoutError) { return .success(try await router.complete(request)) } catch { return .failure(error) }
    }

    /// A streamed request, read to its end.
    func stream(_ request: ModelRequest = ModelRequest("hello")) async -> StreamOutcome {
        let stream: AnswerStream
        do throws(TurnoutError) { stream = try await router.stream(request) } catch {
            return StreamOutcome(events: [], error: error, record: error.record, wasOpened: false)
        }
        var events: [AnswerEvent] = []
        do throws(TurnoutError) {
            for try await event in stream { events.append(event) }
        } catch {
            return StreamOutcome(events: events, error: error, record: stream.record, wasOpened: true)
        }
        return StreamOutcome(events: events, error: nil, record: stream.record, wasOpened: true)
    }
}

/// Waits until something is no longer so; the test's time limit ends the wait.
func wait(while condition: @autoclosure () -> Bool) async throws(CancellationError) {
    while condition() {
        if Task.isCancelled { throw CancellationError() }
        await Task.yield()
    }
}

/// What a reader saw of a stream.
struct StreamOutcome: Sendable {
    var events: [AnswerEvent]
    var error: TurnoutError?
    var record: DecisionRecord
    var wasOpened: Bool

    var text: String {
        events.reduce(into: "") { text, event in
            if case .delta(let piece, _) = event { text += piece.reveal() }
        }
    }

    var finishes: Int {
        events.filter { if case .finished = $0 { true } else { false } }.count
    }
}

/// Remembers what the router reported.
final class Journal: RouterObserver {
    private let state = Mutex<[RouterEvent]>([])

    func observe(_ event: RouterEvent) { state.withLock { $0.append(event) } }

    var events: [RouterEvent] { state.withLock { $0 } }

    var transitions: [BreakerTransition] {
        events.compactMap { if case .breakerChanged(_, let transition) = $0 { transition } else { nil } }
    }

    /// The records of the requests that are over.
    var ended: [DecisionRecord] { events.compactMap { if case .ended(let record) = $0 { record } else { nil } } }
}

extension DecisionRecord {
    /// `home/small NETWORK_ERROR`, one for each attempt.
    var path: [String] {
        attempts.map { attempt in
            switch attempt.outcome {
            case .served: "\(attempt.target) served"
            case .failed(let code): "\(attempt.target) \(code.rawValue)"
            case .passedOver(let code): "\(attempt.target) \(code.rawValue)"
            }
        }
    }
}

extension Result where Failure == TurnoutError {
    var error: TurnoutError? { if case .failure(let error) = self { error } else { nil } }
    var value: Success? { if case .success(let value) = self { value } else { nil } }
}

extension [ScriptedProvider.Step] {
    /// A piece of text and then something else.
    static func piece(_ text: String, then rest: Self) -> Self {
        [.emit(.delta(text: PrivateText(text), choice: 0))] + rest
    }
}
