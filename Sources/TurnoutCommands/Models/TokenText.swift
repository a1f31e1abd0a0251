/// Numbers of tokens for people.
enum TokenText {
    /// A number in a few columns: `8191`, `16.4k`, `128k`, `1.05M`; `-` for none.
    static func short(_ tokens: Int?) -> String {
        guard let tokens else { return "-" }
        if tokens < 10_000 { return String(tokens) }
        if tokens < 999_950 { return decimal((tokens + 50) / 100, places: 1) + "k" }
        return decimal(tokens / 10_000 + (tokens % 10_000 < 5_000 ? 0 : 1), places: 2) + "M"
    }

    private static func decimal(_ units: Int, places: Int) -> String {
        let scale = places == 1 ? 10 : 100
        let digits = String(units % scale)
        var fraction = String(repeating: "0", count: places - digits.count) + digits
        while fraction.last == "0" { fraction.removeLast() }
        return "\(units / scale)" + (fraction.isEmpty ? "" : ".\(fraction)")
    }
}
