import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// The walk along a chain, without anything being called.
@Suite struct ChainMachineTests {
    private let start = Instant(nanoseconds: 0)
    private static let once = RetrySettings(attempts: 1)
    private let links = [8_000, 4_000, nil, 64_000, 1_000, nil].enumerated().map { position, context in
        ChainLink(target: 10 + position, position: position, context: context, retries: Self.once)
    }

    /// A machine with its generator.
    private struct Walk {
        var machine: ChainMachine
        var generator = SplitMix64(seed: 7)

        mutating func handle(_ event: ChainMachine.Event, at now: Instant) -> ChainMachine.Step {
            machine.handle(event, at: now, using: &generator)
        }

        mutating func fail(
            _ link: ChainLink, _ code: ErrorCode, at now: Instant, _ change: (inout ChainFailure) -> Void = { _ in }
        ) -> ChainMachine.Step {
            var failure = ChainFailure(link: link, code)
            change(&failure)
            return handle(.failed(failure), at: now)
        }
    }

    private func walk(
        commits: Bool = true, links: [ChainLink]? = nil, _ change: (inout ChainRules) -> Void = { _ in }
    ) -> Walk {
        var rules = ChainRules(deadline: start.advanced(by: .seconds(10)), commits: commits)
        change(&rules)
        return Walk(machine: ChainMachine(chain: links ?? self.links, rules: rules))
    }

    private func retried(_ attempts: Int = 2, _ change: (inout RetrySettings) -> Void = { _ in }) -> ChainLink {
        var settings = RetrySettings(attempts: attempts, jitter: .none)
        change(&settings)
        return ChainLink(target: 1, position: 0, retries: settings)
    }

    @Test func walksInOrderAndStopsAfterFourCalls() {
        var walk = walk()
        #expect(walk.machine.start(at: start) == .attempt(links[0]))
        for next in 1..<4 {
            #expect(walk.machine.isLast == false)
            #expect(walk.fail(links[next - 1], .network, at: start) == .attempt(links[next]))
        }
        #expect(walk.machine.isLast)
        #expect(walk.fail(links[3], .timeout, at: start) == .stop(.failed(.timeout)))
    }

    @Test func whatWasLeftOutIsNoCall() {
        var walk = walk()
        _ = walk.machine.start(at: start)
        for next in 1..<6 {
            #expect(walk.handle(.passedOver(links[next - 1], .closed), at: start) == .attempt(links[next]))
        }
        #expect(walk.machine.isLast)
        #expect(walk.handle(.passedOver(links[5], .closed), at: start) == .stop(.noneLeft))
        #expect(walk.machine.callCount == 0)
    }

    @Test func aSmallerContextIsPassedOver() {
        var walk = walk()
        _ = walk.machine.start(at: start)
        #expect(walk.fail(links[0], .contextLength, at: start) == .passOver(links[1], .contextTooSmall))
        #expect(walk.handle(.skipped, at: start) == .attempt(links[2]))
        // It is not known how much was too small for a target without a stated context.
        #expect(walk.fail(links[2], .contextLength, at: start) == .attempt(links[3]))
        #expect(walk.fail(links[3], .provider, at: start) == .passOver(links[4], .contextTooSmall))
        #expect(walk.handle(.skipped, at: start) == .attempt(links[5]))
    }

    @Test func contentThatWasSeenCannotBeTakenBack() {
        var streamed = walk()
        _ = streamed.machine.start(at: start)
        #expect(streamed.handle(.began, at: start) == .deliver)
        #expect(streamed.fail(links[0], .network, at: start) == .stop(.brokeOff(.network)))
        var plain = walk(commits: false)
        _ = plain.machine.start(at: start)
        #expect(plain.handle(.began, at: start) == .deliver)
        #expect(plain.fail(links[0], .network, at: start) == .attempt(links[1]))
        #expect(plain.handle(.began, at: start) == .deliver)
        #expect(plain.handle(.finished, at: start) == .stop(.delivered))
    }

    @Test(arguments: ErrorCode.allCases) func onlySomeFailuresMoveOn(code: ErrorCode) {
        var walk = walk(links: Array(links[2...3]))
        _ = walk.machine.start(at: start)
        let expected: ChainMachine.Step = code.allowsFallback ? .attempt(links[3]) : .stop(.failed(code))
        #expect(walk.fail(links[2], code, at: start) == expected)
    }

    @Test func aRefusedContentMovesOnWhereThePolicySaysSo() {
        var walk = walk { $0.fallsBackOnContentPolicy = true }
        _ = walk.machine.start(at: start)
        #expect(walk.fail(links[0], .contentPolicy, at: start) == .attempt(links[1]))
    }

    @Test func nothingBeginsAfterTheDeadline() {
        let late = start.advanced(by: .seconds(10))
        var walk = walk()
        #expect(walk.machine.start(at: late) == .stop(.outOfTime))
        walk = self.walk()
        _ = walk.machine.start(at: start)
        #expect(walk.fail(links[0], .provider, at: late) == .stop(.outOfTime))
    }

    @Test func anEmptyChainHasNothingLeft() {
        var walk = walk(links: [])
        #expect(walk.machine.start(at: start) == .stop(.noneLeft))
    }

    // MARK: Retries

    @Test(arguments: ErrorCode.allCases) func onlySomeFailuresAreTriedAgain(code: ErrorCode) {
        let link = retried()
        var walk = walk(links: [link, links[1]])
        _ = walk.machine.start(at: start)
        let step = walk.fail(link, code, at: start)
        switch code {
        case .provider, .network, .model:
            #expect(step == .pause(link, until: start.advanced(by: .milliseconds(250))))
            #expect(walk.handle(.rested, at: start.advanced(by: .milliseconds(250))) == .attempt(link))
            // Twice on one target is all.
            #expect(walk.fail(link, code, at: start.advanced(by: .seconds(1))) == .attempt(links[1]))
        case .rateLimited:
            #expect(step == .pause(link, until: start.advanced(by: .seconds(1))))
        default:
            if case .pause = step { Issue.record("\(code) is tried again") }
        }
    }

    @Test func anAllowanceThatIsUsedUpEndsRetries() {
        let link = retried()
        var walk = walk(links: [link])
        _ = walk.machine.start(at: start)
        #expect(walk.fail(link, .provider, at: start) { $0.mayRetry = false } == .stop(.failed(.provider)))
    }

    @Test func aSilentTargetIsTriedAgainWhenItIsTheLast() {
        let link = retried()
        var walk = walk(links: [link])
        _ = walk.machine.start(at: start)
        #expect(walk.fail(link, .timeout, at: start) == .pause(link, until: start.advanced(by: .milliseconds(250))))
    }

    @Test func aTargetThatCannotBeReachedIsGivenUpWhileThereIsAnother() {
        let link = retried()
        var walk = walk(links: [link, links[1]])
        _ = walk.machine.start(at: start)
        #expect(walk.fail(link, .network, at: start) { $0.isUnreachable = true } == .attempt(links[1]))
        walk = self.walk(links: [link])
        _ = walk.machine.start(at: start)
        guard case .pause = walk.fail(link, .network, at: start, { $0.isUnreachable = true }) else {
            Issue.record("the last target is not tried again")
            return
        }
    }

    @Test func aProvidersWaitIsAFloorAndALongOneAReasonToGo() {
        let link = retried()
        for seconds in [1, 2] {
            var walk = walk(links: [link, links[1]])
            _ = walk.machine.start(at: start)
            let asked = Duration.seconds(seconds)
            guard case .pause(_, let until) = walk.fail(link, .rateLimited, at: start, { $0.retryAfter = asked }) else {
                Issue.record("a short wait is not waited for")
                return
            }
            #expect(start.duration(to: until) >= asked && start.duration(to: until) <= asked * 11 / 10)
        }
        var walk = walk(links: [link, links[1]])
        _ = walk.machine.start(at: start)
        #expect(walk.fail(link, .rateLimited, at: start) { $0.retryAfter = .seconds(3) } == .attempt(links[1]))
        // A quarter of what is left is less than two seconds.
        walk = self.walk(links: [link, links[1]]) { $0.deadline = self.start.advanced(by: .seconds(6)) }
        _ = walk.machine.start(at: start)
        #expect(walk.fail(link, .rateLimited, at: start) { $0.retryAfter = .seconds(2) } == .attempt(links[1]))
    }

    @Test func aRetryHasToFitIntoTheTime() {
        let link = retried { $0.base = .seconds(2) }
        var walk = walk(links: [link, links[1]]) { $0.deadline = self.start.advanced(by: .seconds(3)) }
        _ = walk.machine.start(at: start)
        #expect(walk.fail(link, .provider, at: start) { $0.typicalWait = .seconds(1) } == .attempt(links[1]))
    }

    // MARK: Money

    @Test func allCallsTogetherStayBelowTheCap() throws {
        let cost = try #require(Money(decimal: "0.40"))
        let cap = try #require(Money(decimal: "1.00"))
        let paid = (0..<4).map { ChainLink(target: $0, position: $0, worstCase: cost, retries: Self.once) }
        var walk = walk(links: paid) { $0.costCap = cap }
        _ = walk.machine.start(at: start)
        #expect(walk.fail(paid[0], .provider, at: start) == .attempt(paid[1]))
        // Two may have cost 0.80: a third does not fit in.
        #expect(walk.fail(paid[1], .provider, at: start) == .passOver(paid[2], .overCostCap))
        #expect(walk.handle(.skipped, at: start) == .passOver(paid[3], .overCostCap))
        #expect(walk.handle(.skipped, at: start) == .stop(.failed(.provider)))
        // Calls that were not charged leave room.
        walk = self.walk(links: paid) { $0.costCap = cap }
        _ = walk.machine.start(at: start)
        for next in 1..<4 {
            #expect(walk.fail(paid[next - 1], .provider, at: start) { $0.cost = .zero } == .attempt(paid[next]))
        }
    }

    // MARK: Busy targets

    @Test func whatIsOnlyBusyIsWorthWaitingFor() {
        var walk = walk(links: Array(links[0...1]))
        _ = walk.machine.start(at: start)
        _ = walk.handle(.passedOver(links[0], .busy(retryIn: .seconds(3))), at: start)
        #expect(
            walk.handle(.passedOver(links[1], .busy(retryIn: nil)), at: start) == .stop(.busy(retryIn: .seconds(3))))
        // Once something has failed, that is the answer.
        walk = self.walk(links: Array(links[0...1]))
        _ = walk.machine.start(at: start)
        _ = walk.fail(links[0], .provider, at: start)
        #expect(walk.handle(.passedOver(links[1], .busy(retryIn: nil)), at: start) == .stop(.failed(.provider)))
    }

    // MARK: Hedges and panic

    @Test func aSilentTargetGetsOneCompanion() {
        var walk = walk()
        _ = walk.machine.start(at: start)
        #expect(walk.handle(.silent, at: start) == .attempt(links[1]))
        #expect(walk.handle(.silent, at: start) == .carryOn)
        // One fails, the other goes on; both fail, the next comes.
        #expect(walk.fail(links[0], .provider, at: start) == .carryOn)
        #expect(walk.fail(links[1], .provider, at: start) == .attempt(links[2]))
        #expect(walk.machine.callCount == 3)
    }

    @Test func aCompanionThatWasGivenUpLeavesTheRestToTheOther() {
        var walk = walk(commits: false)
        _ = walk.machine.start(at: start)
        _ = walk.handle(.silent, at: start)
        _ = walk.handle(.began, at: start)
        #expect(walk.fail(links[0], .network, at: start) == .carryOn)
        #expect(walk.handle(.abandoned, at: start) == .attempt(links[2]))
        walk = self.walk()
        _ = walk.machine.start(at: start)
        _ = walk.handle(.silent, at: start)
        #expect(walk.handle(.began, at: start) == .deliver)
        #expect(walk.handle(.finished, at: start) == .stop(.delivered))
        #expect(walk.handle(.abandoned, at: start) == .carryOn)
    }

    @Test func nothingFollowsAnAnswerThatBrokeOff() {
        var walk = walk()
        _ = walk.machine.start(at: start)
        _ = walk.handle(.silent, at: start)
        _ = walk.handle(.began, at: start)
        #expect(walk.fail(links[0], .network, at: start) == .stop(.brokeOff(.network)))
        #expect(walk.handle(.abandoned, at: start) == .carryOn)
    }

    @Test func aFailureThatIsFinalStaysSoBesideAnother() {
        var walk = walk()
        _ = walk.machine.start(at: start)
        _ = walk.handle(.silent, at: start)
        #expect(walk.fail(links[0], .invalidRequest, at: start) == .carryOn)
        #expect(walk.fail(links[1], .provider, at: start) == .stop(.failed(.invalidRequest)))
    }

    @Test func anUnwellTargetIsCalledOnceAtMost() {
        var unwell = links
        for index in unwell.indices { unwell[index].isPanic = true }
        unwell[0].retries = RetrySettings()
        var walk = walk(links: unwell)
        #expect(walk.machine.start(at: start) == .attempt(unwell[0]))
        #expect(walk.fail(unwell[0], .provider, at: start) == .passOver(unwell[1], .breakerOpen))
    }
}
