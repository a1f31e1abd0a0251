"""Whole documents that hold several values: letters, forms, logs, settings, tables, code, transcripts."""

import identifier_contexts
import phones
import phrases
from common import Text, Value, day, digits, fill, join, pattern
from key_formats import api_key
from secrets_made import ASSIGNMENTS, basic_auth, jwt, keyed, password, password_value, private_key, url_credentials
from values import birth_date, card, crypto, email, iban, ip, mac

NAMES = """Anna Kowalska|Jonas Weber|Marie Dubois|Luca Bianchi|Sofia García|Emma Jansen|Nils Svensson|Priya Sharma|Yuki Tanaka|Li Wei|
Olena Koval|Mehmet Yılmaz|João Silva|Fatima Haddad|Kim Minji|Tomáš Novák|Ingrid Hansen|Peter Nagy""".replace("\n",
                                                                                                             "").split(
                "|")
IDS = {row[0]: row for row in identifier_contexts.ROWS}


def identifier(rng, name: str) -> Value:
    return Value(IDS[name][1](rng), name)


def field(rng, name: str) -> str:
    return rng.choice(IDS[name][2].split("|"))


def prose(rng, language: str) -> str:
    return rng.choice(phrases.PROSE[language])


def medical(rng):
    country = rng.choice([("en", "UK_NHS"), ("en", "MEDICAL_RECORD_NUMBER"), ("en", "US_SSN"), ("de",
                                                                                                "DE_HEALTH_INSURANCE"),
                          ("fr", "FR_NIR"),
                          ("nl", "NL_BSN"), ("sv", "SE_PERSONNUMMER"), ("fi", "FI_PERSONAL_IDENTITY_CODE"), ("da",
                                                                                                             "DK_CPR"),
                          ("no", "NO_FODSELSNUMMER"), ("pl", "PL_PESEL"), ("cs", "CZ_RC"), ("it", "IT_FISCAL_CODE"),
                          ("es", "ES_NIF")])
    language, kind = country
    birth = fill(rng.choice(phrases.BIRTHS[language]).replace("§", "<<v>>"), v=birth_date(rng, language))
    return fill("<<n>>\n<<b>>\n<<f>>: <<i>>\n\n<<p>>\n<<q>>\n<<t>>", n=rng.choice(NAMES), b=birth, f=field(rng, kind),
                i=identifier(rng, kind),
                p=prose(rng, language), q=prose(rng, language), t=phone_phrase(rng, language))


def phone_phrase(rng, language: str) -> Text:
    national = language in phrases.HOME and rng.random() < 0.4
    number = phones.national(rng, rng.choice(phrases.HOME[language])) if national else phones.international(rng)
    return fill(rng.choice(phrases.PHONES[language]).replace("§", "<<v>>"), v=number)


def invoice(rng):
    language, kind = rng.choice([("de", "DE_TAX_ID"), ("it", "IT_VAT_CODE"), ("pl", "PL_NIP"), ("pt", "BR_CNPJ"), ("es",
                                                                                                                   "ES_NIF"), (
                "fr", "FR_SPI"),
                                 ("en", "AU_ABN"), ("es", "MX_RFC"), ("es", "CL_RUT"), ("en", "IN_GSTIN"), ("es",
                                                                                                            "AR_CUIT")])
    return fill("INVOICE No. <<no>>\nDate: <<d>>\nCustomer: <<n>>\n<<f>>: <<i>>\n\nPos  Qty  Item           Total\n1  "
                "  <<a>>    Filter <<x>>    <<m>>.00\n"
                "Total EUR <<m>>.00\n\nIBAN: <<v>>\nQuestions: <<e>>\n", no=f"2024-{rng.randint(1, 9999):05}",
                d=f"{day(rng, 2020, 2025):%d.%m.%Y}",
                n=rng.choice(NAMES), f=field(rng, kind), i=identifier(rng, kind), a=str(rng.randint(1, 9)),
                x=f"FX-{rng.randint(10, 99)}",
                m=str(rng.randint(20, 900)), v=iban(rng), e=email(rng))


def vita(rng):
    language = rng.choice(["en", "de", "fr", "es", "it", "pl", "nl"])
    birth = fill(rng.choice([p for p in phrases.BIRTHS[language] if "\"" not in p]).replace("§", "<<v>>"),
                 v=birth_date(rng, language))
    return fill("<<n>>\nSoftware engineer\n<<e>> | <<t>>\n<<b>>\n\n2019-2024 Acme GmbH, backend (Swift, PostgreSQL "
                "15.3)\n2015-2019 Initech\n<<p>>\n",
                n=rng.choice(NAMES), e=email(rng), t=phones.international(rng), b=birth, p=prose(rng, language))


def environment(rng):
    lines = ["# settings of the service", "DEBUG=false", f"PORT={rng.randint(3000, 9999)}",
             f"LOG_LEVEL={rng.choice(['info', 'warn'])}"]
    values = [fill("DATABASE_URL=<<v>>", v=url_credentials(rng))]
    for _ in range(rng.randint(1, 3)):
        name, value = keyed(rng)
        values.append(fill("<<k>>=<<v>>", k=name.upper().replace("-", "_").replace(".", "_"), v=value))
    values.append(fill(rng.choice(["TOKEN=<<v>>", "SERVICE_TOKEN=\"<<v>>\""]), v=api_key(rng)))
    if rng.random() < 0.5:
        values.append(fill("ADMIN_PASSWORD=<<v>>", v=password_value(rng)))
    every = lines + values
    rng.shuffle(every)
    return join("\n", every)


def yaml(rng):
    name, value = keyed(rng)
    return fill("version: \"3.8\"\nservices:\n  api:\n    image: registry.acme.io/api:1.<<x>>.3\n    environment:\n   "
                "   <<k>>: <<v>>\n      DB_URL: \"<<u>>\"\n"
                "    ports:\n      - \"8080:80\"\n", x=str(rng.randint(0, 40)), k=name.upper().replace("-",
                                                                                                       "_").replace(".",
                                                                                                                    "_"), v=value, u=url_credentials(rng))


def toml(rng):
    name, value = keyed(rng)
    return fill("[server]\nbind = \"0.0.0.0:8080\"\nworkers = <<n>>\n\n[auth]\n<<k>> = \"<<v>>\"\nadmin_password = "
                "\"<<p>>\"\n", n=str(rng.randint(1, 32)),
                k=name.lower().replace(".", "_"), v=value, p=password_value(rng))


def ini(rng):
    return fill("[mail]\nhost = smtp.acme.io\nport = 587\nuser = mailer\npassword = <<p>>\nfrom = <<e>>\n\n[cache]\n"
                "url = <<u>>\n", p=password_value(rng),
                e=email(rng), u=url_credentials(rng))


def json_record(rng):
    kind = rng.choice(identifier_contexts.CATALOGUE)
    return fill('{\n  "id": <<n>>,\n  "name": "<<w>>",\n  "email": "<<e>>",\n  "phone": "<<t>>",\n  "<<k>>": '
                '"<<i>>",\n  "active": true\n}',
                n=str(rng.randint(1, 99999)), w=rng.choice(NAMES), e=email(rng), t=phones.international(rng),
                k=field(rng, kind), i=identifier(rng, kind))


def csv(rng):
    kind = rng.choice(["US_SSN", "BR_CPF", "ES_NIF", "SE_PERSONNUMMER", "IT_FISCAL_CODE", "PL_PESEL", None, None, None,
                       None])
    comma = rng.choice([",", ";", "\t"])
    head = ["name", "email", "card", "phone"] + ([field(rng, kind)] if kind else [])
    rows = []
    for _ in range(rng.randint(2, 4)):
        cells = [rng.choice(NAMES), email(rng), card(rng), phones.international(rng)] + ([identifier(rng,
                                                                                                     kind)] if kind else [])
        rows.append(join(comma, cells))
    return join("\n", [comma.join(head), *rows])


def sql(rng):
    kind = rng.choice(["US_SSN", "BR_CPF", "ES_NIF", "FI_PERSONAL_IDENTITY_CODE", "IN_PAN"])
    return fill("INSERT INTO customers (id, name, email, <<k>>, created_at) VALUES\n  (<<n>>, '<<w>>', '<<e>>', "
                "'<<i>>', '2024-03-01 10:22:31');\n"
                "ALTER USER app WITH PASSWORD '<<p>>';", k=kind.lower(), n=str(rng.randint(1, 9999)),
                w=rng.choice(NAMES), e=email(rng),
                i=identifier(rng, kind), p=password_value(rng))


def shell(rng):
    name, value = keyed(rng)
    return fill("  501  cd ~/src/api\n  502  export <<k>>=<<v>>\n  503  curl -u <<user>>:<<p>> "
                "https://ci.acme.io/job/7/build\n  504  git push\n  505  make test"
                "\n  506  psql <<u>>", k=name.upper().replace("-", "_").replace(".", "_"), v=value,
                user=rng.choice(["admin", "deploy"]),
                p=Value(password_word(rng), "PASSWORD", "curl-u"),
                u=url_credentials(rng)) if rng.random() < 0.5 else fill(
        "$ docker login -u deploy -p <<p>> registry.acme.io\nLogin Succeeded\n$ aws configure set "
        "aws_secret_access_key <<k>>\n$ ls -la\n", p=password_value(rng),
        k=Value(secret_40(rng), "API_KEY", "aws-secret"))


def password_word(rng) -> str:
    while True:
        text = password(rng)
        if not set(text) & set("$&'\"`!*?#@"):
            return text


def secret_40(rng) -> str:
    return pattern(rng, "{b:40}")


def http(rng):
    kind = rng.randrange(3)
    auth = fill("Bearer <<v>>", v=jwt(rng)) if kind == 0 else fill("Basic <<v>>",
                                                                   v=basic_auth(rng)) if kind == 1 else fill(
                "Bearer <<v>>", v=api_key(rng))
    return fill("POST /v2/orders HTTP/1.1\nHost: api.acme.io\nUser-Agent: curl/8.5.0\nAuthorization: <<a>>\n"
                "X-Forwarded-For: <<i>>\nContent-Type: application/json\n\n"
                "{\"email\":\"<<e>>\",\"qty\":<<n>>}", a=auth, i=ip(rng), e=email(rng), n=str(rng.randint(1, 30)))


def log(rng):
    lines = []
    for _ in range(rng.randint(3, 6)):
        stamp = f"2024-0{rng.randint(1, 9)}-{rng.randint(10, 28)}T{rng.randint(10, 23)}:{rng.randint(10, 59)}:{rng.randint(10, 59)}.{digits(rng, 3)}Z"
        form, value = rng.choice([("INFO request from <<v>> took 41 ms", ip), ("WARN login failed for <<v>>", email),
                                  ("INFO charged card <<v>>", card),
                                  ("DEBUG lease for <<v>> renewed", mac), ("INFO worker 7 started", ip),
                                  ("INFO flushed 128 rows", ip),
                                  ("ERROR upstream said 401 for token <<v>>", api_key),
                                  ("ERROR cannot connect to <<v>>", url_credentials)])
        lines.append(fill(stamp + " " + form, v=value(rng)) if "<<v>>" in form else stamp + " " + form)
    return join("\n", lines)


def code(rng):
    name, value = keyed(rng)
    return fill(rng.choice([
        "import requests\n\n<<k>> = \"<<v>>\"\n\ndef load(page):\n    return requests.get(URL, headers={\"X-Key\": "
        "<<k>>}, params={\"page\": page})\n",
        "const client = new Client({\n  <<k>>: '<<v>>',\n  retries: 3,\n});\nawait client.connect();",
        "public final class Settings {\n    private static final String <<k>> = \"<<v>>\";\n    static int retries = "
        "5;\n}",
        "let <<k>> = \"<<v>>\"\nlet session = URLSession(configuration: .default)\n",
        "<?php\ndefine('<<k>>', '<<v>>');\n$pdo = connect($host, 3306);\n",
        "var <<k>> = \"<<v>>\" // TODO: move to the vault\nfunc main() { run(8080) }",
        "provider \"acme\" {\n  <<k>> = \"<<v>>\"\n  region = \"eu-west-1\"\n}\n"]),
        k=name.replace(".", "_").replace("-", "_"), v=value)


def markdown(rng):
    kind = rng.choice(identifier_contexts.CATALOGUE)
    return fill("## Customers\n\n| name | <<f>> | e-mail | phone |\n|---|---|---|---|\n| <<n>> | <<i>> | <<e>> | "
                "<<t>> |\n| <<m>> | <<j>> | <<g>> | <<u>> |\n",
                f=field(rng, kind), n=rng.choice(NAMES), i=identifier(rng, kind), e=email(rng),
                t=phones.international(rng), m=rng.choice(NAMES),
                j=identifier(rng, kind), g=email(rng), u=phones.international(rng))


def html(rng):
    kind = rng.choice(identifier_contexts.CATALOGUE)
    return fill("<table class=\"kv\">\n<tr><th>Name</th><td><<n>></td></tr>\n<tr><th><<f>></th><td><<i>></td></tr>\n"
                "<tr><th>Mail</th><td><a href=\"mailto:<<e>>\">write</a>"
                "</td></tr>\n</table>", n=rng.choice(NAMES), f=field(rng, kind), i=identifier(rng, kind), e=email(rng))


def chat(rng):
    language = rng.choice(list(phrases.PASSWORDS))
    return fill("[09:<<a>>] anna: <<p>>\n[09:<<b>>] ben: <<q>>\n[09:5<<c>>] anna: <<s>>\n[09:59] ben: ok 👍",
                a=digits(rng, 1) + "1", b="4" + digits(rng, 1), c=digits(rng, 1),
                p=prose(rng, language if language in phrases.PROSE else "en"), q=prose(rng, "en"),
                s=fill(rng.choice(phrases.PASSWORDS[language]).replace("§", "<<v>>"), v=password_value(rng)))


def mail(rng):
    language = rng.choice([k for k in phrases.PHONES if k in phrases.PROSE])
    return fill("From: <<n>> <<<e>>>\nTo: <<g>>\nSubject: <<s>>\nDate: Tue, 12 Mar 2024 09:14:07 +0100\n\n<<p>>\n"
                "<<q>>\n\n<<t>>\n", n=rng.choice(NAMES), e=email(rng), g=email(rng),
                s=rng.choice(["Re: delivery", "AW: Termin", "Question", "Rappel"]), p=prose(rng, language), q=prose(rng,
                                                                                                                    language), t=phone_phrase(rng, language))


def key_file(rng):
    return fill(rng.choice(["<<v>>", "Here is my key, why is it refused?\n\n<<v>>\n",
                            "cat ~/.ssh/id_rsa\n<<v>>\n$ exit", "tls.key: |\n<<v>>\n"]), v=private_key(rng))


def ticket(rng):
    return fill("Ticket #<<n>> (priority 2)\nReporter: <<w>>, <<e>>\nSteps:\n1. open "
                "https://app.acme.io/login?next=%2Forders\n2. log in with password <<p>>\n3. error 0x80070005\n"
                "Client <<i>>, version 4.12.<<x>>\n", n=digits(rng, 5), w=rng.choice(NAMES), e=email(rng),
                p=password_value(rng), i=ip(rng), x=digits(rng, 1))


def wallet(rng):
    return fill("Payout 2024-05\n- <<n>>: <<a>> (0.<<x>> BTC)\n- <<m>>: <<b>>\nBank: <<c>>\n", n=rng.choice(NAMES),
                a=crypto(rng), x=digits(rng, 6), m=rng.choice(NAMES), b=crypto(rng),
                c=iban(rng))


def assignment(rng):
    name, value = keyed(rng)
    form = rng.choice([f for f in ASSIGNMENTS if "?" not in f or not set("+/=") & set(value.text)])
    if form.startswith(("let ", "const ", "$", "<<<", "export ", "ENV ")) or ":=" in form:
        name = name.replace(".", "_").replace("-", "_")
    return fill(form, k=name, v=value)


def netrc(rng):
    return fill(rng.choice(["machine api.acme.io login deploy password <<p>>", "curl -u me:<<p>> https://x.io",
                            "wget --user=me --password=<<p>> https://x.io/a",
                            "sshpass -p <<p>> ssh root@web", "mysql -uroot --password=<<p>> shop",
                            "authorization: basic <<b>>", "Authorization: Basic <<b>>",
                            "Server=sql01;Database=shop;User Id=app;Password=<<p>>;Encrypt=true",
                            "spring.datasource.password=<<p>>"]),
                p=Value(password_word(rng), "PASSWORD", "command"), b=basic_auth(rng))


ALL = [medical, medical, invoice, vita, environment, yaml, toml, ini, json_record, json_record, csv, csv, sql, shell,
       http, http, log, log, code, code, markdown, html,
       chat, chat, mail, mail, key_file, ticket, wallet]
