import type { BillingDetails } from '../../services/billing-detail-checks.ts';
import type { PortalSession } from '../../services/portal-sessions.ts';
import { nameCountry } from '../countries.ts';
import { DETAILS_PATH } from '../paths.ts';
import type { Reader } from '../reader.ts';

type SectionProps = { session: PortalSession; details: BillingDetails; reader: Reader };

/** Who is billed. The way to change it is there when the app lets people change anything of it. */
export function DetailsSection({ session, details, reader }: SectionProps) {
  const texts = reader.messages.details;
  const { company, line1, line2, postalCode, city, country, vatNumber } = details;
  const town = [postalCode, city].filter((part) => part !== null).join(' ');
  const address = [line1, line2, town, country && nameCountry(country, reader.language)].filter(Boolean);
  return (
    <section class="section" aria-labelledby="details">
      <h2 id="details">{texts.title}</h2>
      <div class="card details">
        <dl>
          <Detail term={texts.labels.name} lines={[session.tenantName]} none={texts.none} />
          <Detail term={texts.labels.email} lines={[session.tenantEmail]} none={texts.none} />
          <Detail term={texts.labels.company} lines={[company]} none={texts.none} />
          <Detail term={texts.labels.vatNumber} lines={[vatNumber]} none={texts.none} />
          <Detail term={texts.address} lines={address} none={texts.none} />
        </dl>
        {session.configuration.features.editDetails.length > 0 ? (
          <a class="button button-second" href={DETAILS_PATH}>
            {texts.edit}
          </a>
        ) : null}
      </div>
    </section>
  );
}

function Detail({ term, lines, none }: { term: string; lines: (string | null)[]; none: string }) {
  const given = lines.filter((line) => line !== null);
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {given.length === 0 ? (
          <span class="not-given">{none}</span>
        ) : (
          given.map((line) => <span key={line}>{line}</span>)
        )}
      </dd>
    </div>
  );
}
