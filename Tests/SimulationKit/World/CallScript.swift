import TurnoutCore

/// What a provider does in one call.
struct CallScript: Sendable {
    enum Step: Sendable {
        case wait(Duration)
        case write
        case ping
        case count(Usage)
        case finish(FinishReason)
        /// Nothing more, for a day.
        case hang
        case fail(ProviderFailure)
    }

    var steps: [Step]

    /// What a call does in that weather.
    ///
    /// - Parameters:
    ///   - load: the provider's calls in progress, this one included.
    ///   - most: the most tokens that the request allows.
    static func drawn(
        for weather: Weather, load: Int, most: Int?, using generator: inout SeededGenerator
    ) -> CallScript {
        switch weather {
        case .fine(let firstToken): return answer(after: firstToken, pace: 30, most: most, using: &generator)
        case .brownout:
            return answer(after: generator.milliseconds(2_000...9_000), pace: 600, most: most, using: &generator)
        case .refused:
            return failing(.network, "connection refused", after: 1...3, isUnreachable: true, using: &generator)
        case .silent: return CallScript(steps: [.hang])
        case .pingsOnly:
            let pause = generator.milliseconds(200...900)
            return CallScript(steps: (0..<200).flatMap { _ in [.wait(pause), .ping] } + [.hang])
        case .resetsEarly: return failing(.network, "connection reset", after: 5...300, using: &generator)
        case .resetsLate:
            return broken(
                by: [.fail(ProviderFailure(.network, "connection reset"))], atLeast: 1, most: most, using: &generator)
        case .endsEarly: return broken(by: [], atLeast: 0, most: most, using: &generator)
        case .stalls: return broken(by: [.hang], atLeast: 1, most: most, using: &generator)
        case .flapping(let percent):
            guard generator.chance(percent) else {
                return answer(after: .milliseconds(60), pace: 10, most: most, using: &generator)
            }
            return failing(.provider, "internal error", 500, after: 2...200, using: &generator)
        case .overloaded(let capacity):
            guard load > capacity else {
                return answer(after: .milliseconds(400), pace: 40, most: most, using: &generator)
            }
            return failing(.rateLimited, "too many at a time", 429, after: 2...20, using: &generator)
        default: return refusal(in: weather, using: &generator)
        }
    }

    private static func refusal(in weather: Weather, using generator: inout SeededGenerator) -> CallScript {
        switch weather {
        case .rateLimited(let wait):
            failing(.rateLimited, "too many requests", 429, after: 2...50, retryAfter: wait, using: &generator)
        case .quota: failing(.quotaExceeded, "no quota left", 429, after: 2...50, using: &generator)
        case .unauthorized: failing(.authentication, "the key is refused", 401, after: 2...50, using: &generator)
        case .modelNotFound: failing(.modelNotFound, "no such model", 404, after: 2...50, using: &generator)
        case .contentPolicy: failing(.contentPolicy, "refused", 400, after: 2...400, using: &generator)
        case .contextLength: failing(.contextLength, "too long", 400, after: 2...80, using: &generator)
        case .invalidRequest: failing(.invalidRequest, "bad request", 400, after: 2...50, using: &generator)
        case .modelError: failing(.model, "a broken call of a tool", after: 200...900, using: &generator)
        default: failing(.provider, "internal error", generator.pick([500, 503]), after: 2...900, using: &generator)
        }
    }

    private static func failing(
        _ code: ErrorCode, _ message: String, _ status: Int? = nil, after range: ClosedRange<Int>,
        retryAfter: Duration? = nil, isUnreachable: Bool = false, using generator: inout SeededGenerator
    ) -> CallScript {
        let failure = ProviderFailure(
            code, message, status: status, retryAfter: retryAfter, isUnreachable: isUnreachable)
        return CallScript(steps: [.wait(generator.milliseconds(range)), .fail(failure)])
    }

    /// The beginning of an answer, and then something else.
    private static func broken(
        by end: [Step], atLeast least: Int, most: Int?, using generator: inout SeededGenerator
    ) -> CallScript {
        var steps: [Step] = [.wait(generator.milliseconds(20...500))]
        // Some count before they write, and what they counted has to be paid.
        if generator.chance(50) {
            steps.append(.count(Usage(promptTokens: 2, completionTokens: most ?? generator.int(1...12))))
        }
        for _ in 0..<generator.int(least...12) { steps += [.write, .wait(generator.tailed(.milliseconds(20)))] }
        return CallScript(steps: steps + end)
    }

    /// A whole answer. Now and then a provider pings, counts early, writes on after the end or is slow to hang up.
    private static func answer(
        after firstToken: Duration, pace: Int, most: Int?, using generator: inout SeededGenerator
    ) -> CallScript {
        var steps: [Step] = [.wait(generator.tailed(firstToken))]
        let length = generator.chance(10) ? generator.int(20...60) : generator.int(1...12)
        let isAll = generator.chance(30)
        let usage = Usage(promptTokens: 2, completionTokens: isAll ? most ?? length : min(length, most ?? length))
        let countsEarly = generator.chance(10)
        if countsEarly { steps.append(.count(usage)) }
        let isBurst = generator.chance(30)
        for _ in 0..<length {
            if generator.chance(5) { steps.append(.ping) }
            steps.append(.write)
            if !isBurst { steps.append(.wait(generator.tailed(.milliseconds(pace)))) }
        }
        if !countsEarly, generator.chance(80) { steps.append(.count(usage)) }
        steps.append(.finish(generator.chance(90) ? .stop : .length))
        if generator.chance(3) { steps += [.write, .finish(.stop)] }
        if generator.chance(5) { steps.append(.wait(generator.milliseconds(10...2_000))) }
        return CallScript(steps: steps)
    }
}
