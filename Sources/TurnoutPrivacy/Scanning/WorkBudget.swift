/// How much a scan may do before it gives up and reports a failure.
///
/// One unit is about one byte looked at. The budget grows with the text, so honest text never meets it; a text made
/// to be slow does, and then counts as sensitive instead of holding up the request.
public struct WorkBudget: Sendable, Hashable {
    /// The units that may be spent.
    public let limit: Int
    /// The units spent so far.
    public private(set) var spent = 0

    /// Creates a budget of a fixed number of units.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Creates the budget of a text: `perByte` units for each of its bytes, and a little for the start.
    public init(byteCount: Int, perByte: Int) {
        let (product, overflow) = byteCount.multipliedReportingOverflow(by: perByte)
        limit = overflow ? Int.max : product.addingReportingOverflow(4096).overflow ? Int.max : product + 4096
    }

    /// Counts units as spent.
    @inline(__always)
    public mutating func spend(_ units: Int) {
        spent = spent &+ units
    }

    /// Whether more was spent than allowed.
    public var isExhausted: Bool { spent > limit }
}
