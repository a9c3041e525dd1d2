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
    youAreIn: 'Está aqui',
    replaced: (tenant) =>
      `Abriu outro link. Este navegador mostra agora a faturação de ${tenant} em todos os separadores.`,
  },
  overview: {
    intro: (app) => `As suas subscrições, métodos de pagamento e pagamentos com ${app}.`,
    attention: 'Requer a sua atenção',
    sectionUnavailable: 'Não foi possível carregar esta parte. Nada mudou na sua conta.',
    nothingAvailable: {
      title: 'De momento não conseguimos mostrar as suas subscrições e pagamentos',
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
      pastDue: 'Pagamento em dívida',
      unpayable: 'Pagamento em risco',
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
      pastDue: 'O último pagamento continua em dívida.',
      unpayable: 'Sem outro método de pagamento, o próximo pagamento vai falhar.',
      suspended: 'Nada está a ser cobrado.',
      ending: 'Nada mais será cobrado. Até lá, ainda pode anular o cancelamento.',
      canceled: 'Nada mais será cobrado.',
      completed: 'Todos os pagamentos foram efetuados.',
    },
    since: (date) => `Desde ${date}`,
    paidWith: 'Pagamento com',
    every: { day: 'por dia', week: 'por semana', month: 'por mês', year: 'por ano' },
    everyFew: {
      day: { other: (count) => `a cada ${count} dias` },
      week: { other: (count) => `a cada ${count} semanas` },
      month: { other: (count) => `a cada ${count} meses` },
      year: { other: (count) => `a cada ${count} anos` },
    },
  },
  ending: {
    cancel: 'Cancelar subscrição',
    keep: 'Anular o cancelamento',
    cancelPage: {
      title: (name) => `Cancelar ${name}?`,
      until: (date) => `Termina a ${date}; até lá, mantém-na.`,
      freeUntil: (date) => `Termina a ${date}; até lá, pode usá-la gratuitamente.`,
      ends: {
        unpaid: () => 'Termina de imediato: neste momento não está paga, pelo que já não há período pago.',
        notStarted: () => 'Ainda não começou e não vai começar.',
        unplanned: (app) => `Não estava previsto mais nenhum pagamento. ${app} pode dizer-lhe até quando a mantém.`,
      },
      noMore: 'Nada mais será cobrado por ela.',
      notTaken: ({ amount, date }) =>
        `Nada mais será cobrado: o pagamento de ${amount} previsto para ${date} não será efetuado.`,
      onItsWay: (amount) => `Exceto um pagamento de ${amount} que já está a caminho: ainda será cobrado.`,
      changeOfMind: 'Até lá pode mudar de ideias: continua então como antes.',
      reason: 'Porque está a cancelar? (opcional)',
      reasons: {
        too_expensive: 'É demasiado cara',
        missing_features: 'Falta-lhe algo de que preciso',
        switched_service: 'Vou mudar para outra coisa',
        unused: 'Não a uso o suficiente',
        customer_service: 'O apoio não correspondeu às expectativas',
        too_complex: 'É demasiado complicada',
        low_quality: 'A qualidade não correspondeu às expectativas',
        other: 'Outro motivo',
      },
      confirm: 'Cancelar subscrição',
      back: 'Voltar sem cancelar',
    },
    keepPage: {
      title: (name) => `Anular o cancelamento de ${name}?`,
      nothingToday: 'Hoje nada é cobrado.',
      nextPayment: ({ amount, date }) => `A ${date} será cobrado o valor de ${amount}.`,
      afterwards: ({ amount, interval }) => `Depois continua como antes: ${amount} ${interval}.`,
      confirm: 'Anular o cancelamento',
      back: 'Voltar',
      noMethod:
        'Não há nenhum método de pagamento que possa ser cobrado. Adicione primeiro um; depois poderá anular o cancelamento.',
      noMethodHere: (app) =>
        `Não há nenhum método de pagamento que possa ser cobrado. Contacte ${app} para adicionar um; depois poderá anular o cancelamento.`,
      addMethod: 'Adicionar um método de pagamento',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `Subscrição cancelada: ${name}`,
        until: (date) => `Termina a ${date}; até lá, mantém-na. Nada mais será cobrado por ela.`,
        atOnce: 'Nada mais será cobrado por ela.',
      },
      subscriptionOver: {
        title: (name) => `A subscrição já tinha terminado: ${name}`,
        text: 'Não havia nada para cancelar. Nada mais será cobrado por ela.',
      },
      subscriptionKept: {
        title: (name) => `A subscrição continua: ${name}`,
        text: ({ amount, date }) => `Hoje nada foi cobrado. O próximo pagamento de ${amount} é a ${date}.`,
      },
      keepTooLate: {
        title: (name) => `A subscrição já terminou: ${name}`,
        text: 'Já não é possível anular o cancelamento. Subscreva-a de novo onde o fez antes.',
      },
      keepNoMethod: {
        title: (name) => `Não foi possível anular o cancelamento de ${name}`,
        text: 'Não há nenhum método de pagamento que possa ser cobrado. Adicione primeiro um e tente novamente.',
      },
      keepNameTaken: {
        title: (name) => `A subscrição não foi iniciada de novo: ${name}`,
        text: 'Já tem uma subscrição com esse nome, por isso não paga duas vezes.',
      },
      keepRunning: {
        title: (name) => `A subscrição não estava cancelada: ${name}`,
        text: 'Continua como antes, por isso não havia nada para anular.',
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
      pending: 'A confirmação do seu banco pode demorar alguns dias.',
      invalid: 'Já não serve para pagar.',
    },
    usedFor: (subscription) => `Serve para pagar ${subscription}`,
  },
  checkout: {
    change: 'Mudar o método de pagamento',
    add: 'Adicionar um método de pagamento',
    remove: 'Remover',
    removeMethod: (method) => `Remover ${method}`,
    spare: 'Já não faz falta?',
    pay: (amount) => `Pagar ${amount} agora`,
    back: 'Voltar sem alterações',
    changed: 'O que teria a pagar mudou desde que abriu esta página. Veja novamente, por favor.',
    paidLater: 'Pago mais tarde.',
    statement: {
      method: (app) => `${app}: método de pagamento`,
      overdue: (app) => `${app}: pagamento em dívida`,
    },
    addPage: {
      title: 'Mudar o método de pagamento',
      addTitle: 'Adicionar um método de pagamento',
      choose: 'Como quer pagar a partir de agora?',
      free: 'Nada é cobrado agora',
      charged: (amount) => `Um débito único de ${amount} confirma a conta`,
      moves: (subscriptions) => `Depois serve para pagar ${subscriptions}. As datas e os valores não mudam.`,
      safe: ({ provider, app }) => `Os seus dados são introduzidos na ${provider}. ${app} nunca os vê.`,
      go: (provider) => `Continuar para ${provider}`,
      none: (app) => `De momento não é possível adicionar um método de pagamento online. Contacte ${app}.`,
    },
    overduePage: {
      title: 'Pagar o que está em dívida',
      intro: {
        one: () => 'Este pagamento continua em dívida.',
        other: () => 'Estes pagamentos continuam em dívida.',
      },
      total: 'A pagar',
      ways: ({ provider, ways }) => `Escolha como pagar na ${provider}: ${ways}.`,
      mends: 'O método com que pagar passa a ser o de todas as suas subscrições.',
      none: (app) => `De momento este valor não pode ser pago online. Contacte ${app}.`,
    },
    forwardPage: {
      title: (provider) => `A encaminhar para ${provider}`,
      free: 'Nada será cobrado.',
      charged: (amount) => `Será cobrado o valor de ${amount}.`,
      go: (provider) => `Ir para ${provider}`,
    },
    outcomes: {
      settled: {
        title: 'O seu novo método de pagamento está pronto',
        overdueTitle: (amount) => `Pagou ${amount}. Obrigado!`,
        text: 'A partir de agora, todas as suas subscrições são pagas com este método.',
        added: 'A partir de agora, este método pode ser usado nos seus pagamentos.',
      },
      confirming: {
        title: 'O seu banco está a confirmar o método de pagamento',
        overdueTitle: (amount) => `Pagou ${amount}. Obrigado!`,
        text: () =>
          'O seu banco pode demorar alguns dias a confirmar o novo método de pagamento. Até lá continua a ser usado um método que ainda funcione; depois mudamos automaticamente. Não precisa de fazer nada.',
      },
      moving: {
        title: 'O seu novo método de pagamento está quase pronto',
        overdueTitle: (amount) => `Pagou ${amount}. Obrigado!`,
        text: (app) =>
          `Nem todas as subscrições passaram ainda para o novo método de pagamento. Continuamos automaticamente. Se amanhã ainda não estiver feito, contacte ${app}.`,
      },
      processing: {
        title: 'O seu pagamento está a ser processado',
        text: () =>
          'O resultado ainda não é conhecido. Não pague de novo: assim que estiver concluído, tudo o resto acontece automaticamente.',
      },
      open: {
        title: 'Ainda não terminou',
        text: (provider) => `Nada foi cobrado e nada mudou. Ainda pode terminar na ${provider}.`,
      },
      outdated: {
        title: 'Um pagamento anterior ainda está aberto',
        text: ({ amount, provider }) =>
          `Começou um pagamento de ${amount} na ${provider}, e o valor em dívida mudou desde então. Não o conclua: interrompa-o na ${provider} ou espere que expire por si. Depois pode pagar o que está em dívida agora. Nada foi cobrado por ele.`,
        stop: (provider) => `Interromper na ${provider}`,
      },
      failed: {
        title: 'O pagamento não foi concluído',
        text: () =>
          'Nada foi cobrado e nada mudou na sua conta. Pode tentar novamente, também com outro método de pagamento.',
      },
      canceled: {
        title: 'Interrompeu o pagamento',
        text: () => 'Nada foi cobrado e nada mudou na sua conta.',
      },
      expired: {
        title: 'O tempo para pagar terminou',
        text: () => 'Nada foi cobrado e nada mudou na sua conta. Pode começar de novo.',
      },
      refused: {
        title: 'Este método de pagamento não pode ser usado',
        text: 'Não foi possível configurá-lo para pagamentos futuros. As suas subscrições mantêm o método atual. Escolha outro, por favor.',
        overdueText: (amount) =>
          `Pagou ${amount}, obrigado. Mas o método com que pagou não pode ser usado em pagamentos futuros. Escolha outro, por favor.`,
      },
      unknown: {
        title: 'Não conseguimos saber como terminou',
        text: (provider) =>
          `De momento não é possível contactar a ${provider}. Nada se perde: assim que for possível, tudo o resto acontece automaticamente. Não pague de novo.`,
      },
      adding: {
        processing: {
          title: 'O seu método de pagamento está a ser configurado',
          text: () => 'Pode demorar um pouco; não precisa de repetir.',
        },
        failed: {
          title: 'Não foi possível adicionar o método de pagamento',
          text: () => 'Nada mudou na sua conta. Pode tentar novamente ou usar outro.',
        },
        canceled: { title: 'Interrompeu antes de terminar', text: () => 'Nada foi cobrado e nada mudou na sua conta.' },
        expired: {
          title: 'O tempo para terminar esgotou-se',
          text: () => 'Nada foi cobrado e nada mudou na sua conta. Pode começar de novo.',
        },
        unknown: {
          title: 'Não conseguimos saber como terminou',
          text: (provider) =>
            `De momento não é possível contactar a ${provider}. Nada se perde: assim que for possível, tudo o resto acontece automaticamente. Não comece de novo.`,
        },
      },
      resume: 'Continuar',
      tryAgain: 'Tentar novamente',
      lookAgain: 'Verificar novamente',
    },
    removePage: {
      title: (method) => `Remover ${method}?`,
      nothingUsesIt: 'Nenhuma subscrição em curso precisa deste método de pagamento.',
      gone: (app) => `${app} deixa de poder cobrar através dele. Para o voltar a usar, teria de o adicionar de novo.`,
      confirm: 'Remover',
      keptTitle: (method) => `${method}: em uso`,
      inUse: (subscriptions) =>
        `Remover este método de pagamento poria fim a ${subscriptions}. Mude primeiro o método de pagamento; depois pode remover este.`,
      awaited: 'As suas subscrições estão a passar para este método de pagamento, por isso não pode ser removido.',
    },
    advice: {
      subscriptionSuspended: (app) =>
        `Nada está a ser cobrado. Pague o que está em dívida e contacte ${app} para a retomar.`,
      paymentFailed: 'Nada foi cobrado.',
      paymentChargedBack: 'O valor está de novo em dívida.',
      payAll:
        'Pague de uma vez tudo o que está em dívida; o método com que pagar passa a ser o seu método de pagamento.',
      methodInvalid: 'O próximo pagamento vai falhar. Mude antes o método de pagamento.',
      methodExpired: 'O próximo pagamento pode falhar. Mude antes o método de pagamento.',
      methodExpiring: 'Mude o método de pagamento a tempo e nada será interrompido.',
    },
    results: {
      methodRemoved: {
        title: (method) => `Método de pagamento removido: ${method}`,
        text: 'Já não é possível cobrar através dele.',
      },
      methodGone: { title: 'O método de pagamento foi removido', text: 'Já não é possível cobrar através dele.' },
      methodKept: {
        title: (method) => `Método de pagamento não removido: ${method}`,
        text: 'Uma subscrição precisa dele. Nada mudou.',
      },
      nothingDue: { title: 'Não há nada a pagar', text: 'Todos os seus pagamentos foram concluídos.' },
    },
  },
  payments: {
    title: 'Pagamentos',
    none: 'Ainda não há pagamentos.',
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
      expired: 'Não foi concluído a tempo.',
      failed: 'Nada foi cobrado.',
    },
    refunded: (amount) => `Foi-lhe reembolsado o valor de ${amount}.`,
    chargedBack: (amount) => `O seu banco devolveu o débito de ${amount}.`,
  },
  paymentHistory: { all: 'Todos os pagamentos', older: 'Pagamentos anteriores', newest: 'Pagamentos mais recentes' },
  receipt: {
    confirmation: 'Confirmação de pagamento',
    payment: 'Pagamento',
    notInvoice: 'Esta página confirma um pagamento. Não é uma fatura.',
    keepCopy: 'Para guardar uma cópia, imprima esta página ou guarde-a como PDF no seu navegador.',
    paidWith: 'Pago com',
    paidTo: 'Pago a',
    billedTo: 'Em nome de',
    reference: 'Referência',
    refunded: 'Reembolsado',
    chargedBack: 'Devolvido pelo seu banco',
    vatNumber: 'Número de IVA',
    whatIsDue: 'Na sua página de faturação pode ver se ainda há algo a pagar.',
  },
  failureReasons: {
    insufficientFunds: 'O cartão ou a conta não tinha saldo suficiente.',
    declined: 'O seu banco ou o emissor do cartão recusou-o.',
    expired: 'O cartão tinha expirado.',
    notConfirmed: 'Não foi confirmado junto do seu banco.',
    wrongDetails: 'Os dados do cartão ou da conta não estavam certos.',
    accountClosed: 'A conta bancária está fechada ou bloqueada.',
    noPermission: 'A autorização de débito falta ou foi retirada.',
  },
  details: {
    title: 'Dados de faturação',
    intro: 'Aparecem nas suas confirmações de pagamento.',
    edit: 'Editar dados',
    none: 'Não indicado',
    labels: {
      name: 'Nome',
      email: 'Endereço de e-mail',
      company: 'Empresa',
      line1: 'Rua e número',
      line2: 'Segunda linha da morada',
      postalCode: 'Código postal',
      city: 'Localidade',
      country: 'País',
      vatNumber: 'Número de IVA',
      language: 'Idioma',
    },
    address: 'Morada',
    optional: 'opcional',
    chooseCountry: 'Nenhum país',
    vatHint: 'Com o código do país, por exemplo PT123456789.',
    languageHint: 'O idioma destas páginas.',
    save: 'Guardar dados',
    cancel: 'Voltar sem guardar',
    saved: {
      title: 'Os seus dados de faturação estão guardados',
      text: 'A partir de agora aparecem nas suas confirmações de pagamento.',
    },
    faultsTitle: 'Verifique o que escreveu',
    faults: {
      missing: 'Preencha este campo.',
      incomplete: 'Necessário para uma morada completa.',
      characters: 'Contém um carácter que não pode ser usado.',
      email: 'Escreva um endereço de e-mail como nome@empresa.example.',
      country: 'Escolha um país da lista.',
      vatNumber: 'Isto não parece um número de IVA. Escreva todas as suas letras e algarismos.',
      language: 'Escolha um idioma da lista.',
      tooLong: (count) => `No máximo ${count} caracteres.`,
      vatNumberOf: (example) => `Os números de IVA deste país não se escrevem assim. Deve ser como ${example}.`,
    },
  },
  homeLinks: { support: 'Ajuda e apoio', terms: 'Termos', privacy: 'Privacidade' },
  notices: {
    linkUsed: {
      title: 'Este link já foi usado',
      text: (app) => `Para sua segurança, cada link abre apenas uma vez. Volte a ${app} para obter um novo.`,
      live: 'Cada link abre apenas uma vez. A sua faturação ainda está aberta neste navegador.',
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
    subscriptionUnknown: {
      title: 'Esta subscrição não existe',
      text: 'Pode pertencer a outra conta, ou o endereço pode ter um erro. A sua página de faturação mostra as subscrições que tem.',
    },
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
