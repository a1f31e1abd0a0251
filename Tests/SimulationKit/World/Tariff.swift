import TurnoutCore

/// What a provider may charge for one call: no token is shorter than a byte, and no answer longer than it was allowed.
struct Tariff: Sendable {
    let target: TargetPlan
    /// The bytes of the prompt.
    let prompt: Int
    /// The most tokens of the answer.
    let most: Int

    /// The most that the call costs where the provider keeps to that.
    var worst: Money { cost(Usage(promptTokens: prompt, completionTokens: most)) }

    func cost(_ usage: Usage) -> Money { Money(nanoUSD: target.cost(of: usage)) }
}

extension CallScript {
    /// Draws what the provider charges for the call, and what it says of it: nothing, the truth, or the truth on more
    /// than it was allowed.
    mutating func charge(
        by tariff: Tariff, mayOvercharge: Bool, using generator: inout SeededGenerator
    ) -> Money {
        let kind = generator.int(1...100)
        let part = generator.int(0...100)
        guard !isRefusal else { return .zero }
        let counts = steps.indices.filter { if case .count = steps[$0] { true } else { false } }
        let isWhole = steps.contains { if case .finish = $0 { true } else { false } }
        if let place = counts.first, case .count(var usage) = steps[place] {
            switch kind {
            case ...25:
                steps.remove(at: place)
                return isWhole ? tariff.cost(usage) : tariff.worst
            case ...50: usage = Usage(promptTokens: tariff.prompt, completionTokens: tariff.most)
            case ...60 where mayOvercharge && isWhole:
                usage = Usage(promptTokens: tariff.prompt * 3, completionTokens: tariff.most * generator.int(1...4))
            default: break
            }
            steps[place] = .count(usage)
            return tariff.cost(usage)
        }
        // What nobody counts may cost anything up to the worst.
        return Money(nanoUSD: tariff.worst.nanoUSD / 100 * Int64(part))
    }

    /// Whether nobody was asked, or whoever was asked refused: that is free.
    private var isRefusal: Bool {
        guard case .fail(let failure)? = steps.last else { return false }
        let isRefused = failure.status.map { (400..<500).contains($0) && $0 != 408 } ?? false
        return failure.isUnreachable || (isRefused && !steps.contains { if case .write = $0 { true } else { false } })
    }
}
