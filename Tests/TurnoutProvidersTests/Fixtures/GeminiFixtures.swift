/// Answers of Google's Gemini interface in the form that it documents, with contents of our own.
enum GeminiFixtures {
    /// https://ai.google.dev/api/generate-content#generatecontentresponse, with a thought as in
    /// https://ai.google.dev/gemini-api/docs/thinking.
    static let plain = """
        {
          "candidates": [
            {
              "content": {
                "parts": [
                  {"text": "hm", "thought": true},
                  {"text": "Grüezi 🙂", "thoughtSignature": "c2ln"}
                ],
                "role": "model"
              },
              "finishReason": "STOP",
              "index": 0,
              "safetyRatings": [{"category": "HARM_CATEGORY_HATE_SPEECH", "probability": "NEGLIGIBLE"}]
            }
          ],
          "usageMetadata": {"promptTokenCount": 19, "cachedContentTokenCount": 8, "candidatesTokenCount": 6,
            "thoughtsTokenCount": 4, "totalTokenCount": 29},
          "modelVersion": "the-model-2026",
          "responseId": "resp1"
        }
        """

    /// https://ai.google.dev/gemini-api/docs/function-calling: one call with an identifier, one without.
    static let plainTools = """
        {"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"id":"fc_a","name":"weather","args":\
        {"place":"Bern"}},"thoughtSignature":"c2ln"},{"functionCall":{"name":"now"}}]},"finishReason":"STOP"}],\
        "responseId":"resp2"}
        """

    /// https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent: counts that grow, no mark.
    static let stream = """
        data: {"candidates": [{"content": {"parts": [{"text": "hm","thought": true}],"role": "model"},"index": 0}],\
        "usageMetadata": {"promptTokenCount": 19,"cachedContentTokenCount": 8,"totalTokenCount": 19}}

        data: {"candidates": [{"content": {"parts": [{"text": "Grüe"}],"role": "model"},"index": 0}],\
        "usageMetadata": {"promptTokenCount": 19,"candidatesTokenCount": 2,"thoughtsTokenCount": 4}}

        data: {"candidates": [{"content": {"parts": [{"text": "zi 🙂"}],"role": "model"},"finishReason": "STOP",\
        "index": 0}],"usageMetadata": {"promptTokenCount": 19,"cachedContentTokenCount": 8,"candidatesTokenCount": 6,\
        "thoughtsTokenCount": 4}}


        """.replacing("\n", with: "\r\n")

    /// https://ai.google.dev/gemini-api/docs/function-calling: calls come whole, the reason comes alone.
    static let streamTools = """
        data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"weather","args":{"place":"Bern"}},\
        "thoughtSignature":"c2ln"}],"role":"model"},"index":0}],"responseId":"resp2"}

        data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"now","args":{}}}],"role":"model"},\
        "index":0}],"responseId":"resp2"}

        data: {"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],\
        "usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":9},"responseId":"resp2"}


        """

    /// https://ai.google.dev/gemini-api/docs/troubleshooting: an error as an event.
    static let streamError = """
        data: {"candidates":[{"content":{"parts":[{"text":"Hi"}],"role":"model"},"index":0}]}

        data: {"error":{"code":503,"message":"The model is overloaded","status":"UNAVAILABLE"}}


        """

    /// The same as bare JSON over many lines, which Google's own library for Python expects there.
    static let streamBareError = """
        data: {"candidates":[{"content":{"parts":[{"text":"Hi"}],"role":"model"},"index":0}]}

        {
          "error": {
            "code": 503,
            "message": "The model is overloaded",
            "status": "UNAVAILABLE"
          }
        }

        """

    /// The same in an array of one.
    static let streamArrayError = """
        data: {"candidates":[{"content":{"parts":[{"text":"Hi"}],"role":"model"},"index":0}]}

        [{
          "error": {
            "code": 429,
            "message": "Slow down",
            "status": "RESOURCE_EXHAUSTED",
            "details": [
              {
                "@type": "type.googleapis.com/google.rpc.RetryInfo",
                "retryDelay": "7.5s"
              }
            ]
          }
        }
        ]

        """

    /// https://ai.google.dev/gemini-api/docs/safety-settings: nothing came but the reason.
    static let streamBlocked = """
        data: {"candidates":[{"finishReason":"SAFETY","index":0}],"usageMetadata":{"promptTokenCount":5}}


        """

    /// https://ai.google.dev/api/embeddings
    static let embeddings = """
        {"embeddings":[{"values":[0.25,-0.5,1]},{"values":[1,2e-1,0]}],"usageMetadata":{"promptTokenCount":7}}
        """

    /// https://ai.google.dev/api/models
    static let models = """
        {"models":[{"name":"models/the-model","version":"1","displayName":"The Model","inputTokenLimit":1048576,\
        "outputTokenLimit":65536,"supportedGenerationMethods":["generateContent","countTokens"],"thinking":true},\
        {"name":"models/vectors","inputTokenLimit":2048,"outputTokenLimit":1,"supportedGenerationMethods":\
        ["embedContent"]}],"nextPageToken":""}
        """

    /// https://ai.google.dev/gemini-api/docs/rate-limits, in the form of
    /// https://cloud.google.com/apis/design/errors.
    static func quota(_ quotaID: String, value: String? = nil, message: String = "m", delay: String = "22s") -> String {
        """
        {"error":{"code":429,"message":"\(message)","status":"RESOURCE_EXHAUSTED","details":[{"@type":\
        "type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"requests","quotaId":"\(quotaID)"\
        \(value.map { ",\"quotaValue\":\"\($0)\"" } ?? "")}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo",\
        "retryDelay":"\(delay)"}]}}
        """
    }

    static let streams = [stream, streamTools, streamError, streamBareError, streamArrayError, streamBlocked]
}
