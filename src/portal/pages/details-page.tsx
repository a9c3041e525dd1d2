import type { ComponentChildren } from 'preact';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import type { DetailsEntry, DetailsFault, DetailsFaults, DetailsField } from '../../services/billing-detail-checks.ts';
import { listCountries } from '../countries.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../languages.ts';
import { DETAILS_PATH } from '../paths.ts';
import type { Reader } from '../reader.ts';
import type { Visit } from '../visits.ts';
import { ActionForm } from './action-form.tsx';
import { TaskPage } from './task-page.tsx';

export type DetailsPageProps = Visit & {
  /** What is in the fields: what is stored, or what was typed. */
  entry: DetailsEntry;
  /** Those that may be changed, in their order. */
  fields: readonly DetailsField[];
  faults: DetailsFaults;
};

/** A form in words: what is wrong stands beside its field, and nothing that was typed is lost. */
export function DetailsPage({ entry, fields, faults, ...visit }: DetailsPageProps) {
  const { reader, form } = visit;
  const texts = reader.messages.details;
  const faulty = fields.filter((field) => faults[field]);
  return (
    <TaskPage {...visit} title={texts.title}>
      <p>{texts.intro}</p>
      {faulty.length > 0 ? <FaultList fields={faulty} reader={reader} /> : null}
      <ActionForm action={DETAILS_PATH} form={form} class="fields" novalidate>
        {fields.map((field) => (
          <Field
            key={field}
            field={field}
            value={entry[field] ?? ''}
            fault={faults[field]}
            isFirstFault={field === faulty[0]}
            reader={reader}
          />
        ))}
        <div class="choices">
          <button class="button" type="submit">
            {texts.save}
          </button>
          <a class="quiet-link" href={PORTAL_PATH}>
            {texts.cancel}
          </a>
        </div>
      </ActionForm>
    </TaskPage>
  );
}

function FaultList({ fields, reader }: { fields: DetailsField[]; reader: Reader }) {
  const { faultsTitle, labels } = reader.messages.details;
  return (
    <div class="alert alert-bad fault-list" role="alert">
      <div>
        <h2>{faultsTitle}</h2>
        <ul>
          {fields.map((field) => (
            <li key={field}>
              <a href={`#${field}`}>{labels[field]}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

type FieldProps = {
  field: DetailsField;
  value: string;
  fault: DetailsFault | undefined;
  /** The cursor is put there, so that a screen reader begins with it. */
  isFirstFault: boolean;
  reader: Reader;
};

const REQUIRED: ReadonlySet<DetailsField> = new Set(['name', 'email', 'language']);

/** What browsers may fill in. @see https://www.w3.org/TR/WCAG22/#input-purposes */
const AUTOCOMPLETE: Readonly<Record<DetailsField, string>> = {
  name: 'billing name',
  email: 'billing email',
  company: 'billing organization',
  line1: 'billing address-line1',
  line2: 'billing address-line2',
  postalCode: 'billing postal-code',
  city: 'billing address-level2',
  country: 'billing country',
  vatNumber: 'off',
  language: 'language',
};

function Field({ field, value, fault, isFirstFault, reader }: FieldProps) {
  const { labels, optional, vatHint, languageHint, faults } = reader.messages.details;
  const isRequired = REQUIRED.has(field);
  const hints: Partial<Record<DetailsField, string>> = { vatNumber: vatHint, language: languageHint };
  const hint = hints[field] ?? null;
  const notes = [...(hint === null ? [] : [`${field}-hint`]), ...(fault ? [`${field}-fault`] : [])];
  const control: ControlAttributes = {
    id: field,
    name: field,
    autocomplete: AUTOCOMPLETE[field],
    autofocus: isFirstFault,
    ...(isRequired ? { required: true } : {}),
    ...(fault ? { 'aria-invalid': 'true' } : {}),
    ...(notes.length > 0 ? { 'aria-describedby': notes.join(' ') } : {}),
  };
  return (
    <div class={fault ? 'field field-faulty' : 'field'}>
      <label for={field}>
        {labels[field]}{' '}
        {isRequired || fault?.kind === 'incomplete' ? null : <span class="field-optional">({optional})</span>}
      </label>
      {hint === null ? null : (
        <p class="field-hint" id={`${field}-hint`}>
          {hint}
        </p>
      )}
      {fault ? (
        <p class="field-fault" id={`${field}-fault`}>
          {describeFault(fault, faults)}
        </p>
      ) : null}
      <Control field={field} value={value} control={control} reader={reader} />
    </div>
  );
}

/** What an input and a select have in common. */
type ControlAttributes = {
  id: string;
  name: string;
  autocomplete: string;
  autofocus: boolean;
  required?: true;
  'aria-invalid'?: 'true';
  'aria-describedby'?: string;
};

type ControlProps = {
  field: DetailsField;
  value: string;
  control: ControlAttributes;
  reader: Reader;
};

function Control({ field, value, control, reader }: ControlProps) {
  if (field === 'country') {
    return (
      <Choice control={control}>
        <option value="">{reader.messages.details.chooseCountry}</option>
        {listCountries(reader.language).map(({ code, name }) => (
          <option key={code} value={code} selected={code === value}>
            {name}
          </option>
        ))}
      </Choice>
    );
  }
  if (field === 'language') {
    return (
      <Choice control={control}>
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language} selected={language === value}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </Choice>
    );
  }
  if (field === 'email') return <input {...control} type="email" value={value} {...SPELLING} />;
  return <input {...control} type="text" value={value} {...SPELLING} />;
}

/** Names and numbers are no words of the page's language. */
const SPELLING = { spellcheck: false, autocapitalize: 'off' } as const;

function Choice({ control, children }: { control: ControlAttributes; children: ComponentChildren }) {
  return <select {...control}>{children}</select>;
}

function describeFault(fault: DetailsFault, texts: Reader['messages']['details']['faults']): string {
  if (fault.kind === 'tooLong') return texts.tooLong(String(fault.mostCharacters));
  if (fault.kind === 'vatNumberOf') return texts.vatNumberOf(fault.example);
  return texts[fault.kind];
}
