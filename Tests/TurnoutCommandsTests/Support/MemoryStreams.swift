import Synchronization

@testable import TurnoutCommands

/// Output that is kept.
final class MemoryOutput: OutputSink {
    let isTerminal: Bool
    let columns = 80
    private let capacity: Int
    private let bytes = Mutex<[UInt8]>([])

    /// Creates a sink.
    ///
    /// - Parameter capacity: after how many bytes the reader goes away.
    init(isTerminal: Bool = false, capacity: Int = .max) {
        self.isTerminal = isTerminal
        self.capacity = capacity
    }

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func write(_ more: [UInt8]) throws(OutputError) {
        let isOpen = bytes.withLock { bytes in
            bytes += more
            return bytes.count <= capacity
        }
        guard isOpen else { throw .closed }
    }
}

/// Input that comes in pieces.
final class MemoryInput: InputSource {
    let isTerminal: Bool
    private let pieces: Mutex<[[UInt8]]>

    init(_ pieces: [[UInt8]], isTerminal: Bool = false) {
        self.isTerminal = isTerminal
        self.pieces = Mutex(pieces.filter { !$0.isEmpty })
    }

    convenience init(_ text: String, isTerminal: Bool = false) {
        self.init([Array(text.utf8)], isTerminal: isTerminal)
    }

    func read() throws(InputError) -> [UInt8] {
        pieces.withLock { $0.isEmpty ? [] : $0.removeFirst() }
    }
}
