import TurnoutCore

/// What ties a line of the log to the one before: its number, and that line's digest.
///
/// Both stand first in the line, so that they are found without reading the rest.
struct AuditLink: Hashable, Sendable {
    /// The line's number, from 0 over all files of the log.
    var number: Int64
    /// SHA-256 of the line before, without its end, in hexadecimal; `nil` for the first.
    var previous: String?

    /// The line's beginning, up to where its other members follow.
    private var head: String {
        "{\"seq\":\(number),\"previous\":\(previous.map { "\"\($0)\"" } ?? "null"),"
    }

    /// How many bytes stand before the other members.
    var length: Int { head.utf8.count }

    init(number: Int64, previous: String?) {
        self.number = number
        self.previous = previous
    }

    /// Reads the beginning of a line; `nil` when it is not what this wrote, to the byte.
    init?(_ line: some Collection<UInt8>) {
        // No head is longer: 8 + 19 + 12 + 66 + 1.
        let beginning = Array(line.prefix(128))
        func digits(from start: Int) -> Int {
            var end = start
            while end < beginning.count, beginning[end] >= 0x30, beginning[end] <= 0x39 { end += 1 }
            return end
        }
        let start = "{\"seq\":".utf8.count
        let end = digits(from: start)
        guard end > start, let number = Int64(String(decoding: beginning[start..<end], as: UTF8.self)) else {
            return nil
        }
        let quote = end + ",\"previous\":\"".utf8.count
        if beginning.count >= quote + 64 {
            let digest = String(decoding: beginning[quote..<quote + 64], as: UTF8.self)
            if digest.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) {
                previous = digest
            }
        }
        self.number = number
        guard beginning.starts(with: head.utf8) else { return nil }
    }

    /// A whole line with these members, without its end.
    func line(_ members: [JSONMember]) -> [UInt8] {
        var body: [UInt8] = []
        JSONValue.object(members).append(to: &body)
        return line(body)
    }

    /// A whole line with the members of an object in JSON text, without its end.
    func line(_ object: [UInt8]) -> [UInt8] { Array(head.utf8) + object.dropFirst() }
}

extension [UInt8] {
    /// Whether the bytes are one JSON object as far as braces and quotes tell, with nothing around it.
    var isOneObject: Bool {
        var depth = 0
        var isText = false
        var isEscaped = false
        for (index, byte) in enumerated() {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isText = false
                }
                continue
            }
            switch byte {
            case 0x22: isText = true
            case 0x7B: depth += 1
            case 0x7D:
                depth -= 1
                if depth <= 0 { return depth == 0 && index == count - 1 }
            default: if depth == 0 { return false }
            }
        }
        return false
    }
}

/// The lines that are not entries of requests but of the log itself.
enum AuditMark {
    /// The name that the first line of each file bears.
    static let format = "turnout-audit"

    /// The first line of a file.
    static func opened(at time: Timestamp) -> [JSONMember] {
        [
            JSONMember("format", .string(format)), JSONMember("format_version", .int(AuditEntry.formatVersion)),
            JSONMember("event", "opened"), JSONMember("time", .string(time.description)),
        ]
    }

    /// Behind bytes that were written when the process or the machine went down: they stay, and this vouches for them.
    static func torn(_ bytes: Int, digest: String, at time: Timestamp) -> [JSONMember] {
        [
            JSONMember("event", "torn"), JSONMember("time", .string(time.description)),
            JSONMember("bytes", .int(bytes)), JSONMember("sha256", .string(digest)),
        ]
    }

    /// An old file was removed, or could not be.
    static func removed(_ file: String, failure: String?, at time: Timestamp) -> [JSONMember] {
        [
            JSONMember("event", failure == nil ? "removed" : "not_removed"),
            JSONMember("time", .string(time.description)), JSONMember("file", .string(file)),
        ] + (failure.map { [JSONMember("failure", .string($0))] } ?? [])
    }

    /// What the first line of a file says.
    struct Header {
        let link: AuditLink
        let time: Timestamp

        /// Reads a line; `nil` when no file of this form begins so.
        init?(_ line: [UInt8]) {
            guard let link = AuditLink(line), let json = try? JSONValue(parsing: line),
                json["format"]?.string == AuditMark.format, json["event"]?.string == "opened",
                json["format_version"]?.int == AuditEntry.formatVersion,
                let time = json["time"]?.string.flatMap({ Timestamp(rfc3339: $0) })
            else { return nil }
            self.link = link
            self.time = time
        }
    }
}
