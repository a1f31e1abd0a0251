import Synchronization
import TurnoutEngine
public import TurnoutLedger
public import TurnoutPolicy
import TurnoutPrivacy
public import TurnoutProviders

/// Decides which model answers a request, and has it answered.
///
/// ```swift
/// let transport = HTTPTransport()
/// let router = try Router(policy: Policy(contentsOf: "policy.yaml"), transport: transport)
/// let answer = try await router.complete(ModelRequest("What is a turnout?"))
/// print(answer.text)
/// await transport.shutdown()
/// ```
///
/// One router serves a whole process, from any task. It keeps the condition of each target between requests; share it.
public final class Router: Sendable {
    let providers: ProviderRegistry
    let options: RouterOptions
    private let inForce: Mutex<PolicyInForce>
    /// Held while a policy is put into force, so that of two reloads the later one sees the earlier's targets.
    private let reloading = Mutex(())
    private let offline: Atomic<Bool>
    let watchdog: Watchdog
    /// The pseudonyms of conversations, in memory only.
    let pseudonyms: PseudonymVault
    /// The key of hashes that stand for values, made anew with each router.
    let key: CorrelationKey
    let lobby: Lobby
    let treasury: Treasury

    /// Creates a router.
    ///
    /// - Parameters:
    ///   - policy: what decides.
    ///   - providers: what serves the policy's targets.
    ///   - options: time, randomness, detectors and observers.
    /// - Throws: when two detectors share a name.
    public init(
        policy: Policy,
        providers: ProviderRegistry,
        options: RouterOptions = RouterOptions()
    ) throws(PolicyNotUsable) {
        self.providers = providers
        self.options = options
        watchdog = Watchdog(clock: options.clock, executor: options.executor)
        lobby = Lobby(policy, options: options)
        treasury = Treasury(options.ledger ?? MemoryLedger(), options: options)
        inForce = Mutex(try PolicyInForce(policy, providers: providers, options: options, after: nil))
        offline = Atomic(options.isOffline)
        pseudonyms = PseudonymVault(limits: options.pseudonyms)
        var generator = DrawnNumbers(draw: options.random)
        key = CorrelationKey(using: &generator)
    }

    /// Creates a router for services that are built in.
    ///
    /// - Parameters:
    ///   - policy: what decides.
    ///   - transport: what carries calls to the services.
    ///   - credentials: where the keys are read.
    ///   - options: time, randomness, detectors and observers.
    /// - Throws: when two detectors share a name.
    public convenience init(
        policy: Policy,
        transport: any Transport,
        credentials: any CredentialSource = EnvironmentCredentials(),
        options: RouterOptions = RouterOptions()
    ) throws(PolicyNotUsable) {
        let providers = ProviderRegistry(transport: transport, credentials: credentials)
        try self.init(policy: policy, providers: providers, options: options)
    }

    /// The policy that decides requests from now on.
    public var policy: Policy { current.policy }

    /// What keeps account of money and calls.
    public var ledger: any Ledger { treasury.ledger }

    var current: PolicyInForce { inForce.withLock { $0 } }

    /// Puts another policy into force.
    ///
    /// Requests in flight end under the policy that they began with. Targets whose name, kind, endpoint and model stay the
    /// same keep the state of their breakers and take the new settings.
    ///
    /// - Throws: when the policy cannot be used; the one before stays in force.
    public func reload(_ policy: Policy) throws(PolicyNotUsable) {
        try reloading.withLock { _ throws(PolicyNotUsable) in
            let next = try PolicyInForce(policy, providers: providers, options: options, after: current)
            inForce.withLock { $0 = next }
            lobby.adopt(policy, at: options.clock.now())
        }
    }

    /// Whether external targets are left out. A request in flight sees a change at its next attempt.
    public var isOffline: Bool {
        get { offline.load(ordering: .relaxed) }
        set { offline.store(newValue, ordering: .relaxed) }
    }
}
