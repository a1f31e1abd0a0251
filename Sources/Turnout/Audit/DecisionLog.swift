#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files of one decision log, as they lie on a disk.
package struct DecisionLog: Hashable {
    /// The file that is written.
    package let path: String
    /// All files that are there, oldest first.
    package private(set) var files: [String]
    /// How long the files were when they were found: a log that somebody writes has changed soon.
    private var sizes: [Int64] = []

    /// The logs that some paths name: the file that is written stands for those that were put aside too, a folder for all
    /// logs in it, and a file that was put aside for itself.
    package static func find(_ paths: [String]) throws(AuditFailure) -> [DecisionLog] {
        var logs: [DecisionLog] = []
        func add(_ path: String, _ files: [String]) {
            if let known = logs.firstIndex(where: { $0.path == path }) {
                logs[known].files += files.filter { !logs[known].files.contains($0) }
            } else {
                logs.append(DecisionLog(path: path, files: files))
            }
        }
        for path in paths {
            if isFolder(path) {
                let found = try Self.logs(in: path)
                guard !found.isEmpty else { throw AuditFailure("`\(path)` holds no decision log") }
                for name in found { add(name, try files(of: name, isThere: exists(name))) }
            } else if let base = LogFolder.base(of: path) {
                add(base, [path])
            } else {
                add(path, try files(of: path, isThere: true))
            }
        }
        for index in logs.indices { logs[index].sizes = logs[index].files.map(size) }
        return logs
    }

    private static func size(of path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : -1
    }

    private static func files(of path: String, isThere: Bool) throws(AuditFailure) -> [String] {
        let current = RawFile.Identity(path: path)
        do throws(SystemFailure) {
            // A crash in the middle of turning over leaves two names for one file.
            let archives = try LogFolder(path: path).archives().map(\.path).filter {
                current == nil || RawFile.Identity(path: $0) != current
            }
            return archives + (isThere ? [path] : [])
        } catch {
            throw AuditFailure("the folder of `\(path)` cannot be read: \(error.reason)")
        }
    }

    /// The logs in a folder, by the paths of their written files.
    private static func logs(in folder: String) throws(AuditFailure) -> [String] {
        let names: [String]
        do throws(SystemFailure) { names = try LogFolder.names(in: folder) } catch {
            throw AuditFailure("the folder `\(folder)` cannot be read: \(error.reason)")
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        var found: Set<String> = []
        for name in names where !name.hasSuffix(".new") {
            let path = prefix + name
            if let base = LogFolder.base(of: path) {
                if isLog(path) { found.insert(base) }
            } else if isLog(path) {
                found.insert(path)
            }
        }
        return found.sorted()
    }

    /// Whether a file begins as the files of logs do.
    private static func isLog(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let file = fopen(path, "r") else {
            return false
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 7)
        return fread(&bytes, 1, bytes.count, file) == bytes.count && bytes == Array("{\"seq\":".utf8)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func exists(_ path: String) -> Bool { RawFile.Identity(path: path) != nil }
}
