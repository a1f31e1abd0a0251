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

/// The folders of `Tests/Corpus`: a policy, requests with the state to assume, and the decisions that must come out.
///
/// `TURNOUT_UPDATE_GOLDENS=1 swift test --filter CorpusTests` writes `expected.jsonl` anew; read the difference.
@Suite struct CorpusTests {
    static let folder = String(#filePath.split(separator: "/Tests/")[0]) + "/Tests/Corpus"

    static var names: [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if DiskFiles().canonicalPath("\(folder)/\(name)/policy.yaml") != nil { names.append(name) }
        }
        return names.sorted()
    }

    @Test func thereIsACorpus() {
        #expect(Self.names.count >= 2)
    }

    @Test(arguments: names)
    func decidesAsWritten(_ name: String) async throws {
        let path = "\(Self.folder)/\(name)"
        let cases = try DiskFiles().read("\(path)/cases.jsonl")
        // From memory and by its bare name, so that positions name no folder of a machine.
        let files = MemoryFiles(bytes: ["policy.yaml": try DiskFiles().read("\(path)/policy.yaml")])
        let run = await CommandRun(
            "route", "-p", "policy.yaml", "--jsonl", "--at", "2026-01-01T00:00:00Z", files: files,
            input: MemoryInput([cases]))
        #expect(run.errors.isEmpty)
        if ProcessEnvironment.value("TURNOUT_UPDATE_GOLDENS") == "1" {
            return try NewFile.write(run.output, to: "\(path)/expected.jsonl", replaces: true)
        }
        let expected = String(decoding: try DiskFiles().read("\(path)/expected.jsonl"), as: UTF8.self).lines
        let actual = run.output.lines
        #expect(expected.count == actual.count)
        for (expected, actual) in zip(expected, actual) { #expect(expected == actual) }
        let hasErrors = actual.contains { $0.contains("\"error\":{") }
        #expect(run.status == (hasErrors ? 2 : 0))
    }
}
