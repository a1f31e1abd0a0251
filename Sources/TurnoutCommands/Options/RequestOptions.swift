import ArgumentParser
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// What a caller would say about a request, beside its text.
struct RequestOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The task, one of the policy's vocabulary.", valueName: "task"))
    var task: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "An attribute, as tokens=9000 or group=oncall,staff. What is set replaces what was found in the text.",
            valueName: "name=value"))
    var settings: [String] = []

    @Option(
        name: .customLong("label"),
        help: ArgumentHelp("A label that holds, such as pii.email.", valueName: "label"))
    var labels: [String] = []

    @Flag(help: "The answer is wanted piece by piece.")
    var stream = false

    /// The attributes by the flags, each with the flag that named it.
    func attributes() throws(UsageError) -> [NamedAttribute] {
        var attributes: [NamedAttribute] = []
        if let task { attributes.append(NamedAttribute(source: "--task", name: "task", values: [task])) }
        for text in settings {
            let pair = try NameValue(text, flag: "--set", example: "tokens=9000")
            attributes.append(NamedAttribute(source: "--set", name: pair.name, values: [pair.value]))
        }
        for label in labels { attributes.append(NamedAttribute(source: "--label", name: "labels", values: [label])) }
        return attributes
    }
}

/// An attribute of a request as it was given.
struct NamedAttribute {
    /// The flag or the field that it came by.
    var source: String
    var name: String
    var values: [String]
}
