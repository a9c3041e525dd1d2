import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { createPortalRouter } from '../../src/portal/router.ts';
import { STYLESHEET, STYLESHEET_PATH } from '../../src/portal/style/stylesheet.ts';
import { createToken, hashToken } from '../../src/services/tokens.ts';
import { pngImage } from '../support/images.ts';
import { ask } from './ask.ts';
import { loaded, sampleBilling, sampleSubscription, UNAVAILABLE } from './samples.ts';
import { APP_NAME, RETURN_URL } from './seed.ts';
import { startTestPortal, type TestPortal } from './test-portal.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(async () => {
  await portal?.close();
});

afterEach(() => {
  portal.billing.readBilling = () => Promise.resolve(sampleBilling());
});

const at = (path: string) => portal.origin + path;
const codeOf = (link: string) => link.slice(link.lastIndexOf('/') + 1);
const rowOf = (link: string) =>
  portal.database.prisma.portalSession.findUniqueOrThrow({ where: { codeHash: hashToken(codeOf(link)) } });
const countSessions = () => portal.database.prisma.portalSession.count({ where: { tokenHash: { not: null } } });

async function enter(locale?: string) {
  const link = await portal.openLink(await portal.seed(locale === undefined ? {} : { locale }));
  const { cookie } = await ask(link);
  return { link, cookie };
}

/** Moves the link's times an hour into the past. */
const expire = (link: string) =>
  portal.database.pool.query(
    `UPDATE portal_sessions SET code_expires_at = code_expires_at - interval '1 hour',
       last_seen_at = last_seen_at - interval '1 hour' WHERE code_hash = $1`,
    [hashToken(codeOf(link))],
  );

const CLICK = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' };

describe('a link', () => {
  it('P15 opens the page once: a cookie, and 303 to an address without the code', async () => {
    const link = await portal.openLink();
    const { status, headers, cookie } = await ask(link, { headers: CLICK });
    expect(status).toBe(303);
    expect(headers.location).toBe('/portal');
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^portal-session=bps_[0-9A-Za-z]{49}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const page = await ask(at('/portal'), { headers: { cookie } });
    expect(page.status).toBe(200);
    expect(page.body).toContain('Nordwind GmbH');
  });

  it('P15 makes exactly one session of 20 GETs at once', async () => {
    const link = await portal.openLink();
    const before = await countSessions();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(link)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([303, ...Array.from({ length: 19 }, () => 410)]);
    expect(answers.filter(({ cookie }) => cookie !== '')).toHaveLength(1);
    expect((await countSessions()) - before).toBe(1);
  });

  it.each([
    ['HEAD', { method: 'HEAD' }, 204],
    ['a prefetch', { headers: { ...CLICK, 'sec-purpose': 'prefetch' } }, 503],
    ['a prerender', { headers: { ...CLICK, 'sec-purpose': 'prefetch;prerender' } }, 503],
    ['an old prefetch', { headers: { purpose: 'prefetch' } }, 503],
    ['a frame', { headers: { ...CLICK, 'sec-fetch-dest': 'iframe' } }, 200],
    ['a script', { headers: { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' } }, 200],
    ['an image', { headers: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' } }, 200],
    ['a form', { method: 'POST' }, 405],
  ])('P15 is not used up by %s', async (_name, options, status) => {
    const link = await portal.openLink();
    const answer = await ask(link, options);
    expect(answer.status).toBe(status);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await rowOf(link)).exchangedAt).toBeNull();
    expect((await ask(link, { headers: CLICK })).status).toBe(303);
  });

  it('offers a program’s user a link to go on with', async () => {
    const { body } = await ask(await portal.openLink(), { headers: { 'sec-fetch-mode': 'cors' } });
    expect(body).toContain('It opens just once.');
    expect(body).toMatch(/<a class="button" href(="")?>/);
  });

  it('P15 that is used shows a friendly page with the way back to the app', async () => {
    const { link } = await enter();
    const { status, body, cookie } = await ask(link);
    expect(status).toBe(410);
    expect(cookie).toBe('');
    expect(body).toContain('This link has already been used');
    expect(body).toContain(`href="${RETURN_URL}"`);
    expect(body).toContain(`Back to ${APP_NAME}`);
    expect(body).not.toContain('href="/portal"');
  });

  it('that is used also shows the way on, in the browser that used it and nowhere else', async () => {
    const { link, cookie } = await enter();
    const { cookie: other } = await enter();
    const here = (await ask(link, { headers: { cookie } })).body;
    const elsewhere = (await ask(link, { headers: { cookie: other } })).body;
    expect(here).toContain('href="/portal"');
    expect(elsewhere).not.toContain('href="/portal"');
    const isOpen = 'Every link opens just once. Your billing is still open in this browser.';
    expect(here).toContain(isOpen);
    expect(elsewhere).not.toContain(isOpen);
    expect(elsewhere).toContain(`Go back to ${APP_NAME} for a fresh one.`);
  });

  it('P15 that has expired shows a friendly page with the way back to the app', async () => {
    const link = await portal.openLink();
    await expire(link);
    const { status, body } = await ask(link);
    expect(status).toBe(410);
    expect(body).toContain('This link has expired');
    expect(body).toContain(`href="${RETURN_URL}"`);
  });

  it.each([createToken('bpl_'), 'bpl_nonsense', '%E0%A4%A', '%00', 'a'.repeat(5_000)])(
    'that was never handed out is a 404 with a friendly page: %.20s',
    async (code) => {
      const { status, body, headers } = await ask(at(`/portal/open/${code}`));
      expect(status).toBe(404);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(body).toMatch(/This link does not work|There is no such page/);
    },
  );

  it('ends the session that the browser had before, and says so where it was another tenant’s', async () => {
    const { cookie } = await enter();
    const { headers, cookie: next } = await ask(await portal.openLink(await portal.seed({ name: 'Südwind AG' })), {
      headers: { cookie },
    });
    expect(headers.location).toBe('/portal?replaced');
    expect((await ask(at('/portal'), { headers: { cookie } })).status).toBe(401);
    const { status, body } = await ask(at('/portal?replaced'), { headers: { cookie: next } });
    expect(status).toBe(200);
    expect(body).toContain('This browser now shows the billing of Südwind AG');
  });

  it('for the same tenant again replaces the session without a word', async () => {
    const input = await portal.seed();
    const { cookie } = await ask(await portal.openLink(input));
    const { headers, cookie: next } = await ask(await portal.openLink(input), { headers: { cookie } });
    expect(headers.location).toBe('/portal');
    expect((await ask(at('/portal'), { headers: { cookie } })).status).toBe(401);
    expect((await ask(at('/portal'), { headers: { cookie: next } })).body).not.toContain('You opened another link');
  });
});

describe('the overview', () => {
  it('answers 401 with a friendly page without a session', async () => {
    const { status, body } = await ask(at('/portal'));
    expect(status).toBe(401);
    expect(body).toContain('Open your billing from your account');
  });

  it.each(['portal-session=', 'portal-session=bps_forged', `portal-session=${createToken('bps_')}`])(
    'answers 401 to the cookie %s',
    async (cookie) => {
      expect((await ask(at('/portal'), { headers: { cookie } })).status).toBe(401);
    },
  );

  it('takes its own cookie only, among others that are named alike', async () => {
    const { cookie } = await enter();
    const others = `x-portal-session=1; portal-session-old=2; a=portal-session=3; ${cookie}; b=4`;
    expect((await ask(at('/portal'), { headers: { cookie: others } })).status).toBe(200);
    expect((await ask(at('/portal'), { headers: { cookie: `x-${cookie}` } })).status).toBe(401);
  });

  it('shows the way back to the app once the session is over', async () => {
    const { link, cookie } = await enter();
    await expire(link);
    const { status, body } = await ask(at('/portal'), { headers: { cookie } });
    expect(status).toBe(401);
    expect(body).toContain('You have been signed out');
    expect(body).toContain(`href="${RETURN_URL}"`);
  });

  it('P5 is closed at once when the key that made the link is revoked', async () => {
    const { link, cookie } = await enter();
    const { keyId } = await rowOf(link);
    await portal.database.prisma.apiKey.update({ where: { keyId }, data: { revokedAt: new Date() } });
    expect((await ask(at('/portal'), { headers: { cookie } })).status).toBe(401);
  });

  it('reads the billing of the session’s own customer', async () => {
    const { link, cookie } = await enter();
    const asked: string[] = [];
    portal.billing.readBilling = ({ providerCustomerId }) => {
      asked.push(providerCustomerId);
      return Promise.resolve(sampleBilling());
    };
    await ask(at('/portal'), { headers: { cookie } });
    expect(asked).toEqual([(await rowOf(link)).providerCustomerId]);
  });

  it.each([
    ['subscriptions', 'Renews on 1 April 2026'],
    ['paymentMethods', 'Valid until September 2028'],
    ['payments', 'Team plan, March'],
  ] as const)('without %s shows the other parts', async (part, own) => {
    const { cookie } = await enter();
    portal.billing.readBilling = () => Promise.resolve(sampleBilling({ [part]: UNAVAILABLE }));
    const { status, body } = await ask(at('/portal'), { headers: { cookie } });
    expect(status).toBe(200);
    expect(body.match(/We could not load this part/g)).toHaveLength(1);
    expect(body).not.toContain(own);
    for (const title of ['Subscriptions', 'Payment methods', 'Payments']) expect(body).toContain(`>${title}</h2>`);
  });

  it('answers 503 with the way back when the provider gives nothing', async () => {
    const { cookie } = await enter();
    portal.billing.readBilling = () =>
      Promise.resolve(
        sampleBilling({ subscriptions: UNAVAILABLE, paymentMethods: UNAVAILABLE, payments: UNAVAILABLE }),
      );
    const { status, headers, body } = await ask(at('/portal'), { headers: { cookie } });
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('60');
    expect(body).toContain('out of reach right now');
    expect(body).toContain(`href="${RETURN_URL}"`);
  });

  it('escapes what providers, apps and tenants wrote', async () => {
    const link = await portal.openLink(await portal.seed({ name: '<script>alert("tenant")</script>' }));
    const { cookie } = await ask(link);
    const description = '"><img src=x onerror=alert(1)>';
    portal.billing.readBilling = () =>
      Promise.resolve(sampleBilling({ subscriptions: loaded(sampleSubscription({ description })) }));
    const { body } = await ask(at('/portal'), { headers: { cookie } });
    expect(body).not.toMatch(/<script|<img/);
    expect(body).toContain('&lt;script>alert(&quot;tenant&quot;)&lt;/script>');
  });
});

describe('the operator’s configuration', () => {
  const configure = async (link: string, changes: unknown, logo?: Buffer) => {
    const { appUuid } = await rowOf(link);
    return portal.configurations.set({ appUuid, changes, ...(logo && { logo }) });
  };

  it('is on the overview at once: name, logo, accent and links', async () => {
    const { link, cookie } = await enter();
    const logo = pngImage({ width: 64, height: 64 });
    const changes = {
      name: 'Lumen',
      accent: '#4b1fa0',
      supportUrl: 'mailto:help@lumen.example',
      termsUrl: 'https://lumen.example/terms',
      privacyUrl: 'https://lumen.example/privacy',
    };
    const { logo: stored } = await configure(link, changes, logo);
    const { body } = await ask(at('/portal'), { headers: { cookie } });
    expect(body).toContain('<span class="brand-name">Lumen</span>');
    expect(body).not.toContain(APP_NAME);
    expect(body).toContain('href="mailto:help@lumen.example"');
    expect(body).toContain('href="https://lumen.example/terms"');
    expect(body).toContain('href="https://lumen.example/privacy"');

    const image = await ask(at(/<img src="([^"]*)" width="64" height="64" alt/.exec(body)?.[1] ?? ''));
    expect(image.status).toBe(200);
    expect(image.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(logo.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(image.headers['content-security-policy']).toContain("default-src 'none'");

    const sheet = await ask(at(/href="(\/portal\/assets\/accent-[^"]*)"/.exec(body)?.[1] ?? ''));
    expect(sheet.headers).toMatchObject({ 'content-type': 'text/css; charset=utf-8' });
    expect(sheet.body).toContain('--accent: #4b1fa0;');
    await configure(link, {}, pngImage({ width: 65, height: 64 }));
    expect((await ask(at(`/portal/logos/${stored?.file}`))).status).toBe(404);
  });

  it('is on the pages of a used link and of a session that is over too', async () => {
    const { link, cookie } = await enter();
    await configure(link, { name: 'Lumen', supportUrl: 'https://lumen.example/help' });
    const used = await ask(link);
    await expire(link);
    const over = await ask(at('/portal'), { headers: { cookie } });
    for (const { body } of [used, over]) {
      expect(body).toContain('Back to Lumen');
      expect(body).toContain('href="https://lumen.example/help"');
    }
  });

  it('leaves a page as it is when nothing is set', async () => {
    const { cookie } = await enter();
    const { body } = await ask(at('/portal'), { headers: { cookie } });
    expect(body).not.toMatch(/home-links|<img|accent-/);
  });

  it('takes the payments off the page', async () => {
    const { link, cookie } = await enter();
    await configure(link, { features: { paymentHistory: false } });
    const { body } = await ask(at('/portal'), { headers: { cookie } });
    expect(body).not.toContain('>Payments</h2>');
    expect(body).toContain('>Payment methods</h2>');
  });

  it.each(['/portal/logos/x.png', `/portal/logos/${'0'.repeat(64)}.png`, `/portal/logos/${'0'.repeat(64)}.svg`])(
    'has no logo at %s',
    async (path) => {
      const { status, headers } = await ask(at(path));
      expect(status).toBe(404);
      expect(headers['cache-control']).toBe('no-store');
    },
  );
});

describe('a failure', () => {
  it('is a friendly page with a reference, and the reason is in the log only', async () => {
    const { cookie } = await enter();
    portal.billing.readBilling = () => Promise.reject(new Error('secret reason'));
    const { status, body } = await ask(at('/portal'), { headers: { cookie } });
    expect(status).toBe(500);
    expect(body).toContain('Something went wrong on our side');
    expect(body).toContain('Reference: request-1');
    expect(body).not.toContain('secret reason');
    expect(portal.logged()).toContain('"requestId":"request-1","error":"internal"');
  });

  it('shows the way back to the app, in the tenant’s language, to someone with a session', async () => {
    const { cookie } = await enter('de');
    portal.billing.readBilling = () => Promise.reject(new Error('out of order'));
    const { body } = await ask(at('/portal'), { headers: { cookie } });
    expect(body).toContain('<html lang="de">');
    expect(body).toContain(`Zurück zu ${APP_NAME}`);
    expect(body).toContain(`href="${RETURN_URL}"`);
  });

  it('that may pass says when to come back', async () => {
    const { cookie } = await enter();
    portal.billing.readBilling = () => Promise.reject(new AppError('unavailable', { retryAfterSeconds: 7 }));
    const { status, headers, body } = await ask(at('/portal'), { headers: { cookie } });
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('7');
    expect(body).toContain('We cannot reach your billing right now');
  });

  it('P12 leaves no link and no session in the log', async () => {
    const link = await portal.openLink();
    const { cookie } = await ask(link);
    portal.billing.readBilling = () => Promise.reject(new Error('out of order'));
    await ask(at('/portal'), { headers: { cookie } });
    await ask(`${link}%E0%A4%A`);
    expect(portal.logged()).toContain('a portal page failed');
    expect(portal.logged()).not.toContain(codeOf(link));
    expect(portal.logged()).not.toContain(cookie.slice(cookie.indexOf('=') + 1));
  });
});

describe('the languages', () => {
  it('follow the tenant, then the browser', async () => {
    const headers = { 'accept-language': 'fr' };
    const { cookie } = await enter('de-AT');
    expect((await ask(at('/portal'), { headers: { ...headers, cookie } })).body).toContain('<html lang="de">');
    const { cookie: plain } = await enter();
    expect((await ask(at('/portal'), { headers: { ...headers, cookie: plain } })).body).toContain('<html lang="fr">');
    expect((await ask(at('/portal'))).body).toContain('<html lang="en">');
  });

  it('are picked by a link, remembered in a cookie, and the address is clean again', async () => {
    const { cookie } = await enter('de');
    const { status, headers, cookie: language } = await ask(at('/portal?lang=pl'), { headers: { cookie } });
    expect(status).toBe(303);
    expect(headers.location).toBe('/portal');
    expect(headers['set-cookie']).toEqual(['portal-language=pl; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax']);
    const page = await ask(at('/portal'), { headers: { cookie: `${cookie}; ${language}` } });
    expect(page.body).toContain('<html lang="pl">');
  });

  it('can be picked on a used link’s page too, and follow its tenant before', async () => {
    const { link } = await enter('nl-NL');
    expect((await ask(link)).body).toContain('<html lang="nl">');
    const { status, headers, cookie } = await ask(`${link}?lang=it`);
    expect(status).toBe(303);
    expect(headers.location).toBe(new URL(link).pathname);
    expect((await ask(link, { headers: { cookie } })).body).toContain('<html lang="it">');
  });

  it('picked on a fresh link do not use it up', async () => {
    const link = await portal.openLink();
    expect((await ask(`${link}?lang=it`)).status).toBe(303);
    expect((await rowOf(link)).exchangedAt).toBeNull();
  });

  it('are not picked by what a browser fetches ahead', async () => {
    const { headers } = await ask(at('/portal?lang=de'), { headers: { 'sec-purpose': 'prefetch' } });
    expect(headers['set-cookie']).toBeUndefined();
  });

  it.each(['lang=xx', 'lang=', 'lang=de&lang=fr', 'lang[a]=de', 'lang=__proto__'])('ignore ?%s', async (query) => {
    const { status, headers } = await ask(at(`/portal?${query}`));
    expect(status).toBe(401);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('never redirect to another site', async () => {
    const { headers } = await ask(at('/portal//evil.example/?lang=de'));
    expect(headers.location).toMatch(/^\/portal\//);
  });
});

describe('every answer', () => {
  const PATHS: [string, string][] = [
    ['GET', '/portal'],
    ['HEAD', '/portal'],
    ['GET', '/portal/open/nonsense'],
    ['HEAD', '/portal/open/nonsense'],
    ['GET', '/portal/nowhere'],
    ['GET', '/portal/%E0%A4%A'],
    ['GET', '/portal?lang=de'],
    ['POST', '/portal'],
    ['GET', STYLESHEET_PATH],
  ];

  it.each(PATHS)('%s %s carries the security headers', async (method, path) => {
    const { headers } = await ask(at(path), { method });
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['cache-control']).toBe(
      path === STYLESHEET_PATH ? 'public, max-age=31536000, immutable' : 'no-store',
    );
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('to %s on a page is 405 with Allow', async (method) => {
    for (const path of ['/portal', '/portal/', '/portal/open/x', STYLESHEET_PATH]) {
      const { status, headers } = await ask(at(path), { method });
      expect(status).toBe(405);
      expect(headers.allow).toBe('GET, HEAD');
    }
  });

  it.each(['/portal/nowhere', '/portal/open', '/portal/open/', '/portal/open/a/b', '/portal/assets/portal-0.css'])(
    'to %s is a 404 page',
    async (path) => {
      const { status, body } = await ask(at(path));
      expect(status).toBe(404);
      expect(body).toContain('There is no such page');
    },
  );
});

describe('the stylesheet', () => {
  it('is named by its content and may be kept forever', async () => {
    const { status, headers, body } = await ask(at(STYLESHEET_PATH));
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/css; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(body).toBe(STYLESHEET);
  });
});

describe('over https', () => {
  it('cookies are __Host- and Secure, and HSTS is sent', async () => {
    const secure = await startTestPortal({ publicUrl: 'https://billing.example.com' });
    try {
      const { headers, cookie } = await ask(await secure.openLink());
      expect(headers['set-cookie']).toEqual([
        expect.stringMatching(/^__Host-portal-session=\w+; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
      ]);
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
      expect((await ask(`${secure.origin}/portal`, { headers: { cookie } })).status).toBe(200);
      const plain = cookie.replace('__Host-', '');
      expect((await ask(`${secure.origin}/portal`, { headers: { cookie: plain } })).status).toBe(401);
      const { headers: picked } = await ask(`${secure.origin}/portal?lang=de`);
      expect(picked['set-cookie']).toEqual([expect.stringMatching(/^__Host-portal-language=de; .*; Secure$/)]);
    } finally {
      await secure.close();
    }
  });

  it('is required for any host but this machine', () => {
    const { sessions, billing, actions, audit, cancellations, checkouts, removals } = portal;
    const readLogo = () => Promise.resolve(null);
    const { payments, billingDetails } = portal;
    const services = {
      sessions,
      actions,
      audit,
      cancellations,
      checkouts,
      removals,
      ...billing,
      readLogo,
      payments,
      billingDetails,
    };
    const options = { ...services, nameProvider: () => '', clock: () => new Date() };
    const logger = Object.create(null);
    expect(() => createPortalRouter({ ...options, logger, publicUrl: 'http://billing.example.com' })).toThrow('https');
  });
});
