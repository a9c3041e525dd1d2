import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbeddedServer } from '../../src/db/embedded/server.ts';
import { createLogger } from '../../src/logger.ts';
import { findPort } from '../../src/ports.ts';
import { startScript, type Running } from '../support/process.ts';

let folder: string;
const started: Running[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bpb-demo-'));
});
afterEach(async () => {
  for (const { child, finished } of started.splice(0)) {
    child.kill('SIGTERM');
    await finished;
  }
  await rm(folder, { recursive: true, force: true });
});

const start = async (): Promise<Running> => {
  const port = await findPort({ host: '127.0.0.1', wanted: null });
  const demo = startScript('dist/sandbox/demo.js', [], { PORT: String(port) }, '', folder);
  started.push(demo);
  return demo;
};

/** @returns undefined when none is noted. */
const postmaster = async (): Promise<number | undefined> => {
  const text = await readFile(join(folder, '.demo', 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[0]) || undefined;
};

/** A process that ended is known until the system's first process has noticed, which may take a second. */
const expectEnded = async (pid: number): Promise<void> => {
  await expect.poll(() => isKnown(pid), { timeout: 5_000 }).toBe(false);
};

const isKnown = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

// Each starts processes, which takes a busy machine its time.
describe('the demo', { timeout: 120_000 }, () => {
  test('ends with all that it started on a Ctrl-C before it is ready', async () => {
    const demo = await start();
    await expect.poll(postmaster, { timeout: 20_000, interval: 20 }).toBeDefined();
    const pid = (await postmaster()) ?? 0;
    demo.child.kill('SIGINT');
    expect(await demo.finished).toEqual({ code: 0, stdout: expect.not.stringContaining('Ready'), stderr: '' });
    await expectEnded(pid);
    expect(await postmaster()).toBeUndefined();
  });

  test('begins afresh after one that was killed, and ends when its terminal is closed', async () => {
    const first = await start();
    await first.waitFor(/Ready/);
    const left = (await postmaster()) ?? 0;
    first.child.kill('SIGKILL');
    await first.finished;
    const second = await start();
    await second.waitFor(/Ready/);
    await expectEnded(left);
    const pid = (await postmaster()) ?? 0;
    second.child.kill('SIGHUP');
    expect(await second.finished).toMatchObject({ code: 0, stderr: '' });
    await expectEnded(pid);
  }, 60_000);

  test('leaves a database alone that something else still uses', async () => {
    const logger = createLogger({ level: 'silent' });
    const server = await openEmbeddedServer({ dataDir: join(folder, '.demo'), logger });
    const pid = (await postmaster()) ?? 0;
    const { code, stderr } = await (await start()).finished;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/\.demo is still in use/) });
    expect(await postmaster()).toBe(pid);
    await server.close();
    await expectEnded(pid);
  });
});
