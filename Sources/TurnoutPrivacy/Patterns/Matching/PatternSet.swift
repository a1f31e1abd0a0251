/// Many patterns, looked for in one pass.
///
/// The pass keeps a word with a bit for each of 64 patterns, and looks up which of them each byte suits: a pattern's
/// bit is left after three bytes that may begin a match of it, or that are part of a text which every match holds
/// (the shift-and method of Baeza-Yates and Gonnet, 1992, over byte sets). Only then is the pattern itself tried.
struct PatternSet: Sendable {
    struct Match: Sendable, Hashable {
        let pattern: Int
        let range: Range<Int>
    }

    /// A set of fewer patterns than this is searched one by one: each then passes over the text a word at a time.
    private static let sharedLeast = 4

    private let patterns: [Pattern]
    private var probes: [Probe] = []
    private var groups: [Group] = []

    /// What the pass looks for on behalf of one pattern.
    private struct Probe: Sendable {
        let pattern: Int
        let fingerprint: Fingerprint
        /// Where the three bytes stand in the pattern's literal; nil when they begin a match.
        let literalOffset: Int?
    }

    /// Up to 64 probes, and for each byte the words that tell which of them it suits as first, second and third.
    private struct Group: Sendable {
        let probes: Range<Int>
        var masks = [UInt64](repeating: 0, count: 256 * 4)
        var all: UInt64 = 0
    }

    init(_ patterns: [Pattern]) {
        self.patterns = patterns
        probes = patterns.indices.map { PatternSet.probe(for: patterns[$0], at: $0) }
        for start in stride(from: 0, to: probes.count, by: 64) {
            var group = Group(probes: start..<min(start + 64, probes.count))
            for index in group.probes {
                let bit: UInt64 = 1 << UInt64(index - start)
                group.all |= bit
                for byte in 0..<256 {
                    let fits = probes[index].fingerprint.table[byte]
                    for depth in 0..<Fingerprint.length where fits >> UInt8(depth) & 1 != 0 {
                        group.masks[byte * 4 + depth] |= bit
                    }
                }
            }
            groups.append(group)
        }
    }

    /// Chooses between the beginning of a match and a part of its literal: whichever makes less work in ordinary text.
    private static func probe(for pattern: Pattern, at index: Int) -> Probe {
        guard let literal = pattern.literal else {
            return Probe(pattern: index, fingerprint: pattern.fingerprint, literalOffset: nil)
        }
        let window = literal.rarestWindow
        let fingerprint = Fingerprint(literal.members[window])
        // An attempt takes some six steps; a literal that is there, as likely as not in some 4 KB, one for each byte.
        let byStart = pattern.table == nil ? Double.infinity : 6 * pattern.fingerprint.likelihood
        let byLiteral = 2 * fingerprint.likelihood + min(1, 4096 * literal.likelihood)
        return byStart <= byLiteral
            ? Probe(pattern: index, fingerprint: pattern.fingerprint, literalOffset: nil)
            : Probe(pattern: index, fingerprint: fingerprint, literalOffset: window.lowerBound)
    }

    /// Appends the matches of every pattern; those of one pattern do not overlap. Ends soon behind `limit` of them.
    func matches(in text: borrowing TextBytes, limit: Int, budget: inout WorkBudget) -> [Match] {
        var found: [Match] = []
        guard patterns.count >= PatternSet.sharedLeast else {
            for (index, pattern) in patterns.enumerated() where found.count <= limit && !budget.isExhausted {
                found += pattern.matches(in: text, limit: limit, budget: &budget).map {
                    Match(pattern: index, range: $0)
                }
            }
            return found
        }
        for group in groups where found.count <= limit && !budget.isExhausted {
            var pass = Pass(alive: group.all, count: group.probes.count, allowance: Pattern.allowance(text.count))
            run(&pass, of: group, over: text, limit: limit - found.count, budget: &budget)
            found += pass.found
        }
        return found
    }

    /// What a pass over one text knows of the patterns of a group.
    private struct Pass {
        /// The patterns still looked for.
        var alive: UInt64
        /// Where each pattern's last match ended.
        var ends: [Int]
        /// The bytes looked at for each pattern.
        var steps: [Int]
        let allowance: Int
        var found: [Match] = []

        init(alive: UInt64, count: Int, allowance: Int) {
            self.alive = alive
            self.allowance = allowance
            ends = Array(repeating: 0, count: count)
            steps = Array(repeating: 0, count: count)
        }
    }

    private func run(
        _ pass: inout Pass, of group: Group, over text: borrowing TextBytes, limit: Int, budget: inout WorkBudget
    ) {
        var first: UInt64 = 0
        var second: UInt64 = 0
        // Two places behind the end, which read as 0, let the last bytes begin a match shorter than three.
        for position in 0..<(text.count &+ 2) {
            let row = Int(text[position]) &* 4
            var hits = group.masks[row &+ 2] & second & pass.alive
            second = group.masks[row &+ 1] & first
            first = group.masks[row]
            while hits != 0 {
                attend(
                    to: hits.trailingZeroBitCount, of: group, at: position &- 2, pass: &pass, text: text, limit: limit,
                    budget: &budget)
                hits &= hits &- 1
                if pass.found.count > limit || budget.isExhausted { return }
            }
        }
        budget.spend(text.count)
    }

    /// Tries a pattern whose three bytes stand at a place.
    private func attend(
        to bit: Int, of group: Group, at place: Int, pass: inout Pass, text: borrowing TextBytes, limit: Int,
        budget: inout WorkBudget
    ) {
        let probe = probes[group.probes.lowerBound + bit]
        let pattern = patterns[probe.pattern]
        var ranges: [Range<Int>] = []
        if let offset = probe.literalOffset {
            guard pattern.literal?.stands(in: text, at: place - offset, budget: &budget) == true else { return }
            pass.alive &= ~(1 << UInt64(bit))
            pattern.search(text, into: &ranges, limit: limit, budget: &budget)
        } else if let table = pattern.table {
            guard place >= pass.ends[bit], place < text.count else { return }
            var steps = 0
            let end = table.end(in: text, from: place, steps: &steps)
            budget.spend(steps)
            if end > place {
                pass.found.append(Match(pattern: probe.pattern, range: place..<end))
                pass.ends[bit] = end
            }
            pass.steps[bit] &+= steps
            guard pass.steps[bit] > pass.allowance else { return }
            pass.alive &= ~(1 << UInt64(bit))
            let start = max(pass.ends[bit], place + 1)
            pattern.searchLinearly(text, from: start, into: &ranges, limit: limit, budget: &budget)
        } else {
            pass.alive &= ~(1 << UInt64(bit))
            pattern.searchLinearly(text, from: 0, into: &ranges, limit: limit, budget: &budget)
        }
        pass.found += ranges.map { Match(pattern: probe.pattern, range: $0) }
    }
}
