import Testing
import TurnoutCore
import TurnoutProviders

@Suite struct AzureAnswerTests {
    private let adapter = AzureAdapter()

    @Test func plain() {
        let outcome = adapter.answer(AzureFixtures.plain, isStreamed: false)
        #expect(outcome.failure == nil)
        #expect(
            outcome.events == [
                .delta(text: "Grüezi 🙂", choice: 0),
                .usage(Usage(promptTokens: 19, completionTokens: 10, cachedTokens: 8, reasoningTokens: 4)),
                .finished(.stop),
            ])
    }

    @Test func plainTools() {
        let outcome = adapter.answer(AzureFixtures.plainTools, isStreamed: false)
        #expect(
            outcome.events == [
                .toolCall(ToolCallDelta(index: 0, id: "call_a", name: "weather", arguments: #"{"place":"Bern"}"#)),
                .finished(.toolCalls),
            ])
    }

    @Test func stream() {
        let outcome = adapter.answer(AzureFixtures.stream, isStreamed: true)
        #expect(outcome.failure == nil)
        #expect(
            outcome.events == [
                .activity, .activity, .delta(text: "Grüe", choice: 0), .delta(text: "zi 🙂", choice: 0), .activity,
                .activity, .activity, .usage(Usage(promptTokens: 19, completionTokens: 10)), .finished(.stop),
            ])
    }

    @Test func streamTools() {
        let outcome = adapter.answer(AzureFixtures.streamTools, isStreamed: true)
        #expect(outcome.calls.map { $0.arguments.reveal() }.joined() == #"{"place":"Bern"}"#)
        #expect(outcome.calls.first?.id == "call_a")
        #expect(outcome.reason == .toolCalls)
    }

    @Test func anAnswerThatTheFilterCutOff() {
        let outcome = adapter.answer(AzureFixtures.streamFiltered, isStreamed: true)
        #expect(outcome.text == "Hi")
        #expect(outcome.reason == .contentFilter)
    }

    @Test func errorsInAStream() {
        let error = #"data: {"error":{"message":"m","code":"content_filter"}}"# + "\n\n"
        #expect(adapter.answer(error, isStreamed: true).failure?.code == .contentPolicy)
    }

    @Test func embeddings() {
        let outcome = adapter.answer(AzureFixtures.embeddings, of: .embeddings(dimensions: nil), isStreamed: false)
        #expect(
            outcome.events == [
                .embedding(vector: [0.5, -1], index: 0), .usage(Usage(promptTokens: 4)), .finished(.stop),
            ])
    }

    @Test(arguments: AzureFixtures.streams.indices)
    func anySplitGivesTheSameAnswer(fixture: Int) {
        let bytes = Array(AzureFixtures.streams[fixture].utf8)
        let whole = adapter.answer([bytes], isStreamed: true)
        #expect(adapter.answer(bytes.singles, isStreamed: true) == whole)
        for seed in 0..<UInt64(100) {
            var generator = SeededGenerator(seed: seed)
            #expect(adapter.answer(bytes.pieces(using: &generator), isStreamed: true) == whole, "seed \(seed)")
        }
    }

    @Test(arguments: [AzureFixtures.stream, AzureFixtures.streamTools])
    func aStreamThatBreaksOffIsNeverComplete(text: String) {
        // Every place up to the middle of the event that gives the reason.
        let bytes = Array(text.utf8)
        let mark = Array(#""delta":{},"finish"#.utf8)
        let end = bytes.indices.last { bytes[$0...].starts(with: mark) } ?? 0
        #expect(end > 0)
        for length in 0...end + mark.count {
            let outcome = adapter.answer([Array(bytes[..<length])], isStreamed: true)
            // A few letters might have become anything.
            if length > 4 { #expect(outcome.failure?.code == .network, "cut at \(length)") }
            #expect(outcome.failure != nil, "cut at \(length)")
            #expect(outcome.reason == nil, "cut at \(length)")
        }
    }

    @Test(arguments: 0..<UInt64(200))
    func damagedStreamsNeverTrap(seed: UInt64) { damagedStream(of: adapter, AzureFixtures.streams, seed: seed) }
}
