import TurnoutEngine

/// An explanation for a terminal.
enum ExplanationText {
    /// The explanation's text with its first word in colour, and without what would steer the terminal.
    static func dress(_ text: String, _ explanation: Explanation, _ style: Style) -> String {
        let safe = TerminalText.safe(text)
        let word = safe.prefix { $0 != " " && $0 != "\n" }
        let colored = explanation.decision.isAllowed ? style.good(String(word)) : style.error(String(word))
        return colored + safe[word.endIndex...]
    }
}
