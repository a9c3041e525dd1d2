import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { TestDatabase } from './database.ts';
import { type Finished, type Running, startScript } from './process.ts';
import { createSurroundings } from './process-world.ts';

/** The operator's commands as processes, on a database of their own and beside stand-ins for the providers. */
export type AdminWorld = {
  sandbox: Sandbox;
  database: TestDatabase;
  start: (args: string[], stdin?: string) => Running;
  run: (args: string[], stdin?: string) => Promise<Finished>;
  /** With --json; fails unless it succeeds. */
  json: <T = Record<string, unknown>>(args: string[], stdin?: string) => Promise<T>;
  close: () => Promise<void>;
};

export async function createAdminWorld(): Promise<AdminWorld> {
  const { sandbox, database, env, close } = await createSurroundings();
  const start = (args: string[], stdin = '') => startScript('dist/cli/main.js', args, env, stdin);
  return {
    sandbox,
    database,
    start,
    run: (args, stdin) => start(args, stdin).finished,
    async json<T>(args: string[], stdin?: string) {
      const { code, stdout, stderr } = await start([...args, '--json'], stdin).finished;
      if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
      return JSON.parse(stdout) as T;
    },
    close,
  };
}
