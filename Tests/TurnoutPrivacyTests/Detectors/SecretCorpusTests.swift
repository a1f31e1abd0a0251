import Testing

@testable import TurnoutPrivacy

/// Generated secrets in the ways people write them, and texts that only look alike.
@Suite struct SecretCorpusTests {
    @Test(arguments: SecretSamples.passwordForms) func passwordsAreFound(_ form: String) {
        var generator = SeededGenerator(seed: 401)
        for round in 0..<10 {
            let value = SecretSamples.password(round, using: &generator)
            let text = form.replacing("%", with: value)
            #expect(covers(text, value), "seed 401, round \(round): \(text)")
        }
    }

    @Test(arguments: SecretSamples.keyForms) func keysAreFound(_ form: String) {
        var generator = SeededGenerator(seed: 402)
        for round in 0..<10 {
            let value = Samples.token([24, 32, 40, 64][round % 4], using: &generator)
            let text = form.replacing("%", with: value)
            #expect(covers(text, value), "seed 402, round \(round): \(text)")
        }
    }

    @Test func prefixesAreFoundInEveryForm() {
        var generator = SeededGenerator(seed: 403)
        let forms = [
            "use % now", "TOKEN=\"%\"", "Bearer %", "key: %,", "(see %)", "<k>%</k>", "{\"a\":\"%\"}", "番号%です",
        ]
        for rule in TokenRules.all {
            let key = SecretSamples.key(rule, length: rule.length.lowerBound, using: &generator)
            for form in forms {
                #expect(covers(form.replacing("%", with: key), key), "\(rule.provider): \(form)")
            }
        }
    }

    @Test func lookAlikesAreClean() {
        var generator = SeededGenerator(seed: 404)
        for round in 0..<20 {
            for text in SecretSamples.lookAlikes(using: &generator) {
                let secrets = Scanner.standard.scan(text).findings.filter { $0.label.hasPrefix("secret.") }
                #expect(secrets == [], "seed 404, round \(round): \(text)")
            }
        }
    }

    @Test func checksumsOfTheProviderRaiseTheScore() {
        var generator = SeededGenerator(seed: 405)
        let body = Samples.text(Samples.alphanumeric, 30, using: &generator)
        let check = String(decoding: CRC32.base62(of: Array(body.utf8)), as: UTF8.self)
        for prefix in ["gh" + "p_", "npm" + "_"] {
            #expect(Scanner.standard.scan(prefix + body + check).findings.first?.score == 0.99)
        }
    }

    @Test func signaturesOfURLsAndHashesOfPasswordsAreSecrets() {
        var generator = SeededGenerator(seed: 406)
        let signature = Samples.token(43, using: &generator) + "%3D"
        #expect(covers("https://a.example.org/c?sv=2024-11-04&se=2030&sig=\(signature)", signature))
        let hash = "$2b$" + "12$" + Samples.token(53, using: &generator)
        #expect(covers("kim:\(hash):1000", hash))
        #expect(found("costs $5 and $1000 and $HOME/a1b2c3d4e5f6g7h8i9j0k1l2m3") == [])
    }

    @Test func pinsNeedTheirName() {
        #expect(found("PIN: 4821") == ["PASSWORD 4821"])
        #expect(found("card pin is 48213 today") == ["PASSWORD 48213"])
        #expect(found("pin 3 of the chip, spin: 4821 rpm") == [])
    }

    @Test func keysOfPuTTYAndSSH2AreFoundWhole() {
        let putty = "PuTTY-User-" + "Key-File-2: ssh-rsa\nEncryption: none\nPrivate-Lines: 1\nAAAA\nPrivate-MAC: 1a2b"
        #expect(found("see\n\(putty)\nend").first == "PRIVATE_KEY \(putty)")
        let ssh2 = "---- BEGIN SSH2 ENCRYPTED" + " PRIVATE KEY ----\nAAAA\n---- END SSH2 ENCRYPTED PRIVATE KEY ----"
        #expect(found("see\n\(ssh2)\nend").first?.hasPrefix("PRIVATE_KEY ---- BEGIN") == true)
        let cut = "-----BEGIN " + "PRIVATE KEY-----\\nMIIEabcdefgh12345678ABCDEFGH"
        #expect(found("\"\(cut)").first == "PRIVATE_KEY \(cut)")
    }

    /// Whether one finding of a secret is the value, give or take a bracket.
    private func covers(_ text: String, _ value: String) -> Bool {
        guard let range = text.firstRange(of: value) else { return false }
        let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        let end = start + value.utf8.count
        return Scanner.standard.scan(text).findings.contains { finding in
            let overlap = min(end, finding.range.upperBound) - max(start, finding.range.lowerBound)
            let union = max(end, finding.range.upperBound) - min(start, finding.range.lowerBound)
            return finding.label.hasPrefix("secret.") && overlap * 10 >= union * 7
        }
    }
}
