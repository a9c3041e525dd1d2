import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApps } from '../../src/services/apps.ts';
import { createSessionControl, type SessionControl } from '../../src/services/session-control.ts';
import { ask } from '../portal/ask.ts';
import { startTestPortal, type TestPortal } from '../portal/test-portal.ts';

let portal: TestPortal;
let control: SessionControl;

beforeAll(async () => {
  portal = await startTestPortal();
  const { prisma } = portal.database;
  control = createSessionControl({ prisma, apps: createApps({ prisma }) });
});

afterAll(async () => {
  await portal?.close();
});

type Input = Awaited<ReturnType<TestPortal['seed']>>;

async function enter(input: Input) {
  const { cookie } = await ask(await portal.openLink(input));
  const status = async () => (await ask(`${portal.origin}/portal`, { headers: { cookie } })).status;
  return { cookie, status };
}

/** Of the same app. */
async function addTenant(input: Input): Promise<Input> {
  const [{ appUuid }, { tenantUuid: uuid }] = [input, await portal.seed()];
  await portal.database.prisma.tenant.create({ data: { appUuid, uuid, name: 'Other', email: 'other@tenant.example' } });
  return { ...input, tenantUuid: uuid };
}

/** Of the same app, for the same tenant. */
async function addKey(input: Input): Promise<Input> {
  const keyId = `${input.keyId.slice(1)}0`;
  const data = { keyId, appUuid: input.appUuid, type: 'write', hash: new Uint8Array(32) } as const;
  await portal.database.prisma.apiKey.create({ data });
  return { ...input, keyId };
}

const states = async (input: Input) =>
  (await control.list({ appUuid: input.appUuid })).map(({ state }) => state).toSorted();

describe('the operator', () => {
  it('sees links and sessions without what opens them', async () => {
    const input = await portal.seed();
    await portal.openLink(input);
    await enter(input);
    expect(await states(input)).toEqual(['open', 'unopened']);
    const [session] = await control.list({ appUuid: input.appUuid, tenantUuid: input.tenantUuid });
    expect(session).toMatchObject({ tenantUuid: input.tenantUuid, keyId: input.keyId, provider: 'mollie' });
    expect(JSON.stringify(await control.list(input))).not.toMatch(/bp[ls]_|hash/i);
    expect(await control.list({ appUuid: input.appUuid, tenantUuid: 'another' })).toEqual([]);
    await portal.database.prisma.app.update({ where: { uuid: input.appUuid }, data: { disabledAt: new Date() } });
    expect(await states(input)).toEqual(['over', 'over']);
  });

  it.each([
    [
      'one session, and not another of the same tenant',
      async (input: Input) => ({ sessionId: (await control.list(input))[0]?.sessionId ?? '' }),
      (input: Input) => Promise.resolve(input),
    ],
    ['a key’s, and not those of another key', async ({ keyId }: Input) => ({ keyId }), addKey],
    [
      'a tenant’s, and not those of another tenant of the app',
      async ({ appUuid, tenantUuid }: Input) => ({ appUuid, tenantUuid }),
      addTenant,
    ],
    ['an app’s, and not those of another app', async ({ appUuid }: Input) => ({ appUuid }), () => portal.seed()],
  ])('revokes at once %s', async (_whose, choose, seedOther) => {
    const input = await portal.seed();
    const mine = await enter(input);
    const choice = await choose(input);
    const foreign = await enter(await seedOther(input));
    expect(await control.revoke(choice)).toEqual({ revoked: 1 });
    expect(await control.revoke(choice)).toEqual({ revoked: 0 });
    expect(await mine.status()).toBe(401);
    expect(await foreign.status()).toBe(200);
    expect((await states(input)).filter((state) => state === 'revoked')).toHaveLength(1);
  });

  it('revokes links that nobody opened yet', async () => {
    const input = await portal.seed();
    const link = await portal.openLink(input);
    await control.revoke({ appUuid: input.appUuid });
    expect((await ask(link)).status).toBe(410);
  });

  it('closes an app’s sessions and links by disabling the app, for good: enabling it again opens none of them', async () => {
    const [input, other] = [await portal.seed(), await portal.seed()];
    const [mine, foreign, link] = [await enter(input), await enter(other), await portal.openLink(input)];
    const apps = createApps({ prisma: portal.database.prisma });
    await apps.disable(input.appUuid);
    expect(await mine.status()).toBe(401);
    await apps.enable(input.appUuid);
    expect(await mine.status()).toBe(401);
    expect((await ask(link)).status).toBe(410);
    expect(await (await enter(input)).status()).toBe(200);
    expect(await foreign.status()).toBe(200);
  });

  it.each([
    [{ sessionId: 'nonsense' }, 'There is no session'],
    [{ sessionId: '6a1f0c1e-6d0a-4a53-8d43-0b1f2c3d4e5f' }, 'There is no session'],
    [{ keyId: 'nonsense' }, 'There is no key'],
    [{ appUuid: 'nonsense' }, 'There is no app'],
    [{ tenantUuid: 'nonsense' }, 'There is no tenant "nonsense" of that app. See them with: tenant list --app'],
  ])('is told that there is no %o', async (given, reason) => {
    const choice = 'tenantUuid' in given ? { ...given, appUuid: (await portal.seed()).appUuid } : given;
    await expect(control.revoke(choice)).rejects.toThrow(reason);
  });
});
