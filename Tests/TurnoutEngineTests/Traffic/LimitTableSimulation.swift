import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// A mistake that an implementation could make.
enum TableDefect: CaseIterable, Sendable {
    case forgetsWhatIsUsed, followsTooMany, givesUsedTokensBack, leaksCalls, oneCallTooMany, sharesNothing, endsTwice
}

/// A random life of a table with few places and many users: whatever comes, no user gets more than their limits.
struct TableLife {
    private struct Use {
        var user: Int
        var time: Int64
        var requests: Int
        var tokens: Int
    }

    static func run(seed: UInt64, defect: TableDefect? = nil) -> String? {
        var generator = SeededGenerator(seed: seed)
        let places = generator.pick(0...4)
        let rate = Rate(amount: generator.pick(1...4), period: .milliseconds(generator.pick(1...1000)))
        let tokens = Rate(amount: generator.pick(1...100), period: .milliseconds(generator.pick(1...1000)))
        let calls = generator.chance(50) ? generator.pick(1...3) : nil
        let settings = LimitSettings(requests: [rate], tokens: [tokens], concurrency: calls)
        var given = settings
        if defect == .oneCallTooMany { given.concurrency = calls.map { $0 + 1 } }
        var table = LimitTable<Int>(given, maximumKeys: defect == .followsTooMany ? places + 1 : places)
        var own: [Int: LimitTable<Int>] = [:]
        var open: [(ticket: LimitTicket, use: Int)] = []
        var uses: [Use] = []
        var time: Int64 = 1
        for step in 0..<200 {
            time += Int64(generator.chance(50) ? 0 : generator.pick(0...300_000_000))
            let now = Instant(nanoseconds: time)
            if generator.chance(60) || open.isEmpty {
                let (user, count) = (generator.pick(0...8), generator.pick(0...tokens.amount))
                if defect == .forgetsWhatIsUsed, table.count == places, generator.chance(20) {
                    table = LimitTable<Int>(given, maximumKeys: places)
                }
                let reservation: LimitReservation
                if defect == .sharesNothing, table.count == places {
                    reservation = own[user, default: LimitTable(given)].reserve(user, tokens: count, at: now)
                } else {
                    reservation = table.reserve(user, tokens: count, at: now)
                }
                if let ticket = reservation.ticket {
                    uses.append(Use(user: user, time: time, requests: 1, tokens: count))
                    open.append((ticket, uses.count - 1))
                }
            } else {
                // Ended where it began, so that what a window may hold is not blurred by what is given back.
                let (ticket, use) = open.remove(at: generator.pick(0...open.count - 1))
                if generator.chance(30), uses[use].time == time {
                    table.release(ticket, at: now)
                    uses[use].requests = 0
                    uses[use].tokens = 0
                } else if defect == .givesUsedTokensBack {
                    table.settle(ticket, tokens: 0, at: now)
                } else if defect == .endsTwice {
                    if table.settle(ticket, tokens: ticket.tokens, at: now) {
                        _ = table.reserve(uses[use].user, tokens: 0, at: now).ticket.map { table.release($0, at: now) }
                    }
                    _ =
                        table.settle(ticket, tokens: ticket.tokens, at: now)
                        || table.settle(open.first?.ticket ?? ticket, tokens: 0, at: now)
                } else if defect != .leaksCalls {
                    table.settle(ticket, tokens: ticket.tokens, at: now)
                }
            }
            let counts = Dictionary(open.map { (uses[$0.use].user, 1) }, uniquingKeysWith: +)
            if let most = counts.values.max(), let calls, most > calls {
                return "step \(step): \(most) calls at a time"
            }
            if table.count > places { return "step \(step): \(table.count) keys are followed" }
            if let broken = window(uses, rate: rate, tokens: tokens) { return "step \(step): \(broken)" }
        }
        // When everything has ended and all is refilled, everyone has their limits again.
        time += 10_000_000_000
        let now = Instant(nanoseconds: time)
        for (ticket, _) in open where defect != .leaksCalls { table.settle(ticket, tokens: nil, at: now) }
        for user in 0...8 {
            let left = table.quota(of: user, at: now).map(\.remaining)
            let whole = [rate.amount, tokens.amount] + (calls.map { [$0] } ?? [])
            if left != whole { return "user \(user) has \(left) of \(whole)" }
        }
        return nil
    }

    private static func window(_ uses: [Use], rate: Rate, tokens: Rate) -> String? {
        guard let last = uses.last else { return nil }
        var (requests, used) = (0, 0)
        for use in uses.reversed() where use.user == last.user {
            requests += use.requests
            used += use.tokens
            for (count, rate) in [(requests, rate), (used, tokens)] {
                let period = Int128(rate.period.nanosecondsSaturating)
                let allowed = Int128(rate.amount) * (period + Int128(last.time - use.time))
                if Int128(count) * period > allowed { return "user \(use.user) had \(count) of \(rate.amount)" }
            }
        }
        return nil
    }
}

@Suite struct LimitTableSimulation {
    @Test func nobodyGetsMoreThanTheirLimits() { TrafficSeeds.check(600) { TableLife.run(seed: $0) } }

    @Test(arguments: TableDefect.allCases) func noticesDefects(defect: TableDefect) {
        #expect(TrafficSeeds.notices(200) { TableLife.run(seed: $0, defect: defect) })
    }
}
