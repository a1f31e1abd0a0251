import Testing
import TurnoutCore

@testable import TurnoutPrivacy

/// What went wrong in others that replace and restore: the issues of LiteLLM's hook for Presidio, by number.
@Suite struct KnownFailuresTests {
    private let words = ["kim@example.org", "a@b.example", "leeanne.longname@mail.example.org"]

    private func pseudonymise(_ text: String, with map: PseudonymMap) throws -> String {
        try TextRewriter().rewrite(text, findings(words, in: text), map: map) { _ in .pseudonymise }.text
    }

    /// 24291: offsets were taken from a text that earlier replacements had changed.
    @Test func offsetsAreThoseOfTheOriginal() throws {
        let map = map()
        let text = words.joined(separator: ", ") + "; " + words.reversed().joined(separator: " and ")
        let rewritten = try pseudonymise(text, with: map)
        #expect(
            rewritten == "[EMAIL_ADDRESS_1.kxfqb], [EMAIL_ADDRESS_2.kxfqb], [EMAIL_ADDRESS_3.kxfqb]; "
                + "[EMAIL_ADDRESS_3.kxfqb] and [EMAIL_ADDRESS_2.kxfqb] and [EMAIL_ADDRESS_1.kxfqb]"
        )
    }

    /// 19950: the map of a request was gone when the next one came; 41600: numbers began anew.
    @Test func theMapAndItsNumbersOutliveARequest() throws {
        var generator = SeededGenerator(seed: 291)
        let vault = PseudonymVault()
        let key = ConversationKey(owner: "tenant", conversation: "c")
        func turn(_ text: String, at second: Int64) throws -> (text: String, map: PseudonymMap) {
            let now = Instant(nanoseconds: second * 1_000_000_000)
            let map = try vault.open(key, at: now).map(for: [text], using: &generator)
            return (try pseudonymise(text, with: map), map)
        }
        let first = try turn("I am \(words[0])", at: 0)
        let second = try turn("and this is \(words[1])", at: 60)
        #expect(first.text.contains("_1.") && second.text.contains("_2."))
        #expect(second.map.restorations().restore(first.text, for: .text) == "I am \(words[0])")
    }

    /// 28316: a restored value in the history was replaced by something else the next time.
    @Test func restoredValuesGetTheirPlaceholderAgain() throws {
        var generator = SeededGenerator(seed: 292)
        let conversation = ConversationPseudonyms()
        let map = try conversation.map(for: ["I am \(words[0])"], using: &generator)
        let sent = try pseudonymise("I am \(words[0])", with: map)
        let answer = map.restorations().restore("Hello " + sent.dropFirst(5), for: .text)
        #expect(answer == "Hello \(words[0])")
        let again = try conversation.map(for: ["I am \(words[0])", answer], using: &generator)
        #expect(try pseudonymise(answer, with: again) == "Hello " + sent.dropFirst(5))
        #expect(again.count == 1)
    }

    /// The placeholder of a secret comes back from a tool's arguments unrestored, and still means the secret.
    @Test func aSecretKeepsItsPlaceholderOverTurns() throws {
        var generator = SeededGenerator(seed: 293)
        let conversation = ConversationPseudonyms()
        let map = try conversation.map(for: ["use hunter"], using: &generator)
        let placeholder = try map.placeholder(for: "hunter", of: .password)
        let arguments = map.restorations().restore("{\"p\":\"\(placeholder)\"}", for: .toolArguments)
        #expect(arguments.contains(placeholder))
        let next = try conversation.map(for: ["use hunter", arguments], using: &generator)
        #expect(try next.placeholder(for: "hunter", of: .password) == placeholder)
        #expect(next.restorations().restore(arguments, for: .text) == "{\"p\":\"hunter\"}")
    }

    /// 29134: the whole stream was held back until its end.
    @Test func atMostAPlaceholderIsHeldBack() throws {
        let map = map()
        let placeholder = try map.placeholder(for: words[0], of: .email)
        var restorer = map.restorations().restorer(for: .text)
        var output = ""
        var taken = 0
        for piece in Array(repeating: "text [x] \(placeholder.prefix(9)) and ", count: 100) {
            restorer.take(piece, into: &output)
            taken += piece.utf8.count
            #expect(output.utf8.count == taken)
        }
    }

    /// 30028: a placeholder cut in two was not seen.
    @Test func everyCutOfAPlaceholderIsSeen() throws {
        let map = map()
        let placeholder = try Array(map.placeholder(for: words[0], of: .email).utf8)
        for first in 0...placeholder.count {
            for second in first...placeholder.count {
                var restorer = map.restorations().restorer(for: .text)
                var output: [UInt8] = []
                for part in [placeholder[..<first], placeholder[first..<second], placeholder[second...]] {
                    restorer.take(part, into: &output)
                }
                #expect(output == Array(words[0].utf8))
            }
        }
    }

    /// `_1` was replaced inside `_10`.
    @Test func noNumberIsTheBeginningOfAnother() throws {
        let map = map()
        let values = (1...120).map { "value \($0)" }
        let placeholders = try values.map { try map.placeholder(for: $0, of: .email) }
        #expect(map.restorations().restore(placeholders.joined(), for: .text) == values.joined())
        for placeholder in placeholders {
            #expect(!placeholders.contains { $0 != placeholder && $0.hasPrefix(placeholder) })
        }
    }
}
