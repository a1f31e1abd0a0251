import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutCommands

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `turnout init`: what it writes is sound, and it writes over nothing.
@Suite struct InitCommandTests {
    /// A new folder of this test run.
    private let folder: String

    init() throws {
        var template = Array("/tmp/turnout-init-XXXXXX".utf8CString)
        folder = try #require(
            template.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
            })
    }

    private func run(_ arguments: String..., input: any InputSource = MemoryInput(""), isTerminal: Bool = false)
        async -> CommandRun
    {
        await CommandRun(
            arguments: arguments, files: DiskFiles(), input: input, environment: ["NO_COLOR": "1"],
            isTerminal: isTerminal)
    }

    @Test(arguments: LocalServer.allCases, ExternalService.allCases)
    func whatItWritesPassesCheckAndTest(_ local: LocalServer, _ external: ExternalService) async {
        let path = "\(folder)/new/folder/p.yaml"
        let made = await run(
            "init", path, "--local", local.rawValue, "--external", external.rawValue, "--tasks", "support,code-review",
            "--yes")
        #expect(made.status == 0, "\(made.errors)")
        let check = await run("check", "--strict", path)
        #expect(check.status == 0, "\(check.output)")
        #expect(await run("test", path).status == 0)
    }

    @Test func keepsWhatIsThere() async throws {
        let path = "\(folder)/p.yaml"
        #expect(await run("init", path).status == 0)
        let before = try DiskFiles().read(path)
        let again = await run("init", path, "--external", "openai")
        #expect(again.status == 2)
        #expect(again.errors.contains("exists already"))
        #expect(try DiskFiles().read(path) == before)
        #expect(await run("init", path, "--external", "openai", "--force").status == 0)
        #expect(try DiskFiles().read(path) != before)
    }

    @Test func asksOnATerminal() async throws {
        let path = "\(folder)/asked.yaml"
        let answers = MemoryInput("olama\nollama\n\nanthropic\n\nsupport\n", isTerminal: true)
        let made = await run("init", path, input: answers, isTerminal: true)
        #expect(made.status == 0)
        #expect(made.errors.contains("`olama` is none of them; did you mean `ollama`?"))
        let text = String(decoding: try DiskFiles().read(path), as: UTF8.self)
        #expect(text.contains("kind: anthropic"))
        #expect(text.contains("task: support"))
    }

    @Test func endedAnswersWriteNothing() async {
        let path = "\(folder)/ended.yaml"
        let made = await run("init", path, input: MemoryInput("ollama\n", isTerminal: true), isTerminal: true)
        #expect(made.status == 2)
        #expect(DiskFiles().canonicalPath(path) == nil)
    }

    @Test(arguments: ["Support", "simple", "a b,a", "-x"])
    func badTasksAreNamed(_ tasks: String) async {
        let made = await run("init", "\(folder)/bad.yaml", "--tasks=\(tasks)")
        if tasks == "a b,a" {
            #expect(made.errors.contains("`a` is there already"))
        }
        #expect(made.status == 2)
        #expect(made.errors.hasPrefix("error: --tasks: "))
    }

    @Test func aNameThatIsNoNameIsRefused() async {
        let made = await run("init", "\(folder)/bad.yaml", "--local-model", "a}b")
        #expect(made.status == 2)
        #expect(DiskFiles().canonicalPath("\(folder)/bad.yaml") == nil)
    }

    @Test func aFolderThatCannotBeMadeIsNamed() async {
        let made = await run("init", "/proc/none/p.yaml")
        #expect(made.status == 2)
        #expect(made.errors.hasPrefix("error: cannot create `/proc/none`"))
    }
}
