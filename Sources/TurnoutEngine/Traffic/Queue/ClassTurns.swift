import TurnoutCore

/// Whose turn it is among the classes: deficit round robin (Shreedhar and Varghese, SIGCOMM 1995) with the weights 8,
/// 4, 2 and 1 from critical to batch.
///
/// A class that comes to its turn is credited with its weight and is served while its credit covers what it asks for.
/// The rounds in which no credit covers anything are reckoned, not walked, so that a choice takes the same time
/// whatever the costs. Over any time in which two classes both have somebody to serve, what each was given divided by
/// its weight differs by no more than three plus the largest cost divided by each weight.
struct ClassTurns: Hashable, Sendable {
    /// By the rank of the priority.
    static let weights = SIMD4<Int64>(1, 2, 4, 8)

    private var credits = SIMD4<Int64>(repeating: 0)
    private var turn = 0

    /// The class whose turn it is, if its credit covers a cost.
    func stays(for cost: Int64) -> Bool { credits[turn] >= cost }

    /// The rank of the class whose turn it is.
    var current: Int { turn }

    /// Passes the turn on until a class can be served.
    ///
    /// - Parameter costs: what serving each class's next would cost; 0 for a class that has nobody to serve, which is
    ///   passed over without credit.
    /// - Returns: the class that is to be served; `nil` when nobody is there.
    mutating func pass(_ costs: SIMD4<Int64>) -> Int? {
        var best: (rounds: Int64, step: Int)?
        for step in 1...4 {
            let rank = (turn + 4 - step) & 3
            guard costs[rank] > 0 else { continue }
            let rounds = max(1, max(0, costs[rank] - credits[rank]).dividedRoundingUp(by: Self.weights[rank]))
            if best.map({ rounds < $0.rounds }) ?? true { best = (rounds, step) }
        }
        guard let best else { return nil }
        for step in 1...4 {
            let rank = (turn + 4 - step) & 3
            guard costs[rank] > 0 else { continue }
            credits[rank] += Self.weights[rank] * (step <= best.step ? best.rounds : best.rounds - 1)
        }
        turn = (turn + 4 - best.step) & 3
        return turn
    }

    /// Takes what was served out of the credit of the class whose turn it is.
    mutating func pay(_ cost: Int64) { credits[turn] -= cost }

    /// A class that has run empty keeps no credit.
    mutating func forget(_ rank: Int) { credits[rank] = 0 }
}
