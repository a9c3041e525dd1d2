import { CANCEL_REASONS, type CancelReason } from '../providers/provider.ts';
import type { Cancellations, KeepOutcome } from '../services/cancellations.ts';
import type { Change } from './changes.ts';
import type { Done, PortalResult } from './results.ts';
import { assertCancelIsOn } from './subscription-pages.tsx';
import { REASON_FIELD } from './subscription-paths.ts';

/** Ending a subscription, and keeping it, as a person sends it. */
export function createSubscriptionChanges({
  cancellations,
}: {
  cancellations: Pick<Cancellations, 'cancel' | 'keep'>;
}) {
  const cancel: Change = {
    action: 'subscription_cancel',
    target: 'subscriptionId',
    async perform({ session }, { targetId, fields }) {
      assertCancelIsOn(session);
      const reason = session.configuration.features.cancelReason ? reasonOf(fields.get(REASON_FIELD)) : null;
      const outcome = await cancellations.cancel(session, { subscriptionId: targetId, reason });
      const { description: name } = outcome.subscription;
      if (outcome.kind === 'over') return { outcome: 'refused', result: { kind: 'subscriptionOver', name } };
      const result = { kind: 'subscriptionCanceled', name, until: outcome.accessUntil } as const;
      return { outcome: 'done', result, ...(reason === null ? {} : { detail: reason }) };
    },
  };

  const keep: Change = {
    action: 'subscription_keep',
    target: 'subscriptionId',
    async perform({ session }, { targetId }) {
      return toDone(await cancellations.keep(session, { subscriptionId: targetId }));
    },
  };

  return { cancel, keep };
}

/** Anything else is no reason. */
function reasonOf(text: string | null): CancelReason | null {
  return CANCEL_REASONS.find((reason) => reason === text) ?? null;
}

const REFUSALS = {
  tooLate: 'keepTooLate',
  noMethod: 'keepNoMethod',
  nameTaken: 'keepNameTaken',
  running: 'keepRunning',
} as const satisfies Record<Exclude<KeepOutcome['kind'], 'kept'>, PortalResult['kind']>;

function toDone(outcome: KeepOutcome): Done {
  const { description: name, amount } = outcome.subscription;
  if (outcome.kind === 'kept')
    return { outcome: 'done', result: { kind: 'subscriptionKept', name, amount, on: outcome.on } };
  return { outcome: 'refused', result: { kind: REFUSALS[outcome.kind], name }, detail: outcome.kind };
}
