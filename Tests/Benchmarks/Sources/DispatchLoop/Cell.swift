/// The rounds of all contenders for one way of answering at one number of connections.
struct Cell: Sendable {
    var way: Way
    var connections: Int
    /// By contender, then by round; rounds of the same number were run one right after the other.
    var rounds: [[Round]]

    var title: String { "\(way.rawValue), \(connections) connection\(connections == 1 ? "" : "s")" }

    /// Runs rounds in turn, one of each contender, so that whatever else the machine does meets all alike.
    init(
        _ contenders: [any Contender], _ way: Way, connections: Int, options: DispatchOptions,
        upstream: UpstreamProcess
    ) async throws {
        self.way = way
        self.connections = connections
        var count = 0
        for contender in contenders {
            // Opens the connections, fills the caches, and for the first says how many make a round.
            let warm = try await Round(
                contender, way, connections: connections, count: max(connections * 8, 200), upstream: upstream)
            if count == 0 { count = max(connections * 4, Int(options.seconds * 1e6 / warm.wall)) }
        }
        rounds = contenders.map { _ in [] }
        for round in 0..<options.rounds {
            // Each begins in turn, so that none always follows the same other.
            for place in contenders.indices {
                let index = (place + round) % contenders.count
                rounds[index].append(
                    try await Round(
                        contenders[index], way, connections: connections, count: count, upstream: upstream))
            }
        }
    }

    /// A contender's median of something.
    func median(_ contender: Int, _ value: (Round) -> Double) -> Double {
        percentile(50, of: rounds[contender].map(value).sorted())
    }

    /// What one contender costs beyond another in percent of a third, round by round: the median and the extremes.
    func added(
        by contender: Int, over other: Int, of base: Int, _ value: (Round) -> Double
    ) -> (median: Double, low: Double, high: Double) {
        let shares = rounds[contender].indices.map { round in
            (value(rounds[contender][round]) - value(rounds[other][round])) / value(rounds[base][round]) * 100
        }.sorted()
        return (percentile(50, of: shares), shares[0], shares[shares.count - 1])
    }
}
