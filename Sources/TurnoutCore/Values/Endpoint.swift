/// Where a provider listens: scheme, host, port and the path that its calls are put below.
public struct Endpoint: Hashable, Sendable {
    /// `http` or `https`.
    public var scheme: Scheme
    /// A name or an address, in lower case; an IPv6 address without its brackets.
    public var host: String
    /// The port, the scheme's own where none was written.
    public var port: Int
    /// The path without a slash at its end; empty for the root.
    public var path: String

    /// The schemes that the transport speaks.
    public enum Scheme: String, Sendable { case http, https }

    /// What is wrong with an endpoint's text.
    public enum Problem: Error, Hashable, Sendable {
        case scheme, host, port, credentials, query
    }

    /// Reads `https://host[:port][/path]`.
    ///
    /// Credentials in the address, a query and a fragment are refused: the first would end up in logs, the others mean
    /// nothing for a base address.
    public init(parsing text: String) throws(Problem) {
        let scheme: Scheme
        var rest: Substring
        if text.hasPrefix("https://") {
            (scheme, rest) = (.https, text.dropFirst(8))
        } else if text.hasPrefix("http://") {
            (scheme, rest) = (.http, text.dropFirst(7))
        } else {
            throw .scheme
        }
        guard !rest.contains(where: { $0 == "?" || $0 == "#" }) else { throw .query }
        var path: Substring = ""
        if let slash = rest.firstIndex(of: "/") {
            path = rest[slash...]
            rest = rest[..<slash]
        }
        guard !rest.contains("@") else { throw .credentials }
        while path.hasSuffix("/") { path.removeLast() }
        guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .host }
        let (host, portText) = try Self.split(authority: rest)
        self.scheme = scheme
        self.host = host
        self.path = String(path)
        if let portText {
            guard let port = Int(portText), (1...65_535).contains(port) else { throw .port }
            self.port = port
        } else {
            self.port = scheme == .https ? 443 : 80
        }
    }

    private static func split(authority: Substring) throws(Problem) -> (host: String, port: Substring?) {
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { throw .host }
            let host = authority[authority.index(after: authority.startIndex)..<close]
            let behind = authority[authority.index(after: close)...]
            guard IPv6Address(String(host)) != nil, behind.isEmpty || behind.hasPrefix(":") else { throw .host }
            return (host.lowercased(), behind.isEmpty ? nil : behind.dropFirst())
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let host = parts.first, !host.isEmpty, host.utf8.allSatisfy(isHostByte) else {
            throw .host
        }
        return (host.lowercased(), parts.count == 2 ? parts[1] : nil)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Whether the host is certainly on this machine or on a private network (RFC 1918, RFC 4193, link-local).
    ///
    /// Only addresses and the name `localhost` prove this. Names below `localhost` should stay home by RFC 6761, but
    /// resolvers that ask the network for them are in wide use.
    public var isProvablyLocal: Bool {
        if host == "localhost" { return true }
        if let address = IPv4Address(host) { return address.isPrivate }
        if let address = IPv6Address(host) { return address.isPrivate }
        return false
    }

    /// Whether the host is certainly this machine itself.
    public var isLoopback: Bool {
        if host == "localhost" { return true }
        if let address = IPv4Address(host) { return address.octets[0] == 127 }
        return IPv6Address(host)?.isLoopback ?? false
    }
}

extension Endpoint: CustomStringConvertible {
    public var description: String {
        let shown = host.utf8.contains(0x3A) ? "[\(host)]" : host
        let isDefault = port == (scheme == .https ? 443 : 80)
        return "\(scheme.rawValue)://\(shown)\(isDefault ? "" : ":\(port)")\(path)"
    }
}

/// An IPv4 address in its strict dotted form.
struct IPv4Address {
    let octets: [UInt8]

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        // A leading zero reads as octal in some resolvers: what looks private might not be.
        let octets = parts.compactMap { part in
            part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && (part == "0" || !part.hasPrefix("0"))
                ? UInt8(part) : nil
        }
        guard parts.count == 4, octets.count == 4 else { return nil }
        self.octets = octets
    }

    var isPrivate: Bool {
        switch (octets[0], octets[1]) {
        case (127, _), (10, _), (192, 168), (169, 254): true
        case (172, 16...31): true
        default: false
        }
    }
}

/// An IPv6 address as eight groups.
struct IPv6Address {
    let groups: [UInt16]

    init?(_ text: String) {
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return nil }
        var sides: [[UInt16]] = []
        for half in halves {
            var groups: [UInt16] = []
            let parts = half.isEmpty ? [] : half.split(separator: ":", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if index == parts.count - 1, let v4 = IPv4Address(part) {
                    groups.append(UInt16(v4.octets[0]) << 8 | UInt16(v4.octets[1]))
                    groups.append(UInt16(v4.octets[2]) << 8 | UInt16(v4.octets[3]))
                } else if (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16) {
                    groups.append(group)
                } else {
                    return nil
                }
            }
            sides.append(groups)
        }
        let written = sides.reduce(0) { $0 + $1.count }
        if sides.count == 2 {
            guard written < 8 else { return nil }
            groups = sides[0] + [UInt16](repeating: 0, count: 8 - written) + sides[1]
        } else {
            guard written == 8 else { return nil }
            groups = sides[0]
        }
    }

    var isLoopback: Bool { groups.dropLast().allSatisfy { $0 == 0 } && groups[7] == 1 }

    var isPrivate: Bool {
        if groups.dropLast().allSatisfy({ $0 == 0 }) { return groups[7] == 1 }
        if groups.prefix(5).allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
            let mapped = "\(groups[6] >> 8).\(groups[6] & 0xFF).\(groups[7] >> 8).\(groups[7] & 0xFF)"
            return IPv4Address(mapped)?.isPrivate ?? false
        }
        return groups[0] & 0xFE00 == 0xFC00 || groups[0] & 0xFFC0 == 0xFE80
    }
}
