extension ContextWords {
    /// Words for the numbers of Asia, the near East and Africa.
    static let fartherWords: [(type: String, words: String)] = [
        (
            "IL_ID",
            "תעודת זהות|ת ז|ת\\\"ז|תז|מספר זהות|מס זהות|ת״ז|מספר ת ז|israeli id|teudat zehut|teudat|מספר תעודת זהות|t z|israel id|זהות|tz"
        ),
        (
            "IN_AADHAAR",
            """
            aadhaar|aadhar|aadhaar number|aadhar number|aadhaar no|aadhar no|uidai|uid|आधार|आधार कार्ड|आधार संख्या|आधार नंबर|adhar|adhaar|aadhaar card|aadhar card|आधार क्रमांक|আধার|ஆதார்|ఆధార్|ಆಧಾರ್|ആധാർ|આધાર|ਆਧਾਰ|آدھار|uid number|vid
            """
        ),
        (
            "IN_PAN",
            "pan|pan card|pan number|pan no|permanent account number|permanent account|pan kard|पैन|पैन कार्ड|पैन नंबर|स्थायी खाता संख्या|pancard|pan id|பான்|পান|పాన్"
        ),
        ("IN_GSTIN", "gstin|gst|gst number|gst no|gst in|goods and services tax"),
        (
            "IN_VOTER",
            "voter id|voter|epic|epic no|voter card|voter id card|elector|election card|मतदाता|मतदाता पहचान पत्र|voterid|epic number"
        ),
        (
            "CN_RIC",
            """
            身份证|身份证号|身份证号码|身份證|身份證字號|居民身份证|公民身份号码|身份证件号|证件号码|证件号|resident id|chinese id|shenfenzheng|\
            resident identity card|身分证|二代证|sfz|身份号码|中国身份证
            """
        ),
        (
            "HK_ID",
            "hkid|hk id|hong kong id|hong kong identity|香港身份證|香港身份证|身份證號碼|身份證|身份證號|hkid no|hkid number|hkic|香港居民身份證|h k i d|身份证"
        ),
        (
            "TW_ID",
            "身分證|身分證字號|身份證字號|統一編號|國民身分證|中華民國身分證|taiwan id|身分證號|身分證號碼|身分證統一編號|居留證|統一證號|taiwanese id|roc id|arc number|身份证字号"
        ),
        (
            "JP_MY_NUMBER",
            "マイナンバー|個人番号|my number|mynumber|マイナンバーカード|個人番号カード|my number card|kojin bango|個人ナンバー|社会保障・税番号|マイ・ナンバー|通知カード|個人番號"
        ),
        (
            "KR_RRN",
            """
            주민등록번호|주민번호|주민 등록 번호|주민 번호|주민등록|외국인등록번호|rrn|resident registration|resident registration number|jumin|민증|주민증|korean id|주민|외국인 등록 번호|jumin number|foreigner registration|alien registration
            """
        ),
        (
            "SG_NRIC_FIN",
            "nric|fin|nric no|nric number|fin number|singapore id|singapore nric|nric fin|fin no|uinfin|singpass|identity card no|身份证|kad pengenalan|ic no|ic number"
        ),
        (
            "MY_NRIC",
            "nric|ic|ic no|ic number|mykad|my kad|kad pengenalan|no kad pengenalan|no kp|no ic|malaysian ic|mykad no|nombor kad pengenalan|malaysia id|k p|身份证|身分证号码|mykid"
        ),
        (
            "TH_TNIN",
            "เลขประจำตัวประชาชน|เลขบัตรประชาชน|บัตรประชาชน|เลขประจำตัว|หมายเลขประจำตัวประชาชน|thai id|thai national id|เลขที่บัตรประชาชน|บัตรประจำตัวประชาชน|เลขบัตร|เลขประจำตัวผู้เสียภาษี|เลข 13 หลัก|thai citizen id|รหัสประชาชน"
        ),
        (
            "ID_NIK",
            "nik|ktp|no ktp|nomor induk kependudukan|nomor ktp|e ktp|ektp|nik ktp|indonesian id|nomor nik|kartu tanda penduduk|no nik|induk kependudukan"
        ),
        (
            "VN_CCCD",
            "cccd|cmnd|căn cước|căn cước công dân|số cccd|số cmnd|chứng minh nhân dân|số định danh|số căn cước|cmt|vietnamese id|định danh cá nhân|chứng minh thư|thẻ căn cước"
        ),
        (
            "PK_CNIC",
            "cnic|nic|cnic no|cnic number|شناختی کارڈ|nicop|national identity card|قومی شناختی کارڈ|pakistani id|شناختی کارڈ نمبر|nadra"
        ),
        (
            "SA_NATIONAL_ID",
            "رقم الهوية|رقم الهوية الوطنية|الهوية الوطنية|هوية وطنية|رقم الإقامة|الإقامة|اقامة|إقامة|iqama|iqama number|saudi id|saudi national id|السجل المدني|رقم السجل المدني|iqama no|رقم الاقامة|بطاقة الأحوال"
        ),
        (
            "AE_EMIRATES_ID",
            "emirates id|eid|رقم الهوية الإماراتية|بطاقة الهوية|الهوية الإماراتية|هوية الإمارات|uae id|emirates identity|رقم الهوية|emirates id number|emiratesid"
        ),
        (
            "EG_NATIONAL_ID",
            "الرقم القومي|رقم قومي|رقم البطاقة|الرقم القومى|egyptian id|egyptian national id|بطاقة الرقم القومي|رقمي القومي"
        ),
        (
            "IR_NATIONAL_CODE",
            "کد ملی|کدملی|شماره ملی|كد ملي|كد ملى|code melli|kode melli|iranian national|national code|codemelli|کد ملي|شناسه ملی|کارت ملی"
        ),
        ("NG_NIN", "nin|national identification number|nimc|nin number|nigerian nin|nin slip|nin no"),
    ]

    /// Words for the numbers of Latin America, and documents of any state.
    static let latinWords: [(type: String, words: String)] = [
        (
            "BR_CPF",
            "cpf|c p f|cadastro de pessoas físicas|cadastro de pessoa física|cpf mf|cpf n|cpf do titular|número do cpf|meu cpf|cpf cnpj|brazilian cpf|cpf no|cpf número"
        ),
        (
            "BR_CNPJ",
            "cnpj|c n p j|cadastro nacional da pessoa jurídica|cpf cnpj|cnpj mf|cnpj n|cgc|número do cnpj|brazilian cnpj|cnpj da empresa"
        ),
        ("BR_PIS", "pis|pasep|nis|nit|pis pasep|pis nis|número do pis|inss|pis n"),
        (
            "MX_CURP",
            "curp|clave única de registro|clave única de registro de población|mi curp|registro de población"
        ),
        ("MX_RFC", "rfc|registro federal de contribuyentes|r f c|mi rfc|rfc con homoclave|registro federal"),
        (
            "MX_NSS",
            "nss|imss|número de seguridad social|número de seguro social|numero imss|seguro social|número de afiliación imss|no de seguridad social"
        ),
        (
            "CL_RUT",
            "rut|run|r u t|rol único tributario|rol único nacional|rut n|mi rut|rut empresa|cédula de identidad|r u n|rut no|número de rut|chilean id|carnet"
        ),
        (
            "AR_CUIT",
            "cuit|cuil|c u i t|c u i l|cuit cuil|clave única de identificación|cuil cuit|nro de cuit|cuit n|mi cuil|mi cuit|cdi"
        ),
        (
            "AR_DNI",
            "dni|d n i|documento nacional de identidad|documento|dni n|dni nro|nro de documento|número de documento|dni argentino|lc|le|nro documento"
        ),
        (
            "CO_NIT",
            "nit|n i t|número de identificación tributaria|rut|nit n|nit empresa|identificación tributaria|nit no"
        ),
        (
            "CO_CEDULA",
            "cédula de ciudadanía|cédula|c c|cc|cédula ciudadanía|cédula no|cc no|ciudadanía|cédula número|cédula n|número de cédula|cédula de extranjería|mi cédula|tarjeta de identidad|cedula colombiana"
        ),
        ("PE_RUC", "ruc|r u c|registro único de contribuyentes|ruc n|número de ruc|ruc no|registro único"),
        (
            "PE_DNI",
            "dni|d n i|documento nacional de identidad|dni n|dni peruano|n de dni|número de dni|carnet de extranjería"
        ),
        (
            "EC_CEDULA",
            "cédula|cédula de identidad|ruc|c i|ci|cédula de ciudadanía|cédula ecuatoriana|número de cédula|cédula no|cédula n|mi cédula|n de cédula|ecuadorian id"
        ),
        (
            "UY_CI",
            "cédula|cédula de identidad|c i|ci|cédula uruguaya|documento de identidad|cédula n|documento|número de cédula|mi cédula"
        ),
        (
            "DO_CEDULA",
            "cédula|cédula de identidad y electoral|cédula de identidad|cédula dominicana|cédula no|número de cédula|cédula n|mi cédula|dominican id"
        ),
        (
            "PASSPORT",
            """
            passport|passports|passport no|passport number|passportno|passport id|passport num|passportnumber|reisepass*|passnummer|pass nr|passeport|\
            numéro de passeport|n de passeport|pasaporte|número de pasaporte|passaporte|número do passaporte|passaporto|numero di passaporto|numero passaporto|\
            paspoort|paspoortnummer|passnr|passinumero|passin numero|pasnummer|pas nr|passnummeret|vegabréf*|paszport*|numer paszportu|cestovní pas|číslo pasu|cestovný pas|\
            útlevél*|pașaport*|putovnic*|potni list|potnega lista|pasoš*|паспорт*|закордонний паспорт|διαβατήριο*|διαβατηρίου|αρ διαβατηρίου|pasaport*|paso numeris|pases numurs|passi number|загранпаспорт*|\
            דרכון|מספר דרכון|جواز السفر|جواز سفر|رقم الجواز|گذرنامه|پاسپورٹ|पासपोर्ट|পাসপোর্ট|หนังสือเดินทาง|พาสปอร์ต|hộ chiếu|số hộ chiếu|paspor|pasport*|护照|护照号|護照|護照號碼|\
            パスポート|パスポート番号|旅券番号|旅券|여권|여권번호|pasipoti|travel document
            """
        ),
        (
            "DRIVER_LICENSE",
            """
            führerschein*|fahrerlaubnis*|permis de conduire|numéro de permis|n de permis|carnet de conducir|permiso de conducir|permiso de conducción|licencia de conducir|\
            licencia de conducción|carta de condução|carteira de motorista|cnh|habilitação|carteira nacional de habilitação|patente di guida|numero patente|patente|rijbewijs*|kørekort*|\
            førerkort*|körkort*|ajokort*|ökuskírteini*|prawo jazdy|prawa jazdy|řidičsk*|vodičsk*|jogosítvány*|vezetői engedély|permis de conducere|permis auto|vozačka dozvola|vozačke dozvole|vozniško dovoljenje|\
            возачка дозвола|шофьорска книжка|свидетелство за управление|άδεια οδήγησης|δίπλωμα οδήγησης|ehliyet*|sürücü belgesi|vairuotojo pažym*|vadītāja apliec*|juhiluba|juhiloa*|водительск*|водійськ*|\
            посвідчення водія|רישיון נהיגה|רשיון נהיגה|رخصة القيادة|رخصة قيادة|گواهینامه|ड्राइविंग लाइसेंस|ใบขับขี่|ใบอนุญาตขับขี่|giấy phép lái xe|bằng lái xe|gplx|sim a|surat izin mengemudi|lesen memandu|\
            驾驶证|驾驶证号|驾照|駕照|駕駛執照|運転免許証|運転免許証番号|免許証番号|운전면허|운전면허번호|면허번호|driving licence|driver s licence|driving license|driving licence number
            """
        ),
        (
            "BANK_ACCOUNT",
            """
            kontonummer|konto nr|kontonr|bankkonto|bankverbindung|girokonto|konto|numéro de compte|n de compte|compte bancaire|compte|rib|número de cuenta|cuenta bancaria|cuenta corriente|n de cuenta|cuenta|clabe|\
            número da conta|conta bancária|conta corrente|conta|agência e conta|numero di conto|conto corrente|conto bancario|n conto|rekeningnummer|bankrekening|rekening|kontonummeret|bankkontonummer|tilinumero|pankkitili|\
            tili|bankgiro|clearingnummer|reikningsnúmer|bankareikning*|numer konta|nr konta|numer rachunku|nr rachunku|rachunek bankowy|rachunku|číslo účtu|bankovní účet|účet|č účtu|číslo účtu|bankszámla*|bankszámlaszám|számlaszám|cont bancar|număr cont|\
            broj računa|tekući račun|številka računa|банкова сметка|сметка|рачун|αριθμός λογαριασμού|τραπεζικός λογαριασμός|hesap no|hesap numarası|banka hesabı|hesap numaram|sąskaitos numeris|konta numurs|arvelduskonto|\
            номер счета|номер счёта|расчетный счет|расчётный счёт|р с|лицевой счет|банковский счет|номер рахунку|розрахунковий рахунок|חשבון בנק|מספר חשבון|رقم الحساب|حساب بنكي|الحساب البنكي|شماره حساب|खाता संख्या|बैंक खाता|খাতা|\
            เลขบัญชี|เลขที่บัญชี|บัญชีธนาคาร|số tài khoản|stk|tài khoản|nomor rekening|no rekening|no rek|nombor akaun|no akaun|银行账号|银行账户|账号|帐号|銀行帳號|帳號|口座番号|銀行口座|口座|계좌번호|계좌|은행 계좌|\
            sort code and account|bsb|bsb account|uk account number
            """
        ),
    ]
}
