import Synchronization
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy

/// Says on the error stream how a request fares, while its answer goes to the output.
final class RunProgress: RouterObserver {
    let errors: any OutputSink
    let style: Style
    /// What was said of the ledger: every call would say it anew.
    private let said = Mutex<Set<String>>([])

    init(errors: any OutputSink, style: Style) {
        self.errors = errors
        self.style = style
    }

    func observe(_ event: RouterEvent) {
        switch event {
        case .decided(let record):
            let explanation = record.explanation()
            say(ExplanationText.dress(explanation.text(columns: errors.columns), explanation, style))
        case .attempted(_, let attempt): if let text = Self.text(attempt, style, errors.columns) { say(text) }
        case .breakerChanged(let target, let change): say(style.warning(Self.text(target, change)) + "\n")
        case .quarantined(let target, let length):
            say(style.warning("credential of \(target): left alone for \(length.readable)") + "\n")
        case .auditFailed(_, let failure): say(style.warning(failure.description) + "\n")
        case .ledgerFailed(let failure): warn(failure)
        case .alertFailed(let notice, let failure):
            say(style.warning("\(notice.text); \(failure)") + "\n")
        case .attempting, .ended: break
        }
    }

    /// Says once what is wrong with the ledger.
    ///
    /// - Parameter consequence: what comes of it.
    func warn(_ failure: LedgerFailure, consequence: String = "") {
        guard said.withLock({ $0.insert(failure.description).inserted }) else { return }
        let text = failure.description + (consequence.isEmpty ? "" : "; \(consequence)")
        say(style.warning("warning") + ": " + TextWrap.wrap(text, columns: errors.columns, first: 9, rest: 9) + "\n")
    }

    /// Says an alert where the policy sends it to the log.
    func alert(_ notice: AlertNotice) {
        let text = TextWrap.wrap(notice.text, columns: errors.columns, first: 7, rest: 7)
        say(style.warning("alert") + ": " + text + "\n")
    }

    /// Says which of several rounds begins.
    func begin(_ round: Int, of rounds: Int) { say("-- \(round) of \(rounds)\n") }

    private static func text(_ target: TargetName, _ change: BreakerTransition) -> String {
        let wait = change.openFor.map { " for \($0.readable)" } ?? ""
        return "breaker of \(target): \(change.from.rawValue) -> \(change.to.rawValue)\(wait)"
    }

    private static func text(_ attempt: AttemptRecord, _ style: Style, _ columns: Int) -> String? {
        let what: String
        switch attempt.outcome {
        case .served: return nil
        case .failed(let code):
            what = "failed with \(code.rawValue) after \(attempt.duration.readable): \(attempt.message ?? "")"
        case .passedOver(let code): what = "passed over, \(code.rawValue): \(attempt.message ?? "")"
        }
        let text = TextWrap.wrap("\(attempt.target) \(what)", columns: columns, rest: 4)
        return style.warning(text) + "\n"
    }

    /// Who answered, how fast, and with how many tokens.
    func summarize(_ record: DecisionRecord) {
        guard let served = record.served else { return }
        var parts: [String] = []
        if let duration = record.duration { parts.append("in \(duration.readable)") }
        if let first = record.timeToFirstToken { parts.append("first words after \(first.readable)") }
        if let usage = record.usage { parts.append("\(usage.promptTokens) + \(usage.completionTokens) tokens") }
        if let cost = record.cost, cost > .zero { parts.append(cost.description) }
        for warning in record.warnings { say(style.warning("warning: \(warning)") + "\n") }
        let text = TextWrap.wrap(
            "answered by \(served) \(parts.joined(separator: ", "))", columns: errors.columns, rest: 4)
        say(style.good(text) + "\n")
    }

    /// An error stream that nobody reads is no reason to break an answer off.
    private func say(_ text: String) {
        do { try errors.print(text) } catch { return }
    }
}
