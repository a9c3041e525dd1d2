import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAdmin } from '../../src/cli/admin.ts';
import { readConfig } from '../../src/config.ts';
import type { Terminal } from '../../src/cli/run.ts';
import { type Context, createContext } from '../../src/context.ts';
import { createLogger } from '../../src/logger.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { pngImage } from '../support/images.ts';
import { type Finished, ROOT, startScript } from '../support/process.ts';
import { createSurroundings, type Surroundings } from '../support/process-world.ts';

let surroundings: Surroundings;
let sandbox: Sandbox;
let env: Record<string, string>;
/** For what a test needs and is not about. */
let operator: Context;

/** A command in this process: only the last of these tests need one of their own, and that takes seconds. */
async function admin(args: string[], input: string | Terminal['stdin'] = ''): Promise<Finished> {
  const [stdout, stderr] = [new Collected(), new Collected()];
  const stdin = typeof input === 'string' ? Readable.from([input]) : input;
  const terminal = { stdin, stdout, stderr, readConfig: () => readConfig(env) };
  const code = await runAdmin(args, terminal);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Collected extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs a command with --json that must succeed, with nothing but JSON on stdout. */
const json = async <T = Record<string, unknown>>(args: string[], stdin = ''): Promise<T> => {
  const { code, stdout, stderr } = await admin([...args, '--json'], stdin);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
};

const fails = async (args: string[], code: number, reason: RegExp, stdin = ''): Promise<void> => {
  const result = await admin([...args, '--json'], stdin);
  expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: '' });
  expect(result.stderr).toMatch(reason);
};

beforeAll(async () => {
  surroundings = await createSurroundings();
  ({ sandbox, env } = surroundings);
  operator = await createContext(readConfig(env), { logger: createLogger({ level: 'silent' }) });
});
afterAll(async () => {
  await operator?.close();
  await surroundings?.close();
});

const CANARY = 'sk_test_51H8canary4eC39HqLyjWDarjtT1zdp7dc';

/** A terminal where these keys are hit, and no more. */
const typed = (keys: string): Terminal['stdin'] => {
  const keyboard = Object.assign(new PassThrough(), { isTTY: true });
  keyboard.write(keys);
  return keyboard;
};

const makeApp = () => operator.apps.create({ name: 'Made before', returnOrigins: [] });

describe('the operator’s commands', () => {
  it('make, list, disable and enable apps', async () => {
    const made = await json([
      'app',
      'create',
      '--name',
      'My App',
      '--uuid',
      'my_app',
      '--return-origin',
      'https://a.example',
      '--return-origin',
      'https://b.example/',
    ]);
    expect(made).toMatchObject({
      appUuid: 'my_app',
      name: 'My App',
      disabled: false,
      returnOrigins: ['https://a.example', 'https://b.example'],
    });
    expect(await json(['app', 'disable', 'my_app'])).toMatchObject({ appUuid: 'my_app', disabled: true });
    expect(await json(['app', 'enable', 'my_app'])).toMatchObject({ appUuid: 'my_app', disabled: false });
    expect(await json(['app', 'list'])).toMatchObject([{ appUuid: 'my_app', name: 'My App', disabled: false }]);
  });

  it('make, list, revoke and roll keys; a key is shown once', async () => {
    const { appUuid } = await makeApp();
    const made = await json<{ keyId: string; apiKey: string }>([
      'key',
      'create',
      '--app',
      appUuid,
      '--type',
      'write',
      '--expires-in',
      '90d',
    ]);
    expect(made).toMatchObject({ type: 'write' });
    expect(made.apiKey).toMatch(/^bpb_live_w_[0-9a-f]{16}_[0-9A-Za-z]{49}$/);
    const rolled = await json<{ keyId: string; apiKey: string }>(['key', 'roll', made.keyId, '--grace', '1h']);
    expect(rolled).toMatchObject({ type: 'write', rolledKeyId: made.keyId });
    expect(await json(['key', 'revoke', rolled.keyId])).toMatchObject({
      keyId: rolled.keyId,
      revoked: true,
      type: 'write',
    });
    const { stdout } = await admin(['key', 'list', '--app', appUuid, '--json']);
    expect(JSON.parse(stdout)).toMatchObject([
      { keyId: made.keyId, revoked: false, type: 'write' },
      { keyId: rolled.keyId, revoked: true },
    ]);
    expect(stdout).not.toContain(made.apiKey.slice(-49));
    await fails(['key', 'roll', rolled.keyId], 1, /is revoked/);
    await fails(['key', 'roll', made.keyId, '--grace', '8d'], 1, /at most 7 days/);
  });

  it('make and list tenants', async () => {
    const { appUuid } = await makeApp();
    const create = ['tenant', 'create', '--app', appUuid, '--name', 'Jänner & Söhne', '--email', 'a@b.example'];
    expect(await json([...create, '--uuid', 't-1', '--locale', 'de-at'])).toMatchObject({
      tenantUuid: 't-1',
      locale: 'de-AT',
    });
    await fails([...create, '--uuid', 't-1'], 1, /has a tenant "t-1" already/);
    await fails([...create, '--uuid', 'no spaces'], 1, /1 to 128 characters/);
    await fails([...create, '--locale', 'not a locale'], 1, /language tag/);
    await fails(['tenant', 'create', '--app', appUuid, '--name', 'x', '--email', 'nobody'], 1, /e-mail address/);
    expect(await json(['tenant', 'list', '--app', appUuid])).toMatchObject([
      { tenantUuid: 't-1', name: 'Jänner & Söhne', email: 'a@b.example' },
    ]);
  });

  it('show, set and reset how an app’s portal looks and what it offers', async () => {
    const { appUuid } = await makeApp();
    const app = ['--app', appUuid];
    expect(await json(['portal', 'show', ...app])).toMatchObject({ appUuid, configured: false, logo: null });
    const folder = await mkdtemp(join(tmpdir(), 'bpb-logo-'));
    const [logo, from] = [join(folder, 'logo.png'), join(folder, 'portal.json')];
    await writeFile(logo, pngImage({ width: 64, height: 32 }));
    await writeFile(from, JSON.stringify({ name: 'From a file', features: { cancelReason: false } }));
    const changes = ['--from', from, '--logo', logo, '--name', 'Lumen', '--accent', '#1f5a4b', '--cancel', 'off'];
    const set = ['portal', 'set', ...app];
    expect(await json([...set, ...changes, '--edit-details', 'email,vatNumber'])).toMatchObject({
      appUuid,
      configured: true,
      name: 'Lumen',
      accent: '#1f5a4b',
      logo: { width: 64, height: 32 },
      features: { cancel: false, cancelReason: false, editDetails: ['email', 'vatNumber'] },
    });
    expect(await json([...set, '--logo', 'none', '--name', 'none', '--edit-details', 'none'])).toMatchObject({
      logo: null,
      name: null,
      accent: '#1f5a4b',
      features: { editDetails: [] },
    });
    const { stdout } = await admin(['portal', 'show', ...app]);
    expect(stdout).toMatch(/^accent +#1f5a4b$/m);
    expect(stdout).toMatch(/^cancel +off$/m);
    const copy = join(folder, 'copy.json');
    await writeFile(copy, JSON.stringify(await json(['portal', 'show', ...app])));
    const other = await makeApp();
    expect(await json(['portal', 'set', '--app', other.appUuid, '--from', copy])).toMatchObject({
      appUuid: other.appUuid,
      accent: '#1f5a4b',
      features: { cancel: false, editDetails: [] },
    });
    expect(await json(['portal', 'reset', ...app])).toMatchObject({ configured: false, accent: null });
  });

  describe('refuse to set of an app’s portal', () => {
    let set: string[];
    let folder: string;
    beforeAll(async () => {
      const { appUuid } = await makeApp();
      set = ['portal', 'set', '--app', appUuid];
      folder = await mkdtemp(join(tmpdir(), 'bpb-logo-'));
    });

    it('an accent that cannot be read, and links and words that are none', async () => {
      await fails([...set, '--accent', '#ffd400'], 1, /contrast of 1\.\d\d:1 on the light pages’/);
      await fails([...set, '--terms', 'http://lumen.example'], 1, /termsUrl must be an absolute https URL/);
      await fails([...set, '--edit-details', 'phone'], 1, /must be some of: name, email, company, address, vatNumber/);
      await fails([...set, '--cancel', 'maybe'], 2, /on or off/);
    });

    it('a logo that is missing or no image, and a file with a field that is not known', async () => {
      const from = join(folder, 'portal.json');
      await writeFile(from, '{"colour":"red"}');
      await fails([...set, '--logo', join(folder, 'none.png')], 1, /cannot be read \(ENOENT\)/);
      await fails([...set, '--logo', from], 1, /must be a PNG, JPEG or WebP image/);
      await fails([...set, '--from', from], 1, /colour is not known; these are: name, accent/);
    });
  });

  it('connect, list and disconnect providers, the secret on stdin', async () => {
    const { appUuid } = await makeApp();
    const stripe = `sk_test_${randomBytes(24).toString('hex')}`;
    const mollie = `live_${randomBytes(15).toString('hex')}`;
    sandbox.stripe.addAccount({ secretKeys: [stripe] });
    sandbox.mollie.addProfile({ apiKeys: [mollie] });
    expect(await json(['provider', 'connect', 'stripe', '--app', appUuid], `${stripe}\n`)).toMatchObject({
      provider: 'stripe',
      mode: 'test',
    });
    expect(await json(['provider', 'connect', 'mollie', '--app', appUuid], mollie)).toMatchObject({
      provider: 'mollie',
      mode: 'live',
    });
    expect(await json(['provider', 'list', '--app', appUuid])).toMatchObject([
      { provider: 'mollie', mode: 'live' },
      { provider: 'stripe', mode: 'test' },
    ]);
    expect(await json(['provider', 'disconnect', 'mollie', '--app', appUuid])).toMatchObject({
      provider: 'mollie',
      mode: 'live',
    });
    await fails(['provider', 'disconnect', 'mollie', '--app', appUuid], 1, /not connected to Mollie/);
  });

  it('say so when another account takes the place of one, and not when only its secret is another', async () => {
    const { appUuid } = await makeApp();
    const makeSecret = () => `sk_test_${randomBytes(24).toString('hex')}`;
    const [first, second, other] = [makeSecret(), makeSecret(), makeSecret()];
    const { accountId } = sandbox.stripe.addAccount({ secretKeys: [first, second] });
    sandbox.stripe.addAccount({ secretKeys: [other] });
    const connect = async (secret: string) =>
      (await admin(['provider', 'connect', 'stripe', '--app', appUuid], secret)).stdout;
    for (const secret of [first, second]) expect(await connect(secret)).not.toContain('Until now');
    expect(await connect(other)).toContain(`Until now it was connected to ${accountId} in test mode.`);
  });

  it.each([
    ['stripe', 'pk_test_123456789012345678901234', /not a Stripe secret/],
    ['stripe', 'test_123456789012345678901234567890', /not a Stripe secret/],
    ['mollie', 'sk_test_123456789012345678901234', /not a Mollie secret/],
    ['stripe', '', /No secret came on stdin/],
    ['stripe', 'sk_test_a\nsk_test_b', /one word on one line/],
    ['stripe', 'sk_test_abc', /begins with sk_test_, .*followed by 8 or more letters, digits or underscores\./],
    ['mollie', 'test_abc', /begins with test_ or .*followed by 20 or more letters, digits or underscores\./],
  ])('refuse for %s a secret of the wrong shape: %j', async (provider, secret, reason) => {
    const { appUuid } = await makeApp();
    await fails(['provider', 'connect', provider, '--app', appUuid], 1, reason, secret);
    expect(await operator.connections.list(appUuid)).toEqual([]);
  });

  it('take a secret that is typed, and show nothing of it', async () => {
    const { appUuid } = await makeApp();
    const secret = `sk_test_${randomBytes(24).toString('hex')}`;
    sandbox.stripe.addAccount({ secretKeys: [secret] });
    const { code, stdout, stderr } = await admin(
      ['provider', 'connect', 'stripe', '--app', appUuid],
      typed(`${secret}\r`),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'The secret of stripe (not shown): \n' });
    expect(stdout).not.toContain(secret);
  });

  it.each([
    ['Ctrl-C', 'sk_test_\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('stop at %s instead of a secret, and change nothing', async (_, keys) => {
    const { appUuid } = await makeApp();
    const { code, stdout, stderr } = await admin(['provider', 'connect', 'stripe', '--app', appUuid], typed(keys));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('The secret of stripe (not shown): \nStopped. Nothing was changed.\n');
  });

  it.each(
    [
      ['provider', 'connect', CANARY, '--app', 'x'],
      ['provider', CANARY],
      ['provider', 'connect', 'stripe', CANARY, '--app', 'x'],
      ['provider', 'connect', 'stripe', '--app', 'x', `--secret=${CANARY}`],
      ['provider', 'connect', 'stripe', '--app', 'x', '--secret', CANARY],
      ['provider', 'connect', 'stripe', '--app', 'x', '--mode', CANARY],
    ].map((args) => [args]),
  )('do not repeat a secret that was given as an argument: %j', async (args) => {
    const { code, stdout, stderr } = await admin(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toContain('4eC39H');
    expect(stderr).toMatch(/^error: /);
  });

  it('say so when the provider refuses the secret, or cannot be asked, and change nothing', async () => {
    const { appUuid } = await makeApp();
    const unknown = `sk_test_${randomBytes(24).toString('hex')}`;
    await fails(
      ['provider', 'connect', 'stripe', '--app', appUuid],
      1,
      /Stripe refuses this secret.*Nothing was changed/,
      unknown,
    );
    const fault = sandbox.faults.add({ provider: 'stripe', kind: 'status', status: 503 });
    await fails(
      ['provider', 'connect', 'stripe', '--app', appUuid],
      1,
      /Stripe could not be asked \(unavailable\)\. STRIPE_API_URL is set: .*Nothing was changed/,
      unknown,
    );
    fault.remove();
    expect(await operator.connections.list(appUuid)).toEqual([]);
  });

  it('rewrap stored secrets under the first key', async () => {
    const before = env;
    const { prisma } = operator.database;
    const connectedAt = () => prisma.providerConnection.findMany({ select: { id: true, connectedAt: true } });
    const connected = await connectedAt();
    env = { ...env, SECRET_KEYS: `k2:${randomBytes(32).toString('base64')},${env['SECRET_KEYS']}` };
    const first = await json<{ rewrapped: number }>(['secrets', 'rewrap']);
    expect(first).toMatchObject({ activeKeyId: 'k2', alreadyActive: 0 });
    expect(first.rewrapped).toBeGreaterThan(0);
    expect(await json(['secrets', 'rewrap'])).toMatchObject({ rewrapped: 0 });
    expect(await connectedAt()).toEqual(connected);
    const rotated = env;
    env = before;
    await fails(['app', 'list'], 1, /SECRET_KEYS lacks "k2"/);
    env = rotated;
  });

  it('say to put the old key back when there is another under its id', async () => {
    const before = env;
    const SECRET_KEYS = env['SECRET_KEYS']?.replaceAll(/:[^,]+/g, () => `:${randomBytes(32).toString('base64')}`) ?? '';
    env = { ...env, SECRET_KEYS };
    const why = /^SECRET_KEYS has a "k2", but it does not open a stored secret: .*\. Put back the "k2" that sealed it/;
    await fails(['doctor'], 1, why);
    await fails(['secrets', 'rewrap'], 1, why);
    env = before;
  });

  it('tell, before stored secrets are rewrapped, that services need the new key first', async () => {
    const { stdout } = await admin(['secrets', 'rewrap', '--help']);
    expect(stdout).toMatch(/First restart every service with the new SECRET_KEYS/);
  });

  it('find what is wrong, say how to mend it, and exit 1', async () => {
    const { appUuid } = await makeApp();
    const secret = `sk_test_${randomBytes(24).toString('hex')}`;
    const { accountId } = sandbox.stripe.addAccount({ secretKeys: [secret] });
    await operator.connections.connect({ appUuid, provider: 'stripe', secret });
    expect((await admin(['doctor'])).code).toBe(0);
    const fault = sandbox.faults.add({ provider: 'stripe', account: accountId, kind: 'status', status: 401 });
    const { code, stdout } = await admin(['doctor', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      findings: expect.arrayContaining([
        expect.objectContaining({
          severity: 'problem',
          about: `app ${appUuid}, stripe`,
          what: expect.stringContaining('refuses its secret'),
        }),
      ]),
    });
    expect((await admin(['doctor'])).stdout).toMatch(/To mend it: provider connect stripe/);
    fault.remove();
  });

  it.each([
    [['app', 'disable', 'nobody'], /no app "nobody"/],
    [['key', 'create', '--app', 'nobody', '--type', 'write'], /no app "nobody"/],
    [['key', 'revoke', 'nobody'], /no key "nobody"/],
    [['tenant', 'list', '--app', 'nobody'], /no app "nobody"/],
    [['provider', 'list', '--app', 'nobody'], /no app "nobody"/],
    [['app', 'create', '--name', ' '], /1 to 200 characters/],
    [['app', 'create', '--name', 'x', '--return-origin', 'https://a.example/path'], /must be an origin/],
  ])('fail with a reason and exit 1: %j', async (args, reason) => {
    await fails(args, 1, reason);
  });

  it.each([
    [['nothing'], /unknown command/],
    [['app'], /Usage: admin app/],
    [['app', 'create'], /--name/],
    [['key', 'create', '--app', 'x', '--type', 'admin'], /Allowed choices are read, write/],
    [['key', 'create', '--app', 'x', '--type', 'write', '--expires-in', 'soon'], /like 90d/],
    [['key', 'create', '--app', 'x', '--type', 'write', '--expires-in', '0d'], /at least 1s/],
    [['key', 'create', '--app', 'x', '--type', 'write', '--expires-in', '0'], /at least 1s/],
    [
      ['key', 'create', '--app', 'x', '--type', 'write', '--expires-in', '999999999d'],
      /at most 36500d, which is 100 years/,
    ],
    [['key', 'roll', 'x', '--grace', '99999999999d'], /at most 36500d/],
    [['provider', 'connect', 'paypal', '--app', 'x'], /Allowed choices are stripe, mollie/],
    [['app', 'list', '--loud'], /unknown option/],
    [['app', 'list', 'extra'], /too many arguments/],
    [['portal', 'set', '--app', 'x'], /Nothing to change was given/],
    [['session', 'revoke'], /Name one/],
    [['session', 'revoke', 'x', '--key', 'y'], /Name one/],
    [['session', 'revoke', '--tenant', 'x'], /Name one/],
    [['audit', 'list'], /required option '--app/],
    [['audit', 'list', '--app', 'x', '--since', 'yesterday'], /number with a unit/],
  ])('answer wrong usage with exit 2: %j', async (args, reason) => {
    const { code, stderr } = await admin(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(reason);
  });

  it.each([[], ['app'], ['app', 'create'], ['key', 'roll'], ['provider', 'connect'], ['doctor']].map((args) => [args]))(
    'explain themselves: %j --help',
    async (args) => {
      const { code, stdout } = await admin([...args, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Usage: admin/);
    },
  );

  it('say what is wrong with the environment', async () => {
    const before = env;
    env = { ...env, PORT: 'x', LOG_LEVEL: 'loud' };
    const { code, stderr } = await admin(['app', 'list']);
    env = before;
    expect(code).toBe(1);
    expect(stderr).toMatch(/PORT must be[^]*LOG_LEVEL must be/);
  });

  it('list and revoke sessions, and print the audit trail', async () => {
    const { appUuid } = await makeApp();
    expect(await json(['session', 'list', '--app', appUuid])).toEqual([]);
    expect(await json(['audit', 'list', '--app', appUuid])).toEqual([]);
    const { keyId } = await operator.apiKeys.create({ appUuid, type: 'write' });
    await operator.tenants.create({ appUuid, uuid: 't', name: 'T', email: 'billing@t.example' });
    await operator.database.pool.query(
      `WITH s AS (
         INSERT INTO portal_sessions (id, app_uuid, tenant_uuid, key_id, provider, account, mode, provider_customer_id,
                                      return_url, code_hash, code_expires_at)
         SELECT gen_random_uuid(), $1, 't', $2, 'mollie', 'pfl_1', 'test', 'cst_1', 'https://a.example', 'x',
                now() + interval '5 minutes' RETURNING *)
       INSERT INTO audit_entries (phase, action_id, session_id, app_uuid, tenant_uuid, key_id, provider, action)
       SELECT 'intent', gen_random_uuid(), id, app_uuid, tenant_uuid, key_id, provider, 'subscription_cancel' FROM s`,
      [appUuid, keyId],
    );
    const [session] = await json<{ sessionId: string }[]>(['session', 'list', '--app', appUuid, '--tenant', 't']);
    expect(session).toMatchObject({ tenantUuid: 't', keyId, state: 'unopened' });
    const trail = await json(['audit', 'list', '--app', appUuid, '--tenant', 't', '--since', '1h']);
    expect(trail).toMatchObject([
      {
        phase: 'intent',
        action: 'subscription_cancel',
        sessionId: session?.sessionId,
        appUuid,
        tenantUuid: 't',
        keyId,
      },
    ]);
    expect((await admin(['audit', 'list', '--app', appUuid])).stdout).toMatch(/^at +phase +action/);
    expect(await json(['session', 'revoke', '--key', keyId])).toEqual({ revoked: 1 });
    expect(await json(['session', 'revoke', session?.sessionId ?? ''])).toEqual({ revoked: 0 });
    await fails(['session', 'revoke', '--app', 'nobody'], 1, /There is no app "nobody"/);
  });

  it('print text for people by default', async () => {
    const { stdout } = await admin(['app', 'list']);
    expect(stdout).toMatch(/^appUuid +name +disabled/);
  });
});

describe('a command as a process', () => {
  const process = (args: string[], stdin = ''): Promise<Finished> =>
    startScript('dist/cli/main.js', args, env, stdin).finished;

  it('takes a secret from stdin, prints JSON and nothing else, and exits 0', async () => {
    const { appUuid } = await makeApp();
    const secret = `sk_test_${randomBytes(24).toString('hex')}`;
    sandbox.stripe.addAccount({ secretKeys: [secret] });
    const { code, stdout, stderr } = await process(
      ['provider', 'connect', 'stripe', '--app', appUuid, '--json'],
      `${secret}\n`,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ provider: 'stripe', mode: 'test' });
  });

  it.each([
    ['was refused: 1', ['app', 'disable', 'nobody'], 1, /^There is no app "nobody"/],
    ['was used wrongly: 2', ['app', 'create'], 2, /--name/],
  ])('says why on stderr, and exits with what became of it; it %s', async (_, args, exit, reason) => {
    const { code, stdout, stderr } = await process(args);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toMatch(reason);
  });

  it('ends quietly when nobody reads on, as with head', async () => {
    const { child, finished } = startScript('dist/cli/main.js', ['app', 'list'], env);
    child.stdout?.destroy();
    expect(await finished).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('says so when what it found cannot be written, and exits 1', async () => {
    const unwritable = openSync(`${ROOT}package.json`, 'r');
    const command = [`${ROOT}dist/cli/main.js`, 'app', 'list'];
    const child = spawn(globalThis.process.execPath, command, { env, stdio: ['ignore', unwritable, 'pipe'] });
    closeSync(unwritable);
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await once(child, 'close');
    expect({ code: child.exitCode, stderr }).toEqual({
      code: 1,
      stderr: 'The outcome could not be written to stdout (EBADF).\n',
    });
  });

  it('explains itself on stdout and exits 0', async () => {
    const { code, stdout, stderr } = await process(['app', '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: admin app/);
  });
});
