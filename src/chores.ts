import { describeCause } from './errors.ts';
import type { Logger } from './logger.ts';

export type Chore = { stop: () => Promise<void> };

/** Does something again and again, never twice at once; a failure is logged and the next turn tries again. */
export function startChore(options: {
  name: string;
  everyMs: number;
  logger: Logger;
  run: () => Promise<unknown>;
}): Chore {
  const { name, everyMs, logger, run } = options;
  let turn: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    turn ??= run()
      .catch((error: unknown) => {
        logger.warn({ chore: name, cause: describeCause(error) }, 'a chore was not done; it will be tried again');
      })
      .finally(() => {
        turn = undefined;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await turn;
    },
  };
}
