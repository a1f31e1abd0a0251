/// The first policy of somebody who has none: small, commented, safe, and with tests.
struct PolicyTemplate {
    var local = LocalServer.ollama
    var localModel: String?
    var external = ExternalService.none
    var externalModel: String?
    /// Tasks beside the four that every policy has.
    var tasks: [String] = []

    private var localTarget: String { "\(local.rawValue)/\(localModel ?? local.defaultModel)" }
    private var externalTarget: String { "\(external.rawValue)/\(externalModel ?? external.defaultModel)" }

    /// The policy.
    var yaml: String {
        [head, vocabulary, providers, rules, routes, tests].compactMap { $0 }.joined(separator: "\n")
    }

    private var head: String {
        """
        # yaml-language-server: $schema=policy.v1.schema.json
        # `turnout schema > policy.v1.schema.json` writes that file; editors complete
        # and check by it. `turnout check` shows what is wrong here, `turnout test`
        # runs the tests below.
        version: 1

        """
    }

    private var vocabulary: String? {
        if tasks.isEmpty { return nil }
        return """
            vocabulary:
              # Every policy knows the first four; the others are your own.
              tasks: [simple, complex, sensitive, creative, \(tasks.joined(separator: ", "))]

            """
    }

    private var providers: String {
        var text = """
            providers:
              # On this machine: a loopback or private address makes a provider local.
            \(local.yaml(model: localModel ?? local.defaultModel))

            """
        if external != .none {
            text += """
                  # Outside: sees only what the guards below let through.
                \(external.yaml(model: externalModel ?? external.defaultModel))

                """
        }
        return text
    }

    private var rules: String {
        """
        # How sensitive a request is. All rules that match count, and the highest level
        # holds; detectors find the labels, in the text of every request.
        classify:
          sensitivity:
            - {id: task, when: {task: sensitive}, at_least: confidential}
            - {id: pii, when: {labels: {any_of: [pii]}}, at_least: confidential}
            - {id: secrets, when: {labels: {any_of: [secret]}}, at_least: restricted}

        # A guard always wins: no route, fallback or override gets past it.
        guards:
          - {id: stay-home, deny: {locality: external}, when: {sensitivity: {gte: confidential}}}

        """
    }

    private var routes: String {
        let own = tasks.map { "- {id: \($0), task: \($0), use: [\(outsideFirst)]}" }
        let lines = [
            "- {id: sensitive, task: sensitive, use: [\(localTarget)]}",
            "- {id: quality, task: [complex, creative], use: [\(outsideFirst)]}",
        ]
        return """
            # The first route that matches decides; its targets are tried from left to right.
            routes:
            \((lines + own).map { "  \($0)\n" }.joined())  - {id: default, use: [\(homeFirst)]}

            """
    }

    private var homeFirst: String { external == .none ? localTarget : "\(localTarget), \(externalTarget)" }
    private var outsideFirst: String { external == .none ? localTarget : "\(externalTarget), \(localTarget)" }

    private var tests: String {
        """
        tests:
          - name: a simple request is answered on this machine
            request: {task: simple, text: What is the capital of Portugal?}
            expect: {outcome: allow, target: \(localTarget)}
          - name: a complex request takes the better model first
            request: {task: complex, text: "Compare B-trees and LSM trees, step by step."}
            expect: {outcome: allow, target: \(external == .none ? localTarget : externalTarget)}
          - name: a mail address stays at home, whatever the caller calls the task
            request: {task: complex, text: Write to jane.doe@example.org.}
            expect: {sensitivity: confidential, never_contacts: {locality: external}}
          - name: nothing sensitive leaves when the local model is down
            request: {task: sensitive}
            given: {health: {\(local.rawValue): down}}
            expect: {outcome: reject, reason: no_eligible_target}

        """
    }
}
