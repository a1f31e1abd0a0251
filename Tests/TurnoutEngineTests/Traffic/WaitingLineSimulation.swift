import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

/// A random life of a line, held against a plain list of who waits.
struct LineLife {
    private var generator: SeededGenerator
    private let settings: QueueSettings
    private var line: LineUnderTest
    private var waiting: [WaitingEntry] = []
    private var now = Instant.noon
    private var lastID: UInt64 = 0
    private var queued = 0
    private var left: Set<UInt64> = []

    static func run(seed: UInt64, defect: LineDefect? = nil) -> String? {
        var life = LineLife(seed: seed, defect: defect)
        for step in 0..<250 {
            if let broken = life.step() { return "step \(step): \(broken)" }
        }
        return life.finish().map { "at the end: \($0)" }
    }

    private init(seed: UInt64, defect: LineDefect?) {
        var generator = SeededGenerator(seed: seed)
        settings = QueueSettings(
            size: generator.pick(1...25), maximumWait: .milliseconds([300, 3000, 30_000][generator.pick(0...2)]))
        self.generator = generator
        line = LineUnderTest(settings, defect)
    }

    private mutating func step() -> String? {
        let broken: String?
        switch generator.pick(0...99) {
        case 0..<45: broken = enqueue()
        case 45..<70: broken = serve()
        case 70..<75: broken = cancel()
        case 75..<85: broken = expire()
        default: broken = pass()
        }
        if let broken { return broken }
        if line.count != waiting.count { return "\(line.count) wait, must be \(waiting.count)" }
        return waiting.count > settings.size ? "\(waiting.count) wait in a line for \(settings.size)" : nil
    }

    private func exit(of entry: WaitingEntry) -> Instant {
        min(entry.deadline, entry.entered + settings.maximumWait)
    }

    private mutating func enqueue() -> String? {
        if generator.chance(95) || waiting.isEmpty { lastID += 1 } else { return enqueue(id: waiting[0].id) }
        return enqueue(id: lastID)
    }

    private mutating func enqueue(id: UInt64) -> String? {
        var entry = WaitingEntry(
            id: id, priority: Priority.allCases[generator.pick(0...3)],
            tenant: [nil, "a", "b", "c"][generator.pick(0...3)],
            deadline: now + .milliseconds(generator.pick(-10...20_000)), cost: [1, 1, 5, 100][generator.pick(0...3)])
        let firstToken: Duration? = generator.chance(50) ? nil : .milliseconds(generator.pick(0...2000))
        let patience = min(now.duration(to: entry.deadline) - (firstToken ?? .zero), settings.maximumWait)
        let predicted = line.predictedWait(for: entry, at: now) ?? .zero
        switch line.enqueue(entry, firstToken: firstToken, at: now) {
        case .queued(let position, let displaced):
            if waiting.contains(where: { $0.id == id }) { return "\(id) waits twice" }
            if patience <= .zero || predicted > patience { return "\(id) will be too late" }
            if let displaced, let broken = displace(displaced, for: entry) { return broken }
            entry.entered = now
            waiting.append(entry)
            queued += 1
            let ahead = waiting.filter { $0.priority >= entry.priority }.count
            return position == ahead ? nil : "position \(position), must be \(ahead)"
        case .refused(let refusal):
            switch refusal.reason {
            case .duplicate: return waiting.contains { $0.id == id } ? nil : "\(id) is no duplicate"
            case .tooLate: return patience <= .zero || predicted > patience ? nil : "\(id) will not be too late"
            case .full:
                let isJust = waiting.count >= settings.size && waiting.allSatisfy { $0.priority >= entry.priority }
                return isJust ? nil : "refused with \(waiting.count) of \(settings.size)"
            case .off: return "the line is not off"
            }
        }
    }

    private mutating func displace(_ departure: WaitingDeparture, for entry: WaitingEntry) -> String? {
        guard waiting.count >= settings.size else { return "\(departure.id) is displaced without need" }
        guard let loser = waiting.first(where: { $0.id == departure.id }), departure.reason == .displaced,
            loser.priority == waiting.map(\.priority).min(), loser.priority <= entry.priority
        else { return "\(departure.id) must not be displaced" }
        return leave(departure.id)
    }

    private mutating func leave(_ id: UInt64) -> String? {
        guard let index = waiting.firstIndex(where: { $0.id == id }), left.insert(id).inserted else {
            return "\(id) left, and did not wait"
        }
        waiting.remove(at: index)
        return nil
    }

    private mutating func serve() -> String? {
        let blocked = Set((0..<generator.pick(0...4)).map { _ in generator.pick(0...9) })
        let free = { (entry: WaitingEntry) in !blocked.contains(Int(entry.id % 10)) }
        let candidates = waiting.filter { free($0) && now < exit(of: $0) }
        let stands = Priority.allCases.map { line.isNewestFirst($0, at: now) }
        guard let entry = line.next(at: now, among: waiting, canServe: free) else {
            return candidates.isEmpty ? nil : "nobody is served, and \(candidates.count) could be"
        }
        guard now < exit(of: entry) else { return "\(entry.id) is served too late" }
        guard free(entry) else { return "\(entry.id) cannot be served" }
        let own = candidates.filter { $0.priority == entry.priority && $0.tenant == entry.tenant }
        let due = stands[entry.priority.rank] ? own.last : own.first
        guard due?.id == entry.id else { return "\(entry.id) is served before \(due?.id ?? 0)" }
        return leave(entry.id)
    }

    private mutating func cancel() -> String? {
        let id =
            generator.chance(60) ? waiting.randomElement(using: &generator)?.id ?? 0 : UInt64(generator.pick(0...300))
        let waits = waiting.contains { $0.id == id }
        guard line.cancel(id, at: now) == waits else { return "\(id) \(waits ? "waits" : "does not wait")" }
        return waits ? leave(id) : nil
    }

    private mutating func expire() -> String? {
        for departure in line.expire(at: now) {
            guard let entry = waiting.first(where: { $0.id == departure.id }) else {
                return "\(departure.id) left, and did not wait"
            }
            let isJust: Bool
            switch departure.reason {
            case .deadline: isJust = entry.deadline <= now
            case .maximumWait: isJust = entry.entered + settings.maximumWait <= now
            case .shed: isJust = isShedJustly(entry)
            case .displaced: isJust = false
            }
            guard isJust, departure.waited == entry.entered.duration(to: now) else {
                return "\(departure.id) left for \(departure.reason)"
            }
            if let broken = leave(departure.id) { return broken }
        }
        return waiting.contains { exit(of: $0) <= now } ? "somebody is too late and waits on" : nil
    }

    /// Only the oldest of batch and normal, after more than the target, and never the last.
    private func isShedJustly(_ entry: WaitingEntry) -> Bool {
        let peers = waiting.filter { $0.priority == entry.priority }
        return entry.priority <= .normal && peers.first?.id == entry.id && peers.count > 1
            && entry.entered.duration(to: now) >= settings.maximumWait / 10
    }

    /// Lets time pass: a little, to the moment that the line names, or so far that all are too late.
    private mutating func pass() -> String? {
        let named = line.nextDeadline
        let soonest = waiting.map { exit(of: $0) }.min()
        if let soonest, (named ?? soonest + .seconds(1)) > soonest { return "the line would wake up too late" }
        switch generator.pick(0...9) {
        case 0: now = now + .milliseconds(generator.pick(0...60_000))
        case 1...3:
            now = max(now, named ?? now)
            return expire()
        default: now = now + .milliseconds(generator.pick(0...300))
        }
        return nil
    }

    private mutating func finish() -> String? {
        now = now + .seconds(100)
        if let broken = expire() { return broken }
        if line.count != 0 || !waiting.isEmpty { return "\(line.count) wait for ever" }
        if line.nextDeadline != nil { return "an empty line wants to be woken" }
        return left.count == queued ? nil : "\(queued) came and \(left.count) left"
    }
}

@Suite struct WaitingLineSimulation {
    @Test func keepsItsPromisesInRandomLives() { TrafficSeeds.check(300) { LineLife.run(seed: $0) } }

    @Test(arguments: LineDefect.allCases) func noticesDefects(defect: LineDefect) {
        let noticed = TrafficSeeds.notices(100) { seed in
            LineLife.run(seed: seed, defect: defect) ?? FairnessLife.run(seed: seed, defect: defect)
        }
        #expect(noticed, "no life of 100 noticed \(defect)")
    }
}
