import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

export type Page = { status: number; contentType: string; text: string };

/** Opens a link as a browser's address bar does: one redirect is followed, and cookies go along. `fetch` cannot, it says that it is a script. */
export async function openAsPerson(url: string, cookie = ''): Promise<Page> {
  const response = await request(url, { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', cookie });
  const { location, 'set-cookie': given = [] } = response.headers;
  const body = await text(response);
  if (location === undefined) {
    return { status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', text: body };
  }
  return openAsPerson(new URL(location, url).href, given.map((line) => line.split(';')[0]).join('; '));
}

function request(url: string, headers: Record<string, string>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, resolve).on('error', reject);
  });
}
