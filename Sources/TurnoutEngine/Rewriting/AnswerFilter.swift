public import TurnoutCore
import TurnoutPolicy
import TurnoutPrivacy

/// Reads an answer on its way from the provider to the caller: keeps out what the policy's `sanitise` names, then puts back
/// what stood in the request. However the answer is cut into pieces, the caller gets the same.
///
/// Events keep their order within a choice and within a tool call; what is held back comes with a later event.
public struct AnswerFilter: Sendable {
    /// The choices and tool calls that one answer may have; more is nothing that a caller asked for.
    static let channelLimit = 1_024

    private let screening: AnswerScreening
    /// Whether the text of the answer is JSON.
    private let isJSON: Bool
    private var texts: [Int: AnswerChannel] = [:]
    private var calls: [CallNumber: AnswerChannel] = [:]
    /// What was kept out of the answer so far.
    public private(set) var withheld = ReplacementCounts()

    private struct CallNumber: Hashable {
        let choice: Int
        let index: Int
    }

    /// The filter for the answer to a permitted call; `nil` when the answer passes as it is.
    public init?(for permit: borrowing DispatchPermit) {
        guard !permit.screening.isEmpty else { return nil }
        screening = permit.screening
        isJSON = permit.request.responseFormat != .text
    }

    /// Takes an event and appends what may go on.
    ///
    /// - Throws: ``ErrorCode/contentPolicy`` when the answer holds what must end it, or cannot be read.
    public mutating func take(_ event: AnswerEvent, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        switch event {
        case .delta(let text, let choice):
            let isFirst = texts[choice] == nil
            var channel = try open(texts[choice], isJSON ? .json : .text)
            var output = ""
            try channel.take(text.reveal(), into: &output, &withheld)
            texts[choice] = channel
            // What is held back is a sign of life all the same.
            // An empty piece says that the answer has begun, though what there is of it is still held.
            let isHeld = output.isEmpty && !isFirst
            events.append(isHeld ? .activity : .delta(text: PrivateText(output), choice: choice))
        case .toolCall(var delta):
            for word in [delta.id, delta.name] { try check(word) }
            let number = CallNumber(choice: delta.choice, index: delta.index)
            let isFirst = calls[number] == nil
            var channel = try open(calls[number], .toolArguments)
            var output = ""
            try channel.take(delta.arguments.reveal(), into: &output, &withheld)
            calls[number] = channel
            delta.arguments = PrivateText(output)
            let isHeld = output.isEmpty && delta.id == nil && delta.name == nil && !isFirst
            events.append(isHeld ? .activity : .toolCall(delta))
        case .finished:
            try flush(into: &events)
            events.append(event)
        case .embedding, .activity, .usage: events.append(event)
        }
    }

    /// Lets go of what was held back, since the answer is complete.
    private mutating func flush(into events: inout [AnswerEvent]) throws(ProviderFailure) {
        for choice in texts.keys.sorted() {
            var output = ""
            try texts[choice]?.finish(into: &output, &withheld)
            if !output.isEmpty { events.append(.delta(text: PrivateText(output), choice: choice)) }
        }
        for number in calls.keys.sorted(by: { ($0.choice, $0.index) < ($1.choice, $1.index) }) {
            var output = ""
            try calls[number]?.finish(into: &output, &withheld)
            guard !output.isEmpty else { continue }
            events.append(
                .toolCall(
                    ToolCallDelta(index: number.index, choice: number.choice, arguments: PrivateText(output))))
        }
        texts = [:]
        calls = [:]
    }

    /// Ends the answer for what stands in the name or the identifier of a tool call, where nothing can be put in its place.
    private func check(_ word: String?) throws(ProviderFailure) {
        guard let word, let scanner = screening.scanner, !screening.rules.isEmpty else { return }
        let result = scanner.scan(word)
        let isMeant = (result.findings + result.covered).contains { finding in
            screening.rules.contains { $0.covers(finding.label) }
        }
        guard isMeant || !result.failures.isEmpty else { return }
        throw ProviderFailure(
            .contentPolicy, "the name or the identifier of a tool call holds what the policy's `sanitise` is about")
    }

    private func open(
        _ known: AnswerChannel?, _ sink: RestorationSink
    ) throws(ProviderFailure) -> AnswerChannel {
        if let known { return known }
        guard texts.count + calls.count < Self.channelLimit else {
            throw ProviderFailure(.provider, "the answer has more choices and tool calls than it can be read for")
        }
        return AnswerChannel(screening, sink)
    }
}

/// One choice's text, or one tool call's arguments: what must not be said is kept out first, then what stood in the request
/// is put back, which is never looked at.
private struct AnswerChannel {
    private var sanitiser: StreamSanitiser?
    private var restorer: StreamRestorer?

    init(_ screening: AnswerScreening, _ sink: RestorationSink) {
        restorer = screening.restorations?.restorer(for: sink)
        guard let scanner = screening.scanner, !screening.rules.isEmpty else { return }
        let rules = screening.rules
        sanitiser = StreamSanitiser(
            scanner: scanner, format: sink == .text ? .plain : .json, hashKey: screening.key,
            ignoring: screening.restorations, reach: screening.reach
        ) { finding in
            rules.lazy.filter { $0.covers(finding.label) }.map(\.sanitising).min { $0.rank < $1.rank }
        }
    }

    mutating func take(
        _ piece: String, into output: inout String, _ withheld: inout ReplacementCounts
    ) throws(ProviderFailure) {
        try sanitise(into: &output, &withheld) { sanitiser, text throws(SanitiserStop) in
            guard sanitiser != nil else {
                text = piece
                return
            }
            try sanitiser?.take(piece, into: &text)
        }
    }

    mutating func finish(into output: inout String, _ withheld: inout ReplacementCounts) throws(ProviderFailure) {
        try sanitise(into: &output, &withheld) { sanitiser, text throws(SanitiserStop) in
            try sanitiser?.finish(into: &text)
        }
        restorer?.finish(into: &output)
    }

    private mutating func sanitise(
        into output: inout String, _ withheld: inout ReplacementCounts,
        _ step: (inout StreamSanitiser?, inout String) throws(SanitiserStop) -> Void
    ) throws(ProviderFailure) {
        var text = ""
        do throws(SanitiserStop) { try step(&sanitiser, &text) } catch { throw ProviderFailure(stop: error) }
        for count in sanitiser?.drainReplaced() ?? [] { withheld.add(count.type, count.method, count: count.count) }
        guard restorer != nil else {
            output += text
            return
        }
        restorer?.take(text, into: &output)
        _ = restorer?.drainRestored()
    }
}

extension SanitiseRule {
    fileprivate var sanitising: SanitiseAction {
        switch action {
        case .refuse: .refuse
        case .replace(let method): .replace(method)
        }
    }
}

extension ProviderFailure {
    /// What ends an answer that must not be shown, or that could not be read.
    fileprivate init(stop: SanitiserStop) {
        switch stop {
        case .refused(let type, let detector):
            self.init(
                .contentPolicy,
                "the answer holds what the policy's `sanitise` refuses: \(type.rawValue), found by \(detector)")
        case .detectorFailed(let error):
            self.init(.contentPolicy, "the answer could not be read whole, so it is not shown: \(error.description)")
        case .heldTooLong(let limit):
            self.init(
                .contentPolicy, "the answer holds something longer than \(limit) bytes that must not be shown in part")
        case .notReplaceable(let error):
            self.init(
                .contentPolicy, "something in the answer cannot be replaced, so it is not shown: \(error.description)")
        }
    }
}
