import Testing
import TurnoutCore
import TurnoutPolicy

/// `turnout scan`, as people and scripts use it.
@Suite struct ScanCommandTests {
    private let address = ["jane", "example.org"].joined(separator: "@")
    private var text: String { "Bonjour à tous,\ncontact: \(address) à midi" }

    @Test func showsPlacesAndNeverValues() async {
        let run = await CommandRun("scan", input: MemoryInput(text))
        #expect(run.status == 1)
        #expect(run.output.contains("2:10"))
        #expect(run.output.contains("EMAIL_ADDRESS"))
        #expect(run.output.contains("1 finding of 1 type"))
        #expect(!run.output.contains("jane"))
        #expect(run.output.widestLine <= 80)
        let shown = await CommandRun("scan", "--show-values", input: MemoryInput(text))
        #expect(shown.output.contains(address))
        let clean = await CommandRun("scan", input: MemoryInput("nothing here"))
        #expect(clean.status == 0 && clean.output == "nothing found\n")
    }

    @Test func jsonLinesCountCodePoints() async throws {
        let lines = """
            {"id": "a", "text": "à \(address)"}
            {"id": 2, "text": "nothing"}
            {"id": 3}
            no json

            """
        let run = await CommandRun("scan", "--jsonl", input: MemoryInput(lines))
        #expect(run.status == 2)
        let answers = try run.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(answers.count == 4)
        #expect(answers[0]["id"]?.string == "a")
        let end = 2 + address.utf8.count
        #expect(answers[0]["spans"]?[0]?["start"]?.int == 2)
        #expect(answers[0]["spans"]?[0]?["end"]?.int == end)
        #expect(answers[0]["spans"]?[0]?["type"]?.string == "EMAIL_ADDRESS")
        #expect(answers[1]["spans"]?.array?.isEmpty == true)
        #expect(answers[2]["error"]?["field"]?.string == "text")
        #expect(answers[3]["error"] != nil)
        #expect(!run.output.contains("jane"))
    }

    @Test func printsTheTextReplaced() async {
        let redacted = await CommandRun("scan", "--redact", input: MemoryInput(text))
        #expect(redacted.output == "Bonjour à tous,\ncontact: <EMAIL_ADDRESS> à midi")
        let veiled = await CommandRun("scan", "--pseudonymise", input: MemoryInput("\(address) \(address)"))
        let words = veiled.output.split(separator: " ")
        #expect(words.count == 2 && words.first == words.last)
        #expect(veiled.output.hasPrefix("[EMAIL_ADDRESS_1."))
    }

    @Test(arguments: [["--redact", "--pseudonymise"], ["--jsonl", "--format", "text"], ["--redact", "--jsonl"]])
    func flagsThatDoNotGoTogether(flags: [String]) async {
        #expect(await CommandRun(arguments: ["scan"] + flags, files: MemoryFiles([String: String]())).status == 2)
    }
}
