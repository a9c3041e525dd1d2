import type { Messages } from './messages.ts';

/** The eighth and the eleventh begin with a vowel, before which articles are shortened. */
const withArticle = (full: string, shortened: string) => (date: string) =>
  /^(8|11)\b/.test(date) ? `${shortened}${date}` : `${full} ${date}`;
const il = withArticle('il', 'l’');
const del = withArticle('del', 'dell’');
const sinceThe = withArticle('Dal', 'Dall’');

export const it: Messages = {
  page: {
    skipToContent: 'Vai al contenuto',
    billing: 'Fatturazione',
    backTo: (app) => `Torna a ${app}`,
    language: 'Lingua',
    handledBy: (provider) => `I pagamenti sono gestiti in modo sicuro da ${provider}.`,
    testMode: 'Modalità di prova',
    testModeMeaning: 'Nessun addebito reale.',
    account: 'Account',
    tryAgain: 'Riprova',
    toBilling: 'Vai alla tua fatturazione',
    youAreIn: 'Ti trovi qui',
    replaced: (tenant) =>
      `Hai aperto un altro link. Ora questo browser mostra la fatturazione di ${tenant} in tutte le schede.`,
  },
  overview: {
    intro: (app) => `I tuoi abbonamenti, metodi di pagamento e pagamenti con ${app}.`,
    attention: 'Richiede la tua attenzione',
    sectionUnavailable: 'Non è stato possibile caricare questa parte. Nulla è cambiato nel tuo account.',
    nothingAvailable: {
      title: 'Al momento i tuoi abbonamenti e pagamenti non sono raggiungibili',
      text: 'Nulla è cambiato nel tuo account. Riprova tra un minuto.',
    },
  },
  alerts: {
    subscriptionSuspended: {
      title: (subscription) => `Abbonamento sospeso: ${subscription}`,
      advice: (app) => `Non viene addebitato nulla. Contatta ${app} per riprenderlo.`,
    },
    paymentFailed: {
      title: ({ amount, date }) => `Il pagamento di ${amount} ${del(date)} non è riuscito`,
      advice: (app) => `Non è stato addebitato nulla. Contatta ${app} per saldarlo.`,
    },
    paymentChargedBack: {
      title: ({ amount, date }) => `La tua banca ha stornato il pagamento di ${amount} ${del(date)}`,
      advice: (app) => `L’importo è di nuovo da pagare. Contatta ${app} per saldarlo.`,
    },
    methodInvalid: {
      title: (method) => `${method}: non è più possibile addebitare`,
      advice: (app) => `Il prossimo pagamento non riuscirà. Contatta ${app} per cambiare metodo di pagamento.`,
    },
    methodExpired: {
      title: ({ method, date }) => `${method}: validità scaduta ${il(date)}`,
      advice: (app) => `Il prossimo pagamento potrebbe non riuscire. Contatta ${app} per cambiare metodo di pagamento.`,
    },
    methodExpiring: {
      title: ({ method, date }) => `${method}: scade ${il(date)}`,
      advice: (app) => `Contatta ${app} per cambiare in tempo il metodo di pagamento.`,
    },
    methodPending: {
      title: (method) => `${method}: verifica in corso`,
      advice: () => 'Possono volerci alcuni giorni. Non devi fare nulla.',
    },
  },
  subscriptions: {
    title: 'Abbonamenti',
    none: 'Non hai abbonamenti.',
    words: {
      active: 'Attivo',
      trialing: 'Prova',
      starting: 'In avvio',
      pastDue: 'Pagamento da saldare',
      unpayable: 'Pagamento a rischio',
      suspended: 'Sospeso',
      ending: 'Disdetto',
      canceled: 'Disdetto',
      completed: 'Completato',
    },
    when: {
      renews: (date) => `Si rinnova ${il(date)}`,
      nextPayment: (date) => `Prossimo pagamento ${il(date)}`,
      firstPayment: (date) => `Primo pagamento ${il(date)}`,
      starts: (date) => `Inizia ${il(date)}`,
      ends: (date) => `Termina ${il(date)}`,
      ended: (date) => `Terminato ${il(date)}`,
      canceledOn: (date) => `Disdetto ${il(date)}`,
      noFurtherPayment: 'Non sono previsti altri pagamenti',
    },
    meaning: {
      trialing: 'Gratuito fino al primo pagamento.',
      starting: 'Inizia appena il tuo metodo di pagamento è confermato.',
      pastDue: 'L’ultimo pagamento è ancora da saldare.',
      unpayable: 'Senza un altro metodo di pagamento, il prossimo pagamento non riuscirà.',
      suspended: 'Non viene addebitato nulla.',
      ending: 'Non verrà addebitato altro. Fino ad allora puoi ancora annullare la disdetta.',
      canceled: 'Non verrà addebitato altro.',
      completed: 'Tutti i pagamenti sono stati effettuati.',
    },
    since: sinceThe,
    paidWith: 'Pagato con',
    every: { day: 'al giorno', week: 'a settimana', month: 'al mese', year: 'all’anno' },
    everyFew: {
      day: { other: (count) => `ogni ${count} giorni` },
      week: { other: (count) => `ogni ${count} settimane` },
      month: { other: (count) => `ogni ${count} mesi` },
      year: { other: (count) => `ogni ${count} anni` },
    },
  },
  ending: {
    cancel: 'Disdici abbonamento',
    keep: 'Annulla la disdetta',
    cancelPage: {
      title: (name) => `Disdire ${name}?`,
      until: (date) => `Termina ${il(date)}; fino ad allora lo mantieni.`,
      freeUntil: (date) => `Termina ${il(date)}; fino ad allora puoi usarlo gratuitamente.`,
      ends: {
        unpaid: () => 'Termina subito: al momento non è pagato, quindi non resta alcun periodo pagato.',
        notStarted: () => 'Non è ancora iniziato e non inizierà.',
        unplanned: (app) => `Non era previsto alcun altro pagamento. ${app} può dirti fino a quando lo mantieni.`,
      },
      noMore: 'Non verrà addebitato altro.',
      notTaken: ({ amount, date }) =>
        `Non verrà addebitato altro: il pagamento di ${amount} previsto per ${il(date)} non sarà effettuato.`,
      onItsWay: (amount) => `Tranne un pagamento di ${amount} già in corso, che verrà ancora addebitato.`,
      changeOfMind: 'Fino ad allora puoi cambiare idea: continuerà come prima.',
      reason: 'Perché vuoi disdire? (facoltativo)',
      reasons: {
        too_expensive: 'È troppo caro',
        missing_features: 'Manca qualcosa che mi serve',
        switched_service: 'Passo a qualcos’altro',
        unused: 'Non lo uso abbastanza',
        customer_service: 'L’assistenza non ha soddisfatto le mie attese',
        too_complex: 'È troppo complicato',
        low_quality: 'La qualità non ha soddisfatto le mie attese',
        other: 'Un altro motivo',
      },
      confirm: 'Disdici abbonamento',
      back: 'Torna indietro senza disdire',
    },
    keepPage: {
      title: (name) => `Annullare la disdetta di ${name}?`,
      nothingToday: 'Oggi non viene addebitato nulla.',
      nextPayment: ({ amount, date }) => `Un importo di ${amount} verrà addebitato ${il(date)}.`,
      afterwards: ({ amount, interval }) => `Poi continua come prima: ${amount} ${interval}.`,
      confirm: 'Annulla la disdetta',
      back: 'Indietro',
      noMethod:
        'Non c’è alcun metodo di pagamento addebitabile. Aggiungine prima uno, poi potrai annullare la disdetta.',
      noMethodHere: (app) =>
        `Non c’è alcun metodo di pagamento addebitabile. Contatta ${app} per aggiungerne uno, poi potrai annullare la disdetta.`,
      addMethod: 'Aggiungi un metodo di pagamento',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `Abbonamento disdetto: ${name}`,
        until: (date) => `Termina ${il(date)}; fino ad allora lo mantieni. Non verrà addebitato altro.`,
        atOnce: 'Non verrà addebitato altro.',
      },
      subscriptionOver: {
        title: (name) => `L’abbonamento era già terminato: ${name}`,
        text: 'Non c’era più nulla da disdire. Non verrà addebitato altro.',
      },
      subscriptionKept: {
        title: (name) => `L’abbonamento continua: ${name}`,
        text: ({ amount, date }) =>
          `Oggi non è stato addebitato nulla. Il prossimo pagamento di ${amount} è ${il(date)}.`,
      },
      keepTooLate: {
        title: (name) => `L’abbonamento è già terminato: ${name}`,
        text: 'La disdetta non può più essere annullata. Abbonati di nuovo dove l’avevi fatto.',
      },
      keepNoMethod: {
        title: (name) => `Non è stato possibile annullare la disdetta di ${name}`,
        text: 'Non c’è alcun metodo di pagamento addebitabile. Aggiungine prima uno, poi riprova.',
      },
      keepNameTaken: {
        title: (name) => `L’abbonamento non è stato riavviato: ${name}`,
        text: 'Hai già un abbonamento con questo nome, quindi non paghi due volte.',
      },
      keepRunning: {
        title: (name) => `L’abbonamento non era disdetto: ${name}`,
        text: 'Continua come prima, quindi non c’era nulla da annullare.',
      },
    },
  },
  paymentMethods: {
    title: 'Metodi di pagamento',
    none: 'Nessun metodo di pagamento salvato.',
    kinds: { card: 'Carta', bank: 'Conto bancario', paypal: 'PayPal', other: 'Metodo di pagamento' },
    endingIn: 'che termina con',
    words: {
      ready: 'Pronto all’uso',
      expiring: 'In scadenza',
      expired: 'Scaduto',
      pending: 'In verifica',
      invalid: 'Non più valido',
    },
    validUntil: (month) => `Valido fino a ${month}`,
    expiredIn: (month) => `Scaduto a ${month}`,
    addedOn: (date) => `Aggiunto ${il(date)}`,
    meaning: {
      pending: 'La conferma della tua banca può richiedere alcuni giorni.',
      invalid: 'Non si può più usare per pagare.',
    },
    usedFor: (subscription) => `Serve a pagare ${subscription}`,
  },
  checkout: {
    change: 'Cambia metodo di pagamento',
    add: 'Aggiungi un metodo di pagamento',
    remove: 'Rimuovi',
    removeMethod: (method) => `Rimuovi ${method}`,
    spare: 'Non serve più?',
    pay: (amount) => `Paga ${amount} ora`,
    back: 'Torna senza modifiche',
    changed: 'Quanto dovresti pagare è cambiato da quando hai aperto questa pagina. Controlla di nuovo.',
    paidLater: 'Pagato in seguito.',
    statement: {
      method: (app) => `${app}: metodo di pagamento`,
      overdue: (app) => `${app}: pagamento arretrato`,
    },
    addPage: {
      title: 'Cambia il metodo di pagamento',
      addTitle: 'Aggiungi un metodo di pagamento',
      choose: 'Come vuoi pagare d’ora in poi?',
      free: 'Ora non viene addebitato nulla',
      charged: (amount) => `Un addebito unico di ${amount} conferma il conto`,
      moves: (subscriptions) => `In seguito servirà a pagare ${subscriptions}. Date e importi restano uguali.`,
      safe: ({ provider, app }) => `Inserisci i tuoi dati su ${provider}. ${app} non li vede mai.`,
      go: (provider) => `Continua su ${provider}`,
      none: (app) => `Al momento non è possibile aggiungere online un metodo di pagamento. Contatta ${app}.`,
    },
    overduePage: {
      title: 'Paga l’importo arretrato',
      intro: {
        one: () => 'Questo pagamento è ancora da saldare.',
        other: () => 'Questi pagamenti sono ancora da saldare.',
      },
      total: 'Da pagare',
      ways: ({ provider, ways }) => `Scegli come pagare su ${provider}: ${ways}.`,
      mends: 'Il metodo con cui paghi diventa poi quello di tutti i tuoi abbonamenti.',
      none: (app) => `Al momento questo importo non può essere pagato online. Contatta ${app}.`,
    },
    forwardPage: {
      title: (provider) => `Ti portiamo su ${provider}`,
      free: 'Non verrà addebitato nulla.',
      charged: (amount) => `Verrà addebitato un importo di ${amount}.`,
      go: (provider) => `Vai su ${provider}`,
    },
    outcomes: {
      settled: {
        title: 'Il nuovo metodo di pagamento è pronto',
        overdueTitle: (amount) => `Hai pagato ${amount}. Grazie!`,
        text: 'D’ora in poi tutti i tuoi abbonamenti si pagano con questo metodo.',
        added: 'D’ora in poi questo metodo può essere usato per i tuoi pagamenti.',
      },
      confirming: {
        title: 'La tua banca sta confermando il metodo di pagamento',
        overdueTitle: (amount) => `Hai pagato ${amount}. Grazie!`,
        text: () =>
          'La tua banca può impiegare qualche giorno per confermare il nuovo metodo di pagamento. Fino ad allora resta in uso un metodo ancora valido; poi passiamo automaticamente al nuovo. Non devi fare nulla.',
      },
      moving: {
        title: 'Il nuovo metodo di pagamento è quasi pronto',
        overdueTitle: (amount) => `Hai pagato ${amount}. Grazie!`,
        text: (app) =>
          `Non tutti gli abbonamenti sono ancora passati al nuovo metodo di pagamento. Continuiamo automaticamente. Se domani non è ancora fatto, contatta ${app}.`,
      },
      processing: {
        title: 'Il pagamento è in elaborazione',
        text: () =>
          'L’esito non è ancora noto. Non pagare di nuovo: appena va a buon fine, tutto il resto avviene da sé.',
      },
      open: {
        title: 'Non hai ancora finito',
        text: (provider) => `Non è stato addebitato nulla e nulla è cambiato. Puoi ancora concludere su ${provider}.`,
      },
      outdated: {
        title: 'Un pagamento precedente è ancora aperto',
        text: ({ amount, provider }) =>
          `Hai iniziato un pagamento di ${amount} su ${provider}, e nel frattempo l’importo dovuto è cambiato. Non concluderlo: interrompilo su ${provider}, oppure aspetta che scada da solo. Poi potrai pagare quanto è dovuto adesso. Per quel pagamento non è stato addebitato nulla.`,
        stop: (provider) => `Interrompilo su ${provider}`,
      },
      failed: {
        title: 'Il pagamento non è riuscito',
        text: () =>
          'Non è stato addebitato nulla e nulla è cambiato nel tuo account. Puoi riprovare, anche con un altro metodo di pagamento.',
      },
      canceled: {
        title: 'Hai interrotto il pagamento',
        text: () => 'Non è stato addebitato nulla e nulla è cambiato nel tuo account.',
      },
      expired: {
        title: 'Il tempo per pagare è scaduto',
        text: () => 'Non è stato addebitato nulla e nulla è cambiato nel tuo account. Puoi ricominciare.',
      },
      refused: {
        title: 'Questo metodo di pagamento non può essere usato',
        text: 'Non è stato possibile attivarlo per i pagamenti futuri. I tuoi abbonamenti restano sul metodo attuale. Scegline un altro.',
        overdueText: (amount) =>
          `Hai pagato ${amount}, grazie. Ma il metodo con cui hai pagato non può essere usato per i pagamenti futuri. Scegline un altro.`,
      },
      unknown: {
        title: 'Non siamo riusciti a sapere com’è andata',
        text: (provider) =>
          `${provider} non è raggiungibile in questo momento. Nulla va perso: appena possibile, tutto il resto avviene da sé. Non pagare di nuovo.`,
      },
      adding: {
        processing: {
          title: 'Il metodo di pagamento è in fase di attivazione',
          text: () => 'Può richiedere un po’ di tempo; non serve rifarlo.',
        },
        failed: {
          title: 'Non è stato possibile aggiungere il metodo di pagamento',
          text: () => 'Nulla è cambiato nel tuo account. Puoi riprovare o usarne un altro.',
        },
        canceled: {
          title: 'Hai interrotto prima di finire',
          text: () => 'Non è stato addebitato nulla e nulla è cambiato nel tuo account.',
        },
        expired: {
          title: 'Il tempo per finire è scaduto',
          text: () => 'Non è stato addebitato nulla e nulla è cambiato nel tuo account. Puoi ricominciare.',
        },
        unknown: {
          title: 'Non siamo riusciti a sapere com’è andata',
          text: (provider) =>
            `${provider} non è raggiungibile in questo momento. Nulla va perso: appena possibile, tutto il resto avviene da sé. Non ricominciare.`,
        },
      },
      resume: 'Continua',
      tryAgain: 'Riprova',
      lookAgain: 'Controlla di nuovo',
    },
    removePage: {
      title: (method) => `Rimuovere ${method}?`,
      nothingUsesIt: 'Nessun abbonamento in corso ha bisogno di questo metodo di pagamento.',
      gone: (app) => `${app} non potrà più addebitarvi nulla. Per usarlo di nuovo dovresti aggiungerlo un’altra volta.`,
      confirm: 'Rimuovi',
      keptTitle: (method) => `${method} è in uso`,
      inUse: (subscriptions) =>
        `Rimuovere questo metodo di pagamento farebbe terminare ${subscriptions}. Cambia prima il metodo di pagamento; poi potrai rimuovere questo.`,
      awaited: 'I tuoi abbonamenti stanno passando a questo metodo, quindi non può essere rimosso.',
    },
    advice: {
      subscriptionSuspended: (app) =>
        `Non viene addebitato nulla. Paga quanto è dovuto, poi contatta ${app} per riprenderlo.`,
      paymentFailed: 'Non è stato addebitato nulla.',
      paymentChargedBack: 'L’importo è di nuovo da pagare.',
      payAll: 'Salda in una volta tutto ciò che è dovuto; il metodo con cui paghi diventa il tuo metodo di pagamento.',
      methodInvalid: 'Il prossimo pagamento non riuscirà. Cambia prima il metodo di pagamento.',
      methodExpired: 'Il prossimo pagamento potrebbe non riuscire. Cambia prima il metodo di pagamento.',
      methodExpiring: 'Cambia in tempo il metodo di pagamento e nulla si interromperà.',
    },
    results: {
      methodRemoved: {
        title: (method) => `Metodo di pagamento rimosso: ${method}`,
        text: 'Non vi si può più addebitare nulla.',
      },
      methodGone: { title: 'Il metodo di pagamento è stato rimosso', text: 'Non vi si può più addebitare nulla.' },
      methodKept: {
        title: (method) => `Metodo di pagamento non rimosso: ${method}`,
        text: 'Un abbonamento ne ha bisogno. Nulla è cambiato.',
      },
      nothingDue: { title: 'Non c’è nulla da pagare', text: 'Tutti i tuoi pagamenti sono andati a buon fine.' },
    },
  },
  payments: {
    title: 'Pagamenti',
    none: 'Non ci sono ancora pagamenti.',
    columns: { date: 'Data', description: 'Descrizione', status: 'Stato', amount: 'Importo' },
    words: {
      open: 'Da pagare',
      processing: 'In corso',
      authorized: 'Autorizzato',
      paid: 'Pagato',
      canceled: 'Annullato',
      expired: 'Scaduto',
      failed: 'Non riuscito',
      refunded: 'Rimborsato',
      partlyRefunded: 'Rimborsato in parte',
      chargedBack: 'Stornato',
    },
    meaning: {
      open: 'Non ancora pagato.',
      pending: 'In corso. Le banche possono impiegare alcuni giorni.',
      authorized: 'Riservato, non ancora incassato.',
      canceled: 'Annullato prima del pagamento.',
      expired: 'Non completato in tempo.',
      failed: 'Non è stato addebitato nulla.',
    },
    refunded: (amount) => `Ti è stato rimborsato un importo di ${amount}.`,
    chargedBack: (amount) => `La tua banca ha stornato ${amount}.`,
  },
  paymentHistory: { all: 'Tutti i pagamenti', older: 'Pagamenti precedenti', newest: 'Pagamenti più recenti' },
  receipt: {
    confirmation: 'Conferma di pagamento',
    payment: 'Pagamento',
    notInvoice: 'Questa pagina conferma un pagamento. Non è una fattura.',
    keepCopy: 'Per conservarne una copia, stampa questa pagina o salvala come PDF dal tuo browser.',
    paidWith: 'Pagato con',
    paidTo: 'Pagato a',
    billedTo: 'Intestato a',
    reference: 'Riferimento',
    refunded: 'Rimborsato',
    chargedBack: 'Stornato dalla tua banca',
    vatNumber: 'Partita IVA',
    whatIsDue: 'La tua pagina di fatturazione mostra se resta qualcosa da pagare.',
  },
  failureReasons: {
    insufficientFunds: 'La carta o il conto non aveva fondi sufficienti.',
    declined: 'La tua banca o l’emittente della carta lo ha rifiutato.',
    expired: 'La carta era scaduta.',
    notConfirmed: 'Non è stato confermato presso la tua banca.',
    wrongDetails: 'I dati della carta o del conto non erano corretti.',
    accountClosed: 'Il conto bancario è chiuso o bloccato.',
    noPermission: 'L’autorizzazione all’addebito manca o è stata revocata.',
  },
  details: {
    title: 'Dati di fatturazione',
    intro: 'Compaiono sulle tue conferme di pagamento.',
    edit: 'Modifica i dati',
    none: 'Non indicato',
    labels: {
      name: 'Nome',
      email: 'Indirizzo e-mail',
      company: 'Azienda',
      line1: 'Via e numero civico',
      line2: 'Seconda riga dell’indirizzo',
      postalCode: 'CAP',
      city: 'Città',
      country: 'Paese',
      vatNumber: 'Partita IVA',
      language: 'Lingua',
    },
    address: 'Indirizzo',
    optional: 'facoltativo',
    chooseCountry: 'Nessun paese',
    vatHint: 'Con il codice del paese, per esempio IT12345678901.',
    languageHint: 'La lingua di queste pagine.',
    save: 'Salva i dati',
    cancel: 'Torna senza salvare',
    saved: {
      title: 'I tuoi dati di fatturazione sono salvati',
      text: 'Da ora compaiono sulle tue conferme di pagamento.',
    },
    faultsTitle: 'Controlla quello che hai scritto',
    faults: {
      missing: 'Compila questo campo.',
      incomplete: 'Serve per un indirizzo completo.',
      characters: 'Contiene un carattere che non si può usare.',
      email: 'Scrivi un indirizzo e-mail come nome@azienda.example.',
      country: 'Scegli un paese dall’elenco.',
      vatNumber: 'Non sembra una partita IVA. Scrivine tutte le lettere e le cifre.',
      language: 'Scegli una lingua dall’elenco.',
      tooLong: (count) => `Al massimo ${count} caratteri.`,
      vatNumberOf: (example) => `Le partite IVA di questo paese non si scrivono così. Dovrebbe essere come ${example}.`,
    },
  },
  homeLinks: { support: 'Aiuto e assistenza', terms: 'Condizioni', privacy: 'Informativa sulla privacy' },
  notices: {
    linkUsed: {
      title: 'Questo link è già stato usato',
      text: (app) => `Per la tua sicurezza ogni link si apre una sola volta. Torna a ${app} per averne uno nuovo.`,
      live: 'Ogni link si apre una sola volta. La tua fatturazione è ancora aperta in questo browser.',
    },
    linkExpired: {
      title: 'Questo link è scaduto',
      text: (app) => `Per la tua sicurezza i link durano solo pochi minuti. Torna a ${app} per averne uno nuovo.`,
    },
    linkUnknown: {
      title: 'Questo link non funziona',
      text: 'Forse è stato troncato lungo il percorso o è troppo vecchio. Torna dove l’hai trovato e apri da lì la tua fatturazione.',
    },
    linkUnopened: {
      title: 'Apri la tua fatturazione',
      text: 'Questo è un link personale ai tuoi abbonamenti e pagamenti. Si apre una sola volta.',
      open: 'Continua',
    },
    sessionEnded: {
      title: 'La sessione è terminata',
      text: (app) => `Per la tua sicurezza questa pagina si chiude dopo un po’. Torna a ${app} per riaprirla.`,
    },
    noSession: {
      title: 'Apri la fatturazione dal tuo account',
      text: 'Questa pagina si apre con un link personale. Vai al prodotto che usi e scegli lì la fatturazione.',
    },
    notFound: {
      title: 'Questa pagina non esiste',
      text: 'L’indirizzo potrebbe contenere un errore, oppure la pagina è stata spostata.',
    },
    subscriptionUnknown: {
      title: 'Questo abbonamento non esiste',
      text: 'Forse appartiene a un altro account, oppure l’indirizzo contiene un errore. La tua pagina di fatturazione mostra gli abbonamenti che hai.',
    },
    methodNotAllowed: { title: 'Qui non si può fare', text: 'Questa pagina può solo essere letta.' },
    failed: {
      title: 'Qualcosa è andato storto da parte nostra',
      text: 'Nulla è cambiato nel tuo account. Riprova tra un minuto.',
    },
    unavailable: {
      title: 'La tua fatturazione non è raggiungibile',
      text: 'Nulla è cambiato nel tuo account. Riprova tra un minuto.',
    },
    formRefused: {
      title: 'La richiesta non è stata accettata',
      text: 'Forse la pagina è rimasta aperta troppo a lungo, oppure la richiesta non proveniva da essa. Nulla è cambiato nel tuo account. Riprova dalla tua pagina di fatturazione.',
    },
    changeFailed: {
      title: 'Qualcosa è andato storto da parte nostra',
      text: 'Non sappiamo se la tua modifica è andata a buon fine. La tua pagina di fatturazione mostra la situazione attuale.',
    },
    reference: (id) => `Riferimento: ${id}`,
  },
  results: {
    unconfirmed: {
      title: 'Non abbiamo potuto confermare la modifica',
      text: 'La risposta non è arrivata in tempo. Qui sotto vedi la situazione attuale. Se la modifica non compare, riprova tra qualche minuto.',
    },
    notDone: {
      title: 'Non ha funzionato',
      text: 'Al momento non è stato possibile trasmettere la modifica. Qui sotto vedi la situazione attuale. Riprova tra qualche minuto.',
    },
  },
};
