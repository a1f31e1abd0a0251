import Testing
import TurnoutCore
import TurnoutLedger

@testable import TurnoutCommands

/// `turnout usage`: tables for people, rows for programs, a page for managers.
@Suite struct UsageCommandTests {
    private func usage(_ arguments: String..., ledger: any Ledger = SampleLedger.calls()) async -> CommandRun {
        await CommandRun(
            arguments: ["usage"] + arguments + ["--ledger", "l.db"], files: SamplePolicies.whole, ledger: ledger)
    }

    @Test func theTableHasEightyColumnsAndATotal() async {
        let run = await usage("--by", "target")
        #expect(run.status == 0)
        #expect(
            run.output == """
                usage, 2025-12-03 00:00 to 2026-01-01 00:00 UTC

                target         reqs calls  err     in    out cached   $ cost   saved   p50   p95
                anthropic/claude-sonnet
                                  3     3  33%    20k   1000   2000     1.30       0  1.2s  1.6s
                ollama/llama3.2
                                  1     1   0%    500     50      0        0  0.0023  2.0s  2.0s
                total             3     4  25%  20.5k   1050   2000     1.30  0.0023  1.6s  2.0s

                saved: 0 USD by the caches of providers, 0.0023 USD by local answers, at the
                       price of the cheapest target that was allowed

                """)
        #expect(run.output.widestLine <= 80)
    }

    @Test func spansAndFilters() async throws {
        let ada = await usage("--by", "day", "--user", "ada", "--since", "2d")
        #expect(ada.output.contains("of user ada\n"))
        #expect(ada.output.contains("\n2025-12-31        1     1   0%"))
        #expect(!ada.output.contains("2025-12-29"))
        let none = await usage("--since", "2025-01-01", "--until", "2025-02-01", "--provider", "ollama")
        #expect(none.status == 0)
        #expect(none.output.hasSuffix("of provider ollama\nno calls\n"))
        let zone = await usage("--by", "day", "--zone", "Asia/Tokyo", "--since", "all")
        #expect(zone.output.contains("\n2026-01-01 "))
        for (arguments, word) in [
            (["--since", "yesterday"], "--since: `yesterday` is no moment"), (["--zone", "Mars/Base"], "--zone: "),
            (["--since", "2026-02-01"], "--since: the span ends before it begins"), (["--by", "planet"], "planet"),
        ] {
            let run = await CommandRun(
                arguments: ["usage", "--ledger", "l.db"] + arguments, files: SamplePolicies.whole,
                ledger: SampleLedger.calls())
            #expect(run.status == 2)
            #expect(run.errors.contains(word), "\(run.errors)")
        }
    }

    @Test func JSONHasExactAmounts() async throws {
        let value = try JSONValue(parsing: await usage("--by", "user", "--format", "json").output)
        #expect(value["rows"]?[0]?["name"]?.string == "ada")
        #expect(value["rows"]?[0]?["cost_usd"]?.string == "1.30")
        #expect(value["total"]?["saved_by_local_usd"]?.string == "0.00225")
        #expect(value["total"]?["requests"] == .int(3))
        #expect(value["until"]?.string == "2026-01-01T00:00:00Z")
    }

    @Test func CSVCannotBecomeAFormula() async {
        let ledger = SampleLedger.one(user: "=cmd|' /C calc'!A0", feature: "a,\"b\"\nc", tag: "+1")
        let run = await usage("--by", "user", "--format", "csv", ledger: ledger)
        let lines = run.output.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("user,requests,calls,served,errors,tokens_in,"))
        #expect(lines[1].hasPrefix("'=cmd|' /C calc'!A0,1,1,1,0,1,"))
        let feature = await usage("--by", "feature", "--format", "csv", ledger: ledger)
        #expect(feature.output.contains("\r\n\"a,\"\"b\"\"\nc\",1,"))
        for first in ["=", "+", "-", "@", "\t", "\r"] { #expect(CSVText.cell(first + "1").contains("'\(first)1")) }
        #expect(CSVText.cell("plain") == "plain")
    }

    @Test func hostileNamesDoNotSteerTheTerminal() async {
        let ledger = SampleLedger.one(user: "\u{1B}[2J\u{202E}x\ny", feature: "f", tag: "t")
        let run = await usage("--by", "user", ledger: ledger)
        #expect(run.output.contains("<U+001B>[2J<U+202E>xy"))
        #expect(!run.output.contains("\u{1B}"))
    }

    @Test func aLedgerThatIsNotThere() async {
        let run = await CommandRun("usage", "--ledger", "/nowhere/at/all.db")
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("error: --ledger: "))
        let homeless = await CommandRun("usage")
        #expect(homeless.status == 2)
        #expect(homeless.errors.contains("nothing says where the ledger is"))
    }

    @Test func theCostliestAndWhatForbidsCheaperOnes() async throws {
        let run = await usage("expensive", "-p", "p.yaml")
        #expect(run.status == 0)
        #expect(run.output.widestLine <= 80)
        #expect(
            run.output == """
                the costliest requests, 2025-12-03 00:00 to 2026-01-01 00:00 UTC

                1.  anthropic/claude-sonnet, task complex, feature chat
                    1.30 USD, 100% of all, 3 calls, 20k + 1000 tokens
                    about nothing on ollama/llama3.2: saves 1.30 USD

                together, about 1.30 USD could be saved

                """)
        let json = try JSONValue(parsing: await usage("expensive", "-p", "p.yaml", "--format", "json").output)
        #expect(json["kinds"]?[0]?["cheaper"]?["about_saving_usd"]?.string == "1.30")
    }
}
