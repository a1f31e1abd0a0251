/// The placeholders of a map at one moment, in order, for finding them in a stream byte by byte. It holds no values.
struct PlaceholderTable: Sendable {
    private var bytes: [UInt8] = []
    /// Where each placeholder begins in `bytes`, and the end of the last.
    private var starts: [Int] = [0]
    /// The number of the entry of each placeholder in its map.
    private(set) var entries: [Int] = []
    /// Whether each stands for a secret.
    private(set) var isSecret: [Bool] = []

    init(_ placeholders: [(text: String, isSecret: Bool)]) {
        let order = placeholders.indices.sorted {
            placeholders[$0].text.utf8.lexicographicallyPrecedes(placeholders[$1].text.utf8)
        }
        for index in order {
            bytes += placeholders[index].text.utf8
            starts.append(bytes.count)
            entries.append(index)
            isSecret.append(placeholders[index].isSecret)
        }
    }

    var count: Int { entries.count }

    /// The first bytes of a placeholder.
    func prefix(of index: Int, count: Int) -> ArraySlice<UInt8> {
        bytes[starts[index]..<(starts[index] + count)]
    }

    func length(of index: Int) -> Int { starts[index + 1] - starts[index] }

    /// Of placeholders with the same first `depth` bytes, those that go on with `byte`.
    ///
    /// None of them ends at `depth`: only the last byte of a placeholder is a closing bracket.
    func narrow(_ range: Range<Int>, depth: Int, to byte: UInt8) -> Range<Int> {
        let low = self[range.lowerBound, depth]
        let high = self[range.upperBound - 1, depth]
        if low == byte, high == byte { return range }
        if byte < low || byte > high { return range.lowerBound..<range.lowerBound }
        let start = partition(range, depth) { $0 >= byte }
        return start..<partition(start..<range.upperBound, depth) { $0 > byte }
    }

    /// Whether a text is one of the placeholders.
    func contains(_ text: some Collection<UInt8>) -> Bool {
        var range = 0..<count
        var depth = 0
        for byte in text {
            guard !range.isEmpty, depth < length(of: range.lowerBound) else { return false }
            range = narrow(range, depth: depth, to: byte)
            depth += 1
        }
        return !range.isEmpty && depth == length(of: range.lowerBound)
    }

    private subscript(index: Int, depth: Int) -> UInt8 { bytes[starts[index] + depth] }

    private func partition(_ range: Range<Int>, _ depth: Int, _ isBehind: (UInt8) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle, depth]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
