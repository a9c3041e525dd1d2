import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

it('a caller whose body does not come is told so in time, on a connection that is closed then', async () => {
  const { appUuid, tenantUuid, headers } = await service.createApp();
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `POST /api/v1/apps/${appUuid}/tenants/${tenantUuid}/payment-providers/stripe/billing-portals HTTP/1.1\r\n` +
      `Host: localhost\r\n${lines.join('')}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"def`,
  );
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('the body did not arrive in time');
  expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
}, 20_000);
