import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, mollieClient, mollieKey, rawCall } from '../clients.ts';

let sandbox: Sandbox;
let key: string;
let mollie: ReturnType<typeof mollieClient>;
let live: ReturnType<typeof mollieClient>;

beforeEach(async () => {
  sandbox = await createSandbox();
  key = mollieKey('test');
  const liveKey = mollieKey('live');
  sandbox.mollie.addProfile({ apiKeys: [key, liveKey] });
  mollie = mollieClient(sandbox.mollieUrl, key);
  live = mollieClient(sandbox.mollieUrl, liveKey);
});

afterEach(() => sandbox.close());

const post = (body: unknown, path = '/v2/customers') =>
  rawCall(`${sandbox.mollieUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('a customer', () => {
  test('is made with what was sent, in Mollie’s own form', async () => {
    const made = await post({
      name: 'Tenant B.V.',
      email: 'billing@tenant.example',
      locale: 'nl_NL',
      metadata: { tenant: 't1' },
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('content-type')).toBe('application/hal+json');
    const [view] = sandbox.mollie.customers();
    const href = `${sandbox.mollieUrl}/v2/customers/${view?.customerId}`;
    expect(JSON.parse(made.text)).toEqual({
      resource: 'customer',
      id: view?.customerId,
      mode: 'test',
      name: 'Tenant B.V.',
      email: 'billing@tenant.example',
      locale: 'nl_NL',
      metadata: { tenant: 't1' },
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
      _links: {
        self: { href, type: 'application/hal+json' },
        dashboard: { href: expect.stringContaining(view?.customerId ?? '-'), type: 'text/html' },
        documentation: { href: expect.stringMatching(/^https:\/\/docs\.mollie\.com\//), type: 'text/html' },
      },
    });
    expect(view?.customerId).toMatch(/^cst_[A-Za-z0-9]{10}$/);
  });

  test('may have nothing at all', async () => {
    expect(await mollie.customers.create({})).toMatchObject({ name: null, email: null, locale: null, metadata: null });
  });

  test('changes only in what an update names', async () => {
    const { id } = await mollie.customers.create({ name: 'Old', email: 'a@tenant.example', metadata: { a: 1 } });
    expect(await mollie.customers.update(id, { name: 'New' })).toMatchObject({
      name: 'New',
      email: 'a@tenant.example',
    });
    expect(await mollie.customers.get(id)).toMatchObject({ name: 'New', metadata: { a: 1 } });
  });

  test('has links to what it has, and only then', async () => {
    const { id } = await mollie.customers.create({ name: 'Tenant' });
    const links = async () => {
      const answer = await rawCall(`${sandbox.mollieUrl}/v2/customers/${id}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      return Object.keys(JSON.parse(answer.text)['_links']);
    };
    expect(await links()).toEqual(['self', 'dashboard', 'documentation']);
    sandbox.mollie.seedCustomer({ customerId: id });
    expect(await links()).toEqual(['self', 'dashboard', 'mandates', 'subscriptions', 'payments', 'documentation']);
  });

  test('once deleted is gone, with its mandates and subscriptions, and is not listed', async () => {
    const { id } = await mollie.customers.create({ name: 'Short-lived' });
    const { subscriptions } = sandbox.mollie.seedCustomer({ customerId: id });
    await mollie.customers.delete(id);
    expect(await failureOf(mollie.customers.get(id))).toMatchObject({ statusCode: 410, title: 'Gone' });
    expect(await failureOf(mollie.customers.delete(id))).toMatchObject({ statusCode: 410 });
    expect(await failureOf(mollie.customerMandates.page({ customerId: id }))).toMatchObject({ statusCode: 410 });
    expect(await mollie.customers.page()).toHaveLength(0);
    const [view] = sandbox.mollie.customers();
    expect(view?.mandates).toEqual([]);
    expect(view?.subscriptions.find(({ subscriptionId }) => subscriptionId === subscriptions['monthly'])).toMatchObject(
      {
        status: 'canceled',
        nextPaymentDate: null,
      },
    );
  });

  test('that is unknown, or of the other mode, is a 404', async () => {
    const { id } = await live.customers.create({ name: 'Live one' });
    for (const customerId of ['cst_nobody1234', id]) {
      expect(await failureOf(mollie.customers.get(customerId))).toMatchObject({
        statusCode: 404,
        title: 'Not Found',
        message: `No customer exists with token ${customerId}.`,
      });
    }
  });

  test('belongs to the organisation: the key of another profile of it finds it, a stranger’s does not', async () => {
    const { id } = await mollie.customers.create({ name: 'Shared' });
    const { organizationId } = sandbox.mollie.customers()[0] ?? { organizationId: '' };
    const [sibling, stranger] = [mollieKey('test'), mollieKey('test')];
    sandbox.mollie.addProfile({ organizationId, apiKeys: [sibling] });
    sandbox.mollie.addProfile({ apiKeys: [stranger] });
    expect(await mollieClient(sandbox.mollieUrl, sibling).customers.get(id)).toMatchObject({ id });
    expect(await failureOf(mollieClient(sandbox.mollieUrl, stranger).customers.get(id))).toMatchObject({
      statusCode: 404,
    });
  });
});

describe('the list', () => {
  test('is newest first, in pages that link to the next and the previous', async () => {
    const ids: string[] = [];
    for (const name of ['one', 'two', 'three', 'four', 'five'])
      ids.unshift((await mollie.customers.create({ name })).id);
    const first = await mollie.customers.page({ limit: 2 });
    expect(first.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.links).toMatchObject({
      previous: null,
      next: { href: `${sandbox.mollieUrl}/v2/customers?limit=2&from=${ids[2]}`, type: 'application/hal+json' },
    });
    const second = await mollie.customers.page({ limit: 2, from: ids[2] ?? '' });
    expect(second.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    expect(second.links.previous?.href).toContain(`from=${ids[0]}`);
    const last = await mollie.customers.page({ limit: 2, from: ids[4] ?? '' });
    expect(last.links.next).toBeNull();
    expect(last.links.previous?.href).toContain(`from=${ids[2]}`);
    const walked: string[] = [];
    for await (const { id } of mollie.customers.iterate()) walked.push(id);
    expect(walked).toEqual(ids);
  });

  test.each([
    [{ limit: '251' }, 422, 'limit'],
    [{ limit: '0' }, 422, 'limit'],
    [{ limit: 'many' }, 422, 'limit'],
    [{ from: 'cst_nobody1234' }, 404, undefined],
    [{ email: 'a@tenant.example' }, 422, 'email'],
    [{ testmode: 'true' }, 422, 'testmode'],
    [{ profileId: 'pfl_x' }, 422, 'profileId'],
  ])('refuses %o', async (query, status, field) => {
    const url = `${sandbox.mollieUrl}/v2/customers?${new URLSearchParams(query).toString()}`;
    const answer = await rawCall(url, { headers: { authorization: `Bearer ${key}` } });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject(field === undefined ? { status } : { status, field });
  });
});

describe('what a customer may not be', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['of an unknown locale', { locale: 'de' }, 'locale', "The 'locale' field must be one of"],
    ['without a real e-mail address', { email: 'nobody' }, 'email', "The 'email' field is not a valid email address"],
    ['a number by name', { name: 7 }, 'name', "The 'name' field must be a string"],
    [
      'with metadata over a kilobyte',
      { metadata: { note: 'x'.repeat(1100) } },
      'metadata',
      "The 'metadata' field must not be larger than 1kB",
    ],
    [
      'with words that Mollie does not know',
      { nickname: 'x' },
      'nickname',
      'Non-existent body parameter "nickname" for this API call.',
    ],
    [
      'in a test mode of its own',
      { testmode: true },
      'testmode',
      'Non-existent body parameter "testmode" for this API call.',
    ],
    ['of a profile', { profileId: 'pfl_x' }, 'profileId', 'Non-existent body parameter "profileId" for this API call.'],
    [
      'with the key in the body',
      { idempotencyKey: 'k' },
      'idempotencyKey',
      'Non-existent body parameter "idempotencyKey" for this API call.',
    ],
  ])('%s is a 422 that names the field', async (_name, body, field, detail) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.text)).toEqual({
      status: 422,
      title: 'Unprocessable Entity',
      detail: expect.stringContaining(detail),
      field,
      _links: { documentation: { href: expect.any(String), type: 'text/html' } },
    });
    expect(sandbox.mollie.customers()).toEqual([]);
  });

  test('a kilobyte of metadata is just allowed', async () => {
    expect((await post({ metadata: 'x'.repeat(1022) })).status).toBe(201);
    expect((await post({ metadata: 'x'.repeat(1023) })).status).toBe(422);
  });
});
