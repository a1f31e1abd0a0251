import TurnoutCore

/// How many tokens texts have: an estimate for choosing a target, and a bound for money.
///
/// Tokenisers that fall back to bytes never make more tokens than the text has UTF-8 bytes, once it is normalised. With
/// some for each message's frame and for what services add to tools, that is a bound. The estimate weighs what the text
/// is made of, as ``TokenFeature`` says.
struct TokenEstimate {
    private var features = TokenFeatures()
    /// UTF-8 bytes, with those that normalising can add.
    private var normalisedBytes = 0
    /// UTF-8 bytes as they stand.
    private(set) var bytes = 0
    private var frames = 0
    private var additions = 0

    /// Adds a text.
    mutating func add(_ text: String) {
        features.add(text)
        bytes &+= text.utf8.count
        normalisedBytes &+= text.utf8.count &+ (features.isASCII ? 0 : NormalisationGrowth.bytes(of: text))
    }

    /// Adds JSON, which templates may write with each member on a line of its own.
    mutating func add(json text: String) {
        add(text)
        // A line's end and its indentation are up to four tokens beyond what stands in the compact form.
        for byte in text.utf8 {
            switch byte {
            case 0x2C, 0x5B, 0x5D, 0x7B, 0x7D: additions &+= 4
            default: break
            }
        }
    }

    /// Adds a message's frame: its role and separators.
    mutating func addFrame() { frames &+= 1 }

    /// Adds what services say to a model that has tools or has to answer in a form. Anthropic's tables say up to 530
    /// tokens (https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview, under pricing).
    mutating func addInstructions() { additions &+= 640 }

    /// Adds what was counted elsewhere.
    mutating func add(_ other: TokenEstimate) {
        features.add(other.features)
        normalisedBytes &+= other.normalisedBytes
        bytes &+= other.bytes
        frames &+= other.frames
        additions &+= other.additions
    }

    /// The estimated number of tokens, whatever the model.
    var tokens: Int { tokens(of: .unknown) }

    /// The estimated number of tokens for a family of models.
    func tokens(of family: TokenFamily) -> Int {
        min(max(TokenWeights.estimate(features, of: family), floor(of: family)) &+ frames &* 4, bound)
    }

    /// A number that the tokens do not exceed. SentencePiece puts a space before a text: the one more.
    var bound: Int { bytes == 0 && frames == 0 ? 0 : normalisedBytes &+ additions &+ max(1, frames &* 16) }

    /// A number that the tokens do not fall below: the longest piece of each known vocabulary has 128 bytes, where the
    /// text is cut as it stands.
    func floor(of family: TokenFamily) -> Int {
        guard bytes > 0 else { return 0 }
        return family.basis == .ownVocabulary ? max(1, (bytes &+ 127) / 128) : 1
    }
}
