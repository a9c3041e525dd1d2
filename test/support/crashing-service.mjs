// The built service, killed the moment a named step of a protocol has happened. Arguments: the step.
import { readConfigFromProcess } from '../../dist/config.js';
import { createLogger } from '../../dist/logger.js';
import { startService } from '../../dist/service.js';

const [, , crashAt] = process.argv;
const logger = createLogger({ level: 'info' });
const crash = (step) => {
  if (step === crashAt) process.kill(process.pid, 'SIGKILL');
};
await startService(readConfigFromProcess(), {
  logger,
  onCustomerStep: crash,
  onCancelStep: crash,
  // Its steps have names of their own kind: `created` is also one of the customer's.
  onCheckoutStep: (step) => crash(`checkout ${step}`),
});
logger.info('ready');
