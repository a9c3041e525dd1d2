import type { Messages } from './messages.ts';

export const pl: Messages = {
  page: {
    skipToContent: 'Przejdź do treści',
    billing: 'Rozliczenia',
    backTo: (app) => `Wróć do ${app}`,
    language: 'Język',
    handledBy: (provider) => `Płatności bezpiecznie obsługuje ${provider}.`,
    testMode: 'Tryb testowy',
    testModeMeaning: 'Prawdziwe pieniądze nie są pobierane.',
    account: 'Konto',
    tryAgain: 'Spróbuj ponownie',
    toBilling: 'Przejdź do rozliczeń',
    youAreIn: 'Jesteś tutaj',
    replaced: (tenant) =>
      `Otwarto inny link. We wszystkich kartach tej przeglądarki widać teraz rozliczenia: ${tenant}.`,
  },
  overview: {
    intro: (app) => `Twoje subskrypcje, metody płatności i płatności w ${app}.`,
    attention: 'Wymaga uwagi',
    sectionUnavailable: 'Nie udało się wczytać tej części. Na Twoim koncie nic się nie zmieniło.',
    nothingAvailable: {
      title: 'Twoje subskrypcje i płatności są chwilowo niedostępne',
      text: 'Na Twoim koncie nic się nie zmieniło. Spróbuj ponownie za minutę.',
    },
  },
  alerts: {
    subscriptionSuspended: {
      title: (subscription) => `${subscription}: subskrypcja wstrzymana`,
      advice: (app) => `Płatności nie są pobierane. Skontaktuj się z ${app}, aby ją wznowić.`,
    },
    paymentFailed: {
      title: ({ amount, date }) => `Płatność ${amount} z dnia ${date} nie powiodła się`,
      advice: (app) => `Nic nie zostało pobrane. Skontaktuj się z ${app}, aby uregulować należność.`,
    },
    paymentChargedBack: {
      title: ({ amount, date }) => `Twój bank cofnął płatność ${amount} z dnia ${date}`,
      advice: (app) => `Kwota znów jest do zapłaty. Skontaktuj się z ${app}, aby ją uregulować.`,
    },
    methodInvalid: {
      title: (method) => `${method}: nie można już pobierać płatności`,
      advice: (app) => `Następna płatność się nie powiedzie. Skontaktuj się z ${app}, aby zmienić metodę płatności.`,
    },
    methodExpired: {
      title: ({ method, date }) => `${method}: ważność wygasła ${date}`,
      advice: (app) => `Następna płatność może się nie powieść. Skontaktuj się z ${app}, aby zmienić metodę płatności.`,
    },
    methodExpiring: {
      title: ({ method, date }) => `${method}: ważność wygasa ${date}`,
      advice: (app) => `Skontaktuj się z ${app}, aby na czas zmienić metodę płatności.`,
    },
    methodPending: {
      title: (method) => `${method}: trwa weryfikacja`,
      advice: () => 'Może to potrwać kilka dni. Nie musisz nic robić.',
    },
  },
  subscriptions: {
    title: 'Subskrypcje',
    none: 'Nie masz żadnych subskrypcji.',
    words: {
      active: 'Aktywna',
      trialing: 'Okres próbny',
      starting: 'Wkrótce się zacznie',
      pastDue: 'Płatność zaległa',
      unpayable: 'Płatność zagrożona',
      suspended: 'Wstrzymana',
      ending: 'Anulowana',
      canceled: 'Anulowana',
      completed: 'Zakończona',
    },
    when: {
      renews: (date) => `Odnowi się ${date}`,
      nextPayment: (date) => `Następna płatność: ${date}`,
      firstPayment: (date) => `Pierwsza płatność: ${date}`,
      starts: (date) => `Zacznie się ${date}`,
      ends: (date) => `Zakończy się ${date}`,
      ended: (date) => `Zakończyła się ${date}`,
      canceledOn: (date) => `Anulowana ${date}`,
      noFurtherPayment: 'Nie zaplanowano dalszych płatności',
    },
    meaning: {
      trialing: 'Bezpłatnie do pierwszej płatności.',
      starting: 'Zacznie się po potwierdzeniu metody płatności.',
      pastDue: 'Ostatnia płatność jest nadal nieuregulowana.',
      unpayable: 'Bez innej metody płatności następna płatność się nie powiedzie.',
      suspended: 'Płatności nie są pobierane.',
      ending: 'Kolejne płatności nie będą pobierane. Do tego dnia można jeszcze cofnąć anulowanie.',
      canceled: 'Kolejne płatności nie będą pobierane.',
      completed: 'Wszystkie płatności zostały wykonane.',
    },
    since: (date) => `Od ${date}`,
    paidWith: 'Metoda płatności',
    every: { day: 'dziennie', week: 'tygodniowo', month: 'miesięcznie', year: 'rocznie' },
    everyFew: {
      day: { other: (count) => `co ${count} dni` },
      week: { few: (count) => `co ${count} tygodnie`, other: (count) => `co ${count} tygodni` },
      month: { few: (count) => `co ${count} miesiące`, other: (count) => `co ${count} miesięcy` },
      year: { few: (count) => `co ${count} lata`, other: (count) => `co ${count} lat` },
    },
  },
  ending: {
    cancel: 'Anuluj subskrypcję',
    keep: 'Cofnij anulowanie',
    cancelPage: {
      title: (name) => `Anulować subskrypcję ${name}?`,
      until: (date) => `Subskrypcja zakończy się ${date}; do tego czasu działa jak dotychczas.`,
      freeUntil: (date) => `Subskrypcja zakończy się ${date}; do tego czasu można z niej korzystać bezpłatnie.`,
      ends: {
        unpaid: () => 'Kończy się od razu: obecnie nie jest opłacona, więc nie ma już opłaconego okresu.',
        notStarted: () => 'Jeszcze się nie zaczęła i już się nie zacznie.',
        unplanned: (app) =>
          `Nie zaplanowano dla niej kolejnych płatności. O tym, jak długo będzie działać, informuje ${app}.`,
      },
      noMore: 'Nie będą za nią pobierane kolejne płatności.',
      notTaken: ({ amount, date }) =>
        `Kolejne płatności nie będą pobierane: płatność ${amount} zaplanowana na ${date} nie zostanie pobrana.`,
      onItsWay: (amount) => `Z wyjątkiem płatności ${amount}, która jest już w drodze: zostanie jeszcze pobrana.`,
      changeOfMind: 'Do tego dnia można zmienić zdanie: subskrypcja będzie wtedy działać jak dotychczas.',
      reason: 'Dlaczego anulujesz? (opcjonalnie)',
      reasons: {
        too_expensive: 'Jest za droga',
        missing_features: 'Brakuje mi w niej czegoś',
        switched_service: 'Wybieram coś innego',
        unused: 'Za mało z niej korzystam',
        customer_service: 'Obsługa klienta nie spełniła oczekiwań',
        too_complex: 'Jest zbyt skomplikowana',
        low_quality: 'Jakość nie spełniła oczekiwań',
        other: 'Inny powód',
      },
      confirm: 'Anuluj subskrypcję',
      back: 'Wróć bez anulowania',
    },
    keepPage: {
      title: (name) => `Cofnąć anulowanie subskrypcji ${name}?`,
      nothingToday: 'Dzisiaj nic nie zostanie pobrane.',
      nextPayment: ({ amount, date }) => `Płatność ${amount} zostanie pobrana ${date}.`,
      afterwards: ({ amount, interval }) => `Potem wszystko toczy się jak dotychczas: ${amount} ${interval}.`,
      confirm: 'Cofnij anulowanie',
      back: 'Wróć',
      noMethod: 'Nie ma metody płatności, którą można obciążyć. Najpierw dodaj taką metodę, a potem cofnij anulowanie.',
      noMethodHere: (app) =>
        `Nie ma metody płatności, którą można obciążyć. Skontaktuj się z ${app}, aby dodać taką metodę, a potem cofnij anulowanie.`,
      addMethod: 'Dodaj metodę płatności',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `Anulowano: ${name}`,
        until: (date) =>
          `Subskrypcja zakończy się ${date}; do tego czasu działa jak dotychczas. Kolejne płatności nie będą pobierane.`,
        atOnce: 'Nie będą za nią pobierane kolejne płatności.',
      },
      subscriptionOver: {
        title: (name) => `Ta subskrypcja już się zakończyła: ${name}`,
        text: 'Nie było czego anulować. Kolejne płatności nie będą pobierane.',
      },
      subscriptionKept: {
        title: (name) => `Cofnięto anulowanie: ${name}`,
        text: ({ amount, date }) => `Dzisiaj nic nie pobrano. Następna płatność ${amount}: ${date}.`,
      },
      keepTooLate: {
        title: (name) => `Ta subskrypcja już się zakończyła: ${name}`,
        text: 'Anulowania nie można już cofnąć. Wykup subskrypcję ponownie tam, gdzie poprzednio.',
      },
      keepNoMethod: {
        title: (name) => `Nie udało się cofnąć anulowania: ${name}`,
        text: 'Nie ma metody płatności, którą można obciążyć. Najpierw dodaj taką metodę, a potem spróbuj ponownie.',
      },
      keepNameTaken: {
        title: (name) => `Nie uruchomiono ponownie: ${name}`,
        text: 'Masz już subskrypcję o tej nazwie, więc nie płacisz dwa razy.',
      },
      keepRunning: {
        title: (name) => `Ta subskrypcja nie została anulowana: ${name}`,
        text: 'Działa jak dotychczas, więc nie było czego cofać.',
      },
    },
  },
  paymentMethods: {
    title: 'Metody płatności',
    none: 'Nie zapisano żadnej metody płatności.',
    kinds: { card: 'Karta', bank: 'Konto bankowe', paypal: 'PayPal', other: 'Metoda płatności' },
    endingIn: 'z końcówką',
    words: {
      ready: 'Gotowa do użycia',
      expiring: 'Wkrótce wygaśnie',
      expired: 'Wygasła',
      pending: 'W trakcie weryfikacji',
      invalid: 'Już nieważna',
    },
    validUntil: (month) => `Data ważności: ${month}`,
    expiredIn: (month) => `Data ważności: ${month}`,
    addedOn: (date) => `Dodano ${date}`,
    meaning: {
      pending: 'Potwierdzenie przez bank może potrwać kilka dni.',
      invalid: 'Tą metodą nie można już płacić.',
    },
    usedFor: (subscription) => `Służy do opłacania: ${subscription}`,
  },
  checkout: {
    change: 'Zmień metodę płatności',
    add: 'Dodaj metodę płatności',
    remove: 'Usuń',
    removeMethod: (method) => `Usuń: ${method}`,
    spare: 'Już niepotrzebne?',
    pay: (amount) => `Zapłać teraz ${amount}`,
    back: 'Wróć bez zmian',
    changed: 'Kwota do zapłaty zmieniła się od otwarcia tej strony. Sprawdź ją jeszcze raz.',
    paidLater: 'Zapłacono później.',
    statement: {
      method: (app) => `${app}: metoda płatności`,
      overdue: (app) => `${app}: zaległa płatność`,
    },
    addPage: {
      title: 'Zmiana metody płatności',
      addTitle: 'Dodawanie metody płatności',
      choose: 'Jak chcesz płacić od teraz?',
      free: 'Teraz nic nie zostanie pobrane',
      charged: (amount) => `Jednorazowo zostanie pobrane ${amount}, aby potwierdzić konto`,
      moves: (subscriptions) =>
        `Od tej chwili ta metoda będzie służyć do opłacania: ${subscriptions}. Terminy i kwoty się nie zmienią.`,
      safe: ({ provider, app }) => `Dane podajesz na stronie ${provider}. ${app} nigdy ich nie widzi.`,
      go: (provider) => `Przejdź do ${provider}`,
      none: (app) => `W tej chwili nie można dodać metody płatności online. Skontaktuj się z ${app}.`,
    },
    overduePage: {
      title: 'Zapłać zaległą kwotę',
      intro: {
        one: () => 'Ta płatność jest nadal nieuregulowana.',
        other: () => 'Te płatności są nadal nieuregulowane.',
      },
      total: 'Do zapłaty',
      ways: ({ provider, ways }) => `Sposób płatności wybierasz na stronie ${provider}: ${ways}.`,
      mends: 'To, czym zapłacisz, stanie się metodą płatności wszystkich Twoich subskrypcji.',
      none: (app) => `W tej chwili nie można zapłacić tej kwoty online. Skontaktuj się z ${app}.`,
    },
    forwardPage: {
      title: (provider) => `Przenosimy Cię do ${provider}`,
      free: 'Nic nie zostanie pobrane.',
      charged: (amount) => `Zostanie pobrane ${amount}.`,
      go: (provider) => `Przejdź do ${provider}`,
    },
    outcomes: {
      settled: {
        title: 'Nowa metoda płatności jest gotowa',
        overdueTitle: (amount) => `Zapłacono ${amount}. Dziękujemy!`,
        text: 'Od teraz wszystkie Twoje subskrypcje są opłacane tą metodą.',
        added: 'Od teraz można tej metody używać do Twoich płatności.',
      },
      confirming: {
        title: 'Twój bank potwierdza metodę płatności',
        overdueTitle: (amount) => `Zapłacono ${amount}. Dziękujemy!`,
        text: () =>
          'Potwierdzenie nowej metody płatności przez bank może potrwać kilka dni. Do tego czasu używana jest metoda, która nadal działa; potem zmienimy ją automatycznie. Nie musisz nic robić.',
      },
      moving: {
        title: 'Nowa metoda płatności jest prawie gotowa',
        overdueTitle: (amount) => `Zapłacono ${amount}. Dziękujemy!`,
        text: (app) =>
          `Nie wszystkie subskrypcje korzystają już z nowej metody płatności. Próbujemy dalej automatycznie. Jeśli jutro nadal nie będzie to gotowe, skontaktuj się z ${app}.`,
      },
      processing: {
        title: 'Twoja płatność jest przetwarzana',
        text: () => 'Wynik nie jest jeszcze znany. Nie płać ponownie: gdy tylko przejdzie, reszta stanie się sama.',
      },
      open: {
        title: 'To jeszcze nie koniec',
        text: (provider) =>
          `Nic nie zostało pobrane i nic się nie zmieniło. Możesz jeszcze dokończyć na stronie ${provider}.`,
      },
      outdated: {
        title: 'Wcześniejsza płatność jest jeszcze otwarta',
        text: ({ amount, provider }) =>
          `Rozpoczęto płatność ${amount} na stronie ${provider}, a zaległa kwota od tego czasu się zmieniła. Nie kończ jej: przerwij ją na stronie ${provider} albo poczekaj, aż sama wygaśnie. Potem możesz zapłacić to, co jest zaległe teraz. Nic za nią nie pobrano.`,
        stop: (provider) => `Przerwij na stronie ${provider}`,
      },
      failed: {
        title: 'Płatność się nie powiodła',
        text: () =>
          'Nie pobrano żadnych pieniędzy i nic się nie zmieniło na Twoim koncie. Możesz spróbować ponownie, także inną metodą płatności.',
      },
      canceled: {
        title: 'Płatność została przerwana',
        text: () => 'Nie pobrano żadnych pieniędzy i nic się nie zmieniło na Twoim koncie.',
      },
      expired: {
        title: 'Czas na zapłatę minął',
        text: () => 'Nie pobrano żadnych pieniędzy i nic się nie zmieniło na Twoim koncie. Możesz zacząć od nowa.',
      },
      refused: {
        title: 'Tej metody płatności nie można użyć',
        text: 'Nie udało się jej ustawić dla przyszłych płatności. Twoje subskrypcje pozostają przy dotychczasowej metodzie. Wybierz inną.',
        overdueText: (amount) =>
          `Zapłacono ${amount}, dziękujemy. Tej metody nie można jednak używać do przyszłych płatności. Wybierz inną metodę płatności.`,
      },
      unknown: {
        title: 'Nie udało się sprawdzić, jak to się zakończyło',
        text: (provider) =>
          `W tej chwili nie można połączyć się z ${provider}. Nic nie przepadło: gdy tylko będzie to możliwe, reszta stanie się sama. Nie płać ponownie.`,
      },
      adding: {
        processing: {
          title: 'Twoja metoda płatności jest konfigurowana',
          text: () => 'To może chwilę potrwać; nie trzeba tego powtarzać.',
        },
        failed: {
          title: 'Nie udało się dodać metody płatności',
          text: () => 'Na Twoim koncie nic się nie zmieniło. Możesz spróbować ponownie lub użyć innej.',
        },
        canceled: {
          title: 'Przerwano przed zakończeniem',
          text: () => 'Nie pobrano żadnych pieniędzy i nic się nie zmieniło na Twoim koncie.',
        },
        expired: {
          title: 'Czas na dokończenie minął',
          text: () => 'Nie pobrano żadnych pieniędzy i nic się nie zmieniło na Twoim koncie. Możesz zacząć od nowa.',
        },
        unknown: {
          title: 'Nie udało się sprawdzić, jak to się zakończyło',
          text: (provider) =>
            `W tej chwili nie można połączyć się z ${provider}. Nic nie przepadło: gdy tylko będzie to możliwe, reszta stanie się sama. Nie zaczynaj od nowa.`,
        },
      },
      resume: 'Kontynuuj',
      tryAgain: 'Spróbuj ponownie',
      lookAgain: 'Sprawdź ponownie',
    },
    removePage: {
      title: (method) => `Usunąć: ${method}?`,
      nothingUsesIt: 'Żadna trwająca subskrypcja nie potrzebuje tej metody płatności.',
      gone: (app) =>
        `Z tej metody nie będzie już można pobierać płatności dla ${app}. Aby znów jej użyć, trzeba by ją dodać od nowa.`,
      confirm: 'Usuń',
      keptTitle: (method) => `${method}: metoda jest używana`,
      inUse: (subscriptions) =>
        `Usunięcie tej metody zakończyłoby: ${subscriptions}. Najpierw zmień metodę płatności, potem możesz tę usunąć.`,
      awaited: 'Twoje subskrypcje są właśnie przenoszone na tę metodę, dlatego nie można jej usunąć.',
    },
    advice: {
      subscriptionSuspended: (app) =>
        `Płatności nie są pobierane. Opłać zaległości, a potem skontaktuj się z ${app}, aby ją wznowić.`,
      paymentFailed: 'Nie pobrano żadnych pieniędzy.',
      paymentChargedBack: 'Kwota znów jest do zapłaty.',
      payAll: 'Opłać wszystkie zaległości za jednym razem; użyta metoda stanie się Twoją metodą płatności.',
      methodInvalid: 'Następna płatność się nie powiedzie. Zmień wcześniej metodę płatności.',
      methodExpired: 'Następna płatność może się nie powieść. Zmień wcześniej metodę płatności.',
      methodExpiring: 'Zmień metodę płatności na czas, a nic się nie przerwie.',
    },
    results: {
      methodRemoved: {
        title: (method) => `Usunięto metodę płatności: ${method}`,
        text: 'Nie można już z niej pobierać płatności.',
      },
      methodGone: { title: 'Metoda płatności została usunięta', text: 'Nie można już z niej pobierać płatności.' },
      methodKept: {
        title: (method) => `Nie usunięto metody płatności: ${method}`,
        text: 'Subskrypcja jej potrzebuje. Nic się nie zmieniło.',
      },
      nothingDue: { title: 'Nie ma nic do zapłaty', text: 'Wszystkie Twoje płatności się powiodły.' },
    },
  },
  payments: {
    title: 'Płatności',
    none: 'Nie ma jeszcze żadnych płatności.',
    columns: { date: 'Data', description: 'Opis', status: 'Status', amount: 'Kwota' },
    words: {
      open: 'Do zapłaty',
      processing: 'W toku',
      authorized: 'Autoryzowana',
      paid: 'Zapłacona',
      canceled: 'Anulowana',
      expired: 'Wygasła',
      failed: 'Nieudana',
      refunded: 'Zwrócona',
      partlyRefunded: 'Częściowo zwrócona',
      chargedBack: 'Cofnięta przez bank',
    },
    meaning: {
      open: 'Jeszcze niezapłacona.',
      pending: 'W drodze. Bankom może to zająć kilka dni.',
      authorized: 'Kwota zarezerwowana, jeszcze niepobrana.',
      canceled: 'Anulowana przed zapłatą.',
      expired: 'Nie dokończono jej na czas.',
      failed: 'Nic nie zostało pobrane.',
    },
    refunded: (amount) => `Zwrócono Ci ${amount}.`,
    chargedBack: (amount) => `Twój bank cofnął płatność w wysokości ${amount}.`,
  },
  paymentHistory: { all: 'Wszystkie płatności', older: 'Wcześniejsze płatności', newest: 'Najnowsze płatności' },
  receipt: {
    confirmation: 'Potwierdzenie płatności',
    payment: 'Płatność',
    notInvoice: 'Ta strona potwierdza płatność. Nie jest fakturą.',
    keepCopy: 'Aby zachować kopię, wydrukuj tę stronę lub zapisz ją w przeglądarce jako PDF.',
    paidWith: 'Sposób płatności',
    paidTo: 'Odbiorca',
    billedTo: 'Płatnik',
    reference: 'Numer referencyjny',
    refunded: 'Zwrócono',
    chargedBack: 'Cofnięte przez bank',
    vatNumber: 'Numer VAT',
    whatIsDue: 'Na stronie rozliczeń zobaczysz, czy jest jeszcze coś do zapłaty.',
  },
  failureReasons: {
    insufficientFunds: 'Na karcie lub koncie nie było wystarczających środków.',
    declined: 'Bank lub wydawca karty ją odrzucił.',
    expired: 'Karta straciła ważność.',
    notConfirmed: 'Nie została potwierdzona w banku.',
    wrongDetails: 'Dane karty lub konta były nieprawidłowe.',
    accountClosed: 'Konto bankowe jest zamknięte lub zablokowane.',
    noPermission: 'Brakuje zgody na obciążenie konta lub została cofnięta.',
  },
  details: {
    title: 'Dane rozliczeniowe',
    intro: 'Widnieją na potwierdzeniach płatności.',
    edit: 'Zmień dane',
    none: 'Nie podano',
    labels: {
      name: 'Imię i nazwisko lub nazwa',
      email: 'Adres e-mail',
      company: 'Firma',
      line1: 'Ulica i numer',
      line2: 'Drugi wiersz adresu',
      postalCode: 'Kod pocztowy',
      city: 'Miejscowość',
      country: 'Kraj',
      vatNumber: 'Numer VAT',
      language: 'Język',
    },
    address: 'Adres',
    optional: 'opcjonalnie',
    chooseCountry: 'Bez kraju',
    vatHint: 'Z kodem kraju, na przykład PL1234567890.',
    languageHint: 'Język tych stron.',
    save: 'Zapisz dane',
    cancel: 'Wróć bez zapisywania',
    saved: {
      title: 'Dane rozliczeniowe zostały zapisane',
      text: 'Od teraz widnieją na potwierdzeniach płatności.',
    },
    faultsTitle: 'Sprawdź wpisane dane',
    faults: {
      missing: 'Wypełnij to pole.',
      incomplete: 'Potrzebne do pełnego adresu.',
      characters: 'Zawiera znak, którego nie można użyć.',
      email: 'Wpisz adres e-mail, na przykład nazwa@firma.example.',
      country: 'Wybierz kraj z listy.',
      vatNumber: 'To nie wygląda na numer VAT. Wpisz wszystkie jego litery i cyfry.',
      language: 'Wybierz język z listy.',
      tooLong: (count) => `Najwyżej ${count} znaków.`,
      vatNumberOf: (example) => `Numery VAT tego kraju wyglądają inaczej, na przykład ${example}.`,
    },
  },
  homeLinks: { support: 'Pomoc i wsparcie', terms: 'Regulamin', privacy: 'Prywatność' },
  notices: {
    linkUsed: {
      title: 'Ten link został już użyty',
      text: (app) => `Dla Twojego bezpieczeństwa każdy link otwiera się tylko raz. Wróć do ${app} po nowy.`,
      live: 'Każdy link otwiera się tylko raz. Twoje rozliczenia są nadal otwarte w tej przeglądarce.',
    },
    linkExpired: {
      title: 'Ten link wygasł',
      text: (app) => `Dla Twojego bezpieczeństwa linki działają tylko kilka minut. Wróć do ${app} po nowy.`,
    },
    linkUnknown: {
      title: 'Ten link nie działa',
      text: 'Być może został po drodze ucięty albo jest zbyt stary. Wróć tam, skąd pochodzi, i stamtąd otwórz swoje rozliczenia.',
    },
    linkUnopened: {
      title: 'Otwórz swoje rozliczenia',
      text: 'To osobisty link do Twoich subskrypcji i płatności. Otwiera się tylko raz.',
      open: 'Dalej',
    },
    sessionEnded: {
      title: 'Sesja dobiegła końca',
      text: (app) =>
        `Dla Twojego bezpieczeństwa ta strona po pewnym czasie się zamyka. Wróć do ${app}, aby otworzyć ją ponownie.`,
    },
    noSession: {
      title: 'Otwórz rozliczenia ze swojego konta',
      text: 'Ta strona otwiera się przez osobisty link. Przejdź do produktu, z którego korzystasz, i wybierz tam rozliczenia.',
    },
    notFound: {
      title: 'Nie ma takiej strony',
      text: 'Adres może zawierać literówkę albo strona została przeniesiona.',
    },
    subscriptionUnknown: {
      title: 'Nie ma takiej subskrypcji',
      text: 'Może należy do innego konta albo adres zawiera literówkę. Strona rozliczeń pokazuje Twoje subskrypcje.',
    },
    methodNotAllowed: { title: 'Tego nie można tu zrobić', text: 'Tę stronę można tylko czytać.' },
    failed: {
      title: 'Coś poszło nie tak po naszej stronie',
      text: 'Na Twoim koncie nic się nie zmieniło. Spróbuj ponownie za minutę.',
    },
    unavailable: {
      title: 'Twoje rozliczenia są teraz niedostępne',
      text: 'Na Twoim koncie nic się nie zmieniło. Spróbuj ponownie za minutę.',
    },
    formRefused: {
      title: 'Nie udało się przyjąć tego żądania',
      text: 'Strona mogła być otwarta zbyt długo albo żądanie z niej nie pochodziło. Na Twoim koncie nic się nie zmieniło. Spróbuj ponownie ze strony rozliczeń.',
    },
    changeFailed: {
      title: 'Coś poszło nie tak po naszej stronie',
      text: 'Nie wiemy, czy zmiana została wprowadzona. Aktualny stan widać na stronie rozliczeń.',
    },
    reference: (id) => `Identyfikator błędu: ${id}`,
  },
  results: {
    unconfirmed: {
      title: 'Nie udało się potwierdzić zmiany',
      text: 'Odpowiedź nie nadeszła na czas. Poniżej widać aktualny stan. Jeśli zmiany nie ma, spróbuj ponownie za kilka minut.',
    },
    notDone: {
      title: 'To się nie udało',
      text: 'Nie udało się teraz przekazać zmiany. Poniżej widać aktualny stan. Spróbuj ponownie za kilka minut.',
    },
  },
};
