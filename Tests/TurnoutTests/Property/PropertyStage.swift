import Synchronization
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutPrivacy
import TurnoutProviders
import TurnoutTesting

/// A router under a random policy, over sinks that keep what arrives and answer, fail, hang and break off by chance.
struct PropertyStage {
    let clock = ManualClock()
    let router: Router
    let sinks: [ScriptedProvider]

    init(_ policy: RandomPrivacyPolicy, seed: UInt64, audit: (any AuditTrail)? = nil) throws {
        var registry = ProviderRegistry(transport: nil)
        var sinks: [ScriptedProvider] = []
        for (index, provider) in policy.providers.enumerated() {
            let sink = ScriptedProvider(clock: clock) { Self.script(of: $0, seed: seed &* 16 &+ UInt64(index)) }
            sinks.append(sink)
            registry.register(sink, for: provider.name)
        }
        let draws = Atomic<UInt64>(seed)
        let options = RouterOptions(
            clock: clock, detectors: [JammingDetector()],
            random: { draws.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue }, audit: audit)
        self.sinks = sinks
        router = try Router(policy: Policy(yaml: policy.yaml), providers: registry, options: options)
    }

    /// What the caller gets: the answer's text, `nil` when it did not come whole.
    func answer(to request: PlantedRequest) async -> String? {
        await moving {
            do throws(TurnoutError) {
                guard request.isStreamed else { return try await router.complete(request.content).text }
                var text = ""
                for try await event in try await router.stream(request.content) {
                    if case .delta(let piece, _) = event { text += piece.reveal() }
                }
                return text
            } catch {
                return nil
            }
        }
    }

    /// Runs the work and moves the clock whenever the router's timer and something else sleep on it, or something sleeps
    /// and nothing has happened for a while: a request that waits for a busy target has one sleeper alone.
    private func moving(_ work: @escaping @Sendable () async -> String?) async -> String? {
        let mover = Task {
            var patience = 0
            while !Task.isCancelled {
                if clock.sleeperCount > (patience < 320 ? 1 : 0) {
                    clock.advanceToNextSleeper()
                    patience = 0
                }
                patience += 1
                if patience > 300 { try? await Task.sleep(for: .milliseconds(1)) } else { await Task.yield() }
            }
        }
        let answer = await work()
        mover.cancel()
        await mover.value
        return answer
    }

    /// What a sink does with a call: says again what came last, after its own name, or does not get that far.
    private static func script(of call: ScriptedProvider.Call, seed: UInt64) -> ScriptedProvider.Script {
        var random = PropertyGenerator(seed: seed &* 1_024 &+ UInt64(call.number))
        let text = "\(call.target.name): \(call.request.messages.last?.text ?? "")"
        var steps: ScriptedProvider.Script = []
        var rest = Substring(text)
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...12, using: &random))
            steps.append(.emit(.delta(text: PrivateText(String(piece)), choice: 0)))
            rest = rest.dropFirst(piece.count)
        }
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1:
            let codes: [ErrorCode] = [.provider, .network, .rateLimited, .contentPolicy]
            return .failure(codes.randomElement(using: &random) ?? .provider)
        // Asleep, and not only still, so that the clock is moved on.
        case 2: return [.wait(.seconds(1_000))]
        case 3: return Array(steps.prefix(steps.count / 2))
        case 4: return Array(steps.prefix(1)) + .failure(.network)
        case 5, 6: return [.wait(.seconds(3))] + steps + [.emit(.finished(.stop))]
        default: return steps + [.emit(.finished(.stop))]
        }
    }
}

/// Breaks down over one text and finds nothing in all others.
private struct JammingDetector: Detector {
    let id = "jamming"
    let labels: [String] = []

    func findings(
        in text: borrowing TextBytes, into findings: inout [Finding], budget: inout WorkBudget
    ) throws(DetectorError) {
        if text.hasPrefix(Array(PlantedRequest.jam.utf8), at: 0) {
            throw DetectorError(detector: id, reason: DetectorError.Reason("jammed"))
        }
    }
}
