import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportLine } from '../../src/services/import-lines.ts';
import { createProviderCustomerRows } from '../../src/services/provider-customer-rows.ts';
import type { OpenImport } from '../../src/services/tenant-import.ts';
import { makeExistingCustomer } from '../support/existing-customers.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

const PROFILE = { name: 'As it was', email: 'old@tenant.example', locale: null };

let world: TestService;
let app: TestApp;
let importer: OpenImport;
let line: ImportLine;

beforeAll(async () => {
  world = await startTestService();
});
afterAll(() => world.close());
beforeEach(async () => {
  app = await world.createApp();
  const { tenantImports, tenants } = world.service.context;
  await tenants.put({ appUuid: app.appUuid, tenantUuid: 't1', ...PROFILE });
  const signal = new AbortController().signal;
  importer = await tenantImports.open({ appUuid: app.appUuid, provider: 'stripe', dryRun: false, signal });
  const details = { ...PROFILE, name: 'As the line says' };
  line = { tenantUuid: 't1', details, providerCustomerId: await newCustomer() };
});

const newCustomer = () => makeExistingCustomer(world, { app, provider: 'stripe' });
const rows = () => createProviderCustomerRows(world.service.context.database);
const keyOf = (tenantUuid: string) => ({
  appUuid: app.appUuid,
  tenantUuid,
  provider: 'stripe' as const,
  account: app.accounts.stripe ?? '',
  mode: 'test' as const,
});
const nameOf = async (tenantUuid: string) =>
  (await world.service.context.tenants.get({ appUuid: app.appUuid, tenantUuid })).name;
const bad = (why: string) => ({ kind: 'bad', faults: [{ field: 'providerCustomerId', why }] });

describe('a line of an import', () => {
  it('waits for a customer that is being made, asks nobody and stores nothing', async () => {
    await rows().make(keyOf('t1'), PROFILE);
    world.sandbox.ledger.clear();
    const outcome = await importer.importLine(line, await importer.lookUp([line]));
    expect(outcome).toEqual(
      bad('cannot be linked yet: a customer is being made for this tenant; wait until it is there, then look at it'),
    );
    expect(world.sandbox.ledger.count()).toBe(0);
    expect(await nameOf('t1')).toBe(PROFILE.name);
  });

  it('stores nothing when the tenant got another customer after the look-up', async () => {
    const known = await importer.lookUp([line]);
    await rows().bindExisting(keyOf('t1'), PROFILE, await newCustomer());
    expect(await importer.importLine(line, known)).toEqual(
      bad('cannot be linked: the tenant got another customer meanwhile'),
    );
    expect(await nameOf('t1')).toBe(PROFILE.name);
  });

  it('is done when another run of the same import was quicker', async () => {
    const known = await importer.lookUp([line]);
    expect(await importer.importLine(line, known)).toMatchObject({ kind: 'done', isLinked: true });
    expect(await importer.importLine(line, known)).toMatchObject({ kind: 'done', isLinked: false });
    expect(await rows().find(keyOf('t1'))).toEqual({ kind: 'ready', providerCustomerId: line.providerCustomerId });
  });

  it('stores nothing when another tenant got the customer after the look-up', async () => {
    const known = await importer.lookUp([line]);
    await rows().bindExisting(keyOf(app.tenantUuid), PROFILE, line.providerCustomerId ?? '');
    expect(await importer.importLine(line, known)).toEqual(bad('was linked to another tenant meanwhile'));
    expect(await nameOf('t1')).toBe(PROFILE.name);
  });
});
