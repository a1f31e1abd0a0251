public import TurnoutCore

/// What a check of a log found.
public struct AuditReport: Hashable, Sendable {
    /// The files that were read.
    public internal(set) var files = 0
    /// The entries up to the first fault; lines that begin files are none.
    public internal(set) var entries = 0
    /// Lines that a crash cut short, and that the line behind vouches for.
    public internal(set) var tornLines = 0
    /// The number of the first line that was read. Unless it is 0, older files are not here.
    public internal(set) var first: Int64?
    /// The number of the last line in order.
    public internal(set) var last: Int64?
    /// When the first file was begun.
    public internal(set) var from: Timestamp?
    /// The time of the last line in order.
    public internal(set) var to: Timestamp?
    /// The digest of the last line in order: who keeps it elsewhere sees when lines behind are cut off.
    public internal(set) var lastDigest: String?
    /// How many lines are behind the one with the digest that was expected; `nil` when none was, or none has it.
    public internal(set) var behindExpected: Int64?
    /// The first place where the log is not as it was written.
    public internal(set) var fault: AuditFault?

    /// Whether the log is as it was written.
    public var holds: Bool { fault == nil }
}

/// Where a log is not as it was written, and in which way.
public struct AuditFault: Hashable, Sendable {
    /// What was done to it.
    public enum Kind: String, Sendable, CaseIterable {
        /// A line is not the one that was written.
        case changed
        /// Lines are missing.
        case removed
        /// A line was not there when the one behind it was written.
        case inserted
        /// Lines stand in another order.
        case reordered
        /// The last line has no end.
        case torn
        /// The line with the digest that was expected is not there.
        case cutOff = "cut_off"
    }

    public var kind: Kind
    /// The file, by the name that it was given.
    public var file: String
    /// The line in the file, from 1.
    public var line: Int
    /// A sentence: what was expected, and what is there.
    public var message: String
}

extension AuditFault.Kind {
    /// What it means, in a sentence.
    public var meaning: String {
        switch self {
        case .changed: "The line is not the one that was written."
        case .removed: "Lines that were written are not there."
        case .inserted: "A line stands there that was not there when the log was written."
        case .reordered: "Lines stand in another order than they were written in."
        case .torn:
            "The last line has no end: it is being written, a crash cut it short, or somebody did. The next start of its "
                + "writer says in the log how much of it there is."
        case .cutOff: "The log once ended with a line that is not there: it was cut off before it, or rewritten."
        }
    }
}
