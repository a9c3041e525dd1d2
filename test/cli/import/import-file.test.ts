import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importTenantFile, type ImportReport } from '../../../src/cli/import/import-file.ts';
import { countDone, type ImportTotals } from '../../../src/cli/import/run-import.ts';
import { OperatorError } from '../../../src/errors.ts';
import { PROVIDER_IDS, type ProviderId } from '../../../src/providers/provider-ids.ts';
import { makeExistingCustomer } from '../../support/existing-customers.ts';
import { startTestService, type TestApp, type TestService } from '../../support/service.ts';

let world: TestService;
let folder: string;

beforeAll(async () => {
  world = await startTestService();
  folder = await mkdtemp(join(tmpdir(), 'bpb-import-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  world.sandbox.faults.clear();
});

const HEADER = 'tenantUuid,name,email,locale,providerCustomerId';

let files = 0;
const write = async (content: string | Uint8Array, ending = 'csv'): Promise<string> => {
  const path = join(folder, `${(files += 1)}.${ending}`);
  await writeFile(path, content);
  return path;
};
type Given = {
  appUuid: string;
  path: string;
  provider?: ProviderId;
  dryRun?: boolean;
  onProgress?: (totals: ImportTotals) => void;
};

const run = ({ onProgress = () => undefined, ...given }: Given): Promise<ImportReport> =>
  importTenantFile(
    { provider: null, format: null, dryRun: false, ...given },
    {
      tenantImports: world.service.context.tenantImports,
      signal: new AbortController().signal,
      onProgress,
    },
  );
const newApp = async (): Promise<string> =>
  (await world.service.context.apps.create({ name: 'New', returnOrigins: [] })).appUuid;
const tenantsOf = async (appUuid: string) => {
  const { pool } = world.service.context.database;
  const { rows } = await pool.query<Record<'uuid' | 'name' | 'email' | 'locale' | 'customer', string | null>>(
    `SELECT t.uuid, t.name, t.email, t.locale, c.provider_customer_id AS customer
     FROM tenants t LEFT JOIN provider_customers c ON c.app_uuid = t.app_uuid AND c.tenant_uuid = t.uuid
     WHERE t.app_uuid = $1 AND t.name <> 'Test Tenant' ORDER BY t.uuid`,
    [appUuid],
  );
  return rows;
};

describe.each(PROVIDER_IDS)('tenant import, with customers of %s', (provider) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await world.createApp();
  });
  const importFile = (path: string, more: { dryRun?: boolean } = {}) =>
    run({ appUuid: app.appUuid, provider, path, ...more });
  const makeMany = (count: number) =>
    Promise.all(Array.from({ length: count }, () => makeExistingCustomer(world, { app, provider })));

  it('stores tenants and links their customers, and changes nothing at the provider', async () => {
    const [a = '', b = ''] = await makeMany(2);
    const before = world.sandbox[provider].customers();
    const file = await write(
      `${HEADER}\nt1,"Jänner & ""Söhne"", GmbH",a@tenant.example,de-at,${a}\nt2,Two,b@tenant.example,,${b}\nt3,Three,c@tenant.example,,\n`,
    );
    expect(await importFile(file)).toEqual({
      appUuid: app.appUuid,
      provider,
      mode: 'test',
      dryRun: false,
      lines: 3,
      created: 3,
      updated: 0,
      unchanged: 0,
      linked: 2,
      bad: 0,
      stopped: null,
      badLines: [],
    });
    expect(await tenantsOf(app.appUuid)).toEqual([
      { uuid: 't1', name: 'Jänner & "Söhne", GmbH', email: 'a@tenant.example', locale: 'de-AT', customer: a },
      { uuid: 't2', name: 'Two', email: 'b@tenant.example', locale: null, customer: b },
      { uuid: 't3', name: 'Three', email: 'c@tenant.example', locale: null, customer: null },
    ]);
    expect(world.sandbox[provider].customers()).toEqual(before);
  });

  it('tells of customers that cannot be linked by line, and stores nothing of those lines', async () => {
    const [taken = '', gone = '', good = '', second = ''] = await makeMany(4);
    const foreign = await makeExistingCustomer(world, { app: await world.createApp(), provider });
    expect((await importFile(await write(`${HEADER}\nfirst,First,f@tenant.example,,${taken}`))).linked).toBe(1);
    world.sandbox[provider].deleteCustomer(gone);
    const lines = [
      HEADER,
      `a,A,a@tenant.example,,${taken}`,
      `b,B,b@tenant.example,,${gone}`,
      `c,C,c@tenant.example,,${foreign}`,
      `d,D,d@tenant.example,,nobody`,
      `first,Renamed,f@tenant.example,,${second}`,
      `g,G,g@tenant.example,,${good}`,
    ];
    const result = await importFile(await write(lines.join('\r\n')));
    expect(result).toMatchObject({ lines: 6, created: 1, linked: 1, bad: 5, stopped: null });
    const noCustomer = expect.stringMatching(
      /^is no customer of the (stripe|mollie) account \w+ in test mode$/,
    ) as string;
    const field = 'providerCustomerId';
    expect(result.badLines).toEqual([
      { line: 2, field, why: `is the customer of the tenant "first" of the app "${app.appUuid}"` },
      { line: 3, field, why: noCustomer },
      { line: 4, field, why: noCustomer },
      { line: 5, field, why: noCustomer },
      { line: 6, field, why: `cannot be linked: the tenant has another customer, ${taken}` },
    ]);
    expect((await tenantsOf(app.appUuid)).map(({ uuid, name }) => [uuid, name])).toEqual([
      ['first', 'First'],
      ['g', 'G'],
    ]);
  });
});

describe('tenant import, again and again and in trouble', () => {
  const provider = 'stripe';
  let app: TestApp;
  beforeEach(async () => {
    app = await world.createApp();
  });
  const importFile = (path: string, more: { dryRun?: boolean } = {}) =>
    run({ appUuid: app.appUuid, provider, path, ...more });
  const makeMany = (count: number) =>
    Promise.all(Array.from({ length: count }, () => makeExistingCustomer(world, { app, provider })));
  const csvOf = (ids: string[]) =>
    [HEADER, ...ids.map((id, index) => `t${index},Tenant ${index},t${index}@tenant.example,,${id}`)].join('\n');

  it('skips what is stored when it is repeated, without a call to the provider, and takes what has changed', async () => {
    const ids = await makeMany(3);
    const file = await write(csvOf(ids));
    expect(await importFile(file)).toMatchObject({ created: 3, linked: 3 });
    world.sandbox.ledger.clear();
    expect(await importFile(file)).toMatchObject({ created: 0, updated: 0, unchanged: 3, linked: 0, bad: 0 });
    expect(world.sandbox.ledger.count()).toBe(0);
    const changed = await write(csvOf(ids).replace('Tenant 1', 'Renamed'));
    expect(await importFile(changed)).toMatchObject({ updated: 1, unchanged: 2, linked: 0 });
    expect((await tenantsOf(app.appUuid)).map(({ name }) => name)).toEqual(['Tenant 0', 'Renamed', 'Tenant 2']);
  });

  it('leaves what the person has changed on the portal, until the line says something new of it', async () => {
    const ids = await makeMany(1);
    const file = await write(csvOf(ids));
    await importFile(file);
    const { pool } = world.service.context.database;
    await pool.query(
      `UPDATE tenants SET name = 'Own', app_said = '{"name":"Tenant 0"}' WHERE app_uuid = $1 AND uuid = 't0'`,
      [app.appUuid],
    );
    expect(await importFile(file)).toMatchObject({ updated: 0, unchanged: 1, bad: 0 });
    expect((await tenantsOf(app.appUuid)).map(({ name }) => name)).toEqual(['Own']);
    const changed = await write(csvOf(ids).replace('Tenant 0', 'New'));
    expect(await importFile(changed)).toMatchObject({ updated: 1, unchanged: 0 });
    expect((await tenantsOf(app.appUuid)).map(({ name }) => name)).toEqual(['New']);
  });

  it('checks everything in a dry run, at the provider too, and writes nothing', async () => {
    const ids = await makeMany(2);
    const nobody = `${ids[0]}x`;
    const file = await write(csvOf([...ids, nobody]));
    const result = await importFile(file, { dryRun: true });
    expect(result).toMatchObject({ dryRun: true, created: 2, linked: 2, bad: 1, lines: 3 });
    expect(result.badLines).toEqual([{ line: 4, field: 'providerCustomerId', why: expect.any(String) as string }]);
    expect(await tenantsOf(app.appUuid)).toEqual([]);
  });

  it('refuses every line of an id that is there twice, whatever else they say', async () => {
    const [a = '', b = '', c = ''] = await makeMany(3);
    const lines = [
      HEADER,
      `one,A,a@tenant.example,,${a}`,
      `one,B,b@tenant.example,,${b}`,
      `two,C,c@tenant.example,,${c}`,
      `three,D,d@tenant.example,,${c}`,
      `one,E,e@tenant.example,,`,
      `four,F,f@tenant.example,,`,
    ];
    const result = await importFile(await write(lines.join('\n')));
    expect(result.badLines).toEqual([
      { line: 2, field: 'tenantUuid', why: 'is on line 3 too' },
      { line: 3, field: 'tenantUuid', why: 'is on line 2 too' },
      { line: 4, field: 'providerCustomerId', why: 'is on line 5 too' },
      { line: 5, field: 'providerCustomerId', why: 'is on line 4 too' },
      { line: 6, field: 'tenantUuid', why: 'is on line 2 too' },
    ]);
    expect((await tenantsOf(app.appUuid)).map(({ uuid }) => uuid)).toEqual(['four']);
  });

  it('refuses every line of an id that is there twice, also when one of them is bad anyway', async () => {
    const [a = '', b = '', c = ''] = await makeMany(3);
    const lines = [
      HEADER,
      `one,A,nobody,,${a}`,
      `one,B,b@tenant.example,,${b}`,
      `two,C,c@tenant.example,,${c}`,
      `three,,d@tenant.example,,${c}`,
      `a.b,E,nobody,,`,
      `a.b,F,f@tenant.example,,`,
    ];
    const result = await importFile(await write(lines.join('\n')));
    const form = 'must be 1 to 128 characters of A-Z a-z 0-9 _ and -';
    expect(result.badLines).toEqual([
      { line: 2, field: 'email', why: 'must be an e-mail address' },
      { line: 3, field: 'tenantUuid', why: 'is on line 2 too' },
      { line: 4, field: 'providerCustomerId', why: 'is on line 5 too' },
      { line: 5, field: 'name', why: 'is missing' },
      { line: 5, field: 'providerCustomerId', why: 'is on line 4 too' },
      { line: 6, field: 'tenantUuid', why: form },
      { line: 6, field: 'email', why: 'must be an e-mail address' },
      { line: 7, field: 'tenantUuid', why: form },
    ]);
    expect(await tenantsOf(app.appUuid)).toEqual([]);
  });

  it('waits while the provider asks for fewer calls, and loses no line', async () => {
    const ids = await makeMany(12);
    world.sandbox.faults.add({ provider, kind: 'status', status: 429, retryAfterSeconds: 1, method: 'GET', times: 20 });
    const result = await importFile(await write(csvOf(ids)));
    expect(result).toMatchObject({ created: 12, linked: 12, bad: 0 });
  });

  it('goes on after failures of the provider that pass', async () => {
    const ids = await makeMany(6);
    world.sandbox.faults.add({ provider, kind: 'reset', method: 'GET', times: 8 });
    const result = await importFile(await write(csvOf(ids)));
    expect(result).toMatchObject({ created: 6, linked: 6, bad: 0 });
  });

  it('stops at once when the provider refuses the secret, says why and how to go on', async () => {
    const ids = await makeMany(3);
    world.sandbox.faults.add({ provider, kind: 'status', status: 401 });
    const file = await write(csvOf(ids));
    const result = await importFile(file);
    expect(result).toMatchObject({
      created: 0,
      bad: 0,
      stopped: expect.stringContaining('credentials_refused') as string,
    });
    expect(result.stopped).not.toContain(app.secrets.stripe);
    world.sandbox.faults.clear();
    expect(await importFile(file)).toMatchObject({ created: 3, linked: 3, stopped: null });
  });
});

describe('tenant import, whatever the file is', () => {
  let appUuid: string;
  beforeAll(async () => {
    appUuid = await newApp();
  });
  const importFile = (path: string, more: Partial<Given> = {}) => run({ appUuid, path, ...more });
  const refuses = async (path: string, reason: RegExp, more: Partial<Given> = {}): Promise<void> => {
    const refusal = await importFile(path, more).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OperatorError);
    expect(refusal).toHaveProperty('message', expect.stringMatching(reason));
    expect(String(refusal)).not.toContain('\u001B');
    expect(await tenantsOf(appUuid)).toEqual([]);
  };

  it('refuses the whole file for its first line, and prints nothing that steers a terminal', async () => {
    const file = await write('\u001B[31mtenantUuid,name,email\nt1,One,a@tenant.example\n');
    await refuses(file, /tenantUuid is missing.*Nothing was imported/);
  });

  it('refuses a file that is not there, a folder, and one whose form it cannot tell', async () => {
    await refuses(join(folder, 'nothing.csv'), /cannot be found or opened/);
    await refuses(folder, /is not a regular file/);
    await refuses(await write('tenantUuid,name,email\n', 'txt'), /must end with .csv, .ndjson or .jsonl, or --format/);
    await refuses(await write(`${HEADER}\n`), /say with --provider where the customers are/);
    await refuses(await write(`${HEADER}\n`), /not connected to Stripe. Connect it first/, { provider: 'stripe' });
    await refuses(await write('tenantUuid,name,email\n'), /no app "nobody"/, { appUuid: 'nobody' });
  });

  it('takes a byte order mark, CRLF, quotes, spaces, columns in any order, blank lines and no last line break', async () => {
    const app = await newApp();
    const file = await write(
      '\uFEFFemail, "tenantUuid" ,name\r\n\r\na@tenant.example,t1,"One, and ""more"""\r\n  \r\n b@tenant.example , t2 , Two ',
    );
    expect(await run({ appUuid: app, path: file })).toMatchObject({ lines: 2, created: 2, bad: 0 });
    expect((await tenantsOf(app)).map(({ uuid, name }) => [uuid, name])).toEqual([
      ['t1', 'One, and "more"'],
      ['t2', 'Two'],
    ]);
    expect(await importFile(await write('tenantUuid,name,email\r\n'))).toMatchObject({ lines: 0, bad: 0 });
  });

  it('tells each bad line of a CSV file by its number, with every fault, and loses none', async () => {
    const app = await newApp();
    const bytes = Buffer.concat([
      Buffer.from('tenantUuid,name,email,locale\n'),
      Buffer.from('good1,Good,a@tenant.example,\n'),
      Buffer.from('a.b,,nobody,xx-not-a-locale-\n'),
      Buffer.from('t3,Three\n'),
      Buffer.from('t4,Four,d@tenant.example,,,\n'),
      Buffer.from('t5,"Five,e@tenant.example,\n'),
      Buffer.from('t6,Si"x,f@tenant.example,\n'),
      Buffer.concat([Buffer.from('t7,Sev'), Buffer.from([0xff, 0xfe]), Buffer.from('en,g@tenant.example,\n')]),
      Buffer.from(`t8,${'x'.repeat(100_000)},h@tenant.example,\n`),
      Buffer.from('t9,nul\u0000,i@tenant.example,\n'),
      Buffer.from(`t10,${'n'.repeat(201)},j@tenant.example,\n`),
      Buffer.from('good2,Good,b@tenant.example,nl\n'),
    ]);
    const result = await run({ appUuid: app, path: await write(new Uint8Array(bytes)) });
    const name = 'must have 1 to 200 characters and no control characters';
    const quotes = 'is not valid CSV: a quote is not closed on its line, or stands inside a value';
    expect(result.badLines).toEqual([
      { line: 3, field: 'tenantUuid', why: 'must be 1 to 128 characters of A-Z a-z 0-9 _ and -' },
      { line: 3, field: 'name', why: 'is missing' },
      { line: 3, field: 'email', why: 'must be an e-mail address' },
      { line: 3, field: 'locale', why: 'must be a language tag (BCP 47) like en, nl-NL or pt-BR' },
      { line: 4, field: null, why: 'has 2 values, but the first line names 4 columns' },
      { line: 5, field: null, why: 'has 6 values, but the first line names 4 columns' },
      { line: 6, field: null, why: quotes },
      { line: 7, field: null, why: quotes },
      { line: 8, field: 'name', why: 'has bytes that are no UTF-8' },
      { line: 9, field: null, why: 'is longer than 65536 bytes' },
      { line: 10, field: 'name', why: name },
      { line: 11, field: 'name', why: name },
    ]);
    expect(result).toMatchObject({ lines: 11, bad: 9, created: 2 });
    expect((await tenantsOf(app)).map(({ uuid }) => uuid)).toEqual(['good1', 'good2']);
  });

  it('tells after each line how far it is, beginning with the lines that are bad by their form', async () => {
    const good = (id: number) => `t${id},Tenant,t${id}@tenant.example`;
    const file = await write(['tenantUuid,name,email', good(1), 'bad', good(2), good(3)].join('\n'));
    const told: number[][] = [];
    const onProgress = (totals: ImportTotals) => told.push([countDone(totals), totals.lines, totals.bad]);
    await run({ appUuid: await newApp(), path: file, onProgress });
    expect(told).toEqual([
      [2, 4, 1],
      [3, 4, 1],
      [4, 4, 1],
    ]);
  });

  it('tells each bad line of an NDJSON file likewise', async () => {
    const app = await newApp();
    const good = { tenantUuid: 'good', name: 'Good', email: 'a@tenant.example', locale: 'pt-br' };
    const lines = [
      JSON.stringify(good),
      '{"tenantUuid":',
      '[]',
      'null',
      '7',
      JSON.stringify({ ...good, tenantUuid: 7, locale: ['de'] }),
      JSON.stringify({ ...good, tenantUuid: 't7', 'e-mail': 'x', __proto__: null }),
      JSON.stringify({ ...good, tenantUuid: 't8', providerCustomerId: 'cus_1' }),
      '{"tenantUuid":"t9","name":"N","email":"a@b.example","__proto__":{"locale":"de"}}',
      '['.repeat(10_000),
      JSON.stringify({
        tenantUuid: 'last',
        name: 'Last',
        email: 'l@tenant.example',
        locale: null,
        providerCustomerId: '',
      }),
    ];
    const result = await run({ appUuid: app, path: await write(lines.join('\n'), 'ndjson') });
    expect(result.badLines).toEqual([
      { line: 2, field: null, why: 'is not a JSON object' },
      { line: 3, field: null, why: 'is not a JSON object' },
      { line: 4, field: null, why: 'is not a JSON object' },
      { line: 5, field: null, why: 'is not a JSON object' },
      { line: 6, field: 'tenantUuid', why: 'must be a text' },
      { line: 6, field: 'locale', why: 'must be a text' },
      { line: 7, field: 'e-mail', why: 'is not a field of a tenant' },
      { line: 8, field: 'providerCustomerId', why: 'needs --provider, to say where the customer is' },
      { line: 9, field: '__proto__', why: 'is not a field of a tenant' },
      { line: 10, field: null, why: 'is not a JSON object' },
    ]);
    expect((await tenantsOf(app)).map(({ uuid, locale }) => [uuid, locale])).toEqual([
      ['good', 'pt-BR'],
      ['last', null],
    ]);
  });
});
