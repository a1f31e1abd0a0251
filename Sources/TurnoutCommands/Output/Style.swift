/// Colours and weights of a terminal (ECMA-48 SGR), or nothing.
struct Style {
    /// Whether text is dressed at all.
    let isColored: Bool

    static let plain = Style(isColored: false)

    func error(_ text: String) -> String { dress(text, "1;31") }
    func warning(_ text: String) -> String { dress(text, "1;33") }
    func note(_ text: String) -> String { dress(text, "1;36") }
    func good(_ text: String) -> String { dress(text, "1;32") }
    func strong(_ text: String) -> String { dress(text, "1") }
    func faint(_ text: String) -> String { dress(text, "34") }

    private func dress(_ text: String, _ code: String) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
