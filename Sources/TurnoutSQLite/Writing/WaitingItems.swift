#if SQLite
/// Items that wait to be written, the first come first.
struct WaitingItems: Sendable {
    /// Those before `start` are gone.
    private var items: [WriteItem] = []
    private var start = 0
    /// How many may be refused when there are too many.
    private(set) var refusable = 0
    private(set) var records = 0
    /// How many somebody waits for.
    private(set) var timed = 0

    var isEmpty: Bool { start == items.count }

    mutating func append(_ item: WriteItem) {
        count(item, by: 1)
        items.append(item)
    }

    /// Puts items back that were taken from the front.
    mutating func prepend(_ returned: [WriteItem]) {
        for item in returned { count(item, by: 1) }
        items.replaceSubrange(0..<start, with: returned)
        start = 0
    }

    mutating func removeFirst(_ limit: Int) -> [WriteItem] {
        let end = min(items.count, start + limit)
        let taken = Array(items[start..<end])
        for item in taken { count(item, by: -1) }
        start = end
        if start == items.count {
            items.removeAll(keepingCapacity: start < 4096)
            start = 0
        } else if start > items.count / 2 {
            items.removeSubrange(0..<start)
            start = 0
        }
        return taken
    }

    private mutating func count(_ item: WriteItem, by step: Int) {
        if item.isRefusable { refusable += step }
        if item.isRecord { records += step }
        if item.deadline != nil { timed += step }
    }
}
#endif
