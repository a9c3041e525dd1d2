import type { Reader } from '../reader.ts';
import { describeResult, type PortalResult } from '../results.ts';
import { AlertIcon, CheckIcon } from './icons.ts';

/** The first thing on the page after an action, and read aloud by screen readers. */
export function ResultNotice({ result, reader }: { result: PortalResult; reader: Reader }) {
  const { tone, title, text } = describeResult(result, reader);
  return (
    <div class={`alert result alert-${tone}`} role="status">
      {tone === 'good' ? <CheckIcon /> : <AlertIcon />}
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
    </div>
  );
}
