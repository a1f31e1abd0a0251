/// Days of the Gregorian calendar, counted from 1970-01-01.
///
/// The arithmetic is Howard Hinnant's, http://howardhinnant.github.io/date_algorithms.html; years begin in March in it,
/// so that a leap day is a year's last. It holds for all days that a ``Timestamp`` can name.
enum CivilDay {
    static let seconds: Int64 = 86_400

    /// The number of the day; `month` from 1 to 12, `day` from 1.
    static func number(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month < 3 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let (era, yearOfEra) = marchYear.dividedDown(by: 400)
        let dayOfYear = (monthFromMarch * 153 + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The year and the month that a day is in.
    static func yearAndMonth(of number: Int64) -> (year: Int64, month: Int64) {
        let (era, dayOfEra) = (number + 719_468).dividedDown(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (dayOfYear * 5 + 2) / 153
        let month = (monthFromMarch + 2) % 12 + 1
        return (era * 400 + yearOfEra + (month < 3 ? 1 : 0), month)
    }

    /// From 0 for Sunday to 6: the first day of 1970 was a Thursday.
    static func weekday(of number: Int64) -> Int64 { (number + 4).dividedDown(by: 7).remainder }

    static func isLeap(_ year: Int64) -> Bool { (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 }
}

extension Int64 {
    /// The quotient rounded towards negative infinity, and what is left: never less than nothing for a `divisor` above
    /// it.
    func dividedDown(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
