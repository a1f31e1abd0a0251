extension ViewFinder {
    /// The words for `@` and `.`, in brackets or between spaces.
    private enum Marker {
        case at, dot
    }

    /// An address in words, around a bracket or a "dot".
    mutating func worded(at offset: Int) {
        guard offset >= wordedEnd else { return }
        // A bracket with a marker in it, or the word by itself.
        if isBracket(offset) {
            guard ViewFinder.mayBegin(at(offset + 1)) || at(offset + 1) == 0x20 else { return }
        } else if at(offset - 1) != 0x20 || at(offset + 3) != 0x20 {
            return
        }
        var markerStart = offset
        while markerStart > 0, offset - markerStart < 3, at(markerStart - 1) == 0x20 { markerStart -= 1 }
        guard marker(at: markerStart) != nil else { return }
        // The first marker met may be that of the domain: `kim at example dot org`.
        var start = wordStart(before: markerStart)
        var before = start
        while start - before < 12, before > wordedEnd, at(before - 1) > 0x20 || start - before < 2 { before -= 1 }
        for candidate in min(start, max(wordedEnd, before - 2))..<start
        where at(candidate) <= 0x20 || isBracket(candidate) {
            if let (kind, end, _) = marker(at: candidate), kind == .at, end == start {
                start = wordStart(before: candidate)
                break
            }
        }
        guard start < markerStart, start >= worded.taken else { return }
        address(from: start, markerStart)
    }

    private mutating func wordStart(before offset: Int) -> Int {
        runStart(before: offset, of: [.alphanumeric, .underscore, .dash, .dot], limit: 64)
    }

    private mutating func wordEnd(from offset: Int) -> Int {
        runEnd(from: offset, of: [.alphanumeric, .underscore, .dash, .dot], limit: 64)
    }

    private mutating func isBracket(_ offset: Int) -> Bool { ViewFinder.closer(of: at(offset)) != nil }

    private static func closer(of bracket: UInt8) -> UInt8? {
        switch bracket {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"): bracket + 2
        default: nil
        }
    }

    /// Whether a marker may begin with a byte.
    private static func mayBegin(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "a"), UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "p"), 0x60, 0x2E, 0xE3: true
        default: false
        }
    }

    private static let markers: [(word: [UInt8], marker: Marker, plain: Bool)] = {
        let words: [(String, Marker, Bool)] = [
            ("at", .at, true), ("@", .at, false), ("ät", .at, false), ("arroba", .at, true), ("chiocciola", .at, true),
            ("arobase", .at, true), ("dot", .dot, true), (".", .dot, false), ("punkt", .dot, true),
            ("punto", .dot, true), ("point", .dot, true), ("ponto", .dot, true), ("dt", .dot, false),
        ]
        return words.map { (Array($0.0.utf8), $0.1, $0.2) }
    }()

    /// The marker at an offset, its end with the spaces behind it, and whether it stands in brackets.
    private mutating func marker(at start: Int) -> (Marker, end: Int, bracketed: Bool)? {
        var offset = start
        while offset - start < 3, at(offset) == 0x20 { offset += 1 }
        let closer = ViewFinder.closer(of: at(offset))
        if closer != nil {
            offset += 1
            if at(offset) == 0x20 { offset += 1 }
        } else if offset == start {
            return nil
        }
        guard ViewFinder.mayBegin(at(offset)) else { return nil }
        for (word, marker, plain) in ViewFinder.markers where closer != nil || plain {
            guard word.indices.allSatisfy({ ByteClass.lowercased(at(offset + $0)) == word[$0] }) else { continue }
            var end = offset + word.count
            if let closer {
                if at(end) == 0x20 { end += 1 }
                guard at(end) == closer else { continue }
                end += 1
            } else if at(end) != 0x20 {
                continue
            }
            let stop = end + 3
            while end < stop, at(end) == 0x20 { end += 1 }
            return (marker, end, closer != nil)
        }
        return nil
    }

    /// Reads words and markers from the start of an address, and writes it down if it is one.
    private mutating func address(from start: Int, _ trigger: Int) {
        var edits: [(range: Range<Int>, byte: UInt8)] = []
        var offset = wordEnd(from: start)
        var atEdit = -1
        var bracketed = false
        var last = start
        while edits.count < 12, let (kind, end, brackets) = marker(at: offset) {
            let word = wordEnd(from: end)
            guard word > end else { break }
            if kind == .at {
                guard atEdit < 0 else { break }
                atEdit = edits.count
                bracketed = brackets
            }
            edits.append((offset..<end, kind == .at ? UInt8(ascii: "@") : UInt8(ascii: ".")))
            last = end
            offset = word
        }
        if atEdit < 0 { atEdit = plainAt(start, edits.first?.range.lowerBound ?? offset) }
        work += offset - start
        wordedEnd = max(wordedEnd, trigger + 1)
        guard atEdit >= 0 else { return }
        let domain = atEdit < edits.count ? edits[atEdit].range.upperBound : start
        let hasDot =
            edits.count > atEdit + 1 || (domain..<offset).contains { kind($0).contains(.dot) && isAlphanumeric($0 + 1) }
        guard hasDot, isTop(last, offset) else { return }
        // In prose, "at" leads to places: between plain words both must be there, "at" and "dot".
        if !bracketed, atEdit < edits.count {
            guard edits.count > atEdit + 1 else { return }
            if atEdit == 0,
                ViewFinder.isOrdinary(String(decoding: text[start..<edits[0].range.lowerBound], as: UTF8.self))
            {
                return
            }
        }
        wordedEnd = max(wordedEnd, offset)
        for (range, byte) in edits {
            guard worded.begin(at: range.lowerBound, of: text) else { return }
            worded.replace(to: range.upperBound, with: byte, .words)
        }
    }

    /// -1; an address whose `@` is written as such has its dots alone in words.
    private mutating func plainAt(_ start: Int, _ end: Int) -> Int {
        at(start - 1) == UInt8(ascii: "@") && isAlphanumeric(start - 2) ? 1 << 20 : -1
    }

    /// Whether the last word may end a domain.
    private mutating func isTop(_ start: Int, _ end: Int) -> Bool {
        var top = end
        while top > start, at(top - 1) == UInt8(ascii: ".") { top -= 1 }
        let begin = runStart(before: top, of: .letter, limit: 25)
        return (2...24).contains(top - max(begin, start))
    }

    private static let ordinary: Set<String> = [
        "look", "looking", "us", "me", "him", "them", "you", "it", "available", "found", "out", "is", "are", "be",
        "visit", "online", "here", "site", "website", "live", "work", "works", "working", "worked", "hosted", "up",
        "store", "shop", "order", "buy", "arrive", "read", "more", "find", "bought", "sold", "looked",
    ]

    private static func isOrdinary(_ word: String) -> Bool { ordinary.contains(word.lowercased()) }

    /// `kim @ example.org`.
    mutating func spacedAt(_ offset: Int) {
        guard offset >= worded.taken, at(offset + 1) == 0x20 else { return }
        var domain = offset + 1
        while domain - offset < 4, at(domain) == 0x20 { domain += 1 }
        var name = offset
        while offset - name < 3, at(name - 1) == 0x20 { name -= 1 }
        let end = wordEnd(from: domain)
        work += end - domain + 4
        guard isAlphanumeric(name - 1), isAlphanumeric(name - 2),
            (domain..<end).contains(where: { kind($0).contains(.dot) }),
            isTop(domain, end)
        else { return }
        let www = Array("www.".utf8)
        if www.indices.allSatisfy({ ByteClass.lowercased(at(domain + $0)) == www[$0] }) { return }
        if worded.begin(at: name, of: text) { worded.replace(to: domain, with: UInt8(ascii: "@"), .words) }
    }
}
