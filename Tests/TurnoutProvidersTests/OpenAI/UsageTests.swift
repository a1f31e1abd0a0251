import Testing
import TurnoutCore

@testable import TurnoutProviders

/// What services say of tokens that went into their caches, and came from them.
@Suite struct CacheUsageTests {
    private func usage(_ json: String) throws -> Usage? {
        Usage(openAI: try JSONValue(parsing: json))
    }

    @Test func openRouterTellsWhatWasWritten() throws {
        let usage = try usage(
            #"""
            {"prompt_tokens": 194, "completion_tokens": 2, "completion_tokens_details": {"reasoning_tokens": 0},
             "prompt_tokens_details": {"cached_tokens": 50, "cache_write_tokens": 100, "audio_tokens": 0}}
            """#)
        #expect(usage == Usage(promptTokens: 194, completionTokens: 2, cachedTokens: 50, cacheWriteTokens: 100))
    }

    @Test func whatWasWrittenIsAPartOfThePrompt() throws {
        let usage = try usage(
            #"{"prompt_tokens": 10, "total_tokens": 10, "prompt_tokens_details": {"cached_tokens": 4, "cache_write_tokens": 99}}"#
        )
        #expect(usage == Usage(promptTokens: 10, cachedTokens: 4, cacheWriteTokens: 6))
        let negative = try self.usage(
            #"{"prompt_tokens": 10, "completion_tokens": 0, "prompt_tokens_details": {"cache_write_tokens": -5}}"#)
        #expect(negative == Usage(promptTokens: 10))
    }

    /// What is missing, null, negative or no number was not counted: taken for nothing, an answer would be free.
    @Test(arguments: [
        "{}", #"{"prompt_tokens": null, "completion_tokens": 3}"#, #"{"prompt_tokens": 3}"#,
        #"{"prompt_tokens": 3, "completion_tokens": null}"#, #"{"prompt_tokens": -3, "completion_tokens": 3}"#,
        #"{"prompt_tokens": 3, "completion_tokens": -3}"#, #"{"prompt_tokens": "3", "completion_tokens": 3}"#,
        #"{"completion_tokens": 3, "total_tokens": 5}"#, #"{"prompt_tokens": 3, "total_tokens": 2}"#,
    ])
    func whatIsNoCountIsNone(json: String) throws {
        #expect(try usage(json) == nil)
    }
}
