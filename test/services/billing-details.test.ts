import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { createLogger } from '../../src/logger.ts';
import { createApps } from '../../src/services/apps.ts';
import { NO_DETAILS } from '../../src/services/billing-detail-checks.ts';
import { type BillingDetailsStore, createBillingDetails } from '../../src/services/billing-details.ts';
import { createTenants, type Tenants } from '../../src/services/tenants.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let testDatabase: TestDatabase;
let database: Database;
let details: BillingDetailsStore;
let tenants: Tenants;
let appUuid: string;
let key: { appUuid: string; tenantUuid: string };

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const logger = createLogger({ level: 'silent' });
  database = await openDatabase({ databaseUrl: testDatabase.connectionString, dataDir: '', logger });
  const { prisma } = database;
  const apps = createApps({ prisma });
  details = createBillingDetails(database);
  tenants = createTenants({ prisma, apps });
  ({ appUuid } = await apps.create({ name: 'My App', returnOrigins: [] }));
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

const SAID = { name: 'Blue Door', email: 'app@bluedoor.example', locale: 'de-AT' };

beforeEach(async () => {
  const { tenantUuid } = await tenants.create({ appUuid, ...SAID });
  key = { appUuid, tenantUuid };
});

const profile = async () => {
  const { name, email, locale } = await tenants.get(key);
  return { name, email, locale };
};

describe('billing details', () => {
  it('that were never given are null', async () => {
    expect(await details.read(key)).toEqual(NO_DETAILS);
  });

  it('change what is named and keep the rest; what changed is told', async () => {
    const address = { line1: 'Kerkstraat 1', city: 'Utrecht', country: 'NL' };
    expect(await details.save(key, { ...address, company: 'Blue Door B.V.' })).toEqual([
      'company',
      'line1',
      'city',
      'country',
    ]);
    expect(await details.save(key, { vatNumber: 'NL123456789B01', company: null })).toEqual(['company', 'vatNumber']);
    expect(await details.read(key)).toEqual({ ...NO_DETAILS, ...address, vatNumber: 'NL123456789B01' });
    expect(await details.save(key, { ...address, name: SAID.name })).toEqual([]);
    expect(await profile()).toEqual(SAID);
  });

  it('are one tenant’s own', async () => {
    const other = await tenants.create({ appUuid, ...SAID });
    await details.save(key, { company: 'Blue Door B.V.', name: 'Bluer Door' });
    expect(await details.read(other)).toEqual(NO_DETAILS);
    expect((await tenants.get(other)).name).toBe(SAID.name);
  });

  it('lose nothing when two are saved at once', async () => {
    await Promise.all([
      details.save(key, { company: 'Blue Door B.V.' }),
      details.save(key, { vatNumber: 'NL123456789B01' }),
      details.save(key, { email: 'person@bluedoor.example' }),
    ]);
    expect(await details.read(key)).toMatchObject({ company: 'Blue Door B.V.', vatNumber: 'NL123456789B01' });
    expect(await profile()).toEqual({ ...SAID, email: 'person@bluedoor.example' });
  });

  it('keep the country of a language that the person merely confirms', async () => {
    expect(await details.save(key, { language: 'de' })).toEqual([]);
    expect((await profile()).locale).toBe('de-AT');
    expect(await details.save(key, { language: 'nl' })).toEqual(['language']);
    expect((await profile()).locale).toBe('nl');
  });

  it('of a tenant that is gone are refused', async () => {
    await expect(details.save({ appUuid, tenantUuid: 'nobody' }, { name: 'x' })).rejects.toMatchObject({
      errorName: 'tenant_not_found',
    });
  });
});

describe('a name, e-mail or language that the person changed', () => {
  const person = { name: 'Bluer Door', email: 'person@bluedoor.example', language: 'nl' };

  it('stays when the app says again what it had said before', async () => {
    await details.save(key, person);
    const { updatedAt } = await tenants.get(key);
    const answer = await tenants.put({ ...key, ...SAID });
    expect(answer).toMatchObject({ name: 'Bluer Door', email: 'person@bluedoor.example', locale: 'nl', updatedAt });
    await tenants.put({ ...key, ...SAID });
    expect(await profile()).toEqual({ name: 'Bluer Door', email: 'person@bluedoor.example', locale: 'nl' });
  });

  it('gives way field by field when the app says something new', async () => {
    await details.save(key, person);
    await tenants.put({ ...key, ...SAID, email: 'new@bluedoor.example' });
    expect(await profile()).toEqual({ name: 'Bluer Door', email: 'new@bluedoor.example', locale: 'nl' });
    // What was said before the person came is news from then on.
    await tenants.put({ ...key, ...SAID });
    expect(await profile()).toEqual({ name: 'Bluer Door', email: SAID.email, locale: 'nl' });
  });

  it('is compared with the app’s own word, however often the person changes it', async () => {
    await details.save(key, { name: 'Second' });
    await details.save(key, { name: 'Third' });
    await tenants.put({ ...key, ...SAID });
    expect((await profile()).name).toBe('Third');
    await tenants.put({ ...key, ...SAID, name: 'Second' });
    expect((await profile()).name).toBe('Second');
  });

  it('stays also when the app had said no language, and says none again', async () => {
    await tenants.put({ ...key, ...SAID, locale: null });
    await details.save(key, { language: 'fr' });
    await tenants.put({ ...key, ...SAID, locale: null });
    expect((await profile()).locale).toBe('fr');
    await tenants.put({ ...key, ...SAID, locale: 'it' });
    expect((await profile()).locale).toBe('it');
  });
});
