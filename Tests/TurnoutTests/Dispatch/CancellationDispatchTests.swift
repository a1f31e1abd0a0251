import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Callers that go away, readers that are slow, and many at once.
@Suite(.timeLimit(.minutes(1))) struct CancellationDispatchTests {
    private func pieces(count: Int, bytes: Int = 1) -> Stage.Script {
        let text = PrivateText(String(repeating: "x", count: bytes))
        return (0..<count).map { _ in .emit(.delta(text: text, choice: 0)) }
    }

    @Test func aCancelledRequestEndsItsCall() async throws {
        let stage = try Stage(["home": { _ in [.hang] }])
        let task = Task { await stage.complete() }
        try await wait(while: stage.provider("home").callCount == 0)
        task.cancel()
        let error = try #require(await task.value.error)
        #expect(error.code == .cancelled)
        #expect(error.record.path == ["home/small CANCELLED"])
        #expect(stage.provider("home").calls.map(\.wasCancelled) == [true])
        #expect(stage.router.targets().map(\.inFlight) == [0, 0, 0, 0])
        #expect(stage.router.targets().first?.breaker.counts.calls == 0)
        #expect(stage.clock.sleeperCount <= 1)
    }

    @Test func aRequestThatIsCancelledBeforeItBeginsSendsNothing() async throws {
        let stage = try Stage()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return (await stage.complete().error?.code, await stage.stream().error?.code)
        }
        let codes = await task.value
        #expect(codes == (.cancelled, .cancelled))
        #expect(stage.provider("home").callCount == 0)
    }

    /// Row 20 of the fault matrix: the client leaves before the first token.
    @Test func leavingBeforeTheFirstToken() async throws {
        let stage = try Stage(["home": { _ in [.emit(.activity), .hang] }])
        let task = Task { await stage.stream() }
        try await wait(while: stage.provider("home").calls.first?.emitted != 1)
        task.cancel()
        let outcome = await task.value
        #expect(outcome.error?.code == .cancelled)
        #expect(outcome.wasOpened == false)
        #expect(outcome.record.path == ["home/small CANCELLED"])
        #expect(stage.clock.sleeperCount <= 1)
    }

    @Test func leavingInTheMiddle() async throws {
        let stage = try Stage(["home": { _ in .piece("half", then: [.hang]) }])
        let task = Task { await stage.stream() }
        try await wait(while: stage.provider("home").calls.first?.emitted != 1)
        task.cancel()
        let outcome = await task.value
        #expect(outcome.error?.code == .cancelled)
        #expect(outcome.finishes == 0)
        #expect(stage.provider("home").calls.map(\.wasCancelled) == [true])
    }

    @Test(arguments: [true, false]) func droppingTheStreamEndsTheCall(whileWaiting: Bool) async throws {
        // Either the service is silent, or it has more than the reader takes.
        let stage = try Stage([
            "home": { _ in
                whileWaiting ? .piece("half", then: [.hang]) : pieces(count: 50) + [.emit(.finished(.stop))]
            }
        ])
        do {
            let stream = try await stage.router.stream(ModelRequest("hello"))
            for try await _ in stream { break }
        }
        let provider = stage.provider("home")
        try await wait(while: provider.calls.first?.ending == .underWay)
        if whileWaiting { #expect(provider.calls.first?.wasCancelled == true) }
        try await wait(while: stage.router.targets().contains { $0.inFlight > 0 })
        try await wait(while: stage.journal.ended.isEmpty)
        #expect(stage.journal.ended.first?.path == ["home/small CANCELLED"])
        #expect(stage.router.targets().first?.breaker.counts.calls == 0)
    }

    /// A reader may stop at `finished`: the account is complete there, and the call winds down undisturbed.
    @Test func stoppingAtTheEndDisturbsNothing() async throws {
        let stage = try Stage(["home": { _ in .answer("a") + [.wait(.seconds(1))] }])
        do {
            let stream = try await stage.router.stream(ModelRequest("hello"))
            for try await event in stream {
                if case .finished = event {
                    #expect(stream.record.path == ["home/small served"])
                    break
                }
            }
        }
        try await stage.clock.waitForSleepers(2)
        stage.clock.advance(by: .seconds(1))
        try await wait(while: stage.provider("home").calls.first?.ending == .underWay)
        #expect(stage.provider("home").calls.first?.ending == .returned)
        #expect(stage.journal.ended.count == 1)
    }

    /// A service that does not end its call after the answer holds up no reader, and not for ever.
    @Test func aCallThatDoesNotWindDownIsEnded() async throws {
        let stage = try Stage(["home": { _ in .answer("a") + [.hang] }])
        let outcome = await stage.stream()
        #expect(outcome.text == "a")
        #expect(outcome.error == nil)
        try await stage.clock.waitForSleepers(1)
        stage.clock.advance(by: .seconds(30))
        try await wait(while: stage.provider("home").calls.first?.wasCancelled == false)
        let answer = await stage.moving(sleepers: 1) { await stage.complete() }
        #expect(answer?.value?.text == "a")
        #expect(answer?.value?.record.duration == .zero)
    }

    /// Row 19: a slow reader holds the provider up, so that no memory grows.
    @Test(arguments: [1, 40_000, 90_000]) func aSlowReaderHoldsTheProviderUp(bytes: Int) async throws {
        let pieces = pieces(count: 200, bytes: bytes)
        let most = [1: 9, 40_000: 3, 90_000: 2][bytes] ?? 0
        let stage = try Stage(["home": { _ in pieces + [.emit(.finished(.stop))] }])
        let stream = try await stage.router.stream(ModelRequest("hello"))
        var read = 0
        for try await _ in stream {
            read += 1
            for _ in 0..<5 { await Task.yield() }
            let ahead = (stage.provider("home").calls.first?.emitted ?? 0) - read
            #expect(ahead <= most)
        }
        #expect(read == 201)
        #expect(stream.record.path == ["home/small served"])
    }

    /// A large piece behind a small one: taking the small one makes no room yet for the writer.
    @Test func piecesOfAllSizesArrive() async throws {
        let sizes = (0..<60).map { [1, 70_000, 1, 1, 40_000, 100_000][$0 % 6] }
        let stage = try Stage([
            "home": { _ in
                sizes.flatMap { pieces(count: 1, bytes: $0) } + [.emit(.finished(.stop))]
            }
        ])
        let stream = try await stage.router.stream(ModelRequest("hello"))
        var read: [Int] = []
        for try await event in stream {
            if case .delta(let text, _) = event { read.append(text.byteCount) }
            for _ in 0..<20 { await Task.yield() }
        }
        #expect(read == sizes)
        #expect(stream.record.path == ["home/small served"])
    }

    /// The end has room even when nothing else has: a complete answer must not look like one that broke off.
    @Test(arguments: 6...10) func theEndAlwaysHasRoom(count: Int) async throws {
        let pieces = pieces(count: count)
        let stage = try Stage(["home": { _ in pieces + [.emit(.finished(.stop))] }])
        let stream = try await stage.router.stream(ModelRequest("hello"))
        if count <= 8 { try await wait(while: stage.journal.ended.isEmpty) }
        var events: [AnswerEvent] = []
        for try await event in stream { events.append(event) }
        #expect(events.count == count + 1)
        #expect(events.last == .finished(.stop))
    }

    @Test func twoHundredStreamsAtOnce() async throws {
        let stage = try Stage([
            "home": { call in
                (0..<50).map { .emit(.delta(text: PrivateText("\(call.request.messages[0].text)-\($0);"), choice: 0)) }
                    + [.emit(.finished(.stop))]
            }
        ])
        let texts = await withTaskGroup(of: (Int, StreamOutcome).self) { group in
            for number in 0..<200 {
                group.addTask { (number, await stage.stream(ModelRequest("r\(number)"))) }
            }
            return await group.reduce(into: [Int: StreamOutcome]()) { $0[$1.0] = $1.1 }
        }
        #expect(texts.count == 200)
        for (number, outcome) in texts {
            #expect(outcome.error == nil)
            #expect(outcome.finishes == 1)
            #expect(outcome.text == (0..<50).map { "r\(number)-\($0);" }.joined())
        }
        #expect(Set(texts.values.map(\.record.id)).count == 200)
        #expect(stage.router.targets().map(\.inFlight) == [0, 0, 0, 0])
        #expect(stage.router.targets().first?.breaker.counts.calls == 200)
        #expect(stage.clock.sleeperCount <= 1)
    }

    /// Many callers, many of whom go away at any moment: nothing may leak, hang or be counted twice.
    @Test func aStormOfLeavingCallers() async throws {
        let stage = try Stage([
            "home": { $0.number % 5 == 0 ? .failure(.rateLimited) : .answer("a", "b", "c", "d") }
        ])
        let codes = await withTaskGroup(of: ErrorCode?.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let task = Task {
                        number % 2 == 0 ? await stage.stream().error?.code : await stage.complete().error?.code
                    }
                    for _ in 0..<(number % 7) { await Task.yield() }
                    if number % 3 != 0 { task.cancel() }
                    return await task.value
                }
            }
            return await group.reduce(into: [ErrorCode?]()) { $0.append($1) }
        }
        #expect(codes.count == 400)
        #expect(codes.allSatisfy { $0 == nil || $0 == .cancelled })
        #expect(stage.router.targets().map(\.inFlight) == [0, 0, 0, 0])
        #expect(stage.journal.ended.count == 400)
        #expect(stage.clock.sleeperCount <= 1)
        let served = stage.journal.ended.filter { $0.path.last == "home/small served" }.count
        #expect(stage.router.targets().first?.breaker.counts.calls == served)
    }
}
