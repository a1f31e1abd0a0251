import TurnoutCore
import TurnoutLedger

/// One caller in a simulation: it reserves, sends, and says what came of it, unless it dies on the way.
struct BudgetTask {
    /// What the provider does with a call.
    enum Answer {
        case served(cost: Int64)
        /// The stream broke off: a part was charged, and is known.
        case broken(cost: Int64)
        /// Something was charged and nobody knows how much.
        case unknown(cost: Int64)
        /// It refuses, and charges nothing.
        case refused
        /// The caller dies after the call was sent.
        case crash(cost: Int64)
    }

    enum Stage { case reserving, dispatching, sending, ending, over }

    let id: ReservationID
    let bound: Int64
    let isDispatching: Bool
    let user: Int
    let provider: Int
    let answer: Answer
    /// The stage at which the caller dies or gives up, if any.
    let crashesAt: Stage?
    var stage = Stage.reserving
    /// The order, once it was given: a repeated one is the same.
    var order: ReservationOrder?

    init(number: Int, mayOverrun: Bool, using generator: inout SeededGenerator) {
        id = ReservationID(request: RequestID(high: 1, low: UInt64(number / 3)), call: number % 3)
        bound = Int64(1 + generator.below(100))
        isDispatching = generator.chance(50)
        user = generator.below(4)
        provider = generator.below(2)
        let part = Int64(generator.below(Int(bound) + 1))
        answer =
            switch generator.below(10) {
            case 0...3: .served(cost: mayOverrun && generator.chance(30) ? bound + part : part)
            case 4: .served(cost: bound)
            case 5: .broken(cost: part)
            case 6: .unknown(cost: part)
            case 7, 8: .refused
            default: .crash(cost: part)
            }
        crashesAt =
            switch generator.below(20) {
            case 0: .reserving
            case 1: .dispatching
            case 2: .sending
            case 3: .ending
            default: nil
            }
    }

    /// What is told to the ledger at the end; `nil` by one who is dead.
    var ending: LedgerCommand? {
        switch answer {
        case .served(let cost), .broken(let cost): .settle(id, cost: Money(nanoUSD: cost))
        case .unknown: .settle(id, cost: nil)
        case .refused: .void(id)
        case .crash: nil
        }
    }

    /// What the provider charges.
    var charge: Int64 {
        switch answer {
        case .served(let cost), .broken(let cost), .unknown(let cost), .crash(let cost): cost
        case .refused: 0
        }
    }
}
