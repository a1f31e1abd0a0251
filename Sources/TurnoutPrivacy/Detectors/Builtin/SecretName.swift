/// The names that secrets go by in assignments.
enum SecretName: UInt8, Sendable {
    /// A password: the value may be short.
    case password
    /// As ``password``, but also a common part of other words: must be a word or a part of a name by itself.
    case passwordPart
    /// A secret or token: the value must look random.
    case secret
    /// As ``secret``, but must be a word or a part of a name by itself.
    case secretPart
    /// `key`: as ``secret``, and nothing that merely looks like an identifier.
    case key
    /// As ``key``, but must be a word or a part of a name by itself.
    case keyPart
    /// The scheme words of HTTP's `Authorization`.
    case bearer, basic
    /// A number of four to eight digits that unlocks something.
    case pin
    /// What stands before a user and a password.
    case login
    /// The signature in a URL that grants access by itself.
    case signature

    var isPassword: Bool { self == .password || self == .passwordPart }

    private static let passwordEndings = """
        password passwords passwd passwort passwortes kennwort passphrase passcode passwrd wachtwoord senha parola heslo \
        heslem haslo haslem lozinka zaporka jelszo jelszava salasana losenord losen adgangskode kodeord passord sifre \
        sifresi contrasena contrasenya contrasinal parole parool salasona geslo katasandi matkhau lykilord slaptazodis \
        pasahitza fjalekalimi pwort passw pswd pword userpass loginpass dbpass masterpass rootpass adminpass paswd \
        pasword passkey userpwd dbpwd userpw dbpw sandi laluan losenordet passordet adgangskoden \
        requirepass masterauth heslem wachtwoorden
        """

    private static let secretEndings = """
        secret secrets token tokens apikey credential credentials accesskey secretkey privatekey authkey appsecret \
        presharedkey signingkey encryptionkey masterkey licensekey apitoken authtoken webhookurl secretbase
        """

    private static let endings: [(SecretName, String)] = [
        (.password, passwordEndings), (.passwordPart, "pass pwd passe psw pw clave wifipass identified mdp ww"),
        (.secret, secretEndings), (.secretPart, "pat psk sas creds connectionstring"), (.key, "key keys"),
        (.keyPart, "auth access private license authorization salt"), (.bearer, "bearer"), (.basic, "basic"),
        (.pin, "pin pincode"), (.login, "login logon creds with"), (.signature, "sig signature"),
    ]

    /// Passwords' names that are not ASCII, `_` for a blank.
    private static let foreignNames = """
        contraseña hasło hasłem jelszó jelszava lösenord lösenordet lösen şifre \
        şifresi şifreniz şifrem parolam parolanız parolă slaptažodis slaptažodį mật_khẩu пароль пароля паролем парола \
        гасло лозинка шифра құпиясөз κωδικός κωδικός_πρόσβασης συνθηματικό lykilorð \
        fjalëkalimi 密码 密碼 口令 密码是 密碼是 密码为 密碼為 口令是 パスワード パスワードは 暗証番号 暗証番号は 비밀번호 비밀번호는 암호 \
        암호는 패스워드 패스워드는 סיסמה סיסמא הסיסמה كلمة_المرور كلمة_السر گذرواژه رمز_عبور \
        รหัสผ่าน รหัสผ่านคือ पासवर्ड পাসওয়ার্ড கடவுச்சொல் պարոլ პაროლი parolası \
        salasõna
        """

    /// ``foreignNames`` by their last byte.
    static let foreign: [[[UInt8]]] = {
        var table = [[[UInt8]]](repeating: [], count: 256)
        for word in foreignNames.split(separator: " ") {
            // Capitals of other scripts are not folded elsewhere.
            let capitalised = word.prefix(1).uppercased() + word.dropFirst()
            for form in Set([String(word), capitalised, word.uppercased()]) {
                let name = form.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : ByteClass.lowercased($0) }
                if let last = name.last, !table[Int(last)].contains(name) { table[Int(last)].append(name) }
            }
        }
        return table
    }()

    /// What may stand before `key` or `token` without making it a secret.
    static let harmlessOwners = LookBack(
        words:
            "public primary foreign sort partition cache idempotency index row socket dict map group unique hash object range "
            + "lookup site publishable host page next continuation cursor sync lexer csrf xsrf shard routing hot arrow "
            + "sub natural composite surrogate registry translation message i18n locale answer legend colour color "
            + "min max stop special end eos bos pad mask refund redis s3 storage bucket")

    /// The endings, by their last byte, the longest first.
    static let all: [SecretEnding] = {
        var all: [SecretEnding] = []
        for (name, words) in endings {
            for word in words.split(separator: " ") { all.append(SecretEnding(name, Array(word.utf8))) }
        }
        return all.sorted { $0.last != $1.last ? $0.last < $1.last : $0.count > $1.count }
    }()
}

/// The last sixteen bytes of a name, packed so that comparing them takes two instructions.
struct SecretEnding: Sendable {
    let name: SecretName
    let count: Int
    let tail: NameTail
    private let mask: NameTail

    init(_ name: SecretName, _ bytes: [UInt8]) {
        self.name = name
        count = bytes.count
        var tail = NameTail()
        var mask = NameTail()
        for (distance, byte) in bytes.reversed().enumerated() {
            tail.put(byte, at: distance)
            mask.put(0xFF, at: distance)
        }
        self.tail = tail
        self.mask = mask
    }

    /// The last byte, a small letter.
    var last: UInt8 { UInt8(truncatingIfNeeded: tail.low) }

    /// Whether a name ends so.
    @inline(__always)
    func matches(_ other: NameTail) -> Bool {
        other.low & mask.low == tail.low && other.high & mask.high == tail.high
    }
}

/// Up to sixteen bytes counted from the end of a name.
struct NameTail: Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    /// Puts the byte that stands `distance` before the last one.
    @inline(__always)
    mutating func put(_ byte: UInt8, at distance: Int) {
        if distance < 8 {
            low |= UInt64(byte) << UInt64(8 * distance)
        } else if distance < 16 {
            high |= UInt64(byte) << UInt64(8 * (distance - 8))
        }
    }
}
