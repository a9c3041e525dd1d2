import type { ComponentChildren } from 'preact';
import type { Section as SectionData } from '../../services/portal-billing.ts';
import type { Reader } from '../reader.ts';
import { CloudIcon } from './icons.ts';

type SectionProps<T> = {
  /** Unique on the page. */
  name: string;
  title: string;
  /** What is said when there is nothing. */
  none: string;
  section: SectionData<T>;
  reader: Reader;
  /** Below the items, or below the word that there are none. */
  action?: ComponentChildren;
  children: (items: T[]) => ComponentChildren;
};

/** One part of the overview. It stands on its own: what could not be loaded says so, and the other parts are there. */
export function Section<T>({ name, title, none, section, reader, action, children }: SectionProps<T>) {
  return (
    <section class="section" aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      {section.kind === 'unavailable' ? (
        <div class="card card-message">
          <CloudIcon />
          <p>
            {reader.messages.overview.sectionUnavailable} <a href="">{reader.messages.page.tryAgain}</a>
          </p>
        </div>
      ) : section.items.length === 0 ? (
        <div class="card card-message">
          <p>{none}</p>
        </div>
      ) : (
        children(section.items)
      )}
      {section.kind === 'loaded' ? action : null}
    </section>
  );
}
