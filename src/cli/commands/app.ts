import type { Command } from 'commander';
import { addCommand, addNoun, type Run } from '../run.ts';

export function addAppCommands(program: Command, run: Run): void {
  const app = addNoun(program, 'app', 'the apps whose back ends call');

  addCommand(app, 'create', 'make an app')
    .requiredOption('--name <name>', 'its name, as tenants see it on the portal')
    .option('--uuid <id>', 'its id in a system of yours; made when missing')
    .option('--return-origin <origin>', 'an origin that return URLs may have; repeat for more', collect, [])
    .action((options: { name: string; uuid?: string; returnOrigin: string[] }, command: Command) =>
      run(command, async ({ apps }) => {
        const { returnOrigin: returnOrigins, ...rest } = options;
        return { kind: 'object', value: await apps.create({ ...rest, returnOrigins }) };
      }),
    );

  addCommand(app, 'list', 'all apps').action((_options: unknown, command: Command) =>
    run(command, async ({ apps }) => ({
      kind: 'list',
      rows: await apps.list(),
      empty: 'There are no apps yet. Make one with: app create --name <name>',
    })),
  );

  addCommand(app, 'disable <appUuid>', 'refuse its calls and end its portal sessions, from now on').action(
    (appUuid: string, _options: unknown, command: Command) =>
      run(command, async ({ apps }) => ({ kind: 'object', value: await apps.disable(appUuid) })),
  );

  addCommand(app, 'enable <appUuid>', 'take its calls again').action(
    (appUuid: string, _options: unknown, command: Command) =>
      run(command, async ({ apps }) => ({ kind: 'object', value: await apps.enable(appUuid) })),
  );
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}
