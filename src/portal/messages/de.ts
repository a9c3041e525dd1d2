import type { Messages } from './messages.ts';

export const de: Messages = {
  page: {
    skipToContent: 'Zum Inhalt springen',
    billing: 'Abrechnung',
    backTo: (app) => `Zurück zu ${app}`,
    language: 'Sprache',
    handledBy: (provider) => `Zahlungen werden sicher über ${provider} abgewickelt.`,
    testMode: 'Testmodus',
    testModeMeaning: 'Es fließt kein echtes Geld.',
    account: 'Konto',
    tryAgain: 'Erneut versuchen',
    toBilling: 'Zu Ihrer Abrechnung',
    youAreIn: 'Sie sind hier',
    replaced: (tenant) =>
      `Sie haben einen anderen Link geöffnet. Dieser Browser zeigt jetzt in allen Tabs die Abrechnung von ${tenant}.`,
  },
  overview: {
    intro: (app) => `Ihre Abonnements, Zahlungsmethoden und Zahlungen bei ${app}.`,
    attention: 'Bitte beachten',
    sectionUnavailable: 'Dieser Teil konnte gerade nicht geladen werden. An Ihrem Konto hat sich nichts geändert.',
    nothingAvailable: {
      title: 'Ihre Abonnements und Zahlungen sind gerade nicht erreichbar',
      text: 'An Ihrem Konto hat sich nichts geändert. Bitte versuchen Sie es in einer Minute erneut.',
    },
  },
  alerts: {
    subscriptionSuspended: {
      title: (subscription) => `${subscription} ist ausgesetzt`,
      advice: (app) => `Derzeit wird nichts abgebucht. Wenden Sie sich an ${app}, um das Abonnement fortzusetzen.`,
    },
    paymentFailed: {
      title: ({ amount, date }) => `Die Zahlung über ${amount} vom ${date} ist fehlgeschlagen`,
      advice: (app) => `Es wurde nichts abgebucht. Wenden Sie sich an ${app}, um den Betrag zu begleichen.`,
    },
    paymentChargedBack: {
      title: ({ amount, date }) => `Ihre Bank hat die Zahlung über ${amount} vom ${date} zurückgebucht`,
      advice: (app) => `Der Betrag ist wieder offen. Wenden Sie sich an ${app}, um ihn zu begleichen.`,
    },
    methodInvalid: {
      title: (method) => `${method} kann nicht mehr belastet werden`,
      advice: (app) =>
        `Die nächste Zahlung wird fehlschlagen. Wenden Sie sich an ${app}, um Ihre Zahlungsmethode zu ändern.`,
    },
    methodExpired: {
      title: ({ method, date }) => `${method} ist am ${date} abgelaufen`,
      advice: (app) =>
        `Die nächste Zahlung kann fehlschlagen. Wenden Sie sich an ${app}, um Ihre Zahlungsmethode zu ändern.`,
    },
    methodExpiring: {
      title: ({ method, date }) => `${method} läuft am ${date} ab`,
      advice: (app) => `Wenden Sie sich an ${app}, um Ihre Zahlungsmethode rechtzeitig zu ändern.`,
    },
    methodPending: {
      title: (method) => `${method} wird geprüft`,
      advice: () => 'Das kann einige Tage dauern. Sie müssen nichts tun.',
    },
  },
  subscriptions: {
    title: 'Abonnements',
    none: 'Sie haben keine Abonnements.',
    words: {
      active: 'Aktiv',
      trialing: 'Testphase',
      starting: 'Startet',
      pastDue: 'Zahlung offen',
      unpayable: 'Zahlung gefährdet',
      suspended: 'Ausgesetzt',
      ending: 'Gekündigt',
      canceled: 'Gekündigt',
      completed: 'Abgeschlossen',
    },
    when: {
      renews: (date) => `Verlängert sich am ${date}`,
      nextPayment: (date) => `Nächste Zahlung am ${date}`,
      firstPayment: (date) => `Erste Zahlung am ${date}`,
      starts: (date) => `Beginnt am ${date}`,
      ends: (date) => `Endet am ${date}`,
      ended: (date) => `Beendet am ${date}`,
      canceledOn: (date) => `Gekündigt am ${date}`,
      noFurtherPayment: 'Keine weitere Zahlung geplant',
    },
    meaning: {
      trialing: 'Kostenlos bis zur ersten Zahlung.',
      starting: 'Beginnt, sobald Ihre Zahlungsmethode bestätigt ist.',
      pastDue: 'Die letzte Zahlung ist noch offen.',
      unpayable: 'Ohne eine andere Zahlungsmethode schlägt die nächste Zahlung fehl.',
      suspended: 'Derzeit wird nichts abgebucht.',
      ending: 'Es wird nichts mehr abgebucht. Bis dahin können Sie die Kündigung noch zurücknehmen.',
      canceled: 'Es wird nichts mehr abgebucht.',
      completed: 'Alle Zahlungen sind geleistet.',
    },
    since: (date) => `Seit ${date}`,
    paidWith: 'Bezahlt mit',
    every: { day: 'pro Tag', week: 'pro Woche', month: 'pro Monat', year: 'pro Jahr' },
    everyFew: {
      day: { other: (count) => `alle ${count} Tage` },
      week: { other: (count) => `alle ${count} Wochen` },
      month: { other: (count) => `alle ${count} Monate` },
      year: { other: (count) => `alle ${count} Jahre` },
    },
  },
  ending: {
    cancel: 'Abonnement kündigen',
    keep: 'Kündigung zurücknehmen',
    cancelPage: {
      title: (name) => `${name} kündigen?`,
      until: (date) => `Es endet am ${date}; bis dahin behalten Sie es.`,
      freeUntil: (date) => `Es endet am ${date}; bis dahin können Sie es kostenlos nutzen.`,
      ends: {
        unpaid: () => 'Es endet sofort: Es ist derzeit nicht bezahlt, es bleibt also keine bezahlte Zeit.',
        notStarted: () => 'Es hat noch nicht begonnen und wird nicht beginnen.',
        unplanned: (app) =>
          `Dafür war keine weitere Zahlung geplant. ${app} kann Ihnen sagen, wie lange Sie es behalten.`,
      },
      noMore: 'Dafür wird nichts mehr abgebucht.',
      notTaken: ({ amount, date }) =>
        `Es wird nichts mehr abgebucht: Die für den ${date} geplante Zahlung über ${amount} entfällt.`,
      onItsWay: (amount) => `Außer einer Zahlung über ${amount}, die bereits unterwegs ist: Sie wird noch abgebucht.`,
      changeOfMind: 'Bis dahin können Sie es sich anders überlegen: Dann läuft es weiter wie bisher.',
      reason: 'Warum kündigen Sie? (freiwillig)',
      reasons: {
        too_expensive: 'Es ist zu teuer',
        missing_features: 'Mir fehlt etwas, das ich brauche',
        switched_service: 'Ich wechsle zu etwas anderem',
        unused: 'Ich nutze es zu wenig',
        customer_service: 'Ich war mit dem Support nicht zufrieden',
        too_complex: 'Es ist zu kompliziert',
        low_quality: 'Ich war mit der Qualität nicht zufrieden',
        other: 'Ein anderer Grund',
      },
      confirm: 'Abonnement kündigen',
      back: 'Zurück, ohne zu kündigen',
    },
    keepPage: {
      title: (name) => `Kündigung für ${name} zurücknehmen?`,
      nothingToday: 'Heute wird nichts abgebucht.',
      nextPayment: ({ amount, date }) => `Am ${date} werden ${amount} abgebucht.`,
      afterwards: ({ amount, interval }) => `Danach geht es weiter wie bisher: ${amount} ${interval}.`,
      confirm: 'Kündigung zurücknehmen',
      back: 'Zurück',
      noMethod:
        'Es gibt keine Zahlungsmethode, die belastet werden kann. Fügen Sie zuerst eine hinzu, dann können Sie die Kündigung zurücknehmen.',
      noMethodHere: (app) =>
        `Es gibt keine Zahlungsmethode, die belastet werden kann. Wenden Sie sich an ${app}, um eine hinzuzufügen, dann können Sie die Kündigung zurücknehmen.`,
      addMethod: 'Zahlungsmethode hinzufügen',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `${name} ist gekündigt`,
        until: (date) => `Es endet am ${date}; bis dahin behalten Sie es. Dafür wird nichts mehr abgebucht.`,
        atOnce: 'Dafür wird nichts mehr abgebucht.',
      },
      subscriptionOver: {
        title: (name) => `${name} war bereits beendet`,
        text: 'Es gab nichts mehr zu kündigen. Dafür wird nichts mehr abgebucht.',
      },
      subscriptionKept: {
        title: (name) => `${name} läuft weiter`,
        text: ({ amount, date }) => `Heute wurde nichts abgebucht. Die nächste Zahlung über ${amount} ist am ${date}.`,
      },
      keepTooLate: {
        title: (name) => `${name} ist bereits beendet`,
        text: 'Die Kündigung kann nicht mehr zurückgenommen werden. Schließen Sie das Abonnement dort neu ab, wo Sie es zuvor getan haben.',
      },
      keepNoMethod: {
        title: (name) => `Die Kündigung für ${name} konnte nicht zurückgenommen werden`,
        text: 'Es gibt keine Zahlungsmethode, die belastet werden kann. Fügen Sie zuerst eine hinzu und versuchen Sie es dann erneut.',
      },
      keepNameTaken: {
        title: (name) => `${name} wurde nicht erneut gestartet`,
        text: 'Sie haben bereits ein Abonnement mit diesem Namen und zahlen daher nicht doppelt.',
      },
      keepRunning: {
        title: (name) => `${name} war nicht gekündigt`,
        text: 'Es läuft weiter wie bisher, es gab also nichts zurückzunehmen.',
      },
    },
  },
  paymentMethods: {
    title: 'Zahlungsmethoden',
    none: 'Es ist keine Zahlungsmethode hinterlegt.',
    kinds: { card: 'Karte', bank: 'Bankkonto', paypal: 'PayPal', other: 'Zahlungsmethode' },
    endingIn: 'mit den Endziffern',
    words: {
      ready: 'Gültig',
      expiring: 'Läuft bald ab',
      expired: 'Abgelaufen',
      pending: 'Wird geprüft',
      invalid: 'Nicht mehr gültig',
    },
    validUntil: (month) => `Gültig bis ${month}`,
    expiredIn: (month) => `Abgelaufen im ${month}`,
    addedOn: (date) => `Hinzugefügt am ${date}`,
    meaning: {
      pending: 'Die Bestätigung durch Ihre Bank kann einige Tage dauern.',
      invalid: 'Damit kann nicht mehr gezahlt werden.',
    },
    usedFor: (subscription) => `Verwendet für ${subscription}`,
  },
  checkout: {
    change: 'Zahlungsmethode ändern',
    add: 'Zahlungsmethode hinzufügen',
    remove: 'Entfernen',
    removeMethod: (method) => `${method} entfernen`,
    spare: 'Nicht mehr benötigt?',
    pay: (amount) => `Jetzt ${amount} zahlen`,
    back: 'Zurück ohne Änderung',
    changed:
      'Was Sie zahlen würden, hat sich geändert, seit Sie diese Seite geöffnet haben. Bitte sehen Sie es sich noch einmal an.',
    paidLater: 'Später bezahlt.',
    statement: {
      method: (app) => `${app}: Zahlungsmethode`,
      overdue: (app) => `${app}: offene Zahlung`,
    },
    addPage: {
      title: 'Zahlungsmethode ändern',
      addTitle: 'Zahlungsmethode hinzufügen',
      choose: 'Wie möchten Sie künftig zahlen?',
      free: 'Es wird jetzt nichts abgebucht',
      charged: (amount) => `Einmalig werden ${amount} abgebucht, um das Konto zu bestätigen`,
      moves: (subscriptions) => `Damit zahlen Sie dann ${subscriptions}. Termine und Beträge bleiben gleich.`,
      safe: ({ provider, app }) => `Ihre Daten geben Sie bei ${provider} ein. ${app} bekommt sie nie zu sehen.`,
      go: (provider) => `Weiter zu ${provider}`,
      none: (app) => `Derzeit lässt sich online keine Zahlungsmethode hinzufügen. Wenden Sie sich an ${app}.`,
    },
    overduePage: {
      title: 'Offenen Betrag zahlen',
      intro: {
        one: () => 'Diese Zahlung ist noch offen.',
        other: () => 'Diese Zahlungen sind noch offen.',
      },
      total: 'Zu zahlen',
      ways: ({ provider, ways }) => `Wie Sie zahlen, wählen Sie bei ${provider}: ${ways}.`,
      mends: 'Womit Sie zahlen, wird danach zur Zahlungsmethode für alle Ihre Abonnements.',
      none: (app) => `Dieser Betrag lässt sich derzeit nicht online zahlen. Wenden Sie sich an ${app}.`,
    },
    forwardPage: {
      title: (provider) => `Weiterleitung zu ${provider}`,
      free: 'Es wird nichts abgebucht.',
      charged: (amount) => `Es werden ${amount} abgebucht.`,
      go: (provider) => `Zu ${provider}`,
    },
    outcomes: {
      settled: {
        title: 'Ihre neue Zahlungsmethode ist bereit',
        overdueTitle: (amount) => `Ihre Zahlung über ${amount} ist eingegangen. Vielen Dank!`,
        text: 'Ab jetzt werden alle Ihre Abonnements mit dieser Zahlungsmethode bezahlt.',
        added: 'Ab jetzt kann diese Zahlungsmethode für Ihre Zahlungen verwendet werden.',
      },
      confirming: {
        title: 'Ihre Bank bestätigt die Zahlungsmethode',
        overdueTitle: (amount) => `Ihre Zahlung über ${amount} ist eingegangen. Vielen Dank!`,
        text: () =>
          'Die Bestätigung der neuen Zahlungsmethode durch Ihre Bank kann einige Tage dauern. Bis dahin bleibt eine Zahlungsmethode, die noch gilt, in Gebrauch; danach stellen wir von selbst um. Sie müssen nichts tun.',
      },
      moving: {
        title: 'Ihre neue Zahlungsmethode ist fast bereit',
        overdueTitle: (amount) => `Ihre Zahlung über ${amount} ist eingegangen. Vielen Dank!`,
        text: (app) =>
          `Noch nicht jedes Abonnement ist auf die neue Zahlungsmethode umgestellt. Wir versuchen es von selbst weiter. Falls es morgen noch nicht erledigt ist, wenden Sie sich an ${app}.`,
      },
      processing: {
        title: 'Ihre Zahlung wird bearbeitet',
        text: () =>
          'Das Ergebnis steht noch nicht fest. Bitte zahlen Sie nicht noch einmal: Sobald sie durch ist, geschieht alles Weitere von selbst.',
      },
      open: {
        title: 'Sie sind noch nicht fertig',
        text: (provider) =>
          `Es wurde nichts abgebucht und nichts geändert. Sie können den Vorgang bei ${provider} noch abschließen.`,
      },
      outdated: {
        title: 'Eine frühere Zahlung ist noch offen',
        text: ({ amount, provider }) =>
          `Sie haben bei ${provider} eine Zahlung über ${amount} begonnen, und seither hat sich der offene Betrag geändert. Bitte schließen Sie sie nicht ab: Brechen Sie sie bei ${provider} ab, oder warten Sie, bis sie von selbst abläuft. Danach können Sie bezahlen, was jetzt offen ist. Abgebucht wurde dafür nichts.`,
        stop: (provider) => `Bei ${provider} abbrechen`,
      },
      failed: {
        title: 'Die Zahlung ist fehlgeschlagen',
        text: () =>
          'Es wurde nichts abgebucht, und an Ihrem Konto hat sich nichts geändert. Sie können es erneut versuchen, auch mit einer anderen Zahlungsmethode.',
      },
      canceled: {
        title: 'Sie haben die Zahlung abgebrochen',
        text: () => 'Es wurde nichts abgebucht, und an Ihrem Konto hat sich nichts geändert.',
      },
      expired: {
        title: 'Die Zeit zum Zahlen ist abgelaufen',
        text: () =>
          'Es wurde nichts abgebucht, und an Ihrem Konto hat sich nichts geändert. Sie können von vorn beginnen.',
      },
      refused: {
        title: 'Diese Zahlungsmethode kann nicht verwendet werden',
        text: 'Sie ließ sich nicht für künftige Zahlungen einrichten. Ihre Abonnements bleiben bei der bisherigen Zahlungsmethode. Bitte wählen Sie eine andere.',
        overdueText: (amount) =>
          `Ihre Zahlung über ${amount} ist eingegangen, vielen Dank. Womit Sie gezahlt haben, kann aber nicht für künftige Zahlungen verwendet werden. Bitte wählen Sie eine andere Zahlungsmethode.`,
      },
      unknown: {
        title: 'Wir konnten nicht feststellen, wie es ausgegangen ist',
        text: (provider) =>
          `${provider} ist gerade nicht erreichbar. Es geht nichts verloren: Sobald es wieder geht, geschieht alles Weitere von selbst. Bitte zahlen Sie nicht noch einmal.`,
      },
      adding: {
        processing: {
          title: 'Ihre Zahlungsmethode wird eingerichtet',
          text: () => 'Das kann etwas dauern; Sie müssen es nicht noch einmal tun.',
        },
        failed: {
          title: 'Die Zahlungsmethode konnte nicht hinzugefügt werden',
          text: () =>
            'An Ihrem Konto hat sich nichts geändert. Sie können es erneut versuchen oder eine andere verwenden.',
        },
        canceled: {
          title: 'Sie haben vor dem Abschluss abgebrochen',
          text: () => 'Es wurde nichts abgebucht, und an Ihrem Konto hat sich nichts geändert.',
        },
        expired: {
          title: 'Die Zeit zum Abschließen ist abgelaufen',
          text: () =>
            'Es wurde nichts abgebucht, und an Ihrem Konto hat sich nichts geändert. Sie können von vorn beginnen.',
        },
        unknown: {
          title: 'Wir konnten nicht feststellen, wie es ausgegangen ist',
          text: (provider) =>
            `${provider} ist gerade nicht erreichbar. Es geht nichts verloren: Sobald es wieder geht, geschieht alles Weitere von selbst. Bitte beginnen Sie nicht von vorn.`,
        },
      },
      resume: 'Weiter',
      tryAgain: 'Erneut versuchen',
      lookAgain: 'Erneut nachsehen',
    },
    removePage: {
      title: (method) => `${method} entfernen?`,
      nothingUsesIt: 'Kein laufendes Abonnement braucht diese Zahlungsmethode.',
      gone: (app) =>
        `${app} kann diese Zahlungsmethode dann nicht mehr belasten. Um sie wieder zu verwenden, müssten Sie sie neu hinzufügen.`,
      confirm: 'Entfernen',
      keptTitle: (method) => `${method} wird verwendet`,
      inUse: (subscriptions) =>
        `Damit zahlen Sie ${subscriptions}; ohne diese Zahlungsmethode würde das enden. Ändern Sie zuerst Ihre Zahlungsmethode, dann können Sie diese entfernen.`,
      awaited:
        'Ihre Abonnements werden gerade darauf umgestellt, deshalb kann diese Zahlungsmethode nicht entfernt werden.',
    },
    advice: {
      subscriptionSuspended: (app) =>
        `Derzeit wird nichts abgebucht. Zahlen Sie, was offen ist, und wenden Sie sich dann an ${app}, um das Abonnement fortzusetzen.`,
      paymentFailed: 'Es wurde nichts abgebucht.',
      paymentChargedBack: 'Der Betrag ist wieder offen.',
      payAll: 'Zahlen Sie alles, was offen ist, auf einmal; womit Sie zahlen, wird Ihre Zahlungsmethode.',
      methodInvalid: 'Die nächste Zahlung wird fehlschlagen. Ändern Sie vorher Ihre Zahlungsmethode.',
      methodExpired: 'Die nächste Zahlung kann fehlschlagen. Ändern Sie vorher Ihre Zahlungsmethode.',
      methodExpiring: 'Ändern Sie Ihre Zahlungsmethode rechtzeitig, dann läuft alles ohne Unterbrechung weiter.',
    },
    results: {
      methodRemoved: {
        title: (method) => `${method} wurde entfernt`,
        text: 'Diese Zahlungsmethode kann nicht mehr belastet werden.',
      },
      methodGone: {
        title: 'Die Zahlungsmethode wurde entfernt',
        text: 'Diese Zahlungsmethode kann nicht mehr belastet werden.',
      },
      methodKept: {
        title: (method) => `${method} wurde nicht entfernt`,
        text: 'Ein Abonnement braucht diese Zahlungsmethode. Es hat sich nichts geändert.',
      },
      nothingDue: { title: 'Es ist nichts zu zahlen', text: 'Alle Ihre Zahlungen sind eingegangen.' },
    },
  },
  payments: {
    title: 'Zahlungen',
    none: 'Es gibt noch keine Zahlungen.',
    columns: { date: 'Datum', description: 'Beschreibung', status: 'Status', amount: 'Betrag' },
    words: {
      open: 'Offen',
      processing: 'In Bearbeitung',
      authorized: 'Autorisiert',
      paid: 'Bezahlt',
      canceled: 'Abgebrochen',
      expired: 'Verfallen',
      failed: 'Fehlgeschlagen',
      refunded: 'Erstattet',
      partlyRefunded: 'Teilweise erstattet',
      chargedBack: 'Zurückgebucht',
    },
    meaning: {
      open: 'Noch nicht bezahlt.',
      pending: 'Unterwegs. Bei Banken kann das einige Tage dauern.',
      authorized: 'Reserviert, noch nicht eingezogen.',
      canceled: 'Vor der Zahlung abgebrochen.',
      expired: 'Nicht rechtzeitig abgeschlossen.',
      failed: 'Es wurde nichts abgebucht.',
    },
    refunded: (amount) => `${amount} wurden Ihnen erstattet.`,
    chargedBack: (amount) => `Ihre Bank hat ${amount} zurückgebucht.`,
  },
  paymentHistory: { all: 'Alle Zahlungen', older: 'Frühere Zahlungen', newest: 'Neueste Zahlungen' },
  receipt: {
    confirmation: 'Zahlungs\u{ad}bestätigung',
    payment: 'Zahlung',
    notInvoice: 'Diese Seite bestätigt eine Zahlung. Sie ist keine Rechnung.',
    keepCopy: 'Um eine Kopie aufzubewahren, drucken Sie diese Seite oder speichern Sie sie im Browser als PDF.',
    paidWith: 'Bezahlt mit',
    paidTo: 'Bezahlt an',
    billedTo: 'Auf den Namen von',
    reference: 'Referenz',
    refunded: 'Erstattet',
    chargedBack: 'Von Ihrer Bank zurückgebucht',
    vatNumber: 'USt-IdNr.',
    whatIsDue: 'Auf Ihrer Abrechnungsseite sehen Sie, ob noch etwas zu zahlen ist.',
  },
  failureReasons: {
    insufficientFunds: 'Die Karte oder das Konto war nicht ausreichend gedeckt.',
    declined: 'Ihre Bank oder Ihr Kartenanbieter hat sie abgelehnt.',
    expired: 'Die Karte war abgelaufen.',
    notConfirmed: 'Sie wurde bei Ihrer Bank nicht bestätigt.',
    wrongDetails: 'Die Karten- oder Kontodaten stimmten nicht.',
    accountClosed: 'Das Bankkonto ist geschlossen oder gesperrt.',
    noPermission: 'Die Einwilligung zur Lastschrift fehlt oder wurde widerrufen.',
  },
  details: {
    title: 'Rechnungsangaben',
    intro: 'Sie stehen auf Ihren Zahlungsbestätigungen.',
    edit: 'Angaben ändern',
    none: 'Nicht angegeben',
    labels: {
      name: 'Name',
      email: 'E-Mail-Adresse',
      company: 'Firma',
      line1: 'Straße und Hausnummer',
      line2: 'Adresszusatz',
      postalCode: 'Postleitzahl',
      city: 'Ort',
      country: 'Land',
      vatNumber: 'USt-IdNr.',
      language: 'Sprache',
    },
    address: 'Anschrift',
    optional: 'freiwillig',
    chooseCountry: 'Kein Land',
    vatHint: 'Mit dem Länderkürzel, etwa DE123456789.',
    languageHint: 'Die Sprache dieser Seiten.',
    save: 'Angaben speichern',
    cancel: 'Zurück, ohne zu speichern',
    saved: {
      title: 'Ihre Rechnungsangaben sind gespeichert',
      text: 'Sie stehen ab jetzt auf Ihren Zahlungsbestätigungen.',
    },
    faultsTitle: 'Bitte prüfen Sie Ihre Angaben',
    faults: {
      missing: 'Bitte füllen Sie dieses Feld aus.',
      incomplete: 'Für eine vollständige Anschrift erforderlich.',
      characters: 'Darin ist ein Zeichen, das nicht verwendet werden kann.',
      email: 'Geben Sie eine E-Mail-Adresse wie name@firma.example ein.',
      country: 'Bitte wählen Sie ein Land aus der Liste.',
      vatNumber: 'Das sieht nicht wie eine USt-IdNr. aus. Geben Sie alle Buchstaben und Ziffern ein.',
      language: 'Bitte wählen Sie eine Sprache aus der Liste.',
      tooLong: (count) => `Bitte höchstens ${count} Zeichen.`,
      vatNumberOf: (example) => `So sehen die Nummern dieses Landes nicht aus. Erwartet wird eine wie ${example}.`,
    },
  },
  homeLinks: { support: 'Hilfe und Support', terms: 'AGB', privacy: 'Datenschutz' },
  notices: {
    linkUsed: {
      title: 'Dieser Link wurde bereits verwendet',
      text: (app) =>
        `Zu Ihrer Sicherheit öffnet sich jeder Link nur einmal. Kehren Sie zu ${app} zurück, um einen neuen zu erhalten.`,
      live: 'Jeder Link öffnet sich nur einmal. Ihre Abrechnung ist in diesem Browser noch geöffnet.',
    },
    linkExpired: {
      title: 'Dieser Link ist abgelaufen',
      text: (app) =>
        `Zu Ihrer Sicherheit gelten Links nur wenige Minuten. Kehren Sie zu ${app} zurück, um einen neuen zu erhalten.`,
    },
    linkUnknown: {
      title: 'Dieser Link funktioniert nicht',
      text: 'Vielleicht wurde er unterwegs abgeschnitten oder ist zu alt. Öffnen Sie Ihre Abrechnung noch einmal von dort, wo Sie ihn gefunden haben.',
    },
    linkUnopened: {
      title: 'Ihre Abrechnung öffnen',
      text: 'Dies ist ein persönlicher Link zu Ihren Abonnements und Zahlungen. Er öffnet sich nur einmal.',
      open: 'Weiter',
    },
    sessionEnded: {
      title: 'Sie wurden abgemeldet',
      text: (app) =>
        `Zu Ihrer Sicherheit schließt sich diese Seite nach einer Weile. Kehren Sie zu ${app} zurück, um sie wieder zu öffnen.`,
    },
    noSession: {
      title: 'Öffnen Sie Ihre Abrechnung aus Ihrem Konto',
      text: 'Diese Seite öffnet sich über einen persönlichen Link. Gehen Sie zu dem Produkt, das Sie nutzen, und wählen Sie dort die Abrechnung.',
    },
    notFound: {
      title: 'Diese Seite gibt es nicht',
      text: 'Vielleicht enthält die Adresse einen Tippfehler, oder die Seite ist umgezogen.',
    },
    subscriptionUnknown: {
      title: 'Dieses Abonnement gibt es nicht',
      text: 'Vielleicht gehört es zu einem anderen Konto, oder die Adresse enthält einen Tippfehler. Ihre Abrechnungsseite zeigt die Abonnements, die Sie haben.',
    },
    methodNotAllowed: { title: 'Das geht hier nicht', text: 'Diese Seite kann nur gelesen werden.' },
    failed: {
      title: 'Auf unserer Seite ist etwas schiefgegangen',
      text: 'An Ihrem Konto hat sich nichts geändert. Bitte versuchen Sie es in einer Minute erneut.',
    },
    unavailable: {
      title: 'Ihre Abrechnung ist gerade nicht erreichbar',
      text: 'An Ihrem Konto hat sich nichts geändert. Bitte versuchen Sie es in einer Minute erneut.',
    },
    formRefused: {
      title: 'Das konnte nicht angenommen werden',
      text: 'Vielleicht war die Seite zu lange geöffnet, oder die Anfrage kam nicht von ihr. An Ihrem Konto hat sich nichts geändert. Bitte versuchen Sie es von Ihrer Abrechnungsseite aus erneut.',
    },
    changeFailed: {
      title: 'Auf unserer Seite ist etwas schiefgegangen',
      text: 'Wir wissen nicht, ob Ihre Änderung angekommen ist. Ihre Abrechnungsseite zeigt den aktuellen Stand.',
    },
    reference: (id) => `Referenz: ${id}`,
  },
  results: {
    unconfirmed: {
      title: 'Wir konnten Ihre Änderung nicht bestätigen',
      text: 'Die Antwort kam nicht rechtzeitig. Unten sehen Sie den aktuellen Stand. Fehlt Ihre Änderung, versuchen Sie es bitte in einigen Minuten erneut.',
    },
    notDone: {
      title: 'Das hat nicht geklappt',
      text: 'Ihre Änderung konnte gerade nicht weitergegeben werden. Unten sehen Sie den aktuellen Stand. Bitte versuchen Sie es in einigen Minuten erneut.',
    },
  },
};
