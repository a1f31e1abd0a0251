/// The newest of the values that were added to it, up to a number.
struct Ring<Element: Sendable>: Sendable {
    let capacity: Int
    private var slots: [Element] = []
    private var oldest = 0

    init(capacity: Int) { self.capacity = max(0, capacity) }

    /// The values, the oldest first.
    var elements: [Element] { Array(slots[oldest...] + slots[..<oldest]) }

    /// Adds a value.
    ///
    /// - Returns: the oldest one, where that had to go.
    @discardableResult
    mutating func append(_ element: Element) -> Element? {
        guard capacity > 0 else { return element }
        guard slots.count == capacity else {
            slots.append(element)
            return nil
        }
        let dropped = slots[oldest]
        slots[oldest] = element
        oldest = oldest + 1 == capacity ? 0 : oldest + 1
        return dropped
    }

    mutating func removeAll(where isGone: (Element) -> Bool) {
        slots = elements.filter { !isGone($0) }
        oldest = 0
    }
}
