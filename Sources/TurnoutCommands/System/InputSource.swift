#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why input could not be used.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What could not be read, and why.
    public var description: String

    /// Creates an error.
    public init(_ description: String) { self.description = description }
}

/// Where a command reads from.
public protocol InputSource: Sendable {
    /// Whether a person types.
    var isTerminal: Bool { get }
    /// The next bytes, as many as there are at the moment; none at the end.
    func read() throws(InputError) -> [UInt8]
}

/// An open file of this process.
struct DescriptorInput: InputSource {
    static let standardInput = DescriptorInput(descriptor: 0, name: "standard input")

    let descriptor: Int32
    let name: String

    var isTerminal: Bool { isatty(descriptor) == 1 }

    func read() throws(InputError) -> [UInt8] {
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, used in
            repeat { count = Self.read(descriptor, buffer) } while count < 0 && errno == EINTR
            used = max(0, count)
        }
        guard count >= 0 else {
            throw InputError("cannot read \(name): \(String(cString: strerror(errno)).lowercased())")
        }
        return bytes
    }

    private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        #if canImport(Glibc)
        return Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
        return Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
        return Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    /// Opens a file, hands it to the body and closes it.
    static func withFile<Result>(_ path: String, _ body: (any InputSource) throws -> Result) throws -> Result {
        let input = try opened(path)
        defer { _ = close(input.descriptor) }
        return try body(input)
    }

    /// The same, for a body that waits.
    static func withFile<Result>(
        _ path: String, _ body: (any InputSource) async throws -> Result
    ) async throws -> Result {
        let input = try opened(path)
        defer { _ = close(input.descriptor) }
        return try await body(input)
    }

    private static func opened(_ path: String) throws(InputError) -> DescriptorInput {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw InputError("cannot read `\(path)`: \(String(cString: strerror(errno)).lowercased())")
        }
        return DescriptorInput(descriptor: descriptor, name: "`\(path)`")
    }
}
