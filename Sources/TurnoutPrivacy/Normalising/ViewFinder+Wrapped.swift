extension ViewFinder {
    /// What a token on either side of a line end is made of.
    private struct Piece {
        var range: Range<Int>
        var digits = 0
        var letters = 0
        var uppers = 0
        var at = false
        var dotAfterAt = false
        var dashes = 0

        /// Whether the piece could be a word of a sentence, or a number in a list.
        var isWord: Bool { digits == 0 && uppers <= 1 && dashes == 0 }
    }

    /// A line end inside a number, a key or an address.
    mutating func lineEnd(at newline: Int) {
        var left = newline
        if at(left - 1) == 13 { left -= 1 }
        var right = newline + 1
        while right - newline < 8, at(right) == 0x20 || at(right) == 9 || at(right) == UInt8(ascii: ">") { right += 1 }
        guard left > wrapped.taken, isTokenByte(left - 1),
            isAlphanumeric(right) || at(right) == UInt8(ascii: "-") && isDigit(right + 1) && isDigit(left - 1)
        else { return }
        var start = left
        var seen = ByteClass()
        while left - start < 300 {
            let kind = kind(start - 1)
            if kind.isDisjoint(with: ViewFinder.tokens) { break }
            seen.formUnion(kind)
            start -= 1
        }
        // Most lines end with a word, and those of a log begin with a time.
        guard !seen.isDisjoint(with: [.digit, .upper, .dash, .underscore, .anchor]), !isTimestamp(right) else { return }
        let head = piece(start..<left)
        guard head.digits > 0 || head.at || head.dashes > 0 || head.uppers > 1 else { return }
        let tail = piece(right..<runEnd(from: right, of: ViewFinder.tokens, limit: 300))
        work += head.range.count + tail.range.count
        let byte: UInt8?
        if head.letters == 0, tail.letters == 0, !head.at {
            guard let joint = numberJoint(head, tail) else { return }
            byte = joint == 0 || at(right) == UInt8(ascii: "-") ? nil : joint
        } else {
            guard continues(head, tail) else { return }
            byte = endsGroup(head) ? 0x20 : nil
        }
        guard wrapped.begin(at: left, of: text) else { return }
        if let byte { wrapped.replace(to: right, with: byte, .wrapped) } else { wrapped.delete(to: right, .wrapped) }
    }

    /// Whether a line begins with a time, as those of a log do: `2026-11-21T10:40`, `10:40:03`. It is no part of a value.
    private func isTimestamp(_ start: Int) -> Bool {
        guard isDigit(start), isDigit(start + 1) else { return false }
        if at(start + 2) == UInt8(ascii: ":") {
            return isDigit(start + 3) && isDigit(start + 4) && at(start + 5) == UInt8(ascii: ":") && isDigit(start + 6)
        }
        let separator = at(start + 4)
        guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/"), at(start + 7) == separator,
            [2, 3, 5, 6, 8, 9].allSatisfy({ isDigit(start + $0) })
        else { return false }
        let behind = at(start + 10)
        guard behind | 0x20 == UInt8(ascii: "t") || behind == 0x20 else { return false }
        return isDigit(start + 11) && isDigit(start + 12) && at(start + 13) == UInt8(ascii: ":")
    }

    private static let tokens: ByteClass = [.alphanumeric, .underscore, .dash, .dot, .mailbox, .base64, .anchor]

    private mutating func isTokenByte(_ offset: Int) -> Bool {
        isAlphanumeric(offset) || !kind(offset).isDisjoint(with: [.dash, .underscore])
            || at(offset) == UInt8(ascii: "@")
    }

    private mutating func piece(_ range: Range<Int>) -> Piece {
        var piece = Piece(range: range)
        for offset in range {
            let kind = kind(offset)
            if kind.contains(.digit) { piece.digits += 1 }
            if !kind.isDisjoint(with: .letter) { piece.letters += 1 }
            if kind.contains(.upper) { piece.uppers += 1 }
            if !kind.isDisjoint(with: [.dash, .underscore]) { piece.dashes += 1 }
            if at(offset) == UInt8(ascii: "@") { piece.at = true }
            if kind.contains(.dot), piece.at { piece.dotAfterAt = true }
        }
        return piece
    }

    /// What to put between two parts of a number: nothing (0), or the separator that its groups have; nil when they
    /// are lines of a list.
    private mutating func numberJoint(_ head: Piece, _ tail: Piece) -> UInt8? {
        let headStart = runStart(before: head.range.upperBound, of: .digit, limit: 20)
        let lastLength = head.range.upperBound - headStart
        var grouped: UInt8 = 0
        if headStart > 1, at(headStart - 1) == 0x20 || at(headStart - 1) == UInt8(ascii: "-") {
            let group = headStart - 1 - runStart(before: headStart - 1, of: .digit, limit: 20)
            if group == lastLength { grouped = at(headStart - 1) }
        }
        let start = runStart(before: head.range.upperBound, of: [.digit, .dash, .space], limit: 24)
        let end = runEnd(from: tail.range.lowerBound, of: [.digit, .dash], limit: 24)
        let before = (start..<head.range.upperBound).count { isDigit($0) }
        guard before + (tail.range.lowerBound..<end).count(where: { isDigit($0) }) <= 34 else { return nil }
        // A line that begins with `+` is one of a list of changes.
        if at(start - 1) == UInt8(ascii: "+"), isLineStart(start - 1) { return nil }
        // Two lines of nothing but numbers are rows of a list.
        if isLineStart(start), kind(end).contains(.newline) || end >= text.count, grouped == 0 { return nil }
        return grouped
    }

    private mutating func isLineStart(_ offset: Int) -> Bool {
        offset <= 0 || kind(offset - 1).contains(.newline) || kind(offset).contains(.newline)
    }

    /// Whether a line ends with a whole group of four behind another one, as account numbers are written.
    private mutating func endsGroup(_ head: Piece) -> Bool {
        let start = runStart(before: head.range.upperBound, of: .alphanumeric, limit: 5)
        return head.range.upperBound - start == 4 && at(start - 1) == 0x20 && isAlphanumeric(start - 2)
    }

    /// Whether a token goes on from one line to the next.
    private mutating func continues(_ head: Piece, _ tail: Piece) -> Bool {
        if head.at {
            return !head.dotAfterAt && tail.range.contains { kind($0).contains(.dot) && isAlphanumeric($0 + 1) }
        }
        // A group of four of an account number.
        if head.range.count + tail.range.count == 4, head.letters == head.uppers, tail.letters == tail.uppers,
            at(head.range.lowerBound - 1) == 0x20
        {
            return true
        }
        guard tail.range.count >= 3, !tail.isWord || tail.range.count >= 16 else { return false }
        if head.digits > 0 { return tail.digits > 0 || tail.uppers > 1 }
        return head.range.count >= 3 && tail.range.count >= 8 && tail.digits > 0
    }
}
