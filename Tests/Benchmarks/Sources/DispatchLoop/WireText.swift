/// What the upstream says and what it is asked, in OpenAI's wire format. Sizes are those of a short real exchange.
enum WireText {
    /// The words of each answer; streamed, every one is a chunk.
    static let words = (0..<37).map { number in " word" + (number % 10 == 9 ? "s." : "") }
    /// The pieces of a streamed answer: the role, the words, the finish reason, the usage.
    static let chunkCount = words.count + 3

    static let systemText = """
        You answer questions about railways in plain words and at most three sentences. Say when you are not sure. \
        Name the country when a term differs between countries, and give the usual English term beside a local one.
        """
    static let userText = """
        What is a turnout, what are its parts called, and how does a driver know which way it is set before the train \
        reaches it? Please mention both mechanical and electric installations.
        """

    static let answerText = words.joined()

    /// A plain answer, about 800 bytes.
    static let answer = """
        {"id":"chatcmpl-Bm4xQ7Zk2v","object":"chat.completion","created":1780000000,"model":"gpt-4o-mini-2024-07-18",\
        "choices":[{"index":0,"message":{"role":"assistant","content":"\(answerText)","refusal":null,\
        "annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":97,\
        "completion_tokens":37,"total_tokens":134,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},\
        "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,\
        "rejected_prediction_tokens":0}},"service_tier":"default","system_fingerprint":"fp_44f0a1b2c3"}
        """

    /// The events of a streamed answer, the words repeated.
    static func events(repeating times: Int) -> [String] {
        let role = event(#"[\#(choice(#"{"role":"assistant","content":"","refusal":null}"#))]"#)
        let text = words.map { event("[\(choice(#"{"content":"\#($0)"}"#))]") }
        let end = event(#"[\#(choice("{}", reason: #""stop""#))]"#)
        let usage = event(
            "[]",
            usage: """
                {"prompt_tokens":97,"completion_tokens":37,"total_tokens":134,\
                "prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}
                """)
        return [role] + (0..<times).flatMap { _ in text } + [end, usage + "data: [DONE]\n\n"]
    }

    private static func choice(_ delta: String, reason: String = "null") -> String {
        #"{"index":0,"delta":\#(delta),"logprobs":null,"finish_reason":\#(reason)}"#
    }

    private static func event(_ choices: String, usage: String = "null") -> String {
        """
        data: {"id":"chatcmpl-Bm4xQ7Zk2v","object":"chat.completion.chunk","created":1780000000,\
        "model":"gpt-4o-mini-2024-07-18","service_tier":"default","system_fingerprint":"fp_44f0a1b2c3",\
        "choices":\(choices),"usage":\(usage)}\n\n
        """
    }

    /// A request as it is written by hand.
    static func request(isStreamed: Bool) -> String {
        """
        {"model":"gpt-4o-mini","messages":[{"role":"system","content":"\(systemText)"},\
        {"role":"user","content":"\(userText)"}],"max_completion_tokens":200,"temperature":0.2,\
        "stream":\(isStreamed)\(isStreamed ? #","stream_options":{"include_usage":true}"# : "")}
        """
    }
}
