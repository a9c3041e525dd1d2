import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Express } from 'express';
import { AppError, toPublicError } from '../errors.ts';
import { portOf } from '../ports.ts';
import { createExpressPrototypes } from './express-prototypes.ts';

export type Listening = {
  /** The port that was taken, also when any was asked for. */
  port: number;
  /** Stops accepting, finishes what was accepted, then ends. */
  drain(): Promise<void>;
};

/**
 * @throws Error with code EADDRINUSE, EADDRNOTAVAIL or EACCES when it cannot listen there.
 */
export async function listen(options: { app: Express; host: string; port: number }): Promise<Listening> {
  const times = {
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 5_000,
    keepAliveTimeout: 65_000,
  };
  // Node's own refusals have no envelope, so what lacks its host is refused here, and no unknown Expect is looked at.
  const server = createServer({ ...times, requireHostHeader: false, ...createExpressPrototypes(options.app) });
  let draining = false;
  /** On which the last request was answered, whether or not all of it had come. */
  const answered = new WeakSet<Socket>();
  const answer: RequestListener = (req, res) => {
    answered.delete(req.socket);
    res.once('finish', () => answered.add(req.socket));
    // A kept connection that is told to close is not used for the next request.
    if (draining) res.setHeader('Connection', 'close');
    if (req.headers.host === undefined && req.httpVersion !== '1.0') answerHostless(res);
    else options.app(req, res);
  };
  server.on('request', answer);
  server.on('checkExpectation', answer);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // Nobody waits for another answer.
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && answered.has(socket)) socket.destroy();
    else answerClientError(error, socket);
  });
  let lastOpenedAtMs = 0;
  server.on('connection', () => {
    lastOpenedAtMs = performance.now();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: options.host }, resolve);
  });
  return {
    port: portOf(server),
    async drain() {
      draining = true;
      // Whoever is about to use a kept connection still gets an answer on it, and is told to leave.
      await sleep(LEAVE_MS);
      // What still waits to be accepted when the port closes is reset by the system.
      const giveUpAtMs = performance.now() + LONGEST_LEAVE_MS;
      while (performance.now() < Math.min(giveUpAtMs, lastOpenedAtMs + QUIET_MS)) await sleep(POLL_MS);
      await close(server);
    },
  };
}

const LEAVE_MS = 1_000;
/** No connection was opened for so long: whoever opened some has heard of `/readyz`. */
const QUIET_MS = 500;
/** For those who do not ask; well before a container that is told to stop is killed. */
const LONGEST_LEAVE_MS = 4_000;
const POLL_MS = 50;

/**
 * Stops listening, lets connections that are just opened bring their request, then closes idle ones again and again,
 * since one becomes idle whenever its last answer is sent. `http.Server.close` would cut the fresh ones at once.
 */
async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    NetServer.prototype.close.call(server, () => resolve());
  });
  await Promise.race([closed, sleep(LEAVE_MS)]);
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearInterval(sweep);
}

const FAULTS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'the request’s headers are too large',
  ERR_HTTP_REQUEST_TIMEOUT: 'the request did not arrive in time',
};

/** Node's own answer to what is not HTTP would be an empty body. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const { headers, body } = refusalOf(FAULTS[error.code ?? ''] ?? 'the request is not valid HTTP');
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n${body}`);
}

/** @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2 */
function answerHostless(res: ServerResponse): void {
  const { headers, body } = refusalOf('the Host header is missing');
  res.writeHead(400, headers).end(body);
}

function refusalOf(fault: string) {
  const body = JSON.stringify(toPublicError(new AppError('bad_request', { faults: [fault] })).envelope);
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'x-request-id': randomUUID(),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
    'Content-Length': Buffer.byteLength(body),
  };
  return { headers, body };
}
