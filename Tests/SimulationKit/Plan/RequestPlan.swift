public import TurnoutCore

/// What one caller asks for and how it behaves.
public struct RequestPlan: Hashable, Sendable {
    /// How the caller deals with the answer.
    public enum Behaviour: Hashable, Sendable {
        /// Takes it as fast as it comes.
        case patient
        /// Pauses for that long after each event of a stream.
        case slow(Duration)
        /// Drops the stream after that many events.
        case drops(afterEvents: Int)
        /// Cancels its task after that long.
        case cancels(after: Duration)
    }

    public var number: Int
    public var arrival: Instant
    public var isStreamed: Bool
    public var task: String
    /// Labels that the caller claims.
    public var labels: [String] = []
    /// Whether the text holds an address of mail, which a detector finds.
    public var hasAddress = false
    public var tenant: String?
    public var user: String?
    public var isOncall = false
    public var priority = Priority.normal
    public var deadline: Duration?
    /// Hundred-thousandths of a dollar.
    public var costCap: Int?
    public var maxTokens: Int?
    public var pin: String?
    public var isOffline = false
    /// Tags beside the one that names the request.
    public var tags: [String] = []
    public var behaviour = Behaviour.patient

    init(number: Int, arrival: Instant, isStreamed: Bool, task: String) {
        self.number = number
        self.arrival = arrival
        self.isStreamed = isStreamed
        self.task = task
    }

    /// Whether the policy's built-in rules call the content at least confidential: the simulation's own reckoning.
    var isConfidential: Bool {
        task == "sensitive" || hasAddress || labels.contains { $0.hasPrefix("pii") || $0.hasPrefix("secret") }
    }

    /// The tag by which an account of the request is told from others; accounts hold no content.
    static func tag(_ number: Int) -> String { "r\(number)" }

    /// All of the request's tags.
    var allTags: [String] { [Self.tag(number)] + tags }

    /// The request as the caller makes it. Its first word is its number, by which providers know it.
    func request() -> ModelRequest {
        // Put together, so that no file holds an address.
        let address = hasAddress ? " write to " + ["alice", "example.org"].joined(separator: "@") : ""
        var request = ModelRequest("\(number) asks\(address)", task: task)
        request.context.labels = labels
        request.context.tenant = tenant
        request.context.user = user
        request.context.groups = isOncall ? ["oncall"] : []
        request.context.tags = allTags
        request.context.priority = priority
        request.context.deadline = deadline
        request.context.costCap = costCap.map { Money(nanoUSD: Int64($0) * 10_000) }
        request.context.offline = isOffline
        request.context.pin = pin.flatMap { TargetName($0) }
        request.options.maxTokens = maxTokens
        return request
    }
}
