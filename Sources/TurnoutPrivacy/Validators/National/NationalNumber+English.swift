/// The checks of the numbers that states give to people. Each takes all characters without separators, as values
/// 0...9 and 10...35, in a slice that begins at 0 and has a length and letters that its shape has made sure of.
enum NationalNumber {}

extension NationalNumber {
    /// Area, group and serial of a US social security number (SSA, numbers issued since 1936 and since 2011).
    static func usSSN(_ d: ArraySlice<UInt8>) -> Bool {
        let area = CheckSum.number(d[0..<3])
        return area != 0 && area != 666 && area < 900 && CalendarDate.pair(d, 3) != 0
            && CheckSum.number(d[5..<9]) != 0 && !isMonotone(d)
    }

    /// A US taxpayer number: area 9xx and one of the groups in use (IRS).
    static func usITIN(_ d: ArraySlice<UInt8>) -> Bool {
        guard d[0] == 9 else { return false }
        switch CalendarDate.pair(d, 3) {
        case 50...65, 70...88, 90...92, 94...99: return true
        default: return false
        }
    }

    /// A US employer number begins with one of the prefixes of the IRS's campuses.
    static func usEIN(_ d: ArraySlice<UInt8>) -> Bool {
        switch CalendarDate.pair(d, 0) {
        case 0, 7...9, 17...19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97: false
        default: !isMonotone(d)
        }
    }

    /// A US Medicare beneficiary identifier (CMS): no letters that look like digits.
    static func usMBI(_ d: ArraySlice<UInt8>) -> Bool {
        d[0] != 0
            && d.allSatisfy { value in
                switch value {
                case 11, 18, 21, 24, 28, 35: false  // B, I, L, O, S, Z
                default: true
                }
            }
    }

    /// A US provider number: Luhn with the prefix 80840 (CMS).
    static func usNPI(_ d: ArraySlice<UInt8>) -> Bool {
        (d[0] == 1 || d[0] == 2) && (luhnSum(d) + 24) % 10 == 0
    }

    /// A US routing number: Federal Reserve prefix and weights 3, 7, 1 (ABA).
    static func abaRouting(_ d: ArraySlice<UInt8>) -> Bool {
        switch CalendarDate.pair(d, 0) {
        case 0...12, 21...32, 61...72, 80: break
        default: return false
        }
        return !isMonotone(d) && CheckSum.weighted(d, "371371371") % 10 == 0
    }

    /// A number of the UK's health service: modulo 11, the check digit 10 is never given out.
    static func ukNHS(_ d: ArraySlice<UInt8>) -> Bool {
        !isMonotone(d) && CheckSum.weighted(d, "A987654321") % 11 == 0
    }

    /// A UK national insurance number: letters and prefixes in use, suffix A to D (HMRC).
    static func ukNINO(_ d: ArraySlice<UInt8>) -> Bool {
        let refused: StaticString = "BGGBKNNKNTTNZZ"
        for letter in d[0..<2] {
            switch letter {
            case 13, 15, 18, 26, 30, 31: return false  // D, F, I, Q, U, V
            default: break
            }
        }
        if d[1] == 24 { return false }  // O
        for index in stride(from: 0, to: 14, by: 2)
        where (refused.utf8Start + index).pointee - 55 == d[0] && (refused.utf8Start + index + 1).pointee - 55 == d[1] {
            return false
        }
        return d.count == 8 || (10...13).contains(d[8])
    }

    /// A UK taxpayer reference: the first digit checks the others (HMRC).
    static func ukUTR(_ d: ArraySlice<UInt8>) -> Bool {
        let remainder = CheckSum.weighted(d[1...], "6789A5432") % 11
        let check = [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1][remainder]
        return Int(d[0]) == check && !isMonotone(d)
    }

    /// A UK driving licence: the date of birth in the order year, month, day, year, the month raised by 50 for women.
    static func ukDrivingLicence(_ d: ArraySlice<UInt8>) -> Bool {
        let month = CalendarDate.pair(d, 6)
        let day = CalendarDate.pair(d, 8)
        let year = Int(d[5]) * 10 + Int(d[10])
        return CalendarDate.exists(shortYear: year, month > 50 ? month - 50 : month, day)
    }

    /// A Canadian social insurance number: Luhn, no 0 or 8 in front.
    static func caSIN(_ d: ArraySlice<UInt8>) -> Bool {
        d[0] != 0 && d[0] != 8 && luhn(d) && !isMonotone(d)
    }

    /// An Australian tax file number of eight or nine digits, modulo 11.
    static func auTFN(_ d: ArraySlice<UInt8>) -> Bool {
        !isMonotone(d) && CheckSum.weighted(d, d.count == 8 ? "A7846351" : "14375869A") % 11 == 0
    }

    /// An Australian business number: one less in front, weights 10, 1, 3 … 19, modulo 89.
    static func auABN(_ d: ArraySlice<UInt8>) -> Bool {
        d[0] > 0 && (CheckSum.weighted(d, "A13579BDFHJ") - 10) % 89 == 0
    }

    /// An Australian company number: weights 8 to 1 and the complement to 10.
    static func auACN(_ d: ArraySlice<UInt8>) -> Bool {
        (CheckSum.weighted(d[0..<8], "87654321") + Int(d[8])) % 10 == 0 && !isMonotone(d)
    }

    /// An Australian Medicare number: 2 to 6 in front, weights 1, 3, 7, 9; card and person digits behind the check.
    static func auMedicare(_ d: ArraySlice<UInt8>) -> Bool {
        (2...6).contains(d[0]) && CheckSum.weighted(d[0..<8], "13791379") % 10 == Int(d[8]) && d[9] != 0
    }

    /// A New Zealand tax number: modulo 11, with second weights when the first give 10 (Inland Revenue).
    static func nzIRD(_ d: ArraySlice<UInt8>) -> Bool {
        let value = CheckSum.number(d)
        guard value > 10_000_000, value < 150_000_000 else { return false }
        let body = d.count == 8 ? [0] + d.dropLast() : Array(d.dropLast())
        for weights in ["32765432", "74325276"] as [StaticString] {
            let remainder = CheckSum.weighted(body[...], weights) % 11
            let check = remainder == 0 ? 0 : 11 - remainder
            if check < 10 { return check == Int(d[d.count - 1]) }
        }
        return false
    }

    /// A New Zealand health number: three letters without I and O, weights 7 to 2, modulo 11.
    static func nzNHI(_ d: ArraySlice<UInt8>) -> Bool {
        var sum = 0
        for (position, value) in d[0..<6].enumerated() {
            if value == 18 || value == 24 { return false }
            // In signed numbers: a digit is below the first letter.
            let letter = Int(value) - (value > 24 ? 11 : value > 18 ? 10 : 9)
            sum += (position < 3 ? letter : Int(value)) * (7 - position)
        }
        let remainder = sum % 11
        return remainder != 0 && (11 - remainder) % 10 == Int(d[6])
    }

    /// An Irish personal public service number: weights 8 to 2, a second letter counts nine times, modulo 23.
    static func iePPS(_ d: ArraySlice<UInt8>) -> Bool {
        var sum = CheckSum.weighted(d[0..<7], "8765432")
        if d.count == 9 {
            switch d[8] {
            case 10...18: sum += Int(d[8] - 9) * 9  // A to I
            case 29, 32, 33: break  // the T, W and X of old
            default: return false
            }
        }
        let check = d[7] == 32 ? 0 : Int(d[7]) - 9
        return sum % 23 == check
    }

    /// A South African identity number: date of birth, citizenship, Luhn.
    static func zaID(_ d: ArraySlice<UInt8>) -> Bool {
        CalendarDate.yearMonthDay(d, 0) && d[10] <= 2 && luhn(d)
    }

    /// Luhn over all digits.
    static func luhn(_ d: ArraySlice<UInt8>) -> Bool { luhnSum(d) % 10 == 0 }

    private static func luhnSum(_ d: ArraySlice<UInt8>) -> Int {
        var sum = 0
        var double = false
        for digit in d.reversed() {
            let value = double ? Int(digit) * 2 : Int(digit)
            sum += value > 9 ? value - 9 : value
            double.toggle()
        }
        return sum
    }

    /// Whether all characters are the same: a placeholder, whatever its check digit.
    static func isMonotone(_ d: ArraySlice<UInt8>) -> Bool {
        d.allSatisfy { $0 == d.first }
    }

    /// What is not all the same, for numbers without a check.
    static func isVaried(_ d: ArraySlice<UInt8>) -> Bool { !isMonotone(d) }
}
