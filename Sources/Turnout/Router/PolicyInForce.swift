import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutPrivacy
import TurnoutProviders

/// A policy with all that belongs to it while it is used. A request holds on to the one that it began under.
final class PolicyInForce: Sendable {
    let policy: Policy
    let classifier: Classifier
    /// The targets' conditions, by the policy's numbers.
    let cells: [TargetCell]
    /// What serves each target, by the policy's numbers.
    let services: [Service?]
    /// Whether the reader of any stream can fetch it by itself: every target's answers can be fetched, and no route asks
    /// two at once.
    let canPull: Bool
    /// The limits of each target's provider, by the policy's numbers.
    let providers: [ProviderCell?]
    /// The credential of each target, by the policy's numbers.
    let credentials: [CredentialCell]
    /// The hedges of each route that hedges, by the policy's numbers.
    let hedges: [HedgeCell?]
    /// The budgets; `nil` under a policy without any.
    let budgets: BudgetBook?
    /// How callers' names are written down; for routers that keep accounts.
    let book: BudgetBook?
    private let cellsByIdentity: [TargetCell.Identity: TargetCell]
    private let providersByName: [String: ProviderCell]
    private let credentialsByIdentity: [CredentialCell.Identity: CredentialCell]

    /// Puts a policy into force.
    ///
    /// - Parameter previous: the policy before; what both have keeps its condition, but for quarantines and the waits
    ///   that providers asked for: whoever loads a policy anew may have mended the credential or the account.
    init(
        _ policy: Policy, providers registry: ProviderRegistry, options: RouterOptions, after previous: PolicyInForce?
    ) throws(PolicyNotUsable) {
        try PolicyNotUsable.check(policy, options.detectors)
        self.policy = policy
        let keepsAccount = options.ledger != nil || !policy.budgets.isEmpty
        book =
            keepsAccount
            ? try BudgetBook(policy, detectors: options.detectors, zones: options.zones) : nil
        budgets = policy.budgets.isEmpty ? nil : book
        services = policy.targets.map { registry.provider(for: $0).map(Service.init) }
        canPull =
            services.allSatisfy { $0 == nil || $0?.pulling != nil } && policy.routes.allSatisfy { $0.hedge == nil }
        classifier = Classifier(policy: policy, detectors: options.detectors, estimator: options.estimator)
        let now = options.clock.now()
        var cells: [TargetCell] = []
        var cellsByIdentity: [TargetCell.Identity: TargetCell] = [:]
        var providersByName: [String: ProviderCell] = [:]
        var credentialsByIdentity: [CredentialCell.Identity: CredentialCell] = [:]
        for (name, limits) in policy.providerLimits where !limits.isEmpty {
            let kept = previous?.providersByName[name]
            kept?.adopt(limits, at: now)
            providersByName[name] = kept ?? ProviderCell(limits)
        }
        for (number, target) in policy.targets.enumerated() {
            let identity = TargetCell.Identity(target)
            let settings = TargetSettings(of: number, in: policy)
            let kept = previous?.cellsByIdentity[identity]
            kept?.adopt(settings, at: now)
            let cell = kept ?? TargetCell(target.name, settings: settings, seed: options.random())
            cells.append(cell)
            cellsByIdentity[identity] = cell
            let credential = CredentialCell.Identity(target)
            if credentialsByIdentity[credential] == nil {
                let kept = previous?.credentialsByIdentity[credential]
                kept?.clear()
                credentialsByIdentity[credential] = kept ?? CredentialCell()
            }
        }
        self.cells = cells
        providers = policy.targets.map { providersByName[$0.name.provider] }
        credentials = policy.targets.map { credentialsByIdentity[CredentialCell.Identity($0)] ?? CredentialCell() }
        hedges = policy.routes.map { $0.hedge.map { HedgeCell($0) } }
        self.cellsByIdentity = cellsByIdentity
        self.providersByName = providersByName
        self.credentialsByIdentity = credentialsByIdentity
    }

    // MARK: Looking

    /// What a decision sees of a target.
    func condition(of target: Int, at now: Instant) -> TargetState {
        var state = cells[target].condition(at: now)
        if let wait = providers[target]?.wait(at: now) { state.limitedFor = max(wait, state.limitedFor ?? .zero) }
        state.quarantinedFor = credentials[target].standing(at: now)
        return state
    }

    // MARK: Calls

    /// Asks everyone concerned for a call to a target: all agree, or nothing is taken.
    func admit(_ target: Int, tokens: Int, ignoresBreaker: Bool, at now: Instant) -> Result<CallPass, CallRefusal> {
        guard let credential = credentials[target].admit(at: now) else {
            return .failure(.quarantined(retryIn: credentials[target].standing(at: now) ?? .zero))
        }
        func giveBack() { _ = credentials[target].settle(credential, nil, wasJudged: false, retryAfter: nil, at: now) }
        var limits: LimitTicket?
        if let provider = providers[target] {
            switch provider.reserve(tokens: tokens, at: now) {
            case .reserved(let ticket): limits = ticket
            case .refused(let refusal):
                giveBack()
                return .failure(CallRefusal(refusal))
            }
        }
        switch cells[target].admit(tokens: tokens, ignoresBreaker: ignoresBreaker, at: now) {
        case .admitted(let call):
            return .success(CallPass(target: target, call: call, provider: limits, credential: credential))
        case .refused(let refusal):
            if let limits { providers[target]?.release(limits, at: now) }
            giveBack()
            return .failure(refusal)
        }
    }

    /// Ends a call, once. Returns what the target says, and how long a quarantine lasts that this started.
    func settle(_ pass: CallPass, _ outcome: CallOutcome, at now: Instant) -> (CallSettlement, quarantine: Duration?) {
        if let ticket = pass.provider { providers[pass.target]?.settle(ticket, outcome, at: now) }
        let quarantine = credentials[pass.target].settle(
            pass.credential, outcome.code, wasJudged: outcome.wasJudged, retryAfter: outcome.retryAfter, at: now)
        return (cells[pass.target].settle(pass.call, outcome, at: now), quarantine)
    }
}

/// What serves a target.
struct Service: Sendable {
    let provider: any Provider
    /// The same, if its answers can be fetched.
    let pulling: (any PullProvider)?

    init(_ provider: any Provider) {
        self.provider = provider
        pulling = (provider as? HTTPProvider)?.pulling ?? provider as? any PullProvider
    }
}

/// Leave to make one call: of its target, of the provider, and of the credential.
struct CallPass: Sendable {
    let target: Int
    let call: CallTicket
    let provider: LimitTicket?
    let credential: CredentialMachine.Ticket
}

/// Why a policy that compiles cannot be put into force.
public struct PolicyNotUsable: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for people.
    public var description: String

    /// Checks what comes from outside the policy.
    ///
    /// - Throws: when two detectors share a name, since findings and records could not tell them apart.
    static func check(_ policy: Policy, _ detectors: [any Detector]) throws(PolicyNotUsable) {
        var taken = Set(policy.detectors.map(\.id))
        for detector in detectors where !taken.insert(detector.id).inserted {
            throw PolicyNotUsable(description: "two detectors are named `\(detector.id)`")
        }
    }
}
