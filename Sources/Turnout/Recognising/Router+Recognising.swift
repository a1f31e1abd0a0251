public import TurnoutCore
public import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders

extension Router {
    /// Asks the policy's recogniser what a request holds that has no form: names and addresses of persons.
    ///
    /// ``complete(_:)`` and ``stream(_:)`` do so by themselves. The recogniser is a local target; it gets the content by a
    /// permit like any other and after an entry in the audit trail, and when it fails in any way, that counts as a detector
    /// that failed.
    ///
    /// - Returns: `nil` when the policy has no recogniser, or not for this request.
    public func recognise(_ request: ModelRequest) async -> Recognition? {
        let id = RequestID(high: options.random(), low: options.random())
        return await recognise(request, as: id, under: current)
    }

    func recognise(_ request: ModelRequest, as id: RequestID, under inForce: PolicyInForce) async -> Recognition? {
        let policy = inForce.policy
        guard let settings = policy.recogniser else { return nil }
        let first = inForce.classifier.classify(request, for: policy, recognition: Recognition())
        guard policy.wantsRecognition(of: first.facts) else { return nil }
        let texts = request.texts
        guard texts.contains(where: { $0.contains(where: \.isLetter) }) else { return Recognition() }
        guard texts.reduce(0, { $0 + $1.utf8.count }) <= settings.longest else { return Recognition(hasFailed: true) }
        let budgets = await standings(for: first.facts, under: inForce, at: options.clock.wallTime())
        let state = snapshot(of: inForce, budgets: budgets)
        // Whoever must not see the request must not see the question about it either.
        let verdict = policy.verdict(on: settings.target, first.facts, state)
        guard verdict == .eligible || verdict.isTemporary else { return Recognition(hasFailed: true) }
        let target = policy.targets[settings.target]
        let question = RecogniserPrompt.request(about: texts, for: target, like: first.facts.context)
        let classified = inForce.classifier.classify(
            question, for: policy, means: means(for: question.context, under: inForce), recognition: Recognition())
        let routed = RoutedDecision(policy.decide(first.facts, state), classified: first, state: state)
        if let trail = options.audit {
            let entry = AuditEntry(
                id: id, time: state.now, event: .sending(target.name, replaced: ReplacementCounts()), routed: routed,
                screen: FactScreen(scanner: classified.scanner, key: key))
            do throws(AuditFailure) { try await trail.write(entry) } catch {
                options.observer?.observe(.auditFailed(id, error))
                return Recognition(hasFailed: true)
            }
        }
        let time = min(settings.timeout, first.facts.context.deadline ?? settings.timeout)
        guard let answer = await ask(classified, settings, time, under: inForce, state) else {
            return Recognition(hasFailed: true)
        }
        return RecogniserPrompt.recognition(in: answer, about: texts) ?? Recognition(hasFailed: true)
    }

    /// The text of the recogniser's answer; `nil` when there is none in time.
    private func ask(
        _ question: ClassifiedRequest, _ settings: RecogniserSettings, _ time: Duration, under inForce: PolicyInForce,
        _ state: RoutingState
    ) async -> String? {
        let options = options
        let provider = inForce.services[settings.target]?.provider
        return await withTaskGroup(of: String?.self) { group in
            group.addTask {
                do throws(Denial) {
                    let permit = try Guard.permit(settings.target, for: question, under: inForce.policy, state)
                    return await Self.answer(to: permit, by: provider, timeouts: inForce.policy.timeouts)
                } catch {
                    return nil
                }
            }
            group.addTask {
                try? await options.clock.sleep(for: time)
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
