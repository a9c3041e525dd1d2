import { Pool } from 'undici';

/** One request to send, and the status that must come back. */
export type Shot = {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
  status: number;
};

export type LoadOrder = {
  url: string;
  /** Sent round and round, unless `once`. */
  shots: Shot[];
  once?: boolean;
  /** Another status than it must have is counted, and no failure of the measurement. */
  mayFail?: boolean;
  durationMs: number;
  /** `connections`: each sends its next request when it has the last answer. `perSecond`: sent by the clock. */
  pace: { connections: number } | { perSecond: number };
};

export type LoadResult = { count: number; wrong: number; seconds: number; p50Ms: number; p99Ms: number; maxMs: number };

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      process.stderr.write(`the load failed: ${String(error)}\n`);
      process.exit(1);
    },
  );
});

async function run({ url, shots, once = false, durationMs, pace }: LoadOrder): Promise<LoadResult> {
  const pool = new Pool(url, { connections: 'connections' in pace ? pace.connections : 128, pipelining: 1 });
  const latencies: number[] = [];
  let wrong = 0;
  let next = 0;
  const startedAt = performance.now();
  const isOver = () => performance.now() - startedAt >= durationMs || (once && next >= shots.length);

  const send = async (): Promise<void> => {
    const shot = shots[next % shots.length];
    next += 1;
    if (!shot) throw new Error('there is nothing to send');
    const { status, ...request } = shot;
    const sentAt = performance.now();
    const { statusCode, body } = await pool.request(request);
    await body.dump();
    latencies.push(performance.now() - sentAt);
    if (statusCode !== status) wrong += 1;
  };
  const sendOn = async (): Promise<void> => {
    while (!isOver()) await send();
  };

  if ('connections' in pace) await Promise.all(Array.from({ length: pace.connections }, sendOn));
  else await sendByClock({ send, isOver, everyMs: 1000 / pace.perSecond, startedAt });
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { count: latencies.length, wrong, seconds, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

/** A slow answer holds nothing up: what it delays is measured, not avoided. */
async function sendByClock(options: {
  send: () => Promise<void>;
  isOver: () => boolean;
  everyMs: number;
  startedAt: number;
}): Promise<void> {
  const { send, isOver, everyMs, startedAt } = options;
  const underWay: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (isOver()) {
        clearInterval(timer);
        return resolve();
      }
      while (underWay.length * everyMs <= performance.now() - startedAt) underWay.push(send());
    }, 1);
  });
  await Promise.all(underWay);
}
