import Testing
import TurnoutCore

@testable import TurnoutPrivacy

/// Arguments of tools come out at their end, and stay JSON.
@Suite struct JSONSanitisingTests {
    @Test func valuesAndNumbersAreReplaced() throws {
        var generator = SeededGenerator(seed: 711)
        let card = Samples.card("4", length: 16, using: &generator)
        let pieces = ["{\"to\":\"kim@exa", "mple.org\",\"car", "d\":\(card)", ",\"note\":\"a\\nb\"}"]
        var sanitiser = redacting(.json)
        var output = ""
        for piece in pieces { try sanitiser.take(piece, into: &output) }
        #expect(output.isEmpty)
        #expect(sanitiser.held == pieces.joined().utf8.count)
        try sanitiser.finish(into: &output)
        #expect(output == "{\"to\":\"<EMAIL_ADDRESS>\",\"card\":\"<CREDIT_CARD>\",\"note\":\"a\\nb\"}")
        #expect(sanitiser.drainReplaced().map(\.count) == [1, 1])
    }

    @Test func whatHoldsNothingPassesAsItIs() {
        for text in ["", "{}", "{\"a\": [1, 2]}", "{\"broken", "no JSON"] {
            #expect(sanitise([text], with: redacting(.json)) == Sanitised(text: text))
        }
    }

    @Test func brokenJSONWithAFindingStops() {
        let result = sanitise(["{\"to\": \"kim@example.org"], with: redacting(.json))
        #expect(result.text.isEmpty)
        guard case .notReplaceable(.invalidJSON) = result.stop else {
            Issue.record("\(String(describing: result.stop))")
            return
        }
    }

    @Test func thereIsALimit() {
        let piece = String(repeating: "a ", count: 512)
        let sanitiser = StreamSanitiser(scanner: Scanner(detectors: []), format: .json) { _ in nil }
        let fitting = Array(repeating: piece, count: 1_024)
        #expect(sanitise(fitting, with: sanitiser).text == fitting.joined())
        #expect(sanitise(fitting + ["a"], with: sanitiser) == Sanitised(stop: .heldTooLong(limit: 1 << 20)))
    }
}
