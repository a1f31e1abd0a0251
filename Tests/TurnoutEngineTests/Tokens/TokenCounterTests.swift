import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

@Suite struct TokenCounterTests {
    /// Texts that tokenisers cut into more than they look like, each with the most tokens that any of nine vocabularies
    /// made of it: some normalise before they cut, one puts a space before.
    @Test(arguments: [
        (String(repeating: "\u{FDFA}", count: 50), 750), (String(repeating: "½", count: 20), 41),
        (String(repeating: "\0", count: 40), 41), ("\n", 2), (String(repeating: "\u{FB2C}", count: 30), 150),
        (String(repeating: "\u{1D160}", count: 20), 180), (String(repeating: "\u{344}", count: 30), 120),
        (String(repeating: "㍿", count: 10), 50), (String(repeating: "\u{E000}", count: 20), 61),
        (String(repeating: "1", count: 50), 51),
    ])
    func theBoundHoldsOnHostileText(_ text: String, _ tokens: Int) {
        for family in TokenFamily.allCases {
            let count = TokenCounter(family: family).count(text)
            #expect(count.bound >= tokens)
            #expect(count.floor <= 1 + text.utf8.count / 128)
            #expect((count.floor...count.bound).contains(count.estimate))
        }
    }

    @Test func nothingHasNoTokens() {
        let count = TokenCounter(family: .o200k).count("")
        #expect(count == TokenCount(estimate: 0, bound: 0, floor: 0, family: .o200k))
        #expect(count.likely == 0...0)
    }

    private static let sample = """
        Please compare the two drafts and tell me which one reads better. Keep the answer under 120 words!
        Der Vertrag läuft am 31.12.2026 aus, danach verlängert er sich um zwölf Monate.
        func area(width: Double, height: Double) -> Double { width * height }
        {"id": 4711, "name": "Grüner Tee", "price": 12.5, "tags": ["tea", "green"], "stock": null}
        Встреча перенесена на четверг. 会议改到星期四下午三点。 👍
        """

    /// What nine vocabularies make of the sample.
    @Test(arguments: [
        (TokenFamily.o200k, 119), (.cl100k, 135), (.claude, 142), (.llama3, 130), (.gemma, 134), (.qwen, 138),
        (.mistral, 132), (.mistral32k, 150), (.deepseek, 126),
    ])
    func comesNearTheRealCount(_ family: TokenFamily, _ real: Int) {
        let estimate = TokenCounter(family: family).count(Self.sample).estimate
        #expect(abs(estimate - real) * 100 <= real * 20, "\(estimate) for \(real)")
    }

    @Test func countsWhatTheClassifierReads() throws {
        var request = ModelRequest(
            messages: [
                .system("Sei kurz."), .user("Wie wird das Wetter in Bern? ☀️"),
                Message(
                    role: .assistant,
                    content: [.toolCall(ToolCall(id: "c1", name: "weather", arguments: #"{"place":"Bern"}"#))]),
                .tool(callID: "c1", "Regen"),
                Message(role: .user, content: [.text("und das?"), .image(.bytes([1, 2], mediaType: "image/png"))]),
            ],
            tools: [Tool(name: "weather", description: "The weather.", parameters: ["type": "object"])],
            toolChoice: .tool("weather"), responseFormat: .schema(name: "answer", ["type": ["string", "null"]]))
        request.options.stop = ["ENDE"]
        let policy = try Policy(
            yaml: """
                version: 1
                providers: {home: {kind: custom, locality: local, models: {small: {}}}}
                routes: [{id: all, use: [home/small]}]
                """)
        let facts = Classifier(policy: policy).classify(request, for: policy).facts
        let count = TokenCounter(family: .unknown).count(request)
        #expect(facts.tokens == count.estimate)
        #expect(facts.tokenBound == count.bound)
        #expect(count.bound > TokenCounter(family: .unknown).count(ModelRequest("hello")).bound + 640)
    }

    @Test func saysHowSureItIs() {
        let counter = TokenCounter(family: .o200k)
        let count = counter.count(String(repeating: "A sentence of ordinary words. ", count: 100))
        let limits = [count.bound, count.estimate, count.estimate - 1, count.floor - 1]
        let verdicts = limits.map { TokenValidation(count, limit: $0).verdict }
        #expect(verdicts == [.fits, .probablyFits, .probablyDoesNotFit, .doesNotFit])
        #expect(count.likely.contains(count.estimate) && count.likely.upperBound <= count.bound)
        let exact = TokenCount.exact(7, family: .gemma)
        #expect(TokenValidation(exact, limit: 6).verdict == .doesNotFit)
        #expect(TokenValidation(exact, limit: 7).verdict == .fits)
        #expect(exact.likely == 7...7)
    }

    @Test func numbersAtTheEdge() {
        let count = TokenCount(estimate: .max, bound: .max, floor: 0, family: .unknown)
        #expect(count.likely.upperBound == .max)
        #expect(TokenValidation(count, limit: .min).verdict == .doesNotFit)
    }
}
