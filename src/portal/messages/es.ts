import type { Messages } from './messages.ts';

export const es: Messages = {
  page: {
    skipToContent: 'Ir al contenido',
    billing: 'Facturación',
    backTo: (app) => `Volver a ${app}`,
    language: 'Idioma',
    handledBy: (provider) => `${provider} procesa los pagos de forma segura.`,
    testMode: 'Modo de prueba',
    testModeMeaning: 'No se mueve dinero real.',
    account: 'Cuenta',
    tryAgain: 'Reintentar',
    toBilling: 'Ir a su facturación',
    youAreIn: 'Está aquí',
    replaced: (tenant) =>
      `Ha abierto otro enlace. Este navegador muestra ahora la facturación de ${tenant} en todas sus pestañas.`,
  },
  overview: {
    intro: (app) => `Sus suscripciones, métodos de pago y pagos con ${app}.`,
    attention: 'Requiere su atención',
    sectionUnavailable: 'Esta parte no se ha podido cargar. Nada ha cambiado en su cuenta.',
    nothingAvailable: {
      title: 'Ahora mismo no podemos mostrar sus suscripciones y pagos',
      text: 'Nada ha cambiado en su cuenta. Vuelva a intentarlo dentro de un minuto.',
    },
  },
  alerts: {
    subscriptionSuspended: {
      title: (subscription) => `${subscription} está en suspenso`,
      advice: (app) => `No se está cobrando nada. Póngase en contacto con ${app} para reanudarla.`,
    },
    paymentFailed: {
      title: ({ amount, date }) => `El pago de ${amount} del ${date} ha fallado`,
      advice: (app) => `No se ha cobrado nada. Póngase en contacto con ${app} para saldarlo.`,
    },
    paymentChargedBack: {
      title: ({ amount, date }) => `Su banco ha devuelto el pago de ${amount} del ${date}`,
      advice: (app) => `El importe vuelve a estar pendiente. Póngase en contacto con ${app} para saldarlo.`,
    },
    methodInvalid: {
      title: (method) => `${method}: ya no admite cargos`,
      advice: (app) => `El próximo pago fallará. Póngase en contacto con ${app} para cambiar su método de pago.`,
    },
    methodExpired: {
      title: ({ method, date }) => `${method}: caducó el ${date}`,
      advice: (app) => `El próximo pago puede fallar. Póngase en contacto con ${app} para cambiar su método de pago.`,
    },
    methodExpiring: {
      title: ({ method, date }) => `${method}: caduca el ${date}`,
      advice: (app) => `Póngase en contacto con ${app} para cambiar a tiempo su método de pago.`,
    },
    methodPending: {
      title: (method) => `${method}: en verificación`,
      advice: () => 'Puede tardar unos días. No tiene que hacer nada.',
    },
  },
  subscriptions: {
    title: 'Suscripciones',
    none: 'No tiene suscripciones.',
    words: {
      active: 'Activa',
      trialing: 'Prueba',
      starting: 'Por empezar',
      pastDue: 'Pago pendiente',
      unpayable: 'Pago en riesgo',
      suspended: 'En suspenso',
      ending: 'Cancelada',
      canceled: 'Cancelada',
      completed: 'Completada',
    },
    when: {
      renews: (date) => `Se renueva el ${date}`,
      nextPayment: (date) => `Próximo pago el ${date}`,
      firstPayment: (date) => `Primer pago el ${date}`,
      starts: (date) => `Empieza el ${date}`,
      ends: (date) => `Termina el ${date}`,
      ended: (date) => `Terminó el ${date}`,
      canceledOn: (date) => `Cancelada el ${date}`,
      noFurtherPayment: 'No hay más pagos previstos',
    },
    meaning: {
      trialing: 'Gratis hasta el primer pago.',
      starting: 'Empieza cuando se confirme su método de pago.',
      pastDue: 'El último pago sigue pendiente.',
      unpayable: 'Sin otro método de pago, el próximo pago fallará.',
      suspended: 'No se está cobrando nada.',
      ending: 'No se cobrará nada más. Hasta entonces todavía puede anular la cancelación.',
      canceled: 'No se cobrará nada más.',
      completed: 'Se han hecho todos los pagos.',
    },
    since: (date) => `Desde el ${date}`,
    paidWith: 'Se paga con',
    every: { day: 'al día', week: 'a la semana', month: 'al mes', year: 'al año' },
    everyFew: {
      day: { other: (count) => `cada ${count} días` },
      week: { other: (count) => `cada ${count} semanas` },
      month: { other: (count) => `cada ${count} meses` },
      year: { other: (count) => `cada ${count} años` },
    },
  },
  ending: {
    cancel: 'Cancelar suscripción',
    keep: 'Anular la cancelación',
    cancelPage: {
      title: (name) => `¿Cancelar ${name}?`,
      until: (date) => `Termina el ${date}; hasta entonces la conserva.`,
      freeUntil: (date) => `Termina el ${date}; hasta entonces puede usarla gratis.`,
      ends: {
        unpaid: () => 'Termina de inmediato: en este momento no está pagada, así que no queda tiempo pagado.',
        notStarted: () => 'Todavía no ha empezado y no empezará.',
        unplanned: (app) => `No había ningún otro pago previsto. ${app} puede decirle hasta cuándo la conserva.`,
      },
      noMore: 'No se cobrará nada más por ella.',
      notTaken: ({ amount, date }) =>
        `No se cobrará nada más: el pago de ${amount} previsto para el ${date} no se realizará.`,
      onItsWay: (amount) => `Salvo un pago de ${amount} que ya está en camino: todavía se cobrará.`,
      changeOfMind: 'Hasta entonces puede cambiar de opinión: seguirá como antes.',
      reason: '¿Por qué la cancela? (opcional)',
      reasons: {
        too_expensive: 'Es demasiado cara',
        missing_features: 'Le falta algo que necesito',
        switched_service: 'Me cambio a otra cosa',
        unused: 'No la uso lo suficiente',
        customer_service: 'No me convenció la atención recibida',
        too_complex: 'Es demasiado complicada',
        low_quality: 'No me convenció la calidad',
        other: 'Otro motivo',
      },
      confirm: 'Cancelar suscripción',
      back: 'Volver sin cancelar',
    },
    keepPage: {
      title: (name) => `¿Anular la cancelación de ${name}?`,
      nothingToday: 'Hoy no se cobra nada.',
      nextPayment: ({ amount, date }) => `El ${date} se cobrará un importe de ${amount}.`,
      afterwards: ({ amount, interval }) => `Después sigue como antes: ${amount} ${interval}.`,
      confirm: 'Anular la cancelación',
      back: 'Volver',
      noMethod:
        'No hay ningún método de pago en el que se pueda cobrar. Añada primero uno; después podrá anular la cancelación.',
      noMethodHere: (app) =>
        `No hay ningún método de pago en el que se pueda cobrar. Póngase en contacto con ${app} para añadir uno; después podrá anular la cancelación.`,
      addMethod: 'Añadir un método de pago',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `Suscripción cancelada: ${name}`,
        until: (date) => `Termina el ${date}; hasta entonces la conserva. No se cobrará nada más por ella.`,
        atOnce: 'No se cobrará nada más por ella.',
      },
      subscriptionOver: {
        title: (name) => `La suscripción ya había terminado: ${name}`,
        text: 'No quedaba nada que cancelar. No se cobrará nada más por ella.',
      },
      subscriptionKept: {
        title: (name) => `La suscripción continúa: ${name}`,
        text: ({ amount, date }) => `Hoy no se ha cobrado nada. El próximo pago de ${amount} es el ${date}.`,
      },
      keepTooLate: {
        title: (name) => `La suscripción ya ha terminado: ${name}`,
        text: 'Ya no se puede anular la cancelación. Suscríbase de nuevo donde lo hizo antes.',
      },
      keepNoMethod: {
        title: (name) => `No se pudo anular la cancelación de ${name}`,
        text: 'No hay ningún método de pago en el que se pueda cobrar. Añada primero uno e inténtelo de nuevo.',
      },
      keepNameTaken: {
        title: (name) => `La suscripción no se ha iniciado de nuevo: ${name}`,
        text: 'Ya tiene una suscripción con ese nombre, así que no paga dos veces.',
      },
      keepRunning: {
        title: (name) => `La suscripción no estaba cancelada: ${name}`,
        text: 'Sigue como antes, así que no había nada que anular.',
      },
    },
  },
  paymentMethods: {
    title: 'Métodos de pago',
    none: 'No hay ningún método de pago guardado.',
    kinds: { card: 'Tarjeta', bank: 'Cuenta bancaria', paypal: 'PayPal', other: 'Método de pago' },
    endingIn: 'que termina en',
    words: {
      ready: 'Listo para usar',
      expiring: 'Caduca pronto',
      expired: 'Caducado',
      pending: 'En verificación',
      invalid: 'Ya no es válido',
    },
    validUntil: (month) => `Válido hasta ${month}`,
    expiredIn: (month) => `Caducó en ${month}`,
    addedOn: (date) => `Añadido el ${date}`,
    meaning: {
      pending: 'La confirmación de su banco puede tardar unos días.',
      invalid: 'Ya no se puede usar para pagar.',
    },
    usedFor: (subscription) => `Se usa para ${subscription}`,
  },
  checkout: {
    change: 'Cambiar el método de pago',
    add: 'Añadir un método de pago',
    remove: 'Eliminar',
    removeMethod: (method) => `Eliminar ${method}`,
    spare: '¿Ya no hace falta?',
    pay: (amount) => `Pagar ${amount} ahora`,
    back: 'Volver sin cambios',
    changed: 'Lo que tendría que pagar ha cambiado desde que abrió esta página. Revíselo de nuevo, por favor.',
    paidLater: 'Pagado después.',
    statement: {
      method: (app) => `${app}: método de pago`,
      overdue: (app) => `${app}: pago pendiente`,
    },
    addPage: {
      title: 'Cambiar el método de pago',
      addTitle: 'Añadir un método de pago',
      choose: '¿Cómo quiere pagar a partir de ahora?',
      free: 'Ahora no se cobra nada',
      charged: (amount) => `Un único cargo de ${amount} confirma la cuenta`,
      moves: (subscriptions) => `Después servirá para pagar ${subscriptions}. Las fechas y los importes no cambian.`,
      safe: ({ provider, app }) => `Usted introduce sus datos en ${provider}. ${app} nunca los ve.`,
      go: (provider) => `Continuar en ${provider}`,
      none: (app) =>
        `En este momento no se puede añadir ningún método de pago en línea. Póngase en contacto con ${app}.`,
    },
    overduePage: {
      title: 'Pagar lo pendiente',
      intro: {
        one: () => 'Este pago sigue pendiente.',
        other: () => 'Estos pagos siguen pendientes.',
      },
      total: 'A pagar',
      ways: ({ provider, ways }) => `En ${provider} elige cómo pagar: ${ways}.`,
      mends: 'El método con el que pague será después el de todas sus suscripciones.',
      none: (app) => `En este momento este importe no se puede pagar en línea. Póngase en contacto con ${app}.`,
    },
    forwardPage: {
      title: (provider) => `Le llevamos a ${provider}`,
      free: 'No se cobrará nada.',
      charged: (amount) => `Se cobrará un importe de ${amount}.`,
      go: (provider) => `Ir a ${provider}`,
    },
    outcomes: {
      settled: {
        title: 'Su nuevo método de pago está listo',
        overdueTitle: (amount) => `Ha pagado ${amount}. ¡Gracias!`,
        text: 'A partir de ahora, todas sus suscripciones se pagan con este método.',
        added: 'A partir de ahora, este método se puede usar para sus pagos.',
      },
      confirming: {
        title: 'Su banco está confirmando el método de pago',
        overdueTitle: (amount) => `Ha pagado ${amount}. ¡Gracias!`,
        text: () =>
          'Su banco puede tardar unos días en confirmar el nuevo método de pago. Hasta entonces se sigue usando un método que aún funcione; después hacemos el cambio automáticamente. No tiene que hacer nada.',
      },
      moving: {
        title: 'Su nuevo método de pago está casi listo',
        overdueTitle: (amount) => `Ha pagado ${amount}. ¡Gracias!`,
        text: (app) =>
          `Todavía no todas las suscripciones usan el nuevo método de pago. Seguimos intentándolo automáticamente. Si mañana aún no está hecho, póngase en contacto con ${app}.`,
      },
      processing: {
        title: 'Su pago se está procesando',
        text: () =>
          'Todavía no se conoce el resultado. No vuelva a pagar: en cuanto se complete, todo lo demás ocurre automáticamente.',
      },
      open: {
        title: 'Todavía no ha terminado',
        text: (provider) => `No se ha cobrado nada ni ha cambiado nada. Aún puede terminar en ${provider}.`,
      },
      outdated: {
        title: 'Un pago anterior sigue abierto',
        text: ({ amount, provider }) =>
          `Usted empezó un pago de ${amount} en ${provider}, y lo que debe ha cambiado desde entonces. No lo termine: deténgalo en ${provider} o espere a que caduque por sí solo. Después podrá pagar lo que debe ahora. No se ha cobrado nada por él.`,
        stop: (provider) => `Detenerlo en ${provider}`,
      },
      failed: {
        title: 'El pago no se ha realizado',
        text: () =>
          'No se ha cobrado nada ni ha cambiado nada en su cuenta. Puede volver a intentarlo, también con otro método de pago.',
      },
      canceled: {
        title: 'Ha interrumpido el pago',
        text: () => 'No se ha cobrado nada ni ha cambiado nada en su cuenta.',
      },
      expired: {
        title: 'El tiempo para pagar ha terminado',
        text: () => 'No se ha cobrado nada ni ha cambiado nada en su cuenta. Puede empezar de nuevo.',
      },
      refused: {
        title: 'Este método de pago no se puede usar',
        text: 'No se ha podido configurar para pagos futuros. Sus suscripciones siguen con el método de pago actual. Elija otro, por favor.',
        overdueText: (amount) =>
          `Ha pagado ${amount}, gracias. Pero el método que ha usado no sirve para pagos futuros. Elija otro, por favor.`,
      },
      unknown: {
        title: 'No hemos podido averiguar cómo ha terminado',
        text: (provider) =>
          `Ahora mismo no se puede contactar con ${provider}. No se pierde nada: en cuanto se pueda, todo lo demás ocurre automáticamente. No vuelva a pagar.`,
      },
      adding: {
        processing: {
          title: 'Su método de pago se está configurando',
          text: () => 'Puede tardar un poco; no hace falta que lo repita.',
        },
        failed: {
          title: 'No se ha podido añadir el método de pago',
          text: () => 'Nada ha cambiado en su cuenta. Puede volver a intentarlo o usar otro.',
        },
        canceled: {
          title: 'Lo ha interrumpido antes de terminar',
          text: () => 'No se ha cobrado nada ni ha cambiado nada en su cuenta.',
        },
        expired: {
          title: 'El tiempo para terminar se ha agotado',
          text: () => 'No se ha cobrado nada ni ha cambiado nada en su cuenta. Puede empezar de nuevo.',
        },
        unknown: {
          title: 'No hemos podido averiguar cómo ha terminado',
          text: (provider) =>
            `Ahora mismo no se puede contactar con ${provider}. No se pierde nada: en cuanto se pueda, todo lo demás ocurre automáticamente. No empiece de nuevo.`,
        },
      },
      resume: 'Continuar',
      tryAgain: 'Volver a intentarlo',
      lookAgain: 'Volver a comprobar',
    },
    removePage: {
      title: (method) => `¿Eliminar ${method}?`,
      nothingUsesIt: 'Ninguna suscripción en curso necesita este método de pago.',
      gone: (app) => `${app} ya no podrá cobrar con él. Para volver a usarlo, tendría que añadirlo de nuevo.`,
      confirm: 'Eliminar',
      keptTitle: (method) => `${method} está en uso`,
      inUse: (subscriptions) =>
        `Eliminar este método de pago pondría fin a ${subscriptions}. Cambie primero el método de pago; después podrá eliminar este.`,
      awaited: 'Sus suscripciones están pasando a este método de pago, así que no se puede eliminar.',
    },
    advice: {
      subscriptionSuspended: (app) =>
        `No se está cobrando nada. Pague lo pendiente y, después, póngase en contacto con ${app} para reanudarla.`,
      paymentFailed: 'No se ha cobrado nada.',
      paymentChargedBack: 'El importe vuelve a estar pendiente.',
      payAll: 'Pague de una vez todo lo pendiente; el método con el que pague será su método de pago.',
      methodInvalid: 'El próximo pago fallará. Cambie antes el método de pago.',
      methodExpired: 'El próximo pago puede fallar. Cambie antes el método de pago.',
      methodExpiring: 'Cambie el método de pago a tiempo y nada se interrumpirá.',
    },
    results: {
      methodRemoved: {
        title: (method) => `Método de pago eliminado: ${method}`,
        text: 'Ya no se puede cobrar con él.',
      },
      methodGone: { title: 'Se ha eliminado el método de pago', text: 'Ya no se puede cobrar con él.' },
      methodKept: {
        title: (method) => `Método de pago no eliminado: ${method}`,
        text: 'Una suscripción lo necesita. No ha cambiado nada.',
      },
      nothingDue: { title: 'No hay nada que pagar', text: 'Todos sus pagos se han realizado.' },
    },
  },
  payments: {
    title: 'Pagos',
    none: 'Todavía no hay pagos.',
    columns: { date: 'Fecha', description: 'Descripción', status: 'Estado', amount: 'Importe' },
    words: {
      open: 'Pendiente',
      processing: 'En curso',
      authorized: 'Autorizado',
      paid: 'Pagado',
      canceled: 'Cancelado',
      expired: 'Caducado',
      failed: 'Fallido',
      refunded: 'Reembolsado',
      partlyRefunded: 'Reembolsado en parte',
      chargedBack: 'Devuelto por el banco',
    },
    meaning: {
      open: 'Todavía no se ha pagado.',
      pending: 'En camino. Los bancos pueden tardar unos días.',
      authorized: 'Reservado, todavía sin cobrar.',
      canceled: 'Se canceló antes de pagarse.',
      expired: 'No se completó a tiempo.',
      failed: 'No se ha cobrado nada.',
    },
    refunded: (amount) => `Se le ha reembolsado un importe de ${amount}.`,
    chargedBack: (amount) => `Su banco ha devuelto el cargo de ${amount}.`,
  },
  paymentHistory: { all: 'Todos los pagos', older: 'Pagos anteriores', newest: 'Pagos más recientes' },
  receipt: {
    confirmation: 'Confirmación de pago',
    payment: 'Pago',
    notInvoice: 'Esta página confirma un pago. No es una factura.',
    keepCopy: 'Para guardar una copia, imprima esta página o guárdela como PDF desde su navegador.',
    paidWith: 'Pagado con',
    paidTo: 'Pagado a',
    billedTo: 'A nombre de',
    reference: 'Referencia',
    refunded: 'Reembolsado',
    chargedBack: 'Devuelto por su banco',
    vatNumber: 'NIF-IVA',
    whatIsDue: 'En su página de facturación puede ver si queda algo por pagar.',
  },
  failureReasons: {
    insufficientFunds: 'La tarjeta o la cuenta no tenía saldo suficiente.',
    declined: 'Su banco o el emisor de la tarjeta lo rechazó.',
    expired: 'La tarjeta estaba caducada.',
    notConfirmed: 'No se confirmó con su banco.',
    wrongDetails: 'Los datos de la tarjeta o de la cuenta no eran correctos.',
    accountClosed: 'La cuenta bancaria está cerrada o bloqueada.',
    noPermission: 'Falta la autorización para el cargo en la cuenta o se retiró.',
  },
  details: {
    title: 'Datos de facturación',
    intro: 'Aparecen en sus confirmaciones de pago.',
    edit: 'Editar datos',
    none: 'Sin indicar',
    labels: {
      name: 'Nombre',
      email: 'Correo electrónico',
      company: 'Empresa',
      line1: 'Calle y número',
      line2: 'Segunda línea de la dirección',
      postalCode: 'Código postal',
      city: 'Ciudad',
      country: 'País',
      vatNumber: 'NIF-IVA',
      language: 'Idioma',
    },
    address: 'Dirección',
    optional: 'opcional',
    chooseCountry: 'Ningún país',
    vatHint: 'Con el código del país, por ejemplo ESB12345678.',
    languageHint: 'El idioma de estas páginas.',
    save: 'Guardar datos',
    cancel: 'Volver sin guardar',
    saved: {
      title: 'Sus datos de facturación están guardados',
      text: 'A partir de ahora aparecen en sus confirmaciones de pago.',
    },
    faultsTitle: 'Revise lo que ha escrito',
    faults: {
      missing: 'Rellene este campo.',
      incomplete: 'Hace falta para una dirección completa.',
      characters: 'Contiene un carácter que no se puede usar.',
      email: 'Escriba un correo electrónico como nombre@empresa.example.',
      country: 'Elija un país de la lista.',
      vatNumber: 'No parece un NIF-IVA. Escriba todas sus letras y cifras.',
      language: 'Elija un idioma de la lista.',
      tooLong: (count) => `Como máximo ${count} caracteres.`,
      vatNumberOf: (example) => `Los números de este país no se escriben así. Debería parecerse a ${example}.`,
    },
  },
  homeLinks: { support: 'Ayuda y asistencia', terms: 'Condiciones', privacy: 'Privacidad' },
  notices: {
    linkUsed: {
      title: 'Este enlace ya se ha utilizado',
      text: (app) => `Por su seguridad, cada enlace se abre una sola vez. Vuelva a ${app} para obtener uno nuevo.`,
      live: 'Cada enlace se abre una sola vez. Su facturación sigue abierta en este navegador.',
    },
    linkExpired: {
      title: 'Este enlace ha caducado',
      text: (app) => `Por su seguridad, los enlaces duran solo unos minutos. Vuelva a ${app} para obtener uno nuevo.`,
    },
    linkUnknown: {
      title: 'Este enlace no funciona',
      text: 'Puede que se haya cortado por el camino o que sea demasiado antiguo. Vuelva a donde lo encontró y abra su facturación desde allí.',
    },
    linkUnopened: {
      title: 'Abrir su facturación',
      text: 'Este es un enlace personal a sus suscripciones y pagos. Se abre una sola vez.',
      open: 'Continuar',
    },
    sessionEnded: {
      title: 'Se ha cerrado su sesión',
      text: (app) => `Por su seguridad, esta página se cierra pasado un tiempo. Vuelva a ${app} para abrirla de nuevo.`,
    },
    noSession: {
      title: 'Abra su facturación desde su cuenta',
      text: 'Esta página se abre con un enlace personal. Vaya al producto que utiliza y elija allí la facturación.',
    },
    notFound: {
      title: 'Esta página no existe',
      text: 'Puede que la dirección tenga un error o que la página se haya movido.',
    },
    subscriptionUnknown: {
      title: 'Esta suscripción no existe',
      text: 'Puede que sea de otra cuenta o que la dirección tenga un error. Su página de facturación muestra las suscripciones que tiene.',
    },
    methodNotAllowed: { title: 'Eso no se puede hacer aquí', text: 'Esta página solo se puede consultar.' },
    failed: {
      title: 'Algo ha fallado por nuestra parte',
      text: 'Nada ha cambiado en su cuenta. Vuelva a intentarlo dentro de un minuto.',
    },
    unavailable: {
      title: 'Su facturación no está disponible ahora mismo',
      text: 'Nada ha cambiado en su cuenta. Vuelva a intentarlo dentro de un minuto.',
    },
    formRefused: {
      title: 'No se ha podido aceptar la solicitud',
      text: 'Es posible que la página llevara demasiado tiempo abierta o que la solicitud no viniera de ella. Nada ha cambiado en su cuenta. Inténtelo de nuevo desde su página de facturación.',
    },
    changeFailed: {
      title: 'Algo ha fallado por nuestra parte',
      text: 'No sabemos si su cambio se ha realizado. Su página de facturación muestra la situación actual.',
    },
    reference: (id) => `Referencia: ${id}`,
  },
  results: {
    unconfirmed: {
      title: 'No hemos podido confirmar su cambio',
      text: 'La respuesta no llegó a tiempo. A continuación puede ver la situación actual. Si falta su cambio, inténtelo de nuevo en unos minutos.',
    },
    notDone: {
      title: 'No ha funcionado',
      text: 'En este momento no se ha podido transmitir su cambio. A continuación puede ver la situación actual. Inténtelo de nuevo en unos minutos.',
    },
  },
};
