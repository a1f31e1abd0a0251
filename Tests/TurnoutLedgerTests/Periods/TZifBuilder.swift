/// Writes TZif files, right and wrong ones.
struct TZifBuilder {
    var version: UInt8 = UInt8(ascii: "2")
    var times: [Int64] = []
    var types: [UInt8] = []
    var offsets: [Int32] = [0]
    var leaps: [(time: Int64, sum: Int32)] = []
    var footer = "<+00>0"
    /// Added to what the header says of times.
    var extraTimes = 0

    func bytes() -> [UInt8] {
        if version == 0 { return block(4) }
        return block(4, isEmpty: true) + block(8) + Array("\n\(footer)\n".utf8)
    }

    private func block(_ size: Int, isEmpty: Bool = false) -> [UInt8] {
        var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        let counts = [0, 0, leaps.count, times.count + extraTimes, offsets.count, 4]
        for count in isEmpty ? [0, 0, 0, 0, 1, 1] : counts { bytes += number(Int64(count), 4) }
        if isEmpty { return bytes + [0, 0, 0, 0, 0, 0, 0] }
        for time in times { bytes += number(time, size) }
        bytes += types
        for offset in offsets { bytes += number(Int64(offset), 4) + [0, 0] }
        bytes += Array("ABC\0".utf8)
        for leap in leaps { bytes += number(leap.time, size) + number(Int64(leap.sum), 4) }
        return bytes
    }

    private func number(_ value: Int64, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> Int64(8 * (size - 1 - $0))) }
    }
}
