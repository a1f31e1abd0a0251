import TurnoutCore
import TurnoutPolicy

extension Evaluation {
    /// The targets of a route in the order in which this request tries them, each with its verdict.
    func candidates(of route: Route) -> [Candidate] {
        var candidates: [Candidate] = []
        candidates.reserveCapacity(route.steps.count + (route.otherwise == .local ? policy.localTargets.count : 0))
        for step in route.steps {
            switch step {
            case .target(let number): candidates.append(candidate(number))
            case .balance(let strategy, let members): append(members, by: strategy, to: &candidates)
            }
        }
        if route.otherwise == .local {
            for number in policy.localTargets where !candidates.contains(where: { $0.target == number }) {
                candidates.append(candidate(number))
            }
        }
        return candidates
    }

    private func candidate(_ number: Int) -> Candidate { Candidate(target: number, verdict: verdict(on: number)) }

    private func append(_ members: [BalanceMember], by strategy: BalanceStrategy, to candidates: inout [Candidate]) {
        let count = members.count
        switch strategy {
        case .roundRobin:
            let first = Int(state.draw % UInt64(count))
            for offset in 0..<count { candidates.append(candidate(members[(first + offset) % count].target)) }
        case .weighted:
            for member in drawn(members) { candidates.append(candidate(member.target)) }
        case .leastOutstanding:
            // Ties fall to another member with each draw, so that equal targets share the work.
            let first = Int(state.draw % UInt64(count))
            let rotated = (0..<count).map { members[(first + $0) % count] }
            let ordered = rotated.enumerated().sorted {
                ($0.element.load(in: state), $0.offset) < ($1.element.load(in: state), $1.offset)
            }
            for (_, member) in ordered { candidates.append(candidate(member.target)) }
        case .cheapest:
            let ordered = members.enumerated().sorted {
                (policy.targets[$0.element.target].listPrice, $0.offset) < (
                    policy.targets[$1.element.target].listPrice, $1.offset
                )
            }
            for (_, member) in ordered { candidates.append(candidate(member.target)) }
        }
    }

    /// The members in a random order in which heavier ones tend to come first, as the draw has it.
    private func drawn(_ members: [BalanceMember]) -> [BalanceMember] {
        var rest = members
        var order: [BalanceMember] = []
        var generator = SplitMix(state: state.draw)
        while !rest.isEmpty {
            var ticket = Int(generator.next() % UInt64(rest.reduce(0) { $0 + $1.weight }))
            let index = rest.firstIndex { member in
                ticket -= member.weight
                return ticket < 0
            }
            order.append(rest.remove(at: index ?? 0))
        }
        return order
    }
}

extension BalanceMember {
    /// The calls in progress with this one added, for the member's weight.
    fileprivate func load(in state: RoutingState) -> Double {
        let inFlight = state.targets.indices.contains(target) ? state.targets[target].inFlight : 0
        return Double(inFlight + 1) / Double(max(1, weight))
    }
}

extension Target {
    /// What a token in and a token out cost together; an unknown price is the highest.
    fileprivate var listPrice: Int64 {
        guard let price else { return locality == .local ? 0 : .max }
        return price.input.picoUSDPerToken.addingReportingOverflow(price.output.picoUSDPerToken).partialValue
    }
}

/// SplitMix64 (Steele, Lea & Flood, OOPSLA 2014): a few numbers from one draw.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
