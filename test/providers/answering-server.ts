import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export type AnsweringServer = {
  url: string;
  /** Method and path of every request so far. */
  requests: string[];
  connections: () => number;
  close: () => Promise<void>;
};

/** A server on loopback that answers as a test says: for answers that no stand-in would give. */
export async function startAnsweringServer(answer: RequestListener): Promise<AnsweringServer> {
  const requests: string[] = [];
  let connections = 0;
  const server = createServer((req, res) => {
    requests.push(`${req.method} ${req.url}`);
    answer(req, res);
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    async close() {
      const closed = new Promise((resolve) => {
        server.close(resolve);
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The same JSON for every request. */
export function always(status: number, body: unknown, headers: Record<string, string> = {}): RequestListener {
  return (req, res) => {
    req.resume();
    res.writeHead(status, { 'content-type': 'application/json', ...headers });
    res.end(JSON.stringify(body));
  };
}
