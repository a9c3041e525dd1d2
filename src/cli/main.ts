import { readConfigFromProcess } from '../config.ts';
import { runAdmin } from './admin.ts';

const { argv, stdin, stdout, stderr } = process;
const code = await runAdmin(argv.slice(2), { stdin, stdout, stderr, readConfig: readConfigFromProcess });
// Idle timers of the database's drivers would keep the process for seconds.
stdout.write('', () => process.exit(code));
