import { resolve } from 'node:path';
import { z } from 'zod';
import { hasCode, OperatorError } from './errors.ts';
import { isLoopbackHost } from './loopback.ts';
import { mapProviders, PROVIDER_IDS, type ProviderId } from './providers/provider-ids.ts';

/** The variables, in the order of `.env.example`; a test keeps the two equal. */
export const ENVIRONMENT_VARIABLES = [
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'DATABASE_URL',
  'DATA_DIR',
  'SECRET_KEYS',
  ...PROVIDER_IDS.map(apiUrlVariable),
  'LOG_LEVEL',
  'METRICS_PORT',
  'TRUSTED_PROXIES',
  'FAILED_KEYS_PER_MINUTE',
  'CALLS_PER_KEY_PER_MINUTE',
  'CUSTOMER_ATTEMPTS_PER_TENANT_PER_MINUTE',
];

/** What sets a provider's address. */
export function apiUrlVariable(id: ProviderId): string {
  return `${id.toUpperCase()}_API_URL`;
}

/** One key of the keyring: 32 bytes for AES-256. */
export type MasterKey = { keyId: string; key: Buffer };
/** The first one seals; all of them open. Never empty. */
export type Keyring = readonly [MasterKey, ...MasterKey[]];

export type Config = {
  host: string;
  port: number;
  /** An origin, without a trailing slash. */
  publicUrl: string;
  /** Undefined: the embedded database. */
  databaseUrl: string | undefined;
  /** Absolute. */
  dataDir: string;
  /** Undefined: made once in `dataDir`. */
  secretKeys: Keyring | undefined;
  /** Undefined: the provider's own. Origins, without a trailing slash. */
  apiUrls: Record<ProviderId, string | undefined>;
  logLevel: LogLevel;
  /** Undefined: no metrics are served. */
  metricsPort: number | undefined;
  /** How many reverse proxies stand before the service. */
  trustedProxies: number;
  failedKeysPerMinute: number;
  callsPerKeyPerMinute: number;
  customerAttemptsPerTenantPerMinute: number;
};

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Names every bad or missing variable and what each should be. */
export class ConfigError extends OperatorError {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads `.env` from the working directory, when there is one, under the real environment.
 * @param fixed values that neither may change; undefined: taken as unset.
 * @throws ConfigError
 */
export function readConfigFromProcess(fixed: Record<string, string | undefined> = {}): Config {
  try {
    process.loadEnvFile();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) {
      throw new ConfigError([`.env cannot be read: ${error instanceof Error ? error.message : 'unknown reason'}`]);
    }
  }
  return readConfig({ ...process.env, ...fixed });
}

/** @throws ConfigError */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const read = <T>(name: string, schema: z.ZodType<T, string>): T | undefined => {
    const text = environment[name]?.trim();
    if (text === undefined || text === '') return undefined;
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    problems.push(...parsed.error.issues.map((issue) => `${name} ${issue.message}`));
    return undefined;
  };

  const port = read('PORT', portNumber) ?? 3000;
  const databaseUrl = read('DATABASE_URL', postgresUrl);
  const secretKeys = read('SECRET_KEYS', keyring);
  if (isSet(environment, 'DATABASE_URL') && !isSet(environment, 'SECRET_KEYS')) {
    problems.push(`SECRET_KEYS is required with DATABASE_URL: ${KEYRING_FORM}`);
  }
  const config: Config = {
    host: read('HOST', host) ?? '127.0.0.1',
    port,
    publicUrl: read('PUBLIC_URL', webOrigin) ?? `http://localhost:${port}`,
    databaseUrl,
    dataDir: resolve(environment['DATA_DIR']?.trim() || '.data'),
    secretKeys,
    apiUrls: mapProviders((id) => read(apiUrlVariable(id), webOrigin)),
    logLevel: read('LOG_LEVEL', logLevel) ?? 'info',
    metricsPort: read('METRICS_PORT', portNumber),
    trustedProxies: read('TRUSTED_PROXIES', wholeNumber({ min: 0, max: 10 })) ?? 0,
    failedKeysPerMinute: read('FAILED_KEYS_PER_MINUTE', wholeNumber({ min: 1, max: 1_000_000 })) ?? 300,
    callsPerKeyPerMinute: read('CALLS_PER_KEY_PER_MINUTE', wholeNumber({ min: 1, max: 10_000_000 })) ?? 60_000,
    customerAttemptsPerTenantPerMinute:
      read('CUSTOMER_ATTEMPTS_PER_TENANT_PER_MINUTE', wholeNumber({ min: 1, max: 1_000_000 })) ?? 60,
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const KEYRING_FORM =
  "comma-separated id:base64 pairs of 32 random bytes each, the active one first; make one with: node -e \"console.log('k1:' + crypto.randomBytes(32).toString('base64'))\"";

const wholeNumber = ({ min, max }: { min: number; max: number }) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

const portNumber = wholeNumber({ min: 1, max: 65_535 });

const host = z.string().regex(/^[A-Za-z0-9.:-]+$/, 'must be a host name or an IP address to listen on');

const logLevel = z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` });

const postgresUrl = z.string().refine((text) => {
  const url = parseUrl(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) return false;
  return url.hostname !== '' || url.searchParams.has('host');
}, 'must be a PostgreSQL URL, like postgresql://user:password@host:5432/database');

const webOrigin = z.string().transform((text, context) => {
  const url = parseUrl(text);
  // Its letters and its port may be written in more ways than one; nothing may stand before or after.
  const isOrigin = /^https?:\/\/[^/?#@\\\s]+\/?$/i.test(text);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (url !== null && isOrigin && isSafe) return url.origin;
  context.addIssue({
    code: 'custom',
    message: 'must be an https origin without a path, like https://billing.example.com (http only for localhost)',
  });
  return z.NEVER;
});

const keyring = z.string().transform((text, context): Keyring => {
  const parsed = parseKeyring(text.split(','));
  if (typeof parsed !== 'string') return parsed;
  context.addIssue({ code: 'custom', message: `must be ${parsed}` });
  return z.NEVER;
});

/**
 * @param pairs the active key first.
 * @returns what they must be, in words, when they are not.
 */
export function parseKeyring(pairs: readonly string[]): Keyring | string {
  const [first, ...rest] = pairs.map((pair) => parseMasterKey(pair.trim()));
  if (!first || !rest.every((key) => key !== undefined)) return KEYRING_FORM;
  const keyIds = [first, ...rest].map(({ keyId }) => keyId);
  const twice = keyIds.find((keyId, index) => keyIds.indexOf(keyId) !== index);
  if (twice === undefined) return [first, ...rest];
  const free = keyIds.map((_, index) => `k${index + 1}`).find((keyId) => !keyIds.includes(keyId));
  return `keys of different ids, but two are called "${twice}". Give the new one another id, such as ${free}.`;
}

/** @returns undefined when the pair is not `id:base64` of 32 bytes. */
function parseMasterKey(pair: string): MasterKey | undefined {
  const match = /^([A-Za-z0-9_-]{1,64}):([A-Za-z0-9+/]{43}=)$/.exec(pair);
  if (!match?.[1] || !match[2]) return undefined;
  return { keyId: match[1], key: Buffer.from(match[2], 'base64') };
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function isSet(environment: Readonly<Record<string, string | undefined>>, name: string): boolean {
  return (environment[name]?.trim() ?? '') !== '';
}
