/// Bytes that are overwritten with zeroes before their memory goes back, when they grow and when they are dropped.
///
/// Only the memory held here is wiped. Swift gives no such promise for the strings a value came from or goes to: the
/// request, the rewritten text and the restored answer stay in freed memory until something else takes it.
struct ErasableBytes: ~Copyable {
    private var storage: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init() {
        storage = UnsafeMutableBufferPointer(start: nil, count: 0)
    }

    deinit {
        ErasableBytes.erase(storage)
        storage.deallocate()
    }

    /// Appends bytes and tells where they are now.
    mutating func append(_ bytes: [UInt8]) -> Range<Int> {
        if storage.count - count < bytes.count {
            let larger = UnsafeMutableBufferPointer<UInt8>.allocate(
                capacity: max(256, max(storage.count * 2, count + bytes.count))
            )
            larger.initialize(repeating: 0)
            for index in 0..<count { larger[index] = storage[index] }
            ErasableBytes.erase(storage)
            storage.deallocate()
            storage = larger
        }
        let start = count
        for byte in bytes {
            storage[count] = byte
            count += 1
        }
        return start..<count
    }

    /// Lends the bytes of a range that ``append(_:)`` gave.
    func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(rebasing: storage[range]))
    }

    /// Overwrites everything and holds nothing any more.
    mutating func erase() {
        ErasableBytes.erase(storage)
        count = 0
    }

    /// Lends all the memory, used or not, to tests.
    func withStorage<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(storage))
    }

    /// Overwrites memory. A call of its own: the optimiser does not see the memory being freed behind it, so it keeps
    /// the writes.
    @inline(never)
    static func erase(_ memory: UnsafeMutableBufferPointer<UInt8>) {
        memory.update(repeating: 0)
    }
}
