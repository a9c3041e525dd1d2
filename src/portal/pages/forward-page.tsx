import type { Money } from '../../providers/provider.ts';
import type { Visit } from '../visits.ts';
import { LockIcon } from './icons.ts';
import { Page } from './page.tsx';
import { TestMode } from './test-mode.tsx';

/** `amount`: null when the person goes there to stop it. */
type ForwardProps = Visit & { providerName: string; url: string; amount: Money | null };

/** Leads on to the provider's checkout by itself, and by a link for browsers that do not. */
export function ForwardPage({ session, reader, providerName, url, amount }: ForwardProps) {
  const { title, free, charged, go } = reader.messages.checkout.forwardPage;
  return (
    <Page reader={reader} home={session} title={title(providerName)} layout="notice" forwardTo={url}>
      <TestMode session={session} reader={reader} />
      <div class="card notice">
        <span class="notice-icon">
          <LockIcon />
        </span>
        <h1>{title(providerName)}</h1>
        {amount ? <p>{amount.amountMinor === 0 ? free : charged(reader.format.money(amount))}</p> : null}
        <a class="button" href={url} rel="noreferrer">
          {go(providerName)}
        </a>
      </div>
    </Page>
  );
}
