/// A text made out of another one, with the way back.
struct MappedText: Sendable {
    /// The bytes; valid UTF-8 when the source was.
    private(set) var bytes: [UInt8] = []
    private(set) var map = OffsetMap()

    /// Copies bytes of the source as they are.
    mutating func copy(_ range: Range<Int>, of source: UnsafeBufferPointer<UInt8>) {
        guard !range.isEmpty else { return }
        map.copy(from: range.lowerBound, count: range.count)
        bytes.append(contentsOf: source[range])
    }

    /// Writes one byte in the place of a range of the source.
    mutating func replace(_ range: Range<Int>, with byte: UInt8, mark: UInt8 = 0) {
        map.replace(range, with: 1, mark: mark)
        bytes.append(byte)
    }

    /// Writes bytes in the place of a range of the source; they are one unit from then on.
    mutating func replace(_ range: Range<Int>, with new: some Collection<UInt8>, mark: UInt8 = 0) {
        map.replace(range, with: new.count, mark: mark)
        bytes.append(contentsOf: new)
    }

    /// Drops a range of the source and remembers that something was done there.
    mutating func delete(_ range: Range<Int>, mark: UInt8) { map.replace(range, with: 0, mark: mark) }

    /// Makes room for a number of bytes.
    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
}
