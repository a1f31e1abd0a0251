extension NationalNumber {
    /// A German tax identifier: ISO/IEC 7064 MOD 11,10, no 0 in front, one digit twice or three times in the first ten.
    static func deTax(_ d: ArraySlice<UInt8>) -> Bool {
        guard d[0] != 0, CheckSum.mod11And10(d) else { return false }
        var counts = SIMD16<UInt8>()
        for digit in d[0..<10] { counts[Int(digit)] += 1 }
        var repeated = 0
        for digit in 0..<10 where counts[digit] > 1 { repeated += counts[digit] <= 3 ? 1 : 9 }
        return repeated == 1
    }

    /// A German identity card or passport number with its check digit: no vowels, weights 7, 3, 1.
    static func deIDCard(_ d: ArraySlice<UInt8>) -> Bool {
        guard d[0] >= 10 || d.count == 9, hasDigits(d, atLeast: 1) else { return false }
        for value in d where [10, 11, 13, 14, 18, 24, 26, 28, 30].contains(value) && d[0] != value { return false }
        return d.count == 9 || CheckSum.travelDocument(d[0..<9]) == Int(d[9])
    }

    /// A German pension insurance number: area, date of birth, letter, series, check (VKVV).
    static func deRVNR(_ d: ArraySlice<UInt8>) -> Bool {
        let day = CalendarDate.pair(d, 2)
        guard CalendarDate.pair(d, 0) >= 2, CalendarDate.pair(d, 4) <= 12, day <= 81, d[8] >= 10 else { return false }
        let letter = d[8] - 9
        let expanded = Array(d[0..<8]) + [letter / 10, letter % 10] + d[9..<11]
        var sum = 0
        for (value, weight) in zip(expanded, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) {
            let product = Int(value) * weight
            sum += product / 10 + product % 10
        }
        return sum % 10 == Int(d[11])
    }

    /// The unchanging part of a German health insurance number: a letter, eight digits, Luhn-like check from the left.
    static func deKVNR(_ d: ArraySlice<UInt8>) -> Bool {
        let letter = d[0] - 9
        var sum = 0
        for (position, value) in ([letter / 10, letter % 10] + d[1..<9]).enumerated() {
            let product = position % 2 == 1 ? Int(value) * 2 : Int(value)
            sum += product / 10 + product % 10
        }
        return sum % 10 == Int(d[9])
    }

    /// A French social security number: sex, month, place (2A and 2B for Corsica) and its key, 97 − rest.
    static func frNIR(_ d: ArraySlice<UInt8>) -> Bool {
        switch d[0] {
        case 1...4, 7, 8: break
        default: return false
        }
        switch CalendarDate.pair(d, 3) {
        case 1...12, 20...42, 50...99: break
        default: return false
        }
        var values = Array(d)
        var shift = 0
        if values[6] >= 10 {
            guard values[5] == 2, values[6] <= 11 else { return false }
            shift = values[6] == 10 ? 1_000_000 : 2_000_000
            values[6] = 0
        }
        if values.count == 13 { return true }
        return 97 - (CheckSum.number(values[0..<13]) - shift) % 97 == CalendarDate.pair(values[...], 13)
    }

    /// A French tax number of thirteen digits: the rest by 511 stands in the last three.
    static func frSPI(_ d: ArraySlice<UInt8>) -> Bool {
        d[0] <= 3 && CheckSum.number(d[0..<10]) % 511 == CheckSum.number(d[10..<13])
    }

    /// A Spanish identity number: the letter is the rest by 23.
    static func esNIF(_ d: ArraySlice<UInt8>) -> Bool {
        letter23(CheckSum.number(d.dropLast())) == d[d.count - 1]
    }

    /// A Spanish number of foreigners: X, Y or Z for 0, 1 or 2 in front.
    static func esNIE(_ d: ArraySlice<UInt8>) -> Bool {
        guard (33...35).contains(d[0]) else { return false }
        return letter23(Int(d[0] - 33) * 10_000_000 + CheckSum.number(d[1..<8])) == d[8]
    }

    private static func letter23(_ number: Int) -> UInt8 {
        let letters: StaticString = "TRWAGMYFPDXBNJZSQVHLCKE"
        return (letters.utf8Start + number % 23).pointee - 55
    }

    /// A Spanish social security number: province and the rest by 97.
    static func esNUSS(_ d: ArraySlice<UInt8>) -> Bool {
        let province = CalendarDate.pair(d, 0)
        guard (1...53).contains(province) || province == 66 else { return false }
        let middle = CheckSum.number(d[2..<10])
        let whole = middle < 10_000_000 ? province * 10_000_000 + middle : province * 100_000_000 + middle
        return whole % 97 == CalendarDate.pair(d, 10)
    }

    /// An Italian fiscal code, also with letters in place of digits where two people would have the same one.
    static func itFiscalCode(_ d: ArraySlice<UInt8>) -> Bool {
        let stand: StaticString = "LMNPQRSTUV"  // for 0...9
        let odd: StaticString = "BAFHJNPRTVCESULDGIMOQKWZYX"  // values of A...Z in odd places, as letters
        let months: StaticString = "ABCDEHLMPRST"
        var numbers: [UInt8] = []
        for place in [6, 7, 9, 10, 12, 13, 14] {
            if d[place] < 10 {
                numbers.append(d[place])
            } else {
                guard let digit = (0..<10).first(where: { (stand.utf8Start + $0).pointee - 55 == d[place] }) else {
                    return false
                }
                numbers.append(UInt8(digit))
            }
        }
        let day = CalendarDate.pair(numbers[...], 2)
        guard (1...31).contains(day) || (41...71).contains(day) else { return false }
        guard (0..<12).contains(where: { (months.utf8Start + $0).pointee - 55 == d[8] }) else { return false }
        var sum = 0
        for place in 0..<15 {
            let value = d[place] < 10 ? d[place] : d[place] - 10
            sum += place % 2 == 1 ? Int(value) : Int((odd.utf8Start + Int(value)).pointee) - 65
        }
        return sum % 26 == Int(d[15]) - 10
    }

    /// An Italian VAT number: office code in use, Luhn.
    static func itVAT(_ d: ArraySlice<UInt8>) -> Bool {
        let office = CheckSum.number(d[7..<10])
        return ((1...100).contains(office) || [120, 121, 888, 999].contains(office)) && luhn(d)
            && CheckSum.number(d[0..<7]) != 0
    }

    /// A Portuguese tax number: kind in front, weights 9 to 2, modulo 11.
    static func ptNIF(_ d: ArraySlice<UInt8>) -> Bool {
        guard d[0] != 0, d[0] != 4 || d[1] == 5, d[0] != 7 || d[1] != 3 && d[1] != 6, !isMonotone(d) else {
            return false
        }
        let remainder = CheckSum.weighted(d, "98765432") % 11
        return (remainder < 2 ? 0 : 11 - remainder) == Int(d[8])
    }

    /// A Portuguese citizen card: digits, check, version letters and a Luhn check over all.
    static func ptCard(_ d: ArraySlice<UInt8>) -> Bool {
        var sum = 0
        for (position, value) in d.enumerated() {
            let product = position % 2 == 0 ? Int(value) * 2 : Int(value)
            sum += position % 2 == 0 && product > 9 ? product - 9 : product
        }
        return sum % 10 == 0
    }

    /// A Dutch citizen service number: weights 9 to 2 and −1, modulo 11.
    static func nlBSN(_ d: ArraySlice<UInt8>) -> Bool {
        let body = d.count == 8 ? [0] + d : Array(d)
        guard CheckSum.number(body[...]) > 9_999_999, !isMonotone(d) else { return false }
        return (CheckSum.weighted(body[0..<8], "98765432") - Int(body[8])) % 11 == 0
    }

    /// A Belgian national number: date of birth (months raised by 20 or 40 for others than citizens), 97 − rest, with
    /// a 2 in front for those born since 2000.
    static func beNN(_ d: ArraySlice<UInt8>) -> Bool {
        let month = CalendarDate.pair(d, 2) % 20
        let day = CalendarDate.pair(d, 4)
        guard month <= 12, CalendarDate.pair(d, 2) < 60, day <= 31 else { return false }
        if month > 0, day > 0, !CalendarDate.exists(shortYear: CalendarDate.pair(d, 0), month, day) { return false }
        let number = CheckSum.number(d[0..<9])
        let check = CalendarDate.pair(d, 9)
        return 97 - number % 97 == check || 97 - (2_000_000_000 + number) % 97 == check
    }

    /// A Luxembourg number: date of birth, then a Luhn digit and a Verhoeff digit over the first eleven.
    static func luNIN(_ d: ArraySlice<UInt8>) -> Bool {
        CalendarDate.fullDate(d, 0) && luhn(d[0..<12]) && CheckSum.verhoeff(d[0..<11] + d[12...])
    }

    /// A Swiss social security number: 756 and the check digit of EAN-13.
    static func chAHV(_ d: ArraySlice<UInt8>) -> Bool {
        d[0] == 7 && d[1] == 5 && d[2] == 6 && CheckSum.weighted(d, "1313131313131") % 10 == 0
    }

    /// An Austrian social insurance number: serial, check digit, date of birth (month 13 and on when serials ran out).
    static func atSVNR(_ d: ArraySlice<UInt8>) -> Bool {
        let month = CalendarDate.pair(d, 6)
        guard d[0] != 0, (1...15).contains(month), (1...31).contains(CalendarDate.pair(d, 4)) else { return false }
        return CheckSum.weighted(d, "3790584216") % 11 == Int(d[3])
    }

    /// Whether at least so many characters are digits.
    static func hasDigits(_ d: ArraySlice<UInt8>, atLeast count: Int) -> Bool {
        d.count { $0 < 10 } >= count
    }
}
