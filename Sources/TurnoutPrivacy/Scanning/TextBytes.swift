/// The UTF-8 bytes of a text while it is scanned.
///
/// It can be neither copied nor kept: a detector borrows it for one call. Reading outside the text gives 0, a byte
/// of no class, so a parser needs no check of its own at the edges.
public struct TextBytes: ~Copyable {
    let buffer: UnsafeBufferPointer<UInt8>

    /// The number of bytes.
    public let count: Int

    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        self.buffer = buffer
        count = buffer.count
    }

    /// A second view of the same bytes, for a pass that ends before the caller's.
    init(sharing other: borrowing TextBytes) {
        buffer = other.buffer
        count = other.count
    }

    /// The byte at an offset, or 0 outside the text.
    public subscript(offset: Int) -> UInt8 {
        @inline(__always) get { UInt(bitPattern: offset) < UInt(bitPattern: count) ? buffer[offset] : 0 }
    }

    /// Four bytes from an offset on, the first in the lowest place, 0 for those outside the text.
    @inline(__always)
    func four(at offset: Int) -> UInt32 {
        guard offset >= 0, offset &+ 4 <= count, let base = buffer.baseAddress else { return edge(at: offset) }
        return UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
    }

    @inline(never)
    private func edge(at offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(self[offset + $1]) << UInt32(8 * $1) }
    }

    /// Whether the bytes from an offset on begin with the given ones.
    @inline(__always)
    public func hasPrefix(_ bytes: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, bytes.count <= count &- offset else { return false }
        for index in 0..<bytes.count where buffer[offset &+ index] != bytes[index] { return false }
        return true
    }

    /// As ``hasPrefix(_:at:)``, reading ASCII capitals of the text as small letters.
    @inline(__always)
    public func hasPrefixIgnoringCase(_ lowercase: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, lowercase.count <= count &- offset else { return false }
        for index in 0..<lowercase.count where ByteClass.lowercased(buffer[offset &+ index]) != lowercase[index] {
            return false
        }
        return true
    }
}
