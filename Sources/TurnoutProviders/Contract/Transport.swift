public import TurnoutCore

/// Carries requests to services and their answers back: the one place where HTTP happens.
public protocol Transport: Sendable {
    /// Sends a request and hands over the response as it arrives: the head first, then the body's bytes in pieces.
    ///
    /// Returns when the body has ended as its framing says; a body that breaks off is a failure. Receiving suspends
    /// while the receiver is busy, and the connection is then not read. When the task is cancelled, or when `receive`
    /// throws, the connection is closed at once.
    ///
    /// - Throws: ``ErrorCode/network`` when the service cannot be reached or the connection breaks,
    ///   ``ErrorCode/timeout`` when connecting takes too long, ``ErrorCode/cancelled`` when the task was cancelled,
    ///   and whatever `receive` throws.
    func send(
        _ request: WireRequest,
        receive: (WireResponsePart) async throws(ProviderFailure) -> Void
    ) async throws(ProviderFailure)
}

/// A request as it goes over the wire.
public struct WireRequest: Sendable {
    public enum Method: String, Sendable { case get = "GET", post = "POST" }

    public var method: Method
    /// The whole address.
    public var url: String
    /// Headers, the secret ones apart.
    public var headers: [WireHeader]
    /// The header that carries the credential, never printed.
    public var authorization: (name: String, value: Secret)?
    /// The body's bytes; empty for none.
    public var body: [UInt8]
    /// How long connecting may take.
    public var connectTimeout: Duration

    /// Creates a request.
    public init(
        method: Method,
        url: String,
        headers: [WireHeader] = [],
        authorization: (name: String, value: Secret)? = nil,
        body: [UInt8] = [],
        connectTimeout: Duration = .seconds(5)
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.authorization = authorization
        self.body = body
        self.connectTimeout = connectTimeout
    }
}

/// A header on the wire.
public struct WireHeader: Hashable, Sendable {
    public var name: String
    public var value: String

    /// Creates a header.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A piece of a response.
public enum WireResponsePart: Sendable {
    case head(WireResponseHead)
    case bytes([UInt8])
}

/// The status and headers of a response.
public struct WireResponseHead: Hashable, Sendable {
    public var status: Int
    public var headers: [WireHeader]

    /// Creates a head.
    public init(status: Int, headers: [WireHeader]) {
        self.status = status
        self.headers = headers
    }

    /// The first header of that name, in any case of letters.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.isHeaderName(name) }?.value
    }
}

extension String {
    /// Whether this is the header's name in any case of letters, which are ASCII (RFC 9110, section 5.1).
    package func isHeaderName(_ name: String) -> Bool {
        utf8.count == name.utf8.count && utf8.elementsEqual(name.utf8) { $0.lowercasedASCII == $1.lowercasedASCII }
    }
}

extension UInt8 {
    fileprivate var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
