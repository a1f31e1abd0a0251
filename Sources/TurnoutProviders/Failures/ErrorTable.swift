import TurnoutCore

/// One service's errors and what they mean, read from top to bottom: the first row that fits decides.
///
/// Rows go from the sure to the vague: the service's own codes, then text within a status, then the status alone.
/// Text is looked for in the error's message only, never in the whole body, which may echo the prompt.
struct ErrorTable: Sendable {
    /// A row; every condition that it names must hold.
    struct Row: Sendable {
        /// What the error means.
        var code: ErrorCode
        /// The service's code or type is one of these.
        var codes: Set<String> = []
        /// The status is in this range.
        var status: ClosedRange<Int>?
        /// The message holds one of these, in lower case.
        var texts: [String] = []

        func fits(status: Int?, error: WireError?, message: String) -> Bool {
            if !codes.isEmpty {
                guard let error, [error.code, error.type].contains(where: { $0.map(codes.contains) ?? false }) else {
                    return false
                }
            }
            if let range = self.status {
                guard let status, range.contains(status) else { return false }
            }
            return texts.isEmpty || texts.contains { message.contains($0) }
        }
    }

    /// The rows, the sure ones first.
    var rows: [Row]

    /// What every service means by a status that none of its rows knows.
    static let byStatus: [Row] = [
        Row(code: .provider, status: 300...399),
        Row(code: .authentication, status: 401...401),
        Row(code: .quotaExceeded, status: 402...402),
        Row(code: .authentication, status: 403...403),
        Row(code: .modelNotFound, status: 404...404),
        Row(code: .timeout, status: 408...408),
        Row(code: .provider, status: 409...409),
        Row(code: .rateLimited, status: 429...429),
        Row(code: .invalidRequest, status: 400...499),
        Row(code: .timeout, status: 504...504),
        // Cloudflare's 522 and 524: the service behind it did not answer in time.
        Row(code: .timeout, status: 522...522),
        Row(code: .timeout, status: 524...524),
        Row(code: .provider, status: 500...599),
    ]

    /// Translates an error.
    ///
    /// - Parameters:
    ///   - status: the status of the response, or the one that the error names where it came under a status of 200.
    ///   - error: what the body says; `nil` when it says nothing that can be read.
    ///   - head: the response's head, for the headers.
    func failure(status: Int?, error: WireError?, head: WireResponseHead?) -> ProviderFailure {
        let message = error?.message.lowercased() ?? ""
        let row = (rows + Self.byStatus).first { $0.fits(status: status, error: error, message: message) }
        let code = row?.code ?? .unknown
        return ProviderFailure(
            code,
            FailureText.sentence(for: code, status: status, error: error),
            status: status,
            providerCode: error?.code ?? error?.type,
            requestID: head?.requestID,
            retryAfter: head.flatMap { RetryAfter.duration(in: $0, isRateLimit: code == .rateLimited) }
        )
    }
}
