extension IdentifierRules {
    /// Numbers of Asia and the near East, of Egypt and Nigeria.
    static let asian: [IdentifierDefinition] = [
        .checked(
            "IL_ID", "999999999|99999999-9|9-9999999-9|999~999~999|9 9999999 9|99999999", hints: [.identity],
            NationalNumber.ilID),
        .checked("IN_AADHAAR", "999999999999|9999~9999~9999", hints: [.identity], NationalNumber.inAadhaar),
        .checked(
            "IN_PAN", "AAAAA9999A|AAAAA 9999 A|AAAAA-9999-A|AAAAA~9999~A", strong: "AAAAA9999A", hints: [.tax],
            NationalNumber.inPAN),
        .checked(
            "IN_GSTIN", "99AAAAA9999A***|99 AAAAA9999A ***|99-AAAAA9999A-***", strong: "99AAAAA9999A***", alone: 0.9,
            hints: [.tax], NationalNumber.inGSTIN),
        .bare("IN_VOTER", "AAA9999999|AAA 9999999|AAA/99/999/999999"),
        .checked(
            "CN_RIC",
            "99999999999999999*|999999 99999999 999*|999999-99999999-999*|999999 9999 9999 999*|999999~99999999~999*",
            strong: "99999999999999999*|999999 99999999 999*|999999-99999999-999*", alone: 0.95, known: 0.98,
            hints: [.identity], anyCase: true, NationalNumber.cnRIC),
        .checked("CN_RIC", "999999999999999", known: 0.8, NationalNumber.cnOldRIC),
        .checked(
            "HK_ID",
            "A999999(*)|AA999999(*)|A 999999(*)|A999999 (*)|A999999*|AA999999*|A999999-*|A 999999 *|AA 999999(*)|A-999999(*)|A-999999-*|A999 999(*)|A999999/*",
            strong: "A999999(*)|AA999999(*)|A 999999(*)|A999999 (*)", alone: 0.95, hints: [.identity],
            NationalNumber.hkID),
        .checked("TW_ID", "A999999999|A 999999999|A-999999999", hints: [.identity], NationalNumber.twID),
        .checked("JP_MY_NUMBER", "999999999999|9999~9999~9999", hints: [.identity], NationalNumber.jpMyNumber),
        .checked(
            "KR_RRN", "999999-9999999", strong: "999999-9999999", alone: 0.9, known: 0.97, hints: [.identity],
            NationalNumber.krCheckedRRN),
        .checked(
            "KR_RRN", "9999999999999|999999 9999999|999999:9999999", strong: "999999-9999999",
            alone: 0.7, known: 0.85, NationalNumber.krRRN),
        .checked(
            "SG_NRIC_FIN", "A9999999A|A 9999999 A|A-9999999-A|A 9999999A|A9999999-A|A9999999 A",
            strong: "A9999999A|A-9999999-A", hints: [.identity], NationalNumber.sgNRIC),
        .checked(
            "MY_NRIC", "999999-99-9999|999999999999|999999 99 9999", strong: "999999-99-9999", alone: 0.8, known: 0.9,
            hints: [.identity], NationalNumber.myNRIC),
        .checked(
            "TH_TNIN", "9999999999999|9~9999~99999~99~9|9-9999-99999-999|9 9999 99999 999",
            strong: "9-9999-99999-99-9|9 9999 99999 99 9", alone: 0.9, hints: [.identity, .tax], NationalNumber.thTNIN),
        .checked(
            "ID_NIK",
            "9999999999999999|99~99~99~999999~9999|999999 999999 9999|9999 9999 9999 9999|999999.999999.9999|999999-999999-9999",
            known: 0.85, hints: [.identity], NationalNumber.idNIK),
        .checked("VN_CCCD", "999999999999|999 999 999 999|9999 9999 9999", known: 0.8, NationalNumber.vnCCCD),
        .bare("VN_CCCD", "999999999|999 999 999"),
        .checked(
            "PK_CNIC", "99999-9999999-9|9999999999999|99999 9999999 9", strong: "99999-9999999-9", alone: 0.75,
            known: 0.9, hints: [.identity], NationalNumber.pkCNIC),
        .checked("SA_NATIONAL_ID", "9999999999|9 9999 9999 9|9-9999-9999-9", hints: [.identity], NationalNumber.saID),
        .checked(
            "AE_EMIRATES_ID", "999-9999-9999999-9|999999999999999|999 9999 9999999 9",
            strong: "999-9999-9999999-9|999 9999 9999999 9|999999999999999", alone: 0.9, hints: [.identity],
            NationalNumber.aeID),
        .checked(
            "EG_NATIONAL_ID", "99999999999999|9 99 99 99 99 9999 9|9 999999 99 99999|9-999999-99-99999", known: 0.85,
            hints: [.identity], NationalNumber.egID),
        .checked("IR_NATIONAL_CODE", "9999999999|999-999999-9|999 999999 9", hints: [.identity], NationalNumber.irCode),
        .bare("NG_NIN", "99999999999|9999 9999 999|999 9999 9999|9999-9999-999"),
    ]
}
