/// Finds sensitive things in a text.
///
/// A detector is pure: the same bytes give the same findings. It must stay linear in the text, and counts what it
/// does on the budget; ``DetectorError`` is for when it cannot vouch for its answer.
public protocol Detector: Sendable {
    /// The detector's name in findings and errors, such as `builtin`.
    var id: String { get }

    /// Every label it may report. Policies are checked against these names.
    var labels: [String] { get }

    /// Appends what it finds in the text, in any order, overlaps allowed.
    ///
    /// - Parameters:
    ///   - text: The bytes, valid UTF-8, borrowed for this call.
    ///   - findings: Where to append; ranges are offsets into `text`.
    ///   - budget: The work left for the whole scan.
    func findings(
        in text: borrowing TextBytes,
        into findings: inout [Finding],
        budget: inout WorkBudget
    ) throws(DetectorError)
}
