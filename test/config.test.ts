import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, ENVIRONMENT_VARIABLES, readConfig } from '../src/config.ts';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

const problemsOf = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return [...error.problems];
    throw error;
  }
  return [];
};

describe('the configuration', () => {
  it('needs nothing: every variable has its documented default', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      dataDir: `${process.cwd()}/.data`,
      secretKeys: undefined,
      apiUrls: { stripe: undefined, mollie: undefined },
      logLevel: 'info',
      metricsPort: undefined,
      trustedProxies: 0,
      failedKeysPerMinute: 300,
      callsPerKeyPerMinute: 60_000,
      customerAttemptsPerTenantPerMinute: 60,
    });
  });

  it('takes an empty variable for an unset one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', SECRET_KEYS: '' })).toEqual(readConfig({}));
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3000x'],
    ['PORT', '-1'],
    ['HOST', 'not a host'],
    ['PUBLIC_URL', 'billing.example.com'],
    ['PUBLIC_URL', 'http://billing.example.com'],
    ['PUBLIC_URL', 'https://billing.example.com/path'],
    ['PUBLIC_URL', 'https://user@billing.example.com'],
    ['PUBLIC_URL', 'https://billing.example.com?x'],
    ['PUBLIC_URL', 'https://billing.example.com/#'],
    ['PUBLIC_URL', 'https:\\\\billing.example.com'],
    ['PUBLIC_URL', 'https:billing.example.com'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'nonsense'],
    ['SECRET_KEYS', 'k1'],
    ['SECRET_KEYS', `k1:${randomBytes(16).toString('base64')}`],
    ['SECRET_KEYS', `${key('k1')},${key('k1')}`],
    ['SECRET_KEYS', `${key('k1')},`],
    ['STRIPE_API_URL', 'http://stripe.example.com'],
    ['MOLLIE_API_URL', 'ftp://127.0.0.1'],
    ['LOG_LEVEL', 'loud'],
    ['METRICS_PORT', 'x'],
    ['TRUSTED_PROXIES', '-1'],
    ['FAILED_KEYS_PER_MINUTE', '0'],
    ['CALLS_PER_KEY_PER_MINUTE', '1.5'],
    ['CUSTOMER_ATTEMPTS_PER_TENANT_PER_MINUTE', '0'],
  ])('refuses %s=%s, naming the variable and what it should be', (name, value) => {
    const problems = problemsOf({ SECRET_KEYS: key('k'), [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must be .{10,}`));
  });

  it('names every bad variable at once, and never repeats a secret', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'y', SECRET_KEYS: 'k1:canary', PUBLIC_URL: 'z' });
    const names = problems.map((problem) => problem.split(' ')[0]);
    expect(new Set(names)).toEqual(new Set(['LOG_LEVEL', 'PORT', 'PUBLIC_URL', 'SECRET_KEYS']));
    expect(problems.join()).not.toContain('canary');
  });

  it.each([
    ['k1,k1', /two are called "k1".*another id, such as k2\./],
    ['k2, k1,k2', /two are called "k2".*another id, such as k3\./],
  ])('says which id two keys of SECRET_KEYS have: %s', (ids, problem) => {
    const SECRET_KEYS = ids.replaceAll(/\w+/g, key);
    expect(problemsOf({ SECRET_KEYS })).toEqual([expect.stringMatching(problem)]);
  });

  it('requires SECRET_KEYS with DATABASE_URL', () => {
    const DATABASE_URL = 'postgresql://user:password@localhost:5432/x';
    expect(problemsOf({ DATABASE_URL })[0]).toMatch(/^SECRET_KEYS is required with DATABASE_URL/);
    expect(
      readConfig({ DATABASE_URL, SECRET_KEYS: `${key('a')}, ${key('b')}` }).secretKeys?.map((k) => k.keyId),
    ).toEqual(['a', 'b']);
  });

  it('allows plain http only on loopback', () => {
    expect(readConfig({ STRIPE_API_URL: 'http://127.0.0.1:4001/' }).apiUrls.stripe).toBe('http://127.0.0.1:4001');
    for (const text of [
      'https://billing.example.com/',
      'HTTPS://Billing.example.com',
      'https://billing.example.com:443',
    ]) {
      expect(readConfig({ PUBLIC_URL: text }).publicUrl).toBe('https://billing.example.com');
    }
  });

  it('reads exactly the variables of .env.example', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const names = [...example.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);
    expect(names).toEqual(ENVIRONMENT_VARIABLES);
  });
});
