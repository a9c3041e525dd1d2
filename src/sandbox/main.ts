import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createSandbox } from './sandbox.ts';

const USAGE =
  'sandbox: [--host 127.0.0.1] [--stripe-port 0] [--mollie-port 0] [--latency-ms 0] [--allow-loopback-webhooks]';

/** The sandbox as a process of its own: one line of JSON with both URLs when it is ready, then until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      'stripe-port': { type: 'string', default: '0' },
      'mollie-port': { type: 'string', default: '0' },
      'latency-ms': { type: 'string', default: '0' },
      'allow-loopback-webhooks': { type: 'boolean', default: false },
    },
  });
  const sandbox = await createSandbox({
    host: values.host,
    stripePort: toNumber('--stripe-port', values['stripe-port']),
    molliePort: toNumber('--mollie-port', values['mollie-port']),
    latencyMs: toNumber('--latency-ms', values['latency-ms']),
    allowLoopbackWebhooks: values['allow-loopback-webhooks'],
  });
  process.stdout.write(`${JSON.stringify({ stripeUrl: sandbox.stripeUrl, mollieUrl: sandbox.mollieUrl })}\n`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await sandbox.close();
}

function toNumber(name: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Error(`${name} must be a number`);
  return Number(text);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
});
