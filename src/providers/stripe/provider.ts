import { hasIdPrefix } from '../answers.ts';
import { type PaymentProvider, ProviderError } from '../provider.ts';
import { attempt, createStripe, createStripeClient, STRIPE_API_URL } from './client.ts';
import { inspectSecret } from './secret.ts';

/** Stripe hosts a portal of its own. @see https://docs.stripe.com/customer-management */
export function createStripeProvider({ apiUrl = STRIPE_API_URL }: { apiUrl: string | undefined }): PaymentProvider {
  return {
    id: 'stripe',
    displayName: 'Stripe',
    secretHint: 'a key that begins with sk_test_, sk_live_, rk_test_ or rk_live_',
    inspectSecret,
    async identify({ secret }) {
      const verdict = inspectSecret(secret);
      const account = await attempt(() => createStripe({ secret, apiUrl }).accounts.retrieveCurrent());
      if (verdict.kind === 'malformed' || verdict.mode === null || !hasIdPrefix(account, 'acct_')) {
        throw new ProviderError('nonsense', { provider: 'stripe' });
      }
      return { account: account.id, mode: verdict.mode, settings: {} };
    },
    createClient: (connection) => createStripeClient({ connection, apiUrl }),
  };
}
