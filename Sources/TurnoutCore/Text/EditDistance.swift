/// The number of insertions, deletions, replacements and swaps of neighbours that turn one text into another.
///
/// The optimal string alignment form of Damerau–Levenshtein (F. Damerau, "A technique for computer detection and
/// correction of spelling errors", CACM 7(3), 1964). ASCII letters count as equal in either case.
public func editDistance(_ first: String, _ second: String) -> Int {
    let a = first.utf8.map(lowercased)
    let b = second.utf8.map(lowercased)
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var current = last
    for i in 1...a.count {
        current[0] = i
        for j in 1...b.count {
            let cost = a[i - 1] == b[j - 1] ? 0 : 1
            var best = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                best = min(best, beforeLast[j - 2] + 1)
            }
            current[j] = best
        }
        (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[b.count]
}

/// The candidate that a person most likely meant, if one is near enough: a distance of at most a third of the length,
/// where anything up to three letters counts as three.
public func closestMatch(to text: String, among candidates: some Sequence<String>) -> String? {
    // Distances cost length × length: nobody mistypes a name of hundreds of letters.
    guard text.utf8.count <= 128 else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate.utf8.count <= 128 {
        let limit = max(3, max(text.utf8.count, candidate.utf8.count)) / 3
        guard abs(text.utf8.count - candidate.utf8.count) <= limit else { continue }
        let distance = editDistance(text, candidate)
        if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    return best?.candidate
}

private func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}
