import Synchronization
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// Where requests come in: the limits of the router and of its users, and the line of those who wait.
///
/// There are two things to wait for: to come in, while a limit of the router or of the user is reached; and a target,
/// while all that may answer are busy. Whoever leaves the line has in hand what it waited for, so nobody who comes
/// later can take it away.
final class Lobby: Sendable {
    /// What a request gets that has waited.
    struct Admitted: Sendable {
        let pass: LobbyPass
        /// Leave to call a target, for one that waited for that.
        let call: CallPass?

        /// Nothing at all.
        static let nothing = Admitted(pass: .none, call: nil)
    }

    typealias Outcome = Result<Admitted, LobbyRefusal>

    private struct Waiter {
        let visitor: Visitor
        /// The targets that would do, and the policy that numbers them; `nil` for one that waits to come in.
        let targets: (numbers: [Int], inForce: PolicyInForce)?
        var continuation: CheckedContinuation<Outcome, Never>?
        /// What became of it before it lay down to wait.
        var outcome: Outcome?

        /// What the fastest of its targets usually takes until the first token; `nil` while that is not known.
        var firstToken: Duration? {
            guard let targets else { return nil }
            return targets.numbers.compactMap { targets.inForce.cells[$0].medianFirstToken }.min()
        }

        /// How long until the first of its targets is free of a limit; `nil` when nobody knows.
        func wait(at now: Instant) -> Duration? {
            guard let targets else { return nil }
            let waits = targets.numbers.map { targets.inForce.condition(of: $0, at: now).limitedFor }
            // One that is only taken may be free at any moment.
            return waits.contains(nil) ? nil : waits.compactMap { $0 }.min()
        }
    }

    fileprivate struct Limits {
        var whole: LimitSet
        var users: LimitTable<String>
    }

    private struct State {
        var limits: Limits
        var settings: RouterLimits
        var line: WaitingLine
        /// How many may wait, and for how long.
        var queue: QueueSettings
        var waiters: [UInt64: Waiter] = [:]
        var lastID: UInt64 = 0
        /// How many wait to come in.
        var outside = 0
    }

    private let clock: any RouterClock
    private let alarm: Alarm
    private let state: Mutex<State>
    /// Whether there is anything to ask for at the door.
    private let isLimited: Atomic<Bool>
    /// How many wait, for those who would tell them of something.
    private let waiting = Atomic<Int>(0)

    init(_ policy: Policy, options: RouterOptions) {
        clock = options.clock
        alarm = Alarm(clock: options.clock, executor: options.executor)
        isLimited = Atomic(!policy.limits.isEmpty)
        state = Mutex(
            State(
                limits: Limits(
                    whole: LimitSet(policy.limits.whole), users: LimitTable(policy.limits.perUser)),
                settings: policy.limits, line: WaitingLine(policy.queue),
                queue: policy.queue))
    }

    /// Takes the limits of another policy; what was used stays used, and who waits goes on waiting.
    func adopt(_ policy: Policy, at now: Instant) {
        state.withLock { state in
            if state.settings.whole != policy.limits.whole {
                state.limits.whole.adopt(policy.limits.whole, at: now)
            }
            if state.settings.perUser != policy.limits.perUser {
                state.limits.users.adopt(policy.limits.perUser, at: now)
            }
            state.settings = policy.limits
            state.line.adopt(policy.queue)
            state.queue = policy.queue
        }
        isLimited.store(!policy.limits.isEmpty, ordering: .relaxed)
        pump(at: now)
    }

    // MARK: Coming in

    /// Lets a request in, at once or after a wait.
    func enter(_ visitor: Visitor) async -> Result<LobbyPass, LobbyRefusal> {
        guard isLimited.load(ordering: .relaxed) else { return .success(.none) }
        let now = clock.now()
        let entered = state.withLock { state -> Result<LobbyPass, LobbyRefusal>? in
            // Nobody passes those who wait at the door.
            switch state.limits.reserve(visitor, at: now) {
            case .success(let pass) where state.outside == 0: return .success(pass)
            case .success(let pass):
                state.limits.release(pass, at: now)
                return nil
            case .failure(.never(let refusal)): return .failure(refusal)
            case .failure(.wait): return nil
            }
        }
        if let entered { return entered }
        return await wait(Waiter(visitor: visitor, targets: nil), at: now).map(\.pass)
    }

    /// Waits until a call to one of the targets is possible.
    func wait(_ visitor: Visitor, for targets: [Int], under inForce: PolicyInForce) async -> Outcome {
        await wait(Waiter(visitor: visitor, targets: (targets, inForce)), at: clock.now())
    }

    /// A request leaves.
    ///
    /// - Parameter tokens: those that it took; `nil` when not all were counted.
    func leave(_ pass: LobbyPass, tokens: Int?, at now: Instant) {
        guard pass.whole != nil || pass.user != nil else { return }
        state.withLock { state in
            if let ticket = pass.whole { state.limits.whole.settle(ticket, tokens: tokens, at: now) }
            if let ticket = pass.user { state.limits.users.settle(ticket, tokens: tokens, at: now) }
        }
        stir(at: now)
    }

    /// A request gives back what it has taken, since nothing was sent for it.
    func giveBack(_ pass: LobbyPass, at now: Instant) {
        guard pass.whole != nil || pass.user != nil else { return }
        state.withLock { $0.limits.release(pass, at: now) }
        stir(at: now)
    }

    /// Something may have become free.
    func stir(at now: Instant) {
        guard waiting.load(ordering: .acquiring) > 0 else { return }
        pump(at: now)
    }

    // MARK: Waiting

    private func wait(_ waiter: Waiter, at now: Instant) async -> Outcome {
        let id: UInt64
        switch join(waiter, at: now) {
        case .success(let number): id = number
        case .failure(let refusal): return .failure(refusal)
        }
        // What it waits for may be there by now, and somebody has to set the alarm.
        pump(at: now)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let outcome = state.withLock { state -> Outcome? in
                    if let outcome = state.waiters[id]?.outcome {
                        state.waiters[id] = nil
                        return outcome
                    }
                    state.waiters[id]?.continuation = continuation
                    return nil
                }
                if let outcome { continuation.resume(returning: outcome) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func join(_ waiter: Waiter, at now: Instant) -> Result<UInt64, LobbyRefusal> {
        let (result, displaced) = state.withLock { state -> (Result<UInt64, LobbyRefusal>, Wake?) in
            state.lastID += 1
            let id = state.lastID
            let visitor = waiter.visitor
            let known = state.limits.wait(visitor, at: now) ?? waiter.wait(at: now)
            let bound = min(state.queue.maximumWait, now.duration(to: visitor.deadline))
            if let known, known > bound, state.queue.size > 0 {
                return (.failure(.tooLate(retryAfter: known, bound: bound)), nil)
            }
            let entry = WaitingEntry(
                id: id, priority: visitor.priority, tenant: visitor.tenant, deadline: visitor.deadline)
            switch state.line.enqueue(entry, firstToken: waiter.firstToken, at: now) {
            case .refused(let refusal):
                return (.failure(LobbyRefusal(refusal, limitedFor: known)), nil)
            case .queued(_, let displaced):
                state.waiters[id] = waiter
                if waiter.targets == nil { state.outside += 1 }
                waiting.add(1, ordering: .acquiringAndReleasing)
                return (.success(id), displaced.flatMap { finish($0.id, .failure(LobbyRefusal($0)), &state) })
            }
        }
        displaced?.resume()
        return result
    }

    private func cancel(_ id: UInt64) {
        let now = clock.now()
        let wake = state.withLock { state -> Wake? in
            guard state.line.cancel(id, at: now) else { return nil }
            return finish(id, .failure(.cancelled), &state)
        }
        wake?.resume()
    }

    /// Somebody to be woken once the lock is released.
    private struct Wake {
        let continuation: CheckedContinuation<Outcome, Never>
        let outcome: Outcome

        func resume() { continuation.resume(returning: outcome) }
    }

    /// Ends the wait of one that has left the line.
    private func finish(_ id: UInt64, _ outcome: Outcome, _ state: inout State) -> Wake? {
        guard let waiter = state.waiters[id] else { return nil }
        waiting.subtract(1, ordering: .acquiringAndReleasing)
        if waiter.targets == nil { state.outside -= 1 }
        guard let continuation = waiter.continuation else {
            state.waiters[id]?.outcome = outcome
            return nil
        }
        state.waiters[id] = nil
        return Wake(continuation: continuation, outcome: outcome)
    }

    /// Serves everybody who can be served, and tells those whose time is over.
    private func pump(at now: Instant) {
        let (wakes, next) = state.withLock { state -> ([Wake], Instant?) in
            var wakes: [Wake] = []
            for gone in state.line.expire(at: now) {
                if let wake = finish(gone.id, .failure(LobbyRefusal(gone)), &state) { wakes.append(wake) }
            }
            var retry: Instant?
            while let (id, admitted) = Self.next(&state.line, &state.limits, state.waiters, &retry, at: now) {
                if let wake = finish(id, .success(admitted), &state) { wakes.append(wake) }
            }
            let next = [state.line.nextDeadline, retry].compactMap { $0 }.min()
            return (wakes, next)
        }
        for wake in wakes { wake.resume() }
        if let next { alarm.set(next) { [weak self] in self.map { $0.pump(at: $0.clock.now()) } } }
    }

    /// Takes the next who can be served out of the line, with what it waited for in hand.
    private static func next(
        _ line: inout WaitingLine, _ limits: inout Limits, _ waiters: [UInt64: Waiter], _ retry: inout Instant?,
        at now: Instant
    ) -> (UInt64, Admitted)? {
        // The line asks for more than it serves: of each class one, and one of them is served. So whoever is asked for
        // leaves everything as it was.
        let entry = line.next(at: now) { entry in
            guard let waiter = waiters[entry.id] else { return false }
            switch limits.admit(waiter.visitor, to: waiter.targets, at: now) {
            case .success(let admitted):
                limits.release(admitted, under: waiter.targets?.inForce, at: now)
                return true
            case .failure(let wait):
                if let wait = wait.duration {
                    let moment = now.advanced(by: max(wait, .milliseconds(1)))
                    retry = min(retry ?? moment, moment)
                }
                return false
            }
        }
        guard let entry, let waiter = waiters[entry.id] else { return nil }
        if case .success(let admitted) = limits.admit(waiter.visitor, to: waiter.targets, at: now) {
            return (entry.id, admitted)
        }
        // Somebody outside took the call in between: it looks for itself, and comes back if it has to.
        guard case .success(let pass) = limits.reserve(waiter.visitor, at: now) else { return (entry.id, .nothing) }
        return (entry.id, Admitted(pass: pass, call: nil))
    }

    // MARK: Looking

    /// What is left of the limits, and how many wait.
    func quota(of user: String?, at now: Instant) -> (whole: [QuotaLine], user: [QuotaLine], waiting: Int) {
        state.withLock {
            ($0.limits.whole.quota(at: now), $0.limits.users.quota(of: user, at: now), $0.line.count)
        }
    }
}

extension RouterLimits {
    /// Whether nothing is limited.
    fileprivate var isEmpty: Bool { whole.isEmpty && perUser.isEmpty }
}

extension Lobby.Limits {
    /// Why nothing was taken.
    fileprivate enum Obstacle: Error {
        case never(LobbyRefusal)
        case wait(Duration?)

        var duration: Duration? { if case .wait(let wait) = self { wait } else { nil } }

        init(_ refusal: LimitRefusal, of whom: String) {
            switch refusal.retry {
            case .after(let wait): self = .wait(wait)
            case .whenACallEnds: self = .wait(nil)
            case .never: self = .never(.tooLarge(refusal, of: whom))
            }
        }
    }

    /// Takes what a request needs of both limits, or nothing.
    fileprivate mutating func reserve(_ visitor: Visitor, at now: Instant) -> Result<LobbyPass, Obstacle> {
        let first: LimitTicket
        switch whole.reserve(tokens: visitor.tokens, at: now) {
        case .reserved(let ticket): first = ticket
        case .refused(let refusal): return .failure(Obstacle(refusal, of: "this router"))
        }
        switch users.reserve(visitor.user, tokens: visitor.tokens, at: now) {
        case .reserved(let second): return .success(LobbyPass(whole: first, user: second))
        case .refused(let refusal):
            whole.release(first, at: now)
            return .failure(Obstacle(refusal, of: "a user"))
        }
    }

    fileprivate mutating func release(_ pass: LobbyPass, at now: Instant) {
        if let ticket = pass.whole { whole.release(ticket, at: now) }
        if let ticket = pass.user { users.release(ticket, at: now) }
    }

    /// Gives back what was taken for a look.
    fileprivate mutating func release(
        _ admitted: Lobby.Admitted, under inForce: PolicyInForce?, at now: Instant
    ) {
        release(admitted.pass, at: now)
        guard let call = admitted.call, let inForce else { return }
        _ = inForce.settle(call, CallOutcome(breaker: .released, code: .cancelled, wasNotSent: true), at: now)
    }

    /// Takes what a request needs to come in, and leave to call one of its targets if it waits for that.
    fileprivate mutating func admit(
        _ visitor: Visitor, to targets: (numbers: [Int], inForce: PolicyInForce)?, at now: Instant
    ) -> Result<Lobby.Admitted, Obstacle> {
        let pass: LobbyPass
        switch reserve(visitor, at: now) {
        case .success(let reserved): pass = reserved
        case .failure(let obstacle): return .failure(obstacle)
        }
        guard let targets else { return .success(Lobby.Admitted(pass: pass, call: nil)) }
        var soonest: Duration?
        for target in targets.numbers {
            switch targets.inForce.admit(target, tokens: visitor.tokens, ignoresBreaker: false, at: now) {
            case .success(let call): return .success(Lobby.Admitted(pass: pass, call: call))
            case .failure(let refusal):
                if let wait = refusal.retryIn { soonest = min(soonest ?? wait, wait) }
            }
        }
        release(pass, at: now)
        return .failure(.wait(soonest))
    }

    /// How long a request would have to wait to come in; `nil` when nobody knows.
    fileprivate func wait(_ visitor: Visitor, at now: Instant) -> Duration? {
        let refusals = [
            whole.refusal(tokens: visitor.tokens, at: now),
            users.refusal(of: visitor.user, tokens: visitor.tokens, at: now),
        ]
        return refusals.compactMap { refusal in
            if case .after(let wait)? = refusal?.retry { wait } else { nil }
        }.max()
    }
}
