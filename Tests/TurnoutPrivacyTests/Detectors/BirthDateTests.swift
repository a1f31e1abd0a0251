import Testing

@testable import TurnoutPrivacy

@Suite struct BirthDateTests {
    @Test(arguments: [
        ("date of birth:", "07/13/1979"), ("born", "24 December 1966"), ("born", "1953-08-11"), ("DOB", "1/2/1980"),
        ("born on", "July 4th, 1976"), ("DOB", "4th of July 1976"), ("born:", "March 3, 1999"), ("dob", "05/12/80"),
        ("date_of_birth=", "19800512"), ("birthday:", "06 May 1985"), ("geboren am", "12. März 1985"),
        ("Geburtsdatum", "12.3.1985"), ("geb.", "12.03.85"), ("né le", "14 juillet 1989"), ("née le", "1er mars 1990"),
        ("date de naissance :", "19/06/1992"), ("nacido el", "3 de mayo de 1991"), ("nascido em", "03/05/1991"),
        ("data de nascimento:", "3 de março de 1991"), ("nato il", "3 maggio 1991"), ("geboortedatum", "3 mei 1991"),
        ("født", "12. mai 1980"), ("född", "1980-05-12"), ("syntymäaika", "12.5.1980"), ("ur.", "12.05.1984"),
        ("data urodzenia", "12 maja 1984"), ("narozena", "12. května 1984"), ("született:", "1984. május 12"),
        ("născut la", "12 mai 1984"), ("роден на", "12 май 1984"), ("дата рождения:", "12 мая 1980"),
        ("родился", "12.05.1980"), ("дата народження", "12 травня 1980"), ("ημερομηνία γέννησης", "12/5/1980"),
        ("doğum tarihi", "12 Mayıs 1980"), ("תאריך לידה", "12/05/1980"), ("تاريخ الميلاد", "12/05/1980"),
        ("जन्म तिथि", "12/05/1980"), ("วันเกิด", "12 พฤษภาคม 2523"), ("ngày sinh", "12/05/1980"),
        ("tanggal lahir", "12 Mei 1980"), ("出生日期：", "1980年5月12日"), ("生年月日：", "昭和55年5月12日"),
        ("생년월일", "1980년 5월 12일"), ("gimimo data", "1980-05-12"), ("sünniaeg", "12.05.1980"),
    ])
    func isFoundBehindAWordForIt(_ word: String, _ date: String) {
        for text in ["\(word) \(date)", "x; \(word) \(date), y", "\(word)\n\(date)."] {
            #expect(found(text) == ["DATE_OF_BIRTH \(date)"], "\(text)")
        }
        #expect(found("meeting on \(date)") == [])
    }

    @Test func theTimeOfDayIsNoPartOfIt() {
        #expect(found("{\"birthDate\":\"1980-05-12T00:00:00Z\"}") == ["DATE_OF_BIRTH 1980-05-12"])
    }

    @Test(arguments: [
        "born 31.02.1980", "born 1880-05-12", "born 2150-01-01", "DOB 13/13/1980", "born 12.05.19801", "born 1980",
        "geboren 1.2.3.4", "birthday party at 12:30", "dob 99999999", "born 12-05", "birth order 05/12/1980",
        "born 12 oranges 1980",
    ])
    func whatIsNoDateIsNot(_ text: String) {
        #expect(found(text) == [])
    }
}
