import Testing
import TurnoutCore
import TurnoutLedger
import TurnoutPolicy
import TurnoutProviders

@testable import TurnoutCommands

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `turnout run` and the ledger: opened, written, its alerts delivered; and what happens when it cannot be opened.
@Suite(.timeLimit(.minutes(1))) struct RunAccountTests {
    /// A service that answers with a word and 1000 tokens.
    private struct Service: Transport {
        func send(
            _ request: WireRequest, receive: (WireResponsePart) async throws(ProviderFailure) -> Void
        ) async throws(ProviderFailure) {
            let head = WireResponseHead(status: 200, headers: [WireHeader("content-type", "text/event-stream")])
            try await receive(.head(head))
            let text = """
                data: {"choices":[{"index":0,"delta":{"content":"ok"},"finish_reason":"stop"}]}

                data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":1000,"total_tokens":1010}}

                data: [DONE]


                """
            try await receive(.bytes(Array(text.utf8)))
        }
    }

    private let budgets = "budgets: [{id: pot, period: total, limit: 0.02 USD, alert_at: [50%]}]"

    private func files(_ more: String) -> MemoryFiles {
        MemoryFiles([
            "p.yaml": """
            version: 1
            safe_defaults: false
            providers:
              far:
                kind: openai_compatible
                endpoint: "https://far.invalid/v1"
                models:
                  big: {price: {input: 0.00 USD/1M, output: 10.00 USD/1M}, max_output: 1000, context: 8k}
              near: {kind: openai_compatible, endpoint: "http://127.0.0.1:8080/v1", models: {small: {}}}
            \(more)
            routes: [{id: default, use: [far/big, near/small]}]
            """
        ])
    }

    private func run(
        _ files: MemoryFiles, _ arguments: [String] = ["run", "-p", "p.yaml", "Hello."],
        environment: [String: String] = [:]
    ) async -> CommandRun {
        let (output, errors) = (MemoryOutput(), MemoryOutput())
        let context = CommandContext(
            environment: { environment[$0] }, input: MemoryInput(""), output: output, errors: errors, files: files,
            carrier: { Carrier(transport: Service()) {} }, now: { WallClock.now() })
        let status = await CommandLineTool.run(arguments: arguments, context: context)
        return CommandRun(status: status, output: output.text, errors: errors.text)
    }

    /// A folder that is gone behind the test.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        var template = Array("/tmp/turnout-account.XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        defer {
            for name in ["state/deep/l.db", "state/deep/l.db-wal", "state/deep/l.db-shm"] {
                unlink("\(folder)/\(name)")
            }
            for name in ["/state/deep", "/state", ""] { rmdir(folder + name) }
        }
        try await body(folder)
    }

    @Test func keepsAccountInAFileOfItsOwner() async throws {
        try await withFolder { folder in
            let path = "\(folder)/state/deep/l.db"
            let environment = [LedgerOptions.variable: path]
            let first = await run(files(budgets), environment: environment)
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.output == "ok\n")
            #expect(first.errors.contains("answered by far/big"))
            #expect(first.errors.contains("\nalert: budget pot has reached 50% of 0.02 USD: 0.01 USD taken\n"))
            #expect(!first.errors.contains("does not count"))
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
            #expect(stat("\(folder)/state", &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
            // The alert has been told; the next run tells it no more, and the one after has no money.
            let second = await run(files(budgets), environment: environment)
            #expect(second.errors.contains("answered by far/big"))
            #expect(!second.errors.contains("alert:"))
            let third = await run(files(budgets), environment: environment)
            #expect(third.errors.contains("answered by near/small"))
            let usage = await run(
                files(budgets), ["usage", "--by", "target", "--format", "csv"], environment: environment)
            #expect(usage.output.contains("\r\nfar/big,2,2,2,0,20,2000,0,0,0,0.02,"))
            let budget = await run(files(budgets), ["budget", "-p", "p.yaml"], environment: environment)
            #expect(budget.output.contains("[####################] 100%  hard  never full again\n"))
            // A dry run sees the same.
            let route = await run(files(budgets), ["route", "-p", "p.yaml", "--ledger", path, "Hello."])
            #expect(route.output.hasPrefix("ALLOW near/small\n"))
            let said = await run(
                files(budgets), ["route", "-p", "p.yaml", "--ledger", path, "--budget", "pot=ok", "Hello."])
            #expect(said.output.hasPrefix("ALLOW far/big\n"))
            #expect(await run(files(budgets), ["route", "-p", "p.yaml", "Hello."]).output.hasPrefix("ALLOW far/big\n"))
        }
    }

    @Test func aLedgerThatCannotBeOpenedPaysForNothing() async {
        let environment = [LedgerOptions.variable: "/proc/nowhere/l.db"]
        let run = await run(files(budgets), environment: environment)
        #expect(run.status == 0)
        #expect(run.errors.hasPrefix("warning: "))
        #expect(run.errors.contains("calls that a budget would pay for are not made"))
        #expect(run.errors.contains("far/big passed over"))
        #expect(run.errors.contains("answered by near/small"))
        // Said once, and not by every call.
        #expect(run.errors.ranges(of: "warning: ").count == 1)
    }

    @Test func withoutBudgetsItIsAWarning() async {
        let bare = await run(files(""))
        #expect(bare.errors.contains("answered by far/big"))
        #expect(!bare.errors.contains("ledger"))
        let run = await run(files(""), environment: [LedgerOptions.variable: "/proc/nowhere/l.db"])
        #expect(run.status == 0)
        #expect(run.errors.contains("no account is kept"))
        #expect(run.errors.contains("answered by far/big"))
    }

    @Test func theLedgerIsFoundByTheSpecification() throws {
        func path(_ environment: [String: String], flag: String? = nil) throws -> String {
            let output = MemoryOutput()
            let context = CommandContext(
                environment: { environment[$0] }, input: MemoryInput(""), output: output, errors: output,
                now: { Timestamp(microseconds: 0) })
            return try LedgerOptions.path(flag: flag, in: context)
        }
        #expect(try path(["HOME": "/home/ada"]) == "/home/ada/.local/state/turnout/ledger.db")
        #expect(try path(["HOME": "/home/ada", "XDG_STATE_HOME": "/s/"]) == "/s/turnout/ledger.db")
        #expect(try path(["HOME": "/home/ada", "XDG_STATE_HOME": "s"]) == "/home/ada/.local/state/turnout/ledger.db")
        #expect(try path(["TURNOUT_LEDGER": "x.db", "HOME": "/h"]) == "x.db")
        #expect(try path(["TURNOUT_LEDGER": "x.db"], flag: "y.db") == "y.db")
        #expect(throws: LedgerFailure.self) { try path(["TURNOUT_LEDGER": ""]) }
    }
}
