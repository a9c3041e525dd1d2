import { afterEach, describe, expect, test } from 'vitest';
import { createSandboxClock } from '../../src/sandbox/core/clock.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { failureOf, mollieClient, mollieKey, rawCall, stripeClient, stripeKey } from './clients.ts';

const open: Sandbox[] = [];

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox(options);
  open.push(sandbox);
  return sandbox;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

describe('a sandbox', () => {
  test('listens on two ports of loopback, and two sandboxes know nothing of each other', async () => {
    const [one, two] = [await start(), await start()];
    expect(new Set([one.stripeUrl, one.mollieUrl, two.stripeUrl, two.mollieUrl]).size).toBe(4);
    expect(one.stripeUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const key = stripeKey('sk_test');
    one.stripe.addAccount({ secretKeys: [key] });
    expect(await stripeClient(one.stripeUrl, key).customers.create({})).toMatchObject({ object: 'customer' });
    expect(await failureOf(stripeClient(two.stripeUrl, key).customers.create({}))).toMatchObject({ statusCode: 401 });
  });

  test('that cannot have its second port gives back the first', async () => {
    const taken = await start();
    const molliePort = Number(new URL(taken.mollieUrl).port);
    const free = await start();
    const stripePort = Number(new URL(free.stripeUrl).port);
    await free.close();
    expect(await failureOf(createSandbox({ stripePort, molliePort }))).toMatchObject({ code: 'EADDRINUSE' });
    expect(await start({ stripePort })).toMatchObject({ stripeUrl: `http://127.0.0.1:${stripePort}` });
  });

  test('goes by the clock it is given', async () => {
    const clock = createSandboxClock({ read: () => Date.UTC(2031, 0, 31, 12) });
    const sandbox = await start({ clock });
    const [key, mollie] = [stripeKey('sk_test'), mollieKey('test')];
    sandbox.stripe.addAccount({ secretKeys: [key] });
    sandbox.mollie.addProfile({ apiKeys: [mollie] });
    expect(await stripeClient(sandbox.stripeUrl, key).customers.create({})).toMatchObject({
      created: Date.UTC(2031, 0, 31, 12) / 1000,
    });
    clock.advance(1_000);
    expect(await mollieClient(sandbox.mollieUrl, mollie).customers.create({})).toMatchObject({
      createdAt: '2031-01-31T12:00:01+00:00',
    });
  });

  test('shows browsers its pages where it is told that they are reached', async () => {
    const sandbox = await start({
      publicUrl: { stripe: 'https://stripe.sandbox.example', mollie: 'https://mollie.sandbox.example' },
    });
    const [key, mollie] = [stripeKey('sk_test'), mollieKey('test')];
    sandbox.stripe.addAccount({ secretKeys: [key], portalConfigured: true });
    sandbox.mollie.addProfile({ apiKeys: [mollie] });
    const stripe = stripeClient(sandbox.stripeUrl, key);
    const { id } = await stripe.customers.create({});
    expect((await stripe.billingPortal.sessions.create({ customer: id })).url).toMatch(
      /^https:\/\/stripe\.sandbox\.example\/p\/session\//,
    );
    const payment = await mollieClient(sandbox.mollieUrl, mollie).payments.create({
      amount: { value: '1.00', currency: 'EUR' },
      description: 'Order',
      redirectUrl: 'https://app.example.com/',
    });
    expect(payment['_links'].checkout?.href).toMatch(/^https:\/\/mollie\.sandbox\.example\/checkout\//);
    expect(payment['_links'].self.href).toMatch(new RegExp(`^${sandbox.mollieUrl}/v2/payments/`));
  });

  test('answers after its latency, which a range may spread', async () => {
    const sandbox = await start({ latencyMs: { minMs: 1, maxMs: 3 } });
    expect(await rawCall(`${sandbox.stripeUrl}/v1/account`)).toMatchObject({ status: 401 });
    sandbox.setLatency(600_000);
    const giveUp = new AbortController();
    const call = failureOf(fetch(`${sandbox.stripeUrl}/v1/account`, { signal: giveUp.signal }));
    await expect.poll(() => sandbox.ledger.count()).toBe(2);
    expect(sandbox.ledger.entries()[1]).toMatchObject({ status: null });
    giveUp.abort();
    await call;
  });

  test('refuses a body over a megabyte', async () => {
    const sandbox = await start();
    const key = stripeKey('sk_test');
    sandbox.stripe.addAccount({ secretKeys: [key] });
    const answer = await rawCall(`${sandbox.stripeUrl}/v1/customers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: `name=${'x'.repeat(1_000_001)}`,
    }).catch(() => ({ status: 413 }));
    expect(answer.status).toBe(413);
    expect(sandbox.ledger.count()).toBe(0);
  });
});
