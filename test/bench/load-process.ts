import { fork } from 'node:child_process';
import type { LoadOrder, LoadResult } from './load.js';
import { ROOT } from './server-process.js';

export type LoadProcess = {
  /** @throws Error when an answer had another status than it must have. */
  run: (order: LoadOrder) => Promise<LoadResult>;
  stop: () => void;
};

/** The load comes from a process of its own, so that making it costs the measured server nothing. */
export function startLoadProcess(): LoadProcess {
  const child = fork(`${ROOT}.bench/bench/load.js`, { serialization: 'advanced' });
  return {
    async run(order) {
      const result = await new Promise<LoadResult>((resolve, reject) => {
        const onExit = () => reject(new Error('the load process ended'));
        child.once('exit', onExit);
        child.once('message', (message) => {
          child.off('exit', onExit);
          resolve(message as LoadResult);
        });
        child.send(order);
      });
      if (result.wrong > 0 && order.mayFail !== true)
        throw new Error(`${result.wrong} of ${result.count} answers had the wrong status`);
      return result;
    },
    stop: () => void child.kill(),
  };
}
