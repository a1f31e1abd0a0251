/// The nodes that wait for their collection to end: one contiguous stack, from which nodes are moved and not copied.
struct NodeStack: ~Copyable {
    private var base: UnsafeMutablePointer<YAMLNode>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 256) {
        self.capacity = max(1, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    mutating func push(_ node: consuming YAMLNode) {
        if count == capacity { grow() }
        (base + count).initialize(to: node)
        count += 1
    }

    /// Where the last node ends; `nil` where there is none above `start`.
    func lastEnd(above start: Int) -> YAMLPlace? {
        count > start ? base[count - 1].span.end : nil
    }

    /// Removes the last node.
    mutating func pop() -> YAMLNode? {
        guard count > 0 else { return nil }
        count -= 1
        return (base + count).move()
    }

    /// Removes all nodes from `start` on, as the items of a sequence.
    mutating func popItems(from start: Int) -> [YAMLNode] {
        let size = count - start
        guard size > 0 else { return [] }
        let source = base + start
        count = start
        return [YAMLNode](unsafeUninitializedCapacity: size) { buffer, initialized in
            buffer.baseAddress?.moveInitialize(from: source, count: size)
            initialized = size
        }
    }

    /// Removes all nodes from `start` on, as the entries of a mapping: key, value, key, value.
    mutating func popEntries(from start: Int) -> [YAMLEntry] {
        let pairs = (count - start) / 2
        guard pairs > 0 else { return [] }
        let source = base + start
        count = start
        return [YAMLEntry](unsafeUninitializedCapacity: pairs) { buffer, initialized in
            for index in 0..<pairs {
                let entry = YAMLEntry(key: (source + 2 * index).move(), value: (source + 2 * index + 1).move())
                buffer.initializeElement(at: index, to: entry)
            }
            initialized = pairs
        }
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<YAMLNode>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
