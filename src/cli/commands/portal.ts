import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { OperatorError } from '../../errors.ts';
import { DETAIL_FIELDS } from '../../providers/provider.ts';
import type { PortalConfigurationRecord } from '../../services/portal-configuration.ts';
import type { Outcome } from '../output.ts';
import { addCommand, addNoun, type Run } from '../run.ts';

type SetOptions = {
  app: string;
  name?: string;
  logo?: string;
  accent?: string;
  accentDark?: string;
  support?: string;
  terms?: string;
  privacy?: string;
  cancel?: boolean;
  cancelReason?: boolean;
  changePaymentMethod?: boolean;
  editDetails?: string[];
  paymentHistory?: boolean;
  from?: string;
};

export function addPortalCommands(program: Command, run: Run): void {
  const portal = addNoun(program, 'portal', 'how the portal of an app looks and what it offers, at every provider');

  addCommand(portal, 'show', 'the configuration of an app’s portal')
    .requiredOption('--app <appUuid>', 'the app')
    .action((options: { app: string }, command: Command) =>
      run(command, async ({ portalConfigurations }) => report(await portalConfigurations.show(options.app))),
    );

  addCommand(portal, 'set', 'change what is given and keep the rest; `none` sets a field back')
    .requiredOption('--app <appUuid>', 'the app')
    .option('--name <name>', 'shown instead of the app’s name')
    .option('--logo <file>', 'a PNG, JPEG or WebP image; for our own pages, Stripe’s is set in its dashboard')
    .option('--accent <color>', 'like #1f5a4b; must be readable on the light pages')
    .option('--accent-dark <color>', 'for the dark pages; made from the other when not set')
    .option('--support <url>', 'where people get help: https or mailto')
    .option('--terms <url>', 'https')
    .option('--privacy <url>', 'https')
    .option('--cancel <on|off>', 'cancel subscriptions', parseSwitch)
    .option('--cancel-reason <on|off>', 'ask why', parseSwitch)
    .option('--change-payment-method <on|off>', 'add, change and remove payment methods', parseSwitch)
    .option('--edit-details <fields>', `with commas between, of: ${DETAIL_FIELDS.join(', ')}; or none`, parseList)
    .option('--payment-history <on|off>', 'see and print payments', parseSwitch)
    .option('--from <file>', 'JSON with fields as `portal show --json` has them; its logo is not taken')
    .action((options: SetOptions, command: Command) =>
      run(command, async ({ portalConfigurations }) => {
        const given = await readChanges(options);
        if (Object.keys(given.changes).length === 0 && given.logo === undefined) {
          command.error('Nothing to change was given.');
        }
        return report(await portalConfigurations.set({ appUuid: options.app, ...given }));
      }),
    );

  addCommand(portal, 'reset', 'as if it had never been set')
    .requiredOption('--app <appUuid>', 'the app')
    .action((options: { app: string }, command: Command) =>
      run(command, async ({ portalConfigurations }) => report(await portalConfigurations.reset(options.app))),
    );
}

function parseSwitch(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new InvalidArgumentError('It must be on or off.');
}

function parseList(text: string): string[] {
  return text === 'none' ? [] : text.split(',').map((word) => word.trim());
}

/** Options win over the file. */
async function readChanges(options: SetOptions): Promise<{ changes: Record<string, unknown>; logo?: Buffer | null }> {
  const file = options.from === undefined ? {} : await readJson(options.from);
  const { name, accent, accentDark, support, terms, privacy, logo } = options;
  const fields = namedOnly({ name, accent, accentDark, supportUrl: support, termsUrl: terms, privacyUrl: privacy });
  const { cancel, cancelReason, changePaymentMethod, editDetails, paymentHistory } = options;
  const switches = namedOnly({ cancel, cancelReason, changePaymentMethod, editDetails, paymentHistory });
  // What `portal show` tells besides, so that one app's settings can be given to another.
  const { features: fromFile, appUuid: _app, configured: _configured, logo: _logo, ...others } = file;
  const features = isObject(fromFile) ? { ...fromFile, ...switches } : (fromFile ?? switches);
  const hasFeatures = fromFile !== undefined || Object.keys(switches).length > 0;
  return {
    changes: { ...others, ...fields, ...(hasFeatures ? { features } : {}) },
    ...(logo === undefined ? {} : { logo: logo === 'none' ? null : await readGiven(logo) }),
  };
}

/** Without what was not given; `none` is null. */
function namedOnly(fields: Record<string, unknown>): Record<string, unknown> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([field, value]) => [field, value === 'none' ? null : value]));
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  const text = (await readGiven(file)).toString('utf8');
  const json: unknown = parseJson(text, file);
  if (!isObject(json)) throw new OperatorError(`${file} must hold a JSON object.`);
  return json;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OperatorError(`${file} is not JSON.`);
  }
}

async function readGiven(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new OperatorError(`${file} cannot be read (${code}).`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function report(record: PortalConfigurationRecord): Outcome {
  const { features, logo, appUuid, configured, ...fields } = record;
  const rows = {
    app: appUuid,
    ...fields,
    logo: logo && `${logo.width} × ${logo.height} pixels`,
    ...features,
  };
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  const lines = Object.entries(rows).map(([name, value]) => `${name.padEnd(width)}  ${asWord(value)}`);
  const note = configured
    ? []
    : ['', 'It was never set: everything is on, and Stripe’s portal is as its owner set it.'];
  return { kind: 'report', ok: true, value: record, text: [...lines, ...note].join('\n') };
}

function asWord(value: string | boolean | readonly string[] | null): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (value === null || value.length === 0) return 'none';
  return typeof value === 'string' ? value : value.join(', ');
}
