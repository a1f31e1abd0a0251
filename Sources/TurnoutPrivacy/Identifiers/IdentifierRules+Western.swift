extension IdentifierRules {
    /// Numbers of western and southern Europe.
    static let western: [IdentifierDefinition] = [
        .checked(
            "DE_TAX_ID", "99999999999|99~999~999~999|999~999~999~99|9~999~999~9999|99~999999999",
            hints: [.tax, .identity],
            NationalNumber.deTax),
        .checked(
            "DE_SOCIAL_SECURITY",
            "99999999A999|99~999999~A~999|99~999999~A999|99999999~A~999|99 999999 A 99 9|99 99 99 99 A 99 9",
            strong: "99999999A999|99 999999 A 999|99-999999-A-999|99 999999 A999", hints: [.social],
            NationalNumber.deRVNR),
        .checked(
            "DE_HEALTH_INSURANCE", "A999999999|A 999 999 999|A~999999999", hints: [.health], NationalNumber.deKVNR),
        .checked("DE_ID_CARD", "A*********|A******** 9|A********-9|A********9A", known: 0.85, NationalNumber.deIDCard),
        .bare("DE_ID_CARD", "A********|999999999", check: NationalNumber.deIDCard),
        .checked(
            "FR_NIR",
            "999999999999999|99999*999999999|9 99 99 9* 999 999 99|9~99~99~9*~999~999~99|9999999999999 99|99999*9999999 99|9 99 99 9* 999999 99|9 99 99 99999 999 99|9 99 99 9*999 999 99|9 9999 9* 999 999 99|9999999999999-99",
            strong:
                "999999999999999|99999*999999999|9 99 99 9* 999 999 99|9-99-99-9*-999-999-99|9.99.99.9*.999.999.99|9999999999999 99|99999*9999999 99",
            alone: 0.8, hints: [.social, .identity, .health], NationalNumber.frNIR),
        .checked(
            "FR_NIR", "9999999999999|99999*9999999|9~99~99~9*~999~999", known: 0.8, NationalNumber.frNIR),
        .checked(
            "FR_SPI", "9999999999999|99 99 999 999 999|9 999 999 999 999|99~99~99~99~99~999", hints: [.tax],
            NationalNumber.frSPI),
        .checked(
            "ES_NIF",
            "99999999A|99999999~A|99.999.999~A|99.999.999A|99 999 999 A|99.999.999-A|99.999.999 A|99 999 999A|9999999A|9999999~A|9.999.999-A|99-999-999-A",
            strong: "99999999A|99999999-A|99.999.999-A|99.999.999A|99.999.999 A", hints: [.identity, .tax],
            NationalNumber.esNIF),
        .checked(
            "ES_NIE", "A9999999A|A~9999999~A|A~9999999A|A9999999~A|A-9.999.999-A|A9.999.999-A|A 9.999.999 A",
            strong: "A9999999A|A-9999999-A|A-9999999A|A9999999-A|A-9.999.999-A", hints: [.identity, .tax],
            NationalNumber.esNIE),
        .checked(
            "ES_NUSS", "999999999999|99~99999999~99|99 9999999999|99/9999999999|99/99999999-99", hints: [.social],
            NationalNumber.esNUSS),
        .checked(
            "IT_FISCAL_CODE",
            "AAAAAA**A**A***A|AAA AAA **A** A***A|AAA~AAA~**A**~A***~A|AAAAAA **A** A***A|AAA AAA **A**A***A|AAAAAA-**A**-A***A|AAA AAA **A **A ***A",
            strong: "AAAAAA**A**A***A|AAA AAA **A** A***A", alone: 0.95, known: 0.97, hints: [.tax], anyCase: true,
            NationalNumber.itFiscalCode),
        .checked("IT_VAT_CODE", "99999999999", hints: [.tax], NationalNumber.itVAT),
        .bare("IT_IDENTITY_CARD", "AA99999AA|AA9999999|9999999AA|AA 9999999|AA 99999 AA|AA 99999AA"),
        .checked("PT_NIF", "999999999|999~999~999", hints: [.tax, .identity], NationalNumber.ptNIF),
        .checked(
            "PT_CC", "999999999**9|99999999 9 **9|99999999-9-**9|99999999 9**9|99999999-9**9", hints: [.identity],
            NationalNumber.ptCard),
        .checked(
            "NL_BSN", "999999999|9999~99~999|999~999~999|99999999|99~99~99~999|999~99~9999|999 999999",
            hints: [.identity, .social, .tax], NationalNumber.nlBSN),
        .checked(
            "BE_NN",
            "99999999999|99.99.99-999.99|99~99~99~999~99|999999-999-99|999999-999.99|99.99.99 999.99|99.99.99-999 99|99/99/99-999.99|99 99 99-999 99|999999 999 99|99/99/99-999-99|99.99.99.999.99|999999 99999|999999-99999|99.99.99-999-99|999999~999~99",
            strong:
                "99.99.99-999.99|99.99.99-999-99|99.99.99.999.99|99/99/99-999.99|99-99-99-999-99|99 99 99 999 99|999999-999-99|99.99.99 999.99",
            alone: 0.9, hints: [.identity, .social], NationalNumber.beNN),
        .checked(
            "LU_NIN", "9999999999999|9999 99 99 999 99|9999 9999 999 99|99999999 99999|99999999-99999|9999~99~99~99999",
            strong: "9999999999999|9999 99 99 999 99|99999999 99999|9999 9999 999 99", alone: 0.8,
            hints: [.identity, .social], NationalNumber.luNIN),
        .checked(
            "CH_AHV", "9999999999999|999~9999~9999~99|999 99 999 99 999",
            strong: "9999999999999|999.9999.9999.99|999 9999 9999 99|999-9999-9999-99", alone: 0.9,
            hints: [.social], NationalNumber.chAHV),
        .checked(
            "AT_SVNR", "9999999999|9999~999999|9999~99~99~99|9999 99.99.99", hints: [.social, .health],
            NationalNumber.atSVNR),
    ]
}
