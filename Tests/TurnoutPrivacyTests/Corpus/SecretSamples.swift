@testable import TurnoutPrivacy

/// Secrets made when they are needed, ways in which people write them, and texts that only look alike.
enum SecretSamples {
    /// A key of a rule: its prefix and characters that the rule allows.
    static func key(_ rule: TokenRule, length: Int, using generator: inout some RandomNumberGenerator) -> String {
        let prefix = String(decoding: rule.prefix, as: UTF8.self)
        let body =
            switch rule.body {
            case .hex, .hexDashed: Samples.text(Samples.hex, length - 4, using: &generator) + "1a2b"
            case .base32: Samples.text(Samples.capitals + Samples.digits, length - 4, using: &generator) + "A2B3"
            default: Samples.token(length, using: &generator)
            }
        return prefix + body
    }

    /// A password as people choose them: words and numbers, letters by turns, words with dashes.
    static func password(_ round: Int, using generator: inout some RandomNumberGenerator) -> String {
        let words = ["Orbit", "Maple", "Falcon", "Stone", "River", "Amber"]
        let first = words.randomElement(using: &generator) ?? "Orbit"
        let second = (words.randomElement(using: &generator) ?? "Maple").lowercased()
        let digits = Samples.text(Samples.digits, 3, using: &generator)
        return switch round % 5 {
        case 0: first + "7" + digits + "$"
        case 1: first + second + "#" + digits
        case 2: Samples.text(Samples.lowercase, 4, using: &generator) + "4" + digits + second + "X9"
        case 3: "P@" + second + digits + "!"
        default: first + digits + second.prefix(3).uppercased()
        }
    }

    /// How passwords are written: `%` stands for the password.
    static let passwordForms = [
        "The password is %.", "the password for the wiki is %", "my password is \"%\" please reset it",
        "password for kim@example.org is %", "You can log in with admin / %", "login: admin / %", "login: kim:%",
        "credentials: root / %", "creds are kim / %", "The root password was changed to %",
        "set the admin password to % and restart", "user kim password %", "username: kim, password: %",
        "user=kim pass=%", "pw: %", "Server=db;User Id=sa;Password=%;Encrypt=true", "Server=db;Uid=sa;Pwd=%;",
        "PGPASSWORD=% psql -h db", "export DB_PASS='%'", "$env:DB_PASSWORD = \"%\"", "mysql -u root -p% shop",
        "sshpass -p '%' ssh root@h", "docker login -u kim -p %", "curl -u kim:% https://x.io",
        "curl --user \"kim:%\" https://x.io", "redis-cli -a % ping", "tool --password % run", "tool --password=% run",
        "<password>%</password>", "<add key=\"DbPassword\" value=\"%\" />", "<property name=\"password\" value=\"%\"/>",
        "<entry key=\"password\">%</entry>", "{\"password\": \"%\"}", "{\"name\": \"DB_PASSWORD\", \"value\": \"%\"}",
        "- name: DB_PASSWORD\n  value: %", "password = \"%\"", "'password' => '%',", "var password = @\"%\";",
        "props.put(\"password\", \"%\");", "user.setPassword(\"%\");", "define('DB_PASSWORD', '%');",
        "os.environ[\"DB_PASSWORD\"] = \"%\"", "machine h login kim password %", "IDENTIFIED BY '%'",
        "http.basicAuth(\"kim\", \"%\")", "new NetworkCredential(\"kim\", \"%\")", "sign in as kim with password %",
        "| password | % |", "**Password:** %", "Password: `%`", "Password - %", "temporary password: %",
        "Das Passwort lautet %", "Le mot de passe est %", "La contraseña es %", "La password è %", "A senha é %",
        "Het wachtwoord is %", "Hasło: %", "hasło to %", "Heslo je %", "Lösenordet är %", "Salasana: %", "şifre: %",
        "Jelszó: %", "пароль: %", "Пароль — %", "пароль от вайфая: %", "密码：%", "密码是%", "パスワードは%です", "비밀번호: %",
        "סיסמה: %", "كلمة المرور: %", "mật khẩu: %", "รหัสผ่าน: %", "पासवर्ड: %",
    ]

    /// How keys without a prefix are written: `%` stands for a token of letters and digits.
    static let keyForms = [
        "consumer_secret=%", "client-secret: %", "encryption_key = '%'", "SECRET_KEY_BASE=%", "webhook secret: %",
        "signing_secret: \"%\"", "license key: %", "access token for staging: %", "my API key (prod) is %",
        "chartmogul %", "nicereply token %", "mailsac SECRET %", "scrapeowl_key=%", "bugherdSECRET %",
        "openweather: %", "{\"key\": \"apiKey\", \"value\": \"%\"}", "x-api-key: %", "Authorization: Token %",
        "<apiKey>%</apiKey>", "client.setApiKey(\"%\")", "--api-key %", "dapper_pat = %", "psk=%",
    ]

    /// Texts in which nothing is to be hidden.
    static func lookAlikes(using generator: inout some RandomNumberGenerator) -> [String] {
        let hex = Samples.text(Samples.hex, 64, using: &generator)
        let base64 = Samples.token(64, using: &generator)
        let uuid =
            "\(hex.prefix(8))-\(hex.dropFirst(8).prefix(4))-4\(hex.prefix(3))-a\(hex.prefix(3))-\(hex.suffix(12))"
        return [
            "commit \(hex.prefix(40))", "github commit \(hex.prefix(40)) broke the build", "sha256:\(hex)",
            "\(hex)  linux-6.1.tar.xz", "md5 \(hex.prefix(32)) matches", "docker pull app@sha256:\(hex)",
            "\"integrity\": \"sha512-\(base64)==\"", "data:image/png;base64,iVBORw0KGgo\(base64)", "request_id=\(uuid)",
            "\"id\":\"\(uuid)\"", "see https://example.org/a/\(uuid)/b", "cursor=\(base64.prefix(32))",
            "next_page_token: \(base64.prefix(32))", "cache_key=\(base64.prefix(24))", "public key: \(hex.prefix(40))",
            "gpg key 0x\(hex.prefix(16).uppercased())", "nonce-\(base64.prefix(22))",
            "traceparent: 00-\(hex.prefix(32))-01",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI\(base64.prefix(40)) laptop", "h1:\(base64.prefix(43))=",
            "token = generateToken(user2, 3600)", "password = prompt(\"Password: \")", "password: ${DB_PASSWORD_2}",
            "the password is stored in /etc/app2/secret1", "the password is hashed with argon2id and sha256",
            "password must have 8-16 characters", "reset your password at https://example.org/reset1",
            "the password is sent to kim@example.org", "Pass 2 of 3: linking app1.o", "PASS: suite/test-12a",
            "pass ABI=64 to the script", "login: see page 12", "log in with Google or GitHub", "secret: projects/1/a2",
            "api_key: your-api-key-1234567890", "token: <token1234567890abcdef>", "auth2 = OAuth2Session(client_id)",
            "keys: a1, b2, c3", "sk-fading-circle sk-circle12 sk-child", "-p 8080:80 -p 443:443", "mkdir -p a1/b2/c3d4",
            "git commit -a -m \"fix2\"", "the token limit is 128000 tokens per minute",
            "function a(){var b=1,c2=d3[e4]}",
        ]
    }
}
