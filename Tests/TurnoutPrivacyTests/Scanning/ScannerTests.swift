import Testing

@testable import TurnoutPrivacy

/// Reports the ranges it was given, whether they are sensible or not.
private struct ScriptedDetector: Detector {
    let id: String
    var ranges: [Range<Int>] = []
    var failure: DetectorError.Reason?
    var work = 0
    let labels = ["pii.email"]

    func findings(
        in text: borrowing TextBytes, into findings: inout [Finding], budget: inout WorkBudget
    ) throws(DetectorError) {
        for range in ranges { findings.append(Finding(type: .email, detector: id, range: range, score: 1)) }
        budget.spend(work)
        if let failure { throw DetectorError(detector: id, reason: failure) }
    }
}

@Suite struct ScannerTests {
    @Test func anEmptyTextHasNothing() {
        #expect(Scanner.standard.scan("") == ScanResult())
        #expect(Scanner.standard.scan([UInt8]()) == ScanResult())
        #expect(Scanner(detectors: []).scan("a@b.org").findings.isEmpty)
    }

    @Test func aFailureKeepsTheFindingsOfTheOthers() {
        let scanner = Scanner(detectors: [
            ScriptedDetector(id: "broken", failure: DetectorError.Reason("model_missing")), BuiltinDetector(),
        ])
        let result = scanner.scan("write to kim@example.org")
        #expect(result.findings.map(\.label) == ["pii.email"])
        #expect(result.failures.map(\.description) == ["broken: model_missing"])
    }

    @Test func rangesOutsideTheTextAreAFailure() {
        let result = Scanner(detectors: [ScriptedDetector(id: "far", ranges: [0..<2, 3..<9])]).scan("abcd")
        #expect(result.findings.map(\.range) == [0..<2])
        #expect(result.failures == [DetectorError(detector: "far", reason: .invalidRange)])
    }

    @Test func workBeyondTheBudgetIsAFailureAndEndsTheScan() {
        let scanner = Scanner(detectors: [ScriptedDetector(id: "slow", work: 1 << 40), BuiltinDetector()])
        let result = scanner.scan("kim@example.org")
        #expect(result.findings.isEmpty)
        #expect(result.failures == [DetectorError(detector: "slow", reason: .workBudgetExceeded)])
    }

    @Test func theBuiltInPassStopsAtItsBudget() {
        var text = String(repeating: "a@b.org ", count: 4000)
        let error = text.withUTF8 { buffer -> DetectorError? in
            var findings: [Finding] = []
            var budget = WorkBudget(limit: 500)
            do throws(DetectorError) {
                try BuiltinDetector().findings(in: TextBytes(buffer), into: &findings, budget: &budget)
                return nil
            } catch {
                return error
            }
        }
        #expect(error?.reason == .workBudgetExceeded)
    }

    @Test func tooManyFindingsAreAFailure() {
        let result = Scanner.standard.scan(String(repeating: "kim@example.org ", count: Scanner.findingLimit + 10))
        #expect(result.failures.contains { $0.reason == .tooManyFindings })
        #expect(result.findings.count <= Scanner.findingLimit)
    }

    @Test func brokenUTF8IsScannedAndReported() {
        let result = Scanner.standard.scan(Array("kim@example.org".utf8) + [0xFF, 0xC3])
        #expect(result.findings.map(\.type) == [.email])
        #expect(result.failures == [DetectorError(detector: "scanner", reason: .invalidUTF8)])
    }

    @Test func offsetsCountBytesOfUTF8() {
        let text = "Grüße 🙂 an kim@example.org"
        let range = Scanner.standard.scan(text).findings.first?.range
        #expect(range.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) } == "kim@example.org")
    }

    @Test func labelsNameWhatMayBeFound() throws {
        let words = try WordListDetector(id: "names", label: "internal.codename", words: ["Kestrel"])
        let scanner = Scanner(detectors: [BuiltinDetector(), words, BuiltinDetector()])
        #expect(scanner.labels == EntityType.builtin.map(\.label) + ["internal.codename"])
        #expect(scanner.scan("Kestrel a@b.org Kestrel").labels == ["internal.codename", "pii.email"])
    }

    @Test func budgetsDoNotOverflow() {
        #expect(WorkBudget(byteCount: .max, perByte: 8).limit == .max)
        #expect(WorkBudget(byteCount: .max - 1, perByte: 1).limit == .max)
        #expect(WorkBudget(byteCount: 10, perByte: 3).limit == 4126)
    }

    @Test func readingOutsideTheTextGivesZero() {
        var text = "ab"
        text.withUTF8 { buffer in
            let bytes = TextBytes(buffer)
            #expect([bytes[-1], bytes[0], bytes[1], bytes[2], bytes[.min], bytes[.max]] == [0, 97, 98, 0, 0, 0])
            let prefixes = [
                bytes.hasPrefix([98], at: 1), bytes.hasPrefix([], at: 2), bytes.hasPrefix([98, 0], at: 1),
                bytes.hasPrefix([97], at: -1),
            ]
            #expect(prefixes == [true, true, false, false])
        }
    }
}
