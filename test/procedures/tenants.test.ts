import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROVIDER_IDS } from '../../src/providers/provider-ids.ts';
import type { Answer } from '../support/callers.ts';
import { PROCEDURE_CALLERS, procedureNamed } from '../support/procedures.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let service: TestService;
let app: TestApp;
let other: TestApp;

beforeAll(async () => {
  service = await startTestService();
  app = await service.createApp();
  other = await service.createApp();
});
afterAll(() => service.close());

const DETAILS = { name: 'Jänner & Söhne', email: 'billing@tenant.example', locale: 'de-AT' };
const NAME_FAULT = 'name must have 1 to 200 characters and no control characters';
const LIMIT_FAULT = 'limit must be a whole number from 1 to 200';
const CURSOR_FAULT = 'cursor must be the nextCursor of a page of this list, or be left out';

let made = 0;
const newUuid = (): string => `tenant_${(made += 1)}`;

type Listed = { items: { tenantUuid: string; name: string }[]; totalItems: number; nextCursor: string | null };

describe.each(PROCEDURE_CALLERS)('tenants over $transport', ({ call }) => {
  const send = (name: string, input: Record<string, unknown>, by: TestApp = app): Promise<Answer> =>
    call(procedureNamed(name), { baseUrl: service.url, headers: by.headers, input: { appUuid: by.appUuid, ...input } });
  const read = (name: string, input: Record<string, unknown>, by: TestApp = app): Promise<Answer> => {
    const headers = { ...by.headers, 'x-api-key': by.readKey, 'x-api-key-type': 'read' };
    return call(procedureNamed(name), { baseUrl: service.url, headers, input: { appUuid: by.appUuid, ...input } });
  };
  const put = (input: Record<string, unknown>, by: TestApp = app) => send('tenants.put', { ...DETAILS, ...input }, by);
  const list = async (input: Record<string, unknown>, by: TestApp): Promise<Listed> => {
    const answer = await read('tenants.list', input, by);
    expect(answer.status).toBe(200);
    return answer.body as Listed;
  };
  const invalid = async (answer: Promise<Answer>, ...faults: string[]): Promise<void> => {
    const { status, code, messages } = await answer;
    expect({ status, code, messages }).toEqual({
      status: 400,
      code: '[E4000]',
      messages: faults.map((fault) => `Bad Request / validation error: ${fault}`),
    });
  };

  describe('put', () => {
    it('makes a tenant and answers with it, in the envelope and with no other keys', async () => {
      const tenantUuid = newUuid();
      const answer = await put({ tenantUuid });
      expect(answer.status).toBe(200);
      const createdAt = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/) as string;
      expect(answer.body).toEqual({
        kind: 'tenant',
        totalItems: 1,
        itemsLength: 1,
        items: [{ tenantUuid, ...DETAILS, createdAt, updatedAt: createdAt }],
      });
      expect(answer.headers.get('cache-control')).toContain('no-store');
    });

    it('changes nothing when it is repeated, and replaces all details when they differ', async () => {
      const tenantUuid = newUuid();
      const first = await put({ tenantUuid });
      expect((await put({ tenantUuid })).body).toEqual(first.body);
      const replaced = await send('tenants.put', { tenantUuid, name: ' Renamed ', email: ' new@tenant.example ' });
      expect(itemOf(replaced)).toMatchObject({ name: 'Renamed', email: 'new@tenant.example', locale: null });
      expect(itemOf(replaced)['createdAt']).toBe(itemOf(first)['createdAt']);
      expect(String(itemOf(replaced)['updatedAt']) > String(itemOf(first)['updatedAt'])).toBe(true);
      expect((await read('tenants.get', { tenantUuid })).body).toEqual(replaced.body);
    });

    it('makes one tenant for many at once, and none of them fails', async () => {
      const fresh = await service.createApp();
      const names = Array.from({ length: 20 }, (_, index) => `Name ${index}`);
      const answers = await Promise.all(names.map((name) => put({ tenantUuid: 'same', name }, fresh)));
      expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
      const { items } = await list({}, fresh);
      expect(items.filter(({ tenantUuid }) => tenantUuid === 'same')).toHaveLength(1);
    });

    it('is of its app alone: another app’s tenant of the same id stays as it is (P6)', async () => {
      const tenantUuid = newUuid();
      await put({ tenantUuid });
      await put({ tenantUuid, name: 'Of another app' }, other);
      expect(itemOf(await read('tenants.get', { tenantUuid }))).toMatchObject({ name: DETAILS.name });
    });

    it.each(PROVIDER_IDS)('makes tenants that have a portal of %s at once', async (paymentProvider) => {
      const tenantUuid = newUuid();
      await put({ tenantUuid });
      const input = { tenantUuid, paymentProvider, defaultReturnUrl: 'https://app.example.com/' };
      expect((await send('billingPortals.create', input)).status).toBe(200);
    });

    it('keeps the language in its canonical form, and takes null and nothing for none', async () => {
      const tenantUuid = newUuid();
      expect(itemOf(await put({ tenantUuid, locale: 'zh-hant-tw' }))['locale']).toBe('zh-Hant-TW');
      expect(itemOf(await put({ tenantUuid, locale: null }))['locale']).toBeNull();
      expect(itemOf(await put({ tenantUuid, locale: undefined }))['locale']).toBeNull();
    });

    it.each([
      [{ name: undefined }, ['name is required']],
      [{ name: null }, ['name must be a string']],
      [{ name: 7 }, ['name must be a string']],
      [{ name: '' }, [NAME_FAULT]],
      [{ name: ' \t ' }, [NAME_FAULT]],
      [{ name: 'x'.repeat(201) }, [NAME_FAULT]],
      [{ name: 'two\nlines' }, [NAME_FAULT]],
      [{ name: 'nul\u0000' }, [NAME_FAULT]],
      [{ name: 'half \ud83d pair' }, [NAME_FAULT]],
      [{ email: 'nobody' }, ['email must be an e-mail address']],
      [{ email: `${'x'.repeat(250)}@a.example` }, ['email must be an e-mail address']],
      [{ email: ['a@b.example'] }, ['email must be a string']],
      [{ locale: 'not a locale' }, ['locale must be a language tag (BCP 47) like en, nl-NL or pt-BR']],
      [{ locale: '' }, ['locale must be a language tag (BCP 47) like en, nl-NL or pt-BR']],
      [{ locale: 3 }, ['locale must be a string']],
      [{ name: '', email: '', locale: '' }, null],
    ])('refuses %j with one entry per field, and makes nothing (C16, D5)', async (input, faults) => {
      const tenantUuid = newUuid();
      const answer = put({ tenantUuid, ...input });
      if (faults) await invalid(answer, ...faults);
      else expect((await answer).messages).toHaveLength(3);
      expect((await read('tenants.get', { tenantUuid })).status).toBe(404);
    });

    it('counts characters as people do', async () => {
      const name = '🎉'.repeat(200);
      expect(itemOf(await put({ tenantUuid: newUuid(), name }))['name']).toBe(name);
    });

    it.each(['a.b', 'a~b', 'x'.repeat(129)])('refuses the tenant id %s (D4)', async (tenantUuid) => {
      const fault = 'tenantUuid must be 1 to 128 characters of A-Z a-z 0-9 _ and -';
      await invalid(put({ tenantUuid }), fault);
      await invalid(read('tenants.get', { tenantUuid }), fault);
    });

    it('ignores fields that it does not know, an app there too (D6)', async () => {
      const tenantUuid = newUuid();
      const answer = await put({ tenantUuid, createdAt: '1970-01-01', providerCustomerId: 'cus_1', x: { y: [1] } });
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('1970');
    });
  });

  describe('get', () => {
    it('answers for an unknown tenant and for one of another app with the same bytes (D7, P6)', async () => {
      const foreignUuid = newUuid();
      await put({ tenantUuid: foreignUuid }, other);
      const [unknown, foreign] = await Promise.all(
        ['nobody', foreignUuid].map((tenantUuid) => read('tenants.get', { tenantUuid })),
      );
      expect([unknown?.status, unknown?.code, unknown?.messages]).toEqual([404, '[E4040]', ['Tenant Not Found']]);
      expect(foreign?.text).toBe(unknown?.text);
    });

    it('opens to a read key and to a write key', async () => {
      expect((await read('tenants.get', { tenantUuid: app.tenantUuid })).status).toBe(200);
      expect((await send('tenants.get', { tenantUuid: app.tenantUuid })).status).toBe(200);
    });
  });

  describe('list', () => {
    const crowd = async (count: number): Promise<TestApp> => {
      const fresh = await service.createApp();
      for (let each = 1; each < count; each += 1) await put({ tenantUuid: `t${each}` }, fresh);
      return fresh;
    };

    it('has every tenant of the app on exactly one page, and none of another app', async () => {
      const crowded = await crowd(23);
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Listed = await list({ limit: 5, ...(cursor === null ? {} : { cursor }) }, crowded);
        expect(page.totalItems).toBe(23);
        expect(page.items.length).toBeLessThanOrEqual(5);
        seen.push(...page.items.map(({ tenantUuid }) => tenantUuid));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toHaveLength(23);
      expect(new Set(seen).size).toBe(23);
    });

    it('leaves none out and gives none twice while tenants are added and changed between the pages', async () => {
      const crowded = await crowd(12);
      const seen: string[] = [];
      let cursor: string | null = null;
      let page = 0;
      do {
        const answer: Listed = await list({ limit: 3, ...(cursor === null ? {} : { cursor }) }, crowded);
        seen.push(...answer.items.map(({ tenantUuid }) => tenantUuid));
        cursor = answer.nextCursor;
        page += 1;
        await put({ tenantUuid: `added_${page}` }, crowded);
        await put({ tenantUuid: `t${page}`, name: `Renamed ${page}` }, crowded);
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(seen.length);
      const before = Array.from({ length: 11 }, (_, index) => `t${index + 1}`);
      expect(before.filter((uuid) => !seen.includes(uuid))).toEqual([]);
    });

    it('ends exactly where the tenants do', async () => {
      const crowded = await crowd(4);
      const whole = await list({ limit: 4 }, crowded);
      expect([whole.items.length, whole.nextCursor]).toEqual([4, null]);
      const last = await list({ limit: 3 }, crowded);
      expect(last.nextCursor).not.toBeNull();
      expect(await list({ limit: 3, cursor: last.nextCursor }, crowded)).toMatchObject({
        itemsLength: 1,
        nextCursor: null,
      });
    });

    it.each([0, 201, -1, 1.5, 1e21, '', ' 1', '1e1', '0x1', 'x', '9'.repeat(40)])(
      'refuses the limit %j and names it',
      async (limit) => {
        await invalid(read('tenants.list', { limit }), LIMIT_FAULT);
      },
    );

    it.each(['', 'x', 'YWZ0ZXI6', 'YWZ0ZXI6YS5i', 'YWZ0ZXI6dGVuYW50XzRmOGIyYw==', '__proto__', 'A'.repeat(5000)])(
      'refuses the cursor %j and names it',
      async (cursor) => {
        await invalid(read('tenants.list', { cursor }), CURSOR_FAULT);
      },
    );

    it('tells of both, and ignores what it does not know', async () => {
      await invalid(read('tenants.list', { limit: 'x', cursor: 'x' }), LIMIT_FAULT, CURSOR_FAULT);
      expect((await read('tenants.list', { page: '7', sort: 'name' })).status).toBe(200);
    });
  });
});

describe('tenants over plain HTTP', () => {
  const get = (path: string, init: RequestInit = {}) => {
    const headers = { ...app.headers, 'x-api-key': app.readKey, 'x-api-key-type': 'read' };
    return fetch(`${service.url}/api/v1/apps/${app.appUuid}${path}`, { headers, ...init });
  };

  it.each([
    ['POST', '', 'GET, HEAD'],
    ['DELETE', '', 'GET, HEAD'],
    ['OPTIONS', '', 'GET, HEAD'],
    ['POST', '/t1', 'GET, HEAD, PUT'],
    ['PATCH', '/t1', 'GET, HEAD, PUT'],
    ['OPTIONS', '/t1', 'GET, HEAD, PUT'],
  ])('refuses %s on /tenants%s with 405, before it looks at the key, and says what it takes (D9)', async (...args) => {
    const [method, path, allow] = args;
    const answer = await get(`/tenants${path}`, { method, headers: {} });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    expect(await answer.json()).toMatchObject({ errors: [{ code: '[E4050]' }] });
  });

  it('answers HEAD as GET, without a body', async () => {
    const [head, whole] = [await get('/tenants?limit=2', { method: 'HEAD' }), await get('/tenants?limit=2')];
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String((await whole.arrayBuffer()).byteLength));
    expect((await get('/tenants/nobody', { method: 'HEAD' })).status).toBe(404);
    expect((await get('/tenants/nobody', { method: 'HEAD', headers: {} })).status).toBe(401);
  });

  it('takes a query parameter once only, and one without a value for malformed', async () => {
    for (const query of ['limit=1&limit=2', 'limit=', 'limit=1&limit=1', 'limit[]=1&limit=x', 'limit=%00']) {
      const answer = await get(`/tenants?${query}`);
      expect([answer.status, await answer.text()], query).toEqual([400, expect.stringContaining(LIMIT_FAULT)]);
    }
    const twice = await get('/tenants?cursor=YWZ0ZXI6YQ&cursor=YWZ0ZXI6YQ');
    expect([twice.status, await twice.text()]).toEqual([400, expect.stringContaining(CURSOR_FAULT)]);
  });

  it('ignores what its query and a body hold besides: the path names the app', async () => {
    const query = `appUuid=${other.appUuid}&tenantUuid=x&__proto__=1&constructor=2&${'x'.repeat(4_000)}=1&%=%zz&a[b]=c`;
    const answer = await get(`/tenants?${query}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain(other.tenantUuid);
  });

  it('does not read the body that a GET brings', async () => {
    const { hostname, port } = new URL(service.url);
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { ...app.headers, 'content-type': 'application/json', 'content-length': '500000' };
      const path = `/api/v1/apps/${app.appUuid}/tenants/${app.tenantUuid}`;
      const sent = request({ hostname, port, path, headers, method: 'GET' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
        sent.destroy();
      });
      // Half of a body that never ends: an answer comes all the same.
      sent.on('error', reject).write('{"appUuid":');
    });
    expect(status).toBe(200);
  });

  it('never logs a tenant’s name or e-mail (P12)', () => {
    expect(service.logged()).not.toContain(DETAILS.email);
    expect(service.logged()).not.toContain(DETAILS.name);
  });
});

function itemOf(answer: Answer): Record<string, unknown> {
  const { items } = answer.body as { items: Record<string, unknown>[] };
  return items[0] ?? {};
}
