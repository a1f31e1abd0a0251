#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where policy files come from; the one place at which loading touches the world.
public protocol PolicyFiles: Sendable {
    /// The bytes of a file.
    func read(_ path: String) throws(PolicyFileError) -> [UInt8]

    /// The path without `.`, `..` and symbolic links; `nil` when there is no such file.
    func canonicalPath(_ path: String) -> String?
}

/// Why a file could not be read.
public struct PolicyFileError: Error, Hashable, Sendable {
    /// The reason in words: `no such file or directory`.
    public var reason: String

    /// Creates an error.
    public init(reason: String) { self.reason = reason }
}

/// The files of this machine.
public struct DiskFiles: PolicyFiles {
    /// The most bytes that are read; the loader refuses such a file anyway.
    private static let limit = 2 << 20

    /// Creates the source.
    public init() {}

    public func read(_ path: String) throws(PolicyFileError) -> [UInt8] {
        // A pipe without a writer would be waited for, and an `include` may name one.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.lastError() }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.lastError() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw PolicyFileError(reason: "not a regular file") }
        var bytes: [UInt8] = []
        while bytes.count <= Self.limit {
            var count = 0
            let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, used in
                repeat { count = Self.readInto(descriptor, buffer) } while count < 0 && errno == EINTR
                used = max(0, count)
            }
            guard count >= 0 else { throw Self.lastError() }
            if count == 0 { break }
            bytes.append(contentsOf: piece)
        }
        return bytes
    }

    public func canonicalPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func readInto(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Glibc)
        return Glibc.read(descriptor, base, buffer.count)
        #elseif canImport(Musl)
        return Musl.read(descriptor, base, buffer.count)
        #else
        return Darwin.read(descriptor, base, buffer.count)
        #endif
    }

    private static func lastError() -> PolicyFileError {
        PolicyFileError(reason: String(cString: strerror(errno)).lowercased())
    }
}

/// Files that are given as text: for embedders without a disk, and for tests.
public struct MemoryFiles: PolicyFiles {
    private let files: [String: [UInt8]]

    /// Creates the source from paths and texts.
    public init(_ files: [String: String]) { self.files = files.mapValues { Array($0.utf8) } }

    /// Creates the source from paths and bytes.
    public init(bytes files: [String: [UInt8]]) { self.files = files }

    public func read(_ path: String) throws(PolicyFileError) -> [UInt8] {
        guard let bytes = files[canonicalPath(path) ?? path] else {
            throw PolicyFileError(reason: "no such file or directory")
        }
        return bytes
    }

    public func canonicalPath(_ path: String) -> String? {
        let normal = Path.normalized(path)
        return files.keys.contains(normal) ? normal : nil
    }
}

/// Arithmetic on paths with slashes, without looking at a disk.
enum Path {
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func lastComponent(of path: String) -> String {
        String(path.split(separator: "/", omittingEmptySubsequences: true).last ?? "")
    }

    static func join(_ directory: String, _ path: String) -> String {
        if path.hasPrefix("/") || directory == "." { return path }
        return directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
    }

    static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    static func isInside(_ path: String, root: String) -> Bool {
        root == "/" || path == root || path.hasPrefix(root.hasSuffix("/") ? root : root + "/")
    }
}
