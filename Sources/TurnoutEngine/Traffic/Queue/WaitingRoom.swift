import TurnoutCore

/// Where the entries of a waiting line are kept: in order of arrival for each class, and for each tenant in a class,
/// with the tenants of a class in a ring. Everything but ``fattest(of:)`` takes constant time.
struct WaitingRoom: Sendable {
    /// The entries of one tenant in one class.
    struct Line: Sendable {
        var key: LineKey
        var chain = Chain()
        var cost = 0
    }

    struct LineKey: Hashable, Sendable {
        var rank: Int
        var tenant: String?
    }

    /// The entries of one class.
    struct Class: Sendable {
        var chain = Chain()
        /// Its tenants, the one whose turn it is first.
        var ring = Chain()
        var cost = 0
    }

    private struct Seat: Sendable {
        var entry: WaitingEntry
        var line: Int
        var leaves: Instant
        var serial: UInt64
    }

    /// By the rank of their priority.
    private(set) var classes = [Class](repeating: Class(), count: Priority.allCases.count)
    private(set) var lines: [Line] = []
    private var lineNumbers: [LineKey: Int] = [:]
    private var freeLines: [Int] = []
    private var seats: [Seat?] = []
    private var freeSeats: [Int] = []
    private var seatNumbers: [UInt64: Int] = [:]
    private var lastSerial: UInt64 = 0
    private var byClass = Links()
    private var byLine = Links()
    private var ring = Links()
    private(set) var exits = ExitHeap()

    var count: Int { seatNumbers.count }

    /// The work of all that wait.
    var cost: Int { classes.reduce(0) { $0.plus($1.cost) } }

    /// Where the entry with that number sits.
    func seat(of id: UInt64) -> Int? { seatNumbers[id] }

    /// The entry at a taken seat.
    func entry(at seat: Int) -> WaitingEntry? { seats[seat]?.entry }

    /// Whether the entry at a seat may still be served.
    func isInTime(_ seat: Int, at now: Instant) -> Bool { seats[seat].map { now < $0.leaves } ?? false }

    /// The line of a tenant in a class.
    func line(_ key: LineKey) -> Int? { lineNumbers[key] }

    /// The seats of a class or line from one end, as a walk.
    func nextInLine(_ seat: Int, newestFirst: Bool) -> Int? {
        newestFirst ? byLine.previous(seat) : byLine.next(seat)
    }

    /// The line whose turn comes after another's.
    func nextLine(_ line: Int) -> Int? { ring.next(line) }

    /// The soonest moment at which somebody has to leave.
    var nextExit: Instant? { exits.top?.moment }

    /// Who has to leave by now, one at a time.
    func due(at now: Instant) -> Int? {
        guard let top = exits.top, top.moment <= now else { return nil }
        return top.seat
    }

    /// When the oldest of a class came, if there is more than one: the last one is not waiting behind anybody.
    func oldestOfMany(_ rank: Int) -> Instant? {
        guard classes[rank].chain.count > 1, let first = classes[rank].chain.first else { return nil }
        return seats[first]?.entry.entered
    }

    /// The line of a class with the most entries; of equals the one whose turn is nearest.
    func fattest(of rank: Int) -> Int? {
        var best: Int?
        var line = classes[rank].ring.first
        while let candidate = line {
            if best.map({ lines[$0].chain.count < lines[candidate].chain.count }) ?? true { best = candidate }
            line = ring.next(candidate)
        }
        return best
    }

    /// Lets an entry sit down, to leave at a moment at the latest.
    mutating func seat(_ entry: WaitingEntry, leaves: Instant) {
        let rank = entry.priority.rank
        let line = openLine(LineKey(rank: rank, tenant: entry.tenant))
        lastSerial &+= 1
        let taken = Seat(entry: entry, line: line, leaves: leaves, serial: lastSerial)
        let seat = freeSeats.popLast() ?? seats.count
        if seat == seats.count { seats.append(taken) } else { seats[seat] = taken }
        seatNumbers[entry.id] = seat
        byClass.append(seat, to: &classes[rank].chain)
        byLine.append(seat, to: &lines[line].chain)
        classes[rank].cost = classes[rank].cost.plus(entry.cost)
        lines[line].cost = lines[line].cost.plus(entry.cost)
        exits.push(ExitHeap.Exit(moment: leaves, seat: seat, serial: lastSerial))
    }

    /// Takes the entry at a seat out.
    @discardableResult
    mutating func clear(_ seat: Int) -> WaitingEntry? {
        guard let taken = seats[seat] else { return nil }
        let (rank, line) = (taken.entry.priority.rank, taken.line)
        seats[seat] = nil
        freeSeats.append(seat)
        seatNumbers[taken.entry.id] = nil
        byClass.remove(seat, from: &classes[rank].chain)
        byLine.remove(seat, from: &lines[line].chain)
        classes[rank].cost -= taken.entry.cost
        lines[line].cost -= taken.entry.cost
        if lines[line].chain.count == 0 { close(line) }
        tidyExits()
        return taken.entry
    }

    /// Puts a line at the end of its class's ring, if anybody is left in it.
    mutating func rotate(_ key: LineKey) {
        guard let line = lineNumbers[key] else { return }
        ring.remove(line, from: &classes[key.rank].ring)
        ring.append(line, to: &classes[key.rank].ring)
    }

    private mutating func openLine(_ key: LineKey) -> Int {
        if let line = lineNumbers[key] { return line }
        let line = freeLines.popLast() ?? lines.count
        if line == lines.count { lines.append(Line(key: key)) } else { lines[line] = Line(key: key) }
        lineNumbers[key] = line
        ring.append(line, to: &classes[key.rank].ring)
        return line
    }

    private mutating func close(_ line: Int) {
        let key = lines[line].key
        ring.remove(line, from: &classes[key.rank].ring)
        lineNumbers[key] = nil
        freeLines.append(line)
    }

    /// Drops the exits of those that have left: those on top, and all of them once they are the greater part.
    private mutating func tidyExits() {
        while let top = exits.top, seats[top.seat]?.serial != top.serial { exits.pop() }
        guard exits.count > 2 * count + 32 else { return }
        let seats = seats
        exits.keep { seats[$0.seat]?.serial == $0.serial }
    }
}
