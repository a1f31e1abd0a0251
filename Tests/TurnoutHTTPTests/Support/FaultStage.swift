#if Server
import Synchronization
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutHTTP
import TurnoutPolicy
import TurnoutProviders

/// A router over the real transport, with services on a server that misbehaves.
///
/// Unless a test says otherwise there are two: `first`, which does what the test is about, and `spare` behind it, which
/// answers `spare`.
struct FaultStage: Sendable {
    let server: FaultServer
    let router: Router
    let journal: Journal

    /// A policy over services of the server, in the order in which they are tried.
    ///
    /// - Parameters:
    ///   - format: what `first` speaks; `spare` is compatible with OpenAI's interface.
    ///   - first: the address of `first`, if it is not on the server.
    ///   - limits: those of `first`.
    ///   - more: further sections.
    static func policy(
        _ server: FaultServer, _ format: WireFormat = .openAI, first: String? = nil, limits: String = "{}",
        timeouts: String = "{connect: 20s, first_token: 20s, idle: 20s, total: 30s}",
        retries: String = "{attempts: 1}",
        use: String = "[first/m, spare/m]", more: String = ""
    ) -> String {
        """
        version: 1
        providers:
          first:
            kind: \(format.kind)
            endpoint: \(first ?? server.url("/first"))
            limits: \(limits)
            \(format.needsCredential ? "credentials: {env: FIRST_KEY}" : "data: {trains: false}")
            models: {m: {capabilities: [chat, stream], context: 8k}}
          spare: {kind: openai_compatible, endpoint: "\(server.url("/spare"))", models: {m: {}}}
        timeouts: \(timeouts)
        retries: {default: \(retries)}
        routes: [{id: all, use: \(use)}]
        \(more)
        """
    }

    /// Runs a router over a server that answers as the script says, `spare` in the usual way.
    static func run(
        clock: any RouterClock = SystemClock(),
        policy: (FaultServer) -> String = { FaultStage.policy($0) },
        answering script: @escaping FaultServer.Script,
        _ body: (FaultStage) async throws -> Void
    ) async throws {
        let whole: FaultServer.Script = { request in
            guard request.place == "spare" else { return script(request) }
            return [.bytes(isStreamed(request) ? WireFormat.openAI.answer("spare") : WireFormat.openAI.plain("spare"))]
        }
        try await FaultServer.run(answering: whole) { server in
            try await HTTPTransport.run { transport in
                let journal = Journal()
                let credentials = EnvironmentCredentials { name in name.lowercased().replacing("_", with: "-") }
                let router = try Router(
                    policy: Policy(yaml: policy(server)), transport: transport, credentials: credentials,
                    options: RouterOptions(clock: clock, observer: journal))
                try await body(FaultStage(server: server, router: router, journal: journal))
            }
        }
    }

    /// Runs a router whose first service plays the same script each time.
    static func play(
        _ steps: [FaultServer.Step], _ format: WireFormat = .openAI, _ body: (FaultStage) async throws -> Void
    ) async throws {
        try await run(policy: { policy($0, format) }, answering: { _ in steps }, body)
    }

    /// Plays a scene of which a part is a matter of time, until it goes as it should.
    ///
    /// The limits are the code's; a machine that is busy with other tests may miss short ones, so that they grow.
    ///
    /// - Parameter scene: gets the limit to play with, and says whether it went as it should.
    static func patiently(
        from shortest: Duration = .milliseconds(250), _ scene: (_ limit: Duration) async throws -> Bool
    ) async throws -> Bool {
        for factor in [1, 2, 4, 8, 16] where try await scene(shortest * factor) { return true }
        return false
    }

    /// The shortest of several measurements: ends with the first that is within the limit.
    static func best(
        within limit: Duration = .milliseconds(100), _ measure: () async throws -> Duration
    ) async throws -> Duration {
        var best = Duration.seconds(99)
        for number in 0..<12 where best >= limit {
            if number > 0 { try await Task.sleep(for: .milliseconds(50)) }
            best = min(best, try await measure())
        }
        return best
    }

    /// Whether a request wants its answer in pieces.
    static func isStreamed(_ request: FaultServer.Request) -> Bool {
        request.text.contains(#""stream":true"#) || request.path.contains(":streamGenerateContent")
    }

    func complete(_ request: ModelRequest = ModelRequest("hello")) async -> Reading {
        let start = ContinuousClock.now
        var reading = Reading()
        do throws(TurnoutError) {
            let answer = try await router.complete(request)
            (reading.text, reading.record, reading.finishes) = (answer.text, answer.record, 1)
        } catch {
            (reading.error, reading.record) = (error, error.record)
        }
        reading.duration = .now - start
        return reading
    }

    func stream(_ request: ModelRequest = ModelRequest("hello"), seen: Counter = Counter()) async -> Reading {
        let start = ContinuousClock.now
        var reading = Reading()
        do throws(TurnoutError) {
            let stream = try await router.stream(request)
            reading.untilFirst = .now - start
            do throws(TurnoutError) {
                for try await event in stream {
                    reading.take(event)
                    seen.increment()
                }
            } catch {
                reading.error = error
            }
            reading.record = stream.record
        } catch {
            (reading.error, reading.record) = (error, error.record)
        }
        reading.duration = .now - start
        return reading
    }

    func ask(isStreamed: Bool) async -> Reading { isStreamed ? await stream() : await complete() }

    /// Waits until something is so, for a while.
    func wait(_ limit: Duration = .seconds(20), until condition: () -> Bool) async throws {
        let end = ContinuousClock.now + limit
        while !condition(), ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(1)) }
    }
}

/// What a caller saw of an answer.
struct Reading: Sendable {
    var text = ""
    var events: [AnswerEvent] = []
    var finishes = 0
    var error: TurnoutError?
    var record: DecisionRecord?
    var duration = Duration.zero
    var untilFirst: Duration?

    mutating func take(_ event: AnswerEvent) {
        events.append(event)
        if case .delta(let piece, _) = event { text += piece.reveal() }
        if case .finished = event { finishes += 1 }
    }

    /// `first/m NETWORK_ERROR`, one for each attempt.
    var path: [String] {
        (record?.attempts ?? []).map { attempt in
            switch attempt.outcome {
            case .served: "\(attempt.target) served"
            case .failed(let code): "\(attempt.target) \(code.rawValue)"
            case .passedOver(let code): "\(attempt.target) \(code.rawValue)"
            }
        }
    }
}

extension Duration {
    /// Whole milliseconds, for policies.
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}

/// Remembers what a router reported.
final class Journal: RouterObserver {
    private let state = Mutex<[RouterEvent]>([])

    func observe(_ event: RouterEvent) { state.withLock { $0.append(event) } }

    var events: [RouterEvent] { state.withLock { $0 } }

    /// The changes of a target's breaker.
    func transitions(of name: String) -> [BreakerTransition] {
        events.compactMap { event in
            guard case .breakerChanged(let target, let transition) = event, target.description == name else {
                return nil
            }
            return transition
        }
    }
}
#endif
