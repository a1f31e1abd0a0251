extension IdentifierRules {
    /// Numbers of the Nordic and Baltic states.
    static let northern: [IdentifierDefinition] = [
        .checked(
            "SE_PERSONNUMMER",
            "9999999999|999999-9999|999999+9999|99999999-9999|99999999+9999|999999999999|999999 9999|99999999 9999|99-99-99-9999|999999:9999",
            strong: "999999-9999|99999999-9999|999999+9999|99999999+9999", hints: [.identity, .social],
            NationalNumber.sePersonnummer),
        .checked(
            "DK_CPR", "999999-9999|9999999999|999999 9999|99~99~99~9999|99.99.99-9999", known: 0.85, hints: [.identity],
            NationalNumber.dkCPR),
        .checked(
            "NO_FODSELSNUMMER", "99999999999|999999~99999|999999 999 99|99~99~99~99999|99.99.99 99999",
            strong: "999999 99999|999999-99999", alone: 0.8, hints: [.identity], NationalNumber.noFodselsnummer),
        .checked(
            "FI_PERSONAL_IDENTITY_CODE", "999999-999*|999999+999*|999999A999*|999999 999*|999999:999*",
            strong: "999999-999*|999999+999*|999999A999*", alone: 0.9, known: 0.97,
            hints: [.identity, .social], anyCase: true, NationalNumber.fiCode),
        .checked(
            "IS_KENNITALA", "999999-9999|9999999999|999999 9999", strong: "999999-9999", alone: 0.7, hints: [.identity],
            NationalNumber.isKennitala),
        .checked("EE_ISIKUKOOD", "99999999999", hints: [.identity], NationalNumber.balticCode),
        .checked("LT_ASMENS_KODAS", "99999999999", NationalNumber.balticCode),
        .checked("LV_PERSONAS_KODS", "999999-99999|99999999999|999999 99999", known: 0.9, NationalNumber.lvCode),
        .checked(
            "LV_PERSONAS_KODS", "999999-99999", strong: "999999-99999", alone: 0.7, hints: [.identity],
            NationalNumber.lvOldCode),
    ]
}
