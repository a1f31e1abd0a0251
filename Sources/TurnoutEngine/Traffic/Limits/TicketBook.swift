/// Which tickets are open, so that each ends once however often its holder ends it.
///
/// A place is used again by later tickets under another serial number. Its memory follows the most tickets that were
/// ever open at the same time; in steady use opening and closing allocate nothing.
struct TicketBook: Sendable {
    /// The serial number of the ticket at each place; 0 where none is open.
    private var open: [UInt64] = []
    private var free: [Int] = []
    private var lastSerial: UInt64 = 0

    /// How many tickets are open.
    var count: Int { open.count - free.count }

    /// Opens a ticket.
    mutating func enter() -> (place: Int, serial: UInt64) {
        // At a billion a second the numbers last for 584 years.
        lastSerial &+= 1
        if let place = free.popLast() {
            open[place] = lastSerial
            return (place, lastSerial)
        }
        open.append(lastSerial)
        return (open.count - 1, lastSerial)
    }

    /// Closes a ticket; `false` when it is not open, or not of this book.
    mutating func close(_ ticket: LimitTicket) -> Bool {
        guard open.indices.contains(ticket.place), ticket.serial != 0, open[ticket.place] == ticket.serial else {
            return false
        }
        open[ticket.place] = 0
        free.append(ticket.place)
        return true
    }
}
