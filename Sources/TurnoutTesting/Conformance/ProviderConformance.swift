import TurnoutCore
public import TurnoutEngine
public import TurnoutProviders

/// Examines whether a provider keeps the promises of the `Provider` protocol.
///
/// It belongs to no test library: call it from yours and expect the list of violations to be empty.
///
/// ```swift
/// let suite = ProviderConformance(of: MyProvider()) { permitForMyTarget() }
/// #expect(await suite.violations() == [])
/// ```
///
/// The provider should stand before a service of the test's own; about ten calls are made to it. Time is the machine's,
/// so a provider on a ``ManualClock`` needs somebody to move that clock, or a script without waits.
public struct ProviderConformance: Sendable {
    private let provider: any Provider
    private let answer: @Sendable () -> DispatchPermit
    private let silence: (@Sendable () -> DispatchPermit)?
    private let failure: (@Sendable () -> DispatchPermit)?
    /// How long a call may take.
    public var limit = Duration.seconds(30)
    /// How long a call may take to end once it is cancelled.
    public var cancellationLimit = Duration.seconds(1)
    /// How long a silent call is left alone before it is cancelled.
    public var patience = Duration.milliseconds(50)

    /// Prepares an examination.
    ///
    /// - Parameters:
    ///   - provider: the provider.
    ///   - answer: makes a permit for a call that must succeed.
    ///   - silence: makes a permit for a call to which the service never says anything; what depends on it is left out
    ///     when there is none.
    ///   - failure: makes a permit for a call that must fail; left out likewise.
    public init(
        of provider: any Provider,
        answer: @escaping @Sendable () -> DispatchPermit,
        silence: (@Sendable () -> DispatchPermit)? = nil,
        failure: (@Sendable () -> DispatchPermit)? = nil
    ) {
        self.provider = provider
        self.answer = answer
        self.silence = silence
        self.failure = failure
    }

    /// Makes the calls and returns every promise that was broken.
    public func violations() async -> [ProviderViolation] {
        var found = judgeAnswer(await run(answer, streamed: true), .streamed)
        found += judgeAnswer(await run(answer, streamed: false), .whole)
        found += judgeAnswer(await run(answer, streamed: true, pause: .milliseconds(2)), .slowReader)
        async let first = run(answer, streamed: true)
        async let second = run(answer, streamed: true)
        for trial in [await first, await second] { found += judgeAnswer(trial, .concurrent) }
        found += judgeCancelled(await run(answer, streamed: true, cancellation: .before), .cancelledBefore)
        found += judgeCancelled(await run(answer, streamed: true, cancellation: .atFirstEvent), .cancelledAtFirstEvent)
        if let silence {
            let trial = await run(silence, streamed: true, cancellation: .after(patience))
            found += judgeCancelled(trial, .cancelledWhileSilent)
        }
        if let failure {
            for streamed in [true, false] { found += judgeFailure(await run(failure, streamed: streamed)) }
        }
        return found
    }

    private func run(
        _ permit: @escaping @Sendable () -> DispatchPermit,
        streamed: Bool,
        pause: Duration? = nil,
        cancellation: ProviderTrial.Cancellation = .never
    ) async -> ProviderTrial {
        await ProviderTrial.run(
            provider,
            permit: permit,
            isStreamed: streamed,
            pause: pause,
            cancellation: cancellation,
            limit: limit,
            // Long enough to tell a late ending from none.
            cancellationLimit: cancellationLimit * 3
        )
    }

    private func judgeAnswer(_ trial: ProviderTrial, _ situation: ProviderViolation.Situation) -> [ProviderViolation] {
        var report = Report(situation: situation)
        report.judgeEvents(trial.events)
        switch trial.ending {
        case .returned:
            let finishes = trial.events.filter(\.isFinish).count
            report.expect(finishes > 0, .oneFinish, "the call returned without a `finished` event")
        case .failed(let error):
            report.expect(false, .succeeds, "the call failed with \(error.code.rawValue)")
        case .stillRunning:
            report.expect(false, .ends, "the call was still running after \(limit)")
        }
        return report.violations
    }

    private func judgeCancelled(
        _ trial: ProviderTrial,
        _ situation: ProviderViolation.Situation
    ) -> [ProviderViolation] {
        // Without a first event there was nothing to cancel at.
        guard trial.wasCancelled else { return judgeAnswer(trial, situation) }
        var report = Report(situation: situation)
        report.judgeEvents(trial.events)
        switch trial.ending {
        case .returned:
            // An answer that was complete before the provider could notice is no breach.
            let complete = trial.events.contains(where: \.isFinish)
            report.expect(complete, .cancelsAsCancelled, "the call returned as if its answer had broken off")
        case .failed(let error):
            report.expect(error.code == .cancelled, .cancelsAsCancelled, "the call failed with \(error.code.rawValue)")
            report.judge(error, of: answer())
        case .stillRunning:
            report.expect(false, .cancelsPromptly, "the call was still running after \(trial.took)")
            return report.violations
        }
        report.expect(trial.took <= cancellationLimit, .cancelsPromptly, "the call ended after \(trial.took)")
        return report.violations
    }

    private func judgeFailure(_ trial: ProviderTrial) -> [ProviderViolation] {
        var report = Report(situation: .failure)
        report.judgeEvents(trial.events)
        let finished = trial.events.contains(where: \.isFinish)
        report.expect(!finished, .fails, "there was a `finished` event")
        switch trial.ending {
        case .returned:
            report.expect(false, .fails, "the call returned")
        case .failed(let error):
            let isFair = error.code != .cancelled && error.code != .rejectedByPolicy
            report.expect(isFair, .failureCode, "\(error.code.rawValue) is not for a provider to give here")
            if let failure { report.judge(error, of: failure()) }
        case .stillRunning:
            report.expect(false, .ends, "the call was still running after \(limit)")
        }
        return report.violations
    }
}
