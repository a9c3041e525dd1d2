import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { failureOf, stripeClient, stripeKey } from '../clients.ts';

let sandbox: Sandbox;
let stripe: Stripe;
let live: Stripe;

beforeEach(async () => {
  sandbox = await createSandbox();
  const [testKey, liveKey] = [stripeKey('sk_test'), stripeKey('sk_live')];
  sandbox.stripe.addAccount({ secretKeys: [testKey, liveKey] });
  stripe = stripeClient(sandbox.stripeUrl, testKey);
  live = stripeClient(sandbox.stripeUrl, liveKey);
});

afterEach(() => sandbox.close());

describe('a customer', () => {
  test('is made with what was sent and found again', async () => {
    const made = await stripe.customers.create({
      name: 'Tenant GmbH',
      email: 'billing@tenant.example',
      metadata: { app: 'a1', tenant: 't1' },
      address: { city: 'Utrecht', country: 'NL' },
      preferred_locales: ['nl', 'de'],
    });
    expect(made).toMatchObject({
      object: 'customer',
      name: 'Tenant GmbH',
      email: 'billing@tenant.example',
      livemode: false,
      metadata: { app: 'a1', tenant: 't1' },
      address: { city: 'Utrecht', country: 'NL', line1: null },
      preferred_locales: ['nl', 'de'],
    });
    expect(made.id).toMatch(/^cus_[A-Za-z0-9]{14}$/);
    expect(await stripe.customers.retrieve(made.id)).toMatchObject({ id: made.id, name: 'Tenant GmbH' });
    expect(sandbox.stripe.customers()).toMatchObject([{ customerId: made.id, mode: 'test', deleted: false }]);
  });

  test('changes only in what an update names, and metadata key by key', async () => {
    const { id } = await stripe.customers.create({
      name: 'Old',
      email: 'a@b.example',
      metadata: { kept: '1', gone: '2' },
    });
    const updated = await stripe.customers.update(id, { name: 'New', metadata: { gone: '', more: '3' } });
    expect(updated).toMatchObject({ name: 'New', email: 'a@b.example' });
    expect(updated.metadata).toEqual({ kept: '1', more: '3' });
  });

  test('once deleted, is retrieved as deleted, cannot be changed and is not listed', async () => {
    const { id } = await stripe.customers.create({ name: 'Short-lived' });
    expect(await stripe.customers.del(id)).toMatchObject({ id, object: 'customer', deleted: true });
    const retrieved = await stripe.customers.retrieve(id);
    expect(retrieved).toMatchObject({ id, object: 'customer', deleted: true });
    expect(retrieved).not.toHaveProperty('name');
    expect(await failureOf(stripe.customers.update(id, { name: 'x' }))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    expect(await failureOf(stripe.customers.del(id))).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    expect((await stripe.customers.list()).data).toEqual([]);
  });

  test('of the other mode is missing, with the hint that it exists there', async () => {
    const { id } = await live.customers.create({ name: 'Live one' });
    expect(await failureOf(stripe.customers.retrieve(id))).toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
      message: `No such customer: '${id}'; a similar object exists in live mode, but a test mode key was used to make this request.`,
    });
    expect(await failureOf(stripe.customers.retrieve('cus_nobody'))).toMatchObject({
      message: "No such customer: 'cus_nobody'",
    });
  });
});

describe('the list', () => {
  test('is newest first, in pages that say whether there is more', async () => {
    const ids: string[] = [];
    for (const name of ['one', 'two', 'three', 'four', 'five'])
      ids.unshift((await stripe.customers.create({ name })).id);
    const first = await stripe.customers.list({ limit: 2 });
    expect(first).toMatchObject({ object: 'list', url: '/v1/customers', has_more: true });
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const next = await stripe.customers.list({ limit: 3, starting_after: ids[1] ?? '' });
    expect(next.data.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(next.has_more).toBe(false);
    const before = await stripe.customers.list({ limit: 1, ending_before: ids[2] ?? '' });
    expect(before.data.map(({ id }) => id)).toEqual([ids[1]]);
    expect(before.has_more).toBe(true);
    const walked: string[] = [];
    for await (const { id } of stripe.customers.list({ limit: 2 })) walked.push(id);
    expect(walked).toEqual(ids);
  });

  test('goes by the second of creation, both ends as asked', async () => {
    const old = await stripe.customers.create({ name: 'old' });
    sandbox.clock.advance(60_000);
    const young = await stripe.customers.create({ name: 'young' });
    const ids = async (created: Stripe.RangeQueryParam | number) =>
      (await stripe.customers.list({ created })).data.map(({ id }) => id);
    expect(await ids({ gte: young.created })).toEqual([young.id]);
    expect(await ids({ gt: young.created })).toEqual([]);
    expect(await ids({ gte: old.created, lt: young.created })).toEqual([old.id]);
    expect(await ids({ lte: young.created })).toEqual([young.id, old.id]);
    expect(await ids(old.created)).toEqual([old.id]);
  });

  test('can be narrowed to one e-mail address, exactly as written', async () => {
    const { id } = await stripe.customers.create({ email: 'a@tenant.example' });
    await stripe.customers.create({ email: 'A@tenant.example' });
    expect((await stripe.customers.list({ email: 'a@tenant.example' })).data.map((customer) => customer.id)).toEqual([
      id,
    ]);
  });

  test.each([
    [{ limit: 101 }, 'limit'],
    [{ limit: 0 }, 'limit'],
    [{ starting_after: 'cus_nobody' }, 'starting_after'],
    [{ created: { gte: 1.5 } }, 'created[gte]'],
  ])('refuses %o', async (params, param) => {
    expect(await failureOf(stripe.customers.list(params))).toMatchObject({ statusCode: 400, param });
  });

  test('keeps the modes apart', async () => {
    await live.customers.create({ name: 'Live one' });
    expect((await stripe.customers.list()).data).toEqual([]);
  });
});

describe('what a customer may not be', () => {
  test.each<[string, Stripe.CustomerCreateParams, object]>([
    ['a value that is too long', { name: 'n'.repeat(257) }, { param: 'name' }],
    ['no e-mail address', { email: 'nobody' }, { param: 'email', code: 'email_invalid' }],
    ['a metadata value over 500 characters', { metadata: { note: 'x'.repeat(501) } }, { param: 'metadata' }],
    ['a metadata key over 40 characters', { metadata: { ['k'.repeat(41)]: 'x' } }, { param: 'metadata' }],
    ['a tax status of its own', { tax_exempt: 'maybe' }, { param: 'tax_exempt' }],
    ['what the stand-in does not model', { source: 'tok_visa' }, { param: 'source' }],
    ['an expansion', { expand: ['sources'] }, { param: 'expand' }],
  ])('%s is a 400 that names the parameter', async (_name, params, error) => {
    expect(await failureOf(stripe.customers.create(params))).toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      ...error,
    });
    expect(sandbox.stripe.customers()).toEqual([]);
  });
});
