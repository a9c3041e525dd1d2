import type { BillingDetails } from '../../services/billing-detail-checks.ts';
import type { CalendarDate } from '../../providers/provider.ts';
import type { PortalBilling } from '../../services/portal-billing.ts';
import { dueIn, findAlerts } from '../alerts.ts';
import type { Reader } from '../reader.ts';
import type { PortalResult } from '../results.ts';
import type { Visit } from '../visits.ts';
import { Account } from './account.tsx';
import { AlertsSection } from './alerts-section.tsx';
import { DetailsSection } from './details-section.tsx';
import { CloudIcon, LockIcon } from './icons.ts';
import { Page } from './page.tsx';
import { ResultNotice } from './result-notice.tsx';
import { PaymentMethodsSection } from './payment-methods-section.tsx';
import { PaymentsSection } from './payments-section.tsx';
import { ReplacedTenant } from './replaced-tenant.tsx';
import { SubscriptionsSection } from './subscriptions-section.tsx';

export type OverviewProps = Visit & {
  /** The provider's name as people know it. */
  providerName: string;
  billing: PortalBilling;
  details: BillingDetails;
  today: CalendarDate;
  /** Of what the person just did. */
  result: PortalResult | null;
};

export function OverviewPage(props: OverviewProps) {
  const { session, providerName, billing, details, today, result, reader } = props;
  const { page, overview } = reader.messages;
  return (
    <Page
      reader={reader}
      home={session}
      title={page.billing}
      layout="overview"
      aside={<Account session={session} reader={reader} />}
      footer={
        <p>
          <LockIcon />
          {page.handledBy(providerName)}
        </p>
      }
    >
      <div class="heading">
        <h1>{page.billing}</h1>
        <p>{overview.intro(session.appName)}</p>
      </div>
      {result ? <ResultNotice result={result} reader={reader} /> : null}
      <ReplacedTenant {...props} />
      {isNothingLoaded(billing) ? (
        <NothingLoaded reader={reader} />
      ) : (
        <>
          <AlertsSection alerts={findAlerts(billing, today)} due={dueIn(billing)} session={session} reader={reader} />
          <SubscriptionsSection
            billing={billing}
            canCancel={session.configuration.features.cancel}
            today={today}
            reader={reader}
          />
          <PaymentMethodsSection session={session} billing={billing} today={today} reader={reader} />
          {session.configuration.features.paymentHistory ? <PaymentsSection billing={billing} reader={reader} /> : null}
        </>
      )}
      <DetailsSection session={session} details={details} reader={reader} />
    </Page>
  );
}

export function isNothingLoaded({ subscriptions, paymentMethods, payments }: PortalBilling): boolean {
  return [subscriptions, paymentMethods, payments].every(({ kind }) => kind === 'unavailable');
}

function NothingLoaded({ reader }: { reader: Reader }) {
  const { title, text } = reader.messages.overview.nothingAvailable;
  return (
    <section class="card nothing" aria-labelledby="nothing">
      <span class="notice-icon">
        <CloudIcon />
      </span>
      <h2 id="nothing">{title}</h2>
      <p>{text}</p>
      <a class="button" href="">
        {reader.messages.page.tryAgain}
      </a>
    </section>
  );
}
