import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// What became of a request and why, in words, from its entries in a log.
///
/// The entries may have been written by anyone: what is not there is left out.
struct AuditStory {
    let entries: [JSONValue]
    let columns: Int
    let style: Style

    /// The story.
    ///
    /// - Parameter judge: a policy that decides again.
    func text(judge: Policy?) -> String {
        guard let last = entries.last else { return "" }
        var lines: [String] = []
        let policy = last["policy"]
        lines.append(
            style.strong("request \(word(last["id"]))") + " under " + word(policy?["name"]) + ", digest "
                + word(policy?["digest"]).prefix(12))
        for entry in entries { lines.append(wrap("\(word(entry["time"]))  \(happening(entry))", rest: 4)) }
        lines.append("")
        lines += decision(last)
        lines += attempts(last)
        if let judge { lines += ["", replay(last, judge)] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func wrap(_ text: String, rest: Int) -> String { TextWrap.wrap(text, columns: columns, rest: rest) }

    /// A text of an entry, without what would steer a terminal.
    private func word(_ value: JSONValue?) -> String {
        switch value {
        case .string(let text)?: TerminalText.safe(String(text.prefix(1_000))).replacing("\n", with: " ")
        case .number(let number)?: number.text
        case .bool(let flag)?: String(flag)
        case .object?: value?["hidden"]?.string.map { "hidden (\(TerminalText.safe(String($0.prefix(16)))))" } ?? "?"
        case .array(let values)?: values.prefix(20).map(word).joined(separator: ", ")
        case .null?, nil: "-"
        }
    }

    // MARK: What happened

    private func happening(_ entry: JSONValue) -> String {
        switch entry["event"]?.string {
        case "sending":
            let replaced = (entry["replaced"]?.array ?? []).map {
                "\(word($0["count"])) \(word($0["type"])) by \(word($0["method"]))"
            }
            let words = replaced.isEmpty ? "as it is" : "with \(replaced.joined(separator: ", ")) replaced"
            return "about to be sent to \(word(entry["target"])), \(words)"
        case "rejected": return "turned away: \(explained(entry["reason"]))"
        case "ended": return "over: " + end(entry)
        default: return word(entry["event"])
        }
    }

    private func end(_ entry: JSONValue) -> String {
        let course = entry["course"]
        var parts = [word(entry["result"])]
        if let served = course?["served"]?.string { parts[0] += " by \(TerminalText.safe(served))" }
        if let usage = course?["usage"], usage.object != nil {
            parts.append("\(word(usage["prompt_tokens"])) + \(word(usage["completion_tokens"])) tokens")
        }
        if let cost = entry["total_cost_usd"]?.string { parts.append("\(TerminalText.safe(cost)) USD in all") }
        if course?["duration_ms"]?.double != nil { parts.append("after \(word(course?["duration_ms"])) ms") }
        return parts.joined(separator: ", ")
    }

    // MARK: Why

    private func decision(_ entry: JSONValue) -> [String] {
        let decision = entry["decision"]
        let candidates = decision?["candidates"]?.array ?? []
        let isAllowed = decision?["outcome"]?.string == "allow"
        let first = candidates.first { $0["code"]?.string == ReasonCode.eligible.rawValue }
        var lines = [
            isAllowed
                ? style.good("ALLOW") + " " + word(first?["target"])
                : style.error("REJECT") + " " + explained(decision?["reason"])
        ]
        func row(_ name: String, _ value: JSONValue?, by rule: JSONValue?) {
            let cause = rule?.string.map { ", by \(TerminalText.safe($0))" } ?? ""
            lines.append(wrap("  \(name)  \(word(value))\(cause)", rest: 4))
        }
        row("task", decision?["task"], by: decision?["task_rule"])
        row("sensitivity", decision?["sensitivity"], by: decision?["sensitivity_rule"])
        if decision?["route"]?.string != nil { row("route", decision?["route"], by: decision?["rule"]) }
        for (number, candidate) in candidates.prefix(100).enumerated() {
            let rule = candidate["rule"]?.string.map { ", by \(TerminalText.safe($0))" } ?? ""
            lines.append(
                wrap("  \(number + 1)  \(word(candidate["target"]))  \(explained(candidate["code"]))\(rule)", rest: 5))
        }
        lines.append(wrap("facts: " + pairs(entry["facts"]), rest: 4))
        lines.append(wrap("state: " + pairs(entry["state"]), rest: 4))
        let found = (entry["findings"]?.array ?? []).prefix(20).map { "\(word($0["type"])) in \(word($0["field"]))" }
        if !found.isEmpty { lines.append(wrap("found: " + found.joined(separator: ", "), rest: 4)) }
        return lines
    }

    private func attempts(_ entry: JSONValue) -> [String] {
        (entry["course"]?["attempts"]?.array ?? []).prefix(100).enumerated().map { number, attempt in
            var text = "attempt \(number + 1): \(word(attempt["target"])) \(word(attempt["outcome"]))"
            if attempt["code"]?.string != nil { text += " (\(word(attempt["code"])))" }
            text += " after \(word(attempt["duration_ms"])) ms"
            if attempt["message"]?.string != nil { text += ": \(word(attempt["message"]))" }
            return wrap(text, rest: 4)
        }
    }

    /// A code, and what it says in a sentence.
    private func explained(_ code: JSONValue?) -> String {
        guard let text = code?.string, let known = ReasonCode(rawValue: text) else { return word(code) }
        return known == .eligible ? "may be used" : "\(text): \(known.page.summary)"
    }

    private func pairs(_ value: JSONValue?) -> String {
        (value?.object ?? []).prefix(40).map { member in
            let isNested = member.value.array?.first?.object?.contains { $0.key != "hidden" } == true
            let text = isNested ? String(member.value.text().prefix(1_000)) : word(member.value)
            return "\(TerminalText.safe(member.key)) \(TerminalText.safe(text))"
        }.joined(separator: "; ")
    }

    // MARK: Again

    private func replay(_ entry: JSONValue, _ policy: Policy) -> String {
        let replay: AuditEntry.Replay
        do throws(ReplayError) { replay = try AuditEntry.Replay(json: entry) } catch {
            return wrap("it cannot be decided again: \(error)", rest: 4)
        }
        let (facts, state) = replay.inputs(for: policy)
        let decision = policy.decide(facts, state)
        let isSame = AuditEntry.Replay.Outcome(decision) == replay.decided
        var words = "decided again by \(policy.name): \(isSame ? "the same" : "otherwise")"
        if policy.digest != replay.policyDigest { words += "; the policy is not the one that decided then" }
        if !replay.isWhole {
            words +=
                "; not for certain, since the log only has marks for \(replay.hidden.prefix(20).joined(separator: ", "))"
        }
        let explanation = Explanation(decision, facts: facts, state: state)
        let text = explanation.text(isDetailed: true, columns: columns)
        return wrap(TerminalText.safe(words), rest: 4) + "\n" + ExplanationText.dress(text, explanation, style)
    }
}
