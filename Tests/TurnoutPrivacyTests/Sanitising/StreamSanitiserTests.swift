import Synchronization
import Testing
import TurnoutCore

@testable import TurnoutPrivacy

@Suite struct StreamSanitiserTests {
    private let filler = "The quick brown fox jumps over the lazy dog, and then it does so once more. "

    @Test func aValueOverPiecesIsReplaced() {
        let result = sanitise(["Write to kim@exam", "ple", ".org", " soon."], with: redacting())
        #expect(result.text == "Write to <EMAIL_ADDRESS> soon.")
        #expect(result.replaced == [SanitisedCount(type: .email, method: .redact, count: 1)])
    }

    @Test func theContextOfAValueIsSeenAfterItIsOut() {
        var generator = SeededGenerator(seed: 701)
        let password = "hX7!" + Samples.text(Samples.alphanumeric, 8, using: &generator)
        // The name stands before each place where the text may be cut, the value behind.
        for shift in 0..<160 {
            let text = String(repeating: "la ", count: 30) + String(repeating: "a", count: shift)
            let answer = text + " password: \(password) " + filler + filler
            let result = sanitise([answer], with: redacting())
            #expect(!result.text.contains(password), "shift \(shift)")
            #expect(result.text.contains("password: <PASSWORD> The"), "shift \(shift)")
        }
    }

    @Test func theFirstWordsComeSoon() throws {
        var sanitiser = redacting()
        var output = ""
        var taken = 0
        while output.isEmpty {
            try sanitiser.take(String(filler[filler.index(filler.startIndex, offsetBy: taken % 70)]), into: &output)
            taken += 1
        }
        #expect(taken == 128)
        #expect(sanitiser.held <= 112)
    }

    @Test func aPrivateKeyIsReplacedWhole() {
        var generator = SeededGenerator(seed: 702)
        let lines = (0..<30).map { _ in Samples.text(Samples.alphanumeric, 64, using: &generator) }
        let name = "PRIVATE" + " KEY-----"
        let key = "-----BEGIN \(name)\n" + lines.joined(separator: "\n") + "\n"
        let closed = sanitise([filler, key, "-----END \(name)", "\nThat is it. ", filler], with: redacting())
        #expect(closed.text == filler + "<PRIVATE_KEY>\nThat is it. " + filler)
        #expect(closed.replaced == [SanitisedCount(type: .privateKey, method: .redact, count: 1)])
        #expect(sanitise([filler, key], with: redacting()).text == filler + "<PRIVATE_KEY>")
    }

    @Test func aKeyWithoutAnEndStopsTheAnswer() {
        let header = "-----BEGIN " + "PRIVATE" + " KEY-----\n"
        let line = "Zm9vYmFyYmF6 "
        let result = sanitise([filler, header] + Array(repeating: line, count: 8_000), with: redacting())
        #expect(result.stop == .heldTooLong(limit: 65_536))
        #expect(result.text == filler)
        // What nobody minds is no reason to stop.
        let minded = StreamSanitiser(scanner: .standard) { _ in nil }
        let whole = sanitise([filler, header] + Array(repeating: line, count: 8_000), with: minded)
        #expect(whole.text == filler + header + String(repeating: line, count: 8_000))
    }

    @Test func aTokenWithoutEndIsHeldAndThenCut() throws {
        var sanitiser = redacting()
        var output = ""
        var longest = 0
        for _ in 0..<40_000 {
            try sanitiser.take("z", into: &output)
            longest = max(longest, sanitiser.held)
        }
        try sanitiser.finish(into: &output)
        #expect(output == String(repeating: "z", count: 40_000))
        #expect(longest == 16_383)
    }

    @Test func aRefusedValueStopsTheAnswerForGood() throws {
        var sanitiser = StreamSanitiser(scanner: .standard) { $0.type == .email ? .refuse : .replace(.redact) }
        var output = ""
        try sanitiser.take(filler, into: &output)
        let stop = SanitiserStop.refused(type: .email, detector: "builtin.email")
        #expect(throws: stop) {
            try sanitiser.take("Write to kim@example.org or not. " + filler + filler, into: &output)
        }
        #expect((filler + "Write to ").hasPrefix(output))
        #expect(sanitiser.stop == stop)
        #expect(sanitiser.held == 0)
        #expect(throws: stop) { try sanitiser.take("", into: &output) }
        #expect(throws: stop) { try sanitiser.finish(into: &output) }
        #expect("\(stop)" == "the answer holds EMAIL_ADDRESS, found by builtin.email, which must be refused")
    }

    @Test func aFailedDetectorStopsTheAnswer() {
        let sanitiser = StreamSanitiser(scanner: Scanner(detectors: [FailingDetector()])) { _ in nil }
        let failure = DetectorError(detector: "failing", reason: .workBudgetExceeded)
        let result = sanitise([filler, filler, "boom ", filler, filler], with: sanitiser)
        #expect(result.stop == .detectorFailed(failure))
        #expect((filler + filler).hasPrefix(result.text))
    }

    @Test func methodsAndTypesAreCountedApart() throws {
        var generator = SeededGenerator(seed: 703)
        let card = Samples.card("4", length: 16, using: &generator)
        let key = CorrelationKey(using: &generator)
        let answer = "a@example.org, b@example.org, card \(card), \(filler)\(filler)\(filler) and c@example.org"
        var sanitiser = StreamSanitiser(scanner: .standard, hashKey: key) { finding in
            finding.type == .card ? .replace(.mask) : finding.range.lowerBound == 0 ? nil : .replace(.hash)
        }
        var output = ""
        try sanitiser.take(answer, into: &output)
        #expect(
            sanitiser.drainReplaced() == [
                SanitisedCount(type: .email, method: .hash, count: 1),
                SanitisedCount(type: .card, method: .mask, count: 1),
            ]
        )
        try sanitiser.finish(into: &output)
        #expect(sanitiser.drainReplaced() == [SanitisedCount(type: .email, method: .hash, count: 1)])
        #expect(output.hasPrefix("a@example.org, <EMAIL_ADDRESS#"))
        #expect(output.contains("card ****\(card.suffix(4)), "))
    }

    @Test func whatCannotBeReplacedStopsTheAnswer() {
        let noKey = StreamSanitiser(scanner: .standard) { _ in .replace(.hash) }
        #expect(sanitise(["kim@example.org"], with: noKey) == Sanitised(stop: .notReplaceable(.missingKey)))
        let noMap = StreamSanitiser(scanner: .standard) { _ in .replace(.pseudonymise) }
        #expect(sanitise(["kim@example.org"], with: noMap) == Sanitised(stop: .notReplaceable(.missingMap)))
    }

    @Test func ofWhatBeganBeforeOnlyTheRestIsReplaced() throws {
        // A pattern nobody could foresee: the start is out before its end says that it is a finding.
        let type = EntityType("CODE", label: "internal.code")
        let pattern = try Pattern(parsing: "begin[a-z ]+finish")
        let detector = try PatternDetector(id: "codes", type: type, patterns: [pattern])
        let sanitiser = StreamSanitiser(scanner: Scanner(detectors: [detector])) { _ in .replace(.redact) }
        let middle = String(repeating: "on and on ", count: 12)
        let result = sanitise([filler, "begin ", middle, "finish", ". " + filler, filler], with: sanitiser)
        #expect(result.text.hasPrefix(filler + "begin on"))
        #expect(result.text.hasSuffix("<CODE>. " + filler + filler))
        #expect(result.replaced == [SanitisedCount(type: type, method: .redact, count: 1)])
        // A longer reach sees it whole.
        let patient = StreamSanitiser(scanner: Scanner(detectors: [detector]), reach: 200) { _ in .replace(.redact) }
        let whole = sanitise([filler, "begin ", middle, "finish", ". " + filler, filler], with: patient)
        #expect(whole.text == filler + "<CODE>. " + filler + filler)
    }

    @Test func placeholdersStayAsTheyAre() throws {
        let map = map()
        let placeholder = try map.placeholder(for: "kim@example.org", of: .email)
        let sanitiser = StreamSanitiser(
            scanner: Scanner(detectors: [BetweenMarks()]), ignoring: map.restorations()
        ) { _ in .replace(.redact) }
        let answer = "ok \(placeholder) <<secret \(placeholder)\(placeholder) too>> ok"
        #expect(
            sanitise([answer], with: sanitiser).text
                == "ok \(placeholder) <MARKED>\(placeholder)\(placeholder)<MARKED> ok"
        )
        let words = try WordListDetector(id: "words", label: "internal.name", words: ["EMAIL_ADDRESS_1"])
        let refusing = StreamSanitiser(
            scanner: Scanner(detectors: [words]), ignoring: map.restorations()
        ) { _ in .refuse }
        #expect(sanitise([placeholder], with: refusing) == Sanitised(text: placeholder))
        #expect(sanitise(["[EMAIL_ADDRESS_1.other]"], with: refusing).stop != nil)
    }

    @Test func longDisguisesStayWhole() {
        var generator = SeededGenerator(seed: 704)
        // Base64 over lines: what it says stands far from where it begins.
        let plain = Array((filler + filler + filler + "Write to kim@example.org now. " + filler + filler).utf8)
        let lines = Samples.grouped(Samples.base64(plain), by: 76, with: "\n")
        let key = Samples.token(150, using: &generator)
        let spaced = Samples.grouped(key, by: 1, with: " ")
        for shift in stride(from: 0, to: 140, by: 7) {
            let lead = String(repeating: "a", count: shift) + " " + filler
            let coded = sanitise([lead, lines, "\n", filler, filler], with: redacting())
            #expect(coded.text == lead + "<EMAIL_ADDRESS>\n" + filler + filler, "shift \(shift)")
            let apart = sanitise([lead, spaced, "\n", filler, filler], with: redacting())
            #expect(apart.text == lead + "<API_KEY>\n" + filler + filler, "shift \(shift)")
        }
    }

    @Test func rangesCountInTheAnswer() throws {
        let places = Mutex<Set<Int>>([])
        let answer = filler + filler + filler + "kim@example.org " + filler + filler + "kim@example.org " + filler
        let sanitiser = StreamSanitiser(scanner: .standard) { finding in
            places.withLock { _ = $0.insert(finding.range.lowerBound) }
            return nil
        }
        #expect(sanitise([answer], with: sanitiser).text == answer)
        let first = 3 * filler.utf8.count
        #expect(places.withLock { $0 } == [first, first + 16 + 2 * filler.utf8.count])
    }

    @Test func descriptionsTellNothing() throws {
        var sanitiser = redacting()
        var output = ""
        try sanitiser.take("hush kim@example.org", into: &output)
        var dumped = ""
        dump(sanitiser, to: &dumped)
        #expect("\(sanitiser)" == "StreamSanitiser(20 bytes held)")
        #expect(!dumped.contains("hush") && !String(reflecting: sanitiser).contains("hush"))
    }
}
