import { parseArgs } from 'node:util';
import { CASES } from './cases.js';
import { compare } from './comparison.js';
import { startLoadProcess } from './load-process.js';
import { createWorld } from './world.js';

const USAGE = `npm run bench -- [section ...] [--all] [--rounds 5] [--seconds 2] [--case "warm Stripe"]... [--who "this service"]... [--profile]`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      case: { type: 'string', multiple: true },
      who: { type: 'string', multiple: true },
      profile: { type: 'boolean', default: false },
    },
  });
  const cases = CASES.filter((name) => values.case?.includes(name) ?? true);
  const world = await createWorld();
  const load = startLoadProcess();
  try {
    const roundMs = Number(values.seconds) * 1000;
    const table = await compare(
      { world, load },
      { rounds: Number(values.rounds), roundMs, cases, who: values.who, profile: values.profile },
    );
    process.stdout.write(`${table}\n`);
  } finally {
    load.stop();
    await world.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
});
