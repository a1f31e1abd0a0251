/// A model's words on their way to a person or a file.
struct AnswerText {
    let output: any OutputSink
    private var endsLine = true

    init(_ output: any OutputSink) { self.output = output }

    /// Writes more of the answer. On a terminal, control characters are named: a model's words must not steer it.
    mutating func write(_ text: String) throws(OutputError) {
        guard let last = text.utf8.last else { return }
        endsLine = last == 0x0A
        try output.print(output.isTerminal ? TerminalText.withoutControls(text) : text)
    }

    /// Ends the last line.
    mutating func finish() throws(OutputError) {
        if !endsLine { try output.print("\n") }
        endsLine = true
    }
}
