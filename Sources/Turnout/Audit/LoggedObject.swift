import TurnoutCore
import TurnoutPolicy

/// An object of a log's entry, read member by member. What is not as expected is named, never shown.
struct LoggedObject {
    private let json: JSONValue
    private let name: String

    init(_ json: JSONValue, name: String) {
        self.json = json
        self.name = name
    }

    func wrong(_ key: String) -> ReplayError { ReplayError("`\(key)` of \(name) is missing or not as it is written") }

    /// The member's value; `nil` for none and for `null`.
    func value(_ key: String) -> JSONValue? {
        guard let value = json[key], !value.isNull else { return Optional.none }
        return value
    }

    func object(_ key: String) throws(ReplayError) -> LoggedObject {
        guard let value = value(key), value.object != nil else { throw wrong(key) }
        return LoggedObject(value, name: "`\(key)`")
    }

    /// A list of objects; empty where there is none.
    func objects(_ key: String) throws(ReplayError) -> [LoggedObject] {
        guard let value = value(key) else { return [] }
        guard let list = value.array, list.allSatisfy({ $0.object != nil }) else { throw wrong(key) }
        return list.map { LoggedObject($0, name: "`\(key)`") }
    }

    func text(_ key: String) throws(ReplayError) -> String {
        guard let text = try optionalText(key) else { throw wrong(key) }
        return text
    }

    func optionalText(_ key: String) throws(ReplayError) -> String? {
        guard let value = value(key) else { return nil }
        guard let text = value.string else { throw wrong(key) }
        return text
    }

    /// A list of texts; empty where there is none.
    func texts(_ key: String) throws(ReplayError) -> [String] {
        guard let value = value(key) else { return [] }
        guard let list = value.array else { throw wrong(key) }
        let texts = list.compactMap(\.string)
        guard texts.count == list.count else { throw wrong(key) }
        return texts
    }

    func int<Number: FixedWidthInteger>(_ key: String) throws(ReplayError) -> Number {
        guard let number: Number = try optionalInt(key) else { throw wrong(key) }
        return number
    }

    func optionalInt<Number: FixedWidthInteger>(_ key: String) throws(ReplayError) -> Number? {
        guard let value = value(key) else { return nil }
        guard let number = value.int.flatMap({ Number(exactly: $0) }) else { throw wrong(key) }
        return number
    }

    /// A truth value; `false` where there is none.
    func flag(_ key: String) throws(ReplayError) -> Bool {
        guard let value = value(key) else { return false }
        guard let flag = value.bool else { throw wrong(key) }
        return flag
    }

    func duration(_ key: String) throws(ReplayError) -> Duration? {
        let number: Int64? = try optionalInt(key)
        return number.map { .nanoseconds($0) }
    }

    func target(_ key: String) throws(ReplayError) -> TargetName {
        guard let name = TargetName(try text(key)) else { throw wrong(key) }
        return name
    }

    func code(_ text: String, _ key: String) throws(ReplayError) -> ReasonCode {
        guard let code = ReasonCode(rawValue: text) else { throw wrong(key) }
        return code
    }

    /// The members of an object, in order; none where there is none.
    func members(_ key: String) throws(ReplayError) -> [JSONMember] {
        guard let value = value(key) else { return [] }
        guard let members = value.object else { throw wrong(key) }
        return members
    }
}
