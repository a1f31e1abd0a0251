extension PatternParser {
    /// Reads what begins with `[`.
    mutating func characterClass() throws(PatternError) -> ScalarSet {
        let start = index
        index += 1
        let isNegated = skip("^")
        var set = ScalarSet(ranges: [])
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while isFirst || peek() != "]" {
            guard !isAtEnd else { throw error(.unclosedClass, at: start) }
            isFirst = false
            let place = index
            let member = try classMember(from: start)
            guard peek() == "-", let behind = peek(1), behind != "]" else {
                ranges += member.ranges
                continue
            }
            index += 1
            let last = try classMember(from: start)
            guard let low = member.single, let high = last.single, low <= high else {
                throw error(.badRange, at: place)
            }
            ranges.append(low...high)
        }
        index += 1
        set.formUnion(ScalarSet(ranges: ranges))
        // A range may run across the surrogates, which are no characters.
        set = set.inverted.inverted
        if flags.ignoreCase { set = set.caseFolded }
        if isNegated { set = set.inverted }
        guard !set.isEmpty else { throw error(.emptyClass, at: start) }
        return set
    }

    /// Reads one character of a class, or a named set of them.
    private mutating func classMember(from start: Int) throws(PatternError) -> ScalarSet {
        guard let next = peek() else { throw error(.unclosedClass, at: start) }
        if next == "\\" {
            if let set = try escapedSet() { return set }
            throw error(.badEscape)
        }
        if startsWith("[:") { if let set = try namedClass() { return set } }
        index += 1
        return ScalarSet(next)
    }

    /// Reads `[:name:]` or `[:^name:]`; nil, and stays, when no `:]` follows.
    private mutating func namedClass() throws(PatternError) -> ScalarSet? {
        let start = index
        index += 2
        let isNegated = skip("^")
        var name = ""
        while let next = peek(), next.isASCII, next.properties.isAlphabetic {
            name.unicodeScalars.append(next)
            index += 1
        }
        guard skip(":]") else {
            index = start
            return nil
        }
        guard let set = ScalarSet.named(name) else { throw error(.unknownClassName, at: start) }
        return isNegated ? set.inverted : set
    }
}
