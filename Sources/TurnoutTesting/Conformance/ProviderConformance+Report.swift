import TurnoutCore
import TurnoutEngine

extension ProviderConformance {
    /// The violations found in one situation.
    struct Report {
        let situation: ProviderViolation.Situation
        private(set) var violations: [ProviderViolation] = []

        init(situation: ProviderViolation.Situation) { self.situation = situation }

        mutating func expect(_ holds: Bool, _ rule: ProviderViolation.Rule, _ detail: String) {
            if !holds { violations.append(ProviderViolation(rule: rule, situation: situation, detail: detail)) }
        }

        /// Checks what holds of any answer, complete or not.
        mutating func judgeEvents(_ events: [AnswerEvent]) {
            let finishes = events.filter(\.isFinish).count
            expect(finishes <= 1, .oneFinish, "there were \(finishes) `finished` events")
            if let place = events.firstIndex(where: \.isFinish) {
                let late = events.count - place - 1
                expect(late == 0 || finishes > 1, .finishIsLast, "\(late) events came after `finished`")
            }
            judgeUsage(events)
            var named: Set<[Int]> = []
            for event in events {
                switch event {
                case .delta(_, let choice):
                    expect(choice >= 0, .grammar, "a piece of text belongs to choice \(choice)")
                case .toolCall(let piece):
                    expect(
                        piece.index >= 0 && piece.choice >= 0,
                        .grammar,
                        "a tool call has number \(piece.index) of choice \(piece.choice)"
                    )
                    guard named.insert([piece.choice, piece.index]).inserted else { continue }
                    expect(piece.name?.isEmpty == false, .grammar, "a tool call's first piece names no tool")
                case .embedding(let vector, let index):
                    expect(index >= 0 && !vector.isEmpty, .grammar, "a vector of \(vector.count) for input \(index)")
                case .activity, .usage, .finished:
                    continue
                }
            }
        }

        private mutating func judgeUsage(_ events: [AnswerEvent]) {
            var count = 0
            for case .usage(let usage) in events {
                count += 1
                let parts = [
                    usage.promptTokens, usage.completionTokens, usage.cachedTokens, usage.reasoningTokens,
                    usage.cacheWriteTokens,
                ]
                expect(parts.allSatisfy { $0 >= 0 }, .usage, "a count of tokens is negative")
                expect(
                    usage.cachedTokens <= usage.promptTokens
                        && usage.cacheWriteTokens <= usage.promptTokens - usage.cachedTokens,
                    .usage, "more tokens were cached than sent")
                expect(
                    usage.reasoningTokens <= usage.completionTokens, .usage, "more tokens were thought than answered")
            }
            expect(count <= 1, .usage, "there were \(count) `usage` events")
        }

        /// Checks that a failure says something, and gives nothing of the request away.
        mutating func judge(_ failure: ProviderFailure, of permit: borrowing DispatchPermit) {
            expect(!failure.message.isEmpty, .failureMessage, "the failure has no message")
            // Shorter texts may stand in an honest message by chance.
            let texts = permit.request.messages.map(\.text).filter { $0.utf8.count >= 12 }
            let leaks = texts.contains { failure.message.contains($0) }
            expect(!leaks, .failureMessage, "the failure's message holds text of the request")
        }
    }
}

extension AnswerEvent {
    /// Whether this ends an answer.
    var isFinish: Bool {
        if case .finished = self { true } else { false }
    }
}
