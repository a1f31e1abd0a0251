/// When a sanitiser looks at what it holds. It counts bytes of the answer, never pieces, so that the way an answer is
/// cut cannot show in what comes out.
struct SanitisingSchedule: Sendable {
    /// Text without a place to cut is held whole up to here.
    ///
    /// Then it is cut anywhere outside of findings. That is tolerable: what may be longer, such as a private key, is a
    /// finding long before, and findings are not cut; keys, passwords and values behind a name are read for 2 KiB at
    /// most.
    static let tokenLimit = 16_384
    /// What a finding may keep back without an end.
    static let openLimit = 65_536
    /// The farthest reach that can be asked for.
    static let reachLimit = 4_096

    /// The bytes held back behind the last cut: no value with blanks in it is longer, and no word that tells of a value
    /// stands farther behind it.
    let window: Int
    /// The bytes before the held ones that detectors see again: more than any built-in one looks back.
    let context: Int
    /// The fewest new bytes that are worth a look.
    private let step: Int

    init(reach: Int) {
        let reach = min(max(reach, 0), SanitisingSchedule.reachLimit)
        window = max(96, reach)
        context = max(128, reach)
        step = max(32, window / 3)
    }

    /// How many bytes must be held for the next look.
    ///
    /// What stays held is looked at again when a third as much has come: each byte is seen about eight times at most.
    func next(held: Int) -> Int {
        let next = max(window + step, held + max(step, held / 3))
        // The limits are met exactly, so that a finding is stopped, and a token cut, where they say.
        for limit in [SanitisingSchedule.tokenLimit, SanitisingSchedule.openLimit] where held < limit {
            return min(next, limit)
        }
        return next
    }
}
