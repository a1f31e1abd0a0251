"""Secrets that only their surroundings give away: keys behind names, passwords, URLs, web tokens, private keys."""

import base64
import json

from common import BASE62, DIGITS, LOWER, UPPER, Value, chars, digits, pattern
from key_formats import basic

# Services whose keys are plain random characters: name, pattern of the key.
PLAIN = """datadog {h:32}|datadog-app {h:40}|cohere {w:40}|mistral {w:32}|azure-openai {h:32}|algolia {h:32}
mapquest {w:32}|openweather {h:32}|weatherstack {h:32}|newsapi {h:32}|tmdb {h:32}
deepl {h:8}-{h:4}-{h:4}-{h:4}-{h:12}:fx|heroku {h:8}-{h:4}-{h:4}-{h:4}-{h:12}|cloudflare {u:40}|fastly {u:32}
pagerduty {u:20}|opsgenie {h:8}-{h:4}-{h:4}-{h:4}-{h:12}|vonage {w:16}|messagebird {w:25}|twitch {l:30}|spotify {h:32}
trello {h:32}|zendesk {w:40}|freshdesk {w:20}|pipedrive {h:40}|clickup pk_{d:8}_{L:32}|coinbase {w:64}|kraken {b:86}==
binance {w:64}|bitfinex {w:43}|finnhub {l:20}|polygon {u:32}|alphavantage {L:16}|assemblyai {h:32}|deepgram {h:40}
stability sk-{w:48}|rollbar {h:32}|bugsnag {h:32}|logzio {m:32}|sumologic {w:64}|loggly {h:8}-{h:4}-{h:4}-{h:4}-{h:12}
snyk {h:8}-{h:4}-{h:4}-{h:4}-{h:12}|codacy {w:20}|coveralls {w:33}|travis {u:22}|appveyor {l:20}|bitrise {u:86}
codemagic {u:43}|expo {u:40}|onesignal {b:48}|pusher {h:20}|pubnub sec-c-{u:48}|ably {w:6}.{w:6}:{u:43}
lokalise {h:40}|crowdin {h:80}|phrase {h:64}|tiingo {h:40}|ipstack {h:32}|ipinfo {h:14}|geoapify {h:32}
opencage {h:32}|klaviyo {h:34}|customerio {h:32}|segment {w:32}|mixpanel {h:32}|amplitude {h:32}|hotjar {u:32}
fullstory {u:60}|xendit {w:44}|mollie live_{w:30}|paystack sk_live_{h:40}|wise {h:8}-{h:4}-{h:4}-{h:4}-{h:12}
chargebee live_{w:32}|recurly {h:32}|uptimerobot u{d:6}-{h:24}|statuspage {h:64}|betterstack {w:24}|zapier {w:32}
ifttt {u:43}|make {h:8}-{h:4}-{h:4}-{h:4}-{h:12}|backblaze K00{u:28}|wasabi {w:40}|linode {h:64}|vultr {L:36}
hetzner {w:64}|ovh {w:32}|upcloud {w:40}|ngrok 2{w:26}_{w:21}|meraki {h:40}|wireguard {b:43}=|jenkins {h:34}
sonatype {w:32}|redmine {h:40}|gitea {h:40}|nextcloud {w:5}-{w:5}-{w:5}-{w:5}-{w:5}"""
SERVICES = [tuple(entry.strip().split(" ", 1)) for entry in PLAIN.replace("\n", "|").split("|")]
# Inner words of an owner's own names; nobody has a rule for these.
OWN = """billing orders webhook ingest session crm partner legacy internal staging prod reporting media search checkout
warehouse notify mobile admin batch cron sync importer kafka sso""".split()
ENDS = ["api_key", "apikey", "token", "secret", "access_token", "auth_token", "client_secret", "secret_key",
        "access_key",
        "signing_key", "encryption_key", "private_token", "refresh_token", "webhook_secret", "api_secret", "app_key"]
SHAPES = ["{h:32}", "{h:40}", "{h:64}", "{w:24}", "{w:32}", "{w:40}", "{u:43}", "{b:43}=", "{l:36}", "{L:32}",
          "{b:86}=="]


def spell(rng, name: str) -> str:
    """The spellings in which programs write a name of several words."""
    words = name.replace("-", "_").split("_")
    return rng.choice(["_".join(words), "_".join(words).upper(), "_".join(words).upper(), "-".join(words),
                       words[0] + "".join(w.capitalize() for w in words[1:]), "".join(w.capitalize() for w in words),
                       ".".join(words)])


def random_key(rng, form: str) -> str:
    # Some services use letters only; where a digit may stand, a key without one is next to impossible.
    for _ in range(20):
        text = pattern(rng, form)
        if any(c.isdigit() for c in text):
            break
    return text


def keyed(rng) -> tuple[str, Value]:
    """A name and a key that only the name gives away."""
    if rng.random() < 0.6:
        service, form = rng.choice(SERVICES)
        name = f"{service}_{rng.choice(ENDS)}"
    else:
        service, form = "generic", rng.choice(SHAPES)
        name = rng.choice([f"{rng.choice(OWN)}_{rng.choice(ENDS)}", rng.choice(ENDS)])
    return spell(rng, name), Value(random_key(rng, form), "API_KEY", f"keyed:{service}")


ASSIGNMENTS = ["<<k>>=<<v>>", "<<k>>=\"<<v>>\"", "<<k>>: <<v>>", "<<k>>: \"<<v>>\"", "<<k>> = '<<v>>'",
               "\"<<k>>\": \"<<v>>\"",
               "export <<k>>=<<v>>", "ENV <<k>> <<v>>", "set <<k>> <<v>>", "<<k>> := \"<<v>>\"", "'<<k>>' => '<<v>>',",
               "<add key=\"<<k>>\" value=\"<<v>>\" />", "const <<k>> = \"<<v>>\";", "--<<k>> <<v>>", "-D<<k>>=<<v>>",
               "<<<k>>><<v>></<<k>>>", "let <<k>>: String = \"<<v>>\"", "<<k>> -> <<v>>", "| <<k>> | <<v>> |",
               "$<<k>> = \"<<v>>\";", "- name: <<k>>\n  value: <<v>>", "?<<k>>=<<v>>&page=2", "<<k>> is <<v>>"]

WORDS = """river copper falcon maple amber signal orbit velvet stone winter harbor tiger saffron pepper cobalt meadow lantern
garnet willow thunder biscuit rocket puzzle canyon marble ember comet""".split()


def password(rng) -> str:
    word = lambda: rng.choice(WORDS)
    kind = rng.randrange(8)
    if kind == 0:
        return word().capitalize() + str(rng.randint(1950, 2025)) + rng.choice("!#$?*")
    if kind == 1:
        return f"{word()}-{word()}-{word()}-{rng.randint(2, 99)}"
    if kind == 2:
        return word() + digits(rng, rng.randint(2, 4))
    if kind == 3:
        return chars(rng, LOWER, 4) + digits(rng, 3) + chars(rng, LOWER, 4)
    if kind == 4:
        return word().upper() + "_" + word() + rng.choice("#!@%") + digits(rng, 3)
    if kind == 5:
        body = list(chars(rng, UPPER, 4) + chars(rng, LOWER, 5) + chars(rng, DIGITS, 3) + chars(rng, "!#$%&*+?@^_-", 2))
        rng.shuffle(body)
        return rng.choice(UPPER + LOWER) + "".join(body) + rng.choice(DIGITS + LOWER)
    if kind == 6:
        return word().replace("o", "0").replace("a", "@").capitalize() + digits(rng, 3)
    return f"{word().capitalize()}{word().capitalize()}{digits(rng, 2)}"


def password_value(rng) -> Value:
    return Value(password(rng), "PASSWORD")


USERS = ["admin", "root", "app", "deploy", "readonly", "svc_report", "anna", "postgres", "u8231", "backup"]
HOSTS = ["db.internal:5432", "10.4.2.19:3306", "cluster0.ab1cd.mongodb.net", "mq.acme.io:5672",
         "cache-01.corp.net:6379",
         "ftp.partner.example.org", "nexus.corp.net", "repo.acme.io", "sql01.contoso.com:1433", "broker.local:1883"]


def url_credentials(rng) -> Value:
    scheme = rng.choice(["postgres", "postgresql", "mysql", "mongodb", "mongodb+srv", "redis", "rediss", "amqp",
                         "amqps", "https",
                         "http", "ftp", "sftp", "smtp", "ldap", "mqtt", "clickhouse", "jdbc:postgresql", "git+https",
                         "mssql",
                         "postgresql+psycopg2", "socks5", "rtsp", "nats"])
    user = "" if scheme.startswith("redis") and rng.random() < 0.5 else rng.choice(USERS)
    while True:
        secret = password(rng)
        if not set(secret) & set("@/#?%^"):
            break
    head = f"{scheme}://{user}:"
    tail = f"@{rng.choice(HOSTS)}{rng.choice(['', '/app', '/orders?sslmode=require', '/0', '/repo.git', '/'])}"
    return Value(head + secret + tail, "URL_CREDENTIALS", None, (len(head), len(head) + len(secret)))


def encoded(value) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def jwt(rng) -> Value:
    alg, size = rng.choice([("HS256", 32), ("RS256", 256), ("ES256", 64), ("EdDSA", 64), ("HS512", 64)])
    header = rng.choice([{"alg": alg, "typ": "JWT"}, {"typ": "JWT", "alg": alg}, {"alg": alg, "kid": chars(rng, BASE62,
                                                                                                           12)}])
    claims = {"sub": digits(rng, 10), "iat": rng.randint(1_600_000_000, 1_790_000_000)}
    if rng.random() < 0.5:
        claims |= {"iss": "https://login.acme.io/", "scope": rng.choice(["read", "openid profile", "orders:write"])}
    return Value(f"{encoded(header)}.{encoded(claims)}.{encoded(rng.randbytes(size))}", "JWT")


def private_key(rng) -> Value:
    kind = rng.choice(["RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PRIVATE KEY",
                       "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK"])
    body = base64.b64encode(rng.randbytes(rng.choice([96, 120, 240, 420]))).decode()
    width = 70 if kind.startswith("OPENSSH") else 64
    lines = [body[at:at + width] for at in range(0, len(body), width)]
    extra = ["Proc-Type: 4,ENCRYPTED", f"DEK-Info: AES-128-CBC,{chars(rng, DIGITS + 'ABCDEF', 32)}", ""] \
        if kind == "RSA PRIVATE KEY" and rng.random() < 0.3 else [""] if kind.startswith("PGP") else []
    text = "\n".join([f"-----BEGIN {kind}-----", *extra, *lines, f"-----END {kind}-----"])
    if rng.random() < 0.15:
        text = text.replace("\n", "\\n")
    return Value(text, "PRIVATE_KEY", kind)


def basic_auth(rng) -> Value:
    return Value(basic(rng.choice(USERS), password(rng)), "PASSWORD", "basic-auth")
