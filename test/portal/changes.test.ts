import express, { Router } from 'express';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { createAnswers } from '../../src/portal/answers.tsx';
import { type Change, createChanges } from '../../src/portal/changes.ts';
import { createCookies } from '../../src/portal/cookies.ts';
import { MAX_FORM_BYTES } from '../../src/portal/form-body.ts';
import { formTokenOf } from '../../src/portal/form-guard.ts';
import { createVisits } from '../../src/portal/visits.ts';
import { portOf } from '../../src/ports.ts';
import { ProviderError, type ProviderErrorKind } from '../../src/providers/provider.ts';
import { hashToken } from '../../src/services/tokens.ts';
import { ask, submit } from './ask.ts';
import { APP_NAME } from './seed.ts';
import { startTestPortal, type TestPortal } from './test-portal.ts';

let portal: TestPortal;
let origin: string;
let close: () => void;
/** What the action under test does. */
let perform: Change['perform'];
let performed: string[];

beforeAll(async () => {
  portal = await startTestPortal();
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://localhost:${portOf(server)}`;
  const cookies = createCookies({ publicUrl: origin });
  const answers = createAnswers({ cookies });
  const visits = createVisits({ sessions: portal.sessions, cookies, answers });
  const { actions, audit, logger } = portal;
  const changes = createChanges({ visits, answers, actions, audit, publicUrl: origin, logger });
  const router = Router().post(
    '/things/:thingId/change',
    changes.on({ action: 'thing_change', target: 'thingId', perform: (...args) => perform(...args) }),
  );
  const answerCrash: express.ErrorRequestHandler = (error: unknown, _req, res, _next) => {
    res.status(599).send(error instanceof AppError ? error.errorName : 'crash');
  };
  server.on('request', express().use('/portal', router, answerCrash));
  close = () => server.close();
});

afterAll(async () => {
  close();
  await portal?.close();
});

beforeEach(() => {
  performed = [];
  perform = (_visit, { targetId, actionId }) => {
    performed.push(`${targetId} ${actionId}`);
    return Promise.resolve({ outcome: 'done', result: { kind: 'notDone' }, detail: 'word' });
  };
});

async function enter() {
  const input = await portal.seed();
  const { cookie } = await ask(await portal.openLink(input));
  const sessionToken = cookie.slice(cookie.indexOf('=') + 1);
  const bodyWith = (fields: Record<string, string> = {}) =>
    new URLSearchParams({ token: formTokenOf(sessionToken), nonce: 'n1', ...fields }).toString();
  const trail = () => portal.audit.list({ appUuid: input.appUuid });
  return { ...input, cookie, sessionToken, bodyWith, trail, overview: `${portal.origin}/portal` };
}

const change = (thing = 'thing_1') => `${origin}/portal/things/${thing}/change`;

describe('a change', () => {
  it('P16 is a form of ours from our own page: done, then 303 to the overview, which tells the result once', async () => {
    const { cookie, bodyWith, overview } = await enter();
    const { status, headers } = await submit(change(), { cookie, body: bodyWith() });
    expect(status).toBe(303);
    expect(headers.location).toBe('/portal');
    expect(performed).toHaveLength(1);
    expect((await ask(overview, { headers: { cookie } })).body).toContain('That did not work');
    expect((await ask(overview, { headers: { cookie } })).body).not.toContain('That did not work');
  });

  it('leaves its result to a person’s look, not to a browser that fetches ahead', async () => {
    const { cookie, bodyWith, overview } = await enter();
    await submit(change(), { cookie, body: bodyWith() });
    await ask(overview, { headers: { cookie, 'sec-purpose': 'prefetch' } });
    await ask(overview, { method: 'HEAD', headers: { cookie } });
    expect((await ask(overview, { headers: { cookie } })).body).toContain('That did not work');
  });

  it('goes on where it says', async () => {
    const { cookie, bodyWith } = await enter();
    perform = () => Promise.resolve({ outcome: 'done', result: null, goTo: '/portal/elsewhere' });
    const { headers } = await submit(change(), { cookie, body: bodyWith() });
    expect(headers.location).toBe('/portal/elsewhere');
  });

  it.each([
    ['without a token', { body: 'nonce=n1' }],
    ['with an empty token', { body: 'token=&nonce=n1' }],
    ['with another session’s token', { body: `token=${formTokenOf('bps_other')}&nonce=n1` }],
    ['with the session itself as the token', { body: 'token=SESSION&nonce=n1' }],
    ['from another site', { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } }],
    ['from a page without an origin', { headers: { origin: 'null' } }],
    ['from a sibling site', { headers: { 'sec-fetch-site': 'same-site' } }],
    ['from a frame', { headers: { 'sec-fetch-dest': 'iframe' } }],
  ])('P16 %s is refused with 403 and not done', async (_how, { body, headers = {} }: Forgery) => {
    const { cookie, bodyWith, sessionToken, trail } = await enter();
    const sent = (body ?? bodyWith()).replace('SESSION', sessionToken);
    const answer = await submit(change(), { cookie, body: sent, headers });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('That could not be accepted');
    expect(answer.body.includes(`Back to ${APP_NAME}`)).toBe(body !== undefined);
    expect(performed).toEqual([]);
    expect(await trail()).toEqual([]);
  });

  type Forgery = { body?: string; headers?: Record<string, string> };

  it.each([
    ['too large', 413, (body: string) => ({ body: body + '&x='.padEnd(MAX_FORM_BYTES, 'x') })],
    ['no form', 415, (body: string) => ({ body, headers: { 'content-type': 'application/json' } })],
    ['no text', 415, (body: string) => ({ body, headers: { 'content-type': 'multipart/form-data; boundary=x' } })],
    ['packed', 415, (body: string) => ({ body, headers: { 'content-encoding': 'x' } })],
    ['empty', 403, () => ({ body: '' })],
    ['without a nonce', 400, (body: string) => ({ body: body.replace('nonce=n1', '') })],
  ])('that is %s is refused with %i and not done', async (_how, status, forge) => {
    const { cookie, bodyWith } = await enter();
    const answer = await submit(change(), { cookie, ...forge(bodyWith()) });
    expect(answer.status).toBe(status);
    expect(performed).toEqual([]);
  });

  it('after the session’s end is not done, and the page leads back to the app', async () => {
    const { cookie, bodyWith, sessionToken } = await enter();
    await portal.sessions.end(sessionToken);
    const { status, body } = await submit(change(), { cookie, body: bodyWith() });
    expect(status).toBe(401);
    expect(body).toContain('You have been signed out');
    expect((await submit(change(), { cookie: '', body: bodyWith() })).status).toBe(401);
    expect(performed).toEqual([]);
  });

  it('sent twice at once is done once, and both go on to the same result', async () => {
    const { cookie, bodyWith, overview, trail } = await enter();
    const quick = perform;
    perform = async (...args) => {
      await sleep(300);
      return quick(...args);
    };
    const body = bodyWith();
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit(change(), { cookie, body })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
    expect(performed).toHaveLength(1);
    expect(await trail()).toHaveLength(2);
    expect((await ask(overview, { headers: { cookie } })).body).toContain('That did not work');
  });

  it('sent again after a look at its result is not done again, and tells it again', async () => {
    const { cookie, bodyWith, overview } = await enter();
    for (let sending = 0; sending < 2; sending += 1) {
      await submit(change(), { cookie, body: bodyWith() });
      expect((await ask(overview, { headers: { cookie } })).body).toContain('That did not work');
    }
    expect(performed).toHaveLength(1);
  });

  it('with other words, of another page, or to another thing is another', async () => {
    const { cookie, bodyWith } = await enter();
    await submit(change(), { cookie, body: bodyWith() });
    await submit(change(), { cookie, body: bodyWith({ choice: 'other' }) });
    await submit(change(), { cookie, body: bodyWith({ nonce: 'n2' }) });
    await submit(change('thing_2'), { cookie, body: bodyWith() });
    expect(performed).toHaveLength(4);
  });

  it('of one session is none of another’s', async () => {
    const [one, two] = [await enter(), await enter()];
    await submit(change(), { cookie: one.cookie, body: one.bodyWith() });
    await submit(change(), { cookie: two.cookie, body: two.bodyWith() });
    expect(performed).toHaveLength(2);
    expect((await ask(one.overview, { headers: { cookie: one.cookie } })).body).toContain('That did not work');
  });

  it('that failed may be sent again, under the same id', async () => {
    const { cookie, bodyWith } = await enter();
    const succeed = perform;
    const failed: string[] = [];
    perform = (_visit, { targetId, actionId }) => {
      failed.push(`${targetId} ${actionId}`);
      return Promise.reject(new ProviderError('timeout', { provider: 'mollie' }));
    };
    expect((await submit(change(), { cookie, body: bodyWith() })).status).toBe(303);
    perform = succeed;
    expect((await submit(change(), { cookie, body: bodyWith() })).status).toBe(303);
    expect(performed).toEqual(failed);
  });

  it('that a process died over is taken up by the next sending, under the same id', async () => {
    const { cookie, bodyWith, sessionToken } = await enter();
    const body = bodyWith();
    await submit(change(), { cookie, body });
    await portal.database.pool.query(
      `UPDATE portal_actions SET done_at = NULL, outcome = NULL, claim_until = now() - interval '1 second'
       WHERE session_id = (SELECT id FROM portal_sessions WHERE token_hash = $1)`,
      [hashToken(sessionToken)],
    );
    await submit(change(), { cookie, body });
    expect(performed).toHaveLength(2);
    expect(performed[0]).toBe(performed[1]);
  });

  it.each([
    ['rejected', 'That did not work'],
    ['breaker_open', 'That did not work'],
    ['timeout', 'We could not confirm your change'],
    ['unavailable', 'We could not confirm your change'],
    ['nonsense', 'We could not confirm your change'],
  ] as const)('whose provider says %s tells what is true', async (kind: ProviderErrorKind, words) => {
    const { cookie, bodyWith, overview } = await enter();
    perform = () => Promise.reject(new ProviderError(kind, { provider: 'mollie' }));
    expect((await submit(change(), { cookie, body: bodyWith() })).status).toBe(303);
    expect((await ask(overview, { headers: { cookie } })).body).toContain(words);
  });

  it.each(['x'.repeat(129), 'thing%00', 'thing%20one', '%3Cb%3E', '..%2Fthing'])(
    'to %s is to nothing',
    async (thing) => {
      const { cookie, bodyWith, trail } = await enter();
      expect((await submit(change(thing), { cookie, body: bodyWith() })).body).toBe('not_found');
      expect(performed).toEqual([]);
      expect(await trail()).toEqual([]);
    },
  );

  it('hands on what is no provider’s fault', async () => {
    const { cookie, bodyWith } = await enter();
    perform = () => Promise.reject(new AppError('not_found'));
    expect((await submit(change(), { cookie, body: bodyWith() })).body).toBe('not_found');
  });
});

describe('the audit trail', () => {
  it('has a row before and a row after, with session, tenant, app, key and target', async () => {
    const { cookie, bodyWith, trail, appUuid, tenantUuid, keyId } = await enter();
    let before: unknown;
    const finish = perform;
    perform = async (...args) => {
      before = await trail();
      return finish(...args);
    };
    await submit(change(), { cookie, body: bodyWith() });
    const shared = { appUuid, tenantUuid, keyId, provider: 'mollie', action: 'thing_change', targetId: 'thing_1' };
    expect(before).toMatchObject([{ ...shared, phase: 'intent', outcome: null }]);
    const [after, intent] = await trail();
    expect(intent).toEqual((before as unknown[])[0]);
    expect(after).toMatchObject({ ...shared, phase: 'outcome', outcome: 'done', errorKind: null, detail: 'word' });
    expect(after?.actionId).toBe(intent?.actionId);
    expect(after?.sessionId).toBe(intent?.sessionId);
  });

  it.each([
    [new ProviderError('timeout', { provider: 'mollie' }), 'failed', 'timeout'],
    [new ProviderError('rejected', { provider: 'mollie' }), 'refused', 'rejected'],
    [new AppError('not_found'), 'refused', 'not_found'],
    [new Error('secret words'), 'failed', 'internal'],
  ])('says how %s ended', async (error, outcome, errorKind) => {
    const { cookie, bodyWith, trail } = await enter();
    perform = async () => {
      throw error;
    };
    await submit(change(), { cookie, body: bodyWith() });
    const entries = await trail();
    expect(entries).toMatchObject([{ outcome, errorKind }, { phase: 'intent' }]);
    expect(JSON.stringify(entries)).not.toContain('secret words');
  });

  it('P12 holds no session, no link and no token, whatever was sent', async () => {
    const { cookie, bodyWith, sessionToken, trail } = await enter();
    await submit(change(), { cookie, body: bodyWith({ note: 'typed words' }) });
    expect(await trail()).toHaveLength(2);
    const { rows } = await portal.database.pool.query('SELECT * FROM audit_entries');
    const dump = JSON.stringify(rows);
    for (const secret of [sessionToken, formTokenOf(sessionToken), 'typed words']) expect(dump).not.toContain(secret);
  });

  it('is not done at all when the row before cannot be written', async () => {
    const { cookie, bodyWith } = await enter();
    await portal.database.pool.query('ALTER TABLE audit_entries RENAME TO audit_away');
    try {
      expect((await submit(change(), { cookie, body: bodyWith() })).status).toBe(599);
    } finally {
      await portal.database.pool.query('ALTER TABLE audit_away RENAME TO audit_entries');
    }
    expect(performed).toEqual([]);
  });
});
