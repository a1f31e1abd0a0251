import ArgumentParser
import Turnout
import TurnoutCore
import TurnoutPolicy

/// `turnout audit show`: what a decision log says of one request.
struct AuditShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Tell from a decision log what became of one request, and why.",
        discussion: """
            With the policy that decided, the decision is made again from the log and explained in full; with another \
            one, it says what that one would have decided.

            Examples:

              turnout audit show 4f0c2a9be1d84d6c9a7de2f1b0c35a68 log.jsonl
              turnout audit show 4f0c2a9be1d84d6c9a7de2f1b0c35a68 log.jsonl -p policy.yaml

            Whether the log is as it was written is for `turnout audit verify` to say.

            Exit codes: 0 found, 1 not found, 2 usage, 3 the policy has errors.
            """)

    @Argument(help: ArgumentHelp("The request's identifier, 32 hexadecimal digits.", valueName: "id"))
    var id: String

    @Argument(help: ArgumentHelp("Logs, single files of them, or folders.", valueName: "file"), completion: .file())
    var paths: [String]

    @Option(
        name: .shortAndLong, help: ArgumentHelp("A policy to decide by again.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var policy: String?

    @OptionGroup var root: RootOption

    @Option(help: "The form of the answer; json is the entries as they stand.")
    var format: AuditCommand.Format = .text

    func validate() throws {
        if RequestID(id) == nil { throw ValidationError("an identifier has 32 hexadecimal digits") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        var judge: Policy?
        if let policy {
            let result = try root.load(policy, in: context)
            guard let loaded = result.policy else {
                try PolicyReport.printErrors(of: result, path: policy, in: context)
                return .policyInvalid
            }
            judge = loaded
        }
        let entries = try entries()
        guard !entries.isEmpty else {
            try context.errors.print("no entry of request \(id)\n")
            return .finding
        }
        if format == .json {
            try context.output.print(JSONValue.array(entries).prettyText() + "\n")
            return .holds
        }
        let story = AuditStory(entries: entries, columns: context.output.columns, style: context.outputStyle)
        try context.output.print(story.text(judge: judge))
        return .holds
    }

    /// A request has few entries; more are not of this program's making.
    private static let mostEntries = 1_000

    private func entries() throws -> [JSONValue] {
        let id = id.lowercased()
        // The identifier stands near the beginning of a line; the rest is only read where it is the right one.
        let needle = Array("\"id\":\"\(id)\"".utf8)
        var entries: [JSONValue] = []
        for file in try AuditCommand.logs(paths).flatMap(\.files) {
            try DescriptorInput.withFile(file) { source in
                var lines = LineReader(source)
                while entries.count < Self.mostEntries, let line = try lines.next() {
                    guard case .bytes(let bytes) = line, bytes.prefix(256).firstRange(of: needle) != nil,
                        let entry = try? JSONValue(parsing: bytes), entry["id"]?.string == id
                    else { continue }
                    entries.append(entry)
                }
            }
        }
        return entries
    }
}
