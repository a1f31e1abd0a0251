import TurnoutCore
import TurnoutLedger

import enum TurnoutPolicy.ReasonCode

@testable import SimulationKit

extension BadStories {
    /// Stories in which one thing goes wrong with money.
    static func money(_ invariant: Invariant) -> Story {
        var story = Story.withBudget { if invariant == .rightPeriod { $0.period = "day" } }
        story.ask(0)
        switch invariant {
        case .hardLimitHolds: story.reserve(1, 0, 1_000_000_001)
        case .reservedBeforeSent:
            story.reserve(1, 0, 4_999)
            story.paidCall(2, 0, worst: 5_000, charge: 0)
        case .ledgerAddsUp: story.reserve(1, 0, 5_000, held: 4_000)
        case .reservationEndsOnce:
            story.reserve(1, 0, 5_000)
            story.settle(2, 0, 5_000, cost: 10)
            story.settle(3, 0, 5_000, cost: 20)
        case .nothingStaysHeld:
            story.reserve(1, 0, 5_000)
            story.at(2, .ledgerIsSwept)
        case .costIsCharged:
            story.reserve(1, 0, 5_000)
            story.paidCall(2, 0, worst: 5_000, charge: 100)
            story.void(3, 0, 5_000)
        case .rightPeriod:
            let second: Int64 = 1_000_000
            let tomorrow: Int64 = 1_798_848_000 * second
            story.reserve(
                1, 0, 5_000,
                period: PotPeriod(
                    start: Timestamp(microseconds: tomorrow),
                    end: Timestamp(microseconds: tomorrow + 86_400 * second)))
        case .alertsOnce:
            story.reserve(1, 0, 600_000_000)
            story.settle(2, 0, 600_000_000, cost: 600_000_000)
        case .recordsMatchLedger:
            var attempt = SimulationEvent.AttemptView(
                target: Story.home, wasSent: true, code: nil, isProbe: false, reason: nil)
            attempt.cost = Money(nanoUSD: 5)
            story.at(1, .attempted(request: 0, attempt))
        default:
            story.at(
                1,
                .attempted(
                    request: 0,
                    SimulationEvent.AttemptView(
                        target: Story.home, wasSent: false, code: nil, isProbe: false, reason: .ledgerFailed)))
        }
        return story
    }

    /// A story in which nothing goes wrong with money: reserved, called, paid, told.
    static var goodMoney: Story {
        var story = Story.withBudget()
        story.ask(0)
        story.reserve(1, 0, 600_000_000)
        story.paidCall(2, 0, worst: 600_000_000, charge: 600_000_000)
        story.settle(3, 0, 600_000_000, cost: 600_000_000)
        let pot = PotID(key: PotKey(budget: "pot"), start: PotPeriod.always.start, generation: 0)
        story.at(
            4, .ledgerIsSwept,
            .ledgerAlerts([
                BudgetAlert(
                    id: 1, pot: pot, threshold: 50, limit: Money(nanoUSD: 1_000_000_000),
                    taken: Money(nanoUSD: 600_000_000), time: Timestamp(microseconds: 0))
            ]))
        return story
    }
}
