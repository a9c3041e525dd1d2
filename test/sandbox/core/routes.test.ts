import { expect, test } from 'vitest';
import { createRoutes } from '../../../src/sandbox/core/routes.ts';

const routes = createRoutes([
  { method: 'GET', pattern: '/v2/profiles/me', handler: 'current' },
  { method: 'GET', pattern: '/v2/profiles/:profileId', handler: 'one' },
  { method: 'DELETE', pattern: '/v2/profiles/:profileId', handler: 'delete' },
]);

test('a path finds the first route that fits, with its parts decoded', () => {
  expect(routes.match('GET', '/v2/profiles/me')).toEqual({ kind: 'found', handler: 'current', pathParams: {} });
  expect(routes.match('GET', '/v2/profiles/pfl%2F1')).toEqual({
    kind: 'found',
    handler: 'one',
    pathParams: { profileId: 'pfl/1' },
  });
});

test('another method on a known path says which there are', () => {
  expect(routes.match('PUT', '/v2/profiles/x')).toEqual({ kind: 'otherMethod', allow: ['GET', 'DELETE'] });
});

test.each([
  '/v2/profiles',
  '/v2/profiles/',
  '/v2/profiles/a/b',
  '/v2/Profiles/me',
  'v2/profiles/me',
  '/v2/profiles/%E0%A4%A',
])('nothing is at %s', (path) => {
  expect(routes.match('GET', path)).toEqual({ kind: 'unknownPath' });
});
