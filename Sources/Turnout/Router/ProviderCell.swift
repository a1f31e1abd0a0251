import Synchronization
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// What all targets of one provider share: its limits. A provider without limits has no cell.
final class ProviderCell: Sendable {
    private let state: Mutex<LimitSet>

    init(_ settings: LimitSettings) { state = Mutex(LimitSet(settings)) }

    func reserve(tokens: Int, at now: Instant) -> LimitReservation {
        state.withLock { $0.reserve(tokens: tokens, at: now) }
    }

    /// How long the limits keep every request away; `nil` when they do not.
    func wait(at now: Instant) -> Duration? {
        guard case .after(let wait)? = state.withLock({ $0.refusal(tokens: 0, at: now) })?.retry else { return nil }
        return wait
    }

    func settle(_ ticket: LimitTicket, _ outcome: CallOutcome, at now: Instant) {
        state.withLock { limits in
            if outcome.wasNotSent {
                _ = limits.release(ticket, at: now)
            } else {
                _ = limits.settle(ticket, tokens: outcome.tokens, at: now)
            }
        }
    }

    func release(_ ticket: LimitTicket, at now: Instant) { _ = state.withLock { $0.release(ticket, at: now) } }

    func adopt(_ settings: LimitSettings, at now: Instant) { state.withLock { $0.adopt(settings, at: now) } }

    func quota(at now: Instant) -> [QuotaLine] { state.withLock { $0.quota(at: now) } }
}

/// What all calls with one credential share.
final class CredentialCell: Sendable {
    /// What makes a credential the same after a reload; a provider without one is its own.
    enum Identity: Hashable {
        case reference(CredentialReference)
        case none(provider: String)

        init(_ target: Target) {
            self = target.credentials.map { .reference($0) } ?? .none(provider: target.name.provider)
        }
    }

    private let state = Mutex(CredentialMachine())

    func standing(at now: Instant) -> Duration? { state.withLock { $0.standing(at: now) } }

    func admit(at now: Instant) -> CredentialMachine.Ticket? { state.withLock { $0.admit(at: now) } }

    /// Ends a call with the credential; returns how long the quarantine lasts that it started.
    func settle(
        _ ticket: CredentialMachine.Ticket, _ code: ErrorCode?, wasJudged: Bool, retryAfter: Duration?, at now: Instant
    ) -> Duration? {
        state.withLock { $0.settle(ticket, code, wasJudged: wasJudged, retryAfter: retryAfter, at: now) }
    }

    func clear() { state.withLock { $0.clear() } }
}
