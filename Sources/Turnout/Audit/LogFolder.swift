#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files of one log: the one that is written, and those that were put aside, `NAME.000001` and on.
struct LogFolder: Sendable {
    /// The path of the file that is written.
    let path: String
    private let folder: String
    private let name: String

    init(path: String) {
        self.path = path
        if let slash = path.lastIndex(of: "/") {
            folder = slash == path.startIndex ? "/" : String(path[..<slash])
            name = String(path[path.index(after: slash)...])
        } else {
            (folder, name) = (".", path)
        }
    }

    /// The path without links to other names.
    static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// A file that was put aside.
    struct Archive {
        let path: String
        let name: String
        let number: Int
    }

    /// Where the next file grows before it takes the log's name.
    var freshPath: String { path + ".new" }

    /// The files that were put aside, oldest first.
    func archives() throws(SystemFailure) -> [Archive] {
        let prefix = path.hasSuffix(name) ? path.dropLast(name.count) : ""
        var found: [Archive] = []
        for file in try Self.names(in: folder) {
            guard file.hasPrefix(name + "."), let number = Self.number(file.dropFirst(name.count + 1)) else { continue }
            found.append(Archive(path: prefix + file, name: file, number: number))
        }
        return found.sorted { $0.number < $1.number }
    }

    /// The names of everything in a folder.
    static func names(in folder: String) throws(SystemFailure) -> [String] {
        guard let stream = opendir(folder) else { throw SystemFailure() }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }

    /// The path of the file that is written, for one that was put aside; `nil` for any other.
    static func base(of path: String) -> String? {
        guard let dot = path.lastIndex(of: "."), number(path[path.index(after: dot)...]) != nil else { return nil }
        return String(path[..<dot])
    }

    private static func number(_ digits: Substring) -> Int? {
        guard digits.utf8.count >= 6, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits)
    }

    /// The name under which the written file is put aside next.
    func nextArchivePath() throws(SystemFailure) -> String {
        let digits = String((try archives().last?.number ?? 0) &+ 1)
        return path + "." + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// Gives the written file a second name and its first one to the fresh file. At no moment is there none of that name.
    func turnOver(to archive: String) throws(SystemFailure) {
        if link(path, archive) != 0 {
            // Some file systems know no second names.
            guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { throw SystemFailure() }
            guard rename(path, archive) == 0 else { throw SystemFailure() }
        }
        if rename(freshPath, path) != 0 {
            let failure = SystemFailure()
            // As it was before, also where the first step moved the file.
            if RawFile.Identity(path: path) == nil { _ = rename(archive, path) } else { _ = unlink(archive) }
            throw failure
        }
    }

    /// Takes away a second name that a crash in the middle of turning over left.
    func mend(_ identity: RawFile.Identity) throws(SystemFailure) {
        for archive in try archives() where RawFile.Identity(path: archive.path) == identity {
            guard unlink(archive.path) == 0 else { throw SystemFailure() }
        }
    }

    func remove(_ archive: Archive) throws(SystemFailure) {
        guard unlink(archive.path) == 0 || errno == ENOENT else { throw SystemFailure() }
    }

    /// Returns when names that were given and taken would survive a loss of power.
    func sync() throws(SystemFailure) {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFailure() }
        defer { _ = close(descriptor) }
        while fsync(descriptor) != 0 {
            if errno == EINVAL || errno == ENOTSUP || errno == EROFS { return }
            if errno != EINTR { throw SystemFailure() }
        }
    }
}
