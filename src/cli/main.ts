import { readConfigFromProcess } from '../config.ts';
import { runAdmin } from './admin.ts';

const { argv, stdin, stdout, stderr } = process;
let isWritten = true;
stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads has seen enough, as `head` has.
  if (error.code === 'EPIPE' || !isWritten) return;
  isWritten = false;
  stderr.write(`The outcome could not be written to stdout (${error.code}).\n`);
});
const code = await runAdmin(argv.slice(2), { stdin, stdout, stderr, readConfig: readConfigFromProcess });
// Idle timers of the database's drivers would keep the process for seconds. A write's error comes after its callback.
stdout.write('', () => setImmediate(() => process.exit(isWritten ? code : 1)));
