import Testing

@testable import TurnoutPrivacy

/// Nothing that prints, dumps or throws may show what was found.
@Suite struct DescriptionTests {
    @Test func resultsNeverShowTheText() {
        var generator = SeededGenerator(seed: 71)
        let card = Samples.card("4", length: 16, using: &generator)
        let token = Samples.token(24, using: &generator)
        let result = Scanner.standard.scan("card \(card), token=\(token), mail kim.lee@example.org")
        #expect(result.findings.count == 3)
        var dumped = ""
        dump(result, to: &dumped)
        for shown in ["\(result)", String(reflecting: result), dumped, "\(result.findings)"] {
            #expect(!shown.contains(card) && !shown.contains(token) && !shown.contains("kim"))
        }
    }

    @Test func wordsOfAListStayHidden() throws {
        let detector = try WordListDetector(id: "names", label: "internal.codename", words: ["Kestrel"])
        var dumped = ""
        dump(detector, to: &dumped)
        let scanner = Scanner(detectors: [detector])
        dump(scanner, to: &dumped)
        for shown in ["\(detector)", String(reflecting: detector), dumped, "\(scanner)"] {
            #expect(!shown.lowercased().contains("kestrel"))
        }
        #expect("\(detector)" == "WordListDetector(names, internal.codename)")
    }
}
