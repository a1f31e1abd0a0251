extension IdentifierRules {
    /// Passports, driving licences, bank accounts: numbers that nothing but the words before them gives away.
    static let documents: [IdentifierDefinition] = [
        .bare(
            "MEDICAL_RECORD_NUMBER",
            "9{5-12}|A9{5-10}|AA9{5-10}|AAA9{5-10}|999~999~9{3-4}|999~99~99|99~99~99|AAA~9{5-8}|AA~9{5-8}|A~9{5-8}|AAAA9{4-8}|9{5-7}A|9{6-8}~9|9999~9999|99~9999~9{2-4}|AA~9{4-4}~9{4-6}"
        ),
        .bare("UK_PASSPORT", "999999999|AA9999999|999 999 999|AA 9999999"),
        .bare("US_PASSPORT", "999999999|A99999999|A 99999999|AA9999999"),
        .bare(
            "PASSPORT",
            "A9{6-9}|AA9{6-8}|AA 9{6-7}|AAA9{5-7}|9{7-10}|99AA99999|A99AA9999|A********|A99999999AA|AA9999999AA|99 9999999|99 99 999999|9999 999999|A 9{7-8}|AA-9999999|AA 99 99 999|AA******A",
            check: { NationalNumber.hasDigits($0, atLeast: 4) && NationalNumber.isVaried($0) }),
        .bare(
            "US_DRIVER_LICENSE",
            "A9{6-14}|AA9{5-7}|9{7-10}|9{12-12}|A999~9999~9999|A999~999~99~999~9|A999~9999~9999~99|999~999~999|99~999~9999|99~999~999|AA~99~9999|A9999~99999~99999|AAA~99~9999|9{3-3}A9{6-6}|99AAA99999|9{7-7}A|9{8-8}A|9{9-9}A|AA999999A|A99~99~9999|A~999~999~999~999|A999~999~999~999|A999~9999|A*9999999999999*|9{8-8}AA|AAAAA999**9*",
            check: { NationalNumber.hasDigits($0, atLeast: 4) && NationalNumber.isVaried($0) }),
        .bare(
            "DRIVER_LICENSE",
            "A9{6-14}|AA9{5-9}|9{7-12}|**99*****9*|*99*****9**|A**9*****9*|99AA999999|A999~9999~9999|AA9999999A|A9~9999999|AA99~99999999999|AA99 99999999999|AA99-9999999999999|99~99~999999|9999999AA|AA9***999A|99 AA 999999|99/99/999999|99999/99/9999|9999-9999-9999|99-99-999999-99",
            check: { NationalNumber.hasDigits($0, atLeast: 5) && NationalNumber.isVaried($0) }),
        .bare("US_BANK_NUMBER", "9{6-17}|9999~9999~9999|999~999~9999|9999~999999|9999-9999-9999-9|999-999999-9"),
        .bare(
            "BANK_ACCOUNT",
            "9{6-17}|99-99-99 99999999|9{1-4}-9{6-8}|999-999999-9|9999-999999-9|999~999~999|9999~9999~9999|99 9999 9999|99999-9|9{6-10}/9999|999999-9999999999/9999|999-999-999999|99 999999 9"
        ),
    ]
}
