import { readConfigFromProcess } from './config.ts';
import { createLogger } from './logger.ts';
import { startService } from './service.ts';
import { explainFailure } from './errors.ts';
import { onStopSignal } from './signals.ts';

async function main(): Promise<void> {
  const config = readConfigFromProcess();
  const logger = createLogger({ level: config.logLevel });
  const service = await startService(config, { logger });
  logger.info({ listening: service.url, metrics: service.metricsUrl }, 'ready');

  const stop = (signal: string): void => {
    logger.info({ signal }, 'finishing what was accepted');
    service.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  onStopSignal(['SIGTERM', 'SIGINT'], stop);
}

function fail(error: unknown): never {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
}

main().catch(fail);
