/// A place in a source file: where a rule, a value or a problem stands.
///
/// Positions are what people read and what editors jump to: lines and columns start at 1, and a column counts
/// Unicode scalars, as editors do.
public struct SourcePosition: Hashable, Sendable, Comparable {
    /// The file as the user named it, relative to where the command was run.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column in Unicode scalars, from 1.
    public var column: Int

    /// Creates a position.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    public static func < (lhs: SourcePosition, rhs: SourcePosition) -> Bool {
        (lhs.file, lhs.line, lhs.column) < (rhs.file, rhs.line, rhs.column)
    }
}

extension SourcePosition: CustomStringConvertible {
    /// `file:line:column`, the form that terminals and editors turn into a link.
    public var description: String { "\(file):\(line):\(column)" }
}

/// A stretch of a source file, from its first scalar to just behind its last.
public struct SourceSpan: Hashable, Sendable {
    /// Where the stretch begins.
    public var start: SourcePosition
    /// The line of the position behind the last scalar, from 1.
    public var endLine: Int
    /// The column of the position behind the last scalar, from 1.
    public var endColumn: Int

    /// Creates a span; one that ends where it starts marks a single place.
    public init(start: SourcePosition, endLine: Int, endColumn: Int) {
        self.start = start
        self.endLine = endLine
        self.endColumn = endColumn
    }

    /// A span of one scalar.
    public init(at position: SourcePosition) {
        self.init(start: position, endLine: position.line, endColumn: position.column + 1)
    }
}
