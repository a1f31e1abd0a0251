/// The eras that Japanese dates count their years from.
enum Era {
    private static let names: [(name: StaticString, year: Int)] = [
        ("明治", 1867), ("大正", 1911), ("昭和", 1925), ("平成", 1988), ("令和", 2018),
    ]

    /// The era whose name ends before an offset: where the name begins, and the year before the era's first.
    static func before(_ offset: Int, in text: borrowing TextBytes) -> (start: Int, year: Int)? {
        for (name, year) in names {
            let start = offset - name.utf8CodeUnitCount
            var matched = 0
            while matched < name.utf8CodeUnitCount, text[start + matched] == (name.utf8Start + matched).pointee {
                matched += 1
            }
            if matched == name.utf8CodeUnitCount { return (start, year) }
        }
        return nil
    }
}
