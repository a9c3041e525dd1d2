import { Pool } from 'pg';
import { createSql, sendOver } from '../../src/db/statements.ts';
import { createTestDatabase } from '../support/database.ts';

/** A real database whose `now()` is what a simulation says, for one simulation after the other. */
export type Stage = Awaited<ReturnType<typeof createStage>>;

/** What became of a row, as a trigger saw it: whoever wrote it, and in whatever statement. */
export type RowChange = {
  from_state: string;
  to_state: string;
  from_id: string | null;
  to_id: string | null;
  generations: number;
  histories: number;
};

export const APP = 'app';
export const KEY_ID = '0123456789abcdef';

/** `sim` comes before `pg_catalog`, so the product's own statements call this `now()`. */
const SET_UP = `
  CREATE SCHEMA sim;
  CREATE TABLE sim.clock (at timestamptz NOT NULL);
  INSERT INTO sim.clock VALUES ('2026-01-01');
  CREATE FUNCTION sim.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM sim.clock';
  CREATE TABLE sim.changes (id serial, from_state text, to_state text, from_id text, to_id text, generations int, histories int);
  CREATE FUNCTION sim.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO sim.changes (from_state, to_state, from_id, to_id, generations, histories) VALUES (OLD.state, NEW.state,
      OLD.provider_customer_id, NEW.provider_customer_id, NEW.generation - OLD.generation,
      jsonb_array_length(NEW.history) - jsonb_array_length(OLD.history));
    RETURN NULL; END $$;
  CREATE TRIGGER note AFTER UPDATE ON public.provider_customers FOR EACH ROW
    WHEN ((OLD.state, OLD.provider_customer_id) IS DISTINCT FROM (NEW.state, NEW.provider_customer_id))
    EXECUTE FUNCTION sim.note();
  INSERT INTO apps (uuid, name, return_origins) VALUES ('${APP}', 'Simulated', '{}');
  INSERT INTO api_keys (key_id, app_uuid, type, hash) VALUES ('${KEY_ID}', '${APP}', 'write', '');
  INSERT INTO provider_connections (id, app_uuid, provider, account, mode, secret_key_id, sealed_secret)
    VALUES (gen_random_uuid(), '${APP}', 'stripe', 'none', 'test', '', '')`;

export async function createStage() {
  const database = await createTestDatabase();
  const settings = {
    connectionString: database.connectionString,
    options: '-c search_path=sim,pg_catalog,public',
  };
  const pool = new Pool({ ...settings, max: 1 });
  await pool.query(SET_UP);
  let shownMs = 0;
  return {
    sql: createSql(sendOver(pool)),
    /** Before each statement. */
    async showTime(nowMs: number): Promise<void> {
      if (shownMs === nowMs) return;
      shownMs = nowMs;
      await pool.query({ name: 'clock', text: 'UPDATE sim.clock SET at = $1', values: [new Date(nowMs)] });
    },
    /** A tenant in an account of its own. */
    async begin({ account, tenantUuid }: { account: string; tenantUuid: string }): Promise<void> {
      await pool.query('DELETE FROM provider_customers');
      await pool.query('DELETE FROM tenants');
      await pool.query('DELETE FROM sim.changes');
      await pool.query('UPDATE provider_connections SET account = $1, updated_at = clock_timestamp()', [account]);
      await pool.query(
        `INSERT INTO tenants (app_uuid, uuid, name, email) VALUES ('${APP}', $1, 'Before', 'a@b.example')`,
        [tenantUuid],
      );
    },
    rename: (name: string) => pool.query('UPDATE tenants SET name = $1', [name]),
    /** Of the one row; undefined when there is none. */
    async state(): Promise<string | undefined> {
      return (await pool.query<{ state: string }>('SELECT state::text FROM provider_customers')).rows[0]?.state;
    },
    async changes(): Promise<RowChange[]> {
      return (await pool.query<RowChange>('SELECT * FROM sim.changes ORDER BY id')).rows;
    },
    async close(): Promise<void> {
      await pool.end();
      await database.drop();
    },
  };
}
