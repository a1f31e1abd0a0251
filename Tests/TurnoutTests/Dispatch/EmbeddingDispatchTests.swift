import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Requests that are no chat: vectors, and texts to be continued.
@Suite(.timeLimit(.minutes(1))) struct EmbeddingDispatchTests {
    private static let policy = """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {talker: {}, vectors: {capabilities: [embeddings]}}}
          attic:
            kind: custom
            locality: local
            models: {vectors: {capabilities: [embeddings]}, writer: {capabilities: [completion, stream]}}
        routes: [{id: all, use: [home/talker, home/vectors, attic/vectors, attic/writer]}]
        """

    private static func vectors(_ pairs: (Int, [Float])...) -> Stage.Script {
        pairs.map { .emit(.embedding(vector: $1, index: $0)) }
            + [.emit(.usage(Usage(promptTokens: 9))), .emit(.finished(.stop))]
    }

    @Test func vectorsComeInTheOrderOfTheInputs() async throws {
        let stage = try Stage(
            policy: Self.policy, ["home": { _ in Self.vectors((1, [3, 4]), (0, [1, 2]), (2, [5, 6])) }])
        let request = ModelRequest.embeddings(of: ["a", "b", "c"], dimensions: 2)
        let answer = try #require(await stage.complete(request).value)
        #expect(answer.embeddings == [[1, 2], [3, 4], [5, 6]])
        #expect(answer.usage?.promptTokens == 9)
        #expect(answer.record.path == ["home/vectors served"])
        // Who cannot do it is not asked.
        let steps = answer.record.explanation().steps
        #expect(steps.map(\.code) == [.missingCapability, .eligible, .eligible, .missingCapability])
        #expect(stage.provider("home").calls.first?.request.operation == .embeddings(dimensions: 2))
    }

    @Test func aBrokenSetOfVectorsIsThrownAway() async throws {
        let stage = try Stage(
            policy: Self.policy,
            [
                "home": { _ in [.emit(.embedding(vector: [9, 9], index: 0))] + .failure(.network) },
                "attic": { _ in Self.vectors((0, [1, 2]), (1, [3, 4])) },
            ])
        let answer = try #require(await stage.complete(.embeddings(of: ["a", "b"])).value)
        #expect(answer.embeddings == [[1, 2], [3, 4]])
        #expect(answer.record.path == ["home/vectors NETWORK_ERROR", "attic/vectors served"])
    }

    @Test func aTextIsContinued() async throws {
        let stage = try Stage(policy: Self.policy, ["attic": { _ in .answer(" upon", " a time") }])
        let outcome = await stage.stream(.completion(of: "Once"))
        #expect(outcome.text == " upon a time")
        #expect(outcome.record.path == ["attic/writer served"])
        let answer = try #require(await stage.complete(.completion(of: "Once")).value)
        #expect(answer.text == " upon a time")
        #expect(stage.provider("attic").calls.allSatisfy { $0.request.operation == .completion })
    }

    /// Content is content: what may not leave the house does not leave it as vectors either.
    @Test func theGuardsHoldForInputsToo() async throws {
        let stage = try Stage(
            policy: """
                version: 1
                providers: {cloud: {kind: custom, locality: external, models: {vectors: {capabilities: [embeddings]}}}}
                routes: [{id: all, use: [cloud/vectors]}]
                """)
        let address = ["bob", "example.org"].joined(separator: "@")
        #expect(await stage.complete(.embeddings(of: ["fine", "to \(address)"])).error?.code == .rejectedByPolicy)
        #expect(stage.provider("cloud").callCount == 0)
    }
}
