import { ProviderError } from '../providers/provider.ts';
import { SecretBoxError } from './secret-box.ts';

/** What is wrong, and what to do about it. */
export type Explanation = { what: string; mend: string };

export type ConnectionFacts = { appUuid: string; provider: string; account: string; mode: string };

const LOOK_AT_NETWORK =
  'Look at the network between here and the provider, at its URL in the environment if you set one, and at the provider’s status page; then ask again.';

/** Of a connection whose provider was asked. Anything but a failure of the provider or the secret is thrown on. */
export function explainConnection(error: unknown, row: ConnectionFacts): Explanation {
  const mend = `${reconnect(row)}.`;
  if (error instanceof SecretBoxError) return { what: `Its secret cannot be opened. ${error.message}`, mend };
  if (!(error instanceof ProviderError)) throw error;
  const { status, hint, advice } = error.facts;
  switch (error.kind) {
    case 'credentials_refused': {
      const why = advice === undefined ? 'It is revoked, rolled or mistyped' : `Perhaps ${advice}`;
      return { what: `The provider refuses its secret (${status ?? 'no status'}). ${why}.`, mend };
    }
    case 'wrong_mode':
      return {
        what: `Its secret is of the other mode: what it asks for is there, but not in ${row.mode} mode.`,
        mend,
      };
    case 'timeout':
      return { what: 'The provider does not answer in time.', mend: LOOK_AT_NETWORK };
    case 'unavailable':
    case 'busy': {
      const facts = [status, hint].filter((fact) => fact !== undefined).join(' ');
      return { what: `The provider cannot be asked: ${error.kind}${facts && ` (${facts})`}.`, mend: LOOK_AT_NETWORK };
    }
    case 'nonsense':
      return {
        what: 'The provider’s answer is not what it documents: perhaps something else answers at its URL.',
        mend: LOOK_AT_NETWORK,
      };
    default:
      return {
        what: `The provider answered unexpectedly (${error.message}).`,
        mend: 'Ask again; if it stays, file an issue with this line.',
      };
  }
}

export function reconnect({ appUuid, provider, account, mode }: ConnectionFacts): string {
  return `provider connect ${provider} --app ${appUuid}, with a secret of ${account} in ${mode} mode on stdin`;
}

const PROVIDER_AWAY: Explanation = {
  what: 'the provider cannot be asked',
  mend: 'Nothing when that is over: it is tried again by itself. If it stays, mend the connection if it is listed here too.',
};

/** Why a tenant's customer is not made yet, by the last failure of an attempt. */
const STUCK: Readonly<Record<string, Explanation>> = {
  credentials_refused: {
    what: 'the provider refuses the app’s secret',
    mend: 'Connect the provider again with a good secret.',
  },
  wrong_mode: {
    what: 'the app’s secret is of the other mode',
    mend: 'Connect the provider again with a secret of the right mode.',
  },
  not_connected: {
    what: 'the app is not connected to that account any more',
    mend: 'Connect the account again, or leave it: calls go to the account that is connected now.',
  },
  rejected: {
    what: 'the provider refuses the tenant’s name, e-mail or language',
    mend: 'Correct the tenant’s details; the next call for the tenant tries again.',
  },
  timeout: PROVIDER_AWAY,
  unavailable: PROVIDER_AWAY,
  busy: PROVIDER_AWAY,
  breaker_open: PROVIDER_AWAY,
  overloaded: PROVIDER_AWAY,
  nonsense: {
    what: 'the provider’s answers are not what it documents, or its list of customers repeats itself',
    mend: 'See that nothing else answers at the provider’s URL; it is tried again by itself.',
  },
  list_unfinished: {
    what: 'the provider’s list of customers is long and is being looked through',
    mend: 'Nothing: each attempt goes on where the last one stopped.',
  },
  attempt_unsettled: {
    what: 'an attempt may still be under way at the provider',
    mend: 'Nothing: it is looked for two minutes after the last attempt.',
  },
  customer_taken: {
    what: 'the provider’s customer for it is bound to another tenant',
    mend: 'Look at the rows of provider_customers with that customer: one was edited by hand. Correct it.',
  },
};

export function explainStuck({ attempts, kind }: { attempts: number; kind: string | null }): Explanation {
  const { what, mend } = (kind === null ? undefined : STUCK[kind]) ?? {
    what: kind === null ? 'no failure was noted' : 'an unexpected failure',
    mend: 'Ask again in a minute; if it stays, look for "customer" in the log.',
  };
  const word = kind === null ? '' : ` (${kind})`;
  return { what: `Its customer is not made after ${attempts} attempts: ${what}${word}.`, mend };
}

/** Of a bound customer that was found to be gone, or may be. */
export function explainGone(row: { customer: string; kind: string | null; replacedAt: Date | null }): Explanation {
  const { customer, kind, replacedAt } = row;
  if (kind === 'customer_unconfirmed') {
    return {
      what: `Its customer ${customer} is not at the provider, and that id was written into the row by hand.`,
      mend: 'Correct provider_customer_id in provider_customers: confirmed_customer_id has what the provider gave.',
    };
  }
  if (kind === 'customer_gone_again') {
    return {
      what: `Its customer ${customer} is gone at the provider, and one was replaced at ${replacedAt?.toISOString() ?? 'some time'} already: only one is within a day.`,
      mend: 'Find out who or what deletes customers in the provider’s account. A day after that time the next call makes another.',
    };
  }
  return {
    what: `Its customer ${customer} is not found at the provider: deleted there, or the secret is of another account.`,
    mend: 'Nothing when it was meant: the next call looks twice and makes another. Else see who deletes customers there.',
  };
}

/** Customers that the connected account does not have. */
export function explainOtherAccount(
  row: ConnectionFacts & { customers: number; boundAccount: string; boundMode: string },
): Explanation {
  const { customers, boundAccount, boundMode, account, mode } = row;
  const many = customers === 1 ? '1 tenant has its customer' : `${customers} tenants have their customers`;
  return {
    what: `${many} in ${boundAccount} (${boundMode}), but ${account} (${mode}) is connected: calls use customers of their own there.`,
    mend: `Nothing when the account was changed on purpose. Else: ${reconnect({ ...row, account: boundAccount, mode: boundMode })}.`,
  };
}
