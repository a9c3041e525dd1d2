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
    ['a session', async (input: Input) => ({ sessionId: (await control.list(input))[0]?.sessionId ?? '' })],
    ['a key’s', async ({ keyId }: Input) => ({ keyId })],
    ['a tenant’s', async ({ appUuid, tenantUuid }: Input) => ({ appUuid, tenantUuid })],
    ['an app’s', async ({ appUuid }: Input) => ({ appUuid })],
  ])('revokes %s, at once, and nobody else’s', async (_whose, choose) => {
    const [input, other] = [await portal.seed(), await portal.seed()];
    const [mine, foreign] = [await enter(input), await enter(other)];
    const choice = await choose(input);
    expect(await control.revoke(choice)).toEqual({ revoked: 1 });
    expect(await control.revoke(choice)).toEqual({ revoked: 0 });
    expect(await mine.status()).toBe(401);
    expect(await foreign.status()).toBe(200);
    expect(await states(input)).toEqual(['revoked']);
  });

  it('revokes links that nobody opened yet', async () => {
    const input = await portal.seed();
    const link = await portal.openLink(input);
    await control.revoke({ appUuid: input.appUuid });
    expect((await ask(link)).status).toBe(410);
  });

  it('closes an app’s sessions by disabling the app', async () => {
    const input = await portal.seed();
    const mine = await enter(input);
    await createApps({ prisma: portal.database.prisma }).disable(input.appUuid);
    expect(await mine.status()).toBe(401);
  });

  it.each([
    [{ sessionId: 'nonsense' }, 'There is no session'],
    [{ sessionId: '6a1f0c1e-6d0a-4a53-8d43-0b1f2c3d4e5f' }, 'There is no session'],
    [{ keyId: 'nonsense' }, 'There is no key'],
    [{ appUuid: 'nonsense' }, 'There is no app'],
  ])('is told that there is no %o', async (choice, reason) => {
    await expect(control.revoke(choice)).rejects.toThrow(reason);
  });
});
