import Testing

@testable import TurnoutPrivacy

@Suite struct ConversationPseudonymsTests {
    @Test func theMapStays() throws {
        var generator = SeededGenerator(seed: 261)
        let conversation = ConversationPseudonyms()
        let first = try conversation.map(for: ["hello"], using: &generator)
        let placeholder = try first.placeholder(for: "a", of: .email)
        #expect(try conversation.map(for: ["hello", "again"], using: &generator) === first)
        #expect(try conversation.map(for: [], using: &generator) === first)
        // Its own placeholder in a later text keeps its meaning.
        #expect(try conversation.map(for: ["\(placeholder) and \(placeholder)"], using: &generator) === first)
    }

    @Test func aTextWithTheGrammarTakesAnotherNonce() throws {
        var same = SeededGenerator(seed: 262)
        let nonce = String(decoding: PlaceholderGrammar.nonce(using: &same), as: UTF8.self)
        for text in [
            "[EMAIL_ADDRESS_1.\(nonce)]", ".\(nonce)]", "[X_1.\(nonce)][Y", "a\n[[EMAIL_ADDRESS_77.\(nonce)]]",
        ] {
            var generator = SeededGenerator(seed: 262)
            let map = try ConversationPseudonyms().map(for: ["", text], using: &generator)
            #expect(map.nonce != Array(nonce.utf8))
            _ = try map.placeholder(for: "kim@example.org", of: .email)
            #expect(map.restorations().restore(text, for: .text) == text)
        }
        for text in ["[EMAIL_ADDRESS_1.\(nonce)", "\(nonce)]", "[EMAIL_ADDRESS_1]", ""] {
            var generator = SeededGenerator(seed: 262)
            #expect(try ConversationPseudonyms().map(for: [text], using: &generator).nonce == Array(nonce.utf8))
        }
    }

    @Test func aPlaceholderThatWasNotGivenTakesAnotherNonceLaterToo() throws {
        var generator = SeededGenerator(seed: 263)
        let conversation = ConversationPseudonyms()
        let first = try conversation.map(for: ["a"], using: &generator)
        let given = try first.placeholder(for: "kim@example.org", of: .email)
        let restorations = first.restorations()
        let invented = given.replacing("_1.", with: "_2.")
        let second = try conversation.map(for: [invented], using: &generator)
        #expect(second !== first)
        // Numbers go on, so nobody confuses the two, and the request under way is still restored.
        let next = try second.placeholder(for: "lee@example.org", of: .email)
        #expect(next.hasPrefix("[EMAIL_ADDRESS_2.") && next != invented)
        #expect(restorations.restore(given, for: .text) == "kim@example.org")
        #expect(second.restorations().restore(given + invented, for: .text) == given + invented)
        #expect(try conversation.map(for: ["b"], using: &generator) === second)
    }

    @Test func placeholdersOfOtherConversationsAreNotRestored() throws {
        var generator = SeededGenerator(seed: 264)
        let one = try ConversationPseudonyms().map(for: [""], using: &generator)
        let other = try ConversationPseudonyms().map(for: [""], using: &generator)
        let placeholder = try one.placeholder(for: "kim@example.org", of: .email)
        _ = try other.placeholder(for: "lee@example.org", of: .email)
        #expect(other.restorations().restore(placeholder, for: .text) == placeholder)
    }

    @Test func aTextWithEveryNonceIsRefused() {
        /// Always draws the same.
        struct Constant: RandomNumberGenerator {
            mutating func next() -> UInt64 { 1 << 63 }
        }
        var generator = Constant()
        let nonce = String(decoding: PlaceholderGrammar.nonce(using: &generator), as: UTF8.self)
        #expect(throws: PseudonymError.noFreeNonce) {
            try ConversationPseudonyms().map(for: [".\(nonce)]"], using: &generator)
        }
    }
}
