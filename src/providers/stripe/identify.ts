import { z } from 'zod';
import { OperatorError } from '../../errors.ts';
import type { ConnectedAccount, IdentifyInput } from '../provider.ts';
import { ask } from './errors.ts';
import { createSdk, type StripeReach } from './sdk.ts';
import { modeOf, SECRET_HINT } from './secret.ts';

export const account = z.object({ object: z.literal('account'), id: z.string().startsWith('acct_') });

/**
 * The account whose key it is; the key's form tells the mode.
 * @see https://docs.stripe.com/api/accounts/retrieve
 */
export async function identify({ secret }: IdentifyInput, reach: StripeReach): Promise<ConnectedAccount> {
  const mode = modeOf(secret);
  if (mode === null) throw new OperatorError(`That is not a Stripe secret: expected ${SECRET_HINT}.`);
  const sdk = createSdk({ secret, ...reach });
  const { id } = await ask(account, () => sdk.accounts.retrieveCurrent());
  return { account: id, mode, settings: {} };
}
