extension IdentifierRules {
    /// Numbers of Latin America.
    static let latin: [IdentifierDefinition] = [
        .checked(
            "BR_CPF", "999.999.999-99|99999999999|999~999~999~99|999999999-99|999 999 999-99|999.999.999/99",
            strong: "999.999.999-99|999999999-99|999.999.999/99", alone: 0.95, known: 0.97, hints: [.tax, .identity],
            NationalNumber.brCPF),
        .checked(
            "BR_CNPJ",
            "99.999.999/9999-99|99999999999999|99 999 999 9999 99|99999999/9999-99|99.999.999.9999-99|99.999.999-9999-99",
            strong: "99.999.999/9999-99|99999999/9999-99|99.999.999-9999-99", alone: 0.95, known: 0.97,
            hints: [.company, .tax], NationalNumber.brCNPJ),
        .checked(
            "BR_PIS", "999.99999.99-9|99999999999|999.9999.999-9|999 99999 99 9",
            strong: "999.99999.99-9|999.9999.999-9", alone: 0.8, hints: [.social], NationalNumber.brPIS),
        .checked(
            "MX_CURP", "AAAA999999AAAAAA*9|AAAA~999999~AAAAAA*9", strong: "AAAA999999AAAAAA*9",
            alone: 0.95, known: 0.98, hints: [.identity], anyCase: true, NationalNumber.mxCURP),
        .checked(
            "MX_RFC", "AAAA999999**9|AAAA999999**A|AAA999999***|AAAA~999999~***|AAA~999999~***",
            strong: "AAAA999999***|AAA999999***|AAAA-999999-***|AAA-999999-***", alone: 0.8, known: 0.95, hints: [.tax],
            NationalNumber.mxRFC),
        .bare("MX_RFC", "AAAA999999***|AAA999999***", known: 0.8, check: NationalNumber.mxRFCDate),
        .checked(
            "MX_NSS", "99999999999|99 99 99 9999 9|99~99~99~99999|9999 99 9999 9", hints: [.social],
            NationalNumber.mxNSS),
        .checked(
            "CL_RUT",
            "99.999.999-*|9.999.999-*|99999999-*|9999999-*|999999999|99999999A|99999999|9999999A|99 999 999-*|9 999 999-*|99.999.999:*|99 999 999 *|99999999 *",
            strong: "99.999.999-*|9.999.999-*", alone: 0.9, known: 0.97, hints: [.tax, .identity], anyCase: true,
            NationalNumber.clRUT),
        .checked(
            "AR_CUIT", "99-99999999-9|99999999999|99~99999999~9|99-99.999.999-9|99.99999999.9",
            strong: "99-99999999-9|99-99.999.999-9", alone: 0.9, hints: [.tax], NationalNumber.arCUIT),
        .bare("AR_DNI", "99.999.999|99999999|9.999.999|9999999|99 999 999|A99999999|A9999999"),
        .checked(
            "CO_NIT",
            "999.999.999-9|9999999999|999999999-9|999 999 999-9|9.999.999.999-9|9999999999-9|"
                + "99.999.999-9|99999999-9",
            strong: "999.999.999-9", alone: 0.85, hints: [.tax], NationalNumber.coNIT),
        .bare("CO_CEDULA", "9999999999|9{6-8}|9.999.999.999|99.999.999|9.999.999|999.999.999"),
        .checked("PE_RUC", "99999999999|99-99999999-9", hints: [.tax], NationalNumber.peRUC),
        .bare("PE_DNI", "99999999|99.999.999|99999999-*"),
        .checked(
            "EC_CEDULA", "9999999999|999999999-9|9999999999999|9999999999-999|9999999999 999",
            hints: [.identity, .tax], NationalNumber.ecCedula),
        .checked(
            "UY_CI", "9.999.999-9|99999999|9999999-9|999.999-9|9 999 999 9|9.999.999/9", hints: [.identity],
            NationalNumber.uyCI),
        .checked(
            "DO_CEDULA", "999-9999999-9|99999999999|999 9999999 9", strong: "999-9999999-9", alone: 0.75,
            hints: [.identity], NationalNumber.doCedula),
    ]
}
