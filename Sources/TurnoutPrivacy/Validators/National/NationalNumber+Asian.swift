extension NationalNumber {
    /// An Israeli identity number: Luhn, with zeros in front.
    static func ilID(_ d: ArraySlice<UInt8>) -> Bool { luhn(d) && !isMonotone(d) }

    /// An Indian Aadhaar number: no 0 or 1 in front, Verhoeff (UIDAI).
    static func inAadhaar(_ d: ArraySlice<UInt8>) -> Bool { d[0] > 1 && CheckSum.verhoeff(d) && !isMonotone(d) }

    /// An Indian permanent account number: the fourth letter says what kind of holder.
    static func inPAN(_ d: ArraySlice<UInt8>) -> Bool {
        switch d[3] {
        case 10, 11, 12, 14, 15, 16, 17, 19, 20, 21, 25, 29: CheckSum.number(d[5..<9]) != 0  // A B C E F G H J K L P T
        default: false
        }
    }

    /// An Indian goods and services tax number: state, a permanent account number, Z, check modulo 36.
    static func inGSTIN(_ d: ArraySlice<UInt8>) -> Bool {
        (1...38).contains(CalendarDate.pair(d, 0)) && d[13] == 35 && CheckSum.luhn(d, modulo: 36)
    }

    /// A Chinese resident number: province, date of birth, ISO/IEC 7064 MOD 11-2 (GB 11643).
    static func cnRIC(_ d: ArraySlice<UInt8>) -> Bool {
        guard hasChineseProvince(d), CalendarDate.fullDate(d, 6), d[17] < 10 || d[17] == 33 else { return false }
        let rest = CheckSum.weighted(d, "79A584216379A5842") % 11
        let check = (12 - rest) % 11
        return check == 10 ? d[17] == 33 : Int(d[17]) == check
    }

    /// A Chinese resident number of the old kind: province and date of birth, no check.
    static func cnOldRIC(_ d: ArraySlice<UInt8>) -> Bool { hasChineseProvince(d) && CalendarDate.yearMonthDay(d, 6) }

    private static func hasChineseProvince(_ d: ArraySlice<UInt8>) -> Bool {
        switch CalendarDate.pair(d, 0) {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83, 91: true
        default: false
        }
    }

    /// A Hong Kong identity card: one or two letters, weights 9 to 2, modulo 11, A for 10.
    static func hkID(_ d: ArraySlice<UInt8>) -> Bool {
        let check = d[d.count - 1]
        guard check <= 10 else { return false }
        let body = d.count == 8 ? [36] + d : Array(d)
        let rest = (CheckSum.weighted(body[...], "98765432") + Int(check)) % 11
        return rest == 0
    }

    /// A Taiwanese identity number: the letter of a place as two digits, weights 1, 9 to 1, modulo 10. Residents' new
    /// numbers have 8 or 9 where citizens have 1 or 2.
    static func twID(_ d: ArraySlice<UInt8>) -> Bool {
        guard d[1] == 1 || d[1] == 2 || d[1] == 8 || d[1] == 9 else { return false }
        let order: StaticString = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
        guard let place = (0..<26).first(where: { (order.utf8Start + $0).pointee - 55 == d[0] }) else { return false }
        let code = place + 10
        return (code / 10 + code % 10 * 9 + CheckSum.weighted(d[1...], "876543211")) % 10 == 0
    }

    /// A Japanese individual number: weights 6 to 2, 7 to 2, modulo 11.
    static func jpMyNumber(_ d: ArraySlice<UInt8>) -> Bool {
        let rest = CheckSum.weighted(d, "65432765432") % 11
        return (rest < 2 ? 0 : 11 - rest) == Int(d[11]) && !isMonotone(d)
    }

    /// A Korean resident number: date, sex and century; numbers given out since October 2020 keep no check.
    static func krRRN(_ d: ArraySlice<UInt8>) -> Bool {
        CalendarDate.yearMonthDay(d, 0) && d[6] <= 9 && !isMonotone(d[6...])
    }

    /// A Korean resident number that keeps its check: weights 2 to 9 and 2 to 5, modulo 11.
    static func krCheckedRRN(_ d: ArraySlice<UInt8>) -> Bool {
        krRRN(d) && (11 - CheckSum.weighted(d, "234567892345") % 11) % 10 == Int(d[12])
    }

    /// A Singaporean identity number: weights 2, 7 to 2 and a letter of a series for each kind.
    static func sgNRIC(_ d: ArraySlice<UInt8>) -> Bool {
        let (series, shift): (StaticString, Int)
        switch d[0] {
        case 28: (series, shift) = ("JZIHGFEDCBA", 0)  // S
        case 29: (series, shift) = ("JZIHGFEDCBA", 4)  // T
        case 15: (series, shift) = ("XWUTRQPNMLK", 0)  // F
        case 16: (series, shift) = ("XWUTRQPNMLK", 4)  // G
        case 22: (series, shift) = ("XWUTRQPNJLK", 3)  // M
        default: return false
        }
        let rest = (CheckSum.weighted(d[1...], "2765432") + shift) % 11
        return (series.utf8Start + rest).pointee - 55 == d[8]
    }

    /// A Malaysian identity number: date and place of birth.
    static func myNRIC(_ d: ArraySlice<UInt8>) -> Bool {
        guard CalendarDate.yearMonthDay(d, 0) else { return false }
        switch CalendarDate.pair(d, 6) {
        case 0, 17...20, 69, 70, 73, 80, 81, 94...97: return false
        default: return true
        }
    }

    /// A Thai identity number: weights 13 to 2, modulo 11.
    static func thTNIN(_ d: ArraySlice<UInt8>) -> Bool {
        d[0] != 0 && (11 - CheckSum.weighted(d, "DCBA98765432") % 11) % 10 == Int(d[12]) && !isMonotone(d)
    }

    /// An Indonesian number: province, date of birth (day raised by 40 for women).
    static func idNIK(_ d: ArraySlice<UInt8>) -> Bool {
        guard (11...97).contains(CalendarDate.pair(d, 0)) else { return false }
        let day = CalendarDate.pair(d, 6)
        return CalendarDate.exists(
            shortYear: CalendarDate.pair(d, 10), CalendarDate.pair(d, 8), day > 40 ? day - 40 : day)
            && CheckSum.number(d[12..<16]) != 0
    }

    /// A Vietnamese citizen number: province 001 to 096, century and sex.
    static func vnCCCD(_ d: ArraySlice<UInt8>) -> Bool {
        (1...96).contains(CheckSum.number(d[0..<3])) && d[3] <= 3 && !isMonotone(d[4...])
    }

    /// A Pakistani identity number: province 1 to 7.
    static func pkCNIC(_ d: ArraySlice<UInt8>) -> Bool { (1...7).contains(d[0]) && d[12] != 0 && !isMonotone(d) }

    /// A Saudi identity or residence number: 1 or 2 in front, Luhn.
    static func saID(_ d: ArraySlice<UInt8>) -> Bool { (d[0] == 1 || d[0] == 2) && luhn(d) && !isMonotone(d) }

    /// An identity number of the Emirates: 784, year of birth, Luhn.
    static func aeID(_ d: ArraySlice<UInt8>) -> Bool {
        CheckSum.number(d[0..<3]) == 784 && CalendarDate.birthYears.contains(CheckSum.number(d[3..<7])) && luhn(d)
    }

    /// An Egyptian national number: century, date, governorate.
    static func egID(_ d: ArraySlice<UInt8>) -> Bool {
        let place = CalendarDate.pair(d, 7)
        return (d[0] == 2 || d[0] == 3) && CalendarDate.yearMonthDay(d, 1) && ((1...35).contains(place) || place == 88)
    }

    /// An Iranian national code: weights 10 to 2, modulo 11.
    static func irCode(_ d: ArraySlice<UInt8>) -> Bool {
        let rest = CheckSum.weighted(d, "A98765432") % 11
        return (rest < 2 ? rest : 11 - rest) == Int(d[9]) && !isMonotone(d)
    }
}
