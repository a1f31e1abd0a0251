extension BuiltinPass {
    /// Four octets. A longer dotted number, a version or a section is stepped over.
    mutating func ipv4(at start: Int) -> Int? {
        var octets = SIMD4<UInt8>()
        var count = 0
        var offset = start
        var possible = true
        while true {
            let begin = offset
            var value = 0
            while offset - begin < 4, isDigit(offset) {
                value = value * 10 + Int(text[offset] &- 48)
                offset += 1
            }
            let length = offset - begin
            if length == 0 || length > 3 || value > 255 || length > 1 && text[begin] == UInt8(ascii: "0") {
                possible = false
            }
            while isDigit(offset) { offset += 1 }
            if count < 4 { octets[count] = UInt8(truncatingIfNeeded: value) }
            count += 1
            guard text[offset] == UInt8(ascii: "."), isDigit(offset + 1) else { break }
            offset += 1
        }
        budget.spend(offset - start)
        if count < 4 { return nil }
        if count > 4 || !possible { return offset }
        return isHost(octets, start, offset) ? reportIPv4(start, offset) : offset
    }

    private mutating func reportIPv4(_ start: Int, _ end: Int) -> Int {
        report(.ip, "v4", "builtin.ip", start..<end, 0.85)
        return end
    }

    private mutating func isHost(_ octets: SIMD4<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard !isWord(end) else { return false }
        // `1.2.3.4-rc1`, `Name/1.2.3.4`, `.1.2.3.4`: parts of versions and object identifiers.
        if !kind(end).isDisjoint(with: .dash) || text[end] == UInt8(ascii: "+") {
            var next = end + 1
            while isDigit(next), next - end < 5 { next += 1 }
            if !kind(next).isDisjoint(with: [.lower, .upper]) { return false }
        }
        let before = text[start - 1]
        if before == UInt8(ascii: "/"), text[start - 2] != UInt8(ascii: "/"), isWord(start - 2) { return false }
        if before == UInt8(ascii: "."), isWord(start - 2) { return false }
        if before == UInt8(ascii: "-"), isWord(start - 2), !isDigit(start - 2) { return false }
        switch octets[0] {
        case 0, 127, 255: return false  // this host, loopback, netmasks and broadcast
        default: break
        }
        if octets[0] >= 240 { return false }
        if octets[3] == 0, text[end] == UInt8(ascii: "/") { return false }  // a network
        if has(.network, before: start, within: 24) { return true }
        if has(.version, before: start, within: 24) { return false }
        // The sections of standards look like this too; hosts hardly ever do, but for private ones.
        return octets[0] == 10 || octets[0] > 31 || octets[1] > 31 || octets[2] > 31 || octets[3] > 31
    }

    /// Eight groups, or fewer around one `::`. A run of groups that is none is stepped over.
    mutating func ipv6(at start: Int) -> Int? {
        var offset = start
        var groups = 0
        var hexDigits = 0
        var gap = -1
        var valid = true
        var significant = false
        while true {
            if text[offset] == UInt8(ascii: ":") {
                if text[offset + 1] == UInt8(ascii: ":") {
                    if gap >= 0 { valid = false }
                    gap = groups
                    offset += 2
                    if text[offset] == UInt8(ascii: ":") { valid = false }
                } else if groups > 0, gap != groups {
                    offset += 1
                } else {
                    break
                }
            }
            let begin = offset
            while offset - begin < 5, !kind(offset).isDisjoint(with: .alphanumeric), !kind(offset).contains(.nonHex) {
                if text[offset] != UInt8(ascii: "0") { significant = true }
                offset += 1
            }
            let length = offset - begin
            if length == 0 { break }
            if length > 4 || isWord(offset) || text[offset] == UInt8(ascii: ".") && isDigit(offset + 1) {
                // The last group belongs to another word or to an IPv4 address, which is read on its own.
                offset = begin
                valid = false
                break
            }
            groups += 1
            hexDigits += length
            if text[offset] != UInt8(ascii: ":") { break }
        }
        budget.spend(offset - start)
        guard offset > start else { return nil }
        if text[offset - 1] == UInt8(ascii: ":"), gap != groups { valid = false }
        // What ends in `::` is a network.
        let whole = gap < 0 ? groups == 8 : groups <= 7 && hexDigits >= 5 && gap != groups
        guard valid, whole, significant, text[offset] != UInt8(ascii: ":"), text[start - 1] != UInt8(ascii: ":") else {
            // Short runs, such as `12:34`, are no obstacle to what begins inside them.
            return groups > 3 ? offset : nil
        }
        report(.ip, "v6", "builtin.ip", start..<offset, 0.95)
        return offset
    }
}
