import Synchronization
import Turnout
import TurnoutCore

/// One caller: makes a request, reads the answer in its own way, and tells the journal what it saw.
struct Caller: Sendable {
    let plan: RequestPlan
    let router: Router
    let world: Surroundings
    /// Where the caller's task runs: with the router's.
    let executor: any TaskExecutor

    /// Starts the caller's task, and has it cancelled if that is in the plan.
    func start() {
        let task = Task(executorPreference: executor) { await run() }
        guard case .cancels(let delay) = plan.behaviour else { return }
        let (journal, number) = (world.journal, plan.number)
        world.clock.schedule(at: world.clock.now().advanced(by: delay)) {
            guard !task.isCancelled else { return }
            journal.log(.left(request: number))
            task.cancel()
        }
    }

    private func run() async {
        let request = plan.request()
        world.ask(request, number: plan.number)
        world.journal.log(.asked(plan))
        do throws(TurnoutError) {
            if plan.isStreamed {
                try await read(try await router.stream(request))
            } else {
                let answer = try await router.complete(request)
                read(answer.text)
                world.journal.log(.readFinish(request: plan.number))
                end(.finished)
            }
        } catch {
            end(.failed(error.code))
        }
        world.forget(plan.number)
    }

    private func end(_ ending: SimulationEvent.CallerEnding) {
        world.journal.log(.ended(request: plan.number, ending))
    }

    private func read(_ stream: consuming AnswerStream) async throws(TurnoutError) {
        var events = 0
        for try await event in stream {
            switch event {
            case .delta(let text, _): read(text.reveal())
            case .finished: world.journal.log(.readFinish(request: plan.number))
            case .toolCall, .embedding: world.journal.log(.misread(request: plan.number))
            case .activity, .usage: break
            }
            events += 1
            if case .drops(let limit) = plan.behaviour, events > limit {
                world.journal.log(.left(request: plan.number))
                end(.left)
                return
            }
            if case .slow(let pause) = plan.behaviour {
                do throws(CancellationError) { try await world.clock.sleep(for: pause) } catch {}
            }
        }
        end(.finished)
    }

    /// Takes text apart: `c12.0 c12.1 ` is the first two pieces of call 12.
    private func read(_ text: String) {
        for word in text.split(separator: " ") {
            let parts = word.dropFirst().split(separator: ".")
            guard word.hasPrefix("c"), parts.count == 2, let call = Int(parts[0]), let piece = Int(parts[1]) else {
                world.journal.log(.misread(request: plan.number))
                continue
            }
            world.journal.log(.read(request: plan.number, call: call, piece: piece))
        }
    }
}
