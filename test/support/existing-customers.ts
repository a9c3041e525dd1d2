import { randomBytes } from 'node:crypto';
import type { ProviderId } from '../../src/providers/provider-ids.ts';
import type { TestApp, TestService } from './service.ts';

/** A customer that the account's owner made, without us. @returns the provider's id of it. */
export async function makeExistingCustomer(
  { sandbox }: TestService,
  { app, provider, name = 'Made by its owner' }: { app: TestApp; provider: ProviderId; name?: string },
): Promise<string> {
  const url = provider === 'stripe' ? `${sandbox.stripeUrl}/v1/customers` : `${sandbox.mollieUrl}/v2/customers`;
  return makeCustomerWith({ url, secret: app.secrets[provider] ?? '', name });
}

/** With any secret, such as one of the other mode. */
export async function makeCustomerWith(options: { url: string; secret: string; name: string }): Promise<string> {
  const { url, secret, name } = options;
  const details = { name, email: 'owner@existing.example' };
  const isForm = url.includes('/v1/');
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    body: isForm ? new URLSearchParams(details).toString() : JSON.stringify(details),
  });
  const { id } = (await answer.json()) as { id: string };
  if (!answer.ok) throw new Error(`the stand-in made no customer: ${answer.status}`);
  return id;
}

/** Secrets of the provider's form, of no account yet. */
export function newSecret(provider: ProviderId, mode: 'test' | 'live' = 'test'): string {
  return provider === 'stripe'
    ? `sk_${mode}_${randomBytes(24).toString('hex')}`
    : `${mode}_${randomBytes(15).toString('hex')}`;
}
