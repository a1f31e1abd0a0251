extension NationalNumber {
    /// A Polish personal number: date with the century in its month, weights 1, 3, 7, 9.
    static func plPESEL(_ d: ArraySlice<UInt8>) -> Bool {
        let month = CalendarDate.pair(d, 2)
        guard
            CalendarDate.exists(
                [1900, 2000, 2100, 2200, 1800][month / 20] + CalendarDate.pair(d, 0), month % 20,
                CalendarDate.pair(d, 4))
        else { return false }
        return CheckSum.weighted(d, "13791379131") % 10 == 0
    }

    /// A Polish tax number: weights modulo 11.
    static func plNIP(_ d: ArraySlice<UInt8>) -> Bool {
        !isMonotone(d) && d[0] > 0 && CheckSum.weighted(d, "657234567") % 11 == Int(d[9])
    }

    /// A Polish identity card: three letters, a check digit and five digits, weights 7, 3, 1.
    static func plIDCard(_ d: ArraySlice<UInt8>) -> Bool {
        CheckSum.weighted(d, "731073173") % 10 == Int(d[3]) && d[4...].contains { $0 != d[4] }
    }

    /// A Czech or Slovak birth number: date (month raised by 50 for women, 20 when serials ran out), and since 1954
    /// divisible by 11.
    static func czRC(_ d: ArraySlice<UInt8>) -> Bool {
        var month = CalendarDate.pair(d, 2)
        if month > 50 { month -= 50 }
        if month > 20, d.count == 10 { month -= 20 }
        guard CalendarDate.exists(shortYear: CalendarDate.pair(d, 0), month, CalendarDate.pair(d, 4)) else {
            return false
        }
        if d.count == 9 { return CalendarDate.pair(d, 0) < 54 && CheckSum.number(d[6..<9]) != 0 }
        let rest = CheckSum.number(d[0..<9]) % 11
        return rest % 10 == Int(d[9])
    }

    /// A Hungarian social security number: weights 3 and 7.
    static func huTAJ(_ d: ArraySlice<UInt8>) -> Bool {
        CheckSum.weighted(d, "37373737") % 10 == Int(d[8]) && !isMonotone(d)
    }

    /// A Hungarian tax identifier of a person: 8 in front, weights 1 to 9, modulo 11.
    static func huTax(_ d: ArraySlice<UInt8>) -> Bool {
        d[0] == 8 && CheckSum.weighted(d, "123456789") % 11 == Int(d[9])
    }

    /// A Romanian personal number: sex and century, date, county, modulo 11.
    static func roCNP(_ d: ArraySlice<UInt8>) -> Bool {
        guard d[0] > 0, CalendarDate.yearMonthDay(d, 1) else { return false }
        let county = CalendarDate.pair(d, 7)
        guard (1...52).contains(county) || county == 70 || county >= 80 && county <= 83 else { return false }
        return CheckSum.weighted(d, "279146358279") % 11 % 10 == Int(d[12])
            || CheckSum.weighted(d, "279146358279") % 11 == 10 && d[12] == 1
    }

    /// A Bulgarian personal number: date (month raised by 20 or 40 for other centuries), modulo 11.
    static func bgEGN(_ d: ArraySlice<UInt8>) -> Bool {
        let month = CalendarDate.pair(d, 2)
        let year = CalendarDate.pair(d, 0) + (month > 40 ? 2000 : month > 20 ? 1800 : 1900)
        guard
            CalendarDate.exists(
                year, month > 40 ? month - 40 : month > 20 ? month - 20 : month, CalendarDate.pair(d, 4))
        else {
            return false
        }
        return CheckSum.weighted(d, "2485A9736") % 11 % 10 == Int(d[9])
    }

    /// A Croatian personal number: ISO/IEC 7064 MOD 11,10.
    static func hrOIB(_ d: ArraySlice<UInt8>) -> Bool { CheckSum.mod11And10(d) && !isMonotone(d) }

    /// The personal number of Yugoslavia's heirs: date with a year of three digits, weights 7 to 2, modulo 11.
    static func emso(_ d: ArraySlice<UInt8>) -> Bool {
        let short = CheckSum.number(d[4..<7])
        guard short >= 900 || short < 100,
            CalendarDate.exists(
                short >= 900 ? 1000 + short : 2000 + short, CalendarDate.pair(d, 2), CalendarDate.pair(d, 0))
        else { return false }
        let rest = CheckSum.weighted(d, "765432765432") % 11
        return (11 - rest) % 11 % 10 == Int(d[12])
    }

    /// A Greek social security number: date and Luhn.
    static func grAMKA(_ d: ArraySlice<UInt8>) -> Bool { CalendarDate.dayMonthYear(d, 0) && luhn(d) }

    /// A Greek tax number: weights by powers of two, modulo 11.
    static func grAFM(_ d: ArraySlice<UInt8>) -> Bool {
        var sum = 0
        for digit in d[0..<8] { sum = (sum + Int(digit)) * 2 }
        return sum % 11 % 10 == Int(d[8]) && !isMonotone(d)
    }

    /// A Turkish identity number: two check digits.
    static func trID(_ d: ArraySlice<UInt8>) -> Bool {
        guard d[0] != 0 else { return false }
        let odd = CheckSum.weighted(d, "101010101")
        let even = CheckSum.weighted(d, "01010101")
        let first = (odd * 7 - even) % 10
        return (first + 10) % 10 == Int(d[9]) && (odd + even + Int(d[9])) % 10 == Int(d[10])
    }

    /// A Ukrainian taxpayer number: weights −1, 5, 7, 9, 4, 6, 10, 5, 7, modulo 11.
    static func uaRNOKPP(_ d: ArraySlice<UInt8>) -> Bool {
        let sum = CheckSum.weighted(d, "057946A57") - Int(d[0])
        return !isMonotone(d) && ((sum % 11) + 11) % 11 % 10 == Int(d[9])
    }

    /// A Russian insurance number: weights 9 to 1, modulo 101.
    static func ruSNILS(_ d: ArraySlice<UInt8>) -> Bool {
        guard CheckSum.number(d[0..<9]) > 1_001_998, !isMonotone(d) else { return false }
        return CheckSum.weighted(d, "987654321") % 101 % 100 == CalendarDate.pair(d, 9)
    }

    /// A Russian tax number of a company (10 digits) or a person (12): weights modulo 11.
    static func ruINN(_ d: ArraySlice<UInt8>) -> Bool {
        guard !isMonotone(d), CalendarDate.pair(d, 0) > 0 else { return false }
        if d.count == 10 { return CheckSum.weighted(d, "24A359468") % 11 % 10 == Int(d[9]) }
        return CheckSum.weighted(d, "724A359468") % 11 % 10 == Int(d[10])
            && CheckSum.weighted(d, "3724A359468") % 11 % 10 == Int(d[11])
    }

    /// A Kazakh individual number: date, sex and century, weights modulo 11 and second weights for 10.
    static func kzIIN(_ d: ArraySlice<UInt8>) -> Bool {
        guard CalendarDate.yearMonthDay(d, 0), (1...6).contains(d[6]) else { return false }
        var check = CheckSum.weighted(d, "123456789AB") % 11
        if check == 10 { check = CheckSum.weighted(d, "3456789AB12") % 11 }
        return check == Int(d[11])
    }
}
