import Testing
import TurnoutCore

@testable import Turnout

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Programs that take alerts: what they see, and what counts as taken.
@Suite(.timeLimit(.minutes(1))) struct CommandSenderTests {
    private func sender(limit: Duration = .seconds(30)) -> CommandSender {
        let environment = ["PATH": "/usr/bin:/bin", "HOME": "/nowhere", "OTHER": "hidden"]
        return CommandSender(environment: { environment[$0] }, limit: limit)
    }

    /// Runs a script of the shell, which is named here and nowhere in the product.
    private func run(_ script: String, limit: Duration = .seconds(30)) async -> AlertFailure? {
        do throws(AlertFailure) {
            try await sender(limit: limit).run(["/bin/sh", "-c", script], for: .sample)
            return nil
        } catch {
            return error
        }
    }

    @Test func theProgramReadsTheNotice() async {
        #expect(await run("grep -q '\"id\":\"\(AlertNotice.sample.id)\"'") == nil)
        #expect(await run("grep -q nothing-of-the-kind")?.description == "the command `/bin/sh` ended with 1")
    }

    @Test func theEnvironmentIsReduced() async {
        #expect(await run("test \"$HOME\" = /nowhere && test -z \"$OTHER\" && test -z \"$USER\"") == nil)
    }

    @Test func noShellReadsTheArguments() async {
        let failure = await #expect(throws: AlertFailure.self) {
            try await sender().run(["true; false"], for: .sample)
        }
        #expect(failure?.description.contains("`true; false` cannot be started") == true)
        await #expect(throws: Never.self) { try await sender().run(["true", "$(false)", "; false"], for: .sample) }
    }

    @Test func whatItPrintsIsCutShort() async {
        let failure = await run(
            "echo to-nobody; i=0; while [ $i -lt 400 ]; do printf 'ab\\n' >&2; i=$((i+1)); done; exit 3")
        let text = failure?.description ?? ""
        #expect(text.hasPrefix("the command `/bin/sh` ended with 3: ab ab "))
        #expect(text.utf8.count < 250)
        #expect(!text.contains("to-nobody"))
    }

    @Test func aProgramThatReadsNothingIsNoTrouble() async {
        #expect(await run("exec 0<&-; exit 0") == nil)
    }

    @Test func aProgramThatHangsIsEnded() async {
        let clock = ContinuousClock()
        let took = await clock.measure {
            let failure = await run("sleep 30 & sleep 30", limit: .milliseconds(200))
            #expect(failure?.description.contains("took longer than") == true)
        }
        #expect(took < .seconds(10))
    }

    @Test func aProgramThatWillNotEndIsKilled() async {
        let clock = ContinuousClock()
        let took = await clock.measure {
            let failure = await run("trap '' TERM; while :; do sleep 1; done", limit: .milliseconds(200))
            #expect(failure?.description.contains("took longer than") == true)
        }
        #expect(took < .seconds(15))
    }

    @Test func cancellingEndsIt() async {
        let clock = ContinuousClock()
        let took = await clock.measure {
            let task = Task { await run("sleep 30") }
            try? await Task.sleep(for: .milliseconds(100))
            task.cancel()
            #expect(await task.value?.description == "the command `/bin/sh` was broken off")
        }
        #expect(took < .seconds(10))
    }

    @Test func signalsAreNotInherited() async {
        // As `turnout` does.
        signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, SIG_DFL) }
        #expect(await run("kill -PIPE $$; exit 0")?.description.contains("ended by signal") == true)
    }
}
