import TurnoutCore
import TurnoutLedger

/// What is known of calls that cost, and of the ledger's rows: the memory of the checks on money.
///
/// The sums are its own, made of the reservations; the ledger's are held against them.
struct MoneyBook: Sendable {
    /// Money that was set aside for a call.
    struct Booking: Sendable {
        let order: ReservationOrder
        let process: Int
        /// The number of the request; `nil` for one that nobody made.
        let request: Int?
        /// The row as it last stood.
        var row: Reservation
        /// How often the row has come to an end.
        var endings = 0
        /// The call that it was set aside for, once that was made.
        var call: Int?
        /// Whether the router was told that nothing was set aside.
        var isUnknown = false
        /// Whether it was ended because its time was over.
        var isExpired = false
        /// Whether a command of its own failed or its process died: nobody may have been able to end it.
        var isExcused = false
    }

    /// A call at a target that charges.
    struct Call: Sendable {
        let plan: SimulationEvent.Call
        let target: TargetPlan
        let isHedged: Bool
        var booking: ReservationID?
        var usage: Usage?
        var isFinished = false
        var isCancelled = false
    }

    /// A pot.
    struct Pot: Sendable {
        var settled: Int64 = 0
        var held: Int64 = 0
        var overrun: Int64 = 0
        /// What the providers charge for the calls that it pays.
        var charged: Int64 = 0
        /// Whether a provider charged more than it could by what it was sent.
        var isOvercharged = false
    }

    var bookings: [ReservationID: Booking] = [:]
    /// The bookings in the order in which they came.
    var order: [ReservationID] = []
    var calls: [Int: Call] = [:]
    var pots: [PotID: Pot] = [:]
    var potOrder: [PotID] = []
    var numbers: [RequestID: Int] = [:]
    /// The processes that died: what they have sent to the ledger still gets there.
    var dead: Set<Int> = []

    /// The bookings of a request that are open, that it knows of, and that no call has used; the newest first.
    func free(of request: Int) -> [Booking] {
        order.reversed().compactMap { bookings[$0] }.filter {
            $0.request == request && $0.call == nil && !$0.isUnknown && $0.row.state == .dispatched
        }
    }

    /// Notes how a row stands now, and moves its amounts in the sums.
    mutating func note(_ row: Reservation, isExpiry: Bool) {
        guard var booking = bookings[row.id] else { return }
        defer { bookings[row.id] = booking }
        let before = booking.row
        booking.row = row
        guard row.state.isEnd, row != before else { return }
        booking.endings += 1
        booking.isExpired = booking.isExpired || isExpiry
        guard !before.state.isEnd else { return }
        if row.state == .voided, let number = booking.call { moveCall(number, from: &booking) }
        for id in row.pots {
            pots[id]?.held -= row.bound.nanoUSD
            guard row.state == .settled, let cost = row.cost?.nanoUSD else { continue }
            pots[id]?.settled += cost
            pots[id]?.overrun += max(0, cost - row.bound.nanoUSD)
        }
    }

    /// Of two bookings that are alike, one for a call that was made and one on its way back, nobody can tell which is
    /// which until one is given back.
    private mutating func moveCall(_ number: Int, from booking: inout Booking) {
        guard let call = calls[number],
            let other = free(of: call.plan.request).first(where: {
                $0.order.id != booking.order.id && $0.order.bound >= call.plan.worst
                    && $0.row.pots == booking.row.pots
            })
        else { return }
        bookings[other.order.id]?.call = number
        calls[number]?.booking = other.order.id
        booking.call = nil
    }

    /// Takes a new booking down.
    mutating func add(_ order: ReservationOrder, _ row: Reservation, by process: Int) {
        bookings[order.id] = Booking(
            order: order, process: process, request: numbers[order.id.request], row: row,
            isExcused: dead.contains(process))
        self.order.append(order.id)
        for id in row.pots {
            if pots[id] == nil { potOrder.append(id) }
            pots[id, default: Pot()].held += row.bound.nanoUSD
        }
    }
}
