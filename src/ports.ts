import { createServer, type Server } from 'node:net';

/** The port that a listening server has. */
export function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}

/** As a URL has it. @param host a name or an address. */
export function originOf({ host, port }: { host: string; port: number }): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The wanted port when it is free at this moment, else any that is. */
export async function findPort({ host, wanted }: { host: string; wanted: number | null }): Promise<number> {
  const probe = createServer();
  const tryPort = (port: number): Promise<boolean> =>
    new Promise((resolve) => {
      probe.once('error', () => resolve(false)).listen(port, host, () => resolve(true));
    });
  if (wanted === null || !(await tryPort(wanted))) await tryPort(0);
  const port = portOf(probe);
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  return port;
}
