import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// A provider that breaks one promise.
struct Rogue: Provider {
    enum Vice: Sendable {
        case virtuous, finishesNever, finishesTwice, talksOn, countsTwice, countsNonsense, namesNoTool, fails
        case ignoresCancellation, cancelsAsNetwork, returnsWhenCancelled, cancelsLate
        case finishesBeforeFailing, failsAsCancelled, failsSilently, tellsSecrets, neverFails
    }

    let vice: Vice

    func send(
        _ permit: consuming DispatchPermit,
        context: CallContext,
        emit: (AnswerEvent) async -> Void
    ) async throws(ProviderFailure) {
        let secret = permit.request.messages.map(\.text).joined()
        if permit.target.name.model == "broken" { return try await fail(secret: secret, emit: emit) }
        await emit(.delta(text: "a", choice: 0))
        do {
            try await SystemClock().sleep(for: permit.target.name.model == "silent" ? .seconds(60) : .milliseconds(1))
        } catch {
            switch vice {
            case .ignoresCancellation: await Task { try? await SystemClock().sleep(for: .seconds(4)) }.value
            case .cancelsLate: await Task { try? await SystemClock().sleep(for: .milliseconds(400)) }.value
            case .cancelsAsNetwork: throw ProviderFailure(.network, "closed")
            case .returnsWhenCancelled: return
            default: break
            }
            throw ProviderFailure(.cancelled, "cancelled")
        }
        let usage = AnswerEvent.usage(Usage(promptTokens: 5, cachedTokens: vice == .countsNonsense ? 9 : 0))
        switch vice {
        case .finishesNever: return
        case .finishesTwice: await emit(.finished(.stop))
        case .talksOn:
            await emit(.finished(.stop))
            return await emit(.activity)
        case .countsTwice, .countsNonsense:
            await emit(usage)
            if vice == .countsTwice { await emit(usage) }
        case .namesNoTool: await emit(.toolCall(ToolCallDelta(index: 0, arguments: "{}")))
        case .fails: throw ProviderFailure(.provider, "down")
        default: break
        }
        await emit(.finished(.stop))
    }

    private func fail(secret: String, emit: (AnswerEvent) async -> Void) async throws(ProviderFailure) {
        if vice == .finishesBeforeFailing { await emit(.finished(.other)) }
        switch vice {
        case .neverFails: return
        case .failsAsCancelled: throw ProviderFailure(.cancelled, "no")
        case .failsSilently: throw ProviderFailure(.provider, "")
        case .tellsSecrets: throw ProviderFailure(.invalidRequest, "cannot read '\(secret)'")
        default: throw ProviderFailure(.provider, "down")
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct ProviderConformanceTests {
    private func violations(_ vice: Rogue.Vice) async -> Set<ProviderViolation.Rule> {
        var suite = ProviderConformance(of: Rogue(vice: vice)) {
            permitForTests()
        } silence: {
            permitForTests(to: TargetName(provider: "fake", model: "silent"))
        } failure: {
            permitForTests(to: TargetName(provider: "fake", model: "broken"))
        }
        suite.cancellationLimit = .milliseconds(200)
        return Set(await suite.violations().map(\.rule))
    }

    @Test func findsNothingInAGoodProvider() async {
        #expect(await violations(.virtuous) == [])
    }

    @Test(arguments: [
        (Rogue.Vice.finishesNever, ProviderViolation.Rule.oneFinish),
        (.finishesTwice, .oneFinish),
        (.talksOn, .finishIsLast),
        (.countsTwice, .usage),
        (.countsNonsense, .usage),
        (.namesNoTool, .grammar),
        (.fails, .succeeds),
        (.ignoresCancellation, .cancelsPromptly),
        (.cancelsLate, .cancelsPromptly),
        (.cancelsAsNetwork, .cancelsAsCancelled),
        (.returnsWhenCancelled, .cancelsAsCancelled),
        (.finishesBeforeFailing, .fails),
        (.neverFails, .fails),
        (.failsAsCancelled, .failureCode),
        (.failsSilently, .failureMessage),
        (.tellsSecrets, .failureMessage),
    ])
    func finds(vice: Rogue.Vice, rule: ProviderViolation.Rule) async {
        #expect(await violations(vice) == [rule])
    }

    @Test func reportsACallThatNeverEnds() async {
        var suite = ProviderConformance(of: ScriptedProvider(clock: SystemClock(), then: [.hang])) { permitForTests() }
        suite.limit = .milliseconds(50)
        let found = await suite.violations()
        #expect(Set(found.map(\.rule)) == [.ends])
        #expect(found.first?.description.hasPrefix("streamed: ends: the call was still running") == true)
    }
}
