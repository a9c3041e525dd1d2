import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { createLogger } from '../../src/logger.ts';
import { createTestDatabase } from '../support/database.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

it('a database that answers nothing any more is closed in time: a stop signal does not wait for the network', async () => {
  const testDatabase = await createTestDatabase();
  const url = new URL(testDatabase.connectionString);
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(proxy.port);
  const logger = createLogger({ level: 'silent' });
  const database = await openDatabase({ databaseUrl: url.href, dataDir: '', logger });
  await Promise.all([database.prisma.app.count(), database.ping(), database.readSql.$queryRaw`SELECT 1`]);
  proxy.fallSilent();
  const closed = database.close().then(() => 'closed');
  expect(await Promise.race([closed, sleep(10_000)])).toBe('closed');
  await proxy.goAway();
  await testDatabase.drop();
});
