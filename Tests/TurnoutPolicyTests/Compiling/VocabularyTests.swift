import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("Vocabulary")
struct VocabularyTests {
    @Test("own words stand beside the built-in ones")
    func words() {
        let result = Parts.check(
            """
            vocabulary:
              tasks: [simple, translation]
              attributes: {level: int, feature: {enum: [chat, batch]}, tenant: string}
              labels: {project.zeus: {words: [zeus]}, pii.email: {words: [mailbox]}}
            """)
        #expect(result.codes == [], "\(result.words)")
        #expect(result.policy?.vocabulary.tasks == ["simple", "complex", "sensitive", "creative", "translation"])
        #expect(result.policy?.vocabulary.ownLabels == ["project.zeus", "pii.email"])
        #expect(result.policy?.vocabulary.knows(label: "project.zeus.plans") == true)
        #expect(result.policy?.vocabulary.knows(label: "project") == false)
    }

    @Test(
        "rules name labels that exist",
        arguments: [
            ("pii", true), ("pii.email", true), ("secret.api_key", true), ("own", true), ("own.part", true),
            ("pii.emial", false), ("pii.passport", false), ("other", false), ("PII", false), ("pii.", false),
        ])
    func labels(_ label: String, _ isKnown: Bool) {
        let result = Parts.check(
            "vocabulary: {labels: {own: {}}}\nguards: [{deny: {trains: true}, when: {labels: \(label)}}]")
        #expect(result.errors == (isKnown ? [] : [.unknownLabel]))
    }

    @Test(
        "levels keep the built-in ones in their order",
        arguments: [
            ("[public, internal, confidential, restricted]", []),
            ("[low, public, internal, confidential, restricted]", []),
            ("[internal, public, confidential, restricted]", [DiagnosticCode.levelOrder]), ("[public]", [.levelOrder]),
            ("[public, internal, internal, confidential, restricted]", [.duplicateID, .levelOrder]),
            ("[]", [.emptyList, .levelOrder]),
        ])
    func levels(_ levels: String, _ errors: [DiagnosticCode]) {
        let result = Parts.check("vocabulary: {sensitivity: \(levels)}")
        #expect(result.errors.contains(where: errors.contains) == !errors.isEmpty)
        #expect(result.errors.allSatisfy(errors.contains), "\(result.codes)")
    }

    @Test(
        "an attribute's name and type",
        arguments: [
            ("tokens: int", DiagnosticCode.builtinRedefined), ("task: string", .builtinRedefined),
            ("tenant: int", .builtinRedefined), ("labels: {enum: [a]}", .builtinRedefined),
            ("all: string", .invalidIdentifier),
            ("not: string", .invalidIdentifier), ("text: string", .invalidIdentifier),
            ("pin: string", .invalidIdentifier),
            ("\"\": string", .invalidIdentifier), ("Upper: string", .invalidIdentifier),
            ("budget.x: string", .invalidIdentifier),
            ("a b: string", .invalidIdentifier), ("x: strin", .unknownChoice), ("x: {enum: []}", .emptyList),
            ("x: {enum: a}", .wrongType), ("x: [a]", .wrongType), ("x: {}", .missingKey),
            ("x: {enum: [\"a b\"]}", .invalidIdentifier),
        ])
    func attributes(_ declared: String, _ code: DiagnosticCode) {
        #expect(Parts.check("vocabulary: {attributes: {\(declared)}}").errors == [code])
    }

    @Test(
        "a declared attribute is tested by its type",
        arguments: [
            ("level: {gte: 5}", true), ("level: 5", true), ("level: five", false), ("level: {prefix: 5}", false),
            ("vip: true", true), ("vip: yes", false), ("vip: [true, false]", false), ("vip: {exists: true}", true),
            ("wait: {lt: 30s}", true), ("wait: {lt: 30}", false), ("worth: {gt: 5 USD}", true),
            ("worth: {gt: 5}", false),
            ("kind_of: a", true), ("kind_of: c", false), ("kind_of: {gte: a}", false),
            ("kind_of: {not_in: [a, b]}", true),
            ("free: {prefix: [a, b]}", true), ("free: {gte: a}", false), ("free: {in: []}", false), ("free: {}", false),
            ("tags: {all_of: [x, y]}", true), ("tags: {exists: true}", false), ("tags: {prefix: x}", false),
            ("level: {gte: [1, 2]}", false), ("level: {gte: 1, lt: 5, not_in: [3]}", true),
            ("offline: {in: [true]}", false),
            ("deadline: {lte: 1.5h}", true), ("cost_cap: {exists: false}", true), ("priority: {gt: normal}", true),
            ("needs: {any_of: [tools, images]}", true), ("needs: telepathy", false), ("all: []", false),
            ("any: {a: 1}", false),
            ("not: [{task: simple}]", false), ("all: [{task: simple}, {not: {user: a}}]", true), ("level: ~", false),
        ])
    func conditions(_ condition: String, _ isValid: Bool) {
        let result = Parts.check(
            """
            vocabulary:
              attributes: {level: int, vip: bool, wait: duration, worth: money, kind_of: {enum: [a, b]}, free: string}
            guards: [{deny: {trains: true}, when: {\(condition)}}]
            """)
        #expect((result.policy != nil) == isValid, "\(result.words)")
        #expect(result.diagnostics.count == (isValid ? 0 : 1), "\(result.diagnostics.map(\.lines))")
    }

    @Test(
        "conditions on targets",
        arguments: [
            ("provider: ollama", true), ("provider: {not_in: [ollama]}", true), ("provider: olama", false),
            ("model: llama3.2", true), ("model: llama", false), ("target: ollama/llama3.2", true),
            ("target: ollama", false),
            ("kind: openai", true), ("kind: gpt", false), ("locality: external", true), ("locality: abroad", false),
            ("regions: {not_within: [eu]}", true), ("regions: eu", true), ("regions: {gte: eu}", false),
            ("retention: {gt: 0d}", true), ("retention: 30", false), ("trains: true", true), ("trains: maybe", false),
            ("priced: true", true), ("capabilities: {none_of: [tools]}", true), ("capabilities: flying", false),
            ("context: {lt: 32k}", true), ("context: {lt: many}", false), ("tokens: 5", false),
            ("sensitivity: public", false),
            ("all: [{locality: external}, {not: {provider: openai}}]", true), ("any: [{locality: home}]", false),
        ])
    func targets(_ condition: String, _ isValid: Bool) {
        let result = Parts.check("guards: [{deny: {\(condition)}}]")
        #expect((result.policy != nil) == isValid, "\(result.words)")
        #expect(result.diagnostics.count == (isValid ? 0 : 1), "\(result.diagnostics.map(\.lines))")
    }
}
