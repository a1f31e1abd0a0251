import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// One attempt, moment by moment.
@Suite struct AttemptMachineTests {
    private let text = AnswerEvent.delta(text: "x", choice: 0)

    private func at(_ seconds: Double) -> Instant { Instant(nanoseconds: Int64(seconds * 1_000_000_000)) }

    private func machine(
        callers: Bool = false, firstContent: Duration = .seconds(30), deadline: Double = 100
    ) -> AttemptMachine {
        AttemptMachine(
            limits: AttemptLimits(
                firstContent: firstContent, idle: .seconds(20), deadline: at(deadline), isCallersDeadline: callers,
                slowCall: .seconds(10)),
            at: at(0)
        )
    }

    @Test func looksAtTheRightMoments() {
        var machine = machine()
        #expect(machine.nextLook(at: at(0)) == at(20))
        #expect(machine.nextLook(at: at(20)) == at(30))
        #expect(machine.handle(text, at: at(25)) == .begin)
        // While an event waits for its reader no silence is counted.
        #expect(machine.expire(at: at(60)) == false)
        #expect(machine.nextLook(at: at(60)) == at(80))
        #expect(machine.nextLook(at: at(90)) == at(100))
        machine.passed(at: at(61))
        #expect(machine.nextLook(at: at(62)) == at(81))
        #expect(machine.expire(at: at(81)) == true)
        #expect(machine.ending == .timedOut(.idle(.seconds(20))))
        #expect(machine.duration == .seconds(81))
        #expect(machine.timeToFirstContent == .seconds(25))
    }

    /// However events fall, a timeout is found at the very moment: no event brings the limit before the next look.
    @Test func noTimeoutIsFoundLate() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            var machine = machine()
            var now = at(0)
            var look = machine.nextLook(at: now)
            var silentFrom = now
            var hasBegun = false
            while machine.ending == nil {
                let event = now.advanced(by: .milliseconds(Int.random(in: 1...30_000, using: &generator)))
                if event < look {
                    now = event
                    let isPing = Bool.random(using: &generator)
                    if machine.handle(isPing ? .activity : text, at: now) != .hold {
                        machine.passed(at: now)
                        (silentFrom, hasBegun) = (now, true)
                    }
                } else {
                    now = look
                    let limit = silentFrom.advanced(by: .seconds(hasBegun ? 20 : 30))
                    let isDue = now >= min(limit, at(100))
                    #expect(now <= min(limit, at(100)))
                    #expect(machine.expire(at: now) == isDue)
                    look = machine.nextLook(at: now)
                }
            }
        }
    }

    @Test func thereIsOneEnding() {
        var machine = machine()
        #expect(machine.handle(text, at: at(1)) == .begin)
        machine.passed(at: at(1))
        #expect(machine.handle(.finished(.stop), at: at(2)) == .pass)
        machine.passed(at: at(2))
        #expect(machine.handle(text, at: at(3)) == .drop)
        // The call has time to wind down, and then has to end; the ending stays.
        #expect(machine.expire(at: at(21)) == false)
        #expect(machine.expire(at: at(22)) == true)
        #expect(machine.close(ProviderFailure(.network, "late"), isCancelled: true, at: at(23)) == .finished(.stop))
        machine.abort(.cancelled, at: at(24))
        #expect(machine.ending == .finished(.stop))
        #expect(machine.duration == .seconds(2))
    }

    @Test func countsAreKeptAndSignsOfLifeAreHeld() {
        var machine = machine()
        #expect(machine.handle(.activity, at: at(1)) == .hold)
        #expect(machine.handle(.usage(Usage(promptTokens: 1)), at: at(1)) == .hold)
        #expect(machine.handle(.usage(Usage(promptTokens: 2)), at: at(2)) == .hold)
        #expect(machine.usage == Usage(promptTokens: 2))
        #expect(machine.hasBegun == false)
        #expect(machine.expire(at: at(30)) == true)
        #expect(machine.ending?.message == "no content came within 30 s")
    }

    @Test func tellsTheBreaker() {
        func outcome(isStreamed: Bool = true, _ play: (inout AttemptMachine) -> Void) -> BreakerOutcome {
            var machine = machine()
            play(&machine)
            return machine.breakerOutcome(isStreamed: isStreamed)
        }
        func outcome(callers: Bool = false, hurry deadline: Double, silence: Duration) -> BreakerOutcome {
            var machine = machine(callers: callers, firstContent: silence, deadline: deadline)
            #expect(machine.expire(at: at(deadline)) == true)
            #expect(machine.ending == .timedOut(.total))
            return machine.breakerOutcome(isStreamed: true)
        }
        func cutShort(_ machine: inout AttemptMachine) {
            _ = machine.handle(text, at: at(3))
            machine.passed(at: at(90))
            _ = machine.expire(at: at(100))
        }
        func finish(_ machine: inout AttemptMachine) {
            _ = machine.handle(text, at: at(3))
            machine.passed(at: at(3))
            _ = machine.handle(.finished(.stop), at: at(9))
        }
        let said: [(BreakerOutcome, BreakerOutcome)] = [
            (outcome(finish), .success(timeToFirstToken: .seconds(3))),
            (outcome(isStreamed: false, finish), .success(timeToFirstToken: nil)),
            (outcome { $0.close(ProviderFailure(.network, ""), isCancelled: false, at: at(1)) }, .failure),
            (outcome { $0.close(ProviderFailure(.rateLimited, ""), isCancelled: false, at: at(1)) }, .ignored),
            (outcome { $0.close(nil, isCancelled: false, at: at(1)) }, .failure),
            (outcome { $0.close(nil, isCancelled: true, at: at(1)) }, .released),
            (outcome { _ = $0.expire(at: at(30)) }, .failure),
            // At the end of all time: silence that long is the target's doing, unless the caller was in a hurry.
            (outcome(hurry: 100, silence: .seconds(200)), .failure),
            (outcome(callers: true, hurry: 100, silence: .seconds(200)), .ignored),
            (outcome(hurry: 9, silence: .seconds(200)), .ignored),
            (outcome(cutShort), .ignored),
        ]
        for (outcome, expected) in said { #expect(outcome == expected) }
    }

    @Test func aProviderCannotCancel() {
        for code in [ErrorCode.cancelled, .rejectedByPolicy] {
            var machine = machine()
            #expect(machine.close(ProviderFailure(code, "m"), isCancelled: false, at: at(1)).code == .provider)
        }
    }

    @Test func aPlainAnswerHasHalfOfTheTimeWhileThereIsAFallback() {
        let target = Target(
            name: TargetName(provider: "a", model: "b"), kind: .ollama, endpoint: nil, modelID: "b", locality: .local,
            data: .home)
        func limit(isStreamed: Bool, isLast: Bool, left: Int) -> Duration {
            AttemptLimits.firstContent(
                of: target, timeouts: TimeoutSettings(firstTokenOllama: .seconds(40)), isStreamed: isStreamed,
                isLast: isLast, left: .seconds(left))
        }
        #expect(limit(isStreamed: true, isLast: true, left: 200) == .seconds(40))
        #expect(limit(isStreamed: false, isLast: false, left: 200) == .seconds(100))
        #expect(limit(isStreamed: false, isLast: false, left: 60) == .seconds(40))
        #expect(limit(isStreamed: false, isLast: true, left: 60) == .seconds(60))
    }
}
