#if Server
import NIOHTTP1
import TurnoutCore
import TurnoutProviders

extension WireRequest {
    /// Whether no header would be read as something else than one header (RFC 9110, section 5.5).
    var isWritable: Bool {
        headers.allSatisfy { Self.isWritable($0.name, $0.value) }
            && authorization.map { Self.isWritable($0.name, $0.value.reveal()) } != false
    }

    private static func isWritable(_ name: String, _ value: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }
            && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }

    /// The headers with the credential's and our own name.
    var allHeaders: [(String, String)] {
        var all: [(String, String)] = []
        all.reserveCapacity(headers.count + 4)
        append(to: &all)
        return all
    }

    /// All headers of an HTTP/1.1 request. Where it goes and where it ends is ours to say.
    func framedHeaders(host: String) -> HTTPHeaders {
        var all: [(String, String)] = []
        all.reserveCapacity(headers.count + 4)
        append(to: &all)
        all.removeAll { name, _ in
            name.isHeaderName("host") || name.isHeaderName("content-length") || name.isHeaderName("transfer-encoding")
        }
        all.insert(("host", host), at: 0)
        // A server may wait for the body of a POST until it knows that there is none (RFC 9110, section 8.6).
        if method == .post || !body.isEmpty { all.append(("content-length", String(body.count))) }
        return HTTPHeaders(all)
    }

    private func append(to all: inout [(String, String)]) {
        var isNamed = false
        for header in headers {
            if let authorization, header.name.isHeaderName(authorization.name) { continue }
            if header.name.isHeaderName("user-agent") { isNamed = true }
            all.append((header.name, header.value))
        }
        if let authorization { all.append((authorization.name, authorization.value.reveal())) }
        if !isNamed { all.append(("user-agent", "turnout")) }
    }
}
#endif
