import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, fillForm, submit } from './ask.ts';
import { startTestPortal, type TestPortal } from './test-portal.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(async () => {
  await portal?.close();
});

const PATH = '/portal/details';

async function enter(tenant?: { locale?: string }) {
  const input = await portal.seed(tenant);
  const { cookie } = await ask(await portal.openLink(input));
  const get = (path = PATH) => ask(portal.origin + path, { headers: { cookie } });
  const send = async (choices: Record<string, string>) => {
    const body = fillForm((await get()).body, PATH, choices);
    return submit(portal.origin + PATH, { cookie, body });
  };
  const stored = async () => {
    const { appUuid, tenantUuid } = input;
    const where = { appUuid_uuid: { appUuid, uuid: tenantUuid } };
    const { name, email, locale } = await portal.database.prisma.tenant.findUniqueOrThrow({ where });
    return { name, email, locale, ...(await portal.billingDetails.read(input)) };
  };
  return { ...input, cookie, get, send, stored };
}

const GOOD = { name: 'Nordwind GmbH', email: 'billing@nordwind.example', language: 'en' };

describe('the form of billing details', () => {
  it('has what is stored in its fields, which browsers know by their purpose', async () => {
    const { appUuid, tenantUuid, get } = await enter();
    await portal.billingDetails.save({ appUuid, tenantUuid }, { line1: 'Hafen "1"', country: 'DE' });
    const { status, body } = await get();
    expect(status).toBe(200);
    expect(body).toMatch(/<input id="name"[^>]*autocomplete="billing name"[^>]*value="Nordwind GmbH"/);
    expect(body).toMatch(/<input id="line1"[^>]*autocomplete="billing address-line1"[^>]*value="Hafen &quot;1&quot;"/);
    expect(body).toMatch(/<option[^>]*value="DE"[^>]*selected[^>]*>Germany/);
    expect(body).not.toMatch(/aria-invalid|role="alert"/);
  });

  it('says what the language is for', async () => {
    const { body } = await (await enter()).get();
    expect(body).toMatch(/<select id="language"[^>]*aria-describedby="language-hint"/);
    expect(body).toContain('<p class="field-hint" id="language-hint">The language of these pages.</p>');
  });

  it('saves, then 303 to the overview, which says so and shows them', async () => {
    const { send, get, stored } = await enter();
    const address = { line1: 'Hafen 1', postalCode: '20457', city: 'Hamburg', country: 'DE' };
    const { status, headers } = await send({ ...GOOD, name: 'Nordwind AG', ...address, vatNumber: 'DE 123 456 789' });
    expect([status, headers.location]).toEqual([303, '/portal?lang=en']);
    expect(await stored()).toMatchObject({ name: 'Nordwind AG', ...address, vatNumber: 'DE123456789', company: null });
    const { body } = await get('/portal');
    expect(body).toContain('Your billing details are saved');
    expect(body).toContain('20457 Hamburg');
    expect(body).toContain('DE123456789');
  });

  it('keeps what was typed and tells each fault beside its field; nothing is saved', async () => {
    const { send, stored } = await enter();
    const before = await stored();
    const typed = { ...GOOD, email: 'nobody', line1: 'Hafen <1>', city: '', vatNumber: 'DE12', country: 'DE' };
    const { status, body } = await send(typed);
    expect(status).toBe(422);
    expect(body).toMatch(/<input id="email"[^>]*value="nobody"/);
    expect(body).toMatch(/<input id="line1"[^>]*value="Hafen &lt;1>"/);
    expect(body).toMatch(/<input id="email"[^>]*autofocus[^>]*aria-invalid="true"[^>]*aria-describedby="email-fault"/);
    expect(body).toContain('<p class="field-fault" id="email-fault">Enter an e-mail address like');
    expect(body).toContain('<p class="field-fault" id="city-fault">Needed for a complete address.');
    expect(body).toContain('It should look like DE123456789.');
    expect(body).toMatch(/aria-describedby="vatNumber-hint vatNumber-fault"/);
    for (const field of ['email', 'city', 'vatNumber']) expect(body).toContain(`<a href="#${field}">`);
    expect(await stored()).toEqual(before);
  });

  it('can be sent again as it came back', async () => {
    const { cookie, send, stored } = await enter();
    const { body } = await send({ ...GOOD, email: 'nobody' });
    const mended = fillForm(body, PATH, { ...GOOD, email: 'new@nordwind.example' });
    expect((await submit(portal.origin + PATH, { cookie, body: mended })).status).toBe(303);
    expect((await stored()).email).toBe('new@nordwind.example');
  });

  it('makes the chosen language the tenant’s, and that of the next page', async () => {
    const { cookie, send, stored } = await enter({ locale: 'de-AT' });
    const { headers } = await send({ ...GOOD, language: 'de' });
    expect(headers.location).toBe('/portal');
    expect((await stored()).locale).toBe('de-AT');
    const chosen = await send({ ...GOOD, language: 'pl' });
    expect(chosen.headers.location).toBe('/portal?lang=pl');
    expect((await stored()).locale).toBe('pl');
    const picked = await ask(`${portal.origin}/portal?lang=pl`, { headers: { cookie } });
    const page = await ask(`${portal.origin}/portal`, { headers: { cookie: `${cookie}; ${picked.cookie}` } });
    expect(page.body).toContain('<html lang="pl">');
    expect(page.body).toContain('Dane rozliczeniowe zostały zapisane');
  });

  it('changes only what the app lets people change, whatever is sent', async () => {
    const { appUuid, get, send, stored } = await enter();
    await portal.configurations.set({ appUuid, changes: { features: { editDetails: ['email', 'vatNumber'] } } });
    const { body } = await get();
    expect(body).toContain('id="email"');
    expect(body).not.toMatch(/id="(name|company|line1|country)"/);
    await send({
      name: 'Somebody',
      company: 'Else',
      line1: 'x',
      country: 'XX',
      email: 'new@nordwind.example',
      language: 'en',
    });
    expect(await stored()).toMatchObject({
      name: 'Nordwind GmbH',
      company: null,
      line1: null,
      email: 'new@nordwind.example',
    });
  });

  it('is not there when the app lets people change nothing', async () => {
    const { appUuid, cookie, get } = await enter();
    const { body } = await get();
    await portal.configurations.set({ appUuid, changes: { features: { editDetails: [] } } });
    expect((await get()).status).toBe(404);
    expect((await get('/portal')).body).not.toContain(`href="${PATH}"`);
    const answer = await submit(portal.origin + PATH, { cookie, body: fillForm(body, PATH, GOOD) });
    expect(answer.status).toBe(404);
  });

  it('P16 changes nothing without the session’s own token, or from another site', async () => {
    const { cookie, get, stored } = await enter();
    const before = await stored();
    const body = fillForm((await get()).body, PATH, { ...GOOD, name: 'Forged' });
    const forged = body.replace(/token=[^&]*/, 'token=forged');
    expect((await submit(portal.origin + PATH, { cookie, body: forged })).status).toBe(403);
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await submit(portal.origin + PATH, { cookie, body, headers })).status).toBe(403);
    expect(await stored()).toEqual(before);
  });

  it('leaves in the audit trail which fields were changed, and never what they hold', async () => {
    const { appUuid, send } = await enter();
    await send({ ...GOOD, company: 'Secret Holding', language: 'fr' });
    const trail = await portal.audit.list({ appUuid });
    expect(trail).toMatchObject([
      { action: 'details_update', phase: expect.stringMatching(/intent|outcome/) },
      { action: 'details_update' },
    ]);
    expect(trail.map(({ detail }) => detail).filter((detail) => detail !== null)).toEqual(['company,language']);
    expect(JSON.stringify(trail)).not.toContain('Secret');
  });

  it('leaves both rows of the audit trail when everything was changed at once', async () => {
    const { appUuid, send } = await enter();
    const company = { company: 'Nordwind Holding', vatNumber: 'FR12345678901' };
    const address = { line1: 'Quai 1', line2: 'Étage 2', postalCode: '13002', city: 'Marseille', country: 'FR' };
    const sent = {
      name: 'Nordwind SAS',
      email: 'facturation@nordwind.example',
      language: 'fr',
      ...company,
      ...address,
    };
    expect((await send(sent)).status).toBe(303);
    const [outcome, intent] = await portal.audit.list({ appUuid });
    expect([intent?.phase, outcome?.phase, outcome?.outcome]).toEqual(['intent', 'outcome', 'done']);
    expect(outcome?.detail?.split(',').toSorted()).toEqual(Object.keys(sent).toSorted());
  });

  it('is for people with a session', async () => {
    expect((await ask(portal.origin + PATH)).status).toBe(401);
    const { headers } = await ask(portal.origin + PATH, { method: 'DELETE' });
    expect(headers.allow).toBe('GET, HEAD, POST');
  });
});
