import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { exchange, ExchangeTimeout } from '../../src/providers/exchange.ts';

/** Takes no connection while it sleeps, so the system lets those wait that do not fit its queue. */
const SLEEPER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:http').createServer((req, res) => {
    parentPort.postMessage({ path: req.url });
    res.setHeader('content-type', 'application/json').end('{"object":"list"}');
  });
  server.on('connection', () => parentPort.postMessage({ connected: true }));
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage({ port: server.address().port });
    setImmediate(() => Atomics.wait(workerData, 0, 0));
  });`;

/** As many as the system takes for a queue of one: it asks again later for those that come after. */
const FILLERS = 2;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

it('sends nothing on a connection that opens after the attempt was given up', async () => {
  const alarm = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(SLEEPER, { eval: true, workerData: alarm });
  cleanUps.push(() => worker.terminate());
  const paths: string[] = [];
  let connections = 0;
  const port = await new Promise<number>((resolve) => {
    worker.on('message', (message: { port?: number; path?: string; connected?: boolean }) => {
      if (message.connected) connections += 1;
      if (message.port !== undefined) resolve(message.port);
      if (message.path !== undefined) paths.push(message.path);
    });
  });
  const fillers = Array.from({ length: FILLERS }, () => connect({ port, host: '127.0.0.1' }));
  cleanUps.push(() => fillers.forEach((socket) => socket.destroy()));
  const send = (path: string) => exchange(`http://127.0.0.1:${port}`, { path, method: 'GET' }, 500);
  await expect(send('/given-up')).rejects.toThrow(ExchangeTimeout);
  Atomics.store(alarm, 0, 1);
  Atomics.notify(alarm, 0);
  // The system goes on asking for the connection of what was given up.
  await expect.poll(() => connections, { timeout: 20_000 }).toBe(FILLERS + 1);
  expect((await send('/later')).status).toBe(200);
  expect(paths).toEqual(['/later']);
});
