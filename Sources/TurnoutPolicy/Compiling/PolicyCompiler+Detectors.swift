import TurnoutCore
import TurnoutPrivacy

extension PolicyCompiler {
    /// Makes the detectors that the policy's own labels ask for.
    mutating func compileDetectors(_ own: [NamedValue<LabelSyntax>]) {
        parts.detectors = [BuiltinDetector()]
        // In the order of their names, so that the same labels give the same findings however they are written.
        for label in own.sorted(by: { $0.name.value < $1.name.value }) {
            compileWords(of: label)
            compilePatterns(of: label)
        }
    }

    private mutating func compileWords(of label: NamedValue<LabelSyntax>) {
        let words = (label.value.words ?? []).map(\.value)
        guard !words.isEmpty else { return }
        let name = label.name.value
        do throws(WordListError) {
            parts.detectors.append(try WordListDetector(id: "vocabulary.\(name)", label: name, words: words))
        } catch {
            let place = label.value.words?.first?.place ?? label.name.place
            switch error {
            case .empty:
                report(
                    .invalidValue, "the words of `\(name)` are empty", at: place,
                    help: "write at least one word that has letters or digits")
            case .tooLarge(let limit):
                report(
                    .outOfRange, "the words of `\(name)` have more than \(limit) bytes together", at: place,
                    help: "share them out over several labels below `\(name)`, such as `\(name).a`")
            }
        }
    }

    private mutating func compilePatterns(of label: NamedValue<LabelSyntax>) {
        let name = label.name.value
        let context = context(of: label)
        let written = label.value.patterns ?? []
        var patterns: [Pattern] = []
        for pattern in written {
            do throws(PatternError) {
                patterns.append(try Pattern(parsing: pattern.value))
            } catch {
                report(
                    .invalidPattern, "this pattern of `\(name)` cannot be used, from its byte \(error.offset + 1) on",
                    at: pattern.place, help: error.message)
            }
        }
        if written.isEmpty, let near = label.value.near?.first {
            report(
                .missingKey, "`near` is about patterns, and `\(name)` has none", at: near.place,
                help: "add `patterns`, or put the words into `words`")
        }
        guard !patterns.isEmpty else { return }
        do throws(PatternDetectorError) {
            parts.detectors.append(
                try PatternDetector(
                    id: "vocabulary.\(name).patterns", label: name, patterns: patterns, context: context))
        } catch {
            report(
                .outOfRange, "`\(name)` has more than \(PatternDetector.patternLimit) patterns",
                at: written.first?.place ?? label.name.place,
                help: "share them out over several labels below `\(name)`, such as `\(name).a`")
        }
    }

    /// The words of which one must stand near what a pattern matches.
    private mutating func context(of label: NamedValue<LabelSyntax>) -> PatternContext? {
        guard let near = label.value.near, let first = near.first else { return nil }
        do throws(WordListError) { return try PatternContext(words: near.map(\.value), effect: .required) } catch {
            report(
                .invalidValue, "the words that `\(label.name.value)` must have near are empty, or too many",
                at: first.place, help: "write one or a few words that have letters or digits")
            return nil
        }
    }

    /// Resolves the model that looks for names: a target of the policy, and a local one, since it sees everything.
    mutating func resolveRecogniser(
        _ written: RecogniserSyntax?
    ) -> (RecogniserSettings, ResolvedCondition)? {
        guard let written, let name = written.target else { return nil }
        let condition = resolve(written.when, at: .sensitivityRule)
        guard let number = TargetName(name.value).flatMap({ targetNumbers[$0] }) else {
            unknownName(.unknownTarget, "target", name, among: targetNames)
            return nil
        }
        guard parts.targets[number].locality == .local else {
            report(
                .localityConflict, "the recogniser sees every request as it is, and `\(name.value)` is external",
                at: name.place, help: "name a model of a local provider")
            return nil
        }
        guard let condition else { return nil }
        return (
            RecogniserSettings(
                target: number, condition: .always, timeout: written.timeout ?? .seconds(10),
                longest: written.longest ?? 32_000),
            condition
        )
    }

    /// Takes over how sure findings must be.
    mutating func compileThresholds(_ written: [NamedValue<Int>]) {
        for threshold in written {
            guard isLabel(threshold.name.value) else {
                unknownName(.unknownLabel, "label", threshold.name, among: parts.vocabulary.labels)
                continue
            }
            parts.thresholds[threshold.name.value] = Double(threshold.value) / 100
        }
    }
}
