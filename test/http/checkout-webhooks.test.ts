import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StartCheckout } from '../../src/services/portal-checkouts.ts';
import { type BilledTenant, createBilledTenant } from '../support/billed-tenant.ts';
import { startTestService, type TestService } from '../support/service.ts';

const PUBLIC_URL = 'https://billing.example.com';
const BY_CARD: StartCheckout = {
  purpose: 'payment_method',
  amount: { amountMinor: 0, currency: 'EUR' },
  optionId: 'creditcard',
  description: 'Test',
  locale: 'en',
  covers: [],
};

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ publicUrl: PUBLIC_URL });
});
afterAll(() => service.close());

async function pay(conditions: Parameters<TestService['sandbox']['mollie']['setWebhookConditions']>[0]) {
  const { mollie } = service.sandbox;
  mollie.setWebhookConditions({ routes: { [PUBLIC_URL]: service.url }, ...conditions });
  const tenant = await createBilledTenant(service);
  const started = await service.service.context.portalCheckouts.start(tenant.session, BY_CARD);
  if (started.kind !== 'started') throw new Error(started.kind);
  const { checkoutId } = started;
  const payment = mollie.payments().at(-1);
  await mollie.settlePayment({ paymentId: payment?.paymentId ?? '', outcome: 'paid' });
  const deliveries = mollie.webhookDeliveries().filter(({ paymentId }) => paymentId === payment?.paymentId);
  return { tenant, checkoutId, payment, deliveries };
}

const stateOf = async (checkoutId: string) =>
  (await service.service.context.database.prisma.portalCheckout.findUniqueOrThrow({ where: { id: checkoutId } })).state;
/** The service's own look comes every ten seconds. */
const expectSettledSoon = async (checkoutId: string) => {
  await expect.poll(() => stateOf(checkoutId), { timeout: 20_000 }).toBe('settled');
};
const isMoved = ({ mandateOf }: BilledTenant) => {
  const mandates = new Set(['studio', 'seats', 'storage'].map(mandateOf));
  return mandates.size === 1 && !mandates.has(null);
};

describe('the provider’s own delivery of its note', () => {
  it('goes to an address of ours that names the checkout and nothing else, and is answered with 200', async () => {
    const { checkoutId, payment, deliveries } = await pay({});
    expect(payment).toMatchObject({
      webhookUrl: `${PUBLIC_URL}/webhooks/checkouts/${checkoutId}`,
      redirectUrl: `${PUBLIC_URL}/portal/checkouts/${checkoutId}`,
    });
    expect(deliveries).toMatchObject([{ status: 200 }]);
    await expectSettledSoon(checkoutId);
  });

  it('ten times at once does what one does', async () => {
    service.sandbox.ledger.clear();
    const { tenant, checkoutId, deliveries } = await pay({ copies: 10 });
    expect(deliveries.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    await expectSettledSoon(checkoutId);
    await service.service.context.portalCheckouts.settled();
    expect(isMoved(tenant)).toBe(true);
    const { mollie: account } = tenant.app.accounts;
    expect(service.sandbox.ledger.entries({ account, method: 'PATCH' })).toHaveLength(3);
  });

  it('that is lost is made up for by the service’s own look', async () => {
    const { tenant, checkoutId, deliveries } = await pay({ lost: true });
    expect(deliveries).toEqual([]);
    await service.service.context.database.prisma.$executeRaw`UPDATE portal_checkouts SET next_attempt_at = now()
      WHERE id = ${checkoutId}::uuid`;
    await expectSettledSoon(checkoutId);
    expect(isMoved(tenant)).toBe(true);
  });
});
