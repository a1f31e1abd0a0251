import TurnoutCore

/// Where a log stands: what its next line is tied to, and in what state the last write left its file.
struct LogEnd {
    /// The file's length as far as it counts, in bytes; what is behind is to be cut off.
    private(set) var size: Int64 = 0
    /// What the next line is tied with.
    private(set) var next = AuditLink(number: 0, previous: nil)
    /// The day on which the file was begun, from 1970 on; `nil` before its first line.
    private(set) var day: Int64?
    /// Bytes behind the last whole line, from a write that a crash cut short.
    private var torn: (count: Int, digest: String)?
    /// The last line is whole but for its end.
    private var lacksEnd = false

    /// The end of a new log.
    init() {}

    /// Finds the end of a log's file.
    ///
    /// - Throws: when the file is something else, or its last line is no line of a log.
    init(of file: borrowing RawFile, path: String) throws(AuditFailure) {
        let first: [UInt8]
        let last: (line: [UInt8], rest: [UInt8])?
        do throws(SystemFailure) {
            size = try file.size()
            if size == 0 { return }
            first = try Self.firstLine(of: file)
            last = try Self.lastLine(of: file, size: size)
        } catch {
            throw AuditFailure(path, error)
        }
        if last == nil, Self.isBeginning(first) {
            // Not even the file's first line came to its end, so nothing was ever promised.
            size = 0
            return
        }
        guard let header = AuditMark.Header(first) else {
            throw AuditFailure("`\(path)` is no decision log of this version; name another file")
        }
        day = header.time.day
        guard let last, let link = AuditLink(last.line) else {
            throw AuditFailure(
                "the decision log `\(path)` does not end in a line of a log: `turnout audit verify` says where it "
                    + "is broken; name another file")
        }
        next = link.next(behind: last.line)
        guard !last.rest.isEmpty else { return }
        if last.rest.isOneObject, AuditLink(last.rest) == next {
            next = next.next(behind: last.rest)
            lacksEnd = true
        } else {
            torn = (last.rest.count, SHA256.hex(last.rest))
        }
    }

    /// Whether bytes are those that any log begins with, as far as they go.
    private static func isBeginning(_ bytes: [UInt8]) -> Bool {
        let beginning = AuditLink(number: 0, previous: nil).line(Array("{\"format\":\"\(AuditMark.format)\"".utf8))
        return bytes.count < beginning.count ? beginning.starts(with: bytes) : bytes.starts(with: beginning)
    }

    private static func firstLine(of file: borrowing RawFile) throws(SystemFailure) -> [UInt8] {
        Array(try file.read(at: 0, count: 4_096).prefix { $0 != 0x0A })
    }

    /// The last whole line and what is behind it; `nil` when they are too long.
    private static func lastLine(
        of file: borrowing RawFile, size: Int64
    ) throws(SystemFailure) -> (line: [UInt8], rest: [UInt8])? {
        var window: Int64 = 1 << 16
        while true {
            let start = max(0, size - window)
            let bytes = try file.read(at: start, count: Int(size - start))
            if let end = bytes.lastIndex(of: 0x0A) {
                let before = bytes[..<end].lastIndex(of: 0x0A)
                if before != nil || start == 0 {
                    return (Array(bytes[(before.map { $0 + 1 } ?? 0)..<end]), Array(bytes[(end + 1)...]))
                }
            }
            guard start > 0, window < 2 * AuditCheck.longestLine else { return nil }
            window *= 4
        }
    }

    /// What is to be written: the lines of some entries, with what must stand before them.
    ///
    /// - Parameters:
    ///   - marks: lines of the log itself that come first.
    ///   - objects: the entries in JSON text.
    /// - Returns: the bytes, and where the log stands behind them.
    func adding(_ marks: [[JSONMember]], _ objects: [[UInt8]], at time: Timestamp) -> (bytes: [UInt8], end: LogEnd) {
        var bytes: [UInt8] = []
        var end = self
        func add(_ line: [UInt8]) {
            bytes += line
            bytes.append(0x0A)
            end.next = end.next.next(behind: line)
        }
        if lacksEnd || torn != nil { bytes.append(0x0A) }
        if let torn { add(end.next.line(AuditMark.torn(torn.count, digest: torn.digest, at: time))) }
        if day == nil { add(end.next.line(AuditMark.opened(at: time))) }
        for mark in marks { add(end.next.line(mark)) }
        for object in objects { add(end.next.line(object)) }
        end.size += Int64(bytes.count)
        end.day = day ?? time.day
        (end.torn, end.lacksEnd) = (nil, false)
        return (bytes, end)
    }

    /// The beginning of the file behind this one, and where the log stands behind it.
    func beginningAnew(at time: Timestamp) -> (bytes: [UInt8], end: LogEnd) {
        var end = LogEnd()
        end.next = next
        return end.adding([], [], at: time)
    }

    /// Whether the file ends as it should.
    var isWhole: Bool { torn == nil && !lacksEnd }
}

extension AuditLink {
    /// What ties the line behind a line with this link.
    func next(behind line: [UInt8]) -> AuditLink { AuditLink(number: number &+ 1, previous: SHA256.hex(line)) }
}

extension Timestamp {
    /// The day in UTC, from 1970 on.
    var day: Int64 {
        let length: Int64 = 86_400_000_000
        return microseconds >= 0 ? microseconds / length : (microseconds &- length &+ 1) / length
    }
}

extension AuditFailure {
    /// A log that the system does not let be written.
    init(_ path: String, _ failure: SystemFailure) {
        self.init("the decision log `\(path)` cannot be written: \(failure.reason)")
    }
}
