import { request, type IncomingHttpHeaders } from 'node:http';

export type PortalAnswer = {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** What the next request should send as its `Cookie`. */
  cookie: string;
};

export type AskOptions = { method?: string; headers?: Record<string, string>; body?: string };

/** One request as it goes over the wire: `fetch` would follow redirects and send headers of its own. */
export function ask(url: string, { method = 'GET', headers = {}, body }: AskOptions = {}): Promise<PortalAnswer> {
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
    outgoing.end(body);
  });
}

/** What a browser sends of the page's form with that action: its hidden fields, then what the person chose. */
export function fillForm(page: string, action: string, choices: Record<string, string> = {}): string {
  const [, inside = ''] = page.split(`action="${action}"`);
  const fields = [
    ...(inside.split('</form>')[0] ?? '').matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g),
  ];
  if (fields.length === 0) throw new Error(`the page has no form for ${action}`);
  const hidden = fields.map(([, name = '', value = '']) => [name, value]);
  return new URLSearchParams([...hidden, ...Object.entries(choices)]).toString();
}

/** Sends a form as a browser does from a page of the same origin. */
export function submit(url: string, options: { cookie: string; body: string; headers?: Record<string, string> }) {
  const headers = {
    cookie: options.cookie,
    origin: new URL(url).origin,
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'content-type': 'application/x-www-form-urlencoded',
    ...options.headers,
  };
  return ask(url, { method: 'POST', headers, body: options.body });
}
