import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { Pool } from 'pg';

/** Nothing is left out of a comparison. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Prisma's own schema engine, as WebAssembly from npm: the `prisma` command would download a binary from a host of
 * its own.
 */
export async function withSchemaEngine<T>(
  { connectionString }: { connectionString: string },
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loading ??= loadEngine();
  const { SchemaEngine: Engine } = await loading;
  const pool = new Pool({ connectionString, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => undefined);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    return await work(await Engine.new({ datamodels: undefined }, () => undefined, adapter));
  } finally {
    // The engine itself never closes its connections.
    await pool.end();
  }
}

// oxlint-disable no-underscore-dangle, typescript/no-unsafe-type-assertion -- the names and types that wasm-bindgen gives

type EngineGlue = {
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
  SchemaEngine: typeof SchemaEngine;
};

/** Once per process: the glue holds one instance, and a second would pull the memory from under the first. */
let loading: Promise<EngineGlue> | undefined;

/** Node 20 cannot import a .wasm file, so it is compiled by hand. */
async function loadEngine(): Promise<EngineGlue> {
  const glue: EngineGlue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(new URL('schema_engine_bg.wasm', pathToFileURL(entry)));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();
  return glue;
}
