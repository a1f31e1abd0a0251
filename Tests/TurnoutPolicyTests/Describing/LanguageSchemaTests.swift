import Foundation
import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("The JSON Schema of the language")
struct LanguageSchemaTests {
    @Test("the file is what the table says")
    func file() throws {
        try Generated.check(LanguageSchema.jsonSchema().prettyText() + "\n", "docs/schema/policy.v1.schema.json")
    }

    @Test("every reference has its definition, and every definition is used")
    func references() throws {
        let schema = LanguageSchema.jsonSchema()
        let definitions = try #require(schema["definitions"]?.object).map { "#/definitions/\($0.key)" }
        #expect(Set(definitions).count == definitions.count)
        #expect(Set(schema.references) == Set(definitions))
    }

    /// The findings that a schema can make: those about the form of one part by itself.
    static let structural: [DiagnosticCode] = [
        .unsupportedVersion, .unknownKey, .missingKey, .wrongType, .invalidValue, .unknownChoice, .outOfRange,
        .emptyList, .invalidIdentifier, .literalSecret, .emptyCondition, .conflictingKeys,
    ]

    @Test(
        "it accepts every policy that loads, and refuses what is broken in form",
        .enabled(if: SchemaCheck.isReady, "python3 with jsonschema and PyYAML cannot be had here"))
    func samples() throws {
        var accepted: [String: String] = [:]
        for folder in ["policies", "routes"] {
            for name in Repository.files(in: folder, ending: ".yaml") {
                accepted["\(folder)-\(name)"] = Repository.text("\(folder)/\(name)")
            }
        }
        for (number, example) in LanguageReference.examples.enumerated() {
            accepted["reference-\(number).yaml"] = Parts.complete(example)
        }
        for code in DiagnosticCode.allCases {
            guard let right = code.page.right else { continue }
            accepted["right-\(code.rawValue).yaml"] = Parts.complete(right)
        }
        accepted["values.yaml"] = Self.values
        let refused = Self.structural.compactMap(BrokenSample.init).map { ($0.name, $0.bytes ?? []) }
        let report = try SchemaCheck.run(
            accept: accepted,
            reject: Dictionary(uniqueKeysWithValues: refused.map { ($0, String(decoding: $1, as: UTF8.self)) }))
        #expect(report == "")
    }

    @Test("what the schema is asked to accept does load")
    func valuesLoad() {
        let result = Parts.load(Self.values)
        #expect(result.policy != nil, "\(result.diagnostics.map(\.lines))")
    }

    /// Values that YAML takes for numbers and truth values where the language has texts, and other corner cases.
    static let values = """
        version: 1
        name: 2024
        vocabulary:
          tasks: [1on1, no, Übersetzung, 日本語]
          attributes: {level: int, vip: bool, wait: duration, worth: money, kind_of: {enum: [1, true, a]}}
          labels: {own: {words: [1234, true]}}
        providers:
          ollama:
            kind: ollama
            headers: {X-Version: 1}
            models: {llama3.2: , gpt-oss: {context: 8000, max_output: 1.5k}}
            limits: {requests: [10/s, 600/min], tokens: 400k/min}
            unsupported: drop
        guards: []
        limits: {requests: 5/s, tokens: [1M/h, 5M/d], concurrency: 1, per_user: {requests: [1/s], concurrency: 2}}
        queue: {size: 0, max_wait: 0s}
        dispatch: {attempts: 20, unsupported: warn, panic_below: 0%}
        breakers: {default: {probe_lease: 1min}}
        retries: {default: {budget: 1, refund: 100%}}
        timeouts: {first_token: 5s, idle_reasoning: 5min}
        routes:
          - when:
              all:
                - {level: {gte: 5, lt: 9}, vip: true, wait: {lte: 30s}, worth: 5 USD, kind_of: [1, a]}
                - not: {any: [{tenant: 017}, {user: {exists: false}}, {tags: {any_of: [1, x]}}]}
              offline: false
              needs: {all_of: [tools, json]}
              priority: {gte: normal}
              tokens: [8000, 9k]
              task: no
            task: [simple, 日本語]
            use: [ollama/llama3.2, ollama/gpt-oss]
            hedge: {}
            on_content_policy: fallback
          - {id: 2, task: no, use: ollama/llama3.2}
          - {id: 1, use: [{balance: weighted, of: [ollama/llama3.2, {target: ollama/gpt-oss, weight: 2}]}], hedge: {after: 1.5s, share: 1%}}
        tests:
          - name: 1
            request: {text: 5, task: simple, tags: [a, 1], level: 5, vip: true, worth: 1.50 USD}
            given: {at: 2026-05-01, budgets: {}, health: {ollama/gpt-oss: down}, offline: true}
            expect: {chain: [], outcome: reject}
        """
}

extension JSONValue {
    /// All that `$ref` names, at any depth.
    fileprivate var references: [String] {
        switch self {
        case .object(let members):
            members.flatMap { $0.key == "$ref" ? [$0.value.string ?? ""] : $0.value.references }
        case .array(let elements): elements.flatMap(\.references)
        default: []
        }
    }
}

/// `scripts/check-schema.py`, which checks YAML files against the schema with a public validator.
enum SchemaCheck {
    /// Whether the validator is there, or could be installed.
    static let isReady = (try? python(["--prepare"]))?.status == 0

    /// What the validator finds wrong; empty when it accepts and refuses all as it should.
    static func run(accept: [String: String], reject: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "turnout-schema-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (kind, files) in [("accept", accept), ("reject", reject)] {
            let part = folder.appending(path: kind)
            try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
            for (name, text) in files { try Data(text.utf8).write(to: part.appending(path: name)) }
        }
        let result = try python(["--accept", folder.path + "/accept", "--reject", folder.path + "/reject"])
        return result.status == 0 ? "" : "status \(result.status)\n\(result.output)"
    }

    private static func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Repository.root.appending(path: "scripts/check-schema.py").path] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
