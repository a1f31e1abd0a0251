import TurnoutCore

/// Checks that a log is as it was written: every line in its place, and none that was not there.
///
/// The files are read in the order of their age, piece by piece; no more than a line is kept. A log whose end was cut off
/// looks like one that ends there, so who wants to know keeps the last digest elsewhere and expects it here. A chain without
/// a key does not stop one who writes all of it anew: that digest does.
public struct AuditCheck: Sendable {
    /// The longest line, in bytes; a longer one is none of a log.
    static let longestLine: Int64 = 16 << 20
    private let longest: Int

    /// A line that was read, or what is left of it.
    struct Line: Sendable {
        var file: String
        var number: Int
        var bytes: [UInt8]
        var length: Int
        var digest: String
        /// What ties it; `nil` when it is no line of a log.
        var link: AuditLink?

        /// What the line behind it is tied with.
        var next: AuditLink? { link.map { AuditLink(number: $0.number &+ 1, previous: digest) } }

        /// Whether it vouches for a line that was cut short.
        func vouches(for line: Line) -> Bool {
            guard let json = try? JSONValue(parsing: bytes), json["event"]?.string == "torn" else { return false }
            return json["sha256"]?.string == line.digest && json["bytes"]?.int == line.length
        }
    }

    private var report = AuditReport()
    private let expected: String?
    private var file = ""
    private var number = 0
    /// The line that is being read.
    private var bytes: [UInt8] = []
    private var length = 0
    private var digest = SHA256()
    /// The last line in order.
    private var last: Line?
    /// A line that is out of order; the one behind it says in which way.
    private var suspect: Line?
    /// A line that vouches for the suspect and does not fit; the one behind it says which of them was changed.
    private var mark: Line?

    /// Begins a check.
    ///
    /// - Parameter expected: the digest of a line that must be there: what was once the last.
    public init(expecting expected: String? = nil) {
        self.init(expecting: expected, longestLine: Int(Self.longestLine))
    }

    init(expecting expected: String? = nil, longestLine: Int) {
        self.expected = expected
        longest = longestLine
    }

    /// Whether a fault was found, so that reading on is of no use.
    public var isBroken: Bool { report.fault != nil }

    // MARK: Reading

    /// Begins with the next file.
    public mutating func begin(file: String) {
        report.files += 1
        self.file = file
        number = 0
    }

    /// Reads some bytes of the file.
    public mutating func take(_ piece: [UInt8]) {
        var rest = piece[...]
        while !rest.isEmpty, !isBroken {
            let end = rest.firstIndex(of: 0x0A)
            add(rest[..<(end ?? rest.endIndex)])
            guard let end else { return }
            rest = rest[(end + 1)...]
            let line = takeLine()
            judge(line)
        }
    }

    /// Reads the end of the file.
    public mutating func end() {
        guard !isBroken else { return }
        if length == 0 {
            // A log's file is not given its name before its first line is in it.
            guard number == 0, last != nil else { return }
            resolve(with: nil)
            if !isBroken { fail(.removed, takeLine(), "the file is empty") }
            return
        }
        let line = takeLine()
        resolve(with: nil)
        if !isBroken { fail(.torn, line, "the last line has no end") }
    }

    private mutating func add(_ piece: ArraySlice<UInt8>) {
        length += piece.count
        guard length <= longest else {
            bytes = []
            return
        }
        digest.update(piece)
        bytes += piece
    }

    private mutating func takeLine() -> Line {
        number += 1
        let hex = SHA256.hex(of: digest.finish())
        let isObject = bytes.isOneObject
        let line = Line(
            file: file, number: number, bytes: bytes, length: length, digest: hex,
            link: isObject ? AuditLink(bytes) : nil)
        bytes = []
        length = 0
        digest = SHA256()
        return line
    }

    /// The end of the log.
    public mutating func finish() -> AuditReport {
        resolve(with: nil)
        if let last {
            report.last = last.link?.number
            report.lastDigest = last.digest
            report.to = (try? JSONValue(parsing: last.bytes))?["time"]?.string.flatMap { Timestamp(rfc3339: $0) }
        }
        if let expected, report.behindExpected == nil, !isBroken {
            let line = last ?? Line(file: file, number: 1, bytes: [], length: 0, digest: "")
            fail(.cutOff, line, "no line has the digest \(expected); the last has \(report.lastDigest ?? "none")")
        }
        return report
    }

    // MARK: Judging

    private mutating func judge(_ line: Line) {
        if suspect != nil {
            if resolve(with: line) { return }
            if isBroken { return }
        }
        guard let last else { return judgeFirst(line) }
        guard let link = line.link, let due = last.next else {
            suspect = line
            return
        }
        if link == due {
            guard line.isMark else { return accept(line) }
            return fail(.removed, line, "the line that was cut short should stand before this one")
        }
        guard link.number < due.number, link.previous != due.previous else {
            suspect = line
            return
        }
        // Of two lines behind the same one the first was not there.
        if link == last.link {
            fail(.inserted, last, "entry \(link.number) stands here, and another one of that number behind it")
        } else {
            fail(.inserted, line, "entry \(link.number) stands here again, where \(due.number) is due")
        }
    }

    private mutating func judgeFirst(_ line: Line) {
        guard let header = AuditMark.Header(line.bytes), line.link != nil else {
            if let link = line.link, link.number > 0 {
                return fail(.removed, line, "the file begins with entry \(link.number), and not with its first line")
            }
            return fail(.changed, line, "the first line is not that of a decision log of this version")
        }
        report.first = header.link.number
        report.from = header.time
        accept(line)
    }

    private mutating func accept(_ line: Line) {
        last = line
        if !line.isHeader { report.entries += 1 }
        if let behind = report.behindExpected { report.behindExpected = behind + 1 }
        if line.digest == expected { report.behindExpected = 0 }
    }

    /// Says in which way the suspect is out of order, by the line behind it.
    ///
    /// - Returns: whether the line behind is dealt with.
    @discardableResult
    private mutating func resolve(with line: Line?) -> Bool {
        guard let suspect, let due = last?.next, let last else { return false }
        self.suspect = nil
        let behind = line?.link
        guard let link = suspect.link else {
            resolve(fragment: suspect, with: line, behind: last, due)
            return true
        }
        if link.previous == due.previous {
            fail(.changed, suspect, "entry \(due.number) should stand here, and not \(link.number)")
        } else if link.number == due.number {
            failTie(suspect, last, behind, due)
        } else if behind == due || behind.map({ $0.number <= link.number }) == true {
            fail(.reordered, suspect, "entry \(due.number) should stand here, and not \(link.number)")
        } else {
            let count = link.number - due.number
            let missing = count == 1 ? "entry \(due.number)" : "entries \(due.number) to \(link.number - 1)"
            fail(.removed, suspect, "\(missing) should stand before this line, which is entry \(link.number)")
        }
        return true
    }

    /// Says what a line is that is none of a log: one that was cut short, if the one behind it says so.
    private mutating func resolve(fragment: Line, with line: Line?, behind last: Line, _ due: AuditLink) {
        if let mark {
            self.mark = nil
            // A line that was written behind the mark says whether that is as it was.
            if let line, line.link?.previous != mark.digest {
                fail(.changed, mark, "it does not fit the line before it")
            } else if mark.link != due {
                fail(.changed, last, "entry \(due.number) was written behind another line than this one")
            } else {
                fail(.changed, fragment, "it was cut short, and is not what the line behind it says it was")
            }
        } else if let line, line.isMark, line.link?.number == due.number {
            if line.link == due, line.vouches(for: fragment) {
                report.tornLines += 1
                accept(line)
            } else {
                mark = line
                suspect = fragment
            }
        } else if let line, line.link == nil, AuditLink(line.bytes) == due {
            fail(.changed, line, "entry \(due.number) should stand here, and this is no line of a log")
        } else if let line, line.link == due {
            fail(.inserted, fragment, "no line of a log; the one behind it was written behind the one before it")
        } else {
            fail(.changed, fragment, "entry \(due.number) should stand here, and this is no line of a log")
        }
    }

    /// A line has the right number and was written behind another line than the one before it.
    private mutating func failTie(_ line: Line, _ before: Line, _ behind: AuditLink?, _ due: AuditLink) {
        let digests = "\(before.digest); the line behind it was written behind \(line.link?.previous ?? "nothing")"
        if behind == due {
            fail(.inserted, line, "the line behind this one was written behind the line before it")
        } else if behind?.previous == line.digest {
            fail(.changed, before, "its digest is \(digests)")
        } else if behind != nil {
            fail(.changed, line, "it was not written behind the line before it, whose digest is \(before.digest)")
        } else {
            fail(.changed, before, "this line or the one behind it, the last: the digest of this one is \(digests)")
        }
    }

    private mutating func fail(_ kind: AuditFault.Kind, _ line: Line, _ message: String) {
        suspect = nil
        report.fault = AuditFault(kind: kind, file: line.file, line: line.number, message: message)
    }
}

extension AuditCheck.Line {
    /// Whether it begins a file.
    var isHeader: Bool { begins(with: "\"format\":\"\(AuditMark.format)\"") }

    /// Whether it says of the line before it that it was cut short.
    var isMark: Bool { begins(with: "\"event\":\"torn\"") }

    /// Whether that is the first member behind the link.
    private func begins(with member: String) -> Bool {
        guard let link else { return false }
        return bytes.dropFirst(link.length).starts(with: member.utf8)
    }
}
