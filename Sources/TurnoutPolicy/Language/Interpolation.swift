import TurnoutYAML

extension Reading {
    /// Puts environment variables in place of `${NAME}`; `${NAME:-text}` has a default. `nil` when one is missing.
    mutating func interpolate(_ text: String, at span: YAMLSpan) -> String? {
        guard text.contains("${") else { return text }
        var result = ""
        var rest = Substring(text)
        while let open = rest.range(of: "${") {
            result += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].firstIndex(of: "}") else {
                report(.interpolation, "`${` is not closed", at: span, help: "write `${NAME}` or `${NAME:-default}`")
                return nil
            }
            guard let value = variable(rest[open.upperBound..<close], at: span) else { return nil }
            result += value
            rest = rest[rest.index(after: close)...]
        }
        result += rest
        interpolated.append(result)
        return result
    }

    private mutating func variable(_ reference: Substring, at span: YAMLSpan) -> String? {
        var name = reference
        var fallback: Substring?
        if let mark = reference.range(of: ":-") {
            name = reference[..<mark.lowerBound]
            fallback = reference[mark.upperBound...]
        }
        guard !name.isEmpty, name.utf8.allSatisfy(isVariableByte) else {
            report(
                .interpolation,
                "`${\(String(reference).shortened)}` names no environment variable",
                at: span,
                help: "write `${NAME}` or `${NAME:-default}`"
            )
            return nil
        }
        if let value = environment(String(name)), !value.isEmpty { return value }
        if let fallback { return String(fallback) }
        report(
            .undefinedVariable,
            "the environment variable `\(String(name).shortened)` is not set",
            at: span,
            help: "set it, or give a default: `${\(String(name).shortened):-…}`"
        )
        return nil
    }

    private func isVariableByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
    }
}

extension Substring {
    /// The first place of a text, without Foundation.
    func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
