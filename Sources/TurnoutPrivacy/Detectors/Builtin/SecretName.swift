/// The names that secrets go by in assignments.
enum SecretName: UInt8, Sendable {
    /// A password: the value may be short.
    case password
    /// As ``password``, but also a common part of other words: must be a word or a part of a name by itself.
    case passwordPart
    /// A secret or token: the value must look random.
    case secret
    /// `key` and the like: as ``secret``, and nothing that merely looks like an identifier.
    case key
    /// The scheme words of HTTP's `Authorization`.
    case bearer, basic

    private static let endings: [(SecretName, String)] = [
        (
            .password,
            "password passwd passwort kennwort passphrase passcode passwrd wachtwoord senha parola heslo haslo lozinka "
                + "jelszo salasana losenord adgangskode passord sifre contrasena"
        ),
        (.passwordPart, "pass pwd passe"),
        (.secret, "secret token apikey credential credentials"),
        (.key, "key auth access"),
        (.bearer, "bearer"),
        (.basic, "basic"),
    ]

    /// Passwords' names that are not ASCII, or end so that no ASCII word tells them.
    static let foreign: [[UInt8]] = [
        "contraseña", "hasło", "jelszó", "lösenord", "şifre", "parolă", "slaptažodis", "mật khẩu", "пароль", "κωδικός",
        "密码", "密碼", "口令", "パスワード", "비밀번호", "암호", "סיסמה", "كلمة المرور", "كلمة السر", "รหัสผ่าน", "पासवर्ड",
    ].map { Array($0.utf8) }

    /// What may stand before `key` without making it a secret.
    static let harmlessKeys: [[UInt8]] = [
        "public", "primary", "foreign", "sort", "partition", "cache", "idempotency", "index", "row", "dict", "map",
        "group", "unique", "hash", "object", "range", "lookup", "site", "publishable", "host",
    ].map { Array($0.utf8) }

    /// The endings, by their last byte.
    static let byLastByte: [[(name: SecretName, ending: [UInt8])]] = {
        var table = [[(name: SecretName, ending: [UInt8])]](repeating: [], count: 256)
        for (name, words) in endings {
            for word in words.split(separator: " ") {
                let ending = Array(word.utf8)
                guard let last = ending.last else { continue }
                table[Int(last)].append((name, ending))
                if last != last & 0xDF { table[Int(last & 0xDF)].append((name, ending)) }
            }
        }
        return table.map { $0.sorted { $0.ending.count > $1.ending.count } }
    }()
}
