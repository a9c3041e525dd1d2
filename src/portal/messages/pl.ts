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
  },
  overview: {
    intro: (app) => `Twoje subskrypcje, metody płatności i płatności w ${app}.`,
    attention: 'Wymaga uwagi',
    replaced: (tenant) =>
      `Otwarto inny link. We wszystkich kartach tej przeglądarki widać teraz rozliczenia: ${tenant}.`,
    sectionUnavailable: 'Nie udało się wczytać tej części. Na Twoim koncie nic się nie zmieniło.',
    nothingAvailable: {
      title: 'Twoje rozliczenia są chwilowo niedostępne',
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
      pastDue: 'Płatność nieudana',
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
      pastDue: 'Ostatnia płatność nie powiodła się.',
      suspended: 'Płatności nie są pobierane.',
      ending: 'Kolejne płatności nie będą pobierane. Do tego dnia można ją jeszcze zachować.',
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
    cancel: 'Anuluj',
    keep: 'Jednak zachowaj',
    cancelPage: {
      title: (name) => `Anulować ${name}?`,
      until: (date) => `Subskrypcja działa do ${date}.`,
      freeUntil: (date) => `Można z niej korzystać bezpłatnie do ${date}.`,
      ends: {
        unpaid: () => 'Kończy się od razu: ostatnia płatność się nie powiodła, więc nie ma już opłaconego okresu.',
        notStarted: () => 'Jeszcze się nie zaczęła i już się nie zacznie.',
        unplanned: (app) =>
          `Nie zaplanowano dla niej kolejnych płatności. O tym, jak długo będzie działać, informuje ${app}.`,
      },
      noMore: 'Nie będą za nią pobierane kolejne płatności.',
      notTaken: ({ amount, date }) =>
        `Kolejne płatności nie będą pobierane: płatność ${amount} zaplanowana na ${date} się nie odbędzie.`,
      onItsWay: (amount) => `Płatność ${amount} jest już w drodze i zostanie jeszcze pobrana.`,
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
      title: (name) => `Zachować ${name}?`,
      nothingToday: 'Dzisiaj nic nie zostanie pobrane.',
      nextPayment: ({ amount, date, method }) => `Płatność ${amount} zostanie pobrana ${date}: ${method}.`,
      afterwards: ({ amount, interval }) => `Potem wszystko toczy się jak dotychczas: ${amount} ${interval}.`,
      confirm: 'Zachowaj subskrypcję',
      back: 'Wróć',
      noMethod:
        'Nie ma metody płatności, którą można obciążyć. Najpierw dodaj taką metodę, a potem zachowaj subskrypcję.',
      toMethods: 'Do metod płatności',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `Anulowano: ${name}`,
        until: (date) => `Subskrypcja działa do ${date}. Kolejne płatności nie będą pobierane.`,
        atOnce: 'Nie będą za nią pobierane kolejne płatności.',
      },
      subscriptionOver: {
        title: (name) => `Ta subskrypcja już się zakończyła: ${name}`,
        text: 'Nie było czego anulować. Kolejne płatności nie będą pobierane.',
      },
      subscriptionKept: {
        title: (name) => `Zachowano: ${name}`,
        text: ({ amount, date }) => `Dzisiaj nic nie pobrano. Następna płatność ${amount}: ${date}.`,
      },
      keepTooLate: {
        title: (name) => `Ta subskrypcja już się zakończyła: ${name}`,
        text: 'Nie można jej już zachować. Wykup ją ponownie tam, gdzie poprzednio.',
      },
      keepNoMethod: {
        title: (name) => `Nie udało się zachować: ${name}`,
        text: 'Nie ma metody płatności, którą można obciążyć. Najpierw dodaj taką metodę, a potem spróbuj ponownie.',
      },
      keepNameTaken: {
        title: (name) => `Nie uruchomiono ponownie: ${name}`,
        text: 'Masz już subskrypcję o tej nazwie, więc nie płacisz dwa razy.',
      },
      keepRunning: {
        title: (name) => `Ta subskrypcja nie została anulowana: ${name}`,
        text: 'Działa jak dotychczas, więc nie było czego zachowywać.',
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
      invalid: 'Nie można już nią płacić.',
    },
    usedFor: (subscription) => `Używana do: ${subscription}`,
  },
  payments: {
    title: 'Płatności',
    none: 'Nie ma jeszcze żadnych płatności.',
    earlier: (count) => `Wcześniejsze płatności (${count})`,
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
      expired: 'Niezapłacona w terminie.',
      failed: 'Nic nie zostało pobrane.',
    },
    refunded: (amount) => `Zwrócono Ci ${amount}.`,
    chargedBack: (amount) => `Twój bank cofnął ${amount}.`,
  },
  homeLinks: { support: 'Pomoc i wsparcie', terms: 'Regulamin', privacy: 'Prywatność' },
  notices: {
    linkUsed: {
      title: 'Ten link został już użyty',
      text: (app) => `Dla Twojego bezpieczeństwa każdy link otwiera się tylko raz. Wróć do ${app} po nowy.`,
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
      title: 'Nie udało się przyjąć tej prośby',
      text: 'Strona mogła być otwarta zbyt długo albo prośba z niej nie pochodziła. Na Twoim koncie nic się nie zmieniło. Spróbuj ponownie ze strony rozliczeń.',
    },
    changeFailed: {
      title: 'Coś poszło nie tak po naszej stronie',
      text: 'Nie wiemy, czy zmiana została wprowadzona. Aktualny stan widać na stronie rozliczeń.',
    },
    reference: (id) => `Numer zgłoszenia: ${id}`,
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
