import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminWorld, createAdminWorld } from '../support/admin.ts';
import { makeCustomerWith, newSecret } from '../support/existing-customers.ts';

let world: AdminWorld;
let folder: string;
let database: Client;

beforeAll(async () => {
  world = await createAdminWorld();
  folder = await mkdtemp(join(tmpdir(), 'bpb-import-'));
  database = new Client({ connectionString: world.database.connectionString });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const HEADER = 'tenantUuid,name,email,locale,providerCustomerId';
const COUNT = 60;
const TIMEOUT_MS = 120_000;

const write = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

type Totals = { created: number; unchanged: number; linked: number; stopped: string | null };

describe('the command tenant import', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)(
    'leaves whole lines behind after %s, and goes on from there',
    async (signal) => {
      const { appUuid } = await world.json<{ appUuid: string }>(['app', 'create', '--name', 'Moves in']);
      const secret = newSecret('stripe');
      world.sandbox.stripe.addAccount({ secretKeys: [secret] });
      await world.json(['provider', 'connect', 'stripe', '--app', appUuid], secret);
      const url = `${world.sandbox.stripeUrl}/v1/customers`;
      const make = () => makeCustomerWith({ url, secret, name: 'Made by its owner' });
      const ids = await Promise.all(Array.from({ length: COUNT }, make));
      const lines = ids.map((id, index) => `t${index},Tenant ${index},t${index}@tenant.example,,${id}`);
      const file = await write(`${signal}.csv`, [HEADER, ...lines].join('\n'));
      const args = ['tenant', 'import', '--app', appUuid, '--provider', 'stripe', '--file', file];
      const stored = async () => {
        const { rows } = await database.query<{ uuid: string; customer: string | null }>(
          `SELECT t.uuid, c.provider_customer_id AS customer FROM tenants t LEFT JOIN provider_customers c
             ON c.app_uuid = t.app_uuid AND c.tenant_uuid = t.uuid WHERE t.app_uuid = $1`,
          [appUuid],
        );
        return rows;
      };

      // Each look-up waits to be let go, so that the signal comes when some lines are stored and others are not.
      const hold = world.sandbox.faults.add({ provider: 'stripe', method: 'GET', kind: 'hold', skip: COUNT / 2 });
      const running = world.start([...args, '--json']);
      await hold.struck();
      await expect.poll(async () => (await stored()).length, { timeout: TIMEOUT_MS }).toBeGreaterThan(10);
      running.child.kill(signal);
      if (signal === 'SIGINT') await running.waitFor(/Stopping after the lines that are under way/);
      hold.remove();
      const { code, stdout } = await running.finished;
      const after = await stored();
      expect(after.length).toBeLessThan(COUNT);
      // Never a tenant without the customer of its line.
      const expected = after.map(({ uuid }) => ({ uuid, customer: ids[Number(uuid.slice(1))] }));
      expect(after).toEqual(expected);
      if (signal === 'SIGINT') {
        const totals = JSON.parse(stdout) as Totals;
        expect(code).toBe(1);
        expect(totals).toMatchObject({ created: after.length, linked: after.length, stopped: 'It was stopped.' });
      }
      const rest = COUNT - after.length;
      const again = await world.json<Totals>(args);
      expect(again).toMatchObject({ created: rest, linked: rest, unchanged: after.length, bad: 0, stopped: null });
      expect(await stored()).toHaveLength(COUNT);
    },
    TIMEOUT_MS,
  );

  it(
    'prints for people the bad lines and what became of the others, exits 1, and prints nothing that steers a terminal',
    async () => {
      const { appUuid } = await world.json<{ appUuid: string }>(['app', 'create', '--name', 'Bad lines']);
      const good = '{"tenantUuid":"t1","name":"N","email":"a@b.example"}';
      const file = await write('bad.jsonl', `${good}\n{"\\u001b[2Jx":1}\n`);
      const { code, stdout, stderr } = await world.run(['tenant', 'import', '--app', appUuid, '--file', file]);
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(stdout).toMatch(/^line 2: \\u001b\[2Jx is not a field of a tenant\n/);
      expect(stdout).toMatch(/\n2 lines, 1 bad. tenants: 1 created, 0 updated, 0 unchanged; customers: 0 linked.\n$/);
      expect(stdout).not.toContain('\u001B');
    },
    TIMEOUT_MS,
  );

  it(
    'refuses a file that is not ours with a reason on stderr, exit 1 and nothing on stdout, and wrong usage with exit 2',
    async () => {
      const { appUuid } = await world.json<{ appUuid: string }>(['app', 'create', '--name', 'No file']);
      const file = await write('wrong.csv', 'a,b\n');
      const refused = await world.run(['tenant', 'import', '--app', appUuid, '--file', file, '--json']);
      expect([refused.code, refused.stdout]).toEqual([1, '']);
      expect(refused.stderr).toMatch(/The first line must name the columns/);
      expect((await world.run(['tenant', 'import', '--app', appUuid])).code).toBe(2);
      const help = await world.run(['tenant', 'import', '--help']);
      expect(help.stdout).toContain(HEADER);
      expect(help.stdout).toMatch(/run the same command again/);
    },
    TIMEOUT_MS,
  );
});
