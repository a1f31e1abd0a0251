import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

/// A line with its clock, driven by hand.
final class LineBench {
    private(set) var line: WaitingLine
    var now = Instant.noon
    private var last: UInt64 = 0

    init(size: Int = 100, maximumWait: Duration = .seconds(30)) {
        line = WaitingLine(QueueSettings(size: size, maximumWait: maximumWait))
    }

    func wait(_ duration: Duration) { now = now + duration }

    func enqueue(
        _ priority: Priority = .normal, _ tenant: String? = nil, within: Duration = .seconds(1000), cost: Int = 1,
        firstToken: Duration? = nil, id: UInt64? = nil
    ) -> WaitingAdmission {
        last += 1
        let deadline = now + within
        let entry = WaitingEntry(id: id ?? last, priority: priority, tenant: tenant, deadline: deadline, cost: cost)
        return line.enqueue(entry, firstToken: firstToken, at: now)
    }

    /// Lets so many wait and returns their numbers.
    @discardableResult
    func fill(_ count: Int, _ priority: Priority = .normal, _ tenant: String? = nil) -> [UInt64] {
        (0..<count).map { _ in
            _ = enqueue(priority, tenant)
            return last
        }
    }

    func next(_ canServe: (WaitingEntry) -> Bool = { _ in true }) -> WaitingEntry? {
        line.next(at: now, canServe: canServe)
    }

    func serve(_ count: Int) -> [WaitingEntry] { (0..<count).compactMap { _ in next() } }
    func expire() -> [WaitingDeparture] { line.expire(at: now) }
    func cancel(_ id: UInt64) -> Bool { line.cancel(id, at: now) }
    func adopt(_ settings: QueueSettings) { line.adopt(settings) }
}

extension WaitingAdmission {
    var refusal: WaitingRefusal? { if case .refused(let refusal) = self { refusal } else { nil } }
    var displaced: WaitingDeparture? { if case .queued(_, let displaced) = self { displaced } else { nil } }
    var position: Int? { if case .queued(let position, _) = self { position } else { nil } }
}

@Suite struct WaitingLineOrder {
    @Test func theClassesShareByTheirWeights() {
        let bench = LineBench(size: 1000)
        for priority in Priority.allCases { bench.fill(100, priority) }
        let served = bench.serve(30).map(\.priority.rank)
        #expect(served.prefix(15).elementsEqual([3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 0]))
        #expect(served.suffix(15).elementsEqual(served.prefix(15)))
    }

    @Test func costsCountInTheShares() {
        let bench = LineBench(size: 1000)
        for _ in 0..<300 { _ = bench.enqueue(.interactive, cost: 10) }
        for _ in 0..<200 { _ = bench.enqueue(.normal, cost: 1000) }
        let served = bench.serve(201)
        // Four to two in work, which is two hundred to one in numbers.
        #expect(served.filter { $0.priority == .normal }.count == 1)
    }

    @Test func anEmptyClassSavesNothingUp() {
        let bench = LineBench(size: 1000)
        bench.fill(500, .interactive)
        // It saves up for a large one, which then goes away.
        _ = bench.enqueue(.normal, cost: 1000, id: 9999)
        _ = bench.serve(400)
        #expect(bench.cancel(9999))
        bench.fill(50, .normal)
        #expect(bench.serve(12).filter { $0.priority == .normal }.count <= 4)
    }

    @Test func tenantsTakeTurns() {
        let bench = LineBench()
        bench.fill(20, .normal, "loud")
        bench.fill(2, .normal, "quiet")
        bench.fill(2, .normal, nil)
        #expect(bench.serve(7).map(\.tenant) == ["loud", "quiet", nil, "loud", "quiet", nil, "loud"])
    }

    @Test func theOldestOfATenantGoesFirst() {
        let bench = LineBench()
        let ids = bench.fill(5)
        bench.wait(.seconds(12))
        #expect(bench.serve(5).map(\.id) == ids)
    }

    @Test func theNewestGoesFirstWhileTheLineStands() {
        let bench = LineBench()
        let ids = bench.fill(5, .critical)
        bench.wait(.seconds(13) - .nanoseconds(1))
        #expect(!bench.line.isNewestFirst(.critical, at: bench.now))
        bench.wait(.nanoseconds(1))
        #expect(bench.line.isNewestFirst(.critical, at: bench.now))
        let late = bench.fill(2, .critical)
        #expect(bench.serve(3).map(\.id) == [late[1], late[0], ids[4]])
        // When the oldest are gone it is over.
        #expect(bench.cancel(ids[0]) && bench.cancel(ids[1]) && bench.cancel(ids[2]))
        let fresh = bench.fill(2, .critical)
        #expect(bench.cancel(ids[3]))
        #expect(bench.serve(2).map(\.id) == fresh)
    }

    @Test func whoFindsNoRoomKeepsItsPlace() {
        let bench = LineBench()
        let ids = bench.fill(3)
        #expect(bench.next { $0.id != ids[0] }?.id == ids[1])
        #expect(bench.next { _ in false } == nil)
        #expect(bench.next()?.id == ids[0])
    }
}

@Suite struct WaitingLineBounds {
    @Test func aFullLineRefusesItsOwnClass() {
        let bench = LineBench(size: 3)
        bench.fill(3)
        #expect(bench.enqueue(.normal).refusal?.reason == .full)
        #expect(bench.enqueue(.batch).refusal?.reason == .full)
        #expect(bench.line.count == 3)
    }

    @Test func aHigherClassTakesThePlaceOfTheLowest() {
        let bench = LineBench(size: 3)
        let (batch, normal) = (bench.fill(2, .batch), bench.fill(1, .normal))
        bench.wait(.seconds(1))
        let displaced = bench.enqueue(.interactive).displaced
        #expect(displaced == WaitingDeparture(batch[1], .displaced, .seconds(1)))
        #expect(bench.enqueue(.critical).displaced?.id == batch[0])
        #expect(bench.enqueue(.critical).displaced?.id == normal[0])
        #expect(bench.enqueue(.interactive).refusal?.reason == .full)
        #expect(bench.line.count == 3)
    }

    @Test func aLoudTenantMakesRoomForAQuietOne() {
        let bench = LineBench(size: 4)
        let ids = bench.fill(4, .normal, "loud")
        #expect(bench.enqueue(.normal, "loud").refusal?.reason == .full)
        #expect(bench.enqueue(.normal, "quiet").displaced?.id == ids[3])
        #expect(bench.enqueue(.normal, "quiet").displaced?.id == ids[2])
        #expect(bench.enqueue(.normal, "quiet").refusal?.reason == .full)
    }

    @Test func aNumberWaitsOnceAtATime() {
        let bench = LineBench()
        #expect(bench.enqueue(id: 7).position == 1)
        #expect(bench.enqueue(id: 7).refusal?.reason == .duplicate)
        #expect(bench.cancel(7))
        #expect(!bench.cancel(7))
        #expect(bench.enqueue(id: 7).position == 1)
    }

    @Test func withoutASizeNobodyWaits() {
        #expect(LineBench(size: 0).enqueue().refusal?.reason == .off)
        #expect(LineBench(size: .min).enqueue().refusal?.reason == .off)
    }

    @Test func whoCameAndWentLeavesNothingBehind() {
        let bench = LineBench(size: 10)
        _ = bench.enqueue(within: .seconds(1))
        for _ in 0..<5000 { for id in bench.fill(1) { #expect(bench.cancel(id)) } }
        #expect(bench.line.count == 1)
        #expect(bench.line.room.exits.count < 50)
        #expect(bench.line.room.lines.count == 1)
    }

    @Test func aSmallerSizeSendsNobodyAway() {
        let bench = LineBench(size: 5)
        bench.fill(5)
        bench.adopt(QueueSettings(size: 2))
        #expect(bench.line.count == 5)
        #expect(bench.enqueue().refusal?.reason == .full)
    }

    @Test func hostileValuesDoNotTrap() {
        let times = [Int64.min, 0, .max].map { Instant(nanoseconds: $0) }
        let durations = [Duration.seconds(Int64.min), .zero, .nanoseconds(1), .seconds(Int64.max)]
        for wait in durations {
            var line = WaitingLine(QueueSettings(size: .max, maximumWait: wait))
            var id: UInt64 = 0
            for now in times + times.reversed() {
                for deadline in times {
                    for cost in [Int.min, 0, .max] {
                        for firstToken in durations {
                            id += 1
                            let priority = Priority.allCases[Int(id % 4)]
                            let entry = WaitingEntry(
                                id: id, priority: priority, tenant: nil, deadline: deadline, cost: cost)
                            _ = line.enqueue(entry, firstToken: firstToken, at: now)
                            _ = line.nextDeadline
                        }
                    }
                }
                _ = line.next(at: now) { _ in true }
                _ = line.expire(at: now)
            }
        }
    }
}

@Suite struct WaitingLineTime {
    @Test func deadlinesAndWaitsEnd() throws {
        let bench = LineBench()
        _ = bench.enqueue(.critical, within: .seconds(5))
        _ = bench.enqueue(.interactive)
        #expect(bench.line.nextDeadline == bench.now + .seconds(5))
        bench.wait(.seconds(5) - .nanoseconds(1))
        #expect(bench.expire().isEmpty)
        bench.wait(.nanoseconds(1))
        #expect(bench.expire() == [WaitingDeparture(1, .deadline, .seconds(5))])
        bench.wait(.seconds(25))
        #expect(bench.next() == nil)
        #expect(bench.expire() == [WaitingDeparture(2, .maximumWait, .seconds(30))])
        #expect(bench.line.nextDeadline == nil)
    }

    @Test func whatWouldBeTooLateIsRefusedAtOnce() throws {
        let bench = LineBench()
        #expect(bench.enqueue(within: .zero).refusal?.reason == .tooLate)
        #expect(bench.enqueue(within: .seconds(2), firstToken: .seconds(2)).refusal?.reason == .tooLate)
        // One a second, and ten wait.
        bench.fill(15)
        for _ in 0..<5 {
            bench.wait(.seconds(1))
            _ = bench.next()
        }
        let refusal = try #require(bench.enqueue(within: .seconds(9)).refusal)
        #expect(refusal == WaitingRefusal(reason: .tooLate, retryIn: .seconds(1)))
        #expect(bench.enqueue(within: .seconds(11), firstToken: .seconds(2)).refusal?.reason == .tooLate)
        #expect(bench.enqueue(within: .seconds(10)).position == 11)
        // Another tenant does not wait for all of that, nor does a higher class.
        #expect(bench.enqueue(.normal, "other", within: .seconds(3)).position == 12)
        #expect(bench.enqueue(.critical, within: .seconds(2)).position == 1)
    }

    @Test func quietTimeIsNotCountedAsSlowness() {
        let bench = LineBench()
        bench.fill(10)
        for _ in 0..<10 {
            bench.wait(.seconds(1))
            _ = bench.next()
        }
        bench.wait(.seconds(300))
        bench.fill(5)
        #expect(bench.enqueue(within: .seconds(8)).position == 6)
        #expect(bench.enqueue(within: .seconds(4)).refusal?.reason == .tooLate)
    }

    @Test func aLineThatStoodStillServesAgain() {
        let bench = LineBench()
        bench.fill(2)
        _ = bench.next()
        bench.wait(.seconds(30))
        #expect(bench.expire().count == 1)
        // Nobody waits, so nothing is predicted of the next.
        #expect(bench.enqueue(within: .seconds(1)).position == 1)
    }

    @Test func normalAndBatchAreShedWhileTheLineStands() {
        let bench = LineBench(size: 1000, maximumWait: .seconds(30))
        for priority in Priority.allCases { bench.fill(50, priority) }
        var shed: [Priority: Int] = [:]
        var times: [Int] = []
        for second in 0..<29 {
            for departure in bench.expire() {
                #expect(departure.reason == .shed)
                shed[Priority.allCases[Int((departure.id - 1) / 50)], default: 0] += 1
                times.append(second)
            }
            bench.wait(.seconds(1))
        }
        #expect(times.first == 13)
        #expect(shed[.critical] == nil && shed[.interactive] == nil)
        // At 13 s, and then after 10, 7.1 … seconds, in each of two classes.
        #expect(shed == [.batch: 2, .normal: 2])
    }

    @Test func theControlLawQuickens() {
        let bench = LineBench(size: 100_000, maximumWait: .seconds(30))
        var times: [Duration] = []
        let start = bench.now
        // One who has waited for 4 seconds is always there, and is served too.
        for step in 0..<2000 {
            if step < 1500 { bench.fill(2, .normal) }
            for departure in bench.expire() where departure.reason == .shed {
                times.append(start.duration(to: bench.now))
            }
            _ = bench.next()
            bench.wait(.milliseconds(50))
        }
        let pauses = zip(times.dropFirst(), times).map { $0 - $1 }
        #expect(pauses.count > 10)
        #expect((pauses.first ?? .zero) > .seconds(9))
        #expect((pauses.last ?? .zero) < .seconds(3))
    }
}

extension WaitingDeparture {
    fileprivate init(_ id: UInt64, _ reason: Reason, _ waited: Duration) {
        self = WaitingDeparture(id: id, reason: reason, waited: waited)
    }
}
