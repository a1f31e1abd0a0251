import Testing
import TurnoutCore

@testable import TurnoutCommands

/// `turnout schema`: the language for editors and for people.
@Suite struct SchemaCommandTests {
    @Test func printsTheSchema() async throws {
        let run = await CommandRun("schema")
        #expect(run.status == 0)
        let schema = try JSONValue(parsing: run.output)
        #expect(schema["$schema"]?.string == "http://json-schema.org/draft-07/schema#")
        #expect(schema["properties"]?["routes"] != nil)
    }

    @Test func printsTheReference() async {
        let run = await CommandRun("schema", "--reference")
        #expect(run.status == 0)
        #expect(run.output.contains("\n# "))
        #expect(run.output.contains("`guards"))
    }
}
