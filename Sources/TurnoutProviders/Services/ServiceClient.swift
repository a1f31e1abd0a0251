public import TurnoutCore
public import TurnoutPolicy

/// Asks a service about itself: which models it has, and whether it is there.
///
/// Such calls carry no content and cost nothing. The client has no timer: whoever calls cancels the task when it takes
/// too long.
public struct ServiceClient: Sendable {
    private let adapter: any WireAdapter & ServiceAdapter
    private let transport: any Transport
    private let credentials: any CredentialSource

    /// Creates a client from its parts.
    public init(
        adapter: any WireAdapter & ServiceAdapter, transport: any Transport,
        credentials: any CredentialSource = EnvironmentCredentials()
    ) {
        self.adapter = adapter
        self.transport = transport
        self.credentials = credentials
    }

    /// The models that a service lists.
    ///
    /// - Parameter target: any target of the service.
    /// - Throws: ``ErrorCode/invalidRequest`` when the service has no list, and what the service or the transport say.
    public func models(of target: Target) async throws(ProviderFailure) -> [ListedModel] {
        let secret = try secret(of: target)
        guard let request = try adapter.modelListRequest(for: target, credential: secret) else {
            throw ProviderFailure(.invalidRequest, "\(target.kind.rawValue) has no list of models")
        }
        return try adapter.models(in: try await body(of: request, secret))
    }

    /// Whether a service takes requests, what it makes of the credential, and which models it lists.
    ///
    /// Without a credential that should be there the service is asked all the same, to tell the two problems apart.
    ///
    /// - Parameters:
    ///   - target: any target of the service.
    ///   - now: a clock that never jumps.
    public func health(of target: Target, now: @Sendable () -> Instant) async -> ServiceHealth {
        var health = ServiceHealth(isUp: false)
        var secret: Secret?
        do throws(ProviderFailure) { secret = try self.secret(of: target) } catch { health.failure = error }
        let lacksCredential = health.failure != nil
        do throws(ProviderFailure) {
            let list = try adapter.modelListRequest(for: target, credential: secret)
            guard let request = try adapter.healthRequest(for: target, credential: secret) ?? list else {
                health.failure = ProviderFailure(.invalidRequest, "\(target.kind.rawValue) has no call that is free")
                return health
            }
            let start = now()
            let answer: [UInt8]
            do throws(ProviderFailure) {
                answer = try await body(of: request, secret)
            } catch {
                if error.status != nil { health.latency = start.duration(to: now()) }
                health.isUp = error.showsLife
                guard !lacksCredential || !error.showsLife else { return health }
                health.failure = error
                if error.code == .authentication { health.isAccepted = false }
                return health
            }
            health.latency = start.duration(to: now())
            health.isUp = true
            if secret != nil, target.kind.checksCredential { health.isAccepted = true }
            guard let list else { return health }
            let bytes = list.url == request.url ? answer : try await body(of: list, secret)
            health.models = try adapter.models(in: bytes)
        } catch {
            health.failure = health.failure ?? error
        }
        return health
    }

    private func secret(of target: Target) throws(ProviderFailure) -> Secret? {
        guard let reference = target.credentials else { return nil }
        return try credentials.secret(for: reference)
    }

    /// The body of a successful response.
    private func body(of request: WireRequest, _ secret: Secret?) async throws(ProviderFailure) -> [UInt8] {
        let response = try await ServiceCall.send(request, over: transport)
        guard response.isSuccess else {
            let failure = adapter.failure(head: response.head, body: response.body)
            throw EchoFilter(request: ModelRequest(messages: []), secret: secret).clean(failure)
        }
        return response.body
    }
}

extension ProviderFailure {
    /// Whether the service answered, and the reason is not that it is unwell: it refuses a credential, asks for patience
    /// or money, or does not know the question.
    fileprivate var showsLife: Bool { status.map { (400..<500).contains($0) } ?? false }
}
