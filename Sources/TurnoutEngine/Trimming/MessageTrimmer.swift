public import TurnoutCore

/// Leaves out a conversation's oldest messages until the rest fits into a number of tokens.
///
/// Instructions stay, and so does the newest turn: from the last message of a user on. Turns go whole, from a user's
/// message to the next one's, and a call of a tool goes with its results, since services refuse the one without the
/// other. What is left is always the end of the conversation behind its instructions, without a gap.
public struct MessageTrimmer: Hashable, Sendable {
    /// The most tokens that the prompt is to have by the estimate.
    public var limit: Int
    /// What counts.
    public var counter: TokenCounter

    /// Creates a trimmer.
    ///
    /// - Parameter counter: by default one for any family, whose number the facts of a request carry.
    public init(limit: Int, counter: TokenCounter = TokenCounter(family: .unknown)) {
        self.limit = limit
        self.counter = counter
    }

    /// Trims a request.
    ///
    /// A request that fits comes back as it is. One that does not fit even without all that may go comes back as short
    /// as it can be, with ``TrimmingReport/fits`` false: a limit is about money, and whoever sets one for a context's
    /// sake has the target refused by the decision that follows.
    public func trim(_ request: ModelRequest) -> (request: ModelRequest, report: TrimmingReport) {
        let before = tokens(TokenEstimate(request))
        var report = TrimmingReport(limit: limit, before: before, after: before, messages: 0)
        guard before > limit, request.operation == .chat else { return (request, report) }
        let turns = Self.turns(of: request.messages)
        let estimates = turns.map { turn in
            turn.reduce(into: TokenEstimate()) { $0.add(request.messages[$1]) }
        }
        var shortest = request
        let removable = Set(turns.joined())
        shortest.messages = request.messages.enumerated().filter { !removable.contains($0.offset) }.map(\.element)
        // Newest first: each turn that is put back makes the prompt longer. Of all lengths that fit the longest is
        // taken.
        var rest = TokenEstimate(shortest)
        report.after = tokens(rest)
        var first = turns.count
        for number in turns.indices.reversed() {
            rest.add(estimates[number])
            let length = tokens(rest)
            guard length <= limit else { continue }
            first = number
            report.after = length
        }
        let gone = Set(turns[..<first].joined())
        report.messages = gone.count
        var trimmed = request
        trimmed.messages = request.messages.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
        return (trimmed, report)
    }

    private func tokens(_ estimate: TokenEstimate) -> Int { estimate.tokens(of: counter.family) }

    /// The turns that may go, oldest first: what a user says with all up to what a user says next, without
    /// instructions.
    ///
    /// Services want the first message to be a user's, so a turn goes whole. Turns that a call and its result tie
    /// together are one, and what is tied to the newest turn stays.
    private static func turns(of messages: [Message]) -> [[Int]] {
        // Without a user's message, as where an answer is continued, the last that is no instruction is the newest
        // turn.
        let newest = messages.lastIndex { $0.role == .user } ?? messages.lastIndex { $0.role != .system } ?? 0
        let ties = ties(in: messages)
        var turns: [[Int]] = []
        var start = 0
        while start < newest {
            // The turn's end moves on while something in it is tied to a later message.
            var (end, place) = (start, start)
            while place <= end || (place < newest && messages[place].role != .user) {
                end = max(end, place, ties[place])
                place += 1
                guard end < newest else { return turns }
            }
            let turn = (start...end).filter { messages[$0].role != .system }
            if !turn.isEmpty { turns.append(turn) }
            start = end + 1
        }
        return turns
    }

    /// For each message the last one that answers a call in it.
    private static func ties(in messages: [Message]) -> [Int] {
        var last = Array(messages.indices)
        var calls: [String: Int] = [:]
        for (index, message) in messages.enumerated() {
            for part in message.content {
                switch part {
                case .toolCall(let call): calls[call.id] = index
                case .toolResult(let result):
                    if let call = calls[result.callID] { last[call] = max(last[call], index) }
                case .text, .image: break
                }
            }
        }
        return last
    }
}

/// What trimming left out, without what it said.
public struct TrimmingReport: Hashable, Sendable {
    /// The most tokens that were wanted.
    public var limit: Int
    /// The estimated tokens of the prompt before.
    public var before: Int
    /// The estimated tokens of the prompt after.
    public var after: Int
    /// How many messages were left out.
    public var messages: Int

    /// Creates a report.
    public init(limit: Int, before: Int, after: Int, messages: Int) {
        self.limit = limit
        self.before = before
        self.after = after
        self.messages = messages
    }

    /// Whether what is left fits.
    public var fits: Bool { after <= limit }

    /// The report for programs.
    public func json() -> JSONValue {
        [
            "limit": .int(limit), "tokens_before": .int(before), "tokens_after": .int(after),
            "messages": .int(messages),
            "fits": .bool(fits),
        ]
    }
}
