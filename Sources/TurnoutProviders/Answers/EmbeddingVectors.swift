import TurnoutCore

/// Gathers the vectors of an answer and looks whether they are whole: one for each input, all of one length.
struct EmbeddingVectors {
    /// The most inputs whose vectors are taken; services take 2048 at a time.
    private static let most = 65_536

    private let dimensions: Int?
    private var vectors: [Int: [Float]] = [:]

    /// Creates a gathering.
    ///
    /// - Parameter dimensions: how long the vectors are to be, if that was asked.
    init(dimensions: Int?) { self.dimensions = dimensions }

    /// Takes the vector of an input.
    ///
    /// - Throws: ``ErrorCode/provider`` for a vector that is empty, doubled, of another length than it should be, or
    ///   that holds something else than finite numbers.
    mutating func add(_ numbers: [JSONValue], at index: Int) throws(ProviderFailure) {
        guard (0..<Self.most).contains(index) else { throw problem("a vector for an input that there was not") }
        guard vectors[index] == nil else { throw problem("two vectors for one input") }
        guard !numbers.isEmpty else { throw problem("an empty vector") }
        var vector: [Float] = []
        vector.reserveCapacity(numbers.count)
        for number in numbers {
            guard let value = number.double.map({ Float($0) }), value.isFinite else {
                throw problem("a vector that holds something else than numbers")
            }
            vector.append(value)
        }
        if let dimensions, vector.count != dimensions {
            throw problem("vectors of \(vector.count) numbers where \(dimensions) were asked for")
        }
        if let other = vectors.first, other.value.count != vector.count { throw problem("vectors of several lengths") }
        vectors[index] = vector
    }

    /// Appends the vectors in the order of their inputs, the count, and the end.
    ///
    /// - Throws: ``ErrorCode/provider`` when one is missing.
    func finish(usage: Usage?, into events: inout [AnswerEvent]) throws(ProviderFailure) {
        guard !vectors.isEmpty else { throw problem("no vectors") }
        for index in 0..<vectors.count where vectors[index] == nil { throw problem("no vector for one of the inputs") }
        for index in 0..<vectors.count {
            if let vector = vectors[index] { events.append(.embedding(vector: vector, index: index)) }
        }
        if let usage { events.append(.usage(usage)) }
        events.append(.finished(.stop))
    }

    private func problem(_ what: String) -> ProviderFailure {
        ProviderFailure(.provider, "the service answered with \(what)")
    }
}
