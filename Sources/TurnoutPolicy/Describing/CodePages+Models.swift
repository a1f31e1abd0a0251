extension CodePage {
    static let unsupportedCapability = CodePage(
        .unsupportedCapability, .warning, "A model is said to have a capability that its service's interface lacks.",
        why: "A request that needs it would be sent to a service that has no way to be asked, and fail there.",
        mend: "Remove the capability, or reach the model through a service that has it.",
        wrong: "providers:\n  anthropic:\n    kind: anthropic\n    credentials: {env: KEY}\n"
            + "    models: {claude-opus-5: {capabilities: [chat, embeddings]}}\nroutes: [{use: [anthropic/claude-opus-5]}]",
        right: "providers:\n  anthropic:\n    kind: anthropic\n    credentials: {env: KEY}\n"
            + "    models: {claude-opus-5: {capabilities: [chat, tools]}}\nroutes: [{use: [anthropic/claude-opus-5]}]")

    static let deprecatedModel = CodePage(
        .deprecatedModel, .warning, "A model's last day, by the catalogue, has passed.",
        why: "The service refuses calls to it, or answers with another model. The catalogue may also be out of date.",
        mend: "Choose another model; `turnout models` lists them. `turnout models update` takes in a newer catalogue.",
        wrong: "providers:\n  google:\n    kind: gemini\n    credentials: {env: KEY}\n"
            + "    models: {gemini-3.1-flash-lite-preview: {}}\nroutes: [{use: [google/gemini-3.1-flash-lite-preview]}]",
        right: "providers:\n  google:\n    kind: gemini\n    credentials: {env: KEY}\n"
            + "    models: {gemini-3.5-flash-lite: {}}\nroutes: [{use: [google/gemini-3.5-flash-lite]}]")
}
