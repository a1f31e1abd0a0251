#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why a time zone cannot be used.
public struct TimeZoneFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The name is none that a zone can have.
        case invalidName
        /// There is no zone of this name.
        case unknownZone
        /// This machine has no time zones at all.
        case noDatabase
        /// The zone's file cannot be read.
        case unreadable
    }

    public var kind: Kind
    /// A sentence for operators: what is wrong, and what to do.
    public var description: String

    /// Creates a failure.
    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

/// The time zones of this machine, each in a file that is named after it.
public struct TimeZoneFiles: Sendable {
    /// The folder that holds the files.
    public let folder: String

    /// Creates the source; the folder is that of the variable `TZDIR`, and `/usr/share/zoneinfo` when it is not set.
    public init() {
        let variable = getenv("TZDIR").map { String(cString: $0) } ?? ""
        self.init(folder: variable.isEmpty ? "/usr/share/zoneinfo" : variable)
    }

    /// Creates the source with a folder.
    public init(folder: String) { self.folder = folder }

    /// Reads a zone by its name in the IANA database, such as `Europe/Berlin`. `UTC` is there without any file.
    ///
    /// - Throws: when there is no such zone or its file is damaged; the error says which package to install.
    public func rules(_ name: String) throws(TimeZoneFailure) -> TimeZoneRules {
        guard Self.isValid(name) else {
            throw TimeZoneFailure(.invalidName, "a time zone's name looks like `Europe/Berlin`")
        }
        // Such files stop at the end of the list of leap seconds, a few months ahead, and do not say what comes after.
        guard !name.hasPrefix("right/") else {
            throw TimeZoneFailure(
                .invalidName,
                "the time zone `\(name)` counts leap seconds, which clocks do not: write its name without `right/`")
        }
        if name == "UTC" || name == "Etc/UTC" { return .utc }
        let bytes = try read(name)
        do throws(TimeZoneDataError) { return try TimeZoneRules(tzif: bytes) } catch {
            throw TimeZoneFailure(
                .unreadable, "the file of the time zone `\(name)` in `\(folder)` is damaged: \(error.description)")
        }
    }

    /// Whether a name leads to a file inside of the folder: parts of letters, digits, `_`, `+`, `-` and `.`, which
    /// begin with none of the last three.
    static func isValid(_ name: String) -> Bool {
        guard (1...128).contains(name.utf8.count) else { return false }
        return name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
            guard let first = part.first else { return false }
            return isWord(first) && part.allSatisfy { isWord($0) || "+-.".utf8.contains($0) }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private func read(_ name: String) throws(TimeZoneFailure) -> [UInt8] {
        // A pipe without a writer would be waited for.
        let descriptor = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw openFailure(name, errno) }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(name, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw unknown(name) }
        let limit = TimeZoneRules.maximumBytes + 1
        var bytes: [UInt8] = []
        while bytes.count < limit {
            var count = 0
            var code: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: 8_192) { buffer, used in
                repeat {
                    count = systemRead(descriptor, buffer.baseAddress, buffer.count)
                    code = errno
                } while count < 0 && code == EINTR
                used = max(0, count)
            }
            guard count >= 0 else { throw unreadable(name, code) }
            if count == 0 { break }
            bytes += piece
        }
        return bytes
    }

    private func openFailure(_ name: String, _ code: Int32) -> TimeZoneFailure {
        guard code == ENOENT || code == ENOTDIR else { return unreadable(name, code) }
        var status = stat()
        guard stat(folder, &status) == 0 else {
            return TimeZoneFailure(
                .noDatabase,
                "the time zone `\(name)` is needed, and there are no time zones in `\(folder)`: install the package "
                    + "`tzdata` (Debian, Alpine), or name their folder in the variable `TZDIR`")
        }
        return unknown(name)
    }

    private func unknown(_ name: String) -> TimeZoneFailure {
        TimeZoneFailure(
            .unknownZone,
            "there is no time zone `\(name)` in `\(folder)`: write a name such as `Europe/Berlin`; newer zones come "
                + "with the package `tzdata`, old names such as `US/Eastern` with Debian's `tzdata-legacy`")
    }

    private func unreadable(_ name: String, _ code: Int32) -> TimeZoneFailure {
        let reason = String(cString: strerror(code)).lowercased()
        return TimeZoneFailure(
            .unreadable, "the file of the time zone `\(name)` in `\(folder)` cannot be read: \(reason)")
    }
}

/// `read(2)`, under a name that methods called `read` do not hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
