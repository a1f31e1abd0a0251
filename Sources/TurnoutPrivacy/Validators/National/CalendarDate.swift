/// Dates as they stand inside numbers.
enum CalendarDate {
    /// The years in which somebody alive, or not long dead, may have been born.
    static let birthYears = 1900...2035

    /// Whether a day exists in a month of a year.
    static func exists(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        guard day >= 1 else { return false }
        switch month {
        case 1, 3, 5, 7, 8, 10, 12: return day <= 31
        case 4, 6, 9, 11: return day <= 30
        case 2: return day <= (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28)
        default: return false
        }
    }

    /// Whether a day exists in a year of which the century is not known: 29 February counts as long as some year
    /// with these last digits has it.
    static func exists(shortYear year: Int, _ month: Int, _ day: Int) -> Bool {
        exists(2000 + year, month, day)
    }

    /// Two digits of a number as one value.
    @inline(__always)
    static func pair(_ values: ArraySlice<UInt8>, _ offset: Int) -> Int {
        Int(values[values.startIndex + offset]) * 10 + Int(values[values.startIndex + offset + 1])
    }

    /// Whether a number has a date at an offset: year, month, day, two digits each.
    static func yearMonthDay(_ values: ArraySlice<UInt8>, _ offset: Int) -> Bool {
        exists(shortYear: pair(values, offset), pair(values, offset + 2), pair(values, offset + 4))
    }

    /// Whether a number has a date at an offset: day, month, year, two digits each.
    static func dayMonthYear(_ values: ArraySlice<UInt8>, _ offset: Int) -> Bool {
        exists(shortYear: pair(values, offset + 4), pair(values, offset + 2), pair(values, offset))
    }

    /// Whether a number has a birth date of eight digits at an offset, year first.
    static func fullDate(_ values: ArraySlice<UInt8>, _ offset: Int) -> Bool {
        let year = pair(values, offset) * 100 + pair(values, offset + 2)
        return birthYears.contains(year) && exists(year, pair(values, offset + 4), pair(values, offset + 6))
    }
}
