/// Reads a pattern: the syntax that RE2, PCRE and Python share, less what cannot be matched in linear time.
///
/// A descent over the scalars of the pattern, with bounded depth. Extensions of it read groups, escapes and classes.
struct PatternParser {
    struct Flags: Sendable {
        var ignoreCase = false
        var multiline = false
        var dotAll = false
    }

    /// How deep groups, and repeats on repeats, may lie in one another.
    static let depthLimit = 100
    /// The largest number in a repeat.
    static let repeatLimit = 1000

    let scalars: [Unicode.Scalar]
    var index = 0
    var flags = Flags()
    private var offsets: [Int] = []
    private var depth = 0
    private var isQuoting = false

    init(_ text: String, ignoringCase: Bool) {
        scalars = Array(text.unicodeScalars)
        flags.ignoreCase = ignoringCase
        var offset = 0
        for scalar in scalars {
            offsets.append(offset)
            offset += UTF8.width(scalar)
        }
        offsets.append(offset)
    }

    mutating func parse() throws(PatternError) -> PatternNode {
        let node = try alternatives()
        guard isAtEnd else { throw error(.unmatchedParenthesis) }
        return node
    }

    // MARK: Reading

    var isAtEnd: Bool { index >= scalars.count }

    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        index + ahead < scalars.count ? scalars[index + ahead] : nil
    }

    func startsWith(_ text: String) -> Bool {
        scalars[min(index, scalars.count)...].starts(with: text.unicodeScalars)
    }

    mutating func skip(_ text: String) -> Bool {
        guard startsWith(text) else { return false }
        index += text.unicodeScalars.count
        return true
    }

    /// An error at a place, given as an index of a scalar; the current one when none is given.
    func error(_ code: PatternError.Code, at place: Int? = nil, _ message: String? = nil) -> PatternError {
        PatternError(code, at: offsets[min(place ?? index, scalars.count)], message)
    }

    // MARK: Structure

    mutating func alternatives() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= PatternParser.depthLimit else { throw error(.tooDeep) }
        var branches = [try sequence()]
        while !isQuoting, skip("|") {
            branches.append(try sequence())
        }
        return branches.count > 1 ? .alternatives(branches) : branches[0]
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        while let next = peek() {
            if isQuoting {
                if skip("\\E") {
                    isQuoting = false
                } else {
                    index += 1
                    let literal = scalarNode(ScalarSet(next))
                    if skip("\\E") { isQuoting = false }
                    parts.append(isQuoting ? literal : try repeats(of: literal, at: index - 1))
                }
            } else if skip("\\Q") {
                isQuoting = true
            } else if skip("\\E") {
                continue
            } else if next == "|" || next == ")" {
                break
            } else {
                let start = index
                parts.append(try repeats(of: atom(), at: start))
            }
        }
        return .joined(parts)
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        guard let next = peek() else { return .empty }
        switch next {
        case "(": return try group()
        case "[": return .scalars(try characterClass())
        case "\\": return try escape()
        case "*", "+", "?": throw error(.nothingToRepeat)
        case "{" where try repeatCounts(peeking: true) != nil: throw error(.nothingToRepeat)
        default: break
        }
        index += 1
        switch next {
        case ".": return .scalars(flags.dotAll ? .all : ScalarSet.newline.inverted)
        case "^": return .assertion(flags.multiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.multiline ? .lineEnd : .textEnd)
        default: return scalarNode(ScalarSet(next))
        }
    }

    /// A node for a set, the other case of its letters added where the flags say so.
    func scalarNode(_ set: ScalarSet) -> PatternNode {
        .scalars(flags.ignoreCase ? set.caseFolded : set)
    }

    // MARK: Repeats

    private mutating func repeats(of node: PatternNode, at start: Int) throws(PatternError) -> PatternNode {
        var node = node
        var layers = 0
        while let next = peek() {
            let counts: (least: Int, most: Int?)
            switch next {
            case "*": counts = (0, nil)
            case "+": counts = (1, nil)
            case "?": counts = (0, 1)
            case "{":
                guard let read = try repeatCounts(peeking: false) else { return node }
                counts = read
            default: return node
            }
            // `a**` is an error elsewhere too, while `a{2}{3}` is a product.
            if next != "{" {
                if layers > 0 { throw error(.nothingToRepeat) }
                index += 1
            }
            if case .assertion = node { throw error(.nothingToRepeat, at: start) }
            layers += 1
            guard layers <= 8 else { throw error(.tooDeep) }
            let greedy = !skip("?")
            if peek() == "+" { throw error(.possessive) }
            if counts.most == 0 {
                node = .empty
            } else if case .empty = node {
                continue
            } else {
                node = .repeated(node, least: counts.least, most: counts.most, greedy: greedy)
            }
        }
        return node
    }

    /// Reads `{n}`, `{n,}` or `{n,m}`; gives nil, and stays, where the brace is an ordinary character.
    private mutating func repeatCounts(peeking: Bool) throws(PatternError) -> (least: Int, most: Int?)? {
        let start = index
        index += 1
        defer { if peeking { index = start } }
        let least = number()
        let hasComma = skip(",")
        let most = hasComma ? number() : least
        guard skip("}"), least != nil || hasComma else {
            index = start
            return nil
        }
        guard let least, least <= PatternParser.repeatLimit else { throw error(.badRepeat, at: start) }
        if let most {
            guard most >= least, most <= PatternParser.repeatLimit else { throw error(.badRepeat, at: start) }
        }
        return (least, most)
    }

    /// The decimal number that stands here, capped far above every limit.
    private mutating func number() -> Int? {
        var value: Int?
        while let next = peek(), ("0"..."9").contains(next) {
            value = min((value ?? 0) * 10 + Int(next.value - 0x30), 1_000_000)
            index += 1
        }
        return value
    }
}
