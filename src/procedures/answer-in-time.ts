import { AppError } from '../errors.ts';

/** The reason of a call that was answered without its outcome. */
export const ANSWER_LATE = 'answer_late';
/** For what is written after the provider's answer came at the last moment. */
const GRACE_MS = 300;

/**
 * Answers with the outcome of `work`, or at the call's deadline without it (promise P8). Each part has a limit of its
 * own, but a database that falls silent behind a slow provider would add them up. The work itself is not stopped: a
 * customer that is being made is still stored.
 * @throws AppError unavailable
 */
export async function answerInTime<T>(deadlineAt: Date, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooLate()), Math.max(0, deadlineAt.getTime() + GRACE_MS - Date.now()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function tooLate(): AppError {
  return new AppError('unavailable', { reason: ANSWER_LATE, detail: 'the database or this process is too slow' });
}
