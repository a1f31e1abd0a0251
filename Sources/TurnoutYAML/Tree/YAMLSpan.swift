public import TurnoutCore

/// A stretch of a YAML text, from its first Unicode scalar to just behind its last, without the file's name.
///
/// A tree has one span on every node, so it is kept small. Offsets count bytes from 0, the byte-order mark included;
/// lines and columns count from 1, and a column counts Unicode scalars, the byte-order mark not included.
public struct YAMLSpan: Hashable, Sendable {
    /// The byte offset of the first scalar, from 0.
    public var offset: UInt32
    /// The line of the first scalar, from 1.
    public var line: UInt32
    /// The column of the first scalar, from 1.
    public var column: UInt32
    /// The byte offset behind the last scalar; equal to `offset` where the span marks a place and no text.
    public var endOffset: UInt32
    /// The line of the place behind the last scalar, from 1.
    public var endLine: UInt32
    /// The column of the place behind the last scalar, from 1.
    public var endColumn: UInt32

    /// Creates a span from its six numbers.
    public init(
        offset: UInt32,
        line: UInt32,
        column: UInt32,
        endOffset: UInt32,
        endLine: UInt32,
        endColumn: UInt32
    ) {
        self.offset = offset
        self.line = line
        self.column = column
        self.endOffset = endOffset
        self.endLine = endLine
        self.endColumn = endColumn
    }

    /// The same stretch with the name of its file, in the form that diagnostics carry.
    public func sourceSpan(in file: String) -> SourceSpan {
        SourceSpan(
            start: SourcePosition(file: file, line: Int(line), column: Int(column)),
            endLine: Int(endLine),
            endColumn: Int(endColumn)
        )
    }
}

/// One place in a text: a byte offset from 0, a line and a column from 1.
struct YAMLPlace: Hashable, Sendable {
    var offset: UInt32
    var line: UInt32
    var column: UInt32

    init(offset: UInt32, line: UInt32, column: UInt32) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    init(_ offset: Int, _ line: UInt32, column: Int) {
        self.init(offset: UInt32(clamping: offset), line: line, column: UInt32(clamping: column))
    }

    /// The first place of every text.
    static let origin = YAMLPlace(offset: 0, line: 1, column: 1)
}

extension YAMLSpan {
    /// A span between two places; a range that would end before it starts is cut to its start.
    init(_ start: YAMLPlace, _ end: YAMLPlace) {
        let last = end.offset < start.offset ? start : end
        self.init(
            offset: start.offset,
            line: start.line,
            column: start.column,
            endOffset: last.offset,
            endLine: last.line,
            endColumn: last.column
        )
    }

    /// A span without extent.
    init(at place: YAMLPlace) {
        self.init(place, place)
    }

    /// Where the span begins.
    var start: YAMLPlace { YAMLPlace(offset: offset, line: line, column: column) }

    /// The place behind the span's last scalar.
    var end: YAMLPlace { YAMLPlace(offset: endOffset, line: endLine, column: endColumn) }
}
