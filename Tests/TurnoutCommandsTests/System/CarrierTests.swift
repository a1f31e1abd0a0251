#if Server
import Foundation
import Testing
import TurnoutPolicy

@testable import TurnoutCommands

@Suite struct CarrierTests {
    @Test(arguments: [nil, ""] as [String?]) func withoutAFileTheMachineIsTrusted(value: String?) async throws {
        let carrier = try Carrier.http { $0 == "TURNOUT_CA_FILE" ? value : nil }
        await carrier.close()
    }

    @Test(arguments: [("/nonexistent/ca.pem", "no such file or directory"), ("/", "it is no regular file")])
    func aFileThatCannotBeUsedIsTold(path: String, reason: String) {
        let error = #expect(throws: InputError.self) { try Carrier.http { _ in path } }
        #expect(error?.description == "TURNOUT_CA_FILE: cannot read certificates from `\(path)`: \(reason)")
    }

    /// The command ends before anything is sent, with the exit code for what the person can mend.
    @Test(arguments: [["run", "-p", "p.yaml", "Hi"], ["providers", "health", "-p", "p.yaml"]])
    func commandsStopThere(arguments: [String]) async {
        let files = MemoryFiles([
            "p.yaml": """
            version: 1
            providers:
              local: {kind: ollama, endpoint: "http://127.0.0.1:9", models: {small: {}}}
            routes:
              - {use: [local/small]}
            """
        ])
        let (output, errors) = (MemoryOutput(), MemoryOutput())
        let context = CommandContext(
            environment: { $0 == "TURNOUT_CA_FILE" ? "/nonexistent/ca.pem" : nil }, input: MemoryInput(""),
            output: output, errors: errors, files: files, now: { WallClock.now() })
        let status = await CommandLineTool.run(arguments: arguments, context: context)
        #expect(status == ExitStatus.usage.rawValue)
        #expect(output.text.isEmpty)
        #expect(errors.text.contains("TURNOUT_CA_FILE: cannot read certificates from `/nonexistent/ca.pem`"))
    }
}
#endif
