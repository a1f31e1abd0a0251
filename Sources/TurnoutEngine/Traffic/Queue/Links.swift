/// The two ends of a list whose nodes are numbers.
struct Chain: Hashable, Sendable {
    var first: Int?
    var last: Int?
    var count = 0
}

/// The links of doubly linked lists over numbered nodes; a node is in one list at most. Every operation takes constant
/// time, and appending allocates only when a node's number is new.
struct Links: Sendable {
    private var before: [Int?] = []
    private var after: [Int?] = []

    /// The node behind another.
    func next(_ node: Int) -> Int? { after[node] }

    /// The node in front of another.
    func previous(_ node: Int) -> Int? { before[node] }

    /// Puts a node at the end of a list.
    mutating func append(_ node: Int, to chain: inout Chain) {
        while after.count <= node {
            before.append(nil)
            after.append(nil)
        }
        before[node] = chain.last
        after[node] = nil
        if let last = chain.last { after[last] = node } else { chain.first = node }
        chain.last = node
        chain.count += 1
    }

    /// Takes a node out of the list that it is in.
    mutating func remove(_ node: Int, from chain: inout Chain) {
        let (left, right) = (before[node], after[node])
        if let left { after[left] = right } else { chain.first = right }
        if let right { before[right] = left } else { chain.last = left }
        before[node] = nil
        after[node] = nil
        chain.count -= 1
    }
}
