/// What the command line asks for.
struct Options {
    var routes = [10, 100, 1000, 10_000]
    var iterations = 20_000
    var format = Format.json
    /// Limits that end the program with 1 when they are passed; those of the project's own promise.
    var check = false

    enum Format: String { case json, table }

    static let usage = """
        usage: DecideLoop [--routes N,N,…] [--iterations N] [--format json|table] [--check]
        """

    /// Nil when the arguments are not understood.
    init?(_ arguments: some Sequence<String>) {
        var rest = arguments.makeIterator()
        while let option = rest.next() {
            switch option {
            case "--check": check = true
            case "--routes":
                let numbers = rest.next()?.split(separator: ",").map { Int($0) } ?? []
                routes = numbers.compactMap(\.self)
                guard !routes.isEmpty, routes.count == numbers.count, routes.allSatisfy({ $0 > 0 }) else { return nil }
            case "--iterations":
                guard let number = rest.next().flatMap({ Int($0) }), number >= 100 else { return nil }
                iterations = number
            case "--format":
                guard let known = rest.next().flatMap(Format.init) else { return nil }
                format = known
            default: return nil
            }
        }
    }
}
