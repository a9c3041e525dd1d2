import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProject, install, pack, type Project } from './support/consumer.ts';
import { makeExistingCustomer } from './support/existing-customers.ts';
import { ROOT } from './support/process.ts';
import { startTestService, type TestApp, type TestService } from './support/service.ts';

const run = promisify(execFile);
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
/** Every sample, as it stands there. */
const samples = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, lang = '', text = '']) => ({
  lang,
  text,
}));
const sample = (lang: string, part: string): string => {
  const [found, ...others] = samples.filter((one) => one.lang === lang && one.text.includes(part));
  if (!found || others.length > 0) throw new Error(`the README has not exactly one ${lang} sample with ${part}`);
  return found.text;
};

let service: TestService;
let app: TestApp;
let project: Project;

beforeAll(async () => {
  [service, project] = await Promise.all([startTestService(), createProject()]);
  app = await service.createApp();
  const names = ['@trpc/client', '@trpc/server', 'openapi-fetch', 'openapi-typescript-helpers'];
  const folders = [ROOT, ...names.map((name) => join(ROOT, 'node_modules', name))];
  await install(project, await Promise.all(folders.map((folder) => pack(folder, project.folder))));
  // `npx` would take the package from the registry; here it takes the one that is installed.
  const cli = join(ROOT, 'test/toolchains/typescript-5/node_modules/openapi-typescript/bin/cli.js');
  await mkdir(join(project.folder, 'bin'));
  await mkdir(join(project.folder, 'src'));
  const npx = join(project.folder, 'bin', 'npx');
  await writeFile(
    npx,
    `#!/bin/sh\n[ "$1" = openapi-typescript ] && shift && exec "${process.execPath}" "${cli}" "$@"\n`,
  );
  await chmod(npx, 0o755);
});
afterAll(async () => {
  await service?.close();
  await project?.remove();
});

const shell = async (text: string): Promise<string> => {
  const { PATH = '' } = process.env;
  const variables = { URL: service.url, APP: app.appUuid, KEY: app.writeKey, TENANT: app.tenantUuid };
  const env = { ...variables, PATH: `${join(project.folder, 'bin')}:${PATH}` };
  return (await run('sh', ['-ec', text], { cwd: project.folder, env })).stdout;
};

/** The sample between the variables that its reader has and the output of what it got. @returns that output. */
const compileAndRun = async (text: string, printed: string): Promise<string> => {
  const [, imports = '', rest = ''] = /^((?:import .*\n)+)([\s\S]*)$/.exec(text) ?? [];
  const variables = `declare const process: { argv: string[] };
    const [, , url = '', apiKey = '', appUuid = '', tenantUuid = ''] = process.argv;
    export const given = { url, apiKey, appUuid, tenantUuid };`;
  await project.write('src/main.ts', `${imports}${variables}\n${rest}\nconsole.log(${printed});`);
  expect(await project.compile('TypeScript 7')).toBe('');
  return project.run('out/main.js', service.url, app.writeKey, app.appUuid, app.tenantUuid);
};

describe('each sample of a call in the README works as it stands', () => {
  it('by curl, with the answer that is shown below it', async () => {
    const answer = JSON.parse(await shell(sample('sh', '/billing-portals'))) as Shown;
    const shown = JSON.parse(sample('json', 'nextAction')) as Shown;
    const [{ nextAction }] = answer.items;
    expect({ ...answer, items: shown.items }).toEqual(shown);
    expect(nextAction.url).toMatch(/^http/);
  });

  it('by the typed client', async () => {
    const output = await compileAndRun(sample('ts', 'createBillingPortalClient'), 'items[0].nextAction.url');
    expect(output).toMatch(/^http.*\/portal\/open\//);
  });

  it('by a client made from the document', async () => {
    await shell(sample('sh', 'npx openapi-typescript'));
    const printed = 'error, data?.items[0]?.nextAction.url';
    expect(await compileAndRun(sample('ts', 'openapi-fetch'), printed)).toMatch(/^undefined http/);
  });

  it('with errors switched over', async () => {
    const printed = `[await billing.billingPortals.create.mutate({
      appUuid, tenantUuid: 'nobody', paymentProvider: 'stripe', defaultReturnUrl: 'https://app.example.com/',
    }).then(() => 'it succeeded', advise)]`;
    const client = 'const billing = createBillingPortalClient({ url, apiKey, clientId: appUuid });\n';
    const text = sample('ts', 'isBillingPortalError').replace('import {', 'import { createBillingPortalClient,');
    expect(await compileAndRun(text + client, printed)).toBe("[ 'Put the tenant first.' ]\n");
  });

  it('for tenants and their customers, by curl', async () => {
    const tenant = JSON.parse(await shell(sample('sh', '"name":'))) as { kind: string };
    const fresh = await makeExistingCustomer(service, { app, provider: 'stripe' });
    const { tenantUuid } = await service.service.context.tenants.create({
      appUuid: app.appUuid,
      name: 'Another',
      email: 'another@tenant.example',
    });
    // The sample's ids are those of its reader.
    const link = sample('sh', 'providerCustomerId')
      .replace(/cus_\w+/, fresh)
      .replaceAll('$TENANT', tenantUuid);
    const customer = JSON.parse(await shell(link)) as { kind: string };
    expect([tenant.kind, customer.kind]).toEqual(['tenant', 'providerCustomer']);
  });

  it('and none of the TypeScript is left out', () => {
    expect(samples.filter(({ lang }) => lang === 'ts')).toHaveLength(3);
  });

  it('and the first call in each way fits one screen', () => {
    const [, section = ''] = /^## The call, three ways\n([\s\S]*?)^Open `items/m.exec(readme) ?? [];
    expect(section.split('\n').length).toBeLessThanOrEqual(60);
  });
});

type Shown = { items: [{ nextAction: { url: string } }] };
