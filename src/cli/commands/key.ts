import { type Command, Option } from 'commander';
import { API_KEY_LABELS, API_KEY_TYPES, type ApiKeyLabel, type ApiKeyType } from '../../services/api-keys.ts';
import { parseDuration, parseLifetime } from '../durations.ts';
import { addCommand, addNoun, type Run } from '../run.ts';

const SHOWN_ONCE = 'The key is shown this once. Keep it where secrets are kept.';

export function addKeyCommands(program: Command, run: Run): void {
  const key = addNoun(program, 'key', 'the API keys of an app');

  addCommand(key, 'create', 'make a key')
    .requiredOption('--app <appUuid>', 'the app that it opens')
    .addOption(new Option('--type <type>', 'what it may do').choices(API_KEY_TYPES).makeOptionMandatory())
    .addOption(new Option('--label <label>', 'a word in its text, for people').choices(API_KEY_LABELS).default('live'))
    .option('--expires-in <duration>', 'when it ends by itself, like 90d', parseLifetime)
    .action((options: { app: string; type: ApiKeyType; label: ApiKeyLabel; expiresIn?: number }, command: Command) =>
      run(command, async ({ apiKeys }) => {
        const { app: appUuid, type, label, expiresIn } = options;
        const expiry = expiresIn === undefined ? {} : { expiresInSeconds: expiresIn };
        return { kind: 'object', value: await apiKeys.create({ appUuid, type, label, ...expiry }), hint: SHOWN_ONCE };
      }),
    );

  addCommand(key, 'list', 'the keys of an app, without their secrets')
    .requiredOption('--app <appUuid>', 'the app')
    .action((options: { app: string }, command: Command) =>
      run(command, async ({ apiKeys }) => ({
        kind: 'list',
        rows: await apiKeys.list(options.app),
        empty: 'The app has no keys yet. Make one with: key create --app <appUuid> --type write',
      })),
    );

  addCommand(key, 'revoke <keyId>', 'refuse a key, from now on').action(
    (keyId: string, _options: unknown, command: Command) =>
      run(command, async ({ apiKeys }) => ({ kind: 'object', value: await apiKeys.revoke(keyId) })),
  );

  addCommand(key, 'roll <keyId>', 'make a new key like it, with a life as long; the old one ends after the grace')
    .option(
      '--grace <duration>',
      'how long the old key, and what was opened with it, still works, at most 7d',
      parseDuration,
      0,
    )
    .action((keyId: string, options: { grace: number }, command: Command) =>
      run(command, async ({ apiKeys }) => ({
        kind: 'object',
        value: await apiKeys.roll({ keyId, graceSeconds: options.grace }),
        hint: SHOWN_ONCE,
      })),
    );
}
