#if Server
import AsyncHTTPClient
import NIOHTTP1
import Synchronization
import TurnoutProviders

/// Remembers addresses that were read before: a service has few, and reading one costs as much as writing the rest of a
/// request.
final class RequestPrototypes: Sendable {
    /// How many are held. One more, and all are forgotten.
    private static let capacity = 256

    private struct Key: Hashable {
        let method: WireRequest.Method
        let url: String
    }

    private let known = Mutex<[Key: HTTPClient.Request]>([:])

    /// A request without headers and body.
    ///
    /// - Throws: when the address is no HTTP address.
    func request(_ method: WireRequest.Method, to url: String) throws -> HTTPClient.Request {
        let key = Key(method: method, url: url)
        if let request = known.withLock({ $0[key] }) { return request }
        let request = try HTTPClient.Request(url: url, method: HTTPMethod(rawValue: method.rawValue))
        known.withLock { known in
            if known.count >= Self.capacity { known.removeAll() }
            known[key] = request
        }
        return request
    }
}
#endif
