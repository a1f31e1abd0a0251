extension NationalNumber {
    /// A Danish personal number: a date of birth; numbers since 2007 keep no check digit.
    static func dkCPR(_ d: ArraySlice<UInt8>) -> Bool {
        let day = CalendarDate.pair(d, 0)
        return CalendarDate.exists(
            shortYear: CalendarDate.pair(d, 4), CalendarDate.pair(d, 2), day > 60 ? day - 60 : day)
    }

    /// A Norwegian birth number: date (day raised by 40, month by 40 or 80 for other kinds) and two checks modulo 11.
    static func noFodselsnummer(_ d: ArraySlice<UInt8>) -> Bool {
        let day = CalendarDate.pair(d, 0)
        let month = CalendarDate.pair(d, 2)
        guard
            CalendarDate.exists(
                shortYear: CalendarDate.pair(d, 4), month > 80 ? month - 80 : month > 40 ? month - 40 : month,
                day > 40 ? day - 40 : day)
        else { return false }
        return CheckSum.weighted(d, "3761894521") % 11 == 0 && CheckSum.weighted(d, "54327654321") % 11 == 0
    }

    /// A Swedish personal number with or without its century: date (day raised by 60 for coordination numbers), Luhn
    /// over the last ten digits.
    static func sePersonnummer(_ d: ArraySlice<UInt8>) -> Bool {
        let short = Array(d.suffix(10))[...]
        if d.count == 12, !(18...20).contains(CalendarDate.pair(d, 0)) { return false }
        let day = CalendarDate.pair(short, 4)
        let year = CalendarDate.pair(short, 0)
        return CalendarDate.exists(shortYear: year, CalendarDate.pair(short, 2), day > 60 ? day - 60 : day)
            && luhn(short)
    }

    /// A Finnish personal identity code: date, sign of the century, the rest by 31 as a letter or digit.
    static func fiCode(_ d: ArraySlice<UInt8>) -> Bool {
        let checks: StaticString = "0123456789ABCDEFHJKLMNPRSTUVWXY"
        guard CalendarDate.dayMonthYear(d, 0) else { return false }
        if d.count == 11 {  // the sign is a letter: A…F for 2000, U…Y for 1900
            guard (10...15).contains(d[6]) || (30...34).contains(d[6]) else { return false }
        }
        let serial = d[(d.count - 4)..<(d.count - 1)]
        let rest = (CheckSum.number(d[0..<6]) * 1000 + CheckSum.number(serial)) % 31
        let check = (checks.utf8Start + rest).pointee
        return d[d.count - 1] == (check >= 65 ? check - 55 : check - 48) && CheckSum.number(serial) > 1
    }

    /// An Icelandic number: date (day raised by 40 for companies), weights 3, 2, 7 to 2, modulo 11, century last.
    static func isKennitala(_ d: ArraySlice<UInt8>) -> Bool {
        let day = CalendarDate.pair(d, 0)
        guard d[9] >= 8 || d[9] == 0 else { return false }
        let short = CalendarDate.pair(d, 4)
        guard CalendarDate.exists(shortYear: short, CalendarDate.pair(d, 2), day > 40 ? day - 40 : day) else {
            return false
        }
        let check = (11 - CheckSum.weighted(d, "32765432") % 11) % 11
        return check == Int(d[8])
    }

    /// An Estonian or Lithuanian personal code: century and sex, date, weights modulo 11 and second weights for 10.
    static func balticCode(_ d: ArraySlice<UInt8>) -> Bool {
        guard (1...8).contains(d[0]), CalendarDate.yearMonthDay(d, 1) else { return false }
        var check = CheckSum.weighted(d, "1234567891") % 11
        if check == 10 { check = CheckSum.weighted(d, "3456789123") % 11 % 10 }
        return check == Int(d[10])
    }

    /// A Latvian personal code: 32 in front of the new ones, which have no check; date and modulo 11 in the old ones.
    static func lvCode(_ d: ArraySlice<UInt8>) -> Bool {
        if d[0] == 3, d[1] >= 2 { return !isMonotone(d) }
        guard CalendarDate.dayMonthYear(d, 0), d[6] <= 2 else { return false }
        return (CheckSum.weighted(d, "A584216379") + 1) % 11 % 10 == Int(d[10])
    }

    /// A Latvian personal code of the kind that can be checked.
    static func lvOldCode(_ d: ArraySlice<UInt8>) -> Bool { d[0] < 4 && d[0] * 10 + d[1] <= 31 && lvCode(d) }
}
