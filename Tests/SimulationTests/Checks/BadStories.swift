import TurnoutCore
import TurnoutEngine

@testable import SimulationKit

/// Stories in which one thing goes wrong.
enum BadStories {
    static func endings(_ invariant: Invariant) -> Story {
        var story = Story()
        switch invariant {
        case .exactlyOneEnding:
            story.ask(0)
        case .endsInTime:
            story.ask(0) { $0.deadline = .seconds(1) }
            story.at(1_001, .wallClockJumped(.zero))
            story.at(1_002, .wallClockJumped(.zero))
        case .callsEndInTime:
            story.ask(0) { $0.deadline = .seconds(1) }
            story.call(0, 0)
            story.at(1_001, .wallClockJumped(.zero))
        case .callerGoneCallsEnd:
            story.ask(0)
            story.call(0, 0)
            story.at(10, .left(request: 0))
            story.at(111, .wallClockJumped(.zero))
        case .nothingAfterEnding:
            story.ask(0, isStreamed: true)
            story.call(0, 0, isStreamed: true)
            story.at(1, .callWrote(call: 0, piece: 0), .read(request: 0, call: 0, piece: 0))
            story.at(2, .callEnded(call: 0, .failed(.network, retryAfter: nil)), .readFinish(request: 0))
        case .textIsWhole:
            story.ask(0, isStreamed: true)
            story.call(0, 0, isStreamed: true)
            story.at(1, .callWrote(call: 0, piece: 0), .callWrote(call: 0, piece: 1))
            story.at(1, .read(request: 0, call: 0, piece: 1))
        case .recordMatchesCalls:
            story.ask(0)
            story.call(0, 0)
            story.fail(1, 0, .network)
            story.record(1, 0, (Story.home, .provider))
        case .nothingLeaks:
            story.succeed(0, 0, call: 0)
            story.end.permits = 1
        default:
            story.end.isCutShort = true
        }
        return story
    }

    static func privacy(_ invariant: Invariant) -> Story {
        var story = Story { $0.guards = [.noTraining(tenant: "acme")] }
        switch invariant {
        case .guardsHold:
            story.ask(0) { $0.tenant = "acme" }
            story.call(0, 0, to: Story.cloud)
        case .offlineHolds:
            story.at(0, .wentOffline(true))
            story.ask(1)
            story.call(1, 0, to: Story.cloud)
        case .staysOnRoute:
            story.ask(0) { $0.pin = Story.home }
            story.call(0, 0)
        default:
            story.ask(0)
            story.call(0, 0, isTrue: false)
        }
        return story
    }

    static func chains(_ invariant: Invariant) -> Story {
        var story = Story { $0.routes[0].hedge = invariant == .hedgesBounded ? 500 : nil }
        story.ask(0, isStreamed: invariant == .noFallbackAfterContent) {
            $0.deadline = .seconds(1)
            if invariant == .costCapHolds { $0.costCap = 1 }
        }
        switch invariant {
        case .noFallbackAfterContent:
            story.call(0, 0, isStreamed: true)
            story.at(1, .callWrote(call: 0, piece: 0))
            story.fail(2, 0)
            story.call(2, 1, to: Story.cloud, isStreamed: true)
        case .attemptsLimited:
            for number in 0..<5 {
                story.call(number, number, to: number % 2 == 0 ? Story.home : Story.cloud)
                story.fail(number, number)
            }
        case .retriesLimited:
            story.call(0, 0)
            story.fail(1, 0, .modelNotFound)
            story.call(2, 1)
        case .fallbackOnlyWhereItHelps:
            story.call(0, 0, to: Story.cloud)
            story.fail(1, 0, .contextLength)
            story.call(1, 1, to: Story.home)
        case .oneCallAtATime:
            story.call(0, 0)
            story.call(1, 1, to: Story.cloud)
        case .nothingDispatchedLate:
            story.call(1_000, 0)
        case .costCapHolds:
            story.call(0, 0, to: Story.cloud)
            let usage = Usage(promptTokens: 2, completionTokens: 40)
            story.at(1, .callCounted(call: 0, usage: usage), .callFinished(call: 0))
        default:
            story.call(0, 0)
            story.at(1, .callWrote(call: 0, piece: 0))
            story.call(2, 1, to: Story.cloud)
        }
        return story
    }

    static func breakers(_ invariant: Invariant) -> Story {
        var story = Story {
            if invariant == .panicServes {
                $0.routes = [PolicyPlan.Route(steps: [.balance("round_robin", [Story.home, Story.cloud])])]
            }
            $0.breaker.maximumOpen = 8_000
        }
        switch invariant {
        case .openBreakerRefuses:
            open(&story, for: .seconds(4))
            story.failWhole(3_900, 9, call: 9)
        case .probesLimited:
            open(&story, for: .seconds(4))
            for number in 8..<10 {
                story.ask(4_100, number)
                story.call(4_100, number, of: number)
            }
        case .oldEpochsIgnored:
            story.failWhole(0, 0, call: 0)
            story.breaker(0, .closed, .open, .consecutiveFailures, openFor: .seconds(4))
        case .breakerOpens:
            for number in 0..<3 { story.failWhole(number, number, call: number) }
            story.at(4, .wallClockJumped(.zero))
        case .pausesGrow:
            open(&story, for: .milliseconds(2_400))
        case .outageLoadBounded:
            story.outage = (Instant(nanoseconds: 0), Instant(nanoseconds: 60_000_000_000))
            for target in [Story.home, Story.cloud] {
                story.breaker(0, .closed, .forcedOpen, .operator, of: target)
            }
            for number in 0..<60 {
                story.failWhole(number, number, call: number)
                story.call(number, 1_000 + number, of: number, to: Story.cloud)
            }
        case .recovers:
            story.outage = (Instant(nanoseconds: 0), Instant(nanoseconds: 1_000_000_000))
            story.failWhole(20_000, 0, call: 0)
        default:
            story.ask(0)
            story.record(0)
            story.at(0, .ended(request: 0, .failed(.rejectedByPolicy)))
        }
        return story
    }

    /// Home's breaker opens after three failures.
    private static func open(_ story: inout Story, for duration: Duration) {
        for number in 0..<2 { story.failWhole(0, number, call: number) }
        story.ask(0, 2)
        story.call(0, 2, of: 2)
        story.fail(0, 2)
        story.breaker(0, .closed, .open, .consecutiveFailures, openFor: duration)
    }

    static func limits(_ invariant: Invariant) -> Story {
        var story = Story {
            $0.breaker.consecutiveFailures = 100
            if invariant == .ratesHold { $0.providers["home"] = PolicyPlan.Limits(requests: 3) }
            if invariant == .concurrencyHolds { $0.whole = PolicyPlan.Limits(concurrency: 2) }
        }
        switch invariant {
        case .retryAfterHolds:
            story.failWhole(0, 0, call: 0, .rateLimited, after: .seconds(3_600))
            story.failWhole(30_000, 1, call: 1)
        case .credentialsQuarantined:
            for number in 0..<3 { story.failWhole(number * 10, number, call: number, .authentication) }
        case .ratesHold:
            // Three at once, one after a third of a second, and then one too many.
            for (number, time) in [0, 0, 0, 340, 350].enumerated() { story.succeed(time, number, call: number) }
        case .concurrencyHolds:
            for number in 0..<3 {
                story.ask(number, number)
                story.call(number, number, of: number)
            }
        case .queueIsFair:
            story.ask(0, 0) { $0.priority = .batch }
            for number in 1..<100 { story.ask(1, number) { $0.priority = .critical } }
            for number in 1..<100 { story.call(2, number, of: number) }
        default:
            for number in 0..<8 { story.ask(0, number) }
            for number in 0..<8 { story.call(0, number, of: number) }
            story.fail(1, 0, .rateLimited)
            for number in 0..<12 { story.failWhole(300 * number, 100 + number, call: 100 + number, .rateLimited) }
            story.ask(4_000, 20)
            story.call(4_000, 20, of: 20)
            story.ask(4_000, 21)
            story.call(4_000, 21, of: 21)
        }
        return story
    }
}
