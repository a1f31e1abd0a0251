"""Texts in which nothing is private, though it looks so: {letter:count} draws characters, see common.SETS."""

import identifier_contexts
import phrases
from common import digits, luhn_digit, pattern
from values import IBANS, ISSUERS

ORDERS = ["order § shipped late", "Auftrag § storniert", "commande n° §", "pedido §", "serial §", "tracking §",
          "SKU § is out of stock", "meter id §",
          "我的订单号是§", "注文番号 §", "{\"order_id\":\"§\"}", "ticket #§", "ordine §", "zamówienie nr §", "заказ № §",
          "sipariş no §", "invoice ref §",
          "the reference number § is on the invoice", "Rechnungsnr. § vom letzten Monat", "batch §", "SSCC §", "part §",
          "item code §", "job §"]

SECRET_TALK = """Das Passwort muss alle 90 Tage geändert werden|Le mot de passe doit contenir huit caractères
la contraseña debe cambiarse cada 30 días|la password deve avere almeno 8 caratteri
a senha deve conter números e letras|het wachtwoord moet minstens acht tekens lang zijn|hasło musi mieć osiem znaków
пароль должен содержать не менее восьми символов|パスワードは8文字以上にしてください|密码至少需要八个字符|비밀번호는 8자 이상이어야 합니다
şifreniz en az 8 karakter olmalı|I forgot my password again, how do I reset it?|Passwort vergessen?
¿Olvidaste tu contraseña?|Mot de passe oublié ?|Glemt adgangskode?|lösenordet har gått ut
Never share your password or PIN with anyone.|The password field is required.|password: required
password: must not be empty|Password (again):|Enter passphrase for key:
what is the difference between a bearer token and an API key?|rotate the API key every quarter
token expired after 3600 seconds|the secret of good bread is time
The API key is stored in the keychain, not in the repository.|the wifi password is on the fridge
secret santa list for the office|max_tokens=4096, temperature=0.7|tokens per second: 84
token_count = len(tokenizer.encode(text))|api_key_id: primary|password_reset_url: /accounts/reset/|auth_token_ttl=3600
secretName: db-credentials|The private key never leaves the device.|private key algorithms such as RSA and Ed25519
passwd -l nobody|input type="password" name="pw"|passwordField.setText(user.getName())|SELECT password_hash FROM users
if (password.length < 8) return false;|def check_password(self, raw): ...|secretKeyRef:\n  name: db\n  key: password
PasswordAuthentication no|credit card payments are accepted|Kreditkarte wird akzeptiert
la tarjeta de crédito fue rechazada|carte bancaire refusée|信用卡付款失败|カードは使えません|please have your card ready
How is an IBAN built?|Die IBAN steht auf dem Kontoauszug.|your social security number is confidential
numéro de sécurité sociale manquant|Steuer-ID fehlt noch|CPF obrigatório|the phone number field is optional
Telefon: k. A.|phone: n/a|Tel. -|numéro de téléphone manquant|email: none|e-mail is required|date of birth: unknown
Geburtsdatum fehlt|DOB: N/A|born to be wild|he was born in Leeds|nacido en Sevilla|né à Lyon|born in 1987
birth rate fell by 2%|routing table has 412 entries|driver license not required|passport control is slow
passport photos must be 35x45 mm|MRN missing, please complete|the SSN format is AAA-GG-SSSS
area 666-12-1234 is never issued|codice fiscale ha 16 caratteri|PESEL ma 11 cyfr|CURP tiene 18 caracteres
a JWT consists of three parts joined by dots|use a password manager|two-factor codes expire after 30 seconds
set a strong passphrase|the key is under the mat|key: value|key = row[0]|primary key (id, name)|Keyboard keys: 104
foreign key constraint failed on orders.customer_id|access token required|Invalid API key provided
401 Unauthorized: token missing|CSRF token mismatch|git config credential.helper store|ssh-keygen -t ed25519 -C "ci"
kubectl get secret db-credentials -o yaml|the Bearer scheme is described in RFC 6750|basic auth is disabled
Authorization header missing"""
TALK = [entry for line in SECRET_TALK.splitlines() for entry in line.split("|")]

PLACEHOLDERS = ["${§}", "$§", "<§>", "{{ secrets.§ }}", "process.env.§", "os.environ[\"§\"]", "os.getenv('§')",
                "ENV['§']", "System.getenv(\"§\")", "%§%", "$(cat /run/secrets/db)",
                "your-api-key-here", "<your-token>", "YOUR_API_KEY", "changeme", "********", "xxxxxxxxxxxxxxxx",
                "XXXX-XXXX-XXXX", "REDACTED", "[REDACTED]", "null", "None", "\"\"", "TODO",
                "sk-xxxxxxxxxxxxxxxxxxxxxxxx", "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "AKIAXXXXXXXXXXXXXXXX",
                "sk-...", "…", "...", "<redacted>", "vault:secret/data/db#password",
                "settings.SECRET_KEY", "config.get(\"password\")", "self.token", "req.headers.authorization",
                "!ref DbSecret", "arn:aws:secretsmanager:eu-west-1:db", "@Value(\"${db.pw}\")",
                "{{ .Values.auth.token }}", "var.api_token", "data.vault_generic_secret.db.data",
                "ProcessInfo.processInfo.environment[\"§\"]", "std::env::var(\"§\")?", "<hidden>", "(unset)",
                "insert-key-here", "example", "placeholder", "dummy", "test", "secret", "password", "getpass.getpass()",
                "input(\"Key: \")", "base64_decode($blob)", "string(required)", "str"]
SECRET_NAMES = ["API_KEY", "OPENAI_API_KEY", "password", "DB_PASSWORD", "client_secret", "auth_token", "SECRET_KEY",
                "token", "GITHUB_TOKEN", "aws_secret_access_key", "apiKey", "access_token"]

FORMS = {
    "version": ["pip install torch=={n:1}.{n:2}.{d:1}+cu121", "version {n:1}.{n:1}.{n:2}.{n:1} of the driver crashes",
                "OID 1.3.6.1.4.1.{d:5}.{n:2}.{n:2}", "Chrome/{n:1}{d:2}.0.{n:1}{d:3}.{n:2} Safari/537.36",
                "\"react\": \"^{n:2}.{n:1}.0\"", "see section {n:1}.{n:1}.{n:1}.{n:1} of the manual",
                "go 1.{n:2}.{n:1}", "libssl{n:1}.{n:1}.{n:1}-{n:2}+deb12u{n:1}", "build {n:2}.0.{d:5}.{d:4}",
                "firmware v{n:1}.{n:2}.{n:1}-rc{n:1}",
                "FROM python:3.{n:2}.{n:1}-slim", "npm i left-pad@{n:1}.{n:1}.{n:2}",
                "implementation 'com.acme:core:{n:1}.{n:2}.{n:1}'", "Version: {n:1}.{n:2}.{n:1}.{n:1}",
                "swift-tools-version: 6.{d:1}", "AssemblyVersion(\"{n:1}.0.{d:4}.{d:5}\")"],
    "hash": ["commit {h:40}", "index {h:7}..{h:7} 100644", "Merge: {h:8} {h:8}", "{h:64}  archive.iso",
             "{h:32}  file.bin", "sha256:{h:64}", "image: repo/app@sha256:{h:64}", "\"integrity\": \"sha512-{b:86}==\"",
             "h1:{b:43}=",
             "ETag: \"{h:32}\"", "git checkout {h:10}", "{h:40}\trefs/heads/main", "checksum = \"{h:64}\"",
             "\"resolved\": \"https://registry.example.org/a/-/a-1.{d:1}.0.tgz#{h:40}\"", "SHA1: {h:40}",
             "md5sum: {h:32}",
             "traceparent: 00-{h:32}-{h:16}-01", "--hash=sha256:{h:64}", "nix-store /nix/store/{l:32}-glibc-2.38",
             "revision {h:12}", "digest: sha384-{b:64}", "pod api-{h:10}-{l:5} restarted", "container {h:12} exited",
             "blob {h:40} 1420",
             "request id {h:16} took 3 ms", "span_id={h:16} trace_id={h:32}", "asset main.{h:8}.js loaded",
             "at 0x{h:12} in libfoo.so", "thread 0x{h:8} crashed", "CRC32 {H:8}", "fingerprint SHA256:{b:43}",
             "fingerprint "
             "{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}:{h:2}"],
    "uuid": ["{h:8}-{h:4}-4{h:3}-a{h:3}-{h:12}", "\"id\":\"{h:8}-{h:4}-4{h:3}-9{h:3}-{h:12}\"",
             "X-Request-Id: {h:8}-{h:4}-4{h:3}-8{h:3}-{h:12}", "/api/v2/items/{h:8}-{h:4}-4{h:3}-b{h:3}-{h:12}/tags",
             "volume {H:8}-{H:4}-{H:4}-{H:4}-{H:12} is attached",
             "correlation {h:8}-{h:4}-4{h:3}-a{h:3}-{h:12} done", "CLSID {{H:8}-{H:4}-{H:4}-{H:4}-{H:12}}",
             "session {h:8}-{h:4}-1{h:3}-8{h:3}-{h:12} ended"],
    "timestamp": ["\"ts\": 17{d:11}, \"level\":\"info\"", "created_at=17{d:8}", "epoch 16{d:8} is in UTC",
                  "backup_202{n:1}0{n:1}1{d:1}1{d:5}.tar.gz", "meeting on 06/10/202{d:1} at 0{n:1}:4{d:1}",
                  "Sitzung am 2{d:1}.10.202{d:1} um 1{d:1}:25 Uhr",
                  "202{d:1}-0{n:1}-1{d:1} 1{d:1}:2{d:1}:3{d:1},{d:3} INFO boot",
                  "Sat, 1{d:1} Jul 202{d:1} 02:18:04 GMT", "released 1{d:1}.0{n:1}.202{d:1}, patched two weeks later",
                  "réunion le 1{d:1}/0{n:1}/202{d:1}", "the report covers 2019-01-01 to 202{d:1}-12-31",
                  "expires 202{d:1}-0{n:1}-1{d:1}T0{d:1}:00:00Z", "会议日期：202{d:1}年{n:1}月1{d:1}日",
                  "납기일: 202{d:1}-0{n:1}-1{d:1}", "due 0{n:1}/1{d:1}/202{d:1}", "Lieferdatum: 1{d:1}.0{n:1}.202{d:1}",
                  "fecha de entrega: 1{d:1}/0{n:1}/202{d:1}", "date of issue: 0{n:1}/1{d:1}/202{d:1}"],
    "numbers": ["ISBN 978-{n:1}-{d:4}-{d:4}-{d:1}", "EAN 4{d:12}", "IMEI 35{d:13}", "doi:10.{d:4}/j.{a:5}.{d:6}",
                "arXiv:2{d:3}.{d:5}", "CVE-202{d:1}-{d:5}", "PMID {n:1}{d:7}", "GSE{d:6}",
                "chr{n:1}:{n:1}{d:7}-{n:1}{d:7}", "lat=4{d:1}.{d:7} lon=1{d:1}.{d:7}",
                "coordinates 52.{d:6}, 13.{d:6}", "flight LH{d:4} seat {n:2}A", "part no. {d:4}-{A:6}",
                "item {d:5} (12 in stock)", "issue #{n:1}{d:4}, PR #{n:1}{d:4}", "${n:2},{d:3},{d:3}.00 in revenue",
                "{n:1}{d:9} bytes transferred", "UPS 1Z{L:16}", "RFC {n:1}{d:3}",
                "seed={n:1}{d:8}", "pid {n:1}{d:4} exited with 137", "row {n:2}: 0.{d:3} 1.{d:3} 2.{d:3} 3.{d:3}",
                "ZIP {d:5}", "{n:1}{d:5} × {n:1}{d:5} = ?", "model XY{d:3}-TZ", "lot 24/{d:4}",
                "area {d:2}-{d:3} sq ft", "1.{d:3}.{d:3},00 EUR", "Artikelnr. {d:3}-{d:3}-{d:2}",
                "lines {n:1}{d:2}-{n:1}{d:3}", "ports 8080-8{d:3}", "π = 3.14159265358979323846",
                "population {n:1},{d:3},{d:3}", "score {n:2}-{n:2}", "DIN EN 60{d:3}-4-2", "Bus {n:2}, Gleis {n:1}",
                "room {d:3}, floor {n:1}", "resistor {n:1}{d:2}-{d:4}", "case no. 24-{d:5}",
                "phone model 3310 sold {n:1}{d:5} units", "Nr. {d:4}/{d:2}", "tel est le problème n° {n:2}",
                "call stack depth {d:4}", "cell {A:1}{n:2} = {d:5}", "serial no {A:2}{d:6}-{d:2}", "VIN 1HG{L:14}",
                "USt 19 %: {d:2},{d:2}", "size 24x{d:2}x100 mm", "IBAN length 22", "{d:4}-{d:2}-{d:2}-{d:3}.png"],
    "email-like": ["@types/node@{n:2}.{n:1}.{n:1}", "systemctl start getty@tty{n:1}.service",
                   "@Override public String toString()", "SELECT @@version", "cron: @daily", "follow @nasa and @esa",
                   "docker pull ghcr.io/org/app@sha256:{h:64}", "price @ {n:1}.50 each",
                   "root@ubuntu:~# ls -la", "kubectl config use-context admin@cluster",
                   "pkg:npm/%40scope/name@{n:1}.{d:1}.0", "y = a@b.T + c", "@app.get(\"/users\")", "user@localhost",
                   "[email protected]", "foo@@bar", "@media (max-width: 600px)", "std::vector<int>@0x{h:6}",
                   "me@", "@param name the name", "wg-quick@wg0.service", "uses: actions/checkout@v{n:1}",
                   "yarn add react@{n:2}", "meet @ noon", "v8@{n:2}.{n:1}.1"],
    "ip-like": ["listen on 127.0.0.1:{n:1}{d:3}", "bind 0.0.0.0:8{d:3}", "netmask 255.255.255.0",
                "localhost resolves to ::1", "std::cout << std::endl;", "core::mem::swap(&mut a, &mut b)", "a::b::c",
                "ratio 16:9:4", "de:ad:be:ef", "time 1{d:1}:3{d:1}:5{d:1}", "Genesis 1:1-2:3",
                "::before { content: \"\" }", "300.12.{n:2}.999", "chapter 1.2.3.4.5", "00:00:00:00:00:00",
                "ff:ff:ff:ff:ff:ff", "1{d:1}:2{d:1}:3{d:1}.{d:3} --> 1{d:1}:2{d:1}:4{d:1}.{d:3}"],
    "b64-blob": ["data:image/png;base64,iVBORw0KGgo{b:180}=", "\"sourceMap\":\"{b:90}\"",
                 "url(data:font/woff2;base64,d09GMgAB{b:120})", "cursor={b:32}", "nonce-{b:22}==",
                 "\"thumbnail\": \"/9j/4AAQSkZJRgABAQE{b:160}\"", "Sec-WebSocket-Key: {b:22}==",
                 "<img src=\"data:image/gif;base64,R0lGODlh{b:60}\">"],
    "public-key": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{b:43} laptop", "ssh-rsa AAAAB3NzaC1yc2E{b:200} me",
                   "pk_live_{w:24} is the publishable key", "pk_test_{w:24}",
                   "-----BEGIN PUBLIC KEY-----\n{b:64}\n{b:64}\n-----END PUBLIC KEY-----",
                   "-----BEGIN CERTIFICATE-----\n{b:64}\n{b:64}\n{b:40}\n-----END CERTIFICATE-----",
                   "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{b:64}\n{b:64}\n-----END PGP PUBLIC KEY BLOCK-----",
                   "-----BEGIN CERTIFICATE REQUEST-----\n{b:64}\n{b:50}=\n-----END CERTIFICATE REQUEST-----",
                   "-----BEGIN PGP SIGNATURE-----\n\n{b:64}\n{b:64}\n-----END PGP SIGNATURE-----",
                   "PublicKey = {b:43}=", "age1{x:58}", "untrusted comment: minisign public key {H:16}"],
    "code": ["!function(e,t){var n=t.a{d:2};e.exports=function(r,o){return n(r)||o[{d:2}]}}(this,{{d:1}:1});",
             "const a=[{d:3},{d:3},{d:3}],b=a.map(x=>x*{d:2}).filter(Boolean);", "regex: ^sk-[A-Za-z0-9]{{d:2}}$",
             "grep -E \"AKIA[0-9A-Z]{16}\" -r .", "for i in range(10**{n:1}): total ^= i",
             "font: {n:2}px/1.5 \"Helvetica Neue\"", "color: #{h:6}; background: #{h:6}",
             "HTTP/1.1 429 Too Many Requests\nRetry-After: {n:2}0", "0 {n:1} * * * /usr/bin/backup --full",
             "INSERT INTO t VALUES ({d:2},{d:3},{d:2},{d:3},{d:2})", "while(!q.empty()){auto [d,u]=q.top();q.pop();}",
             "user.email = form.email.data", "char *s = \"\\x{h:2}\\x{h:2}\\x{h:2}\\x{h:2}\";", "mov rax, 0x{h:16}",
             "uint32_t k[] = {0x{h:8}, 0x{h:8}, 0x{h:8}};",
             "lodash@^4.17.21:\n  version \"4.17.21\"\n  integrity sha512-{b:86}==",
             "[[package]]\nname = \"serde\"\nversion = \"1.0.{d:3}\"\nchecksum = \"{h:64}\"",
             "github.com/acme/lib v1.{n:1}.{n:1} h1:{b:43}=",
             "let url = \"https://example.org/a?id={n:1}{d:5}&page=2\"", "assert_eq!(f({d:3}), {d:4});",
             "<path d=\"M{n:2}.{d:2} {n:2}.{d:2}L{n:2} {n:2}c0-{n:1}.{d:2} 2-{n:1}.{d:1}z\"/>",
             "E/AndroidRuntime({d:4}): FATAL EXCEPTION: main",
             "https://${USER}:${PASS}@registry.example.org/v2", "postgres://<user>:<password>@host/db",
             "redis://:***@cache:6379/0", "https://example.org:8443/path", "export default {{d:1}: \"a\"}",
             "kernel: [{d:5}.{d:6}] usb 1-1: new device"],
}


def failing(number: str, size: int) -> str:
    wrong = (int(luhn_digit(number[:size - 1])) + 1 + int(number[-1]) % 8) % 10
    return number[:size - 1] + str(wrong)


def luhn_fail(rng) -> str:
    _, ranges, lengths, _ = rng.choice(ISSUERS)
    size = rng.choice(lengths)
    number = failing((str(rng.randint(*rng.choice(ranges))) + digits(rng, 20))[:size], size)
    if rng.random() < 0.5:
        separator = rng.choice(" -")
        number = separator.join(number[at:at + 4] for at in range(0, size, 4))
    return rng.choice(ORDERS).replace("§", number)


def bare_number(rng) -> str:
    """A number that may well pass some state's check, in a place that speaks of orders: only context could tell."""
    return rng.choice(ORDERS).replace("§", digits(rng, rng.choice([6, 7, 8, 9, 10, 11, 12, 13, 18])))


def wrong_account(rng) -> str:
    country = rng.choice(list(IBANS))
    size = 15 + rng.randint(3, 12)
    text = country + digits(rng, size)
    valid = int("".join(str(int(c, 36)) for c in text[4:] + text[:4])) % 97 == 1
    return rng.choice(["article §", "§", "ref §", "code § on the label"]).replace("§", text[:-1] if valid else text)


def placeholder(rng) -> str:
    name = rng.choice(SECRET_NAMES)
    value = rng.choice(PLACEHOLDERS).replace("§", name.upper())
    return rng.choice(["§={}", "§: {}", "export §={}", "§ = {}", "\"§\": \"{}\"", "# §={}",
                       "set § to {} before you start", "-e §={}", "§ := {}"]).replace("§", name).replace("{}", value, 1)


def empty_name(rng) -> str:
    return rng.choice(["§=", "§:", "\"§\": null", "\"§\": \"\"", "§ = \n", "echo $§", "unset §",
                       "if [ -z \"$§\" ]; then exit 1; fi", "env: [§]", "required: [§, region]"]).replace(
        "§", rng.choice(SECRET_NAMES))


def field_only(rng) -> str:
    row = rng.choice(identifier_contexts.ROWS)
    name = rng.choice(row[2].split("|"))
    return rng.choice(["§: ", "§: ______", "Please enter your §.", "§ (optional)", "The field '§' is empty.",
                       "§: not provided", "| § | |", "\"§\": null", "§ missing"]).replace("§", name)


def prose(rng) -> str:
    language = rng.choice(list(phrases.PROSE))
    sentences = phrases.PROSE[language]
    return " ".join(rng.choice(sentences) for _ in range(rng.randint(1, 3))) + rng.choice(["", "",
                                                                                           f" {rng.randint(2, 9999)}"])


def formed(kind: str):
    return lambda rng: pattern(rng, rng.choice(FORMS[kind]))


KINDS = [("luhn-fail", luhn_fail, 7), ("bare-number", bare_number, 7), ("wrong-iban", wrong_account, 2),
         ("placeholder-secret", placeholder, 7),
         ("empty-name", empty_name, 3), ("field-only", field_only, 4), ("secret-talk", lambda rng: rng.choice(TALK), 8),
         ("prose", prose, 8)]
KINDS += [(kind, formed(kind), weight) for kind, weight in
          (("version", 6), ("hash", 7), ("uuid", 4), ("timestamp", 6), ("numbers", 8), ("email-like", 4), ("ip-like",
                                                                                                           3),
           ("b64-blob", 3), ("public-key", 3), ("code", 7))]
WEIGHTED = [(kind, make) for kind, make, weight in KINDS for _ in range(weight)]
