import Testing

@testable import TurnoutCommands

/// Help, version, scripts, and what is not understood.
@Suite struct HelpTests {
    @Test func everyVerbHelpsWithAnExampleWithinEightyColumns() async {
        for verb in TurnoutCommand.verbs {
            for arguments in [[verb, "--help"], ["help", verb]] {
                let run = await CommandRun(arguments: arguments, files: SamplePolicies.whole)
                #expect(run.status == 0)
                #expect(run.errors.isEmpty)
                #expect(run.output.widestLine <= 80, "\(verb)")
                #expect(run.output.contains("  turnout \(verb)"), "\(verb) has no example")
            }
        }
    }

    @Test(arguments: [
        ["usage", "show"], ["usage", "expensive"], ["budget", "show"], ["budget", "reset"],
    ])
    func everyVerbOfMoneyHelpsWithAnExample(_ verb: [String]) async {
        let run = await CommandRun(arguments: verb + ["--help"], files: SamplePolicies.whole)
        #expect(run.status == 0)
        #expect(run.output.widestLine <= 80)
        // `show` may be left out.
        #expect(run.output.contains("  turnout \(verb.filter { $0 != "show" }.joined(separator: " ")) "))
        #expect(run.output.contains("--ledger <file>"))
    }

    @Test func theRootListsAllVerbs() async {
        let run = await CommandRun("--help")
        #expect(run.status == 0)
        #expect(run.output.widestLine <= 80)
        for verb in TurnoutCommand.verbs { #expect(run.output.contains("\n  \(verb) ")) }
        #expect(await CommandRun().output == run.output)
    }

    @Test func theVersionStandsInOnePlace() async {
        let run = await CommandRun("--version")
        #expect(run.status == 0)
        #expect(run.output == TurnoutVersion.current + "\n")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completes(_ shell: String) async {
        let verb = await CommandRun("completions", shell)
        #expect(verb.status == 0)
        #expect(verb.output.contains("turnout"))
        let flag = await CommandRun("--generate-completion-script", shell)
        #expect(flag.status == 0)
        #expect(flag.output == verb.output)
    }

    @Test func anUnknownVerbIsAUsageError() async {
        let run = await CommandRun("chek", "p.yaml")
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("error: "))
        #expect(run.errors.contains(" help: did you mean `check`?\n"))
    }

    @Test(arguments: [["check"], ["route"], ["route", "-p"], ["completions", "tcsh"], ["check", "--fromat", "text"]])
    func usageErrorsEndWithTwo(_ arguments: [String]) async {
        let run = await CommandRun(arguments: arguments, files: SamplePolicies.whole)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("error: "))
    }

    @Test func explainsCodes() async {
        let list = await CommandRun("explain")
        #expect(list.status == 0)
        #expect(list.output.widestLine <= 80)
        for code in CodePages.codes {
            #expect(list.output.contains("\n  \(code) "))
            let page = await CommandRun("explain", code)
            #expect(page.status == 0)
            #expect(page.output.hasPrefix(code))
        }
        let unknown = await CommandRun("explain", "unknwn_key")
        #expect(unknown.status == 2)
        #expect(unknown.errors == "error: unknown code `unknwn_key`\n help: did you mean `unknown_key`?\n")
    }
}
