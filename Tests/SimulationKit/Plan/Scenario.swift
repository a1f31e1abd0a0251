/// What a seed is about.
public enum Scenario: String, Hashable, Sendable, CaseIterable {
    /// Everything at once: all kinds of callers, all kinds of weather, an operator who interferes.
    case everything
    /// The same in waves: many requests at one instant.
    case bursts
    /// More patient callers of all classes than limits let through, and nothing else amiss.
    case crowded
    /// Providers that fail in half of all calls for long stretches.
    case flapping
    /// Two hundred callers at once at the edge of a hard budget, and providers that fail.
    case edge
    /// Several processes that share a ledger, and die.
    case processes
    /// Steady traffic, an outage of everything, and its end.
    case totalOutage

    static func drawn(using generator: inout SeededGenerator) -> Scenario {
        switch generator.int(1...20) {
        case ...12: .everything
        case ...16: .bursts
        case ...18: .flapping
        case 19: .crowded
        default: .totalOutage
        }
    }

    /// What a seed about everything is about where there are budgets.
    static func withMoney(seed: UInt64) -> Scenario {
        var generator = SeededGenerator(seed: seed, part: "scenario with money")
        switch generator.int(1...20) {
        case 1: return .edge
        case 2...4: return .processes
        default: return .everything
        }
    }
}
