import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject, install, pack, type Project } from '../support/consumer.ts';
import { ROOT } from '../support/process.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

const run = promisify(execFile);
const GENERATORS = join(ROOT, 'test/toolchains/typescript-5/node_modules');

let service: TestService;
let app: TestApp;
let project: Project;

beforeAll(async () => {
  [service, project] = await Promise.all([startTestService(), createProject()]);
  app = await service.createApp();
  const document = await fetch(`${service.url}/openapi.json`);
  await writeFile(join(project.folder, 'openapi.json'), await document.text());
  const names = ['openapi-fetch', 'openapi-typescript-helpers'];
  await install(
    project,
    await Promise.all(names.map((name) => pack(join(ROOT, 'node_modules', name), project.folder))),
  );
});
afterAll(async () => {
  await service?.close();
  await project?.remove();
});

const generate = (script: string, ...args: string[]) =>
  run(process.execPath, [join(GENERATORS, script), ...args], { cwd: project.folder });

/** One call that succeeds and one that fails, each typed by the generator alone. */
const OPENAPI_FETCH = `
import createClient from 'openapi-fetch';
import type { paths } from './billing.js';
declare const process: { argv: string[] };
const [, , baseUrl = '', apiKey = '', appUuid = '', tenantUuid = ''] = process.argv;
const PATH = '/api/v1/apps/{appUuid}/tenants/{tenantUuid}/payment-providers/{paymentProvider}/billing-portals';
const billing = createClient<paths>({ baseUrl, headers: { 'x-api-key': apiKey, 'x-client-id': appUuid } });
const call = (tenant: string) =>
  billing.POST(PATH, {
    params: {
      path: { appUuid, tenantUuid: tenant, paymentProvider: 'mollie' },
      header: { 'x-api-key-type': 'write' },
    },
    body: { defaultReturnUrl: 'https://app.example.com/account' },
  });
const portalUrl: string | undefined = (await call(tenantUuid)).data?.items[0]?.nextAction.url;
const code: '[E4040]' | undefined = (await call('nobody')).error?.errors
  .map((fault) => fault.code)
  .find((told) => told === '[E4040]');
// @ts-expect-error there is no such provider
void (() => billing.POST(PATH, { params: { path: { appUuid, tenantUuid, paymentProvider: 'paypal' } } }));
console.log(JSON.stringify({ portalUrl, code }));
`;

const HEY_API = `
import { createBillingPortal } from './sdk/index.js';
import { client } from './sdk/client.gen.js';
declare const process: { argv: string[] };
const [, , baseUrl = '', apiKey = '', appUuid = '', tenantUuid = ''] = process.argv;
client.setConfig({ baseUrl, auth: ({ name }) => (name === 'x-api-key' ? apiKey : appUuid) });
const call = (tenant: string) =>
  createBillingPortal({
    path: { appUuid, tenantUuid: tenant, paymentProvider: 'mollie' },
    headers: { 'x-api-key-type': 'write' },
    body: { defaultReturnUrl: 'https://app.example.com/account' },
  });
const portalUrl: string | undefined = (await call(tenantUuid)).data?.items[0]?.nextAction.url;
const code: '[E4040]' | undefined = (await call('nobody')).error?.errors
  .map((fault) => fault.code)
  .find((told) => told === '[E4040]');
console.log(JSON.stringify({ portalUrl, code }));
`;

const callerArguments = (): string[] => [service.url, app.writeKey, app.appUuid, app.tenantUuid];
/** The oldest and the newest. */
const compilers = ['TypeScript 5.9', 'TypeScript 7'] as const;

describe('a client generated from the served document compiles strictly and calls', { timeout: 120_000 }, () => {
  it('openapi-typescript with openapi-fetch', async () => {
    await generate('openapi-typescript/bin/cli.js', 'openapi.json', '-o', 'fetch/billing.d.ts');
    await project.write('fetch/main.ts', OPENAPI_FETCH);
    for (const compiler of compilers) expect(await project.compile(compiler, { rootDir: 'fetch' }), compiler).toBe('');
    const output = JSON.parse(await project.run('out/main.js', ...callerArguments())) as unknown;
    expect(output).toEqual({ portalUrl: expect.stringMatching(/^http.*\/portal\/open\//), code: '[E4040]' });
  });

  it('@hey-api/openapi-ts, a whole SDK', async () => {
    const settings = { input: 'openapi.json', output: { path: 'sdk/sdk', module: { extension: '.js' } } };
    await project.write('openapi-ts.config.json', JSON.stringify({ ...settings, logs: { level: 'error' } }));
    await generate('@hey-api/openapi-ts/bin/run.js', '-f', 'openapi-ts.config.json');
    await project.write('sdk/main.ts', HEY_API);
    for (const compiler of compilers) {
      // The generator's own runtime, the same for every document, does not keep the rule of exact optional properties,
      // whichever of its clients and options is chosen. What it makes of this document does.
      const strict = await project.compile(compiler, { rootDir: 'sdk' });
      const faults = strict.split('\n').filter((line) => line.includes('error TS'));
      expect(faults.filter((line) => !/^sdk\/sdk\/(client|core)\/\w+\.gen\.ts\(/.test(line))).toEqual([]);
      const options = { rootDir: 'sdk', exactOptionalPropertyTypes: false };
      expect(await project.compile(compiler, options), compiler).toBe('');
    }
    const output = JSON.parse(await project.run('out/main.js', ...callerArguments())) as unknown;
    expect(output).toEqual({ portalUrl: expect.stringMatching(/^http.*\/portal\/open\//), code: '[E4040]' });
  });
});
