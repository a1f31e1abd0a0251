extension NationalNumber {
    /// A Brazilian taxpayer number: two check digits modulo 11.
    static func brCPF(_ d: ArraySlice<UInt8>) -> Bool {
        !isMonotone(d) && check11(CheckSum.weighted(d, "A98765432")) == d[9]
            && check11(CheckSum.weighted(d, "BA98765432")) == d[10]
    }

    /// A Brazilian company number: two check digits modulo 11.
    static func brCNPJ(_ d: ArraySlice<UInt8>) -> Bool {
        !isMonotone(d) && check11(CheckSum.weighted(d, "543298765432")) == d[12]
            && check11(CheckSum.weighted(d, "6543298765432")) == d[13]
    }

    /// A Brazilian social number (PIS, PASEP, NIS): one check digit modulo 11.
    static func brPIS(_ d: ArraySlice<UInt8>) -> Bool {
        !isMonotone(d) && check11(CheckSum.weighted(d, "3298765432")) == d[10]
    }

    /// 11 less the rest, 0 for 10 and 11.
    private static func check11(_ sum: Int) -> UInt8 {
        sum % 11 < 2 ? 0 : UInt8(11 - sum % 11)
    }

    /// A Mexican population registry code: date, sex, state, check modulo 10 over an alphabet with Ñ.
    static func mxCURP(_ d: ArraySlice<UInt8>) -> Bool {
        guard CalendarDate.yearMonthDay(d, 4), d[10] == 17 || d[10] == 22 || d[10] == 33, d[17] < 10 else {
            return false
        }
        let states: StaticString = "ASBCBSCCCHCLCMCSDFDGGRGTHGJCMCMNMSNENLNTOCPLQRQTSLSPSRTCTLTSVZYNZSEX"
        let hasState = stride(from: 0, to: states.utf8CodeUnitCount, by: 2).contains { place in
            (states.utf8Start + place).pointee - 55 == d[11] && (states.utf8Start + place + 1).pointee - 55 == d[12]
        }
        guard hasState else { return false }
        var sum = 0
        for place in 0..<17 { sum += (Int(d[place]) + (d[place] > 23 ? 1 : 0)) * (18 - place) }
        return (10 - sum % 10) % 10 == Int(d[17])
    }

    /// A Mexican tax code of a person (13) or a company (12): date and check modulo 11.
    static func mxRFC(_ d: ArraySlice<UInt8>) -> Bool {
        guard CalendarDate.yearMonthDay(d, d.count - 9) else { return false }
        var sum = d.count == 12 ? 481 : 0  // a blank in front of companies' codes counts 37
        for (place, value) in d.dropLast().enumerated() {
            sum += (Int(value) + (value > 23 ? 1 : 0)) * (d.count - place)
        }
        let check = (11 - sum % 11) % 11
        return check == Int(d[d.count - 1])
    }

    /// A Mexican tax code whose check is not looked at.
    static func mxRFCDate(_ d: ArraySlice<UInt8>) -> Bool { CalendarDate.yearMonthDay(d, d.count - 9) }

    /// A Chilean tax number: weights 2 to 7 from the right, modulo 11, K for 10.
    static func clRUT(_ d: ArraySlice<UInt8>) -> Bool {
        var sum = 0
        for (position, digit) in d.dropLast().reversed().enumerated() { sum += Int(digit) * (position % 6 + 2) }
        let check = 11 - sum % 11
        return d[d.count - 1] == (check == 10 ? 20 : UInt8(check % 11)) && !isMonotone(d)
    }

    /// An Argentinian tax number: kind in front, weights modulo 11.
    static func arCUIT(_ d: ArraySlice<UInt8>) -> Bool {
        switch CalendarDate.pair(d, 0) {
        case 20, 23, 24, 25, 26, 27, 30, 33, 34, 50, 51, 55: break
        default: return false
        }
        let check = (11 - CheckSum.weighted(d, "5432765432") % 11) % 11
        return check == Int(d[10]) || check == 10 && d[10] == 9
    }

    /// A Colombian tax number: weights of primes from the right, modulo 11.
    static func coNIT(_ d: ArraySlice<UInt8>) -> Bool {
        let primes: [Int] = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]
        var sum = 0
        for (digit, prime) in zip(d.dropLast().reversed(), primes) { sum += Int(digit) * prime }
        let rest = sum % 11
        return (rest < 2 ? rest : 11 - rest) == Int(d[d.count - 1]) && !isMonotone(d)
    }

    /// A Peruvian tax number: kind in front, weights modulo 11.
    static func peRUC(_ d: ArraySlice<UInt8>) -> Bool {
        switch CalendarDate.pair(d, 0) {
        case 10, 15, 16, 17, 20: break
        default: return false
        }
        return (11 - CheckSum.weighted(d, "5432765432") % 11) % 10 == Int(d[10])
    }

    /// An Ecuadorian identity number, also with the 001 of a person's tax number: province, Luhn.
    static func ecCedula(_ d: ArraySlice<UInt8>) -> Bool {
        let province = CalendarDate.pair(d, 0)
        guard (1...24).contains(province) || province == 30, d[2] < 6 else { return false }
        return luhn(d[0..<10]) && (d.count == 10 || CheckSum.number(d[10...]) == 1)
    }

    /// A Uruguayan identity number: weights 2, 9, 8, 7, 6, 3, 4.
    static func uyCI(_ d: ArraySlice<UInt8>) -> Bool {
        let sum = d.count == 8 ? CheckSum.weighted(d, "2987634") : CheckSum.weighted(d, "987634")
        return (10 - sum % 10) % 10 == Int(d[d.count - 1]) && !isMonotone(d)
    }

    /// A Dominican identity number: Luhn.
    static func doCedula(_ d: ArraySlice<UInt8>) -> Bool { luhn(d) && !isMonotone(d) }

    /// A Mexican social security number: Luhn.
    static func mxNSS(_ d: ArraySlice<UInt8>) -> Bool { luhn(d) && !isMonotone(d) }
}
