import type { Command } from 'commander';
import type { SessionChoice } from '../../services/session-control.ts';
import { addCommand, addNoun, type Run } from '../run.ts';

export function addSessionCommands(program: Command, run: Run): void {
  const session = addNoun(program, 'session', 'the links to the portal and the sessions that they became');

  addCommand(session, 'list', 'the sessions of an app, the newest first')
    .requiredOption('--app <appUuid>', 'the app')
    .option('--tenant <tenantUuid>', 'only of this tenant')
    .action((options: { app: string; tenant?: string }, command: Command) =>
      run(command, async ({ sessionControl }) => ({
        kind: 'list',
        rows: await sessionControl.list({ appUuid: options.app, tenantUuid: options.tenant ?? null }),
        empty:
          'There are no sessions. Links to the portal are made by the call, for providers without one of their own.',
      })),
    );

  addCommand(session, 'revoke [sessionId]', 'close a session, or all of an app, a tenant or a key, from now on')
    .option('--app <appUuid>', 'all of this app')
    .option('--tenant <tenantUuid>', 'all of this tenant; with --app')
    .option('--key <keyId>', 'all whose link was made with this key')
    .action((sessionId: string | undefined, options: RevokeOptions, command: Command) => {
      const choice =
        toChoice(sessionId, options) ??
        command.error('Name one: a session id, --key <keyId>, or --app <appUuid>, with --tenant if you like.');
      return run(command, async ({ sessionControl }) => ({
        kind: 'object',
        value: await sessionControl.revoke(choice),
      }));
    });
}

type RevokeOptions = { app?: string; tenant?: string; key?: string };

function toChoice(sessionId: string | undefined, { app, tenant, key }: RevokeOptions): SessionChoice | undefined {
  const named = [sessionId, key, app].filter((value) => value !== undefined);
  if (named.length !== 1 || (tenant !== undefined && app === undefined)) return undefined;
  if (sessionId !== undefined) return { sessionId };
  if (key !== undefined) return { keyId: key };
  return app === undefined ? undefined : { appUuid: app, ...(tenant !== undefined && { tenantUuid: tenant }) };
}
