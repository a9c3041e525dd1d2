import type { Messages } from './messages.ts';

export const fr: Messages = {
  page: {
    skipToContent: 'Aller au contenu',
    billing: 'Facturation',
    backTo: (app) => `Retour à ${app}`,
    language: 'Langue',
    handledBy: (provider) => `Les paiements sont traités en toute sécurité par ${provider}.`,
    testMode: 'Mode test',
    testModeMeaning: 'Aucun paiement réel n’est effectué.',
    account: 'Compte',
    tryAgain: 'Réessayer',
    toBilling: 'Aller à votre facturation',
    youAreIn: 'Vous êtes ici',
    replaced: (tenant) =>
      `Vous avez ouvert un autre lien. Ce navigateur affiche désormais la facturation de ${tenant} dans tous ses onglets.`,
  },
  overview: {
    intro: (app) => `Vos abonnements, moyens de paiement et paiements chez ${app}.`,
    attention: 'À vérifier',
    sectionUnavailable: 'Cette partie n’a pas pu être chargée. Rien n’a changé sur votre compte.',
    nothingAvailable: {
      title: 'Vos abonnements et paiements sont momentanément inaccessibles',
      text: 'Rien n’a changé sur votre compte. Réessayez dans une minute.',
    },
  },
  alerts: {
    subscriptionSuspended: {
      title: (subscription) => `Abonnement suspendu : ${subscription}`,
      advice: (app) => `Aucun paiement n’est prélevé. Contactez ${app} pour le reprendre.`,
    },
    paymentFailed: {
      title: ({ amount, date }) => `Le paiement de ${amount} du ${date} a échoué`,
      advice: (app) => `Rien n’a été prélevé. Contactez ${app} pour régler ce montant.`,
    },
    paymentChargedBack: {
      title: ({ amount, date }) => `Votre banque a rejeté le paiement de ${amount} du ${date}`,
      advice: (app) => `Ce montant est de nouveau dû. Contactez ${app} pour le régler.`,
    },
    methodInvalid: {
      title: (method) => `${method} : débit impossible`,
      advice: (app) => `Le prochain paiement échouera. Contactez ${app} pour changer de moyen de paiement.`,
    },
    methodExpired: {
      title: ({ method, date }) => `${method} a expiré le ${date}`,
      advice: (app) => `Le prochain paiement pourrait échouer. Contactez ${app} pour changer de moyen de paiement.`,
    },
    methodExpiring: {
      title: ({ method, date }) => `${method} expire le ${date}`,
      advice: (app) => `Contactez ${app} pour changer de moyen de paiement à temps.`,
    },
    methodPending: {
      title: (method) => `${method} est en cours de vérification`,
      advice: () => 'Cela peut prendre quelques jours. Vous n’avez rien à faire.',
    },
  },
  subscriptions: {
    title: 'Abonnements',
    none: 'Vous n’avez aucun abonnement.',
    words: {
      active: 'Actif',
      trialing: 'Essai',
      starting: 'Démarre bientôt',
      pastDue: 'Paiement dû',
      unpayable: 'Paiement à risque',
      suspended: 'Suspendu',
      ending: 'Résilié',
      canceled: 'Résilié',
      completed: 'Terminé',
    },
    when: {
      renews: (date) => `Se renouvelle le ${date}`,
      nextPayment: (date) => `Prochain paiement le ${date}`,
      firstPayment: (date) => `Premier paiement le ${date}`,
      starts: (date) => `Commence le ${date}`,
      ends: (date) => `Prend fin le ${date}`,
      ended: (date) => `A pris fin le ${date}`,
      canceledOn: (date) => `Résilié le ${date}`,
      noFurtherPayment: 'Aucun autre paiement n’est prévu',
    },
    meaning: {
      trialing: 'Gratuit jusqu’au premier paiement.',
      starting: 'Commence dès que votre moyen de paiement est confirmé.',
      pastDue: 'Le dernier paiement reste dû.',
      unpayable: 'Sans autre moyen de paiement, le prochain paiement échouera.',
      suspended: 'Aucun paiement n’est prélevé.',
      ending: 'Plus rien ne sera prélevé. D’ici là, vous pouvez encore annuler la résiliation.',
      canceled: 'Plus aucun paiement ne sera prélevé.',
      completed: 'Tous les paiements ont été effectués.',
    },
    since: (date) => `Depuis le ${date}`,
    paidWith: 'Payé avec',
    every: { day: 'par jour', week: 'par semaine', month: 'par mois', year: 'par an' },
    everyFew: {
      day: { other: (count) => `tous les ${count} jours` },
      week: { other: (count) => `toutes les ${count} semaines` },
      month: { other: (count) => `tous les ${count} mois` },
      year: { other: (count) => `tous les ${count} ans` },
    },
  },
  ending: {
    cancel: 'Résilier l’abonnement',
    keep: 'Annuler la résiliation',
    cancelPage: {
      title: (name) => `Résilier ${name} ?`,
      until: (date) => `Il prend fin le ${date} ; d’ici là, vous le conservez.`,
      freeUntil: (date) => `Il prend fin le ${date} ; d’ici là, vous pouvez l’utiliser gratuitement.`,
      ends: {
        unpaid: () =>
          'Il prend fin immédiatement : il n’est pas payé à ce jour, il ne reste donc aucune période payée.',
        notStarted: () => 'Il n’a pas encore commencé et ne commencera pas.',
        unplanned: (app) =>
          `Aucun autre paiement n’était prévu. ${app} peut vous dire jusqu’à quand vous le conservez.`,
      },
      noMore: 'Plus rien ne sera prélevé pour cet abonnement.',
      notTaken: ({ amount, date }) =>
        `Plus rien ne sera prélevé : le paiement de ${amount} prévu le ${date} n’aura pas lieu.`,
      onItsWay: (amount) => `À l’exception d’un paiement de ${amount} déjà en cours, qui sera encore prélevé.`,
      changeOfMind: 'D’ici là, vous pouvez changer d’avis : il continuera alors comme avant.',
      reason: 'Pourquoi résiliez-vous ? (facultatif)',
      reasons: {
        too_expensive: 'C’est trop cher',
        missing_features: 'Il manque quelque chose dont j’ai besoin',
        switched_service: 'Je passe à autre chose',
        unused: 'Je ne l’utilise pas assez',
        customer_service: 'L’assistance n’a pas répondu à mes attentes',
        too_complex: 'C’est trop compliqué',
        low_quality: 'La qualité n’a pas répondu à mes attentes',
        other: 'Une autre raison',
      },
      confirm: 'Résilier l’abonnement',
      back: 'Revenir sans résilier',
    },
    keepPage: {
      title: (name) => `${name} : annuler la résiliation ?`,
      nothingToday: 'Rien n’est prélevé aujourd’hui.',
      nextPayment: ({ amount, date }) => `Le ${date}, un montant de ${amount} sera prélevé.`,
      afterwards: ({ amount, interval }) => `Ensuite, il continue comme avant : ${amount} ${interval}.`,
      confirm: 'Annuler la résiliation',
      back: 'Retour',
      noMethod:
        'Aucun moyen de paiement ne peut être débité. Ajoutez-en un d’abord ; vous pourrez ensuite annuler la résiliation.',
      noMethodHere: (app) =>
        `Aucun moyen de paiement ne peut être débité. Contactez ${app} pour en ajouter un ; vous pourrez ensuite annuler la résiliation.`,
      addMethod: 'Ajouter un moyen de paiement',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `Abonnement résilié : ${name}`,
        until: (date) => `Il prend fin le ${date} ; d’ici là, vous le conservez. Plus rien ne sera prélevé.`,
        atOnce: 'Plus rien ne sera prélevé pour cet abonnement.',
      },
      subscriptionOver: {
        title: (name) => `${name} avait déjà pris fin`,
        text: 'Il n’y avait plus rien à résilier. Plus rien ne sera prélevé.',
      },
      subscriptionKept: {
        title: (name) => `${name} continue`,
        text: ({ amount, date }) =>
          `Rien n’a été prélevé aujourd’hui. Le prochain paiement de ${amount} aura lieu le ${date}.`,
      },
      keepTooLate: {
        title: (name) => `${name} a déjà pris fin`,
        text: 'La résiliation ne peut plus être annulée. Abonnez-vous à nouveau là où vous l’aviez fait.',
      },
      keepNoMethod: {
        title: (name) => `${name} : la résiliation n’a pas pu être annulée`,
        text: 'Aucun moyen de paiement ne peut être débité. Ajoutez-en un d’abord, puis réessayez.',
      },
      keepNameTaken: {
        title: (name) => `Abonnement non relancé : ${name}`,
        text: 'Vous avez déjà un abonnement de ce nom ; vous ne payez donc pas deux fois.',
      },
      keepRunning: {
        title: (name) => `Abonnement non résilié : ${name}`,
        text: 'Il continue comme avant ; il n’y avait rien à annuler.',
      },
    },
  },
  paymentMethods: {
    title: 'Moyens de paiement',
    none: 'Aucun moyen de paiement n’est enregistré.',
    kinds: { card: 'Carte', bank: 'Compte bancaire', paypal: 'PayPal', other: 'Moyen de paiement' },
    endingIn: 'se terminant par',
    words: {
      ready: 'Utilisable',
      expiring: 'Expire bientôt',
      expired: 'Expiré',
      pending: 'En vérification',
      invalid: 'Non valable',
    },
    validUntil: (month) => `Valable jusqu’à fin ${month}`,
    expiredIn: (month) => `Expiré en ${month}`,
    addedOn: (date) => `Ajouté le ${date}`,
    meaning: {
      pending: 'La confirmation par votre banque peut prendre quelques jours.',
      invalid: 'Ce moyen de paiement ne peut plus être utilisé.',
    },
    usedFor: (subscription) => `Sert à payer ${subscription}`,
  },
  checkout: {
    change: 'Changer de moyen de paiement',
    add: 'Ajouter un moyen de paiement',
    remove: 'Supprimer',
    removeMethod: (method) => `Supprimer ${method}`,
    spare: 'Vous n’en avez plus besoin ?',
    pay: (amount) => `Payer ${amount} maintenant`,
    back: 'Revenir sans rien changer',
    changed: 'Ce que vous auriez à payer a changé depuis l’ouverture de cette page. Merci de vérifier à nouveau.',
    paidLater: 'Payé par la suite.',
    statement: {
      method: (app) => `${app} : moyen de paiement`,
      overdue: (app) => `${app} : paiement en retard`,
    },
    addPage: {
      title: 'Changer de moyen de paiement',
      addTitle: 'Ajouter un moyen de paiement',
      choose: 'Comment souhaitez-vous payer désormais ?',
      free: 'Rien n’est débité maintenant',
      charged: (amount) => `Un débit unique de ${amount} confirme le compte`,
      moves: (subscriptions) =>
        `Il servira ensuite à payer ${subscriptions}. Les dates et les montants ne changent pas.`,
      safe: ({ provider, app }) => `Vous saisissez vos données chez ${provider}. ${app} ne les voit jamais.`,
      go: (provider) => `Continuer vers ${provider}`,
      none: (app) => `Aucun moyen de paiement ne peut être ajouté en ligne pour le moment. Contactez ${app}.`,
    },
    overduePage: {
      title: 'Régler le montant dû',
      intro: {
        one: () => 'Ce paiement reste dû.',
        other: () => 'Ces paiements restent dus.',
      },
      total: 'À payer',
      ways: ({ provider, ways }) => `Vous choisissez comment payer chez ${provider} : ${ways}.`,
      mends: 'Le moyen de paiement utilisé devient ensuite celui de tous vos abonnements.',
      none: (app) => `Ce montant ne peut pas être payé en ligne pour le moment. Contactez ${app}.`,
    },
    forwardPage: {
      title: (provider) => `Redirection vers ${provider}`,
      free: 'Rien ne sera débité.',
      charged: (amount) => `Un montant de ${amount} sera débité.`,
      go: (provider) => `Aller chez ${provider}`,
    },
    outcomes: {
      settled: {
        title: 'Votre nouveau moyen de paiement est prêt',
        overdueTitle: (amount) => `Paiement de ${amount} reçu. Merci !`,
        text: 'Tous vos abonnements sont désormais payés avec ce moyen de paiement.',
        added: 'Ce moyen de paiement peut désormais servir à vos paiements.',
      },
      confirming: {
        title: 'Votre banque confirme le moyen de paiement',
        overdueTitle: (amount) => `Paiement de ${amount} reçu. Merci !`,
        text: () =>
          'Votre banque peut mettre quelques jours à confirmer le nouveau moyen de paiement. D’ici là, un moyen de paiement encore valable reste utilisé ; nous ferons ensuite le changement automatiquement. Vous n’avez rien à faire.',
      },
      moving: {
        title: 'Votre nouveau moyen de paiement est presque prêt',
        overdueTitle: (amount) => `Paiement de ${amount} reçu. Merci !`,
        text: (app) =>
          `Tous les abonnements ne sont pas encore passés au nouveau moyen de paiement. Nous continuons automatiquement. Si ce n’est pas fait demain, contactez ${app}.`,
      },
      processing: {
        title: 'Votre paiement est en cours de traitement',
        text: () =>
          'Le résultat n’est pas encore connu. Ne payez pas une deuxième fois : dès qu’il aura abouti, tout le reste se fera automatiquement.',
      },
      open: {
        title: 'Vous n’avez pas encore terminé',
        text: (provider) => `Rien n’a été débité et rien n’a changé. Vous pouvez encore terminer chez ${provider}.`,
      },
      outdated: {
        title: 'Un paiement précédent est encore ouvert',
        text: ({ amount, provider }) =>
          `Vous avez commencé un paiement de ${amount} chez ${provider}, et ce que vous devez a changé depuis. Ne le terminez pas : arrêtez-le chez ${provider}, ou attendez qu’il expire de lui-même. Vous pourrez ensuite payer ce qui est dû maintenant. Rien n’a été débité pour ce paiement.`,
        stop: (provider) => `L’arrêter chez ${provider}`,
      },
      failed: {
        title: 'Le paiement n’a pas abouti',
        text: () =>
          'Rien n’a été débité et rien n’a changé sur votre compte. Vous pouvez réessayer, y compris avec un autre moyen de paiement.',
      },
      canceled: {
        title: 'Vous avez interrompu le paiement',
        text: () => 'Rien n’a été débité et rien n’a changé sur votre compte.',
      },
      expired: {
        title: 'Le délai de paiement est dépassé',
        text: () => 'Rien n’a été débité et rien n’a changé sur votre compte. Vous pouvez recommencer.',
      },
      refused: {
        title: 'Ce moyen de paiement ne peut pas être utilisé',
        text: 'Il n’a pas pu être enregistré pour les prochains paiements. Vos abonnements gardent leur moyen de paiement actuel. Merci d’en choisir un autre.',
        overdueText: (amount) =>
          `Paiement de ${amount} reçu, merci. Mais ce moyen de paiement ne peut pas servir aux prochains paiements. Merci d’en choisir un autre.`,
      },
      unknown: {
        title: 'Nous n’avons pas pu savoir comment cela s’est terminé',
        text: (provider) =>
          `${provider} est injoignable pour le moment. Rien n’est perdu : dès que possible, tout le reste se fera automatiquement. Ne payez pas une deuxième fois.`,
      },
      adding: {
        processing: {
          title: 'Votre moyen de paiement est en cours d’enregistrement',
          text: () => 'Cela peut prendre un moment ; vous n’avez pas à recommencer.',
        },
        failed: {
          title: 'Le moyen de paiement n’a pas pu être ajouté',
          text: () => 'Rien n’a changé sur votre compte. Vous pouvez réessayer ou en utiliser un autre.',
        },
        canceled: {
          title: 'Vous avez arrêté avant la fin',
          text: () => 'Rien n’a été débité et rien n’a changé sur votre compte.',
        },
        expired: {
          title: 'Le délai pour terminer est dépassé',
          text: () => 'Rien n’a été débité et rien n’a changé sur votre compte. Vous pouvez recommencer.',
        },
        unknown: {
          title: 'Nous n’avons pas pu savoir comment cela s’est terminé',
          text: (provider) =>
            `${provider} est injoignable pour le moment. Rien n’est perdu : dès que possible, tout le reste se fera automatiquement. Ne recommencez pas.`,
        },
      },
      resume: 'Continuer',
      tryAgain: 'Réessayer',
      lookAgain: 'Vérifier à nouveau',
    },
    removePage: {
      title: (method) => `Supprimer ${method} ?`,
      nothingUsesIt: 'Aucun abonnement en cours n’a besoin de ce moyen de paiement.',
      gone: (app) =>
        `${app} ne pourra plus le débiter. Pour l’utiliser de nouveau, il faudrait l’ajouter une nouvelle fois.`,
      confirm: 'Supprimer',
      keptTitle: (method) => `${method} : en cours d’utilisation`,
      inUse: (subscriptions) =>
        `Ce moyen de paiement sert à payer ${subscriptions} ; le supprimer y mettrait fin. Changez d’abord de moyen de paiement ; vous pourrez ensuite supprimer celui-ci.`,
      awaited: 'Vos abonnements sont en train de passer à ce moyen de paiement ; il ne peut donc pas être supprimé.',
    },
    advice: {
      subscriptionSuspended: (app) =>
        `Aucun paiement n’est prélevé. Réglez ce qui est dû, puis contactez ${app} pour le reprendre.`,
      paymentFailed: 'Rien n’a été débité.',
      paymentChargedBack: 'Le montant est de nouveau dû.',
      payAll: 'Réglez en une fois tout ce qui est dû ; le moyen utilisé devient votre moyen de paiement.',
      methodInvalid: 'Le prochain paiement échouera. Changez de moyen de paiement d’ici là.',
      methodExpired: 'Le prochain paiement risque d’échouer. Changez de moyen de paiement d’ici là.',
      methodExpiring: 'Changez de moyen de paiement à temps, et rien ne sera interrompu.',
    },
    results: {
      methodRemoved: {
        title: (method) => `Moyen de paiement supprimé : ${method}`,
        text: 'Plus aucun paiement ne peut y être prélevé.',
      },
      methodGone: { title: 'Le moyen de paiement a été supprimé', text: 'Plus aucun paiement ne peut y être prélevé.' },
      methodKept: {
        title: (method) => `Moyen de paiement non supprimé : ${method}`,
        text: 'Un abonnement en a besoin. Rien n’a changé.',
      },
      nothingDue: { title: 'Il n’y a rien à payer', text: 'Tous vos paiements ont abouti.' },
    },
  },
  payments: {
    title: 'Paiements',
    none: 'Aucun paiement pour l’instant.',
    columns: { date: 'Date', description: 'Description', status: 'Statut', amount: 'Montant' },
    words: {
      open: 'À payer',
      processing: 'En cours',
      authorized: 'Autorisé',
      paid: 'Payé',
      canceled: 'Annulé',
      expired: 'Expiré',
      failed: 'Échec',
      refunded: 'Remboursé',
      partlyRefunded: 'Remboursé en partie',
      chargedBack: 'Rejeté par la banque',
    },
    meaning: {
      open: 'Pas encore payé.',
      pending: 'En route. Les banques peuvent prendre quelques jours.',
      authorized: 'Réservé, pas encore encaissé.',
      canceled: 'Annulé avant d’être payé.',
      expired: 'Non finalisé à temps.',
      failed: 'Rien n’a été prélevé.',
    },
    refunded: (amount) => `Un montant de ${amount} vous a été remboursé.`,
    chargedBack: (amount) => `Votre banque a rejeté un montant de ${amount}.`,
  },
  paymentHistory: { all: 'Tous les paiements', older: 'Paiements antérieurs', newest: 'Derniers paiements' },
  receipt: {
    confirmation: 'Confirmation de paiement',
    payment: 'Paiement',
    notInvoice: 'Cette page confirme un paiement. Ce n’est pas une facture.',
    keepCopy: 'Pour en garder une copie, imprimez cette page ou enregistrez-la au format PDF depuis votre navigateur.',
    paidWith: 'Payé avec',
    paidTo: 'Payé à',
    billedTo: 'Au nom de',
    reference: 'Référence',
    refunded: 'Remboursé',
    chargedBack: 'Rejeté par votre banque',
    vatNumber: 'Numéro de TVA',
    whatIsDue: 'Votre page de facturation indique s’il reste quelque chose à payer.',
  },
  failureReasons: {
    insufficientFunds: 'La carte ou le compte n’était pas suffisamment approvisionné.',
    declined: 'Votre banque ou l’émetteur de la carte l’a refusé.',
    expired: 'La carte avait expiré.',
    notConfirmed: 'Il n’a pas été confirmé auprès de votre banque.',
    wrongDetails: 'Les données de la carte ou du compte n’étaient pas correctes.',
    accountClosed: 'Le compte bancaire est clôturé ou bloqué.',
    noPermission: 'L’autorisation de prélèvement manque ou a été retirée.',
  },
  details: {
    title: 'Coordonnées de facturation',
    intro: 'Elles figurent sur vos confirmations de paiement.',
    edit: 'Modifier les coordonnées',
    none: 'Non renseigné',
    labels: {
      name: 'Nom',
      email: 'Adresse e-mail',
      company: 'Entreprise',
      line1: 'Numéro et rue',
      line2: 'Complément d’adresse',
      postalCode: 'Code postal',
      city: 'Ville',
      country: 'Pays',
      vatNumber: 'Numéro de TVA',
      language: 'Langue',
    },
    address: 'Adresse',
    optional: 'facultatif',
    chooseCountry: 'Aucun pays',
    vatHint: 'Avec le code du pays, par exemple FR12345678901.',
    languageHint: 'La langue de ces pages.',
    save: 'Enregistrer',
    cancel: 'Revenir sans enregistrer',
    saved: {
      title: 'Vos coordonnées de facturation sont enregistrées',
      text: 'Elles figurent désormais sur vos confirmations de paiement.',
    },
    faultsTitle: 'Vérifiez votre saisie',
    faults: {
      missing: 'Veuillez remplir ce champ.',
      incomplete: 'Nécessaire pour une adresse complète.',
      characters: 'Il contient un caractère qui ne peut pas être utilisé.',
      email: 'Saisissez une adresse e-mail comme nom@entreprise.example.',
      country: 'Choisissez un pays dans la liste.',
      vatNumber: 'Cela ne ressemble pas à un numéro de TVA. Saisissez toutes ses lettres et tous ses chiffres.',
      language: 'Choisissez une langue dans la liste.',
      tooLong: (count) => `${count} caractères au maximum.`,
      vatNumberOf: (example) => `Les numéros de TVA de ce pays ne s’écrivent pas ainsi. Exemple : ${example}.`,
    },
  },
  homeLinks: { support: 'Aide et assistance', terms: 'Conditions générales', privacy: 'Confidentialité' },
  notices: {
    linkUsed: {
      title: 'Ce lien a déjà été utilisé',
      text: (app) =>
        `Pour votre sécurité, chaque lien ne s’ouvre qu’une fois. Retournez sur ${app} pour en obtenir un nouveau.`,
      live: 'Chaque lien ne s’ouvre qu’une fois. Votre facturation est encore ouverte dans ce navigateur.',
    },
    linkExpired: {
      title: 'Ce lien a expiré',
      text: (app) =>
        `Pour votre sécurité, un lien ne dure que quelques minutes. Retournez sur ${app} pour en obtenir un nouveau.`,
    },
    linkUnknown: {
      title: 'Ce lien ne fonctionne pas',
      text: 'Il a peut-être été coupé en chemin, ou il est trop ancien. Retournez là où vous l’avez trouvé et ouvrez votre facturation depuis cet endroit.',
    },
    linkUnopened: {
      title: 'Ouvrir votre facturation',
      text: 'Voici un lien personnel vers vos abonnements et paiements. Il ne s’ouvre qu’une fois.',
      open: 'Continuer',
    },
    sessionEnded: {
      title: 'Votre session est terminée',
      text: (app) =>
        `Pour votre sécurité, cette page se ferme au bout d’un moment. Retournez sur ${app} pour la rouvrir.`,
    },
    noSession: {
      title: 'Ouvrez votre facturation depuis votre compte',
      text: 'Cette page s’ouvre par un lien personnel. Rendez-vous sur le produit que vous utilisez et choisissez-y la facturation.',
    },
    notFound: {
      title: 'Cette page n’existe pas',
      text: 'L’adresse contient peut-être une erreur, ou la page a été déplacée.',
    },
    subscriptionUnknown: {
      title: 'Cet abonnement n’existe pas',
      text: 'Il appartient peut-être à un autre compte, ou l’adresse contient une erreur. Votre page de facturation montre les abonnements que vous avez.',
    },
    methodNotAllowed: { title: 'Ce n’est pas possible ici', text: 'Cette page peut seulement être consultée.' },
    failed: {
      title: 'Une erreur s’est produite de notre côté',
      text: 'Rien n’a changé sur votre compte. Réessayez dans une minute.',
    },
    unavailable: {
      title: 'Votre facturation est inaccessible pour l’instant',
      text: 'Rien n’a changé sur votre compte. Réessayez dans une minute.',
    },
    formRefused: {
      title: 'Cette demande n’a pas pu être acceptée',
      text: 'La page est peut-être restée ouverte trop longtemps, ou la demande n’en provenait pas. Rien n’a changé sur votre compte. Réessayez depuis votre page de facturation.',
    },
    changeFailed: {
      title: 'Un problème est survenu de notre côté',
      text: 'Nous ne savons pas si votre modification a été prise en compte. Votre page de facturation indique la situation actuelle.',
    },
    reference: (id) => `Référence : ${id}`,
  },
  results: {
    unconfirmed: {
      title: 'Nous n’avons pas pu confirmer votre modification',
      text: 'La réponse n’est pas arrivée à temps. Vous voyez ci-dessous la situation actuelle. Si votre modification n’y figure pas, réessayez dans quelques minutes.',
    },
    notDone: {
      title: 'Cela n’a pas fonctionné',
      text: 'Votre modification n’a pas pu être transmise pour le moment. Vous voyez ci-dessous la situation actuelle. Réessayez dans quelques minutes.',
    },
  },
};
