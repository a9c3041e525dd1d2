import type { Command } from 'commander';
import { addCommand, addNoun, type Run } from '../run.ts';

const REWRAP_HELP = `
First restart every service with the new SECRET_KEYS: the new key before the old ones. A service without the new key
cannot open what was rewrapped, and fails its calls.`;

export function addSecretsCommands(program: Command, run: Run): void {
  const secrets = addNoun(program, 'secrets', 'the stored secrets and the keys that seal them');

  addCommand(secrets, 'rewrap', 'put every stored secret under the first key of SECRET_KEYS')
    .addHelpText('after', REWRAP_HELP)
    .action((_options: unknown, command: Command) =>
      run(command, async ({ secretRotation }) => ({
        kind: 'object',
        value: await secretRotation.rewrap(),
        hint: 'Restart every service with the new SECRET_KEYS before the old keys are taken out of it.',
      })),
    );
}
