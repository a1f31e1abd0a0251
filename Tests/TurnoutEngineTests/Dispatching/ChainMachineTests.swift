import Testing
import TurnoutCore
import TurnoutEngine

/// The walk along a chain, without anything being called.
@Suite struct ChainMachineTests {
    private let start = Instant(nanoseconds: 0)
    private let links = [8_000, 4_000, nil, 64_000, 1_000, nil].enumerated().map { position, context in
        ChainMachine.Link(target: 10 + position, position: position, context: context)
    }

    private func machine(commits: Bool = true, links: [ChainMachine.Link]? = nil) -> ChainMachine {
        ChainMachine(chain: links ?? self.links, deadline: start.advanced(by: .seconds(10)), commits: commits)
    }

    @Test func walksInOrderAndStopsAfterFourCalls() {
        var machine = machine()
        #expect(machine.start(at: start) == .attempt(links[0]))
        for next in 1..<4 {
            #expect(machine.isLast == false)
            #expect(machine.handle(.failed(.network), at: start) == .attempt(links[next]))
        }
        #expect(machine.isLast)
        #expect(machine.handle(.failed(.timeout), at: start) == .stop(.failed(.timeout)))
    }

    @Test func whatWasLeftOutIsNoCall() {
        var machine = machine()
        _ = machine.start(at: start)
        for next in 1..<6 { #expect(machine.handle(.passedOver, at: start) == .attempt(links[next])) }
        #expect(machine.isLast)
        #expect(machine.handle(.passedOver, at: start) == .stop(.noneLeft))
    }

    @Test func aSmallerContextIsPassedOver() {
        var machine = machine()
        _ = machine.start(at: start)
        #expect(machine.handle(.failed(.contextLength), at: start) == .passOver(links[1]))
        #expect(machine.handle(.passedOver, at: start) == .attempt(links[2]))
        // It is not known how much was too small for a target without a stated context.
        #expect(machine.handle(.failed(.contextLength), at: start) == .attempt(links[3]))
        #expect(machine.handle(.failed(.provider), at: start) == .passOver(links[4]))
        #expect(machine.handle(.passedOver, at: start) == .attempt(links[5]))
    }

    @Test func contentThatWasSeenCannotBeTakenBack() {
        var streamed = machine()
        _ = streamed.start(at: start)
        #expect(streamed.handle(.began, at: start) == .deliver)
        #expect(streamed.handle(.failed(.network), at: start) == .stop(.brokeOff(.network)))
        var plain = machine(commits: false)
        _ = plain.start(at: start)
        #expect(plain.handle(.began, at: start) == .deliver)
        #expect(plain.handle(.failed(.network), at: start) == .attempt(links[1]))
        #expect(plain.handle(.began, at: start) == .deliver)
        #expect(plain.handle(.finished, at: start) == .stop(.delivered))
    }

    @Test(arguments: ErrorCode.allCases) func onlySomeFailuresMoveOn(code: ErrorCode) {
        var machine = machine(links: Array(links[2...3]))
        _ = machine.start(at: start)
        let expected: ChainMachine.Step = code.allowsFallback ? .attempt(links[3]) : .stop(.failed(code))
        #expect(machine.handle(.failed(code), at: start) == expected)
    }

    @Test func nothingBeginsAfterTheDeadline() {
        let late = start.advanced(by: .seconds(10))
        var machine = machine()
        #expect(machine.start(at: late) == .stop(.outOfTime))
        machine = self.machine()
        _ = machine.start(at: start)
        #expect(machine.handle(.failed(.provider), at: late) == .stop(.outOfTime))
    }

    @Test func anEmptyChainHasNothingLeft() {
        var machine = machine(links: [])
        #expect(machine.start(at: start) == .stop(.noneLeft))
        // Out of turn, and still no harm.
        #expect(machine.handle(.failed(.contextLength), at: start) == .stop(.failed(.contextLength)))
    }
}
