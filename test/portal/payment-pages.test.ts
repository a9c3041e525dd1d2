import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { samplePayment } from './samples.ts';
import { APP_NAME, RETURN_URL } from './seed.ts';
import { startTestPortal, type TestPortal } from './test-portal.ts';

let portal: TestPortal;
let given: TestPortal['payments'];

beforeAll(async () => {
  portal = await startTestPortal();
  given = { ...portal.payments };
});

afterAll(async () => {
  await portal?.close();
});

afterEach(() => {
  Object.assign(portal.payments, given);
});

async function enter() {
  const input = await portal.seed();
  const { cookie } = await ask(await portal.openLink(input));
  const get = (path: string) => ask(`${portal.origin}/portal${path}`, { headers: { cookie } });
  return { ...input, cookie, get };
}

const give = (payment: ReturnType<typeof samplePayment>) => {
  portal.payments.find = () => Promise.resolve({ kind: 'loaded', payment });
};

describe('the payments', () => {
  it('are listed with their reasons, each leading to its own page', async () => {
    const { get } = await enter();
    portal.payments.page = () =>
      Promise.resolve({
        kind: 'loaded',
        payments: [
          samplePayment(),
          samplePayment({ paymentId: 'tr_feb', status: 'failed', paidAt: null, failureReason: 'expired' }),
          samplePayment({ paymentId: 'tr_jan', refundedMinor: 1_000 }),
          samplePayment({ paymentId: 'tr_dec', chargedBackMinor: 34_800 }),
        ],
        next: null,
      });
    const { status, body } = await get('/payments');
    expect(status).toBe(200);
    for (const id of ['tr_march', 'tr_feb', 'tr_jan', 'tr_dec'])
      expect(body).toContain(`href="/portal/payments/${id}"`);
    expect(body).toContain('The card had expired.');
    expect(body).toContain('€10.00 was returned to you.');
    expect(body).toContain('Your bank took back €348.00.');
    expect(body).not.toContain('Earlier payments');
  });

  it('go on page by page, by what the provider gave', async () => {
    const { get } = await enter();
    const asked: (string | null)[] = [];
    portal.payments.page = (_session, from) => {
      asked.push(from);
      return Promise.resolve({ kind: 'loaded', payments: [samplePayment()], next: from === null ? 'tr_next' : null });
    };
    const first = await get('/payments');
    expect(first.body).toContain('href="/portal/payments?from=tr_next"');
    expect(first.body).not.toContain('Latest payments');
    const second = await get('/payments?from=tr_next');
    expect(second.body).toContain('Latest payments');
    expect(second.body).not.toContain('Earlier payments');
    expect(asked).toEqual([null, 'tr_next']);
  });

  it('of a page that is nobody’s, or another’s, are not found', async () => {
    const { get } = await enter();
    portal.payments.page = () => Promise.resolve({ kind: 'unknown' });
    expect((await get('/payments?from=tr_foreign')).status).toBe(404);
    expect((await get('/payments?from=a&from=b')).status).toBe(404);
  });

  it('that there are none of are told so; that cannot be loaded, with 503 and Retry-After', async () => {
    const { get } = await enter();
    portal.payments.page = () => Promise.resolve({ kind: 'loaded', payments: [], next: null });
    expect((await get('/payments')).body).toContain('There are no payments yet.');
    portal.payments.page = () => Promise.resolve({ kind: 'unavailable' });
    const { status, headers, body } = await get('/payments');
    expect(status).toBe(503);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(body).toContain('Nothing has changed on your account');
    expect(body).toContain('Try again');
    expect(body).toContain(`Back to ${APP_NAME}`);
  });

  it('are for people with a session', async () => {
    for (const path of ['/payments', '/payments/tr_march']) {
      expect((await ask(`${portal.origin}/portal${path}`)).status).toBe(401);
    }
  });

  it('take no form', async () => {
    const { cookie } = await enter();
    for (const path of ['/payments', '/payments/tr_march']) {
      const { status, headers } = await ask(`${portal.origin}/portal${path}`, { method: 'POST', headers: { cookie } });
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    }
  });

  it('are not there when the app’s portal does not show them', async () => {
    const { appUuid, get } = await enter();
    await portal.configurations.set({ appUuid, changes: { features: { paymentHistory: false } } });
    expect((await get('/payments')).status).toBe(404);
    expect((await get('/payments/tr_march')).status).toBe(404);
  });
});

it('what goes wrong is told in the tenant’s language', async () => {
  const { cookie } = await ask(await portal.openLink(await portal.seed({ locale: 'nl' })));
  const { status, body } = await ask(`${portal.origin}/portal/payments/tr_foreign`, {
    headers: { cookie, 'accept-language': 'fr' },
  });
  expect(status).toBe(404);
  expect(body).toContain('<html lang="nl">');
});

describe('one payment', () => {
  it('is confirmed with all that a person needs, and says that it is no invoice', async () => {
    const { appUuid, tenantUuid, get } = await enter();
    await portal.billingDetails.save(
      { appUuid, tenantUuid },
      {
        company: 'Nordwind Holding',
        line1: 'Hafen 1',
        postalCode: '20457',
        city: 'Hamburg',
        country: 'DE',
        vatNumber: 'DE123456789',
      },
    );
    const { status, body } = await get('/payments/tr_march');
    expect(status).toBe(200);
    expect(body).toContain('<h1>Payment confirmation</h1>');
    for (const text of [
      '€348.00',
      '1\u{a0}March 2026',
      'Team plan, March',
      'Lumen Analytics',
      'tr_march',
      'Nordwind Holding',
      'Nordwind GmbH',
      'Hafen 1',
      '20457 Hamburg',
      'Germany',
      'DE123456789',
      'It is not an invoice.',
    ]) {
      expect(body).toContain(text);
    }
  });

  it('names a company that has the account’s own name once', async () => {
    const { appUuid, tenantUuid, get } = await enter();
    await portal.billingDetails.save({ appUuid, tenantUuid }, { company: 'Nordwind GmbH', country: 'DE' });
    expect((await get('/payments/tr_march')).body.match(/Nordwind GmbH/g)).toHaveLength(1);
  });

  it('that failed is no confirmation, says why, and was billed to nobody', async () => {
    const { get } = await enter();
    give(samplePayment({ status: 'failed', paidAt: null, failureReason: 'insufficientFunds' }));
    const { body } = await get('/payments/tr_march');
    expect(body).toContain('There was not enough money on the card or account.');
    expect(body).not.toMatch(/confirm|Paid (to|with)|Billed to/i);
  });

  it('that did not succeed, or did not last, leads to what is still to be paid; another does not', async () => {
    const { get } = await enter();
    const link =
      '<a class="quiet-link" href="/portal">See on your billing page whether anything is still to be paid.</a>';
    give(samplePayment({ status: 'failed', paidAt: null }));
    expect((await get('/payments/tr_march')).body).toContain(link);
    give(samplePayment({ chargedBackMinor: 34_800 }));
    expect((await get('/payments/tr_march')).body).toContain(link);
    give(samplePayment());
    expect((await get('/payments/tr_march')).body).not.toContain('still to be paid');
  });

  it('leads back to all of them', async () => {
    const { get } = await enter();
    expect((await get('/payments/tr_march')).body).toMatch(
      /<nav class="crumb" aria-label="You are here"><a href="\/portal">Billing<\/a>.*<a href="\/portal\/payments">Payments<\/a><\/nav>/,
    );
  });

  it.each([
    ['en', 'Payment confirmation, Team plan, March, 1\u{a0}March 2026 · Lumen Analytics'],
    ['de', 'Zahlungsbestätigung, Team plan, March, 1.\u{a0}März 2026 · Lumen Analytics'],
  ])('has a name of its own in %s, which it can be saved under', async (language, title) => {
    const { cookie } = await enter();
    const headers = { cookie, 'accept-language': language };
    const { body } = await ask(`${portal.origin}/portal/payments/tr_march`, { headers });
    expect(body).toContain(`<title>${title}</title>`);
  });

  it('that was given or taken back says how much', async () => {
    const { get } = await enter();
    give(samplePayment({ refundedMinor: 4_800 }));
    expect((await get('/payments/tr_march')).body).toMatch(/Refunded<\/dt><dd>€48\.00/);
    give(samplePayment({ chargedBackMinor: 34_800 }));
    expect((await get('/payments/tr_march')).body).toMatch(/Taken back by your bank<\/dt><dd>€348\.00/);
  });

  it('that the bank took back confirms nothing', async () => {
    const { get } = await enter();
    give(samplePayment({ chargedBackMinor: 34_800 }));
    const { body } = await get('/payments/tr_march');
    expect(body).toMatch(/<h1>Payment<\/h1>/);
    expect(body).not.toMatch(/confirm/i);
  });

  it('of somebody else is a 404 like one that there is not', async () => {
    const { get } = await enter();
    const { status, body } = await get('/payments/tr_foreign');
    expect(status).toBe(404);
    expect(body).toContain('There is no such page');
    expect(body).toContain(`href="${RETURN_URL}"`);
  });
});
