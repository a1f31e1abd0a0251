/// The detectors that come with the engine, all in one pass over the bytes.
///
/// Mail addresses, card numbers, IBANs, phone numbers, IP addresses, keys with a known prefix, JSON web tokens,
/// private keys, passwords and other secrets in assignments, and credentials in URLs. Each finding names its part,
/// such as `builtin.card`. The pass is a byte scanner: a class table finds where a candidate may begin, a parser with
/// a bounded look-ahead reads it, and a validator has the last word.
public struct BuiltinDetector: Detector {
    /// `builtin`.
    public let id = "builtin"

    /// Creates the detector.
    public init() {}

    public var labels: [String] { EntityType.builtin.map(\.label) }

    public func findings(
        in text: borrowing TextBytes,
        into findings: inout [Finding],
        budget: inout WorkBudget
    ) throws(DetectorError) {
        let tables = BuiltinTables.shared
        var failure: DetectorError?
        var pass = BuiltinPass(text: TextBytes(sharing: text), tables: tables, budget: budget)
        do throws(DetectorError) {
            try pass.run()
        } catch {
            failure = error
        }
        budget = pass.budget
        if findings.isEmpty { findings = pass.findings } else { findings += pass.findings }
        if let failure { throw failure }
    }
}
