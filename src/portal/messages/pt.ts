import type { Messages } from './messages.ts';

export const pt: Messages = {
  page: {
    skipToContent: 'Ir para o conteúdo',
    billing: 'Faturação',
    backTo: (app) => `Voltar a ${app}`,
    language: 'Idioma',
    handledBy: (provider) => `Os pagamentos são processados com segurança por ${provider}.`,
    testMode: 'Modo de teste',
    testModeMeaning: 'Nenhum dinheiro real é movimentado.',
    account: 'Conta',
    tryAgain: 'Tentar novamente',
    toBilling: 'Ir para a sua faturação',
  },
  overview: {
    intro: (app) => `As suas subscrições, métodos de pagamento e pagamentos com ${app}.`,
    attention: 'Requer a sua atenção',
    replaced: (tenant) =>
      `Abriu outro link. Este navegador mostra agora a faturação de ${tenant} em todos os separadores.`,
    sectionUnavailable: 'Não foi possível carregar esta parte. Nada mudou na sua conta.',
    nothingAvailable: {
      title: 'De momento não conseguimos mostrar a sua faturação',
      text: 'Nada mudou na sua conta. Tente novamente dentro de um minuto.',
    },
  },
  alerts: {
    subscriptionSuspended: {
      title: (subscription) => `${subscription} está em suspenso`,
      advice: (app) => `Nada está a ser cobrado. Contacte ${app} para a retomar.`,
    },
    paymentFailed: {
      title: ({ amount, date }) => `O pagamento de ${amount} de ${date} falhou`,
      advice: (app) => `Nada foi cobrado. Contacte ${app} para o regularizar.`,
    },
    paymentChargedBack: {
      title: ({ amount, date }) => `O seu banco devolveu o pagamento de ${amount} de ${date}`,
      advice: (app) => `O valor está de novo em dívida. Contacte ${app} para o regularizar.`,
    },
    methodInvalid: {
      title: (method) => `${method}: já não é possível cobrar`,
      advice: (app) => `O próximo pagamento vai falhar. Contacte ${app} para mudar o método de pagamento.`,
    },
    methodExpired: {
      title: ({ method, date }) => `${method}: expirou a ${date}`,
      advice: (app) => `O próximo pagamento pode falhar. Contacte ${app} para mudar o método de pagamento.`,
    },
    methodExpiring: {
      title: ({ method, date }) => `${method}: expira a ${date}`,
      advice: (app) => `Contacte ${app} para mudar a tempo o método de pagamento.`,
    },
    methodPending: {
      title: (method) => `${method}: em verificação`,
      advice: () => 'Pode demorar alguns dias. Não precisa de fazer nada.',
    },
  },
  subscriptions: {
    title: 'Subscrições',
    none: 'Não tem subscrições.',
    words: {
      active: 'Ativa',
      trialing: 'Período de teste',
      starting: 'A começar',
      pastDue: 'Pagamento falhado',
      suspended: 'Em suspenso',
      ending: 'Cancelada',
      canceled: 'Cancelada',
      completed: 'Concluída',
    },
    when: {
      renews: (date) => `Renova-se a ${date}`,
      nextPayment: (date) => `Próximo pagamento a ${date}`,
      firstPayment: (date) => `Primeiro pagamento a ${date}`,
      starts: (date) => `Começa a ${date}`,
      ends: (date) => `Termina a ${date}`,
      ended: (date) => `Terminou a ${date}`,
      canceledOn: (date) => `Cancelada a ${date}`,
      noFurtherPayment: 'Não há mais pagamentos previstos',
    },
    meaning: {
      trialing: 'Grátis até ao primeiro pagamento.',
      starting: 'Começa assim que o seu método de pagamento for confirmado.',
      pastDue: 'O último pagamento não foi efetuado.',
      suspended: 'Nada está a ser cobrado.',
      ending: 'Nada mais será cobrado. Até lá, ainda a pode manter.',
      canceled: 'Nada mais será cobrado.',
      completed: 'Todos os pagamentos foram efetuados.',
    },
    since: (date) => `Desde ${date}`,
    paidWith: 'Pago com',
    every: { day: 'por dia', week: 'por semana', month: 'por mês', year: 'por ano' },
    everyFew: {
      day: { other: (count) => `a cada ${count} dias` },
      week: { other: (count) => `a cada ${count} semanas` },
      month: { other: (count) => `a cada ${count} meses` },
      year: { other: (count) => `a cada ${count} anos` },
    },
  },
  ending: {
    cancel: 'Cancelar',
    keep: 'Afinal, manter',
    cancelPage: {
      title: (name) => `Cancelar ${name}?`,
      until: (date) => `Mantém-na até ${date}.`,
      freeUntil: (date) => `Pode usá-la gratuitamente até ${date}.`,
      ends: {
        unpaid: () => 'Termina de imediato: o último pagamento não foi concluído, pelo que já não há período pago.',
        notStarted: () => 'Ainda não começou e não vai começar.',
        unplanned: (app) => `Não estava previsto mais nenhum pagamento. ${app} pode dizer-lhe até quando a mantém.`,
      },
      noMore: 'Nada mais será cobrado por ela.',
      notTaken: ({ amount, date }) =>
        `Nada mais será cobrado: o pagamento de ${amount} previsto para ${date} não será efetuado.`,
      onItsWay: (amount) => `Um pagamento de ${amount} já está a caminho e ainda será cobrado.`,
      changeOfMind: 'Até lá pode mudar de ideias: continua então como antes.',
      reason: 'Porque está a cancelar? (opcional)',
      reasons: {
        too_expensive: 'É demasiado cara',
        missing_features: 'Falta-lhe algo de que preciso',
        switched_service: 'Vou mudar para outra coisa',
        unused: 'Não a uso o suficiente',
        customer_service: 'Não fiquei satisfeito com o apoio',
        too_complex: 'É demasiado complicada',
        low_quality: 'Não fiquei satisfeito com a qualidade',
        other: 'Outro motivo',
      },
      confirm: 'Cancelar subscrição',
      back: 'Voltar sem cancelar',
    },
    keepPage: {
      title: (name) => `Manter ${name}?`,
      nothingToday: 'Hoje nada é cobrado.',
      nextPayment: ({ amount, date, method }) => `A ${date} serão cobrados ${amount}: ${method}.`,
      afterwards: ({ amount, interval }) => `Depois continua como antes: ${amount} ${interval}.`,
      confirm: 'Manter subscrição',
      back: 'Voltar',
      noMethod:
        'Não há nenhum método de pagamento que possa ser cobrado. Adicione primeiro um; depois poderá mantê-la.',
      toMethods: 'Para os seus métodos de pagamento',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `${name} está cancelada`,
        until: (date) => `Mantém-na até ${date}. Nada mais será cobrado por ela.`,
        atOnce: 'Nada mais será cobrado por ela.',
      },
      subscriptionOver: {
        title: (name) => `${name} já tinha terminado`,
        text: 'Não havia nada para cancelar. Nada mais será cobrado por ela.',
      },
      subscriptionKept: {
        title: (name) => `${name} continua`,
        text: ({ amount, date }) => `Hoje nada foi cobrado. O próximo pagamento de ${amount} é a ${date}.`,
      },
      keepTooLate: {
        title: (name) => `${name} já terminou`,
        text: 'Já não pode ser mantida. Subscreva-a de novo onde o fez antes.',
      },
      keepNoMethod: {
        title: (name) => `Não foi possível manter ${name}`,
        text: 'Não há nenhum método de pagamento que possa ser cobrado. Adicione primeiro um e tente novamente.',
      },
      keepNameTaken: {
        title: (name) => `${name} não foi iniciada de novo`,
        text: 'Já tem uma subscrição com esse nome, por isso não paga duas vezes.',
      },
      keepRunning: {
        title: (name) => `${name} não estava cancelada`,
        text: 'Continua como antes, por isso não havia nada para manter.',
      },
    },
  },
  paymentMethods: {
    title: 'Métodos de pagamento',
    none: 'Não há nenhum método de pagamento guardado.',
    kinds: { card: 'Cartão', bank: 'Conta bancária', paypal: 'PayPal', other: 'Método de pagamento' },
    endingIn: 'com final',
    words: {
      ready: 'Pronto a usar',
      expiring: 'Expira em breve',
      expired: 'Expirado',
      pending: 'Em verificação',
      invalid: 'Já não é válido',
    },
    validUntil: (month) => `Válido até ${month}`,
    expiredIn: (month) => `Expirou em ${month}`,
    addedOn: (date) => `Adicionado a ${date}`,
    meaning: {
      pending: 'O seu banco pode demorar alguns dias a confirmá-lo.',
      invalid: 'Já não pode ser usado para pagar.',
    },
    usedFor: (subscription) => `Usado para ${subscription}`,
  },
  payments: {
    title: 'Pagamentos',
    none: 'Ainda não há pagamentos.',
    earlier: (count) => `Pagamentos anteriores (${count})`,
    columns: { date: 'Data', description: 'Descrição', status: 'Estado', amount: 'Valor' },
    words: {
      open: 'Por pagar',
      processing: 'Em curso',
      authorized: 'Autorizado',
      paid: 'Pago',
      canceled: 'Cancelado',
      expired: 'Expirado',
      failed: 'Falhado',
      refunded: 'Reembolsado',
      partlyRefunded: 'Reembolsado em parte',
      chargedBack: 'Devolvido pelo banco',
    },
    meaning: {
      open: 'Ainda não foi pago.',
      pending: 'A caminho. Os bancos podem demorar alguns dias.',
      authorized: 'Reservado, ainda não cobrado.',
      canceled: 'Cancelado antes de ser pago.',
      expired: 'Não foi pago a tempo.',
      failed: 'Nada foi cobrado.',
    },
    refunded: (amount) => `Foram-lhe devolvidos ${amount}.`,
    chargedBack: (amount) => `O seu banco devolveu ${amount}.`,
  },
  homeLinks: { support: 'Ajuda e apoio', terms: 'Termos', privacy: 'Privacidade' },
  notices: {
    linkUsed: {
      title: 'Este link já foi usado',
      text: (app) => `Para sua segurança, cada link abre apenas uma vez. Volte a ${app} para obter um novo.`,
    },
    linkExpired: {
      title: 'Este link expirou',
      text: (app) => `Para sua segurança, os links duram apenas alguns minutos. Volte a ${app} para obter um novo.`,
    },
    linkUnknown: {
      title: 'Este link não funciona',
      text: 'Pode ter sido cortado pelo caminho ou ser demasiado antigo. Volte ao sítio onde o encontrou e abra a sua faturação a partir daí.',
    },
    linkUnopened: {
      title: 'Abrir a sua faturação',
      text: 'Este é um link pessoal para as suas subscrições e pagamentos. Abre apenas uma vez.',
      open: 'Continuar',
    },
    sessionEnded: {
      title: 'A sua sessão terminou',
      text: (app) =>
        `Para sua segurança, esta página fecha-se ao fim de algum tempo. Volte a ${app} para a abrir de novo.`,
    },
    noSession: {
      title: 'Abra a faturação a partir da sua conta',
      text: 'Esta página abre-se através de um link pessoal. Vá ao produto que utiliza e escolha aí a faturação.',
    },
    notFound: { title: 'Esta página não existe', text: 'O endereço pode ter um erro, ou a página mudou de sítio.' },
    methodNotAllowed: { title: 'Isso não é possível aqui', text: 'Esta página só pode ser consultada.' },
    failed: {
      title: 'Algo correu mal do nosso lado',
      text: 'Nada mudou na sua conta. Tente novamente dentro de um minuto.',
    },
    unavailable: {
      title: 'A sua faturação não está disponível neste momento',
      text: 'Nada mudou na sua conta. Tente novamente dentro de um minuto.',
    },
    formRefused: {
      title: 'Não foi possível aceitar o pedido',
      text: 'A página pode ter estado aberta demasiado tempo, ou o pedido não veio dela. Nada mudou na sua conta. Tente novamente a partir da sua página de faturação.',
    },
    changeFailed: {
      title: 'Algo correu mal do nosso lado',
      text: 'Não sabemos se a sua alteração foi efetuada. A sua página de faturação mostra a situação atual.',
    },
    reference: (id) => `Referência: ${id}`,
  },
  results: {
    unconfirmed: {
      title: 'Não conseguimos confirmar a sua alteração',
      text: 'A resposta não chegou a tempo. Em baixo vê a situação atual. Se a sua alteração não aparecer, tente novamente dentro de alguns minutos.',
    },
    notDone: {
      title: 'Não funcionou',
      text: 'Não foi possível transmitir a sua alteração neste momento. Em baixo vê a situação atual. Tente novamente dentro de alguns minutos.',
    },
  },
};
