import Testing
import TurnoutCore

@testable import TurnoutPrivacy

@Suite struct PseudonymMapTests {
    @Test func placeholdersAreStable() throws {
        let map = map()
        #expect(try map.placeholder(for: "a", of: .email) == "[EMAIL_ADDRESS_1.kxfqb]")
        #expect(try map.placeholder(for: "b", of: .email) == "[EMAIL_ADDRESS_2.kxfqb]")
        #expect(try map.placeholder(for: "a", of: .phone) == "[PHONE_NUMBER_1.kxfqb]")
        #expect(try map.placeholder(for: "a", of: .email) == "[EMAIL_ADDRESS_1.kxfqb]")
        #expect(try map.placeholder(for: "A", of: .email) == "[EMAIL_ADDRESS_3.kxfqb]")
        #expect(map.count == 4)
    }

    @Test func limitsAreErrors() throws {
        let few = map(limits: PseudonymLimits(values: 2, bytes: 100))
        _ = try few.placeholder(for: "a", of: .email)
        _ = try few.placeholder(for: "b", of: .email)
        #expect(throws: PseudonymError.tooManyValues(limit: 2)) { try few.placeholder(for: "c", of: .email) }
        #expect(try few.placeholder(for: "b", of: .email) == "[EMAIL_ADDRESS_2.kxfqb]")
        let small = map(limits: PseudonymLimits(values: 10, bytes: 8))
        _ = try small.placeholder(for: "12345", of: .email)
        #expect(throws: PseudonymError.tooManyBytes(limit: 8)) { try small.placeholder(for: "1234", of: .email) }
        #expect(try small.placeholder(for: "123", of: .email) == "[EMAIL_ADDRESS_2.kxfqb]")
        #expect(PseudonymLimits(values: -1, bytes: .min) == PseudonymLimits(values: 0, bytes: 0))
    }

    @Test func allMapsShareTheAllowance() throws {
        let allowance = PseudonymAllowance(limit: 3 * (PseudonymAllowance.overhead + 1))
        let first = PseudonymMap(nonce: Array("bbbbb".utf8), limits: PseudonymLimits(), allowance: allowance)
        do {
            let second = PseudonymMap(nonce: Array("ccccc".utf8), limits: PseudonymLimits(), allowance: allowance)
            _ = try first.placeholder(for: "a", of: .email)
            _ = try second.placeholder(for: "a", of: .email)
            _ = try second.placeholder(for: "b", of: .email)
            #expect(throws: PseudonymError.storeFull(limit: allowance.limit)) {
                try first.placeholder(for: "b", of: .email)
            }
            #expect(second.count == 2)
        }
        // The second map is gone, and what it held is free again.
        #expect(allowance.bytesInUse == PseudonymAllowance.overhead + 1)
        #expect(try first.placeholder(for: "b", of: .email) == "[EMAIL_ADDRESS_2.bbbbb]")
    }

    @Test func concurrentRequestsAgree() async throws {
        let map = map()
        let seen = await withTaskGroup(of: [String].self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<200).compactMap { try? map.placeholder(for: "value \(($0 * (task + 1)) % 50)", of: .email) }
                }
            }
            return await group.reduce(into: [String]()) { $0 += $1 }
        }
        #expect(seen.count == 1600)
        #expect(map.count == 50)
        #expect(Set(seen) == Set((1...50).map { "[EMAIL_ADDRESS_\($0).kxfqb]" }))
    }

    @Test func nothingPrintsAValue() throws {
        let map = map()
        let allowance = PseudonymAllowance(limit: 10_000)
        let conversation = ConversationPseudonyms(allowance: allowance)
        var generator = SeededGenerator(seed: 251)
        let held = try conversation.map(for: ["x"], using: &generator)
        let placeholders = [
            try map.placeholder(for: "canary@example.org", of: .email),
            try held.placeholder(for: "canary@example.org", of: .email),
        ]
        let vault = PseudonymVault()
        let key = ConversationKey(owner: "canary", conversation: "canary@example.org")
        _ = vault.open(key, at: .init(nanoseconds: 0))
        var restorer = map.restorations().restorer(for: .text)
        var output: [UInt8] = []
        restorer.take(Array(placeholders[0].utf8), into: &output)
        var generatorOfKeys = SeededGenerator(seed: 252)
        let subjects: [Any] = [
            map, conversation, held, vault, key, restorer, map.restorations(), allowance,
            CorrelationKey(using: &generatorOfKeys), vault.find(key, at: .init(nanoseconds: 0)),
        ]
        for subject in subjects {
            var dumped = ""
            dump(subject, to: &dumped)
            for shown in [dumped, "\(subject)", String(reflecting: subject)] {
                #expect(!shown.contains("canary") && !shown.contains(".kxfqb]") && shown.utf8.count < 300, "\(shown)")
            }
        }
        for error in [
            PseudonymError.noFreeNonce, .tooManyBytes(limit: 1), .tooManyValues(limit: 1), .storeFull(limit: 1),
        ] {
            #expect(!"\(error)".isEmpty && !"\(RewriteError.pseudonyms(error))".isEmpty)
        }
    }
}
