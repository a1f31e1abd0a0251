import TurnoutCore
import TurnoutPolicy

/// The counters behind one set of limits, without the book of who holds what of them.
struct LimitCells: Sendable {
    fileprivate struct Cell: Sendable {
        let kind: LimitKind
        var limiter: RateLimiter
        /// The generation since which the cell has counted: an older ticket was never charged here.
        var since: UInt64
    }

    fileprivate var cells: [Cell]
    private var concurrency: Int?
    /// The generation of the settings, counted up with each change.
    private(set) var generation: UInt64 = 0
    /// Reservations that have not ended.
    private(set) var inFlight = 0

    init(_ settings: LimitSettings) {
        cells = Self.rates(of: settings).map { Cell(kind: $0, limiter: RateLimiter($1), since: 0) }
        concurrency = settings.concurrency.map { max(0, $0) }
    }

    private static func rates(of settings: LimitSettings) -> [(LimitKind, Rate)] {
        settings.requests.map { (.requests, $0) } + settings.tokens.map { (.tokens, $0) }
    }

    /// Whether nothing is used, so that fresh cells would say the same.
    func isFull(at now: Instant) -> Bool {
        guard inFlight == 0 else { return false }
        for cell in cells where !cell.limiter.isFull(at: now) { return false }
        return true
    }

    /// Whether calls at the same time are limited.
    var limitsConcurrency: Bool { concurrency != nil }

    /// The same use with no call under way.
    func withoutCalls() -> LimitCells {
        var copy = self
        copy.inFlight = 0
        return copy
    }

    /// Counts everything, or says what is in the way and counts nothing.
    mutating func reserve(requests: Int, tokens: Int, at now: Instant) -> LimitRefusal? {
        if let refusal = refusal(requests: requests, tokens: tokens, at: now) { return refusal }
        for index in cells.indices {
            cells[index].limiter.take(cells[index].kind == .requests ? requests : tokens, at: now)
        }
        inFlight &+= 1
        return nil
    }

    /// What keeps a reservation away the longest; `nil` when nothing does.
    func refusal(requests: Int, tokens: Int, at now: Instant) -> LimitRefusal? {
        var longest: (wait: Duration, refusal: LimitRefusal)?
        for cell in cells {
            let count = cell.kind == .requests ? requests : tokens
            switch cell.limiter.check(count, at: now) {
            case .admitted: continue
            case .never: return cell.refusal(.never)
            case .wait(let wait):
                if let known = longest, known.wait >= wait { continue }
                longest = (wait, cell.refusal(.after(wait)))
            }
        }
        if let concurrency, inFlight >= concurrency {
            let retry: LimitRefusal.Retry = concurrency == 0 ? .never : .whenACallEnds
            if concurrency == 0 || longest == nil {
                return LimitRefusal(kind: .concurrency, limit: concurrency, period: nil, retry: retry)
            }
        }
        return longest?.refusal
    }

    /// Ends a reservation that was used: the tokens are counted as they came, above or below what was reserved.
    mutating func settle(_ ticket: LimitTicket, tokens: Int?, at now: Instant) {
        inFlight = max(0, inFlight - 1)
        guard let tokens else { return }
        let (reserved, used) = (max(0, ticket.tokens), max(0, tokens))
        for index in cells.indices where cells[index].kind == .tokens {
            if used > reserved {
                cells[index].limiter.charge(used - reserved, at: now)
            } else if ticket.generation >= cells[index].since {
                cells[index].limiter.refund(reserved - used, at: now)
            }
        }
    }

    /// Ends a reservation that was not used.
    mutating func release(_ ticket: LimitTicket, at now: Instant) {
        inFlight = max(0, inFlight - 1)
        for index in cells.indices where ticket.generation >= cells[index].since {
            cells[index].limiter.refund(cells[index].kind == .requests ? ticket.requests : ticket.tokens, at: now)
        }
    }

    /// What is left of each limit.
    func quota(at now: Instant) -> [QuotaLine] {
        var lines = cells.map { cell in
            QuotaLine(
                kind: cell.kind, limit: cell.limiter.rate.amount, period: cell.limiter.rate.period,
                remaining: cell.limiter.remaining(at: now), resetsIn: cell.limiter.resetsIn(at: now))
        }
        if let concurrency {
            let left = max(0, concurrency - inFlight)
            lines.append(
                QuotaLine(kind: .concurrency, limit: concurrency, period: nil, remaining: left, resetsIn: nil))
        }
        return lines
    }

    /// Takes new settings and keeps what was used: the count where a rate over the same period was held before, else
    /// the largest share that was used of any rate of the kind.
    mutating func adopt(_ settings: LimitSettings, at now: Instant) {
        concurrency = settings.concurrency.map { max(0, $0) }
        generation &+= 1
        var old = cells
        cells = Self.rates(of: settings).map { kind, rate in
            let period = RateLimiter(rate).rate.period
            if let index = old.firstIndex(where: { $0.kind == kind && $0.limiter.rate.period == period }) {
                var cell = old.remove(at: index)
                cell.limiter = cell.limiter.adopting(rate, at: now)
                return cell
            }
            let shares = cells.filter { $0.kind == kind }.map { $0.limiter.adoptingShare(rate, at: now) }
            let fullest = shares.max { $0.used(at: now) < $1.used(at: now) }
            return Cell(kind: kind, limiter: fullest ?? RateLimiter(rate), since: generation)
        }
    }
}

extension LimitCells.Cell {
    fileprivate func refusal(_ retry: LimitRefusal.Retry) -> LimitRefusal {
        LimitRefusal(kind: kind, limit: limiter.rate.amount, period: limiter.rate.period, retry: retry)
    }
}
