import { request, type IncomingHttpHeaders } from 'node:http';

export type PortalAnswer = {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** What the next request should send as its `Cookie`. */
  cookie: string;
};

export type AskOptions = { method?: string; headers?: Record<string, string> };

/** One request as it goes over the wire: `fetch` would follow redirects and send headers of its own. */
export function ask(url: string, { method = 'GET', headers = {} }: AskOptions = {}): Promise<PortalAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const cookies = incoming.headers['set-cookie'] ?? [];
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
