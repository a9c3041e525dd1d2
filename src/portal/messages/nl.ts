import type { Messages } from './messages.ts';

export const nl: Messages = {
  page: {
    skipToContent: 'Naar de inhoud',
    billing: 'Betalingen en abonnementen',
    backTo: (app) => `Terug naar ${app}`,
    language: 'Taal',
    handledBy: (provider) => `Betalingen worden veilig verwerkt door ${provider}.`,
    testMode: 'Testmodus',
    testModeMeaning: 'Er wordt geen echt geld afgeschreven.',
    account: 'Account',
    tryAgain: 'Opnieuw proberen',
    toBilling: 'Naar je overzicht',
    youAreIn: 'Je bent hier',
    replaced: (tenant) => `Je hebt een andere link geopend. Deze browser toont nu in elk tabblad ${tenant}.`,
  },
  overview: {
    intro: (app) => `Je abonnementen, betaalmethoden en betalingen bij ${app}.`,
    attention: 'Vraagt je aandacht',
    sectionUnavailable: 'Dit deel kon zojuist niet worden geladen. Er is niets aan je account veranderd.',
    nothingAvailable: {
      title: 'Je abonnementen en betalingen zijn nu even niet bereikbaar',
      text: 'Er is niets aan je account veranderd. Probeer het over een minuut opnieuw.',
    },
  },
  alerts: {
    subscriptionSuspended: {
      title: (subscription) => `${subscription} is onderbroken`,
      advice: (app) => `Er wordt nu niets afgeschreven. Neem contact op met ${app} om het te hervatten.`,
    },
    paymentFailed: {
      title: ({ amount, date }) => `De betaling van ${amount} op ${date} is mislukt`,
      advice: (app) => `Er is niets afgeschreven. Neem contact op met ${app} om alsnog te betalen.`,
    },
    paymentChargedBack: {
      title: ({ amount, date }) => `Je bank heeft de betaling van ${amount} van ${date} teruggeboekt`,
      advice: (app) => `Het bedrag staat weer open. Neem contact op met ${app} om alsnog te betalen.`,
    },
    methodInvalid: {
      title: (method) => `Van ${method} kan niet meer worden afgeschreven`,
      advice: (app) =>
        `De volgende betaling zal mislukken. Neem contact op met ${app} om je betaalmethode te wijzigen.`,
    },
    methodExpired: {
      title: ({ method, date }) => `${method} is verlopen op ${date}`,
      advice: (app) =>
        `De volgende betaling kan mislukken. Neem contact op met ${app} om je betaalmethode te wijzigen.`,
    },
    methodExpiring: {
      title: ({ method, date }) => `${method} verloopt op ${date}`,
      advice: (app) => `Neem contact op met ${app} om je betaalmethode op tijd te wijzigen.`,
    },
    methodPending: {
      title: (method) => `${method} wordt gecontroleerd`,
      advice: () => 'Dit kan een paar dagen duren. Je hoeft niets te doen.',
    },
  },
  subscriptions: {
    title: 'Abonnementen',
    none: 'Je hebt geen abonnementen.',
    words: {
      active: 'Actief',
      trialing: 'Proefperiode',
      starting: 'Start binnenkort',
      pastDue: 'Betaling open',
      unpayable: 'Betaling loopt risico',
      suspended: 'Onderbroken',
      ending: 'Opgezegd',
      canceled: 'Opgezegd',
      completed: 'Afgerond',
    },
    when: {
      renews: (date) => `Wordt verlengd op ${date}`,
      nextPayment: (date) => `Volgende betaling op ${date}`,
      firstPayment: (date) => `Eerste betaling op ${date}`,
      starts: (date) => `Start op ${date}`,
      ends: (date) => `Eindigt op ${date}`,
      ended: (date) => `Beëindigd op ${date}`,
      canceledOn: (date) => `Opgezegd op ${date}`,
      noFurtherPayment: 'Er staat geen betaling meer gepland',
    },
    meaning: {
      trialing: 'Gratis tot de eerste betaling.',
      starting: 'Begint zodra je betaalmethode is bevestigd.',
      pastDue: 'De laatste betaling staat nog open.',
      unpayable: 'Zonder een andere betaalmethode mislukt de volgende betaling.',
      suspended: 'Er wordt nu niets afgeschreven.',
      ending: 'Er wordt niets meer afgeschreven. Tot die tijd kun je het nog behouden.',
      canceled: 'Er wordt niets meer afgeschreven.',
      completed: 'Alle betalingen zijn gedaan.',
    },
    since: (date) => `Sinds ${date}`,
    paidWith: 'Betaald met',
    every: { day: 'per dag', week: 'per week', month: 'per maand', year: 'per jaar' },
    everyFew: {
      day: { other: (count) => `elke ${count} dagen` },
      week: { other: (count) => `elke ${count} weken` },
      month: { other: (count) => `elke ${count} maanden` },
      year: { other: (count) => `elke ${count} jaar` },
    },
  },
  ending: {
    cancel: 'Abonnement opzeggen',
    keep: 'Toch behouden',
    cancelPage: {
      title: (name) => `${name} opzeggen?`,
      until: (date) => `Het eindigt op ${date}; tot die tijd behoud je het.`,
      freeUntil: (date) => `Het eindigt op ${date}; tot die tijd kun je het gratis gebruiken.`,
      ends: {
        unpaid: () =>
          'Het eindigt meteen: er is op dit moment niet voor betaald, dus er is geen betaalde periode meer.',
        notStarted: () => 'Het is nog niet begonnen en zal ook niet beginnen.',
        unplanned: (app) => `Er was geen betaling meer gepland. ${app} kan je vertellen hoe lang je het behoudt.`,
      },
      noMore: 'Er wordt niets meer voor afgeschreven.',
      notTaken: ({ amount, date }) =>
        `Er wordt niets meer afgeschreven: de betaling van ${amount} die voor ${date} gepland was, gaat niet door.`,
      onItsWay: (amount) => `Behalve een betaling van ${amount} die al onderweg is: die wordt nog afgeschreven.`,
      changeOfMind: 'Tot die tijd kun je je bedenken: het gaat dan door zoals voorheen.',
      reason: 'Waarom zeg je op? (optioneel)',
      reasons: {
        too_expensive: 'Het is te duur',
        missing_features: 'Er ontbreekt iets dat ik nodig heb',
        switched_service: 'Ik stap over op iets anders',
        unused: 'Ik gebruik het te weinig',
        customer_service: 'Ik was niet tevreden over de ondersteuning',
        too_complex: 'Het is te ingewikkeld',
        low_quality: 'Ik was niet tevreden over de kwaliteit',
        other: 'Een andere reden',
      },
      confirm: 'Abonnement opzeggen',
      back: 'Terug zonder op te zeggen',
    },
    keepPage: {
      title: (name) => `${name} behouden?`,
      nothingToday: 'Er wordt vandaag niets afgeschreven.',
      nextPayment: ({ amount, date }) => `Op ${date} wordt ${amount} afgeschreven.`,
      afterwards: ({ amount, interval }) => `Daarna gaat het door zoals voorheen: ${amount} ${interval}.`,
      confirm: 'Abonnement behouden',
      back: 'Terug',
      noMethod:
        'Er is geen betaalmethode waarvan kan worden afgeschreven. Voeg er eerst een toe; daarna kun je het behouden.',
      noMethodHere: (app) =>
        `Er is geen betaalmethode waarvan kan worden afgeschreven. Neem contact op met ${app} om er een toe te voegen; daarna kun je het behouden.`,
      addMethod: 'Betaalmethode toevoegen',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `${name} is opgezegd`,
        until: (date) => `Het eindigt op ${date}; tot die tijd behoud je het. Er wordt niets meer voor afgeschreven.`,
        atOnce: 'Er wordt niets meer voor afgeschreven.',
      },
      subscriptionOver: {
        title: (name) => `${name} was al beëindigd`,
        text: 'Er viel niets meer op te zeggen. Er wordt niets meer voor afgeschreven.',
      },
      subscriptionKept: {
        title: (name) => `${name} gaat door`,
        text: ({ amount, date }) =>
          `Er is vandaag niets afgeschreven. De volgende betaling van ${amount} is op ${date}.`,
      },
      keepTooLate: {
        title: (name) => `${name} is al beëindigd`,
        text: 'Het kan niet meer worden behouden. Sluit het opnieuw af waar je dat eerder deed.',
      },
      keepNoMethod: {
        title: (name) => `${name} kon niet worden behouden`,
        text: 'Er is geen betaalmethode waarvan kan worden afgeschreven. Voeg er eerst een toe en probeer het dan opnieuw.',
      },
      keepNameTaken: {
        title: (name) => `${name} is niet opnieuw gestart`,
        text: 'Je hebt al een abonnement met die naam, dus je betaalt niet dubbel.',
      },
      keepRunning: {
        title: (name) => `${name} was niet opgezegd`,
        text: 'Het gaat door zoals voorheen, dus er viel niets te behouden.',
      },
    },
  },
  paymentMethods: {
    title: 'Betaalmethoden',
    none: 'Er is geen betaalmethode bekend.',
    kinds: { card: 'Kaart', bank: 'Bankrekening', paypal: 'PayPal', other: 'Betaalmethode' },
    endingIn: 'eindigend op',
    words: {
      ready: 'Klaar voor gebruik',
      expiring: 'Verloopt binnenkort',
      expired: 'Verlopen',
      pending: 'Wordt gecontroleerd',
      invalid: 'Niet meer geldig',
    },
    validUntil: (month) => `Geldig tot en met ${month}`,
    expiredIn: (month) => `Verlopen in ${month}`,
    addedOn: (date) => `Toegevoegd op ${date}`,
    meaning: {
      pending: 'De bevestiging door je bank kan een paar dagen duren.',
      invalid: 'Hiermee kan niet meer worden betaald.',
    },
    usedFor: (subscription) => `Gebruikt voor ${subscription}`,
  },
  checkout: {
    change: 'Betaalmethode wijzigen',
    add: 'Betaalmethode toevoegen',
    remove: 'Verwijderen',
    removeMethod: (method) => `${method} verwijderen`,
    spare: 'Niet meer nodig?',
    pay: (amount) => `Nu ${amount} betalen`,
    back: 'Terug zonder wijzigingen',
    changed: 'Wat je zou betalen, is veranderd sinds je deze pagina opende. Bekijk het nog eens.',
    paidLater: 'Later betaald.',
    statement: {
      method: (app) => `${app}: betaalmethode`,
      overdue: (app) => `${app}: openstaande betaling`,
    },
    addPage: {
      title: 'Je betaalmethode wijzigen',
      addTitle: 'Een betaalmethode toevoegen',
      choose: 'Hoe wil je vanaf nu betalen?',
      free: 'Er wordt nu niets afgeschreven',
      charged: (amount) => `${amount} wordt één keer afgeschreven, om de rekening te bevestigen`,
      moves: (subscriptions) => `Daarna betaal je er ${subscriptions} mee. Data en bedragen blijven gelijk.`,
      safe: ({ provider, app }) => `Je vult je gegevens in bij ${provider}. ${app} krijgt ze nooit te zien.`,
      go: (provider) => `Verder naar ${provider}`,
      none: (app) => `Op dit moment kan er online geen betaalmethode worden toegevoegd. Neem contact op met ${app}.`,
    },
    overduePage: {
      title: 'Openstaand bedrag betalen',
      intro: {
        one: () => 'Deze betaling staat nog open.',
        other: () => 'Deze betalingen staan nog open.',
      },
      total: 'Te betalen',
      ways: ({ provider, ways }) => `Bij ${provider} kies je hoe je betaalt: ${ways}.`,
      mends: 'Waarmee je betaalt, wordt daarna de betaalmethode voor al je abonnementen.',
      none: (app) => `Dit bedrag kan op dit moment niet online worden betaald. Neem contact op met ${app}.`,
    },
    forwardPage: {
      title: (provider) => `Je gaat naar ${provider}`,
      free: 'Er wordt niets afgeschreven.',
      charged: (amount) => `Er wordt ${amount} afgeschreven.`,
      go: (provider) => `Naar ${provider}`,
    },
    outcomes: {
      settled: {
        title: 'Je nieuwe betaalmethode is klaar',
        overdueTitle: (amount) => `${amount} is betaald. Bedankt!`,
        text: 'Vanaf nu worden al je abonnementen met deze betaalmethode betaald.',
        added: 'Vanaf nu kun je met deze betaalmethode betalen.',
      },
      confirming: {
        title: 'Je bank bevestigt de betaalmethode',
        overdueTitle: (amount) => `${amount} is betaald. Bedankt!`,
        text: () =>
          'Je bank kan er een paar dagen over doen om de nieuwe betaalmethode te bevestigen. Tot die tijd blijft een betaalmethode die nog werkt in gebruik; daarna stappen we automatisch over. Je hoeft niets te doen.',
      },
      moving: {
        title: 'Je nieuwe betaalmethode is bijna klaar',
        overdueTitle: (amount) => `${amount} is betaald. Bedankt!`,
        text: (app) =>
          `Nog niet elk abonnement staat op de nieuwe betaalmethode. We blijven het automatisch proberen. Is het morgen nog niet gelukt, neem dan contact op met ${app}.`,
      },
      processing: {
        title: 'Je betaling wordt verwerkt',
        text: () =>
          'De uitkomst is nog niet bekend. Betaal niet opnieuw: zodra de betaling binnen is, gaat de rest vanzelf.',
      },
      open: {
        title: 'Je bent nog niet klaar',
        text: (provider) =>
          `Er is niets afgeschreven en er is niets veranderd. Je kunt het bij ${provider} nog afmaken.`,
      },
      outdated: {
        title: 'Een eerdere betaling staat nog open',
        text: ({ amount, provider }) =>
          `Je bent bij ${provider} een betaling van ${amount} begonnen, en sindsdien is veranderd wat er openstaat. Maak die niet af: stop de betaling bij ${provider}, of wacht tot ze vanzelf verloopt. Daarna kun je betalen wat er nu openstaat. Er is niets voor afgeschreven.`,
        stop: (provider) => `Stoppen bij ${provider}`,
      },
      failed: {
        title: 'De betaling is niet gelukt',
        text: () =>
          'Er is niets afgeschreven en er is niets aan je account veranderd. Je kunt het opnieuw proberen, ook met een andere betaalmethode.',
      },
      canceled: {
        title: 'Je hebt de betaling afgebroken',
        text: () => 'Er is niets afgeschreven en er is niets aan je account veranderd.',
      },
      expired: {
        title: 'De tijd om te betalen is voorbij',
        text: () => 'Er is niets afgeschreven en er is niets aan je account veranderd. Je kunt opnieuw beginnen.',
      },
      refused: {
        title: 'Deze betaalmethode kan niet worden gebruikt',
        text: 'Deze kon niet worden ingesteld voor volgende betalingen. Je abonnementen blijven op je huidige betaalmethode. Kies een andere.',
        overdueText: (amount) =>
          `${amount} is betaald, bedankt. Maar waarmee je betaalde, kan niet voor volgende betalingen worden gebruikt. Kies een andere betaalmethode.`,
      },
      unknown: {
        title: 'We konden niet nagaan hoe het is afgelopen',
        text: (provider) =>
          `${provider} is nu niet bereikbaar. Er gaat niets verloren: zodra het weer kan, gaat de rest vanzelf. Betaal niet opnieuw.`,
      },
      adding: {
        processing: {
          title: 'Je betaalmethode wordt ingesteld',
          text: () => 'Dit kan even duren; je hoeft het niet nog eens te doen.',
        },
        failed: {
          title: 'De betaalmethode kon niet worden toegevoegd',
          text: () => 'Er is niets aan je account veranderd. Je kunt het opnieuw proberen of een andere gebruiken.',
        },
        canceled: {
          title: 'Je bent gestopt voordat het klaar was',
          text: () => 'Er is niets afgeschreven en er is niets aan je account veranderd.',
        },
        expired: {
          title: 'De tijd om het af te ronden is voorbij',
          text: () => 'Er is niets afgeschreven en er is niets aan je account veranderd. Je kunt opnieuw beginnen.',
        },
        unknown: {
          title: 'We konden niet nagaan hoe het is afgelopen',
          text: (provider) =>
            `${provider} is nu niet bereikbaar. Er gaat niets verloren: zodra het weer kan, gaat de rest vanzelf. Begin niet opnieuw.`,
        },
      },
      resume: 'Verder',
      tryAgain: 'Opnieuw proberen',
      lookAgain: 'Opnieuw kijken',
    },
    removePage: {
      title: (method) => `${method} verwijderen?`,
      nothingUsesIt: 'Geen lopend abonnement heeft deze betaalmethode nodig.',
      gone: (app) =>
        `${app} kan er niet meer van afschrijven. Wil je deze weer gebruiken, dan moet je deze opnieuw toevoegen.`,
      confirm: 'Verwijderen',
      keptTitle: (method) => `${method} is in gebruik`,
      inUse: (subscriptions) =>
        `Hiermee betaal je ${subscriptions}. Zonder deze betaalmethode zou dat eindigen. Wijzig eerst je betaalmethode; daarna kun je deze verwijderen.`,
      awaited: 'Je abonnementen gaan er net naar over. Daarom kan deze betaalmethode niet worden verwijderd.',
    },
    advice: {
      subscriptionSuspended: (app) =>
        `Er wordt nu niets afgeschreven. Betaal wat openstaat en neem daarna contact op met ${app} om het te hervatten.`,
      paymentFailed: 'Er is niets afgeschreven.',
      paymentChargedBack: 'Het bedrag staat weer open.',
      payAll: 'Betaal in één keer alles wat openstaat; waarmee je betaalt, wordt je betaalmethode.',
      methodInvalid: 'De volgende betaling zal mislukken. Wijzig je betaalmethode voor die tijd.',
      methodExpired: 'De volgende betaling kan mislukken. Wijzig je betaalmethode voor die tijd.',
      methodExpiring: 'Wijzig je betaalmethode op tijd, dan loopt alles gewoon door.',
    },
    results: {
      methodRemoved: {
        title: (method) => `${method} is verwijderd`,
        text: 'Er kan niet meer van worden afgeschreven.',
      },
      methodGone: { title: 'De betaalmethode is verwijderd', text: 'Er kan niet meer van worden afgeschreven.' },
      methodKept: {
        title: (method) => `${method} is niet verwijderd`,
        text: 'Een abonnement heeft deze nodig. Er is niets veranderd.',
      },
      nothingDue: { title: 'Er is niets te betalen', text: 'Al je betalingen zijn gelukt.' },
    },
  },
  payments: {
    title: 'Betalingen',
    none: 'Er zijn nog geen betalingen.',
    columns: { date: 'Datum', description: 'Omschrijving', status: 'Status', amount: 'Bedrag' },
    words: {
      open: 'Open',
      processing: 'In behandeling',
      authorized: 'Geautoriseerd',
      paid: 'Betaald',
      canceled: 'Geannuleerd',
      expired: 'Verlopen',
      failed: 'Mislukt',
      refunded: 'Terugbetaald',
      partlyRefunded: 'Deels terugbetaald',
      chargedBack: 'Teruggeboekt',
    },
    meaning: {
      open: 'Nog niet betaald.',
      pending: 'Onderweg. Bij banken kan dit een paar dagen duren.',
      authorized: 'Gereserveerd, nog niet afgeschreven.',
      canceled: 'Geannuleerd voordat er was betaald.',
      expired: 'Niet op tijd afgerond.',
      failed: 'Er is niets afgeschreven.',
    },
    refunded: (amount) => `${amount} is aan je terugbetaald.`,
    chargedBack: (amount) => `Je bank heeft ${amount} teruggeboekt.`,
  },
  paymentHistory: { all: 'Alle betalingen', older: 'Eerdere betalingen', newest: 'Nieuwste betalingen' },
  receipt: {
    confirmation: 'Betalingsbevestiging',
    payment: 'Betaling',
    notInvoice: 'Deze pagina bevestigt een betaling. Het is geen factuur.',
    keepCopy: 'Wil je een kopie bewaren? Print deze pagina of sla die in je browser op als pdf.',
    paidWith: 'Betaald met',
    paidTo: 'Betaald aan',
    billedTo: 'Op naam van',
    reference: 'Referentie',
    refunded: 'Terugbetaald',
    chargedBack: 'Teruggeboekt door je bank',
    vatNumber: 'Btw-nummer',
    whatIsDue: 'Op je betalingspagina zie je of er nog iets te betalen is.',
  },
  failureReasons: {
    insufficientFunds: 'Er stond niet genoeg geld op de kaart of rekening.',
    declined: 'Je bank of kaartuitgever heeft de betaling geweigerd.',
    expired: 'De kaart was verlopen.',
    notConfirmed: 'De betaling is niet bevestigd bij je bank.',
    wrongDetails: 'De kaart- of rekeninggegevens klopten niet.',
    accountClosed: 'De bankrekening is opgeheven of geblokkeerd.',
    noPermission: 'De machtiging voor de incasso ontbreekt of is ingetrokken.',
  },
  details: {
    title: 'Factuurgegevens',
    intro: 'Ze staan op je betalingsbevestigingen.',
    edit: 'Gegevens wijzigen',
    none: 'Niet ingevuld',
    labels: {
      name: 'Naam',
      email: 'E-mailadres',
      company: 'Bedrijf',
      line1: 'Straat en huisnummer',
      line2: 'Adresregel 2',
      postalCode: 'Postcode',
      city: 'Plaats',
      country: 'Land',
      vatNumber: 'Btw-nummer',
      language: 'Taal',
    },
    address: 'Adres',
    optional: 'optioneel',
    chooseCountry: 'Geen land',
    vatHint: 'Met de landcode, zoals NL123456789B01.',
    languageHint: 'De taal van deze pagina’s.',
    save: 'Gegevens opslaan',
    cancel: 'Terug zonder op te slaan',
    saved: {
      title: 'Je factuurgegevens zijn opgeslagen',
      text: 'Vanaf nu staan ze op je betalingsbevestigingen.',
    },
    faultsTitle: 'Controleer wat je hebt ingevuld',
    faults: {
      missing: 'Vul dit in.',
      incomplete: 'Nodig voor een volledig adres.',
      characters: 'Er staat een teken in dat niet kan worden gebruikt.',
      email: 'Vul een e-mailadres in, zoals naam@bedrijf.example.',
      country: 'Kies een land uit de lijst.',
      vatNumber: 'Dit lijkt geen btw-nummer. Vul alle letters en cijfers ervan in.',
      language: 'Kies een taal uit de lijst.',
      tooLong: (count) => `Gebruik hoogstens ${count} tekens.`,
      vatNumberOf: (example) =>
        `Zo ziet een btw-nummer van dit land er niet uit. Het hoort eruit te zien als ${example}.`,
    },
  },
  homeLinks: { support: 'Hulp en ondersteuning', terms: 'Voorwaarden', privacy: 'Privacybeleid' },
  notices: {
    linkUsed: {
      title: 'Deze link is al gebruikt',
      text: (app) => `Voor je veiligheid werkt elke link maar één keer. Ga terug naar ${app} voor een nieuwe.`,
      live: 'Elke link werkt maar één keer. Je overzicht is nog open in deze browser.',
    },
    linkExpired: {
      title: 'Deze link is verlopen',
      text: (app) => `Voor je veiligheid werken links maar een paar minuten. Ga terug naar ${app} voor een nieuwe.`,
    },
    linkUnknown: {
      title: 'Deze link werkt niet',
      text: 'Misschien is hij onderweg afgebroken of te oud. Ga terug naar waar je hem vond en open je betalingen van daaruit.',
    },
    linkUnopened: {
      title: 'Open je betalingen',
      text: 'Dit is een persoonlijke link naar je abonnementen en betalingen. Hij werkt maar één keer.',
      open: 'Doorgaan',
    },
    sessionEnded: {
      title: 'Je bent uitgelogd',
      text: (app) =>
        `Voor je veiligheid sluit deze pagina na een tijdje. Ga terug naar ${app} om hem opnieuw te openen.`,
    },
    noSession: {
      title: 'Open je betalingen vanuit je account',
      text: 'Deze pagina opent via een persoonlijke link. Ga naar het product dat je gebruikt en kies daar voor betalingen.',
    },
    notFound: {
      title: 'Deze pagina bestaat niet',
      text: 'Misschien bevat het adres een typfout, of is de pagina verplaatst.',
    },
    subscriptionUnknown: {
      title: 'Dit abonnement bestaat niet',
      text: 'Misschien hoort het bij een ander account, of bevat het adres een typfout. Op je betalingspagina staan de abonnementen die je hebt.',
    },
    methodNotAllowed: { title: 'Dat kan hier niet', text: 'Deze pagina kan alleen worden gelezen.' },
    failed: {
      title: 'Er ging iets mis aan onze kant',
      text: 'Er is niets aan je account veranderd. Probeer het over een minuut opnieuw.',
    },
    unavailable: {
      title: 'Je gegevens zijn nu niet bereikbaar',
      text: 'Er is niets aan je account veranderd. Probeer het over een minuut opnieuw.',
    },
    formRefused: {
      title: 'Dat kon niet worden aangenomen',
      text: 'De pagina stond misschien te lang open, of het verzoek kwam er niet vandaan. Er is niets veranderd aan je account. Probeer het opnieuw vanaf je betalingspagina.',
    },
    changeFailed: {
      title: 'Er is bij ons iets misgegaan',
      text: 'We weten niet of je wijziging is doorgevoerd. Op je betalingspagina zie je hoe het er nu voor staat.',
    },
    reference: (id) => `Kenmerk: ${id}`,
  },
  results: {
    unconfirmed: {
      title: 'We konden je wijziging niet bevestigen',
      text: 'Het antwoord kwam niet op tijd. Hieronder zie je hoe het er nu voor staat. Ontbreekt je wijziging, probeer het dan over een paar minuten opnieuw.',
    },
    notDone: {
      title: 'Dat is niet gelukt',
      text: 'Je wijziging kon zojuist niet worden doorgegeven. Hieronder zie je hoe het er nu voor staat. Probeer het over een paar minuten opnieuw.',
    },
  },
};
