import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findPort } from '../../dist/ports.js';
import type { Usage } from './probe.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type ServerProcess = {
  url: string;
  /** From the start of the process until it answered. */
  startMs: number;
  /** The process's own accounting, all its threads included. */
  usage: () => Promise<Usage>;
  stop: () => Promise<void>;
};

export type ServerScript = {
  /** From the project's root. */
  script: string;
  env: Record<string, string>;
  /** Of Node itself. */
  nodeArgs?: string[];
};

/** Starts a server with its log on the null device, as cheap as a log can be, and waits until it answers. */
export async function startServer({ script, env, nodeArgs = [] }: ServerScript): Promise<ServerProcess> {
  const port = await findPort({ host: '127.0.0.1', wanted: null });
  const url = `http://127.0.0.1:${port}`;
  const { PATH = '', HOME = '' } = process.env;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...nodeArgs, '--import', `${ROOT}.bench/bench/probe.js`, ROOT + script], {
    env: { PATH, HOME, NODE_ENV: 'production', ...env, PORT: String(port) },
    stdio: ['ignore', openSync(devNull, 'w'), 'inherit', 'ipc'],
  });
  await untilAnswering(child, url);
  return {
    url,
    startMs: performance.now() - startedAt,
    async usage() {
      child.send('usage');
      const [usage] = (await once(child, 'message')) as [Usage];
      return usage;
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function untilAnswering(child: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('a measured server ended before it answered');
    const answered = await fetch(`${url}/livez`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(5);
  }
}
