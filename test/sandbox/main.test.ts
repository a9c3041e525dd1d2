import { afterEach, describe, expect, test } from 'vitest';
import { createSandboxClient } from '../../src/sandbox/client.ts';
import { startScript, type Running } from '../support/process.ts';
import { stripeClient, stripeKey } from './clients.ts';

let running: Running | undefined;

afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.finished;
});

describe('the sandbox as a process', () => {
  test('prints both URLs on one line when it is ready, is driven over HTTP, and ends on SIGTERM', async () => {
    running = startScript('dist/sandbox/main.js', ['--latency-ms', '1'], {});
    const [line] = await running.waitFor(/^\{.*\}$/m);
    const { stripeUrl, mollieUrl } = JSON.parse(line);
    const client = createSandboxClient(mollieUrl);
    const key = stripeKey('sk_test');
    await client.stripe.addAccount({ secretKeys: [key] });
    await stripeClient(stripeUrl, key).customers.create({ name: 'Tenant' });
    expect(await client.stripe.customers()).toMatchObject([{ name: 'Tenant' }]);
    running.child.kill('SIGTERM');
    expect(await running.finished).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([[['--stripe-port', 'http']], [['--port', '1']]])(
    'refuses %o, says how it is used and ends with 1',
    async (args) => {
      running = startScript('dist/sandbox/main.js', args, {});
      expect(await running.finished).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining('--stripe-port'),
      });
    },
  );
});
