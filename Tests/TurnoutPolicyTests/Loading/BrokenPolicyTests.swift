import Testing
import TurnoutPolicy

@Suite("Each finding, on a small broken policy")
struct BrokenPolicyTests {
    @Test("every code has a policy that provokes it")
    func coverage() throws {
        let samples = BrokenSample.all
        #expect(samples.count + BrokenSample.unprovoked.count == DiagnosticCode.allCases.count)
        try Generated.checkOnly(samples.filter(\.isFile).map(\.name), in: "policies/broken", ending: ".yaml")
        try Generated.checkOnly(samples.map { "\($0.code.rawValue).txt" }, in: "Tests/Corpus/broken", ending: ".txt")
    }

    @Test("the findings are those that were reviewed", arguments: BrokenSample.all)
    func snapshot(_ sample: BrokenSample) throws {
        if sample.isFile, let bytes = sample.bytes {
            try Generated.check(String(decoding: bytes, as: UTF8.self), sample.path)
        }
        let result = sample.load()
        let own = result.diagnostics.filter { $0.code == sample.code }
        #expect(!own.isEmpty, "\(result.diagnostics.map(\.lines))")
        #expect(own.allSatisfy { sample.code.page.severities.contains($0.severity) })
        #expect(own.allSatisfy { $0.help != nil }, "says what to do")
        // Where there are hundreds of others, only those that matter here are kept.
        let shown = sample.isFile ? result.diagnostics : own
        try Generated.check(shown.map(\.lines).joined(separator: "\n") + "\n", sample.snapshot)
    }

    @Test("a policy with an error does not load, one with a warning does", arguments: BrokenSample.all)
    func severity(_ sample: BrokenSample) {
        let result = sample.load()
        #expect((result.policy == nil) == result.diagnostics.contains { $0.severity == .error })
    }

    @Test("a mistake is reported once, not at every place that depends on it", arguments: BrokenSample.all)
    func noCascades(_ sample: BrokenSample) {
        guard sample.isFile else { return }
        let others = sample.load().diagnostics.filter { $0.code != sample.code }
        #expect(others.isEmpty, "\(others.map(\.lines))")
    }
}
