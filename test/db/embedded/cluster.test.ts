import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCluster } from '../../../src/db/embedded/cluster.ts';
import { portOf } from '../../../src/ports.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bpb-cluster-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the cluster’s server', () => {
  it('takes another port when the wanted one is taken, and waits for it when connections know it already', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const port = portOf(other);
    const cluster = await openCluster({ dataDir: join(folder, 'data'), settings: ['fsync=off'] });
    await expect(cluster.start({ port, exact: true })).rejects.toThrow(/did not start.*postgres\.log says why/);
    await cluster.start({ port, exact: false });
    const chosen = await cluster.readPort();
    expect(chosen).not.toBe(port);
    await cluster.stop();
    await new Promise((resolve) => {
      other.close(resolve);
    });
    await cluster.start({ port, exact: true });
    expect(await cluster.readPort()).toBe(port);
    await cluster.stop();
  });
});
