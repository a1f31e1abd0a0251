import Foundation
import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("Files that a policy includes")
struct IncludeTests {
    static func route(_ id: String) -> String { "routes: [{id: \(id), when: {user: \(id)}, use: [ollama/llama3.2]}]\n" }

    @Test("a file's own rules stand before those of the files that it includes, which follow in order")
    func order() {
        let result = Parts.check(
            "include: [parts/a.yaml, parts/b.yaml]\n" + Self.route("own"),
            with: [
                "parts/a.yaml": "include: c.yaml\n" + Self.route("a"), "parts/c.yaml": Self.route("c"),
                "parts/b.yaml": Self.route("b"),
            ])
        #expect(result.policy?.routes.map(\.name.id) == ["own", "a", "c", "b"])
        #expect(result.sources.map(\.name) == ["policy.yaml", "parts/a.yaml", "parts/c.yaml", "parts/b.yaml"])
        #expect(result.policy?.routes[2].name.position?.description == "parts/c.yaml:1:10")
    }

    @Test("single settings are those of the including file")
    func settings() {
        let result = Parts.check(
            "include: a.yaml\nname: own\ntimeouts: {idle: 7s}",
            with: ["a.yaml": "name: other\ntimeouts: {idle: 9s, total: 60s}\n"])
        #expect(result.policy?.name == "own")
        #expect(result.policy?.timeouts.idle == .seconds(7))
        #expect(result.policy?.timeouts.total == .seconds(120))
    }

    @Test("so are the settings of dispatch, limits and queue: whole, and from a file where the policy has none")
    func dispatchSettings() throws {
        let part = """
            dispatch: {attempts: 9, panic_below: 10%}
            limits: {concurrency: 9, per_user: {concurrency: 3}}
            queue: {size: 9, max_wait: 9s}
            """
        let own = try #require(
            Parts.check(
                "include: a.yaml\ndispatch: {attempts: 7}\nlimits: {concurrency: 7}\nqueue: {size: 7}",
                with: ["a.yaml": part]
            ).policy)
        #expect(own.dispatch == DispatchSettings(attempts: 7))
        #expect(own.limits == RouterLimits(whole: LimitSettings(concurrency: 7)))
        #expect(own.queue == QueueSettings(size: 7))
        let theirs = try #require(Parts.check("include: a.yaml", with: ["a.yaml": part]).policy)
        #expect(theirs.dispatch == DispatchSettings(attempts: 9, panicBelow: 10))
        #expect(
            theirs.limits
                == RouterLimits(whole: LimitSettings(concurrency: 9), perUser: LimitSettings(concurrency: 3)))
        #expect(theirs.queue == QueueSettings(size: 9, maximumWait: .seconds(9)))
        // The first file that has a setting holds, in the order in which files are read.
        let two = Parts.check(
            "include: [a.yaml, b.yaml]", with: ["a.yaml": "queue: {size: 1}", "b.yaml": "queue: {size: 2}"])
        #expect(two.policy?.queue.size == 1)
    }

    @Test("`unsupported` of one file holds for the providers of another")
    func unsupported() {
        let policy = Parts.check("include: a.yaml", with: ["a.yaml": "dispatch: {unsupported: drop}"]).policy
        #expect(policy?.targets.map(\.unsupported) == [.drop, .drop])
    }

    @Test("a name that stands in two files is an error that shows both")
    func duplicates() {
        let result = Parts.check(
            "include: a.yaml", with: ["a.yaml": "providers: {ollama: {kind: ollama, models: {x: {}}}}"])
        #expect(result.errors == [.duplicateID])
        #expect(result.diagnostics.first?.span?.start.file == "a.yaml")
        #expect(result.diagnostics.first?.related.first?.span.start.file == "policy.yaml")
        let rules = Parts.check("include: a.yaml\n" + Self.route("one"), with: ["a.yaml": Self.route("one")])
        #expect(rules.errors == [.duplicateID])
        #expect(rules.diagnostics.first?.span?.start.file == "a.yaml")
    }

    @Test("a file that two others include is added once")
    func diamond() {
        let result = Parts.check(
            "include: [a.yaml, b.yaml, ./a.yaml]",
            with: [
                "a.yaml": "include: c.yaml", "b.yaml": "include: ./x/../c.yaml",
                "c.yaml": "vocabulary: {labels: {own: {}}}",
            ])
        #expect(result.policy != nil, "\(result.diagnostics.map(\.lines))")
        #expect(result.sources.count == 4)
    }

    @Test("circles are found, and reported once")
    func cycles() {
        #expect(Parts.check("include: policy.yaml").codes == ["error include_cycle"])
        let long = Parts.check(
            "include: a.yaml", with: ["a.yaml": "include: b.yaml", "b.yaml": "include: [a.yaml, policy.yaml]"])
        #expect(long.codes == ["error include_cycle", "error include_cycle"])
    }

    @Test("a missing file does not make its names unknown as well")
    func missing() {
        let result = Parts.load(
            "version: 1\ninclude: [gone.yaml, bad.yaml]\nroutes: [{task: own, when: {labels: x}, use: [a/b]}]",
            with: ["bad.yaml": "providers: [\n"])
        #expect(result.codes == ["error unclosed_bracket", "error include_not_found"])
        #expect(result.policy == nil)
    }

    @Test("a version in an included file must be the same, and may be left out")
    func version() {
        #expect(Parts.check("include: a.yaml", with: ["a.yaml": "version: 1\nname: x"]).policy != nil)
        #expect(Parts.check("include: a.yaml", with: ["a.yaml": "version: 3"]).errors == [.unsupportedVersion])
        #expect(Parts.load("name: x\n" + Parts.providers + Parts.routes).errors == [.missingKey])
    }

    @Test("the digest follows every file and every value of the environment")
    func digest() {
        func digest(_ own: String, _ other: String, _ host: String) -> String? {
            Parts.load(
                own + "include: a.yaml\n" + Parts.routes
                    + "providers:\n  ollama: {kind: ollama, endpoint: \"${HOST}\", models: {llama3.2: {}}}\n"
                    + "  openai: {kind: openai, credentials: {env: K}, models: {gpt-4o-mini: {}}}\n",
                with: ["a.yaml": other], environment: ["HOST": host]
            ).policy?.digest
        }
        let all = [
            digest("version: 1\n", "name: a", "http://127.0.0.1:1"),
            digest("version: 1 \n", "name: a", "http://127.0.0.1:1"),
            digest("version: 1\n", "name: b", "http://127.0.0.1:1"),
            digest("version: 1\n", "name: a", "http://127.0.0.1:2"),
        ]
        #expect(Set(all).count == 4 && !all.contains(nil))
        #expect(digest("version: 1\n", "name: a", "http://127.0.0.1:1") == all[0])
    }

    @Test("no path leads out of the root: not upwards, not absolute, not by a symbolic link")
    func outside() throws {
        let manager = FileManager.default
        let base = manager.temporaryDirectory.appending(path: "turnout-include-\(UUID().uuidString)")
        defer { try? manager.removeItem(at: base) }
        let policies = base.appending(path: "project/policies")
        for folder in ["project/policies", "project/routes", "outside", "project-2"] {
            try manager.createDirectory(at: base.appending(path: folder), withIntermediateDirectories: true)
        }
        func write(_ path: String, _ text: String) throws { try Data(text.utf8).write(to: base.appending(path: path)) }
        try write("outside/secret.yaml", "name: secret")
        try write("project-2/near.yaml", "name: near")
        try write("project/routes/good.yaml", "name: good")
        try manager.createSymbolicLink(
            at: policies.appending(path: "link.yaml"), withDestinationURL: base.appending(path: "outside/secret.yaml"))
        try manager.createSymbolicLink(
            at: policies.appending(path: "folder"), withDestinationURL: base.appending(path: "outside"))
        try manager.createSymbolicLink(
            at: policies.appending(path: "inner.yaml"),
            withDestinationURL: base.appending(path: "project/routes/good.yaml"))
        func check(_ include: String, root: String? = nil) throws -> PolicyLoadResult {
            try write("project/policies/policy.yaml", Parts.complete("include: [\"\(include)\"]"))
            return Policy.load(policies.path + "/policy.yaml", options: PolicyLoadOptions(root: root))
        }
        for wrong in [
            "../../outside/secret.yaml", base.path + "/outside/secret.yaml", "link.yaml", "folder/secret.yaml",
            "../../project-2/near.yaml", "../routes/../../outside/secret.yaml", "/etc/hostname",
        ] {
            let result = try check(wrong)
            #expect(result.errors == [.includeOutsideRoot], "\(wrong): \(result.codes)")
            #expect(result.sources.count == 1, "nothing outside is read")
        }
        for right in ["../routes/good.yaml", "inner.yaml", base.path + "/project/routes/good.yaml"] {
            let result = try check(right)
            #expect(result.policy != nil, "\(right): \(result.diagnostics.map(\.lines))")
        }
        #expect(try check("../../outside/secret.yaml", root: base.path).policy != nil)
        #expect(try check("../routes/good.yaml", root: policies.path).errors == [.includeOutsideRoot])
        #expect(try check("../routes").errors == [.fileUnreadable], "a folder is no file")
        #expect(Policy.load(policies.path).errors == [.fileUnreadable])
        #expect(Policy.load(base.path + "/none.yaml").errors == [.fileUnreadable])
    }

    @Test("files that are small one by one may not be large together")
    func total() {
        let part = "# " + String(repeating: "x", count: 900_000) + "\nname: x\n"
        let others = Dictionary(uniqueKeysWithValues: (0..<6).map { ("\($0).yaml", part) })
        let result = Parts.check("include: [0.yaml, 1.yaml, 2.yaml, 3.yaml, 4.yaml]", with: others)
        #expect(result.codes == ["error too_large"])
        #expect(Parts.check("include: [0.yaml, 1.yaml, 2.yaml, 3.yaml]", with: others).policy != nil)
    }

    @Test("paths that are given as texts stay inside as well")
    func memory() {
        #expect(Parts.check("include: ../x.yaml", with: ["../x.yaml": "name: x"]).errors == [.includeOutsideRoot])
        #expect(Parts.check("include: /x.yaml", with: ["/x.yaml": "name: x"]).errors == [.includeOutsideRoot])
        #expect(Parts.check("include: ..x.yaml", with: ["..x.yaml": "name: x"]).policy != nil)
    }
}
