import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { type Connection, type FieldDef, type Pool, Query, type Submittable, types } from 'pg';
import { Prisma } from './generated/client.ts';

/** A parameter: PostgreSQL reads a text as what the statement needs in its place. */
export type StatementValue = string | number | boolean | Date | Buffer | null;

/** @returns what each row holds. */
export type Statement<Json> = (values: readonly StatementValue[]) => Promise<Json[]>;

/** Prisma's two tags for SQL: its client, one transaction of it, or `createSql`. */
export type RawSql = {
  $queryRaw<T = unknown>(strings: TemplateStringsArray, ...values: unknown[]): Promise<T>;
  /** @returns how many rows were changed. */
  $executeRaw(strings: TemplateStringsArray, ...values: unknown[]): Promise<number>;
};

export type Sql = RawSql & {
  /**
   * For what every call or page runs.
   * @param named.name its own, of at most 63 characters.
   * @param named.text returns one column, JSON; or no rows.
   */
  prepare: <Json = never>(named: { name: string; text: string }) => Statement<Json>;
};

/** What pg sends, and calls back once. */
export type SentQuery = Submittable & { text: string; callback: ((error: Error | null) => void) | undefined };

/** @returns the query when PostgreSQL has answered. */
export type SendQuery = <Query extends SentQuery>(query: Query) => Promise<Query>;

/** Each has a connection to itself while it is under way; for one that is free it waits unsent. */
export const sendOver =
  (pool: Pool): SendQuery =>
  (query) =>
    new Promise((resolve, reject) => {
      pool.query(query, (error: Error | undefined) => {
        if (error) reject(error);
        else resolve(query);
      });
    });

/**
 * Statements that callers wait for, carried out by the driver itself: each of Prisma's own costs several times as much.
 * All have names, so that PostgreSQL parses and plans each once per connection: a third of the service's CPU per call,
 * and most of PostgreSQL's. What is written between the values of a tag must not
 * vary, nor which of them are SQL.
 */
export function createSql(send: SendQuery): Sql {
  const statements = new Map<string, DriverStatement>();
  const statementOf = (text: string): DriverStatement => {
    const known = statements.get(text);
    if (known) return known;
    const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    const statement: DriverStatement = { name, text, columns: null, isFixed: false };
    statements.set(text, statement);
    return statement;
  };
  /** Of the tags that hold nothing but values: their text is always the same. */
  const plain = new WeakMap<TemplateStringsArray, DriverStatement>();
  const run = (strings: TemplateStringsArray, inserted: unknown[]): Promise<StatementRun> => {
    const known = plain.get(strings);
    if (known) return send(new StatementRun(known, inserted));
    const { text, values } = Prisma.sql(strings, ...inserted);
    const statement = statementOf(text);
    if (!inserted.some((value) => value instanceof Prisma.Sql)) plain.set(strings, statement);
    return send(new StatementRun(statement, values));
  };
  return {
    async $queryRaw(strings, ...values) {
      const outcome: object = await run(strings, values);
      return Reflect.get(outcome, 'found');
    },
    $executeRaw: async (strings, ...values) => (await run(strings, values)).changed,
    prepare(named) {
      const statement: DriverStatement = { ...named, columns: [JSON_COLUMN], isFixed: true };
      return async (values) => {
        const { found } = await send(new StatementRun(statement, values));
        return found.map((row: object) => Reflect.get(row, JSON_COLUMN.name));
      };
    },
  };
}

/**
 * `columns`: what it answers with; null until PostgreSQL has said. `isFixed`: that is known beforehand, and not asked.
 */
type DriverStatement = { name: string; text: string; columns: Column[] | null; isFixed: boolean };

type Row = Record<string, unknown>;

type Column = { name: string; parse: (text: string) => unknown };

const JSON_COLUMN: Column = { name: 'json', parse: JSON.parse };

declare module 'pg' {
  interface Connection {
    /** By name: the text that PostgreSQL has parsed, or is parsing. */
    parsedStatements: Record<string, string>;
    submittedNamedStatements: Record<string, string>;
  }
}

/** pg's types have what a query does as its properties, which a subclass could not have as methods. */
const DriverQuery: new (text: string) => object = Query;

/**
 * One run. pg takes no queries of other makers into a pipeline (they might be cursors, which cannot be), so it is one of
 * its own, and does nothing as those do: they copy each query's settings, and have every column described anew in each
 * answer, a twelfth of a warm call's CPU for each statement.
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
class StatementRun extends DriverQuery {
  /** pg notes these with the connection when PostgreSQL has parsed it. */
  readonly name: string;
  readonly text: string;
  callback: ((error: Error | null) => void) | undefined;
  readonly found: Row[] = [];
  /** Of an UPDATE, INSERT or DELETE: how many rows. */
  changed = 0;
  readonly #statement: DriverStatement;
  readonly #parameters: (string | Buffer | null)[];
  #columns: Column[] | null = null;
  #unreadable: Error | undefined;

  constructor(statement: DriverStatement, values: readonly unknown[]) {
    super(statement.text);
    this.name = statement.name;
    this.text = statement.text;
    this.#statement = statement;
    this.#parameters = values.map(toParameter);
  }

  /** @returns what went wrong: pg hands it to whoever waits. Thrown, it would end the process when time runs out. */
  submit(connection: Connection): Error | null {
    try {
      this.#send(connection);
      return null;
    } catch (error) {
      // Half a statement may be in the pipeline, and what comes behind it would be read as its other half.
      connection.stream.destroy();
      return error instanceof Error ? error : new Error('a statement could not be sent');
    }
  }

  #send(connection: Connection): void {
    const { name, text } = this;
    const { stream, parsedStatements, submittedNamedStatements } = connection;
    const { columns, isFixed } = this.#statement;
    // Until a connection has parsed it, its columns may be others than those of a connection that parsed it before.
    const isAsked = columns === null || (!isFixed && parsedStatements[name] === undefined);
    this.#columns = columns;
    holdUntilTurnEnds(stream);
    if (parsedStatements[name] === undefined && submittedNamedStatements[name] === undefined) {
      submittedNamedStatements[name] = text;
      connection.parse({ name, text, types: [] }, false);
    }
    connection.bind({ statement: name, values: this.#parameters }, false);
    if (isAsked) connection.describe({ type: 'P', name: '' }, false);
    connection.execute(null, false);
    connection.sync();
  }

  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID) }));
    this.#statement.columns = this.#columns;
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    try {
      this.found.push(readRow(this.#columns ?? [], fields));
    } catch (error) {
      // Thrown here it would end the process.
      this.#unreadable = error instanceof Error ? error : new Error('a row could not be read');
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.changed = Number(text.slice(text.lastIndexOf(' ') + 1));
    // No rows were described, so there are none.
    this.#statement.columns ??= [];
  }

  handleReadyForQuery(): void {
    if (this.#unreadable) this.callback?.(this.#unreadable);
    else this.callback?.(null);
  }

  handleError(error: Error): void {
    this.callback?.(error);
  }
}

/** All that is sent in one turn of the event loop goes in one packet, and so in one call of the system. */
function holdUntilTurnEnds(stream: Duplex): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  setImmediate(() => stream.uncork());
}

/** The cells are those of the columns, in their order. */
function readRow(columns: readonly Column[], cells: readonly (string | null)[]): Row {
  const row: Row = {};
  for (const [index, { name, parse }] of columns.entries()) {
    const cell = cells[index] ?? null;
    row[name] = cell === null ? null : parse(cell);
  }
  return row;
}

/** In the text form that PostgreSQL reads; bytes as they are. */
function toParameter(value: unknown): string | Buffer | null {
  if (value === null || typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  throw new TypeError('a value of a statement is of no type that has a text form');
}
