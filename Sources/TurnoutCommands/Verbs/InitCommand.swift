import ArgumentParser
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// `turnout init`: writes a first policy.
struct InitCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a small commented policy that passes check and test.",
        usage: "turnout init [<options>] [<file>]",
        discussion: """
            Asks on a terminal for what the flags leave open; elsewhere, or with --yes, takes the defaults.

            Examples:

              turnout init
              turnout init policies/acme.yaml --local ollama --external anthropic --yes
            """)

    @Argument(
        help: ArgumentHelp("Where to write it.", valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var file = "policy.yaml"

    @Option(help: "The server on this machine.")
    var local: LocalServer?

    @Option(help: ArgumentHelp("The name of its model.", valueName: "model"))
    var localModel: String?

    @Option(
        help: ArgumentHelp(
            "The service outside.", valueName: "service"))
    var external: ExternalService?

    @Option(help: ArgumentHelp("The name of its model.", valueName: "model"))
    var externalModel: String?

    @Option(help: ArgumentHelp("Tasks of your own, as support,code.", valueName: "tasks"))
    var tasks: String?

    @Flag(help: "Write over a file that exists.")
    var force = false

    @Flag(help: "Ask nothing.")
    var yes = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        if !force, context.files.canonicalPath(file) != nil {
            throw UsageError(
                nil, "`\(file)` exists already", help: "name another file, or write over it with `--force`")
        }
        let asks = !yes && context.input.isTerminal && context.errors.isTerminal
        let template = try asks ? template(asking: context) : template()
        let text = template.yaml
        try verify(text)
        try NewFile.write(text, to: file, replaces: force)
        try context.output.print(farewell(template))
        return .holds
    }

    private func template() throws(UsageError) -> PolicyTemplate {
        var template = PolicyTemplate()
        template.local = local ?? .ollama
        template.localModel = localModel
        template.external = external ?? .none
        template.externalModel = externalModel
        template.tasks = try Self.checked((tasks ?? "").split { $0 == "," || $0 == " " }.map(String.init))
        return template
    }

    private func template(asking context: CommandContext) throws -> PolicyTemplate {
        var questions = Questions(context)
        var template = try template()
        template.local = try local ?? questions.choice("Server on this machine", default: .ollama)
        template.localModel =
            try localModel ?? questions.text("Its model", default: template.local.defaultModel)
        template.external =
            try external ?? questions.choice("Service outside", default: ExternalService.none)
        if template.external != .none, externalModel == nil {
            template.externalModel = try questions.text("Its model", default: template.external.defaultModel)
        }
        if tasks == nil {
            template.tasks = try Self.checked(
                questions.words("Tasks of your own, such as support, code (or none)"))
        }
        return template
    }

    private static func checked(_ tasks: [String]) throws(UsageError) -> [String] {
        var seen = Set(Vocabulary.builtinTasks)
        for task in tasks {
            let isName = task.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
                default: false
                }
            }
            guard isName, task.utf8.first.map({ $0 >= 0x61 && $0 <= 0x7A }) ?? false else {
                throw UsageError(
                    "--tasks", "`\(task)` is no name of a task",
                    help: "small letters, digits, `-` and `_`, a letter first")
            }
            guard seen.insert(task).inserted else { throw UsageError("--tasks", "`\(task)` is there already") }
        }
        return tasks
    }

    /// Loads the policy before it is written, for model names that the language does not take.
    private func verify(_ text: String) throws {
        let result = Policy.load(file, files: MemoryFiles([file: text]))
        guard let policy = result.policy else {
            let error = result.diagnostics.first { $0.severity == .error }
            throw UsageError(nil, "this does not make a policy: \(error?.message ?? "")", help: error?.help)
        }
        for test in try policy.runTests() where !test.passed {
            throw UsageError(
                nil, "this makes a policy whose test fails: \(test.name): \(test.failures.joined(separator: "; "))")
        }
    }

    private func farewell(_ template: PolicyTemplate) -> String {
        var text = "wrote \(TerminalText.safe(file))\n\nnext:\n"
        if template.external != .none { text += "  export \(template.external.variable)=…\n" }
        let name = file.contains(" ") ? "\"\(file)\"" : file
        for command in [
            "check \(name)", "test \(name)", "route -p \(name) --task complex \"Compare B-trees and LSM trees.\"",
        ] {
            text += "  turnout \(TerminalText.safe(command))\n"
        }
        return text
    }
}
