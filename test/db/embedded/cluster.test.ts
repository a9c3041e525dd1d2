import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
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

  it('is not waited for when it was killed', async () => {
    const cluster = await openCluster({ dataDir: join(folder, 'killed'), settings: ['fsync=off'] });
    await cluster.start({ port: null, exact: false });
    const [pid] = (await readFile(join(cluster.clusterDir, 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await expect.poll(() => cluster.isRunning(), { timeout: 20_000 }).toBe(false);
    const startedAt = Date.now();
    await cluster.stop();
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('the data folder', () => {
  it('is an absolute path: PostgreSQL’s programs run elsewhere', async () => {
    await expect(openCluster({ dataDir: 'relative' })).rejects.toThrow(/must be absolute/);
  });

  it.each([
    [0o1777, 0o1777],
    [0o2755, 0o2755],
    [0o700, process.getuid?.() === 0 ? 0o711 : 0o700],
  ])('that is there keeps its mode %o, but for the way to the cluster', async (mode, kept) => {
    const dataDir = join(folder, `mode-${mode}`);
    await mkdir(dataDir);
    await chmod(dataDir, mode);
    await openCluster({ dataDir });
    expect((await stat(dataDir)).mode & 0o7777).toBe(kept);
  });

  it('is made with all that leads to it', async () => {
    const dataDir = join(folder, 'a', 'b');
    await openCluster({ dataDir });
    expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o700);
    expect((await stat(dataDir)).mode & 0o066).toBe(0);
  });
});
