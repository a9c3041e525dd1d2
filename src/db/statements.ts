import { createHash } from 'node:crypto';
import type { Connection, Pool, Submittable } from 'pg';
import { Prisma } from './generated/client.ts';

/** A parameter: PostgreSQL reads a text or number as what the statement needs in its place. */
export type StatementValue = string | number | Buffer | null;

export type Statement<Row> = (values: readonly StatementValue[]) => Promise<Row[]>;

/**
 * A statement that every call runs: the driver directly, on the pool that Prisma has, and under a name, so that
 * PostgreSQL parses and plans it once per connection. Against the same text through `$queryRaw` this took a third off
 * the service's CPU per call, and most of PostgreSQL's.
 * @param statement.name its own, of at most 63 characters.
 * @param statement.text returns one column, JSON; or no rows.
 */
export function createStatement<Row = never>(pool: Pool, statement: { name: string; text: string }): Statement<Row> {
  return (values) => {
    // The types say what a client returns; a pool returns the promise of what the callback gets, here the run itself.
    const done = Promise.resolve(pool.query(new StatementRun<Row>(statement, values)));
    return done.then(({ rows }) => rows);
  };
}

declare module 'pg' {
  interface Connection {
    /** By name: the text that PostgreSQL has parsed, or is parsing. */
    parsedStatements: Record<string, string>;
    submittedNamedStatements: Record<string, string>;
  }
}

/**
 * One run, in the form in which pg takes queries of other makers, such as its cursors. pg's own copies each query's
 * settings and has every column described anew in each answer: a twelfth of a warm call's CPU, for each statement.
 * What the columns are is known here, one of JSON, so nobody is asked.
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
class StatementRun<Row> implements Submittable {
  /** pg notes these with the connection when PostgreSQL has parsed it. */
  readonly name: string;
  readonly text: string;
  /** Set by pg. */
  callback: ((error: Error | null, run?: this) => void) | undefined;
  readonly rows: Row[] = [];
  readonly #values: readonly StatementValue[];

  constructor({ name, text }: { name: string; text: string }, values: readonly StatementValue[]) {
    this.name = name;
    this.text = text;
    this.#values = values;
  }

  submit(connection: Connection): void {
    const { name, text } = this;
    const { stream, parsedStatements, submittedNamedStatements } = connection;
    const values = this.#values.map((value) => (typeof value === 'number' ? String(value) : value));
    // One packet, and so one call of the system.
    stream.cork();
    try {
      if (parsedStatements[name] === undefined && submittedNamedStatements[name] === undefined) {
        submittedNamedStatements[name] = text;
        connection.parse({ name, text, types: [] }, false);
      }
      connection.bind({ statement: name, values }, false);
      connection.execute(null, false);
      connection.sync();
    } finally {
      stream.uncork();
    }
  }

  handleDataRow({ fields: [json] }: { fields: (string | null)[] }): void {
    this.rows.push(JSON.parse(json ?? 'null'));
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback?.(null, this);
  }

  handleError(error: Error): void {
    this.callback?.(error);
  }
}

/** Prisma's two tags for SQL: its client, one transaction of it, or `createRawSql`. */
export type RawSql = {
  $queryRaw<T = unknown>(strings: TemplateStringsArray, ...values: unknown[]): Promise<T>;
  /** @returns how many rows were changed. */
  $executeRaw(strings: TemplateStringsArray, ...values: unknown[]): Promise<number>;
};

/**
 * Prisma's tags for SQL, carried out by the driver itself under names, for statements that calls wait for: each of
 * Prisma's own costs several times what the driver's does. What is written between the values must not vary.
 */
export function createRawSql(pool: Pool): RawSql {
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
    return name;
  };
  const run = (strings: TemplateStringsArray, inserted: unknown[]) => {
    const { text, values } = Prisma.sql(strings, ...inserted);
    return pool.query({ name: nameOf(text), text, values });
  };
  return {
    async $queryRaw(strings, ...values) {
      const outcome: object = await run(strings, values);
      return Reflect.get(outcome, 'rows');
    },
    $executeRaw: async (strings, ...values) => (await run(strings, values)).rowCount ?? 0,
  };
}
