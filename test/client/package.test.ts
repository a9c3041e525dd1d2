import { createPackageFromTarballData, checkPackage } from '@arethetypeswrong/core';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPILERS, createProject, install, pack, type Project } from '../support/consumer.ts';
import { ROOT } from '../support/process.ts';
import { startTestService, type TestApp, type TestService } from '../support/service.ts';

let service: TestService;
let app: TestApp;
let project: Project;
let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bpb-package-'));
  [service, project, tarball] = await Promise.all([startTestService(), createProject(), pack(ROOT, folder)]);
  app = await service.createApp();
  const trpc = await Promise.all(
    ['@trpc/client', '@trpc/server'].map((name) => pack(join(ROOT, 'node_modules', name), folder)),
  );
  await install(project, [tarball, ...trpc]);
  await project.write('src/main.ts', await readFile(new URL('consumer/main.ts', import.meta.url), 'utf8'));
});
afterAll(async () => {
  await service?.close();
  await project?.remove();
  await rm(folder, { recursive: true, force: true });
});

const installed = (...path: string[]): string => join(project.folder, 'node_modules', ...path);
const callerArguments = (): string[] => [service.url, app.writeKey, app.appUuid, app.tenantUuid];

describe('the package', () => {
  it('brings the client and nothing else, and needs only tRPC', async () => {
    const files = await readdir(installed('billing-portal-bridge'));
    expect(files.toSorted()).toEqual(['LICENSE', 'README.md', 'client', 'package.json']);
    const packages = (await readdir(installed())).filter((name) => !name.startsWith('.'));
    expect(packages.toSorted()).toEqual(['@trpc', 'billing-portal-bridge']);
  });

  it('has declarations of a few kB, and they and the code import nothing but tRPC', async () => {
    const client = installed('billing-portal-bridge', 'client');
    const files = (await readdir(client)).filter((name) => name !== 'cjs');
    const texts = await Promise.all(files.map((name) => readFile(join(client, name), 'utf8')));
    const imported = texts.flatMap((text) =>
      [...text.matchAll(/(?:\bfrom |\bimport\()["']([^."'][^"']*)["']/g)].map((match) => match[1] ?? ''),
    );
    expect([...new Set(imported)].toSorted()).toEqual(['@trpc/client', '@trpc/server', '@trpc/server/observable']);
    const declarations = texts.filter((_text, index) => files[index]?.endsWith('.d.ts')).join('');
    expect(declarations.length).toBeLessThan(16_000);
    expect(declarations).not.toMatch(/prisma|express|stripe\.|zod/i);
  });

  it('has nothing that publint finds', async () => {
    const { messages } = await publint({ pkgDir: installed('billing-portal-bridge'), pack: false, strict: true });
    expect(messages).toEqual([]);
  });

  it('has types that are right for import, require, bundlers and old resolution', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(tarball))));
    if (!analysis.types) throw new Error('the package has no types');
    expect(Object.keys(analysis.entrypoints)).toContain('./client');
    expect(analysis.problems).toEqual([]);
  });
});

const compilers = Object.keys(COMPILERS) as (keyof typeof COMPILERS)[];

describe.each(compilers)('a strict consumer with %s', { timeout: 120_000 }, (compiler) => {
  it('compiles under Bundler resolution, declarations included', async () => {
    expect(await project.compile(compiler, { module: 'esnext', moduleResolution: 'bundler' })).toBe('');
  });

  it('compiles under NodeNext, declarations included, and runs', async () => {
    expect(await project.compile(compiler)).toBe('');
    const output = JSON.parse(await project.run('out/main.js', ...callerArguments())) as Record<string, string>;
    expect(output['portalUrl']).toMatch(/^http.*\/portal\/open\//);
    expect(output['failed']).toBe('404 create the tenant');
  });
});

it('a consumer is told of a code that it forgot', async () => {
  const text = await readFile(new URL('consumer/main.ts', import.meta.url), 'utf8');
  await project.write('src/main.ts', text.replace("    case '[E4290]':\n", ''));
  const complaint = await project.compile('TypeScript 7', { noEmit: true });
  await project.write('src/main.ts', text);
  expect(complaint).toMatch(/main\.ts.*TS1360.*\[E4290\]/);
});

it('runs by require, without a compiler', async () => {
  await project.write(
    'plain.cjs',
    `const { createBillingPortalClient, BillingPortalError } = require('billing-portal-bridge/client');
     const [, , url, apiKey, clientId, tenantUuid] = process.argv;
     const call = { appUuid: clientId, tenantUuid, paymentProvider: 'stripe', defaultReturnUrl: 'https://a.example/' };
     const { create } = createBillingPortalClient({ url, apiKey, clientId }).billingPortals;
     create.mutate(call).then(async ({ items }) => {
       const error = await create.mutate({ ...call, paymentProvider: 'paypal' }).catch((thrown) => thrown);
       console.log(items[0].nextAction.url, error instanceof BillingPortalError, error.code);
     });`,
  );
  expect(await project.run('plain.cjs', ...callerArguments())).toMatch(/^http\S+ true \[E4000\]\n$/);
});
