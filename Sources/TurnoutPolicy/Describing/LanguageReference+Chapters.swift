extension LanguageReference {
    static let opening = """
        A policy says which language models there are, who may see a request, and who answers it. It is a YAML file. \
        `turnout check` finds all that is wrong with it, each finding with its place and a code that `turnout explain` \
        explains. This page lists every key. The smallest policy that works:
        """

    static let smallestPolicy = """
        version: 1
        providers:
          ollama: {kind: ollama, models: {llama3.2: {}}}
          openai: {kind: openai, credentials: {env: OPENAI_API_KEY}, models: {gpt-4o-mini: {}}}
        routes:
          - {task: simple, use: [ollama/llama3.2, openai/gpt-4o-mini]}
          - {task: complex, use: [openai/gpt-4o-mini, ollama/llama3.2]}
          - {task: sensitive, use: [ollama/llama3.2]}
          - {task: creative, use: [openai/gpt-4o-mini, ollama/llama3.2]}
        """

    static let behindSmallest = """
        A target is a model of a provider, written `provider/model`. A request has a task (what is asked for) and a \
        sensitivity (how private it is). The first route that matches gives the chain of targets, which are tried in \
        order; guards and budgets take targets out of it. Without being told so, detectors look for personal data and \
        secrets, and nothing of `confidential` or above goes to an external target.
        """

    static let chapters = [
        Chapter(
            key: "include",
            text: """
                Parts of a policy may stand in other files, such as routes that several policies share. Paths count \
                from the folder of the file that they stand in, and may not leave the policy's root: its folder, or the \
                one above if that is named `policies`. Lists are joined, a file's own entries before those that it \
                includes. Names in mappings must differ. Of single settings that of the including file holds. A file is \
                added once, however often it is included; a circle is an error.
                """,
            example: "include: [hybrid.yaml]"),
        Chapter(
            key: "safe_defaults",
            text: """
                The built-in protection: the labels `pii` and the task `sensitive` raise the sensitivity to \
                `confidential`, the label `secret` to `restricted`, and a guard named `stay-home` denies external \
                targets from `confidential` on. Your own rules come on top. Switching it off is a warning.
                """,
            example: "safe_defaults: true"),
        Chapter(
            key: "vocabulary",
            text: """
                The words that requests and rules share. The built-in ones are always there; a policy adds its own. \
                Labels mark content: detectors give `pii.email`, `secret.api_key` and others, and a label of your own \
                can be given away by words or patterns. A rule for `project` covers `project.zeus` as well.
                """,
            example: """
                vocabulary:
                  tasks: [translation]
                  sensitivity: [public, internal, partner, confidential, restricted]
                  attributes:
                    channel: {enum: [web, phone]}
                    contract_value: money
                  labels:
                    project.zeus: {words: [zeus, "project z"]}
                    customer.number: {patterns: ['KD-[0-9]{6}']}
                    staff.number: {patterns: ['[0-9]{5}'], near: [staff no, employee]}
                """),
        Chapter(
            key: "providers",
            text: """
                The services that answer. Whether a target is local or external follows from its endpoint: addresses of \
                this machine and of private networks are local, every name is external. Credentials are named, never \
                written down. What is not said of a provider's handling of data counts as the worst.
                """,
            example: """
                providers:
                  ollama:
                    kind: ollama
                    models:
                      llama3.2: {context: 128k, capabilities: [chat, stream, tools]}
                    limits: {concurrency: 1}
                  openai:
                    kind: openai
                    credentials: {env: OPENAI_API_KEY}
                    data: {regions: [us], retention: 30d, trains: false}
                    models:
                      gpt-4o-mini:
                        context: 128k
                        max_output: 16k
                        price: {input: 0.15 USD/1M, output: 0.60 USD/1M}
                    limits: {requests: 600/min, tokens: [400k/min, 50M/d]}
                """),
        Chapter(
            key: "classify",
            text: """
                How a request's task and sensitivity are found. Of the task rules the first that matches decides. \
                Without rules the caller's own task holds; without one, a request whose estimated complexity reaches \
                the threshold is `complex`, and every other `simple`. Sensitivity rules all count and only raise. \
                Findings below a `thresholds` entry of their label do not count.
                """,
            example: """
                classify:
                  task:
                    - {id: explicit, from: request}
                    - {id: long, when: {tokens: {gte: 8k}}, set: complex}
                  sensitivity:
                    - {id: support, when: {feature: support}, at_least: internal}
                  thresholds: {pii.phone: 80%}
                  complexity: {threshold: 60, weights: {code: 30}}
                """),
        Chapter(
            key: "guards",
            text: """
                Hard rules. A guard that denies keeps targets away from requests; a denial always wins, in whatever \
                order the guards stand, and nothing leads past it: no fallback, no override, no pin. Adding such a \
                guard can only narrow what may happen. A guard that replaces (`redact`, `pseudonymise`, `mask`, `hash`) \
                takes what detectors found out of the content before a target sees it. What is left is classified once \
                more, and the guards that deny judge that: a request that had to stay home may go out without its \
                private parts. What cannot be replaced keeps the target away. Labels that the caller gives stay, \
                whatever is replaced. Where several guards replace the same, the one that tells least holds: `redact`, \
                then `pseudonymise`, `hash`, `mask`. The route is chosen by the request as it came.
                """,
            example: """
                guards:
                  - {id: no-training, deny: {trains: true}}
                  - {id: eu-only, deny: {regions: {not_within: [eu]}}, when: {tenant: acme-de}}
                  - {id: veil, pseudonymise: [pii.email, pii.phone], to: {locality: external}}
                  - {id: cards, mask: pii.card, when: {feature: support}}
                """),
        Chapter(
            key: "sanitise",
            text: """
                What models must not say. The detectors read the answer on its way, streamed or not, and what they find \
                is replaced, or ends the answer before it is shown. What the caller's own request brought in by \
                placeholders is put back behind that, and not touched.
                """,
            example: """
                sanitise:
                  - {id: no-keys, redact: secret}
                  - {id: no-cards, refuse: pii.card, from: {locality: external}}
                """),
        Chapter(
            key: "budgets",
            text: """
                What may be spent in a period. A budget is `ok`, then `soft` from `soft_at` on, then `hard` when it is \
                used up. Routes may test the state as `budget.NAME`; `on_soft` and `on_hard` deny targets, or put some \
                first, by themselves. Before a call, its worst case is set aside in every budget that counts it, and a \
                call that one of them cannot pay is not made. With `enforce: soft` everything is counted and nothing \
                refused.
                """,
            example: """
                budgets:
                  - id: user-day
                    per: user
                    period: day
                    zone: Europe/Berlin
                    limit: 5.00 USD
                    alert_at: [50%, 80%]
                    on_hard: {deny: {priced: true}}
                  - id: team-month
                    per: tag
                    period: month
                    limit: 200 USD
                    enforce: soft
                    on_soft: {prefer: {locality: local}}
                """),
        Chapter(
            key: "currencies",
            text: """
                What other currencies are worth, so that limits, prices and caps may be written in them. Everything is \
                counted and shown in US dollars: prices are rounded up to the last place, and limits down.
                """,
            example: """
                currencies: {EUR: 1.0850 USD, CHF: 1.12 USD}
                budgets:
                  - {id: month, period: month, limit: 500.00 EUR}
                """),
        Chapter(
            key: "alerts",
            text: """
                Where alerts go. A budget sends one when what is spent reaches each share of its `alert_at`, once in a \
                period. They are kept until they are delivered. Without this section they go to the log.
                """,
            example: """
                budgets:
                  - {id: month, period: month, limit: 500 USD, alert_at: [50%, 80%, 100%]}
                alerts:
                  - {id: log, to: log}
                  - {id: page, to: {command: [/usr/local/bin/page, oncall]}, budgets: [month]}
                  - id: chat
                    to: {webhook: https://hooks.example.com/budgets, secret: {env: TURNOUT_ALERT_KEY}}
                """),
        Chapter(
            key: "ledger",
            text: """
                What is kept of calls and decisions, and for how long. There is no content in it. Users and tenants are \
                what the caller gave, or keyed hashes of it.
                """,
            example: "ledger: {keep: 400d, decisions: 90d, identities: hashed, on_failure: refuse}"),
        Chapter(
            key: "limits",
            text: """
                What the router may be asked for as a whole, and by each user. A request has to fit into every limit \
                that concerns it: these, its provider's and its model's. What does not fit waits in the queue, or goes \
                to the next target where only a target's own limit is reached. Tokens are taken at their estimate when \
                a call begins, and settled when it ends.
                """,
            example: """
                limits:
                  requests: [50/s, 1k/min]
                  tokens: 2M/min
                  concurrency: 64
                  per_user: {requests: 30/min, tokens: 200k/h, concurrency: 4}
                """),
        Chapter(
            key: "queue",
            text: """
                Requests that no limit leaves room for wait, the urgent ones first and tenants in turn. A request that \
                could not be answered before its deadline is turned away at once, and so is one that finds the queue \
                full.
                """,
            example: "queue: {size: 200, max_wait: 10s}"),
        Chapter(
            key: "dispatch",
            text: """
                How a request walks the chain of its route. `attempts` bounds all calls for a request together; \
                `retries` bounds those on one target. A provider may have an `unsupported` of its own.
                """,
            example: "dispatch: {attempts: 6, unsupported: warn, panic_below: 30%}"),
        Chapter(
            key: "breakers",
            text: """
                A circuit breaker leaves a failing target alone for a while and then lets a few trial calls through. \
                Each target has its own. Settings are looked up key by key: the target's, then its provider's, then \
                `default`'s.
                """,
            example: """
                breakers:
                  default: {window: 30s, failure_rate: 50%, open: 5s}
                  ollama: {consecutive_failures: 3, slow_call: 60s}
                """),
        Chapter(
            key: "retries",
            text: """
                How often a failed call is made again on the same target before the next one is tried. Settings are \
                looked up as for breakers. Each target has an allowance for retries besides, so that an outage is not \
                answered with several times the calls: failures empty it, successes fill it again.
                """,
            example: """
                retries:
                  default: {attempts: 2, backoff: {strategy: exponential, base: 250ms, max: 8s, jitter: full}}
                  openai/gpt-4o-mini: {attempts: 3, budget: 20, refund: 20%}
                """),
        Chapter(
            key: "timeouts",
            text: """
                How long the parts of an answer may take. `total` covers all attempts and all targets together. A \
                `first_token` that is written down holds for every target, Ollama's too.
                """,
            example: "timeouts: {connect: 5s, first_token: 30s, idle: 30s, idle_reasoning: 180s, total: 120s}"),
        Chapter(
            key: "routes",
            text: """
                Which targets answer. The first route that matches decides; one without `task` and `when` matches \
                everything and belongs at the end. `use` is the chain: targets in the order in which they are tried. \
                A step of it may be several targets that share the work. With `hedge`, a target that is slow to begin \
                gets a rival; with `trim`, a long conversation loses its oldest messages. What one provider refuses for its content goes to another only with \
                `on_content_policy: fallback`.
                """,
            example: """
                routes:
                  - id: hard-work
                    task: [complex, creative]
                    use:
                      - {balance: weighted, of: [{target: openai/gpt-4o-mini, weight: 3}, ollama/llama3.2]}
                    on_content_policy: fallback
                  - {id: typing, when: {feature: chat}, use: [openai/gpt-4o-mini, ollama/llama3.2], hedge: {after: 2s}}
                  - {id: long, when: {tokens: {gt: 16k}}, use: [ollama/llama3.2], trim: {oldest_messages: 8k}}
                  - {id: rest, use: [ollama/llama3.2, openai/gpt-4o-mini], otherwise: local}
                """),
        Chapter(
            key: "overrides",
            text: """
                Leave for some callers to choose by themselves, never past a guard or a hard budget. A caller that pins \
                a target without such leave is rejected.
                """,
            example: """
                overrides:
                  - {id: oncall, who: {group: oncall}, may: [pin_target, ignore_breaker], expires: 2099-01-01}
                """),
        Chapter(
            key: "invariants",
            text: """
                Promises about the whole policy that `turnout verify` proves, or refutes with a request as a witness: \
                that something never happens, or that enough targets always remain when all that is not assumed to be \
                up is down.
                """,
            example: """
                invariants:
                  - {id: private, never: {dispatch: {locality: external}}, when: {sensitivity: {gte: confidential}}}
                  - {id: alive, always: {eligible: {at_least: 1}}, when: {task: sensitive}, assume: {up: [ollama]}}
                """),
        Chapter(
            key: "tests",
            text: """
                Requests and what must be decided for them, run by `turnout test`. Only what is named under `expect` is \
                compared.
                """,
            example: """
                tests:
                  - name: personal data stays home even when the local model is down
                    request: {text: "write to anna@example.com", tokens: 900}
                    given: {breakers: {ollama/llama3.2: open}}
                    expect: {outcome: reject, reason: no_eligible_target, never_contacts: {locality: external}}
                """),
    ]
}
