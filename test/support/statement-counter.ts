import { connect, createServer } from 'node:net';
import { portOf } from '../../src/ports.ts';

export type StatementCounter = {
  /** The connection string that goes through the counter. */
  connectionString: string;
  /** The text of each statement that was executed since the last `clear`, in order. */
  statements: () => string[];
  clear: () => void;
  close: () => Promise<void>;
};

/**
 * Stands between a client and PostgreSQL and reads what the client sends: whatever library sends it, each statement is
 * an Execute or a simple Query message on the wire.
 * @see https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export async function countStatements(connectionString: string): Promise<StatementCounter> {
  const target = new URL(connectionString);
  let statements: string[] = [];
  const server = createServer((near) => {
    const far = connect({ host: target.hostname, port: Number(target.port || 5432) });
    const reader = createReader((text) => void statements.push(text));
    near.on('data', (chunk) => reader.read(chunk));
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = new URL(connectionString);
  url.host = `127.0.0.1:${portOf(server)}`;
  return {
    connectionString: url.href,
    statements: () => [...statements],
    clear() {
      statements = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** Follows one connection: which text a named statement has, and which one the portal was bound to. */
function createReader(onStatement: (text: string) => void) {
  const textOf = new Map<string, string>();
  let pending = Buffer.alloc(0);
  let bound = '';
  let isStarted = false;

  const take = (type: string, body: Buffer): void => {
    const [first = '', second = ''] = body.toString('utf8').split('\0');
    if (type === 'Q') onStatement(first);
    if (type === 'P') textOf.set(first, second);
    if (type === 'B') bound = textOf.get(second) ?? '';
    if (type === 'E') onStatement(bound);
  };

  return {
    read(chunk: Buffer): void {
      pending = Buffer.concat([pending, chunk]);
      for (;;) {
        // The first message of a connection has no type.
        const header = isStarted ? 1 : 0;
        if (pending.length < header + 4) return;
        const end = header + pending.readUInt32BE(header);
        if (pending.length < end) return;
        if (isStarted) take(String.fromCharCode(pending[0] ?? 0), pending.subarray(5, end));
        isStarted = true;
        pending = pending.subarray(end);
      }
    },
  };
}
