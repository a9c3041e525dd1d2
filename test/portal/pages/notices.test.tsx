import { expect, it } from 'vitest';
import { type Notice, NoticeFor } from '../../../src/portal/pages/notices.tsx';
import { createReader } from '../../../src/portal/reader.ts';
import { renderPage } from '../../../src/portal/render.ts';
import { sampleSession } from '../samples.ts';

const home = sampleSession();
const reader = createReader({ picked: 'en', locales: [], acceptLanguage: undefined });

/** Each link of the card, the main one in capitals. */
function ways(notice: Notice, visitedFrom: typeof home | null = home): string[] {
  const html = renderPage(<NoticeFor notice={notice} reader={reader} visitedFrom={visitedFrom} />);
  const links = (html.split('<h1>')[1] ?? '').matchAll(/<a class="(button|quiet-link)"[^>]*>(.*?)<\/a>/g);
  return Array.from(links, ([, kind, inside = '']) => {
    const text = inside.replaceAll(/<[^>]+>/g, '');
    return kind === 'button' ? text.toUpperCase() : text;
  });
}

const BACK = 'Back to Lumen Analytics';

it.each([
  [{ kind: 'unavailable', requestId: 'request-1' }, ['TRY AGAIN', BACK]],
  [{ kind: 'failed', requestId: undefined }, ['TRY AGAIN', BACK]],
  [{ kind: 'changeFailed', requestId: 'request-1' }, ['GO TO YOUR BILLING PAGE', BACK]],
  [{ kind: 'subscriptionUnknown' }, ['GO TO YOUR BILLING PAGE', BACK]],
  [{ kind: 'notFound' }, ['GO TO YOUR BILLING PAGE', BACK]],
  [{ kind: 'linkUsed', home, live: true }, ['GO TO YOUR BILLING PAGE', BACK]],
  [{ kind: 'linkUsed', home, live: false }, [BACK.toUpperCase()]],
  [{ kind: 'linkExpired', home }, [BACK.toUpperCase()]],
  [{ kind: 'sessionEnded', home }, [BACK.toUpperCase()]],
] as const)('%o leads on to what there is to do, else back to the app', (notice, expected) => {
  expect(ways(notice)).toEqual(expected);
});

it('where nobody knows where the person came from, what there is to do is the only way', () => {
  expect(ways({ kind: 'unavailable', requestId: undefined }, null)).toEqual(['TRY AGAIN']);
  expect(ways({ kind: 'noSession' }, null)).toEqual([]);
});
