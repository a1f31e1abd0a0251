#if Server
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The authorities whose certificates are believed: the machine's, and files beside them.
///
/// Files are for networks with an authority of their own. They add to what the machine trusts; nothing takes the check
/// of certificates away.
public struct TrustRoots: Hashable, Sendable {
    /// Why a file of certificates cannot be used.
    public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        /// The file and what is wrong with it.
        public var description: String
    }

    /// The longest file that is read, in bytes; the machine's own collection has about 250,000.
    public static let fileBytes = 8 << 20

    /// What the machine trusts.
    public static let system = TrustRoots(additional: [])

    let additional: [NIOSSLCertificate]

    private init(additional: [NIOSSLCertificate]) { self.additional = additional }

    /// What the machine trusts, and the certificates in these files.
    ///
    /// - Parameter paths: files in PEM form, each with one certificate or more; read now, and not again.
    /// - Throws: ``Problem`` for a file that cannot be read, is no regular file, is longer than ``fileBytes``, or holds
    ///   no certificate.
    public init(addingPEMFiles paths: [String]) throws(Problem) {
        var certificates: [NIOSSLCertificate] = []
        for path in paths { certificates += try Self.certificates(in: path) }
        self.init(additional: certificates)
    }

    private static func certificates(in path: String) throws(Problem) -> [NIOSSLCertificate] {
        let bytes = try contents(of: path)
        let found: [NIOSSLCertificate]
        do { found = try NIOSSLCertificate.fromPEMBytes(bytes) } catch {
            throw Problem(description: "`\(path)` holds no certificate in PEM form, or a broken one")
        }
        guard !found.isEmpty else { throw Problem(description: "`\(path)` holds no certificate in PEM form") }
        return found
    }

    private static func contents(of path: String) throws(Problem) -> [UInt8] {
        // Without O_NONBLOCK a pipe that nobody writes to would hold the program here.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw unreadable(path, errno) }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw Problem(description: "cannot read certificates from `\(path)`: it is no regular file")
        }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, errno) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= fileBytes else {
                throw Problem(description: "`\(path)` is longer than \(fileBytes) bytes, and no file of certificates")
            }
        }
    }

    private static func unreadable(_ path: String, _ code: Int32) -> Problem {
        Problem(
            description: "cannot read certificates from `\(path)`: \(String(cString: strerror(code)).lowercased())")
    }
}
#endif
