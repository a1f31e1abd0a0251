import TurnoutCore

/// Puts the pieces of an answer together.
struct AnswerAssembly {
    /// The most that one answer may hold, in bytes. A provider that never ends must not fill the memory.
    static let limit = 64 << 20
    /// The memory that a piece takes beside its text, so that empty pieces count too.
    private static let overhead = 64

    private struct Call {
        var id = ""
        var name = ""
        var arguments = ""
    }

    private struct Choice {
        var text = ""
        var calls: [Int: Call] = [:]
    }

    private var choices: [Int: Choice] = [:]
    private var vectors: [Int: [Float]] = [:]
    private var usage: Usage?
    private var reason = FinishReason.other
    private var size = 0

    /// The text of the first choice so far.
    var firstText: String { choices[0]?.text ?? "" }

    /// Takes an event; `false` when the answer grew beyond the limit.
    mutating func add(_ event: AnswerEvent) -> Bool {
        switch event {
        case .delta(let text, let choice):
            size += text.byteCount
            if choices[choice] == nil { size += Self.overhead }
            choices[choice, default: Choice()].text += text.reveal()
        case .toolCall(let delta):
            size += delta.arguments.byteCount + (delta.name?.utf8.count ?? 0) + (delta.id?.utf8.count ?? 0)
            if choices[delta.choice]?.calls[delta.index] == nil { size += Self.overhead }
            add(delta)
        case .embedding(let vector, let index):
            size += vector.count * MemoryLayout<Float>.stride + Self.overhead
            vectors[index] = vector
        case .usage(let count): usage = count
        case .finished(let reason): self.reason = reason
        case .activity: break
        }
        return size <= Self.limit
    }

    private mutating func add(_ delta: ToolCallDelta) {
        var call = choices[delta.choice]?.calls[delta.index] ?? Call()
        // Some servers repeat the identifier and the name with each piece.
        if let id = delta.id, !id.isEmpty { call.id = id }
        if let name = delta.name, !name.isEmpty { call.name = name }
        call.arguments += delta.arguments.reveal()
        choices[delta.choice, default: Choice()].calls[delta.index] = call
    }

    /// The answer of all pieces so far.
    func answer(record: DecisionRecord) -> ModelAnswer {
        let sorted = choices.sorted { $0.key < $1.key }.map { number, choice in
            let calls = choice.calls.sorted { $0.key < $1.key }.map { index, call in
                ToolCall(
                    id: call.id.isEmpty ? "call_\(index)" : call.id,
                    name: call.name,
                    arguments: PrivateText(call.arguments)
                )
            }
            return ModelAnswer.Choice(index: number, text: PrivateText(choice.text), toolCalls: calls)
        }
        let embeddings = vectors.sorted { $0.key < $1.key }.map(\.value)
        return ModelAnswer(
            choices: sorted, embeddings: embeddings, finishReason: reason, usage: usage, record: record)
    }
}
