#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes files that did not exist before.
enum NewFile {
    /// Writes a file, and the folders above it that are missing.
    ///
    /// - Parameter replaces: whether a file of that name is written over.
    /// - Throws: a ``UsageError`` when it exists and may not be replaced, or cannot be written.
    static func write(_ text: String, to path: String, replaces: Bool) throws(UsageError) {
        try makeFolders(above: path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (replaces ? O_TRUNC : O_EXCL), 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST {
                throw UsageError(
                    nil, "`\(path)` exists already", help: "name another file, or write over it with `--force`")
            }
            throw failure("write", path)
        }
        defer { _ = close(descriptor) }
        do throws(OutputError) { try DescriptorOutput(descriptor: descriptor).write(Array(text.utf8)) } catch {
            throw failure("write", path)
        }
    }

    private static func makeFolders(above path: String) throws(UsageError) {
        for index in path.indices where path[index] == "/" && index > path.startIndex {
            let folder = String(path[..<index])
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw failure("create", folder) }
        }
    }

    private static func failure(_ verb: String, _ path: String) -> UsageError {
        UsageError(nil, "cannot \(verb) `\(path)`: \(String(cString: strerror(errno)).lowercased())")
    }
}
