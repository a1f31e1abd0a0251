/// What the command line asks for.
struct DispatchOptions: Sendable {
    var connections = [1, 64]
    /// How many rounds each contender runs in each cell.
    var rounds = 7
    /// About how long a round of the baseline lasts.
    var seconds = 0.4
    var ways: [Way] = [.plain, .streamed]
    /// The contenders by their place in the report; all when it is empty. For a profiler.
    var only: [Int] = []
    /// The most that the router may add to the baseline, in percent of it; passing it ends the program with 1.
    var limit: Double?
    /// What the limit is measured from: the client that only counts bytes, or the one that writes and reads the JSON.
    var baseline = Baseline.bytes
    /// Be the upstream.
    var isUpstream = false

    enum Baseline: String { case bytes, codable }

    static let usage = """
        usage: DispatchLoop [--connections N,N,…] [--rounds N] [--seconds S] [--way plain|streamed]
                            [--only N,N,…] [--limit PERCENT] [--baseline bytes|codable]
        """

    /// Nil when the arguments are not understood.
    init?(_ arguments: some Sequence<String>) {
        var rest = arguments.makeIterator()
        while let option = rest.next() {
            switch option {
            case "--limit":
                guard let number = rest.next().flatMap({ Double($0) }), (0...10_000).contains(number) else {
                    return nil
                }
                limit = number
            case "--baseline":
                guard let known = rest.next().flatMap(Baseline.init) else { return nil }
                baseline = known
            case "--upstream": isUpstream = true
            case "--connections":
                guard let numbers = Self.numbers(rest.next()), numbers.allSatisfy({ (1...1024).contains($0) }) else {
                    return nil
                }
                connections = numbers
            case "--only":
                guard let numbers = Self.numbers(rest.next()) else { return nil }
                only = numbers
            case "--rounds":
                guard let number = rest.next().flatMap({ Int($0) }), (1...1000).contains(number) else { return nil }
                rounds = number
            case "--seconds":
                guard let number = rest.next().flatMap({ Double($0) }), (0.01...600).contains(number) else {
                    return nil
                }
                seconds = number
            case "--way":
                guard let way = rest.next().flatMap(Way.init) else { return nil }
                ways = [way]
            default: return nil
            }
        }
    }

    private static func numbers(_ text: String?) -> [Int]? {
        let numbers = text?.split(separator: ",").map { Int($0) } ?? []
        let found = numbers.compactMap(\.self)
        return found.isEmpty || found.count != numbers.count ? nil : found
    }
}
