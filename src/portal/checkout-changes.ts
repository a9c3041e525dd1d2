import { AppError } from '../errors.ts';
import { debtOf, findDue, isSameDebt } from '../services/overdue.ts';
import type { PaymentMethodRemovals } from '../services/payment-method-removals.ts';
import { loadedItems, type PortalBilling } from '../services/portal-billing.ts';
import type { PortalCheckouts, StartedCheckout } from '../services/portal-checkouts.ts';
import type { PortalSession } from '../services/portal-sessions.ts';
import type { Change } from './changes.ts';
import { ADD_METHOD_PATH, CHANGED_PARAMETER, OVERDUE_PATH, pathToCheckout, pathToForward } from './checkout-paths.ts';
import { currencyOf, writeMoney, writeOption } from './offers.ts';
import { describeMethod } from './wording.ts';

export type CheckoutChangesOptions = {
  checkouts: Pick<PortalCheckouts, 'listOptions' | 'start'>;
  removals: Pick<PaymentMethodRemovals, 'remove'>;
  readBilling: (session: PortalSession) => Promise<PortalBilling>;
};

/** Fields of the forms. */
export const OPTION_FIELD = 'option';
export const DUE_FIELD = 'due';

/** Adding a payment method, paying what is overdue and removing a method, as a person sends it. */
export function createCheckoutChanges({ checkouts, removals, readBilling }: CheckoutChangesOptions) {
  const addMethod: Change = {
    action: 'payment_method_add',
    async perform({ session, reader }, { fields }) {
      assertMethodsAreOn(session);
      const { locale, messages } = reader;
      const currency = currencyOf(loadedItems((await readBilling(session)).subscriptions));
      const options = await checkouts.listOptions(session, { amount: null, currency, locale });
      const chosen = options.find((option) => writeOption(option) === fields.get(OPTION_FIELD));
      if (!chosen) return startOver(ADD_METHOD_PATH);
      const { optionId, amount } = chosen;
      const description = messages.checkout.statement.method(session.appName);
      const wanted = { purpose: 'payment_method', amount, optionId, description, locale } as const;
      return toEffect(await checkouts.start(session, { ...wanted, covers: [] }), ADD_METHOD_PATH);
    },
  };

  const payOverdue: Change = {
    action: 'overdue_pay',
    async perform({ session, reader }, { fields }) {
      assertMethodsAreOn(session);
      const due = dueOf(await readBilling(session));
      if (!due) return { outcome: 'refused', result: { kind: 'nothingDue' }, detail: 'nothing_due' };
      if (fields.get(DUE_FIELD) !== writeMoney(due.amount)) return startOver(OVERDUE_PATH);
      const debt = debtOf(due);
      const started = await checkouts.start(session, {
        purpose: 'overdue',
        ...debt,
        optionId: null,
        description: reader.messages.checkout.statement.overdue(session.appName),
        locale: reader.locale,
        isStillWanted: async () => {
          const dueNow = dueOf(await readBilling(session));
          return dueNow !== null && isSameDebt(debtOf(dueNow), debt);
        },
      });
      return toEffect(started, OVERDUE_PATH);
    },
  };

  const removeMethod: Change = {
    action: 'payment_method_remove',
    target: 'paymentMethodId',
    async perform({ session, reader }, { targetId, isRepeat }) {
      assertMethodsAreOn(session);
      const verdict = await removals.remove(session, { paymentMethodId: targetId, isRepeat });
      if (verdict.kind === 'gone') return { outcome: 'done', result: { kind: 'methodGone' } };
      const method = describeMethod(verdict.method, reader);
      if (verdict.kind === 'removable') return { outcome: 'done', result: { kind: 'methodRemoved', method } };
      return { outcome: 'refused', result: { kind: 'methodKept', method }, detail: verdict.kind };
    },
  };

  return { addMethod, payOverdue, removeMethod };
}

/** On to the provider, or to what is in the way. */
function toEffect(started: StartedCheckout, path: string) {
  switch (started.kind) {
    case 'started':
      return { outcome: 'done', result: null, goTo: pathToForward(started.checkoutId) } as const;
    case 'outdated':
      return {
        outcome: 'refused',
        result: null,
        goTo: pathToCheckout(started.checkoutId),
        detail: 'earlier_open',
      } as const;
    default:
      return startOver(path);
  }
}

/** What the person agreed to is not on offer any more; they read what is. */
function startOver(path: string) {
  return { outcome: 'refused', result: null, goTo: `${path}?${CHANGED_PARAMETER}`, detail: 'offer_changed' } as const;
}

/** @throws AppError not_found when the app's portal configuration takes it away. */
export function assertMethodsAreOn({ configuration }: PortalSession): void {
  if (!configuration.features.changePaymentMethod) throw new AppError('not_found');
}

/** @throws AppError unavailable when the provider did not give what it takes to know. */
export function dueOf({ subscriptions, payments }: PortalBilling) {
  return findDue({ subscriptions: loadedItems(subscriptions), payments: loadedItems(payments) });
}
