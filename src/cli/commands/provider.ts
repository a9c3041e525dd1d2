import { Argument, type Command, Option } from 'commander';
import type { ProviderMode } from '../../providers/provider.ts';
import { PROVIDER_IDS, type ProviderId } from '../../providers/provider-ids.ts';
import type { ConnectionRecord } from '../../services/provider-connections.ts';
import { addCommand, addNoun, type Run } from '../run.ts';
import { readSecret } from '../secret-input.ts';

export function addProviderCommands(program: Command, run: Run): void {
  const provider = addNoun(program, 'provider', 'the payment providers that an app is connected to');

  addCommand(provider, 'connect', 'connect an app with its own secret, given on stdin; also to replace the secret')
    .addArgument(new Argument('<provider>', 'the payment provider').choices(PROVIDER_IDS))
    .requiredOption('--app <appUuid>', 'the app')
    .addOption(
      new Option('--mode <mode>', "for secrets that do not tell: Mollie's access tokens").choices(['test', 'live']),
    )
    .option('--profile <profileId>', "for secrets that reach several profiles: Mollie's access tokens")
    .action((id: ProviderId, options: { app: string; mode?: ProviderMode; profile?: string }, command: Command) =>
      run(command, async ({ connections }, terminal) => {
        const { app: appUuid, mode, profile } = options;
        const secret = await readSecret(terminal, { question: `The secret of ${id} (not shown): ` });
        const choices = { ...(mode && { mode }), ...(profile !== undefined && { profileId: profile }) };
        const { replaced, ...value } = await connections.connect({ appUuid, provider: id, secret, ...choices });
        return { kind: 'object', value, ...(replaced && { hint: describeReplaced(replaced) }) };
      }),
    );

  addCommand(provider, 'list', 'the connections of an app')
    .requiredOption('--app <appUuid>', 'the app')
    .action((options: { app: string }, command: Command) =>
      run(command, async ({ connections }) => ({
        kind: 'list',
        rows: await connections.list(options.app),
        empty: 'The app is not connected yet. Connect it with: provider connect <provider> --app <appUuid>',
      })),
    );

  addCommand(provider, 'disconnect', 'forget the secret; its customers stay known')
    .addArgument(new Argument('<provider>', 'the payment provider').choices(PROVIDER_IDS))
    .requiredOption('--app <appUuid>', 'the app')
    .action((id: ProviderId, options: { app: string }, command: Command) =>
      run(command, async ({ connections }) => ({
        kind: 'object',
        value: await connections.disconnect({ appUuid: options.app, provider: id }),
      })),
    );
}

/** A wrong secret would otherwise be noticed by customers that are made anew. */
function describeReplaced({ account, mode }: Pick<ConnectionRecord, 'account' | 'mode'>): string {
  return `Until now it was connected to ${account} in ${mode} mode. Tenants get customers of their own where it is connected now; those that they have there stay known, for when it is connected again.`;
}
