public import TurnoutCore

/// Where alerts of budgets go.
public struct AlertRoute: Hashable, Sendable {
    public var name: RuleName
    public var channel: AlertChannel
    /// The budgets whose alerts are meant, by number; `nil` for all.
    public var budgets: [Int]?

    /// Whether alerts of a budget, by its number, go there.
    public func covers(_ budget: Int) -> Bool { budgets?.contains(budget) ?? true }
}

/// How an alert is delivered.
public enum AlertChannel: Hashable, Sendable {
    /// It is a line in the program's log.
    case log
    /// A program is started, the alert on its standard input: the program and its arguments; no shell reads them.
    case command([String])
    case webhook(AlertWebhook)
}

/// A service that alerts are posted to.
public struct AlertWebhook: Hashable, Sendable {
    /// The whole address, a query included. It may let its holder post there: not for logs.
    public var url: String
    /// The address without its query, for logs and messages; `https`, or a loopback address.
    public var endpoint: Endpoint
    /// Where the key is that signs what is posted; `nil` posts without a signature.
    public var secret: CredentialReference?
}
