extension CodePage {
    static let builtinRedefined = CodePage(
        .builtinRedefined, "A built-in attribute is declared with another type.",
        why: "Built-in rules and records rely on its type.",
        mend: "Choose another name. `user`, `tenant`, `feature` and `region` may be narrowed to `{enum: […]}`.",
        wrong: "vocabulary: {attributes: {tokens: string}}",
        right: "vocabulary: {attributes: {token_kind: string}}")

    static let levelOrder = CodePage(
        .levelOrder, "The built-in levels of sensitivity are missing from the list or in another order.",
        why: "The built-in protection is bound to `confidential` and `restricted`; it must keep its meaning.",
        mend: "List all levels from low to high, the built-in four among them in their order.",
        wrong: "vocabulary: {sensitivity: [public, secret, internal]}",
        right: "vocabulary: {sensitivity: [public, internal, confidential, secret, restricted]}")

    static let missingEndpoint = CodePage(
        .missingEndpoint, "A provider does not say where it listens.",
        why: "Only the public services and Ollama have a usual address.",
        mend: "Add `endpoint`, or for Azure `resource`.",
        wrong: "providers:\n  llama: {kind: openai_compatible, models: {gemma: {}}}\nroutes: [{use: [llama/gemma]}]",
        right: "providers:\n  llama:\n    kind: openai_compatible\n    endpoint: http://127.0.0.1:8080/v1\n"
            + "    models: {gemma: {}}\nroutes: [{use: [llama/gemma]}]")

    static let invalidEndpoint = CodePage(
        .invalidEndpoint, "An endpoint is not an address that can be called.",
        why:
            "It needs `https://` or `http://`, a host, and no user, password, query or fragment. It is not repeated in "
            + "the message, as it may hold a password.",
        mend: "Write it like `https://host:8443/v1`; put credentials under `credentials`.",
        wrong: "providers:\n  ollama: {kind: ollama, endpoint: 127.0.0.1:11434, models: {llama3.2: {}}}\n"
            + "routes: [{use: [ollama/llama3.2]}]",
        right: "providers:\n  ollama: {kind: ollama, endpoint: http://127.0.0.1:11434, models: {llama3.2: {}}}\n"
            + "routes: [{use: [ollama/llama3.2]}]")

    static let plainHTTP = CodePage(
        .plainHTTP, "Requests to a host that may be anywhere would cross the network unencrypted.",
        why:
            "Anyone on the way could read prompts, answers and the credential. A name can resolve to any address, so "
            + "`locality: local` changes nothing about that.",
        mend: "Use `https://`. `http://` is for addresses on this machine or a private network, and for `localhost`.",
        wrong: "providers:\n  far: {kind: openai_compatible, endpoint: http://llm.example.com/v1, models: {m: {}}}\n"
            + "routes: [{use: [far/m]}]",
        right: "providers:\n  far: {kind: openai_compatible, endpoint: https://llm.example.com/v1, models: {m: {}}}\n"
            + "routes: [{use: [far/m]}]")

    static let localityConflict = CodePage(
        .localityConflict, "`locality: local` stands where requests certainly leave the house.",
        why: "Everything that protects private requests rests on what counts as local.",
        mend: "Remove `locality`, or state it for the provider as a whole.",
        wrong: "providers:\n  openai: {kind: openai, locality: local, credentials: {env: KEY}, models: {gpt-4o: {}}}\n"
            + "routes: [{use: [openai/gpt-4o]}]",
        right: "providers:\n  openai: {kind: openai, credentials: {env: KEY}, models: {gpt-4o: {}}}\n"
            + "routes: [{use: [openai/gpt-4o]}]")

    static let localityAsserted = CodePage(
        .localityAsserted, .warning, "A host counts as local by the policy's word alone.",
        why: "A name can resolve to any address, today or tomorrow. Private requests will go there all the same.",
        mend: "Use an address of this machine or of a private network where you can.",
        wrong: "providers:\n  llama:\n    kind: openai_compatible\n    endpoint: https://llm.corp.example/v1\n"
            + "    locality: local\n    models: {m: {}}\nroutes: [{use: [llama/m]}]",
        right: "providers:\n  llama:\n    kind: openai_compatible\n    endpoint: http://10.0.0.5:8080/v1\n"
            + "    models: {m: {}}\nroutes: [{use: [llama/m]}]")

    static let missingCredentials = CodePage(
        .missingCredentials, .warning, "An external provider that needs a key has no `credentials`.",
        why: "It will refuse every call.",
        mend: "Add `credentials: {env: NAME}` or `credentials: {file: PATH}`.",
        wrong: "providers:\n  openai: {kind: openai, models: {gpt-4o: {}}}\nroutes: [{use: [openai/gpt-4o]}]",
        right: "providers:\n  openai: {kind: openai, credentials: {env: OPENAI_API_KEY}, models: {gpt-4o: {}}}\n"
            + "routes: [{use: [openai/gpt-4o]}]")

    static let noRoutes = CodePage(
        .noRoutes, "The policy has no routes.",
        why: "Every request would be rejected.",
        mend: "Add `routes` with at least one target, or include a file that has some.",
        wrong: "version: 1\nproviders:\n  ollama: {kind: ollama, models: {llama3.2: {}}}",
        right: "version: 1\nproviders:\n  ollama: {kind: ollama, models: {llama3.2: {}}}\n"
            + "routes: [{use: [ollama/llama3.2]}]")

    static let duplicateTarget = CodePage(
        .duplicateTarget, .warning, "A target stands twice in one chain.",
        why: "A target that failed is not tried again by standing twice; `retries` does that.",
        mend: "Remove one of them.",
        wrong: "routes:\n  - {use: [ollama/llama3.2, openai/gpt-4o-mini, ollama/llama3.2]}",
        right: "routes:\n  - {use: [ollama/llama3.2, openai/gpt-4o-mini]}")

    static let nothingToHedge = CodePage(
        .nothingToHedge, .warning, "A route hedges and has nothing to hedge with.",
        why:
            "A hedge asks a second target while the first is silent. With one target in the chain, or with one call allowed "
            + "for each request, there is no second.",
        mend: "Add a target to the chain, allow more calls with `dispatch.attempts`, or remove `hedge`.",
        wrong: "routes:\n  - {task: creative, use: [openai/gpt-4o-mini], hedge: {}}\n  - {use: [ollama/llama3.2]}",
        right: "routes:\n  - {task: creative, use: [openai/gpt-4o-mini, ollama/llama3.2], hedge: {}}\n"
            + "  - {use: [ollama/llama3.2]}")

    static let taskRuleOrder = CodePage(
        .taskRuleOrder, "A rule of `classify` tests the sensitivity, which is found only after it.",
        why: "Task rules run first, then sensitivity rules, which all count together.",
        mend: "Test `labels` or `task` instead, or test the sensitivity in a route or guard.",
        wrong: "classify:\n  task:\n    - {when: {sensitivity: restricted}, set: sensitive}",
        right: "classify:\n  task:\n    - {when: {labels: pii}, set: sensitive}")

    static let invalidPattern = CodePage(
        .invalidPattern, "A regular expression of a label cannot be used.",
        why:
            "Patterns run over every request, so they must take time in proportion to its text, whatever it is. "
            + "What has no such bound (back-references, look-around, recursion) is not in the language, and a pattern "
            + "that matches nothing at all would match everywhere.",
        mend: "Follow the help: it says what is wrong and what to write in its place.",
        wrong: "vocabulary:\n  labels:\n    customer.number: {patterns: ['(KD)-\\1[0-9]+']}",
        right: "vocabulary:\n  labels:\n    customer.number: {patterns: ['KD-KD[0-9]+']}")

    static let safeDefaultsOff = CodePage(
        code: DiagnosticCode.safeDefaultsOff.rawValue, kind: .diagnostic, severities: [.warning, .error],
        summary: "The built-in protection is switched off.",
        why:
            "With it, detected personal data and secrets raise the sensitivity, and nothing of `confidential` or above "
            + "goes external. Without it, only the policy's own rules hold. In a file that is included it is an error.",
        mend: "Remove `safe_defaults: false`, or make sure that rules and guards of your own take its place.",
        wrong: "safe_defaults: false",
        right: "safe_defaults: true")

    static let unreachableRoute = CodePage(
        .unreachableRoute, .warning, "A route stands behind one that matches everything.",
        why: "The first route that matches decides, so this one never does.",
        mend: "Move it before the other. `turnout verify` finds the less obvious cases.",
        wrong: "routes:\n  - {use: [ollama/llama3.2]}\n  - {task: complex, use: [openai/gpt-4o-mini]}",
        right: "routes:\n  - {task: complex, use: [openai/gpt-4o-mini]}\n  - {use: [ollama/llama3.2]}")

    static let unusedProvider = CodePage(
        .unusedProvider, .note, "No route uses any model of a provider.",
        why: "It may be left over, or a route may be missing.",
        mend: "Name one of its models in a route, or remove the provider.",
        wrong: "routes:\n  - {use: [ollama/llama3.2]}",
        right: "routes:\n  - {use: [ollama/llama3.2, openai/gpt-4o-mini]}")

    static let expiredOverride = CodePage(
        .expiredOverride, .warning, "An override's last day has passed.",
        why: "It no longer allows anything, though it looks as if it did.",
        mend: "Remove it, or set a later date.",
        wrong: "overrides:\n  - {who: {group: oncall}, may: [pin_target], expires: 2020-01-01}",
        right: "overrides:\n  - {who: {group: oncall}, may: [pin_target], expires: 2099-01-01}")
}
