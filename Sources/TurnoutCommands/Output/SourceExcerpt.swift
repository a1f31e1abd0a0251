/// A line of a source with a mark under a part of it, cut to fit.
struct SourceExcerpt {
    /// The line, perhaps with `…` where something is left out.
    let line: String
    /// The columns in front of the mark.
    let indent: Int
    /// The columns under which the mark stands, at least one.
    let length: Int

    /// Cuts a line around a part of it.
    ///
    /// - Parameters:
    ///   - source: the line as it stands in the file.
    ///   - marked: the part by Unicode scalars from 0; it may reach behind the line.
    ///   - columns: the width that may be used.
    init(_ source: String, marked: Range<Int>, columns: Int) {
        let cells = source.unicodeScalars.map(TerminalText.cell)
        let start = min(max(0, marked.lowerBound), cells.count)
        let end = min(max(start, marked.upperBound), cells.count)
        let offsets = cells.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.width) }
        let total = offsets[cells.count]
        // A mark behind the line's end needs a column too.
        guard max(total, offsets[start] + 1) > columns else {
            line = cells.map(\.text).joined()
            indent = offsets[start]
            length = max(1, offsets[end] - offsets[start])
            return
        }
        let room = max(1, columns - 2)
        let free = max(0, room - (offsets[end] - offsets[start]))
        let wanted = min(max(0, offsets[start] - free / 2), max(0, total - room))
        let first = offsets.firstIndex { $0 >= wanted } ?? 0
        let last = max(first, offsets.lastIndex { $0 <= offsets[first] + room } ?? first)
        let (cutsFront, cutsBack) = (first > 0, last < cells.count)
        line = (cutsFront ? "…" : "") + cells[first..<last].map(\.text).joined() + (cutsBack ? "…" : "")
        indent = (cutsFront ? 1 : 0) + offsets[min(max(start, first), last)] - offsets[first]
        length = max(1, offsets[min(end, last)] - offsets[min(max(start, first), last)])
    }
}
