import { AppError } from '../errors.ts';
import {
  allowedFields,
  type BillingDetails,
  checkDetails,
  type DetailsEntry,
  type DetailsFaults,
  type DetailsField,
} from '../services/billing-detail-checks.ts';
import type { BillingDetailsStore } from '../services/billing-details.ts';
import { PORTAL_PATH, type PortalSession } from '../services/portal-sessions.ts';
import type { PortalAnswers } from './answers.tsx';
import type { Change } from './changes.ts';
import { chooseLanguage, LANGUAGES } from './languages.ts';
import { DetailsPage } from './pages/details-page.tsx';
import type { Visit, VisitHandler } from './visits.ts';

export type DetailsPagesOptions = {
  billingDetails: Pick<BillingDetailsStore, 'read' | 'save'>;
  answers: PortalAnswers;
};

/** The form for billing details, and what is done with it. */
export function createDetailsPages({ billingDetails, answers }: DetailsPagesOptions) {
  const show: VisitHandler = async (visit, _req, res) => {
    const fields = fieldsOf(visit.session);
    const details = await billingDetails.read(visit.session);
    answers.page(res, 200, pageOf(visit, { fields, entry: entryOf(visit, details), faults: {} }));
  };

  const change: Change = {
    action: 'details_update',

    async review(visit, typed) {
      const fields = fieldsOf(visit.session);
      const entry = readEntry(typed, fields);
      const { country } = await billingDetails.read(visit.session);
      const verdict = checkDetails(entry, { languages: LANGUAGES, country });
      return verdict.kind === 'usable' ? null : pageOf(visit, { fields, entry, faults: verdict.faults });
    },

    async perform({ session }, { fields: typed }) {
      const entry = readEntry(typed, fieldsOf(session));
      const { country } = await billingDetails.read(session);
      const verdict = checkDetails(entry, { languages: LANGUAGES, country });
      if (verdict.kind === 'unusable') throw new AppError('internal', { detail: 'details were not reviewed' });
      const changed = await billingDetails.save(session, verdict.changes);
      const { language } = verdict.changes;
      return {
        outcome: 'done',
        result: { kind: 'detailsSaved' },
        // The page after it is in the language that was chosen, whatever was picked before.
        goTo: language !== undefined && changed.includes('language') ? `${PORTAL_PATH}?lang=${language}` : PORTAL_PATH,
        detail: changed.length === 0 ? 'nothing' : changed.join(','),
      };
    },
  };

  return { show, change };
}

/** @throws AppError not_found when the app lets nothing be changed. */
function fieldsOf({ configuration }: PortalSession): DetailsField[] {
  const { editDetails } = configuration.features;
  if (editDetails.length === 0) throw new AppError('not_found');
  return allowedFields(editDetails);
}

type Shown = { fields: DetailsField[]; entry: DetailsEntry; faults: DetailsFaults };

function pageOf(visit: Visit, shown: Shown) {
  return <DetailsPage {...visit} {...shown} />;
}

/** The stored language of a tenant that has none is the one that the page is read in. */
function entryOf({ session, reader }: Visit, details: BillingDetails): DetailsEntry {
  const { tenantName: name, tenantEmail: email, tenantLocale } = session;
  const locales = tenantLocale === null ? [] : [tenantLocale];
  const { language } = chooseLanguage({ picked: undefined, locales, acceptLanguage: reader.language });
  const texts = Object.entries(details).map(([field, text]) => [field, text ?? '']);
  return { name, email, language, ...Object.fromEntries(texts) };
}

/** Only what may be changed is looked at, whatever else was sent. */
function readEntry(typed: URLSearchParams, fields: readonly DetailsField[]): DetailsEntry {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = typed.get(field);
      return text === null ? [] : [[field, text]];
    }),
  );
}
