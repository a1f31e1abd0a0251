import TurnoutCore

/// How many tokens a text has: an estimate for choosing a target, and a bound for money.
///
/// Byte-pair tokenisers never make more tokens than the text has UTF-8 bytes, so bytes (and some for each message's
/// frame) are a bound. English and code run at about four bytes a token, other scripts at about a character and a half.
struct TokenEstimate {
    /// Bytes of ASCII text.
    private(set) var ascii = 0
    /// Scalars beyond ASCII.
    private(set) var other = 0
    /// UTF-8 bytes.
    private(set) var bytes = 0
    private(set) var frames = 0

    /// Adds a text.
    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { text in
            var (low, leading) = (0, 0)
            // Continuation bytes belong to a scalar that was counted. Without a branch, many bytes go at once.
            for byte in text {
                low &+= byte < 0x80 ? 1 : 0
                leading &+= byte >= 0xC0 ? 1 : 0
            }
            bytes &+= text.count
            ascii &+= low
            other &+= leading
        }
    }

    /// Adds a message's frame: its role and separators.
    mutating func addFrame() { frames &+= 1 }

    /// The estimated number of tokens.
    var tokens: Int { (ascii + 3) / 4 + (other * 2 + 2) / 3 + frames * 4 }

    /// A number that the tokens do not exceed.
    var bound: Int { bytes + frames * 16 }
}
