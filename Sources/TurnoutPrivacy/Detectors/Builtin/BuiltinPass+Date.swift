extension BuiltinPass {
    /// A date behind a word that says that somebody was born on it: `1979-07-13`, `13.07.1979`, `07/13/1979`,
    /// `13 July 1979`, `July 13, 1979`, `13 de julio de 1979`, `1979年7月13日`, `19790713`, and with two digits for the year.
    mutating func birthDate(_ start: Int, _ end: Int) -> Int? {
        let length = end - start
        guard length <= 2 || length == 4 || length == 6 || length == 8 else { return nil }
        guard mayBeginDate(start, end) else { return nil }
        // Reading what stands before costs more than a look at what follows.
        guard mayBeNamed(end) || date(start, end, near: true) != nil else { return nil }
        guard has(.birth, before: start, within: 48) else { return nil }
        let word = context.end(of: .birth)
        guard context.end(of: .phone) <= word, context.end(of: .other) <= word else { return nil }
        // `ne` in `mail.ne.jp` is part of a name.
        if kind(word).contains(.dot), !kind(word + 1).isDisjoint(with: .letter) { return nil }
        guard let (begin, stop) = date(start, end, near: start - word <= 20),
            !beginsNewLine(behind: word, before: begin)
        else { return nil }
        budget.spend(stop - begin + 8)
        report(.birthDate, nil, "builtin.birth_date", begin..<stop, start - word <= 20 ? 0.9 : 0.8)
        return stop
    }

    /// A date that begins with an ordinal: `4th July 1976`, `1er mars 1990`.
    mutating func ordinalDate(_ start: Int, _ end: Int) -> Int? {
        let day = isDigit(start + 1) ? start + 2 : start + 1
        guard day < end, end - day <= 2, !isDigit(day), MonthName.isNumberBehind(day, in: text) else { return nil }
        return birthDate(start, day)
    }

    /// A cheap look at what stands around: only few numbers are parts of dates.
    private mutating func mayBeginDate(_ start: Int, _ end: Int) -> Bool {
        switch text[start - 1] {
        case UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "@"): return false
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."): if isDigit(start - 2) { return false }
        default: break
        }
        if end - start == 8 || end - start == 6 { return true }
        switch text[end] {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: " "):
            if isDigit(end + 1) {
                // The same separator behind one or two digits, or a year of four.
                return text[end + 2] == text[end] || text[end + 3] == text[end] || isDigit(end + 4)
            }
            return isMonthLetter(end + 1) || text[end] != UInt8(ascii: " ") && text[end + 1] == UInt8(ascii: " ")
        case UInt8(ascii: ","): return end - start <= 2
        default: return text[end] >= 0xE1 || isMonthLetter(end)
        }
    }

    /// Whether a month's name may follow a number: letters, and a further number behind them.
    private mutating func mayBeNamed(_ end: Int) -> Bool {
        guard isMonthLetter(end) || isMonthLetter(end + 1) || text[end] == UInt8(ascii: ",") || isMonthLetter(end + 2)
        else { return false }
        // Names in scripts of three bytes a letter, with small words around them, take the most.
        for offset in end..<end + 48 where isDigit(offset) { return true }
        return false
    }

    private mutating func isMonthLetter(_ offset: Int) -> Bool {
        !kind(offset).isDisjoint(with: [.lower, .upper, .high])
    }

    private mutating func date(_ start: Int, _ end: Int, near: Bool) -> (begin: Int, end: Int)? {
        let length = end - start
        let first = value(start, end)
        if length == 8 || length == 6 { return near ? packedDate(start, end) : nil }
        // 1979年7月13日, 1979년 7월 13일
        if length == 4, let stop = eastAsianDate(first, end) { return (start, stop) }
        if length <= 2, let era = Era.before(start, in: text), let stop = eastAsianDate(era.year + first, end) {
            return (era.start, stop)
        }
        let separator = text[end]
        switch separator {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."):
            // A dot may be that of `13. Juli 1979` or `13. 7. 1979`.
            if let stop = numericDate(first, length, from: end, separator, near: near) { return (start, stop) }
            // Behind a dash or a slash, a number is no year of `July 13, 1979`.
            if separator != UInt8(ascii: "."), isDigit(end + 1) { return nil }
        case UInt8(ascii: " "):
            if isDigit(end + 1), let stop = numericDate(first, length, from: end, separator, near: near) {
                return (start, stop)
            }
        default: break
        }
        return namedDate(start, end, first)
    }

    private mutating func value(_ start: Int, _ end: Int) -> Int {
        var value = 0
        for offset in start..<min(end, start + 8) { value = value * 10 + Int(text[offset] &- 48) }
        return value
    }

    /// A run of digits no longer than `limit` that no further word byte follows.
    private mutating func numeral(at start: Int, limit: Int) -> (value: Int, end: Int)? {
        var end = start
        while end - start < limit, isDigit(end) { end += 1 }
        guard end > start, !isDigit(end) else { return nil }
        return (value(start, end), end)
    }

    private mutating func packedDate(_ start: Int, _ end: Int) -> (begin: Int, end: Int)? {
        guard !isTied(end) else { return nil }
        let number = value(start, end)
        if end - start == 8 {
            let yearFirst = isBirthDay(number / 10_000, number / 100 % 100, number % 100)
            return yearFirst || isBirthDay(number % 10_000, number / 10_000 % 100, number / 1_000_000)
                || isBirthDay(number % 10_000, number / 1_000_000, number / 10_000 % 100) ? (start, end) : nil
        }
        let pairs = (number / 10_000, number / 100 % 100, number % 100)
        return CalendarDate.exists(shortYear: pairs.0, pairs.1, pairs.2)
            || CalendarDate.exists(shortYear: pairs.2, pairs.1, pairs.0) ? (start, end) : nil
    }

    private mutating func numericDate(
        _ first: Int, _ length: Int, from end: Int, _ separator: UInt8, near: Bool
    ) -> Int? {
        var offset = end + 1
        if separator != UInt8(ascii: " "), text[offset] == UInt8(ascii: " ") { offset += 1 }
        guard let second = numeral(at: offset, limit: 2), text[second.end] == separator else { return nil }
        offset = second.end + 1
        if separator != UInt8(ascii: " "), text[offset] == UInt8(ascii: " ") { offset += 1 }
        guard let third = numeral(at: offset, limit: 4), !isTied(third.end) else { return nil }
        let isDate: Bool
        switch (length, third.end - offset) {
        case (4, 1...2):
            isDate = isBirthDay(first, second.value, third.value) || isBirthDay(first, third.value, second.value)
        case (1...2, 4):
            isDate = isBirthDay(third.value, second.value, first) || isBirthDay(third.value, first, second.value)
        case (1...2, 2):
            isDate =
                near && separator != UInt8(ascii: " ")
                && (CalendarDate.exists(shortYear: third.value, second.value, first)
                    || CalendarDate.exists(shortYear: third.value, first, second.value)
                    || CalendarDate.exists(shortYear: first, second.value, third.value))
        default: isDate = false
        }
        return isDate ? third.end : nil
    }

    private mutating func eastAsianDate(_ year: Int, _ end: Int) -> Int? {
        var offset = end
        guard let afterYear = skip(["年", "년"], at: &offset), let month = numeral(at: afterYear, limit: 2) else {
            return nil
        }
        offset = month.end
        guard let afterMonth = skip(["月", "월"], at: &offset), let day = numeral(at: afterMonth, limit: 2) else {
            return nil
        }
        guard isBirthDay(year, month.value, day.value) else { return nil }
        offset = day.end
        _ = skip(["日", "号", "일"], at: &offset)
        return offset
    }

    /// Moves behind one of the characters, and gives the place of the next character that is no space.
    private mutating func skip(_ characters: [StaticString], at offset: inout Int) -> Int? {
        var place = offset
        while place - offset < 2, text[place] == UInt8(ascii: " ") { place += 1 }
        for character in characters {
            var matched = 0
            while matched < character.utf8CodeUnitCount,
                text[place + matched] == (character.utf8Start + matched).pointee
            {
                matched += 1
            }
            guard matched == character.utf8CodeUnitCount else { continue }
            offset = place + matched
            var next = offset
            while next - offset < 2, text[next] == UInt8(ascii: " ") { next += 1 }
            return next
        }
        return nil
    }

    /// A date with the month's name, before or behind the day.
    private mutating func namedDate(_ start: Int, _ end: Int, _ first: Int) -> (begin: Int, end: Int)? {
        // `13 July 1979`, `13. Juli 1979`, `13th of July, 1979`, `1979 July 13`
        if let month = MonthName.behind(end, in: text), let last = numeral(at: month.end, limit: 4), !isTied(last.end) {
            budget.spend(month.end - end)
            let length = last.end - month.end
            if end - start <= 2, length == 4, isBirthDay(last.value, month.number, first) { return (start, last.end) }
            if end - start <= 2, length == 2, CalendarDate.exists(shortYear: last.value, month.number, first) {
                return (start, last.end)
            }
            if end - start == 4, length <= 2, isBirthDay(first, month.number, last.value) { return (start, last.end) }
        }
        // `July 13, 1979`
        guard end - start <= 2 else { return nil }
        var offset = end
        if text[offset] | 0x20 >= UInt8(ascii: "a"), !kind(offset).isDisjoint(with: .letter) { offset += 2 }  // 13th
        while offset - end < 5,
            text[offset] == UInt8(ascii: ",") || text[offset] == UInt8(ascii: " ") || text[offset] == UInt8(ascii: ".")
        { offset += 1 }
        guard offset > end, let year = numeral(at: offset, limit: 4), year.end - offset == 4, !isTied(year.end),
            let month = MonthName.before(start, in: text)
        else { return nil }
        budget.spend(start - month.start)
        return isBirthDay(year.value, month.number, first) && month.start >= floor ? (month.start, year.end) : nil
    }

    private mutating func isBirthDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        // The Thai calendar is 543 years ahead.
        let year = year > 2442 ? year - 543 : year
        return CalendarDate.birthYears.contains(year) && CalendarDate.exists(year, month, day)
    }

    /// Whether more digits or letters belong to a number; the time of day behind a `T` does not.
    private mutating func isTied(_ end: Int) -> Bool {
        if text[end] == UInt8(ascii: "T"), isDigit(end + 1) { return false }
        if isWord(end) { return true }
        switch text[end] {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."): return isDigit(end + 1)
        default: return false
        }
    }
}
