import TurnoutCore

extension Operation {
    /// Whether the answer can come piece by piece.
    var isStreamable: Bool { if case .embeddings = self { false } else { true } }
}
