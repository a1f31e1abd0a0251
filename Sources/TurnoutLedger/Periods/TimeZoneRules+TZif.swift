/// Why bytes are not a time zone.
public struct TimeZoneDataError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in a few words: `it ends too early`.
    public var description: String

    init(_ description: String) { self.description = description }
}

extension TimeZoneRules {
    /// The most bytes of a file that are read; the largest of the public ones has less than 4,000.
    static let maximumBytes = 1 << 18

    /// Reads a TZif file of versions 1 to 4 (RFC 9636), as the package `tzdata` installs them.
    ///
    /// - Throws: when the bytes are not such a file, are more than 256 KiB, or say what no zone can be: offsets of a
    ///   day and more, or transitions out of order.
    public init(tzif bytes: [UInt8]) throws(TimeZoneDataError) {
        guard bytes.count <= Self.maximumBytes else { throw TimeZoneDataError("it has more than 256 KiB") }
        var reader = TZifReader(bytes: bytes)
        let old = try reader.header()
        guard old.version >= 2 else {
            let (first, transitions) = try reader.block(old, timeBytes: 4)
            self.init(first: first, transitions: transitions, rule: nil)
            return
        }
        // The first block is for readers that know 32 bits only.
        try reader.skip(old.size(timeBytes: 4))
        let header = try reader.header()
        let (first, transitions) = try reader.block(header, timeBytes: 8)
        self.init(first: first, transitions: transitions, rule: try reader.footer())
    }
}

private struct TZifHeader {
    var version: Int
    var isUTCount: Int
    var isStandardCount: Int
    var leapCount: Int
    var timeCount: Int
    var typeCount: Int
    var nameBytes: Int

    /// The bytes of the block that follows. Counts are below 2³², so this cannot overflow.
    func size(timeBytes: Int) -> Int {
        timeCount * (timeBytes + 1) + typeCount * 6 + nameBytes + leapCount * (timeBytes + 4) + isStandardCount
            + isUTCount
    }
}

private struct TZifReader {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func skip(_ count: Int) throws(TimeZoneDataError) {
        guard count <= bytes.count - index else { throw TimeZoneDataError("it ends too early") }
        index += count
    }

    /// A number of 4 or 8 bytes with its sign, the highest byte first.
    mutating func number(_ count: Int) throws(TimeZoneDataError) -> Int64 {
        let start = index
        try skip(count)
        let value = bytes[start..<index].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return count == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(truncatingIfNeeded: value)
    }

    mutating func header() throws(TimeZoneDataError) -> TZifHeader {
        let start = index
        try skip(20)
        guard bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
            throw TimeZoneDataError("it does not begin with `TZif`")
        }
        let version: Int
        switch bytes[start + 4] {
        case 0: version = 1
        // Versions after the second changed what a field may hold, none of them the layout.
        case UInt8(ascii: "2")...UInt8(ascii: "9"): version = Int(bytes[start + 4] - UInt8(ascii: "0"))
        default: throw TimeZoneDataError("its version is unknown")
        }
        var counts: [Int] = []
        for _ in 0..<6 { counts.append(Int(UInt32(truncatingIfNeeded: try number(4)))) }
        return TZifHeader(
            version: version, isUTCount: counts[0], isStandardCount: counts[1], leapCount: counts[2],
            timeCount: counts[3], typeCount: counts[4], nameBytes: counts[5])
    }

    /// The offset before all transitions, and the transitions.
    mutating func block(
        _ header: TZifHeader, timeBytes: Int
    ) throws(TimeZoneDataError) -> (first: Int64, transitions: [TimeZoneRules.Transition]) {
        // Before anything is made room for: a header may promise what the file does not have.
        let end = index + header.size(timeBytes: timeBytes)
        guard end <= bytes.count else { throw TimeZoneDataError("it ends too early") }
        guard (1...256).contains(header.typeCount) else { throw TimeZoneDataError("it has no type of local time") }

        var transitions: [TimeZoneRules.Transition] = []
        transitions.reserveCapacity(header.timeCount)
        for _ in 0..<header.timeCount {
            transitions.append(TimeZoneRules.Transition(time: try number(timeBytes), offset: 0))
        }
        let types = index
        try skip(header.timeCount)
        var offsets: [Int64] = []
        for _ in 0..<header.typeCount {
            let offset = try number(4)
            guard TimeZoneRules.offsets.contains(offset) else {
                throw TimeZoneDataError("an offset from UTC is out of range")
            }
            offsets.append(offset)
            try skip(2)
        }
        for place in transitions.indices {
            let type = Int(bytes[types + place])
            guard type < offsets.count else { throw TimeZoneDataError("a type of local time is missing") }
            transitions[place].offset = offsets[type]
        }
        // Abbreviations are for people.
        try skip(header.nameBytes)
        try removeLeapSeconds(header.leapCount, timeBytes: timeBytes, from: &transitions)
        for (earlier, later) in zip(transitions, transitions.dropFirst()) where earlier.time >= later.time {
            throw TimeZoneDataError("its transitions are out of order")
        }
        guard transitions.allSatisfy({ TimeZoneRules.times.contains($0.time) }) else {
            throw TimeZoneDataError("a transition is out of range")
        }
        index = end
        return (offsets[0], transitions)
    }

    /// Files below `right/` count leap seconds, and a ``Timestamp`` does not. So the records serve to take them out of
    /// the transitions, and are not kept.
    private mutating func removeLeapSeconds(
        _ count: Int, timeBytes: Int, from transitions: inout [TimeZoneRules.Transition]
    ) throws(TimeZoneDataError) {
        var records: [(time: Int64, sum: Int64)] = []
        for _ in 0..<count { records.append((try number(timeBytes), try number(4))) }
        for (earlier, later) in zip(records, records.dropFirst()) where earlier.time >= later.time {
            throw TimeZoneDataError("its leap seconds are out of order")
        }
        guard !records.isEmpty else { return }
        var next = 0
        var sum: Int64 = 0
        for place in transitions.indices {
            while next < records.count, records[next].time <= transitions[place].time {
                sum = records[next].sum
                next += 1
            }
            let (time, overflow) = transitions[place].time.subtractingReportingOverflow(sum)
            guard !overflow else { throw TimeZoneDataError("its leap seconds are out of range") }
            transitions[place].time = time
        }
    }

    /// The rule for the time after the last transition; `nil` when the file leaves it open.
    mutating func footer() throws(TimeZoneDataError) -> POSIXZone? {
        let newline = UInt8(ascii: "\n")
        guard index < bytes.count, bytes[index] == newline,
            let end = bytes[(index + 1)...].firstIndex(of: newline)
        else { throw TimeZoneDataError("its last line is missing") }
        let text = bytes[(index + 1)..<end]
        guard !text.isEmpty else { return nil }
        guard let rule = POSIXZone(text) else { throw TimeZoneDataError("its last line is not a rule of POSIX") }
        return rule
    }
}
