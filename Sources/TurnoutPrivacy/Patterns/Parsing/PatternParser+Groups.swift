extension PatternParser {
    /// Reads what begins with `(`: a group, flags for the rest of the group around it, or a comment.
    mutating func group() throws(PatternError) -> PatternNode {
        let start = index
        let outer = flags
        index += 1
        var isFlagsOnly = false
        if skip("?") { isFlagsOnly = try groupHead(from: start) }
        if isFlagsOnly { return .empty }
        if startsWith("*") { throw error(.unknownGroup, at: start) }
        let body = try alternatives()
        guard skip(")") else { throw error(.unclosedGroup, at: start) }
        flags = outer
        return body
    }

    /// Reads what stands behind `(?`; true when that was all, as in `(?i)`.
    private mutating func groupHead(from start: Int) throws(PatternError) -> Bool {
        if skip(":") { return false }
        if skip("#") {
            while let next = peek(), next != ")" { _ = skip(String(next)) }
            guard skip(")") else { throw error(.unclosedGroup, at: start) }
            return true
        }
        for head in ["=", "!", "<=", "<!"] where startsWith(head) { throw error(.lookAround, at: start) }
        if startsWith(">") { throw error(.possessive, at: start) }
        if startsWith("(") { throw error(.conditional, at: start) }
        if startsWith("P=") { throw error(.backReference, at: start) }
        for head in ["R", "&", "P>", "+"] where startsWith(head) { throw error(.recursion, at: start) }
        if let next = peek(), ("0"..."9").contains(next) { throw error(.recursion, at: start) }
        if let next = peek(1), startsWith("-"), ("0"..."9").contains(next) { throw error(.recursion, at: start) }
        if skip("P<") || skip("<") {
            try groupName(from: start)
            return false
        }
        return try groupFlags(from: start)
    }

    /// A name is read and forgotten, for groups capture nothing.
    private mutating func groupName(from start: Int) throws(PatternError) {
        let first = index
        while let next = peek(),
            next == "_" || next.isASCII && next.properties.isAlphabetic
                || index > first && ("0"..."9").contains(next)
        {
            index += 1
        }
        guard index > first, skip(">") else { throw error(.unknownGroup, at: start) }
    }

    private mutating func groupFlags(from start: Int) throws(PatternError) -> Bool {
        var value = true
        while let next = peek() {
            index += 1
            switch next {
            case "i": flags.ignoreCase = value
            case "m": flags.multiline = value
            case "s": flags.dotAll = value
            case "-" where value: value = false
            case ")": return true
            case ":": return false
            default: throw error(.unknownGroup, at: start)
            }
        }
        throw error(.unclosedGroup, at: start)
    }
}
