import TurnoutCore
import TurnoutEngine

/// Decides a stream of JSON lines, one answer a line; a line that cannot be read gets an error and the next its turn.
struct RequestLines {
    let dryRun: DryRun
    /// What the flags say of every request.
    let attributes: [NamedAttribute]
    let isStreamed: Bool
    let state: AssumedState

    /// Answers every line.
    ///
    /// - Returns: whether all lines could be decided.
    func answer(_ source: any InputSource, to output: any OutputSink) async throws -> Bool {
        var reader = LineReader(source)
        var number = 0
        var isClean = true
        while let line = try reader.next() {
            number += 1
            var id: JSONValue?
            var members: [JSONMember]
            do throws(UsageError) {
                guard let value = try line.json() else { continue }
                id = value["id"]
                members = try await decide(value).json().object ?? []
            } catch {
                isClean = false
                members = [JSONMember("error", Self.json(error))]
            }
            var head = [JSONMember("line", .int(number))]
            if let id { head.append(JSONMember("id", id)) }
            try output.print(JSONValue.object(head + members).text() + "\n")
        }
        return isClean
    }

    private func decide(_ value: JSONValue) async throws(UsageError) -> Explanation {
        let line = try RequestLine(value)
        for attribute in line.attributes where !dryRun.names.contains(attribute.name) {
            let known = RequestLine.reserved + dryRun.names
            throw UsageError(
                nil,
                .unknown(
                    "member", attribute.name, known: known, nearest: closestMatch(to: attribute.name, among: known)))
        }
        var state = state
        if let given = line.given { try state.apply(given) }
        return try await dryRun.explain(
            line.request, attributes: attributes + line.attributes, isStreamed: isStreamed || line.isStreamed,
            state: state)
    }

    private static func json(_ error: UsageError) -> JSONValue {
        [
            "field": error.subject.map { .string($0) } ?? .null, "message": .string(error.message),
            "help": error.help.map { .string($0) } ?? .null,
        ]
    }
}
