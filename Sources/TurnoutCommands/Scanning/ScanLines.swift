import TurnoutCore
import TurnoutPrivacy

/// Scans JSON lines, `{"id": …, "text": …}`, one answer a line; a line that cannot be read gets an error and the next its
/// turn.
struct ScanLines {
    let scanner: Scanner
    let showsValues: Bool

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
            let result: Result<ScanReport, UsageError>
            do throws(UsageError) {
                guard let value = try line.json() else { continue }
                id = value["id"]
                guard let text = value["text"]?.string else { throw UsageError("text", "expected text") }
                result = .success(ScanReport(scanner.scan(text), of: text, showsValues: showsValues))
            } catch {
                result = .failure(error)
            }
            switch result {
            case .success(let report): try output.print(report.line(id: id ?? .int(number)).text() + "\n")
            case .failure(let error):
                isClean = false
                let members: JSONValue = [
                    "id": id ?? .null, "line": .int(number),
                    "error": ["field": error.subject.map { .string($0) } ?? .null, "message": .string(error.message)],
                ]
                try output.print(members.text() + "\n")
            }
        }
        return isClean
    }
}
