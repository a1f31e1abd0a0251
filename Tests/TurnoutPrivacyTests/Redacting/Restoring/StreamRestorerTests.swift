import Testing
import TurnoutCore

@testable import TurnoutPrivacy

@Suite struct StreamRestorerTests {
    private func restore(_ pieces: [String], _ map: PseudonymMap, for sink: RestorationSink = .text) -> [String] {
        var restorer = map.restorations().restorer(for: sink)
        return pieces.map { piece in
            var output = ""
            restorer.take(piece, into: &output)
            return output
        }
    }

    @Test func piecesOfAPlaceholder() throws {
        let map = map()
        _ = try map.placeholder(for: "kim@example.org", of: .email)
        #expect(
            restore(["To [EMAIL_", "ADDRESS_1.kx", "fqb", "]", ", ok"], map) == [
                "To ", "", "", "kim@example.org", ", ok",
            ]
        )
        #expect(restore(["[", "x", "[", "[", "E]"], map) == ["", "[x", "", "[", "[E]"])
        #expect(
            restore(["[EMAIL_ADDRESS_2", "[EMAIL_ADDRESS_1.kxfqb]"], map) == ["[EMAIL_ADDRESS_2", "kim@example.org"])
    }

    @Test func whatIsHeldAtTheEndComesOut() throws {
        let map = map()
        _ = try map.placeholder(for: "kim@example.org", of: .email)
        #expect(map.restorations().restore("[EMAIL_ADDRESS_1.kxfqb", for: .text) == "[EMAIL_ADDRESS_1.kxfqb")
        #expect(map.restorations().restore("é[", for: .text) == "é[")
        #expect(map.restorations().restore("", for: .text) == "")
    }

    @Test func nothingIsGuessed() throws {
        let map = map()
        _ = try map.placeholder(for: "kim@example.org", of: .email)
        for text in [
            "[email_address_1.kxfqb]", "[EMAIL_ADDRESS_2.kxfqb]", "[EMAIL_ADDRESS_1.kxfqc]", "[EMAIL_ADDRESS_1]",
            "EMAIL_ADDRESS_1.kxfqb", "[EMAIL_ADDRESS_1. kxfqb]", "[EMAIL ADDRESS_1.kxfqb]", "[EMAIL_ADDRESS_01.kxfqb]",
            "\\u005bEMAIL_ADDRESS_1.kxfqb]", "%5BEMAIL_ADDRESS_1.kxfqb%5D", "[EMAIL_ADDRESS_1.kxfqb\u{200B}]",
        ] {
            #expect(map.restorations().restore(text, for: .text) == text)
        }
    }

    @Test func theSinkSaysHowValuesAreWritten() throws {
        let map = map()
        let value = "a\"b\\c\n\u{1}\u{7F}é"
        let placeholder = try map.placeholder(for: value, of: .password)
        let harmless = try map.placeholder(for: "\"x\"", of: .email)
        let text = "{\"v\":\"\(placeholder)\",\"w\":\"\(harmless)\"}"
        let restorations = map.restorations()
        #expect(restorations.restore(text, for: .text) == "{\"v\":\"\(value)\",\"w\":\"\"x\"\"}")
        #expect(try JSONValue(parsing: restorations.restore(text, for: .json))["v"] == .string(value))
        // A secret never gets into a tool's arguments, whatever the tool does with them.
        let arguments = try JSONValue(parsing: restorations.restore(text, for: .toolArguments))
        #expect(arguments["v"] == .string(placeholder) && arguments["w"] == .string("\"x\""))
        #expect(restorations.restore(text, for: .toolText) == "{\"v\":\"\(placeholder)\",\"w\":\"\"x\"\"}")
        let custom = try map.placeholder(for: "s", of: EntityType("TEAM_KEY", label: "secret.team"))
        let plain = try map.placeholder(for: "s", of: EntityType("TEAM_KEY", label: "secretive"))
        #expect(map.restorations().restore(custom + plain, for: .toolArguments) == custom + "s")
    }

    @Test func rangesTellWhatWasRestored() throws {
        let map = map()
        let email = try map.placeholder(for: "kim@example.org", of: .email)
        let secret = try map.placeholder(for: "é\n", of: .password)
        let text = "日 \(email)\(secret) [x] \(email)"
        for sink in RestorationSink.allCases {
            var restorer = map.restorations().restorer(for: sink)
            var output = ""
            var drained: [Range<Int>] = []
            for character in text {
                restorer.take(String(character), into: &output)
                drained += restorer.drainRestored()
            }
            restorer.finish(into: &output)
            drained += restorer.drainRestored()
            #expect(restorer.restored.isEmpty && restorer.written == output.utf8.count)
            let shown = drained.map { slice(output, $0) }
            let ofSecret: [String] =
                switch sink {
                case .text: ["é\n"]
                case .json: ["é\\n"]
                case .toolArguments, .toolText: []
                }
            #expect(shown == ["kim@example.org"] + ofSecret + ["kim@example.org"])
        }
    }

    @Test func laterPlaceholdersAreNotKnown() throws {
        let map = map()
        _ = try map.placeholder(for: "a", of: .email)
        let restorations = map.restorations()
        let later = try map.placeholder(for: "b", of: .email)
        #expect(restorations.count == 1)
        #expect(restorations.restore("\(later)[EMAIL_ADDRESS_1.kxfqb]", for: .text) == "\(later)a")
        #expect(map.restorations().restore(later, for: .text) == "b")
    }

    @Test func valuesAreNotReadAgain() throws {
        let map = map()
        let inner = try map.placeholder(for: "x", of: .email)
        let outer = try map.placeholder(for: inner, of: .email)
        #expect(map.restorations().restore(outer, for: .text) == inner)
        _ = try map.placeholder(for: "[EMAIL_ADDRESS_", of: .phone)
        #expect(
            map.restorations().restore("[PHONE_NUMBER_1.kxfqb]1.kxfqb]", for: .text) == "[EMAIL_ADDRESS_1.kxfqb]"
        )
    }

    @Test func anEmptyMapHoldsNothingBack() {
        #expect(restore(["[", "EMAIL", "["], map()) == ["[", "EMAIL", "["])
    }
}
