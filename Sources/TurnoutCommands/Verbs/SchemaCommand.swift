import ArgumentParser
import TurnoutCore
import TurnoutPolicy

/// `turnout schema`: the policy language for editors and for people.
struct SchemaCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of policies, or their reference.",
        discussion: """
            With the schema beside a policy and a line on top of it, an editor completes and checks as you type:

              turnout schema > policy.v1.schema.json
              # yaml-language-server: $schema=policy.v1.schema.json

            The reference describes every key, as Markdown:

              turnout schema --reference
            """)

    @Flag(help: "Print the reference instead of the schema.")
    var reference = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        let text = reference ? LanguageReference.markdown() : LanguageSchema.jsonSchema().prettyText()
        try context.output.print(text.hasSuffix("\n") ? text : text + "\n")
        return .holds
    }
}
