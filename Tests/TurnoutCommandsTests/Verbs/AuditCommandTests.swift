import Testing
import Turnout
import TurnoutCore
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

/// `turnout audit`, over a log that `turnout run --audit` wrote.
@Suite struct AuditCommandTests {
    private static let policy = """
        version: 1
        name: shop
        providers:
          far: {kind: openai_compatible, endpoint: "https://far.invalid/v1", models: {big: {}}}
          near: {kind: openai_compatible, endpoint: "http://127.0.0.1:8080/v1", models: {small: {}}}
        retries: {default: {attempts: 1}}
        guards: [{id: keep, deny: {provider: far}, when: {tenant: acme}}]
        routes: [{id: all, use: [far/big, near/small]}]
        """

    private let files = MemoryFiles(["p.yaml": policy, "q.yaml": policy + "\n# another\n"])

    /// A folder that goes with its last use.
    private final class Folder {
        let path: String

        init() throws {
            var template = Array("/tmp/turnout-audit-XXXXXX".utf8CString)
            path = try #require(
                template.withUnsafeMutableBufferPointer { buffer in
                    buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
                })
        }

        deinit {
            for name in ["log.jsonl", "log.jsonl.000001", "other"] { unlink("\(path)/\(name)") }
            rmdir(path)
        }

        func read(_ name: String) throws -> [UInt8] {
            try DescriptorInput.withFile("\(path)/\(name)") { source in
                var bytes: [UInt8] = []
                while case let piece = try source.read(), !piece.isEmpty { bytes += piece }
                return bytes
            }
        }

        func write(_ bytes: [UInt8], _ name: String) throws {
            let file = try #require(fopen("\(path)/\(name)", "w"))
            defer { fclose(file) }
            #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
        }
    }

    private func ask(_ folder: Folder, _ arguments: [String]) async -> CommandRun {
        let services = FakeServices([
            "https://far.invalid/v1/chat/completions": .json(500, "{}"),
            "http://127.0.0.1:8080/v1/chat/completions": .json(
                200,
                #"{"choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}"#
            ),
        ])
        return await services.run(
            ["run", "-p", "p.yaml", "--format", "json", "--audit", folder.path + "/log.jsonl"] + arguments, files: files
        )
    }

    private func run(_ arguments: String...) async -> CommandRun {
        await CommandRun(arguments: ["audit"] + arguments, files: files)
    }

    @Test func verifies() async throws {
        let folder = try Folder()
        let log = folder.path + "/log.jsonl"
        #expect(await ask(folder, ["hello"]).status == 0)
        #expect(await ask(folder, ["--repeat", "2", "--set", "tenant=acme", "hello"]).status == 0)
        let good = await run("verify", log)
        #expect(good.status == 0, "\(good.errors)")
        #expect(good.output.hasPrefix("ok: \(log), 7 entries in 1 file"), "\(good.output)")
        #expect(good.output.contains("\nlast: line 7, "))
        #expect(await run("verify", folder.path).output == good.output)
        let digest = try #require(good.output.split(separator: " ").last?.dropLast())
        #expect(await run("verify", log, "--expect-last", String(digest)).status == 0)
        let json = try JSONValue(parsing: await run("verify", log, "--format", "json").output)
        #expect(json["holds"]?.bool == true && json["logs"]?[0]?["last_digest"]?.string == String(digest))

        let whole = try folder.read("log.jsonl")
        var lines = whole.split(separator: 0x0A)
        lines.removeLast()
        try folder.write(lines.joined(separator: [0x0A]) + [0x0A], "log.jsonl")
        #expect(await run("verify", log).status == 0)
        let cut = await run("verify", log, "--expect-last", String(digest))
        #expect(cut.status == 1 && cut.output.contains("cut_off: "))
        lines.remove(at: 3)
        try folder.write(lines.joined(separator: [0x0A]) + [0x0A], "log.jsonl")
        let broken = await run("verify", log)
        #expect(broken.status == 1)
        #expect(broken.output.hasPrefix("broken: \(log):4: entry 3 should stand before"), "\(broken.output)")
        #expect(broken.output.widestLine <= 80 || log.count > 40)
        let fault = try JSONValue(parsing: await run("verify", log, "--format", "json").output)["logs"]?[0]?["fault"]
        #expect(fault?["kind"]?.string == "removed" && fault?["line"]?.int == 4)
    }

    @Test func tellsARequest() async throws {
        let folder = try Folder()
        let log = folder.path + "/log.jsonl"
        let answer = await ask(folder, ["--set", "tenant=acme", "hello"])
        _ = await ask(folder, ["hello"])
        let id = try #require(JSONValue(parsing: answer.output)["record"]?["id"]?.string)
        let told = await run("show", id, log)
        #expect(told.status == 0, "\(told.errors)")
        for words in [
            "request \(id) under shop", "about to be sent to near/small, as it is", "over: answered by near/small",
            "3 + 4 tokens", "ALLOW near/small", "denied_by_guard", "guards.keep p.yaml:7:", "tenant acme",
            "attempt 1: near/small served",
        ] { #expect(told.output.contains(words), "\(words) is not in \(told.output)") }
        #expect(told.output.widestLine <= 80)
        let again = await run("show", id, log, "-p", "p.yaml")
        #expect(again.output.contains("decided again by shop: the same\n"), "\(again.output)")
        #expect(again.output.contains("because") || again.output.contains("routes"))
        #expect(await run("show", id, log, "-p", "q.yaml").output.contains("not the one that decided"))
        let entries = try JSONValue(parsing: await run("show", id, log, "--format", "json").output)
        #expect(entries.array?.count == 2)
        #expect(await run("show", String(repeating: "0", count: 32), log).status == 1)
    }

    @Test func whatIsNoLogIsSaid() async throws {
        let folder = try Folder()
        #expect(await run("verify", folder.path).errors.contains("holds no decision log"))
        #expect(await run("verify", folder.path + "/log.jsonl").status == 2)
        #expect(await run("show", "4711", folder.path).status == 2)
        #expect(await run("verify", folder.path, "--expect-last", "12").status == 2)
        try folder.write((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }, "other")
        let binary = await run("verify", folder.path + "/other")
        #expect(binary.status == 1 && binary.output.contains(":1: "))
        try folder.write(Array(repeating: 0x7B, count: 17 << 20), "other")
        #expect(await run("show", String(repeating: "a", count: 32), folder.path + "/other").status == 1)
        try folder.write(
            Array(#"{"seq":1,"id":"\#(String(repeating: "a", count: 32))","event":"\u001b[2J"}"#.utf8), "other")
        let strange = await run("show", String(repeating: "a", count: 32), folder.path + "/other", "-p", "p.yaml")
        #expect(strange.status == 0 && !strange.output.contains("\u{1B}"))
        #expect(strange.output.contains("cannot be decided again"))
    }
}
