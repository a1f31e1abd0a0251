/// Puts the values back into an answer that arrives in pieces.
///
/// It holds back only what may yet become a placeholder that was given: a proper beginning of one. Nothing is guessed:
/// a placeholder that the model changed stays as it is. However the answer is cut, the result is the same, and each
/// byte is looked at once, twice where a placeholder breaks off. Make one for each choice and each tool call.
public struct StreamRestorer: Sendable {
    private let restorations: Restorations
    private let sink: RestorationSink
    /// The placeholders that begin with the bytes held back, and how many bytes those are.
    private var candidates = 0..<0
    private var depth = 0

    /// The UTF-8 bytes put out so far.
    public private(set) var written = 0
    /// Where values were put in, as offsets in all that was put out; see ``drainRestored()``.
    public private(set) var restored: [Range<Int>] = []

    init(_ restorations: Restorations, sink: RestorationSink) {
        self.restorations = restorations
        self.sink = sink
    }

    /// How many bytes are held back, always fewer than a placeholder has.
    public var held: Int { depth }

    /// Takes a piece and appends what is certain.
    public mutating func take(_ piece: String, into output: inout String) {
        var piece = piece
        let isPlain = depth == 0 && piece.withUTF8 { isWithoutOpener($0) }
        if isPlain {
            written += piece.utf8.count
            output.append(piece)
        } else {
            piece.withUTF8 { scan($0, into: &output) }
        }
    }

    /// Takes a piece of UTF-8, cut anywhere, and appends what is certain.
    public mutating func take(_ piece: some Collection<UInt8>, into output: inout [UInt8]) {
        let wasContiguous: Void? = piece.withContiguousStorageIfAvailable { scan($0, into: &output) }
        if wasContiguous == nil { Array(piece).withUnsafeBufferPointer { scan($0, into: &output) } }
    }

    /// Ends the answer: what is held back was no placeholder.
    public mutating func finish(into output: inout String) { giveUp(into: &output) }

    /// Ends the answer: what is held back was no placeholder.
    public mutating func finish(into output: inout [UInt8]) { giveUp(into: &output) }

    /// The stretches restored since the last call. A long answer's list stays short if it is asked for with each piece.
    public mutating func drainRestored() -> [Range<Int>] {
        defer { restored.removeAll(keepingCapacity: true) }
        return restored
    }

    private func isWithoutOpener(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        restorations.table.count == 0 || !piece.contains(PlaceholderGrammar.opener)
    }

    private mutating func scan(_ piece: UnsafeBufferPointer<UInt8>, into output: inout some RestorationOutput) {
        if depth == 0, isWithoutOpener(piece) { return emit(piece[...], into: &output) }
        let table = restorations.table
        var start = 0
        var index = 0
        while index < piece.count {
            let byte = piece[index]
            if depth == 0 {
                if byte == PlaceholderGrammar.opener {
                    emit(piece[start..<index], into: &output)
                    candidates = 0..<table.count
                    depth = 1
                }
                index += 1
                continue
            }
            let narrowed = table.narrow(candidates, depth: depth, to: byte)
            if narrowed.isEmpty {
                // An opener stands only at the start of a placeholder, so nothing inside of what broke off can be one;
                // the byte that broke it can.
                giveUp(into: &output)
                start = index
            } else {
                candidates = narrowed
                depth += 1
                index += 1
                if byte == PlaceholderGrammar.closer {
                    restore(candidates.lowerBound, into: &output)
                    start = index
                }
            }
        }
        if depth == 0 { emit(piece[start...], into: &output) }
    }

    private mutating func emit(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, into output: inout some RestorationOutput) {
        guard !bytes.isEmpty else { return }
        written += bytes.count
        output.append(bytes: UnsafeBufferPointer(rebasing: bytes))
    }

    /// Puts out what is held back as it came.
    private mutating func giveUp(into output: inout some RestorationOutput) {
        guard depth > 0 else { return }
        restorations.table.prefix(of: candidates.lowerBound, count: depth).withUnsafeBufferPointer {
            output.append(bytes: $0)
        }
        written += depth
        depth = 0
    }

    private mutating func restore(_ index: Int, into output: inout some RestorationOutput) {
        if restorations.table.isSecret[index], !sink.restoresSecrets { return giveUp(into: &output) }
        let start = written
        restorations.map.withValue(restorations.table.entries[index]) { value in
            if sink.escapes {
                var escaped: [UInt8] = []
                escaped.reserveCapacity(value.count)
                JSONEscaping.append(value, to: &escaped)
                written += escaped.count
                escaped.withUnsafeBufferPointer { output.append(bytes: $0) }
            } else {
                written += value.count
                output.append(bytes: value)
            }
        }
        depth = 0
        restored.append(start..<written)
    }
}

extension StreamRestorer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How much it has put out and restored.
    public var description: String { "StreamRestorer(\(written) bytes, \(restored.count) restored, \(depth) held)" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
