/**
 * PostgreSQL's conditions under which the same statement may succeed in a moment: connection (08), resources (53),
 * shutdown and start (57P), a standby that became primary or a server that takes no writes (25006), serialization and
 * deadlock, statement timeout; while somebody works on the server, a database that takes no connections (55000) or has
 * another name (3D000), and a password that was changed (28000, 28P01). And two that end with the connection: a prepared
 * statement whose columns a migration has changed (0A000), or that the server has forgotten (26000).
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNAVAILABLE_STATES =
  /^(?:08\w{3}|28000|28P01|3D000|53\w{3}|57P0\d|57014|25006|40001|40P01|55000|55P03|0A000|26000)$/;
const SOCKET_CODES = /^E(?:CONNREFUSED|CONNRESET|PIPE|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH)$/;
/** What @prisma/adapter-pg makes of the same. */
const ADAPTER_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'AuthenticationFailed',
  'DatabaseAccessDenied',
  'DatabaseDoesNotExist',
  'TransactionWriteConflict',
]);
/**
 * Prisma's: refused the password, cannot reach, timed out, no such database or no access to it, connection closed, pool
 * timeout, transaction closed or conflicting.
 */
const PRISMA_CODES = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'P2037',
]);
/** Where pg has no code, only words of its own. */
const PG_MESSAGES = [
  /^Connection terminated/,
  /^timeout exceeded when trying to connect/,
  /^timeout expired/,
  /^Query read timeout/,
  /^Client has encountered a connection error/,
  /^Client was closed/,
  /^Cannot use a pool after calling end/,
];

/** True when the database is away or overloaded for the moment, as pg or Prisma say it: a repeat may succeed. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return chainOf(error).some(({ code, kind, message }) => {
    if (PG_MESSAGES.some((pattern) => pattern.test(message))) return true;
    if (code !== undefined && (UNAVAILABLE_STATES.test(code) || SOCKET_CODES.test(code) || PRISMA_CODES.has(code)))
      return true;
    return kind !== undefined && ADAPTER_KINDS.has(kind);
  });
}

/** True when a row with the same unique value is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return chainOf(error).some(
    ({ code, kind }) => code === '23505' || code === 'P2002' || kind === 'UniqueConstraintViolation',
  );
}

type Link = { code: string | undefined; kind: string | undefined; message: string };

const MAX_DEPTH = 6;

/** An error, its causes, and the driver's own error that Prisma hides in `meta`. */
function chainOf(error: unknown, depth = 0): Link[] {
  if (typeof error !== 'object' || error === null || depth > MAX_DEPTH) return [];
  const text = (key: string): string | undefined => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? value : undefined;
  };
  const link = { code: text('originalCode') ?? text('code'), kind: text('kind'), message: text('message') ?? '' };
  const meta: unknown = Reflect.get(error, 'meta');
  const inner: unknown[] = [Reflect.get(error, 'cause'), driverErrorOf(meta)];
  const errors: unknown = Reflect.get(error, 'errors');
  if (Array.isArray(errors)) inner.push(...errors.slice(0, 4));
  return [link, ...inner.flatMap((next) => chainOf(next, depth + 1))];
}

function driverErrorOf(meta: unknown): unknown {
  return typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'driverAdapterError') : undefined;
}
