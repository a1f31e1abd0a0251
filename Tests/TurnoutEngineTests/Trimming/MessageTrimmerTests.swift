import Testing
import TurnoutCore

@testable import TurnoutEngine

@Suite struct MessageTrimmerTests {
    private func words(_ count: Int) -> String { String(repeating: "word ", count: count) }

    private func tokens(_ request: ModelRequest) -> Int { TokenCounter(family: .unknown).count(request).estimate }

    @Test func leavesOutTheOldestTurns() {
        let request = ModelRequest(messages: [
            .system("Be brief."), .user(words(50)), .assistant(words(50)), .user(words(20)), .assistant(words(20)),
            .user("And now?"),
        ])
        let (trimmed, report) = MessageTrimmer(limit: 80).trim(request)
        #expect(trimmed.messages == [request.messages[0]] + request.messages[3...])
        #expect(report.messages == 2 && report.fits)
        #expect(report.before == tokens(request) && report.after == tokens(trimmed))
        #expect(report.json()["tokens_after"]?.int == report.after)
    }

    @Test func whatFitsComesBackAsItIs() {
        let request = ModelRequest(messages: [.user("one"), .assistant("two"), .user("three")])
        let (trimmed, report) = MessageTrimmer(limit: 1_000).trim(request)
        #expect(trimmed == request && report.messages == 0 && report.before == report.after)
    }

    @Test func instructionsAndTheNewestTurnStay() {
        let request = ModelRequest(messages: [
            .user(words(30)), .system(words(40)), .assistant("yes"), .system("Now in French."), .user(words(60)),
            .assistant("prefilled"),
        ])
        let (trimmed, report) = MessageTrimmer(limit: 5).trim(request)
        #expect(
            trimmed.messages == [request.messages[1], request.messages[3], request.messages[4], request.messages[5]])
        #expect(!report.fits && report.messages == 2)
    }

    @Test func otherOperationsAreLeft() {
        let inputs = ModelRequest.embeddings(of: [words(50), words(50), "last"])
        let (trimmed, report) = MessageTrimmer(limit: 10).trim(inputs)
        #expect(trimmed == inputs && !report.fits)
    }

    @Test(arguments: [0, 1, 2]) func nothingToLeaveOut(count: Int) {
        let messages: [Message] = [.assistant(words(9)), .system(words(9))]
        let request = ModelRequest(messages: Array(messages.prefix(count)))
        #expect(MessageTrimmer(limit: 0).trim(request).request.messages.count == count)
    }

    @Test func aCallGoesWithItsResultAcrossTurns() {
        let call = Message(role: .assistant, content: [.toolCall(ToolCall(id: "a", name: "f", arguments: "{}"))])
        let late = ModelRequest(messages: [
            .user(words(30)), call, .user(words(30)), .tool(callID: "a", "done"), .user("last"),
        ])
        let (trimmed, report) = MessageTrimmer(limit: 60).trim(late)
        #expect(trimmed.messages == [.user("last")] && report.messages == 4)
        // The result stands in the newest turn, which stays, and so does its call.
        let open = ModelRequest(messages: [.user(words(30)), call, .user(words(30)), .tool(callID: "a", "done")])
        #expect(MessageTrimmer(limit: 10).trim(open).request == open)
    }

    /// What has to hold of any conversation and any limit.
    @Test func properties() {
        var generator = SeededGenerator(seed: 20_261_121)
        for _ in 0..<400 {
            let request = conversation(&generator)
            var fewest = Int.max
            let whole = tokens(request)
            for limit in Array(stride(from: 0, to: whole, by: 1 + whole / 12)) + [whole] {
                let trimmer = MessageTrimmer(limit: limit)
                let (trimmed, report) = trimmer.trim(request)
                #expect(report.messages == request.messages.count - trimmed.messages.count)
                #expect(report.after == tokens(trimmed) && report.after <= report.before)
                #expect(report.fits == (tokens(trimmed) <= limit))
                // The more may stay, the less goes.
                #expect(report.messages <= fewest)
                fewest = report.messages
                let again = trimmer.trim(trimmed)
                #expect(again.request == trimmed && again.report.messages == 0)
                check(trimmed.messages, of: request.messages)
            }
            #expect(fewest == 0)
        }
    }

    private func check(_ kept: [Message], of whole: [Message]) {
        // Each message bears its number, so that order and gaps show.
        let numbers = kept.compactMap { Int($0.name ?? "") }
        #expect(numbers == numbers.sorted() && Set(numbers).count == kept.count)
        let systems = whole.filter { $0.role == .system }
        #expect(kept.filter { $0.role == .system } == systems)
        if let turn = whole.lastIndex(where: { $0.role == .user }) {
            #expect(Array(kept.suffix(whole.count - turn)) == Array(whole[turn...]))
        }
        let talk = kept.filter { $0.role != .system }
        #expect(talk == whole.filter { $0.role != .system }.suffix(talk.count))
        if talk.count < whole.count - systems.count, whole.contains(where: { $0.role == .user }) {
            #expect(talk.first?.role == .user)
        }
        let calls = Set(kept.flatMap { $0.calls })
        let results = Set(kept.flatMap { $0.results })
        let answered = Set(whole.flatMap { $0.results })
        #expect(results.subtracting(calls).isEmpty)
        #expect(calls.intersection(answered) == results)
    }

    private func conversation(_ generator: inout SeededGenerator) -> ModelRequest {
        var messages: [Message] = []
        var open: [String] = []
        var calls = 0
        for number in 0..<Int.random(in: 1...14, using: &generator) {
            var message: Message
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: message = .system(words(Int.random(in: 0...6, using: &generator)))
            case 1...4: message = .user(words(Int.random(in: 0...20, using: &generator)))
            case 5, 6:
                var parts: [ContentPart] = [.text(PrivateText(words(Int.random(in: 0...9, using: &generator))))]
                for _ in 0..<Int.random(in: 0...2, using: &generator) {
                    calls += 1
                    open.append("c\(calls)")
                    parts.append(.toolCall(ToolCall(id: "c\(calls)", name: "f", arguments: "{}")))
                }
                message = Message(role: .assistant, content: parts)
            case 7, 8:
                guard let index = open.indices.randomElement(using: &generator) else {
                    message = .assistant("none")
                    break
                }
                message = .tool(callID: open.remove(at: index), words(Int.random(in: 0...9, using: &generator)))
            default: message = .assistant("Größe 日本 🙂")
            }
            message.name = String(number)
            messages.append(message)
        }
        return ModelRequest(messages: messages)
    }
}

extension Message {
    fileprivate var calls: [String] {
        content.compactMap { if case .toolCall(let call) = $0 { call.id } else { nil } }
    }

    fileprivate var results: [String] {
        content.compactMap { if case .toolResult(let result) = $0 { result.callID } else { nil } }
    }
}
