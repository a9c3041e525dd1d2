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
  },
  overview: {
    intro: (app) => `Sus suscripciones, métodos de pago y pagos con ${app}.`,
    attention: 'Requiere su atención',
    replaced: (tenant) =>
      `Ha abierto otro enlace. Este navegador muestra ahora la facturación de ${tenant} en todas sus pestañas.`,
    sectionUnavailable: 'Esta parte no se ha podido cargar. Nada ha cambiado en su cuenta.',
    nothingAvailable: {
      title: 'Ahora mismo no podemos mostrar su facturación',
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
      pastDue: 'Pago fallido',
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
      pastDue: 'El último pago no se pudo realizar.',
      suspended: 'No se está cobrando nada.',
      ending: 'No se cobrará nada más. Hasta entonces todavía puede conservarla.',
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
    cancel: 'Cancelar',
    keep: 'Conservarla al final',
    cancelPage: {
      title: (name) => `¿Cancelar ${name}?`,
      until: (date) => `La conserva hasta el ${date}.`,
      freeUntil: (date) => `Puede usarla gratis hasta el ${date}.`,
      ends: {
        unpaid: () => 'Termina de inmediato: su último pago no se realizó, así que no queda tiempo pagado.',
        notStarted: () => 'Todavía no ha empezado y no empezará.',
        unplanned: (app) => `No había ningún otro pago previsto. ${app} puede decirle hasta cuándo la conserva.`,
      },
      noMore: 'No se cobrará nada más por ella.',
      notTaken: ({ amount, date }) =>
        `No se cobrará nada más: el pago de ${amount} previsto para el ${date} no se realizará.`,
      onItsWay: (amount) => `Un pago de ${amount} ya está en camino y todavía se cobrará.`,
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
      title: (name) => `¿Conservar ${name}?`,
      nothingToday: 'Hoy no se cobra nada.',
      nextPayment: ({ amount, date, method }) => `El ${date} se cobrarán ${amount}: ${method}.`,
      afterwards: ({ amount, interval }) => `Después sigue como antes: ${amount} ${interval}.`,
      confirm: 'Conservar suscripción',
      back: 'Volver',
      noMethod: 'No hay ningún método de pago en el que se pueda cobrar. Añada primero uno; después podrá conservarla.',
      toMethods: 'A sus métodos de pago',
    },
    results: {
      subscriptionCanceled: {
        title: (name) => `${name} está cancelada`,
        until: (date) => `La conserva hasta el ${date}. No se cobrará nada más por ella.`,
        atOnce: 'No se cobrará nada más por ella.',
      },
      subscriptionOver: {
        title: (name) => `${name} ya había terminado`,
        text: 'No quedaba nada que cancelar. No se cobrará nada más por ella.',
      },
      subscriptionKept: {
        title: (name) => `${name} continúa`,
        text: ({ amount, date }) => `Hoy no se ha cobrado nada. El próximo pago de ${amount} es el ${date}.`,
      },
      keepTooLate: {
        title: (name) => `${name} ya ha terminado`,
        text: 'Ya no se puede conservar. Suscríbase de nuevo donde lo hizo antes.',
      },
      keepNoMethod: {
        title: (name) => `No se pudo conservar ${name}`,
        text: 'No hay ningún método de pago en el que se pueda cobrar. Añada primero uno e inténtelo de nuevo.',
      },
      keepNameTaken: {
        title: (name) => `${name} no se ha iniciado de nuevo`,
        text: 'Ya tiene una suscripción con ese nombre, así que no paga dos veces.',
      },
      keepRunning: {
        title: (name) => `${name} no estaba cancelada`,
        text: 'Sigue como antes, así que no había nada que conservar.',
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
      pending: 'Su banco puede tardar unos días en confirmarlo.',
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
    changed: 'Lo que tendrías que pagar ha cambiado desde que abriste esta página. Vuelve a mirarlo, por favor.',
    paidLater: 'Pagado después.',
    statement: {
      method: (app) => `${app}: método de pago`,
      overdue: (app) => `${app}: pago pendiente`,
    },
    addPage: {
      title: 'Cambiar el método de pago',
      addTitle: 'Añadir un método de pago',
      choose: '¿Cómo quieres pagar a partir de ahora?',
      free: 'Ahora no se cobra nada',
      charged: (amount) => `Se cobra ${amount} una sola vez, para confirmar la cuenta`,
      moves: (subscriptions) => `Después se pagará con él ${subscriptions}. Las fechas y los importes no cambian.`,
      safe: ({ provider, app }) => `Introduces tus datos en ${provider}. ${app} nunca los ve.`,
      go: (provider) => `Continuar en ${provider}`,
      none: (app) => `En este momento no se puede añadir ningún método de pago en línea. Ponte en contacto con ${app}.`,
    },
    overduePage: {
      title: 'Pagar lo pendiente',
      intro: 'Estos pagos no se han podido realizar.',
      total: 'A pagar',
      ways: ({ provider, ways }) => `En ${provider} eliges cómo pagar: ${ways}.`,
      mends: 'Aquello con lo que pagues será después el método de pago de todas tus suscripciones.',
      none: (app) => `En este momento este importe no se puede pagar en línea. Ponte en contacto con ${app}.`,
    },
    forwardPage: {
      title: (provider) => `Te llevamos a ${provider}`,
      free: 'No se cobrará nada.',
      charged: (amount) => `Se cobrará ${amount}.`,
      go: (provider) => `Ir a ${provider}`,
    },
    outcomes: {
      settled: {
        title: 'Tu nuevo método de pago está listo',
        overdueTitle: (amount) => `Has pagado ${amount}. ¡Gracias!`,
        text: 'A partir de ahora todas tus suscripciones se pagan con él.',
        added: 'A partir de ahora se puede usar para tus pagos.',
      },
      confirming: {
        title: 'Tu banco está confirmando el método de pago',
        overdueTitle: (amount) => `Has pagado ${amount}. ¡Gracias!`,
        text: () =>
          'Tu banco puede tardar unos días en confirmar el nuevo método de pago. Hasta entonces se sigue usando un método que aún funcione; después hacemos el cambio automáticamente. No tienes que hacer nada.',
      },
      moving: {
        title: 'Tu nuevo método de pago está casi listo',
        overdueTitle: (amount) => `Has pagado ${amount}. ¡Gracias!`,
        text: (app) =>
          `Todavía no todas las suscripciones usan el nuevo método de pago. Seguimos intentándolo automáticamente. Si mañana aún no está hecho, ponte en contacto con ${app}.`,
      },
      processing: {
        title: 'Tu pago se está procesando',
        text: () =>
          'Aún no sabemos cómo ha terminado. No vuelvas a pagar: en cuanto se complete, todo lo demás ocurre automáticamente.',
      },
      open: {
        title: 'Todavía no has terminado',
        text: (provider) => `No se ha cobrado nada ni ha cambiado nada. Aún puedes terminar en ${provider}.`,
      },
      failed: {
        title: 'El pago no se ha realizado',
        text: () =>
          'No se ha cobrado nada ni ha cambiado nada en tu cuenta. Puedes volver a intentarlo, también con otro método de pago.',
      },
      canceled: {
        title: 'Has interrumpido el pago',
        text: () => 'No se ha cobrado nada ni ha cambiado nada en tu cuenta.',
      },
      expired: {
        title: 'El tiempo para pagar ha terminado',
        text: () => 'No se ha cobrado nada ni ha cambiado nada en tu cuenta. Puedes empezar de nuevo.',
      },
      refused: {
        title: 'Este método de pago no se puede usar',
        text: 'No se ha podido configurar para pagos futuros. Tus suscripciones siguen con el método de pago actual. Elige otro, por favor.',
        overdueText: (amount) =>
          `Has pagado ${amount}, gracias. Pero lo que has usado no sirve para pagos futuros. Elige otro método de pago, por favor.`,
      },
      unknown: {
        title: 'No hemos podido averiguar cómo ha terminado',
        text: (provider) =>
          `Ahora mismo no se puede contactar con ${provider}. No se pierde nada: en cuanto se pueda, todo lo demás ocurre automáticamente. No vuelvas a pagar.`,
      },
      resume: 'Continuar',
      tryAgain: 'Volver a intentarlo',
      lookAgain: 'Volver a comprobar',
    },
    removePage: {
      title: (method) => `¿Eliminar ${method}?`,
      nothingUsesIt: 'Ninguna de tus suscripciones lo necesita.',
      gone: (app) => `${app} ya no podrá cobrar con él. Para volver a usarlo, tendrías que añadirlo de nuevo.`,
      confirm: 'Eliminar',
      keptTitle: (method) => `${method} está en uso`,
      inUse: (subscriptions) =>
        `Con él se paga ${subscriptions}, que terminaría sin él. Cambia primero el método de pago; después podrás eliminarlo.`,
      awaited: 'Tus suscripciones están pasando a él, así que no se puede eliminar.',
    },
    advice: {
      paymentFailed: 'No se ha cobrado nada. Puedes pagarlo ahora y cambiar el método de pago en el mismo paso.',
      paymentChargedBack:
        'El importe vuelve a estar pendiente. Puedes pagarlo ahora y cambiar el método de pago en el mismo paso.',
      methodInvalid: 'El próximo pago fallará. Cambia el método de pago antes.',
      methodExpired: 'El próximo pago puede fallar. Cambia el método de pago antes.',
      methodExpiring: 'Cambia el método de pago a tiempo y nada se interrumpirá.',
    },
    results: {
      methodRemoved: { title: (method) => `Se ha eliminado ${method}`, text: 'Ya no se puede cobrar con él.' },
      methodKept: {
        title: (method) => `No se ha eliminado ${method}`,
        text: 'Una suscripción lo necesita. No ha cambiado nada.',
      },
      nothingDue: { title: 'No hay nada que pagar', text: 'Todos tus pagos se han realizado.' },
    },
  },
  payments: {
    title: 'Pagos',
    none: 'Todavía no hay pagos.',
    earlier: (count) => `Pagos anteriores (${count})`,
    columns: { date: 'Fecha', description: 'Descripción', status: 'Estado', amount: 'Importe' },
    words: {
      open: 'Pendiente',
      processing: 'En curso',
      authorized: 'Autorizado',
      paid: 'Pagado',
      canceled: 'Cancelado',
      expired: 'Vencido',
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
      expired: 'No se pagó a tiempo.',
      failed: 'No se ha cobrado nada.',
    },
    refunded: (amount) => `Se le han devuelto ${amount}.`,
    chargedBack: (amount) => `Su banco ha devuelto ${amount}.`,
  },
  homeLinks: { support: 'Ayuda y asistencia', terms: 'Condiciones', privacy: 'Privacidad' },
  notices: {
    linkUsed: {
      title: 'Este enlace ya se ha utilizado',
      text: (app) => `Por su seguridad, cada enlace se abre una sola vez. Vuelva a ${app} para obtener uno nuevo.`,
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
