import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { originOf, portOf } from '../../ports.ts';
import type { IncomingCall } from './provider-api.ts';
import { randomId } from './ids.ts';

const MAX_BODY_BYTES = 1_000_000;
/** Longer than the SDKs keep a connection idle, so a request never meets a socket that is being closed. */
const KEEP_ALIVE_MS = 120_000;

export type SandboxServer = { url: string; close(): Promise<void> };

/**
 * One listening stand-in. Closing it cuts every connection, those of calls that are held or hang included.
 * @throws Error with code EADDRINUSE, EADDRNOTAVAIL or EACCES when it cannot listen there.
 */
export async function startServer(options: {
  host: string;
  port: number;
  handle: (call: IncomingCall, res: ServerResponse) => Promise<void>;
}): Promise<SandboxServer> {
  const listener: RequestListener = (req, res) => {
    answer(req, res).catch((error: unknown) => failLoudly(res, error));
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: options.host, port: options.port }, resolve);
  });
  const port = portOf(server);
  return {
    url: originOf({ host: options.host, port }),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readBody(req);
    if (body === null) return tooLarge(res);
    const url = new URL(`http://sandbox${req.url ?? '/'}`);
    await options.handle(
      {
        method: req.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: req.headers,
        body,
        requestId: randomId('req_', 14),
      },
      res,
    );
  }
}

async function readBody(req: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(res: ServerResponse): void {
  res.writeHead(413, { connection: 'close' });
  res.end();
}

/** A fault of the stand-in's own must not pass for one of the provider's. */
function failLoudly(res: ServerResponse, error: unknown): void {
  // The caller has hung up while it was still sending.
  if (res.destroyed || (error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) return;
  process.stderr.write(`sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  if (res.headersSent) return void res.destroy();
  res.writeHead(500, { 'content-type': 'text/plain' });
  res.end('The stand-in itself has failed; its standard error says how.');
}
