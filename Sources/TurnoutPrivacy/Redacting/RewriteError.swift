/// Why a text could not be rewritten. Nothing was rewritten then, and the text must not go out.
///
/// It names findings by their number and places by offsets, never any of the text.
public enum RewriteError: Error, Sendable, Hashable {
    /// A finding is empty, or ends outside the text.
    case rangeOutside(finding: Int)
    /// A finding overlaps the one before it, or stands before it.
    case disordered(finding: Int)
    /// A finding goes over the end of one text into the next, where parts of a message are joined.
    case acrossTexts(type: EntityType)
    /// A finding begins or ends inside a character.
    case splitCharacter(finding: Int)
    /// The text was to be read as JSON and is none.
    case invalidJSON(offset: Int)
    /// A finding covers nothing of a JSON text but its punctuation.
    case nothingToReplace(finding: Int)
    /// A finding was to be pseudonymised, and there is no map of pseudonyms.
    case missingMap
    /// A finding was to be hashed, and there is no key.
    case missingKey
    /// The map of pseudonyms takes no more.
    case pseudonyms(PseudonymError)
}

extension RewriteError: CustomStringConvertible {
    /// A sentence.
    public var description: String {
        switch self {
        case .rangeOutside(let finding): "finding \(finding) is empty or ends outside the text"
        case .disordered(let finding): "finding \(finding) does not stand behind the one before it"
        case .acrossTexts(let type): "a finding of \(type.rawValue) goes over the end of one text into the next"
        case .splitCharacter(let finding): "finding \(finding) begins or ends inside a character"
        case .invalidJSON(let offset): "the text is no JSON from byte \(offset) on"
        case .nothingToReplace(let finding): "finding \(finding) covers nothing but punctuation of JSON"
        case .missingMap: "there is no map of pseudonyms"
        case .missingKey: "there is no key to hash with"
        case .pseudonyms(let error): "\(error)"
        }
    }
}
