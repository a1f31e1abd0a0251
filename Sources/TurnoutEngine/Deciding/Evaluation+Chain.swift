import TurnoutCore
import TurnoutPolicy

extension Evaluation {
    /// The targets of a route in the order in which this request tries them, each with its verdict.
    func candidates(of route: Route) -> [Candidate] {
        var candidates: [Candidate] = []
        candidates.reserveCapacity(route.longestChain + (route.otherwise == .local ? policy.localTargets.count : 0))
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
        putForward(in: &candidates)
        return candidates
    }

    func candidate(_ number: Int) -> Candidate {
        let rules = rewriting(of: number)
        return Candidate(target: number, verdict: judge(number, rewriting: rules), rewriting: rules)
    }

    private func append(_ members: [BalanceMember], by strategy: BalanceStrategy, to candidates: inout [Candidate]) {
        let start = candidates.count
        let count = members.count
        let first = Int((state.draw ?? 0) % UInt64(count))
        switch strategy {
        case .roundRobin:
            for offset in 0..<count { candidates.append(candidate(members[(first + offset) % count].target)) }
        case .weighted:
            for member in drawn(members) { candidates.append(candidate(member.target)) }
        case .leastOutstanding:
            // Ties fall to another member with each draw, so that equal targets share the work.
            for offset in 0..<count {
                let member = members[(first + offset) % count]
                insert(candidate(member.target), into: &candidates, from: start) { load(of: $0, among: members) }
            }
        case .cheapest:
            for member in members {
                insert(candidate(member.target), into: &candidates, from: start) { expectedCost(of: $0) }
            }
        }
        panic(in: &candidates, from: start)
    }

    /// Opens a step's unwell targets when too few of it are well: whether they are still unwell is then better found out
    /// than assumed, since a whole step that is closed is more often an outage on this side.
    ///
    /// They stand behind those that are well. A guard's denial, a quarantine and a limit stay what they are.
    private func panic(in candidates: inout [Candidate], from start: Int) {
        let step = candidates[start...]
        let well = step.count(where: \.isEligible)
        let unwell = step.count(where: \.verdict.isOfHealth)
        guard unwell > 0, well + unwell > 1, well * 100 < policy.dispatch.panicBelow * (well + unwell) else { return }
        var opened: [Candidate] = []
        for candidate in step where candidate.verdict.isOfHealth {
            opened.append(
                Candidate(
                    target: candidate.target, verdict: .eligible, isPanic: true, rewriting: candidate.rewriting))
        }
        let rest = step.filter { !$0.verdict.isOfHealth }
        candidates.replaceSubrange(start..., with: rest + opened)
    }

    /// Inserts a candidate behind all that are not more than it by a key: a stable sort of the few members of a step,
    /// without memory of its own.
    private func insert<Key: Comparable>(
        _ candidate: Candidate, into candidates: inout [Candidate], from start: Int, by key: (Int) -> Key
    ) {
        var place = candidates.count
        let own = key(candidate.target)
        while place > start, key(candidates[place - 1].target) > own { place -= 1 }
        candidates.insert(candidate, at: place)
    }

    /// What this request most likely costs on a target, in pico-dollars.
    private func expectedCost(of target: Int) -> Int64 {
        policy.targets[target].expectedPicoUSD(
            tokens: facts.sent.tokens, output: facts.outputTokens, images: facts.sent.images)
    }

    /// Puts the targets first that a budget in its present state prefers; among them, and among the others, the order
    /// stays. Of several budgets each has its say, the first one the last word on what stands in front.
    private func putForward(in candidates: inout [Candidate]) {
        guard candidates.count > 1 else { return }
        for index in state.budgets.indices.prefix(policy.budgets.count).reversed()
        where state.budgets[index].state != .ok {
            let budget = policy.budgets[index]
            guard budget.preferredWhenSoft != nil || budget.preferredWhenHard != nil,
                budget.condition.holds(in: cells.view)
            else { continue }
            putForward(by: index, budget, in: &candidates)
        }
    }

    private func putForward(by index: Int, _ budget: Budget, in candidates: inout [Candidate]) {
        var preferred: [Candidate] = []
        var others: [Candidate] = []
        for var candidate in candidates {
            let standing = state.budgets[index].state(for: candidate.target)
            if budget.preferred(in: standing)?.contains(candidate.target) == true {
                if !others.isEmpty { candidate.preferredBy = index }
                preferred.append(candidate)
            } else {
                others.append(candidate)
            }
        }
        candidates = preferred + others
    }

    /// The calls in progress with this one added, for the member's weight.
    private func load(of target: Int, among members: [BalanceMember]) -> Double {
        let inFlight = target < state.targets.count ? state.targets[target].inFlight : 0
        let weight = members.first { $0.target == target }?.weight ?? 1
        return Double(inFlight) / Double(weight) + 1 / Double(weight)
    }

    /// The members in a random order in which heavier ones tend to come first, as the draw has it.
    private func drawn(_ members: [BalanceMember]) -> [BalanceMember] {
        guard let draw = state.draw else { return members }
        var rest = members
        var order: [BalanceMember] = []
        var generator = SplitMix64(seed: draw)
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
