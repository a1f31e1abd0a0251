import Testing
import TurnoutCore
import TurnoutLedger

@testable import TurnoutCommands

/// `turnout budget`: bars for people, pots for programs, and beginning anew.
@Suite struct BudgetCommandTests {
    @Test func showsTheFullestFirst() async {
        let run = await CommandRun(
            "budget", "-p", "p.yaml", "--ledger", "l.db", files: SamplePolicies.whole, ledger: SampleLedger.pots())
        #expect(run.status == 0)
        #expect(run.output.widestLine <= 80)
        #expect(
            run.output == """
                user-day  user=linus
                  [####################] 100%  hard  full again 2026-01-02 00:00 UTC
                  5.04 spent, 0.00 left of 5.00 USD

                user-day  user=ada
                  [############====....]  82%  soft  full again 2026-01-02 00:00 UTC
                  3.10 spent, 1.00 held, 0.90 left of 5.00 USD

                user-day  user=grace
                  [##..................]   8%  ok  full again 2026-01-02 00:00 UTC
                  0.412 spent, 4.588 left of 5.00 USD

                old  (not in the policy)
                  [#...................]   0%  full again 2026-01-02 00:00 UTC
                  0.01 spent, 8.99 left of 9.00 USD

                """)
    }

    @Test func budgetsThatAreUntouchedAreShownWithAPolicy() async throws {
        let run = await CommandRun(
            "budget", "-p", "p.yaml", "--ledger", "l.db", "--format", "json", files: SamplePolicies.whole,
            ledger: MemoryLedger())
        let value = try JSONValue(parsing: run.output)
        #expect(value["pots"]?[0]?["budget"]?.string == "user-day")
        #expect(value["pots"]?[0]?["scope"]?.string == "each user")
        #expect(value["pots"]?[0]?["resets_at"]?.string == "2026-01-02T00:00:00Z")
        let none = await CommandRun("budget", "--ledger", "l.db", ledger: MemoryLedger())
        #expect(none.output == "no budget has been used\n")
    }

    @Test func countersAreShownWhenAsked() async {
        let plain = await CommandRun("budget", "--ledger", "l.db", ledger: SampleLedger.pots())
        #expect(!plain.output.contains("usage:"))
        let all = await CommandRun("budget", "--all", "--ledger", "l.db", ledger: SampleLedger.pots())
        #expect(all.output.contains("usage:day:requests  provider=x\n"))
        #expect(all.output.contains("1000000 spent, 999000000 left of 1000000000"))
    }

    @Test func barsFitTheTerminal() async {
        let terminal = await CommandRun(
            "budget", "--ledger", "l.db", environment: ["LANG": "de_DE.UTF-8"], isTerminal: true,
            ledger: SampleLedger.pots())
        #expect(terminal.output.contains("████████████▒▒▒▒░░░░"))
        let old = await CommandRun(
            "budget", "--ledger", "l.db", environment: ["LANG": "C"], isTerminal: true, ledger: SampleLedger.pots())
        #expect(old.output.contains("[############====....]"))
        let bar = ShareBar(isUnicode: false)
        #expect(bar.text(spent: 0, taken: 0) == "[....................]")
        #expect(bar.text(spent: 0, taken: 0.001) == "[=...................]")
        #expect(bar.text(spent: 0.999, taken: 0.999) == "[###################.]")
        #expect(bar.text(spent: 0.999, taken: 1.2) == "[###################=]")
        #expect(bar.text(spent: 3, taken: 3) == "[####################]")
    }

    private func reset(_ ledger: MemoryLedger, _ arguments: String..., input: String? = nil) async -> CommandRun {
        await CommandRun(
            arguments: ["budget", "reset"] + arguments + ["-p", "p.yaml", "--ledger", "l.db"],
            files: SamplePolicies.whole,
            input: input.map { MemoryInput([Array($0.utf8)], isTerminal: true) } ?? MemoryInput(""),
            isTerminal: input != nil, ledger: ledger)
    }

    private func taken(_ ledger: MemoryLedger) -> [String: String] {
        let pots = ledger.pots(at: SampleLedger.now).filter { $0.id.key.budget == "user-day" }
        return Dictionary(pots.map { ($0.id.key.scope, $0.balance.taken.decimalText) }, uniquingKeysWith: { $1 })
    }

    @Test func resetsOnePot() async {
        let ledger = SampleLedger.pots()
        let run = await reset(ledger, "user-day", "--scope", "user=ada", "--yes")
        #expect(run.status == 0)
        #expect(
            run.output == """
                reset user-day of user=ada: it had 3.10 USD spent and 1.00 USD held, and has
                  5.00 USD to spend until 2026-01-02 00:00 UTC

                """)
        #expect(taken(ledger) == ["user=ada": "0.00", "user=linus": "5.04", "user=grace": "0.412"])
        let again = await reset(ledger, "user-day", "--scope", "user=ada", "--yes")
        #expect(again.output == "nothing was taken from user-day of user=ada\n")
    }

    @Test func asksBeforeItResetsAll() async {
        let ledger = SampleLedger.pots()
        let no = await reset(ledger, "user-day", input: "\n")
        #expect(no.status == 1)
        #expect(no.errors.contains("Forget 9.552 USD taken from 3 pots of user-day (yes, no) [no]: "))
        #expect(taken(ledger)["user=linus"] == "5.04")
        let yes = await reset(ledger, "user-day", input: "yes\n")
        #expect(yes.status == 0)
        #expect(Set(taken(ledger).values) == ["0.00"])
    }

    @Test func refusesWhatItCannotAskOrFind() async {
        let ledger = SampleLedger.pots()
        let mute = await reset(ledger, "user-day")
        #expect(mute.status == 2)
        #expect(mute.errors.contains("say `--yes`"))
        #expect(await reset(ledger, "user-dy", "--yes").errors.contains("did you mean `user-day`?"))
        #expect(
            await reset(ledger, "user-day", "--scope", "user=linu", "--yes").errors.contains(
                "did you mean `user=linus`"))
        #expect(taken(ledger)["user=linus"] == "5.04")
    }
}
