extension IdentifierRules {
    /// Numbers of eastern Europe, the Balkans, Turkey and the states of the former Soviet Union.
    static let eastern: [IdentifierDefinition] = [
        .checked(
            "PL_PESEL", "99999999999|999999 99999|999999-99999|99~99~99~99999", hints: [.identity],
            NationalNumber.plPESEL),
        .checked(
            "PL_NIP", "9999999999|999-999-99-99|999-99-99-999|999 999 99 99|999~99~99~999",
            strong: "999-999-99-99|999-99-99-999", alone: 0.7, hints: [.tax], NationalNumber.plNIP),
        .checked("PL_ID_CARD", "AAA999999|AAA 999999|AAA-999999", hints: [.identity], NationalNumber.plIDCard),
        .checked(
            "CZ_RC", "999999/9999|999999/999|9999999999|999999999|999999 9999|999999 999|999999-9999",
            strong: "999999/9999|999999/999", alone: 0.85, hints: [.identity, .social], NationalNumber.czRC),
        .checked("HU_TAJ", "999999999|999~999~999", hints: [.social, .health], NationalNumber.huTAJ),
        .checked("HU_TAX_ID", "9999999999|999~999~9999|9 999 999 999", hints: [.tax], NationalNumber.huTax),
        .checked(
            "RO_CNP",
            "9999999999999|9 999999 999999|9 999999 99999 9|9 99 99 99 99 999 9|9-999999-999999|9 99 99 99 999999",
            hints: [.identity], NationalNumber.roCNP),
        .checked("BG_EGN", "9999999999|999999 9999|999999-9999", hints: [.identity], NationalNumber.bgEGN),
        .checked("HR_OIB", "99999999999|999~999~999~99|999 9999 9999", hints: [.identity, .tax], NationalNumber.hrOIB),
        .checked(
            "SI_EMSO", "9999999999999|999999 9999999|9999999 999999|9999999 99 9999|9999999-999999", hints: [.identity],
            NationalNumber.emso),
        .checked("RS_JMBG", "9999999999999|9999999 999999|9999999 99 9999|9999999-999999", NationalNumber.emso),
        .checked(
            "GR_AMKA", "99999999999|999999~99999|999999 9999 9|99~99~99~99999", hints: [.social, .health],
            NationalNumber.grAMKA),
        .checked("GR_AFM", "999999999|999~999~999", hints: [.tax], NationalNumber.grAFM),
        .checked(
            "TR_NATIONAL_ID", "99999999999|999 999 999 99|999 99 999 999|99 999 999 999|999~999~999~99",
            hints: [.identity, .tax], NationalNumber.trID),
        .checked(
            "UA_RNOKPP", "9999999999|999~999~9999|99 99 99 99 99", hints: [.tax, .identity], NationalNumber.uaRNOKPP),
        .checked(
            "RU_SNILS", "99999999999|999-999-999 99|999-999-999-99|999 999 999 99|999.999.999 99",
            strong: "999-999-999 99|999-999-999-99", alone: 0.9, hints: [.social], NationalNumber.ruSNILS),
        .checked(
            "RU_INN", "9999999999|999999999999|99 99 999999 99|9999 999999 99", hints: [.tax], NationalNumber.ruINN),
        .bare("RU_PASSPORT", "9999 999999|99 99 999999|9999999999|9999-999999|99 99 999 999|9999:999999"),
        .checked("KZ_IIN", "999999999999|999999 999999|999999-999999", hints: [.identity], NationalNumber.kzIIN),
    ]
}
