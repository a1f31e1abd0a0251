import TurnoutCore

extension PolicyCompiler {
    mutating func compileVocabulary(_ syntax: MergedSyntax) {
        let tasks = compileTasks(syntax.tasks)
        let levels = compileLevels(syntax.sensitivity)
        let own = syntax.labels.filter { checkLabelName($0.name) }
        let names = own.map(\.name.value)
        parts.vocabulary = Vocabulary(
            tasks: tasks, levels: levels,
            labels: Vocabulary.builtinLabels + names.sorted().filter { !Vocabulary.builtinLabels.contains($0) },
            ownLabels: names)
        compileDetectors(own)
        for attribute in BuiltinAttribute.allCases {
            addAttribute(
                Attribute(
                    name: attribute.rawValue, source: .builtin(attribute),
                    kind: attribute.kind(tasks: tasks, levels: levels)))
        }
        for declared in syntax.attributes { compileAttribute(declared) }
        for (number, budget) in syntax.budgets.enumerated() {
            guard let id = budget.id, attributeNumbers["budget.\(id.value)"] == nil else { continue }
            addAttribute(
                Attribute(
                    name: "budget.\(id.value)", source: .budget(number),
                    kind: .choice(BudgetState.allCases.map(\.rawValue), ordered: true)))
        }
    }

    private mutating func compileTasks(_ own: [Located<String>]) -> [String] {
        var tasks = Vocabulary.builtinTasks
        for task in own where !tasks.contains(task.value) { tasks.append(task.value) }
        return tasks
    }

    private mutating func compileLevels(_ own: [Located<String>]?) -> [String] {
        guard let own, !own.isEmpty else { return Vocabulary.builtinLevels }
        var seen: [String: Place] = [:]
        for level in own {
            if let before = seen[level.value] {
                report(
                    .duplicateID, "the level `\(level.value.shortened)` stands twice", at: level.place,
                    help: "remove one of them", related: [("first here", before)])
            }
            seen[level.value] = seen[level.value] ?? level.place
        }
        let levels = own.map(\.value)
        guard levels.filter(Vocabulary.builtinLevels.contains) == Vocabulary.builtinLevels else {
            report(
                .levelOrder, "the built-in levels are missing or in another order", at: own.first?.place,
                help:
                    "list all levels from low to high, with \(Vocabulary.builtinLevels.quotedList) among them in this order"
            )
            return Vocabulary.builtinLevels
        }
        return levels
    }

    private mutating func checkLabelName(_ name: Located<String>) -> Bool {
        guard name.value.utf8.allSatisfy({ isLabelByte($0) }), !name.value.isEmpty, !name.value.hasPrefix("."),
            !name.value.hasSuffix(".")
        else {
            report(
                .invalidIdentifier, "`\(name.value.shortened)` is not a label", at: name.place,
                help: "use lower-case letters, digits, `_`, `-`, and dots between levels: `project.zeus`")
            return false
        }
        return true
    }

    private func isLabelByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    private mutating func compileAttribute(_ declared: NamedValue<AttributeTypeSyntax>) {
        let kind: AttributeKind =
            switch declared.value {
            case .text: .text
            case .integer: .number(.count)
            case .flag: .flag
            case .duration: .number(.duration)
            case .money: .number(.money)
            case .choice(let choices): .choice(choices.map(\.value), ordered: false)
            }
        let name = declared.name.value
        if let number = attributeNumbers[name] {
            // `feature`, `tenant`, `user` and `region` may be narrowed to a list; the others are what they are.
            if case .choice = kind, attributeList[number].kind == .text {
                refine(number, to: kind)
            } else if attributeList[number].kind != kind {
                report(
                    .builtinRedefined, "`\(name)` is a built-in attribute of another type", at: declared.name.place,
                    help: "choose another name")
            }
            return
        }
        guard name.utf8.allSatisfy({ isLabelByte($0) && $0 != UInt8(ascii: ".") }), !name.isEmpty,
            !["all", "any", "not", "text", "pin"].contains(name)
        else {
            report(
                .invalidIdentifier, "`\(name.shortened)` cannot name an attribute", at: declared.name.place,
                help: "use lower-case letters, digits, `_` and `-`; `all`, `any`, `not`, `text` and `pin` are taken")
            return
        }
        addAttribute(Attribute(name: name, source: .declared, kind: kind))
    }
}
