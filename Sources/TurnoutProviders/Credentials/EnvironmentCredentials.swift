public import TurnoutCore
public import TurnoutPolicy

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Credentials from environment variables and from the first lines of files.
///
/// Nothing is kept: a rotated key is found by the next call.
public struct EnvironmentCredentials: CredentialSource {
    /// The longest credential in bytes; longer files are not what they seem.
    private static let maxBytes = 16 << 10

    private let lookup: @Sendable (String) -> String?

    /// Creates the source over this process's environment.
    public init() { lookup = { name in getenv(name).map { String(cString: $0) } } }

    /// Creates the source over another environment.
    ///
    /// - Parameter lookup: reads a variable.
    public init(lookup: @escaping @Sendable (String) -> String?) { self.lookup = lookup }

    public func secret(for reference: CredentialReference) throws(ProviderFailure) -> Secret {
        switch reference {
        case .environment(let name):
            guard let value = lookup(name) else {
                throw problem("the environment variable `\(name)` is not set; set it to the provider's key")
            }
            return try secret(value, from: "the environment variable `\(name)`")
        case .file(let path):
            return try secret(try firstLine(of: path), from: "the file `\(path)`")
        }
    }

    private func problem(_ message: String) -> ProviderFailure { ProviderFailure(.authentication, message) }

    private func secret(_ text: String, from place: String) throws(ProviderFailure) -> Secret {
        var bytes = text.utf8[...]
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 || last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw problem("\(place) is empty; put the provider's key there") }
        // It goes into a header, where a line break would start another one.
        // An access token may be given with the word that goes before it in the header.
        let word = "Bearer ".utf8
        let key = bytes.starts(with: word) ? bytes.dropFirst(word.count) : bytes
        guard !key.isEmpty, key.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw problem("\(place) holds characters that no key has; put the provider's key there, and nothing else")
        }
        return Secret(String(decoding: bytes, as: UTF8.self))
    }

    private func firstLine(of path: String) throws(ProviderFailure) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: throw problem("there is no file `\(path)`; create it with the provider's key as first line")
            case EACCES: throw problem("the file `\(path)` may not be read; give this process's user the right to")
            default: throw problem("the file `\(path)` cannot be opened: \(String(cString: strerror(errno)))")
            }
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Self.maxBytes)
        var filled = 0
        while filled < bytes.count, !bytes[..<filled].contains(0x0A) {
            let count = bytes.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw problem("the file `\(path)` cannot be read: \(String(cString: strerror(errno)))")
            }
            guard count > 0 else { break }
            filled += count
        }
        let line = bytes[..<filled].prefix { $0 != 0x0A }
        guard line.count < Self.maxBytes else {
            throw problem("the first line of the file `\(path)` is too long for a key")
        }
        return String(decoding: line, as: UTF8.self)
    }
}
