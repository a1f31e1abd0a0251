import TurnoutCore

/// How a provider behaves for a while.
public enum Weather: Hashable, Sendable {
    /// Answers, with a first token after about so long.
    case fine(firstToken: Duration)
    /// Answers, many times slower.
    case brownout
    /// Nobody listens.
    case refused
    /// Accepts and then says nothing.
    case silent
    /// Says that it is alive, and nothing else.
    case pingsOnly
    /// Cuts the connection before the first token.
    case resetsEarly
    /// Cuts the connection after some tokens.
    case resetsLate
    /// Ends the answer without its end.
    case endsEarly
    /// Stops in the middle and says nothing more.
    case stalls
    /// Refuses for the number of requests, and may say for how long.
    case rateLimited(retryAfter: Duration?)
    /// Has no quota left.
    case quota
    /// Refuses the credential.
    case unauthorized
    case modelNotFound
    case contentPolicy
    case contextLength
    case invalidRequest
    /// Answers with something unusable.
    case modelError
    /// Fails with a status of 500 or 503.
    case serverError
    /// Fails in that percentage of calls, with no pattern.
    case flapping(Int)
    /// Refuses calls beyond that many at a time.
    case overloaded(capacity: Int)

    /// Weather as it comes.
    static func drawn(using generator: inout SeededGenerator) -> Weather {
        switch generator.int(0...29) {
        case 0: .brownout
        case 1, 2: .refused
        case 3: .silent
        case 4: .pingsOnly
        case 5: .resetsEarly
        case 6: .resetsLate
        case 7: .endsEarly
        case 8: .stalls
        case 9: .rateLimited(retryAfter: nil)
        case 10: .rateLimited(retryAfter: generator.milliseconds(50...3_000))
        case 11: .rateLimited(retryAfter: .seconds(3_600))
        case 12: .quota
        case 13: .unauthorized
        case 14: .modelNotFound
        case 15: .contentPolicy
        case 16: .contextLength
        case 17: .invalidRequest
        case 18: .modelError
        case 19, 20: .serverError
        case 21, 22: .flapping(50)
        case 23: .overloaded(capacity: generator.int(1...3))
        default: .fine(firstToken: generator.milliseconds(20...600))
        }
    }

    /// An outage of everything, of one kind or another.
    static func outage(using generator: inout SeededGenerator) -> Weather {
        generator.pick([.refused, .resetsEarly, .serverError, .endsEarly])
    }
}

/// A provider's weather over time, drawn as time goes on.
struct WeatherReport: Sendable {
    private var generator: SeededGenerator
    private let scenario: Scenario
    private let outage: (start: Instant, end: Instant)?
    private let outageKind: Weather
    private var weather: Weather
    private var changes: Instant

    init(seed: UInt64, provider: String, scenario: Scenario, outage: (start: Instant, end: Instant)?) {
        generator = SeededGenerator(seed: seed, part: "weather of \(provider)")
        self.scenario = scenario
        self.outage = outage
        outageKind = .outage(using: &generator)
        // In an outage every failure counts, so that nothing else may be slow.
        weather = .fine(firstToken: generator.milliseconds(20...(outage == nil ? 400 : 120)))
        changes = Instant(nanoseconds: 0).advanced(by: generator.milliseconds(500...15_000))
    }

    /// The weather at an instant; asked in the order of time.
    mutating func weather(at now: Instant) -> Weather {
        if let outage {
            guard now >= outage.start, now < outage.end else { return weather }
            return outageKind
        }
        if scenario == .edge {
            guard generator.chance(60) else { return .fine(firstToken: .milliseconds(200)) }
            switch Weather.drawn(using: &generator) {
            // What keeps later calls away shows nothing at the edge.
            case .unauthorized, .quota, .rateLimited: return .serverError
            case let weather: return weather
            }
        }
        if scenario == .crowded { return .fine(firstToken: .milliseconds(300)) }
        while now >= changes {
            if case .flapping = scenario {
                weather = generator.chance(70) ? .flapping(50) : .fine(firstToken: .milliseconds(50))
            } else {
                weather = .drawn(using: &generator)
            }
            changes = changes.advanced(by: generator.tailed(.seconds(generator.pick([1, 5, 12]))))
        }
        return weather
    }
}
