import Testing

@testable import TurnoutPrivacy

@Suite struct NamedSecretTests {
    @Test(arguments: [
        "password=", "password: ", "\"password\": \"", "DB_PASSWORD='", "pwd: ", "my password is ", "Kennwort: ",
        "pass: ",
        "contraseña: ", "пароль: ", "密码：", "パスワード：", "비밀번호: ", "userPassword = \"", "--user kim:", "-u kim:",
        "\\\"password\\\": \\\"", "password2 = ",
    ])
    func passwordsBehindTheirName(_ name: String) {
        for value in ["Orbit" + "1992$", "r4v4" + "a8odngde", "maple-stone" + "-falcon-winter", "P@ss" + "w0rd03!"] {
            let result = Scanner.standard.scan("\(name)\(value)\" and more")
            let start = name.utf8.count
            #expect(result.findings.map(\.range) == [start..<(start + value.utf8.count)], "\(name)\(value)")
            #expect(result.findings.first?.type == .password)
        }
    }

    @Test(arguments: [
        "password: required", "password=${DB_PASSWORD}", "password: <your-password>", "password=********",
        "password = getpass()", "password = os.environ[\"PW1\"]", "\"password\": \"changeme\"", "password: str = None",
        "password=settings.db.password1", "pass => $self->{pass1}", "password = auth[2]", "def f(pwd=None):",
        "pwd=%PWD1%",
        "passwordField.setText(user.getName())", "password must be at least 12 characters", "password_hash FROM users",
        "the password expires after 3600 seconds", "bypass: 12345678", "password=\"\"", "password: [REDACTED1]",
        "struct LoopPass : PassInfoMixin", "password: xxxx-xxxx-xxxx", "passwd -l nobody", "password={{ vault.db1 }}",
    ])
    func wordsCodeAndPlaceholdersAreNone(_ text: String) {
        #expect(found(text) == [])
    }

    @Test(arguments: [
        "api_key=", "API_KEY: \"", "client_secret: ", "X-Api-Key: ", "secretAccessKey = '", "auth_token=", "SECRET ",
        "\"api-key\": \"", "AccountKey=", "token is ", "('SECRET_KEY', '", "Bearer ", "?access_token=", "api key: ",
    ])
    func keysBehindTheirName(_ name: String) {
        var generator = SeededGenerator(seed: 121)
        for length in [24, 40, 88] {
            let value = Samples.token(length, using: &generator)
            #expect(found("\(name)\(value)") == ["API_KEY \(value)"], "\(name)")
            #expect(found("\(name)\(value)&x=1").contains { $0.hasPrefix("API_KEY \(value)") }, "\(name)")
        }
    }

    @Test(arguments: [
        "token = await auth.getToken()", "auth_token_ttl=900", "api_key_id: primary", "tokens per second: 84",
        "api_key: ${OPENAI_API_KEY_2024_NEW}", "auth_token: settings.SECRET_KEY",
        "SECRET_KEY=secretsmanager:db/password",
        "token: YOUR_API_KEY_0123456789", "api_key: os.environ[\"A1B2C3D4E5F6G7H8\"]",
        "public key: a1b2c3d4e5f6g7h8i9j0",
        "cache_key=a1b2c3d4e5f6g7h8i9j0", "key = win32api.RegEnumKeyExtended", "The token expires after 3600 seconds",
        "key 550e8400-e29b-41d4-a716-446655440000", "request_id=550e8400-e29b-41d4-a716-446655440000",
        "client_secret: {password0123456789}", "secret santa list for the office 2024",
    ])
    func referencesAndTalkAreNone(_ text: String) {
        #expect(found(text) == [])
    }

    @Test func basicCredentialsMustDecode() {
        // "kim:" and a few characters, and the same without a colon.
        #expect(found("Authorization: Basic a2ltOm9yYml0OTI=") == ["PASSWORD a2ltOm9yYml0OTI="])
        #expect(found("basic aGVsbG8gd29ybGQ=") == [])
        #expect(found("basic training begins today") == [])
    }

    @Test func credentialsInURLs() {
        let secret = "orbit" + "-92"
        #expect(found("postgres://kim:\(secret)@db.internal:5432/x") == ["URL_CREDENTIALS kim:\(secret)"])
        #expect(found("redis://:\(secret)@mq.example.org/0") == ["URL_CREDENTIALS :\(secret)"])
        #expect(found("ftp://kim:s2T@\(secret)@example.org") == ["URL_CREDENTIALS kim:s2T@\(secret)"])
        for text in [
            "https://kim:${PASSWORD}@example.org", "https://kim:<token>@example.org", "https://kim:***@example.org",
            "https://example.org:8080/a@b.org/c", "ssh://git@example.org/x", "http://example.org/?q=a:b@c",
        ] {
            #expect(!found(text).contains { $0.hasPrefix("URL") }, "\(text)")
        }
    }
}
