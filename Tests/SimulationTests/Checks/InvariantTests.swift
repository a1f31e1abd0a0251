import Testing
import TurnoutCore
import TurnoutEngine

@testable import SimulationKit

/// Each check finds what it is there for, and finds nothing where all is well.
@Suite struct InvariantTests {
    @Test func aGoodStoryIsGood() {
        var story = Story()
        story.succeed(0, 0, call: 0)
        // A failure, a fallback, and a stream that breaks off.
        story.ask(100, 1)
        story.call(100, 1, of: 1)
        story.fail(110, 1, .network)
        story.call(110, 2, of: 1, to: Story.cloud)
        story.answer(120, 2)
        story.record(120, 1, served: Story.cloud, (Story.home, .network), (Story.cloud, nil))
        story.read(120, 1, call: 2)
        story.ask(200, 2, isStreamed: true)
        story.call(200, 3, of: 2, isStreamed: true)
        story.at(210, .callWrote(call: 3, piece: 0), .read(request: 2, call: 3, piece: 0))
        story.fail(220, 3)
        story.record(220, 2, served: Story.home, (Story.home, .provider))
        story.at(220, .ended(request: 2, .failed(.provider)))
        // A breaker that opens, is probed and closes.
        story.succeed(250, 6, call: 7)
        story.failWhole(300, 3, call: 4)
        story.failWhole(305, 7, call: 8)
        story.ask(310, 4)
        story.call(310, 5, of: 4)
        story.fail(320, 5)
        story.breaker(320, .closed, .open, .consecutiveFailures, openFor: .seconds(4))
        story.record(320, 4, (Story.home, .provider))
        story.at(320, .ended(request: 4, .failed(.provider)))
        story.ask(4_400, 5)
        story.call(4_400, 6, of: 5)
        story.at(4_410, .callWrote(call: 6, piece: 0), .callFinished(call: 6))
        story.breaker(4_410, .halfOpen, .closed, .probesSucceeded)
        story.record(4_410, 5, served: Story.home, (Story.home, nil))
        story.at(4_410, .callEnded(call: 6, .returned))
        story.read(4_410, 5, call: 6, pieces: 1)
        #expect(story.violations() == [])
    }

    @Test func paidAsReservedIsFine() {
        let wrong = BadStories.goodMoney.violations().filter { $0.invariant.needs == .budgets }
        #expect(wrong == [])
    }

    @Test(arguments: Invariant.allCases) func eachCheckHasTeeth(invariant: Invariant) {
        let violations = Self.bad(invariant).violations()
        #expect(violations.contains { $0.invariant == invariant }, "found only \(violations)")
    }

    @Test func aSwitchedOffCheckIsSilent() {
        var report = Report(time: Instant(nanoseconds: 0), features: [])
        report.violate(.ratesHold, "beyond")
        #expect(report.violations.isEmpty)
        report.violate(.guardsHold, "past")
        #expect(report.violations.map(\.invariant) == [.guardsHold])
    }

    /// A story in which one thing goes wrong.
    private static func bad(_ invariant: Invariant) -> Story {
        switch invariant {
        case .exactlyOneEnding, .endsInTime, .callsEndInTime, .callerGoneCallsEnd, .nothingAfterEnding, .textIsWhole,
            .recordMatchesCalls, .nothingLeaks, .comesToAnEnd:
            BadStories.endings(invariant)
        case .noFallbackAfterContent, .attemptsLimited, .retriesLimited, .fallbackOnlyWhereItHelps, .oneCallAtATime,
            .nothingDispatchedLate, .costCapHolds, .hedgesBounded:
            BadStories.chains(invariant)
        case .guardsHold, .offlineHolds, .staysOnRoute, .contentIsTrue: BadStories.privacy(invariant)
        case .openBreakerRefuses, .probesLimited, .oldEpochsIgnored, .breakerOpens, .pausesGrow, .outageLoadBounded,
            .recovers, .panicServes:
            BadStories.breakers(invariant)
        case .retryAfterHolds, .credentialsQuarantined, .ratesHold, .concurrencyHolds, .queueIsFair, .loadAdapts:
            BadStories.limits(invariant)
        case .hardLimitHolds, .reservedBeforeSent, .ledgerAddsUp, .reservationEndsOnce, .nothingStaysHeld,
            .costIsCharged,
            .rightPeriod, .alertsOnce, .recordsMatchLedger, .freeStaysOpen:
            BadStories.money(invariant)
        }
    }
}
