import TurnoutCore
import TurnoutEngine

/// Counts JSON lines, `{"id": …, "text": …, "model": …}`, one answer a line; a line that cannot be read gets an error
/// and the next its turn.
struct TokenLines {
    /// The family of lines that name no model.
    let family: TokenFamily

    /// Answers every line.
    ///
    /// - Returns: whether all lines could be read.
    func answer(_ source: any InputSource, to output: any OutputSink) throws -> Bool {
        var reader = LineReader(source)
        var number = 0
        var isClean = true
        while let line = try reader.next() {
            number += 1
            var id: JSONValue?
            let answer: JSONValue
            do throws(UsageError) {
                guard let value = try line.json() else { continue }
                id = value["id"]
                guard let text = value["text"]?.string else { throw UsageError("text", "expected text") }
                let model = value["model"]?.string
                let counter = TokenCounter(family: model.map { TokenFamily(kind: nil, modelID: $0) } ?? family)
                answer = TokenReport(counter.count(text), limit: nil).line(id: id ?? .int(number))
            } catch {
                isClean = false
                answer = [
                    "id": id ?? .null, "line": .int(number),
                    "error": ["field": error.subject.map { .string($0) } ?? .null, "message": .string(error.message)],
                ]
            }
            try output.print(answer.text() + "\n")
        }
        return isClean
    }
}
