/// A bar of 20 cells: what is spent, what is held, what is left.
struct ShareBar {
    static let cells = 20

    /// Whether block characters may be used; else it is drawn with `#`, `=` and `.`.
    var isUnicode: Bool

    /// Blocks are for people whose terminal says that it shows UTF-8.
    init(for context: CommandContext) {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { context.environment($0) }.first { !$0.isEmpty }
        let name = (locale ?? "").lowercased()
        isUnicode = context.output.isTerminal && (name.contains("utf-8") || name.contains("utf8"))
    }

    init(isUnicode: Bool) { self.isUnicode = isUnicode }

    /// The bar. Something that is not nothing has a cell, and only what is full has all of them.
    ///
    /// - Parameters:
    ///   - spent: from 0 to 1 and beyond.
    ///   - taken: what is spent or held; not less than `spent`.
    func text(spent: Double, taken: Double) -> String {
        let all = Self.filled(taken)
        let solid = min(Self.filled(spent), taken > spent ? max(0, all - 1) : all)
        let (full, held, free) = isUnicode ? ("█", "▒", "░") : ("#", "=", ".")
        let bar =
            String(repeating: full, count: solid) + String(repeating: held, count: all - solid)
            + String(repeating: free, count: Self.cells - all)
        return isUnicode ? bar : "[\(bar)]"
    }

    private static func filled(_ share: Double) -> Int {
        guard share > 0 else { return 0 }
        guard share < 1 else { return cells }
        return min(cells - 1, max(1, Int((share * Double(cells)).rounded())))
    }
}
