extension POSIXZone {
    /// Reads `CET-1CEST,M3.5.0,M10.5.0/3` and the like; `nil` for anything else.
    ///
    /// Summer time needs its two changes: which ones hold without is for each system to say.
    init?(_ text: ArraySlice<UInt8>) {
        var reader = POSIXZoneReader(rest: text)
        guard reader.skipName(), let west = reader.offset() else { return nil }
        self.init(offset: -west, summer: nil)
        if reader.rest.isEmpty { return }
        guard reader.skipName() else { return nil }
        var east = offset + 3_600
        if reader.rest.first != UInt8(ascii: ",") {
            guard let west = reader.offset() else { return nil }
            east = -west
        }
        guard let start = reader.change(), let end = reader.change(), reader.rest.isEmpty,
            TimeZoneRules.offsets.contains(east)
        else { return nil }
        summer = Summer(offset: east, start: start, end: end)
    }
}

private struct POSIXZoneReader {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: scalar) else { return false }
        rest.removeFirst()
        return true
    }

    /// Three letters or more; between `<` and `>` also digits and signs.
    mutating func skipName() -> Bool {
        let isQuoted = skip("<")
        let name = rest.prefix { byte in
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            return isLetter || (isQuoted && (isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")))
        }
        rest = rest.dropFirst(name.count)
        return name.count >= 3 && (!isQuoted || skip(">"))
    }

    /// `[+-]hh[:mm[:ss]]` in seconds, up to 24 hours and 59 minutes.
    mutating func offset() -> Int64? { time(maximumHours: 24) }

    /// `,day[/time]`; two in the morning when no time is given.
    mutating func change() -> POSIXZone.Change? {
        guard skip(","), let day = day() else { return nil }
        guard skip("/") else { return POSIXZone.Change(day: day, time: 2 * 3_600) }
        guard let time = time(maximumHours: 167) else { return nil }
        return POSIXZone.Change(day: day, time: time)
    }

    private mutating func day() -> POSIXZone.Day? {
        if skip("J") { return number(1...365).map(POSIXZone.Day.withoutLeapDay) }
        guard skip("M") else { return number(0...365).map(POSIXZone.Day.fromZero) }
        guard let month = number(1...12), skip("."), let week = number(1...5), skip("."), let day = number(0...6) else {
            return nil
        }
        return .weekday(month: month, week: week, day: day)
    }

    private mutating func time(maximumHours: Int64) -> Int64? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard var seconds = number(0...maximumHours).map({ $0 * 3_600 }) else { return nil }
        if skip(":") {
            guard let minutes = number(0...59) else { return nil }
            seconds += minutes * 60
            if skip(":") {
                guard let value = number(0...59) else { return nil }
                seconds += value
            }
        }
        return isNegative ? -seconds : seconds
    }

    /// Up to three digits.
    private mutating func number(_ range: ClosedRange<Int64>) -> Int64? {
        let digits = rest.prefix(4).prefix(while: isDigit)
        guard !digits.isEmpty, digits.count <= 3 else { return nil }
        rest = rest.dropFirst(digits.count)
        let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        return range.contains(value) ? value : nil
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
