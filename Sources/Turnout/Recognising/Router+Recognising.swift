public import TurnoutCore
public import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders

extension Router {
    /// Asks the policy's recogniser what a request holds that has no form: names and addresses of persons.
    ///
    /// ``complete(_:)`` and ``stream(_:)`` do so by themselves. The recogniser is a local target; it gets the content by a
    /// permit like any other, and when it fails in any way, that counts as a detector that failed.
    ///
    /// - Returns: `nil` when the policy has no recogniser, or not for this request.
    public func recognise(_ request: ModelRequest) async -> Recognition? { await recognise(request, under: current) }

    func recognise(_ request: ModelRequest, under inForce: PolicyInForce) async -> Recognition? {
        guard let settings = inForce.policy.recogniser else { return nil }
        let first = inForce.classifier.classify(request, for: inForce.policy, recognition: Recognition())
        guard inForce.policy.wantsRecognition(of: first.facts) else { return nil }
        let texts = request.texts
        guard texts.contains(where: { $0.contains(where: \.isLetter) }) else { return Recognition() }
        guard texts.reduce(0, { $0 + $1.utf8.count }) <= settings.longest else { return Recognition(hasFailed: true) }
        let target = inForce.policy.targets[settings.target]
        let question = RecogniserPrompt.request(about: texts, for: target, like: first.facts.context)
        guard let answer = await ask(question, settings, under: inForce) else { return Recognition(hasFailed: true) }
        return RecogniserPrompt.recognition(in: answer, about: texts) ?? Recognition(hasFailed: true)
    }

    /// The text of the recogniser's answer; `nil` when there is none in time.
    private func ask(
        _ question: ModelRequest, _ settings: RecogniserSettings, under inForce: PolicyInForce
    ) async -> String? {
        let options = options
        let provider = providers.provider(for: inForce.policy.targets[settings.target])
        let classified = inForce.classifier.classify(question, for: inForce.policy, recognition: Recognition())
        let state = snapshot(of: inForce)
        return await withTaskGroup(of: String?.self) { group in
            group.addTask {
                do throws(Denial) {
                    let permit = try Guard.permit(settings.target, for: classified, under: inForce.policy, state)
                    return await Self.answer(to: permit, by: provider, timeouts: inForce.policy.timeouts)
                } catch {
                    return nil
                }
            }
            group.addTask {
                try? await options.clock.sleep(for: settings.timeout)
                return nil
            }
            let answer = await group.next() ?? nil
            group.cancelAll()
            return answer
        }
    }

    private static func answer(
        to permit: consuming DispatchPermit, by provider: (any Provider)?, timeouts: TimeoutSettings
    ) async -> String? {
        guard let provider else { return nil }
        let collector = AnswerCollector()
        collector.begin()
        let context = CallContext(isStreamed: false, connectTimeout: timeouts.connect)
        var isWhole = false
        do throws(ProviderFailure) {
            try await provider.send(permit, context: context) { event in
                if case .finished = event { isWhole = true }
                _ = await collector.take(event)
            }
        } catch {
            return nil
        }
        return isWhole ? collector.text : nil
    }
}
