import type { VNode } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';

/**
 * Drawn for people who see; each stands beside a text that says the same. They are the same on every page, so they are
 * kept as text: as elements they took a quarter of the time of rendering an overview.
 */
function icon(shapes: string): () => VNode {
  const markup = [
    `<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" ` +
      `stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${shapes}</svg>`,
  ];
  return () => jsxTemplate(markup);
}

export const BackIcon = icon('<path d="M19 12H5M11 6l-6 6 6 6"/>');

export const GlobeIcon = icon(
  '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.6 2.4 3.9 5.2 3.9 8.5s-1.3 6.1-3.9 8.5c-2.6-2.4-3.9-5.2-3.9-8.5s1.3-6.1 3.9-8.5z"/>',
);

export const CheckIcon = icon('<path d="M5 12.5l4.5 4.5L19 7.5"/>');

export const ChevronIcon = icon('<path d="M7 10l5 5 5-5"/>');

export const LockIcon = icon(
  '<rect x="5" y="10.5" width="14" height="9.5" rx="2.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
);

export const CalendarIcon = icon(
  '<rect x="4" y="5.5" width="16" height="14.5" rx="3"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
);

export const CardIcon = icon('<rect x="3" y="5.5" width="18" height="13" rx="3"/><path d="M3 10h18M7 14.5h3"/>');

export const BankIcon = icon(
  '<path d="M4 9.5L12 4.5l8 5M5 9.5h14M6.5 10v6.5M10.2 10v6.5M13.8 10v6.5M17.5 10v6.5M4.5 19.5h15"/>',
);

export const WalletIcon = icon(
  '<path d="M5 7h13a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2H6a2.5 2.5 0 0 1-2.5-2.5V7A2.5 2.5 0 0 1 6 4.5h10V7"/><circle cx="16" cy="13.2" r="0.9"/>',
);

export const AlertIcon = icon('<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16.4v.1"/>');

export const ClockIcon = icon('<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.2l3.3 2"/>');

export const LinkIcon = icon(
  '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.700l1-1"/>',
);

export const CloudIcon = icon(
  '<path d="M7.5 18.500a4.2 4.2 0 0 1-.4-8.4 5.2 5.2 0 0 1 10-.6 4.5 4.5 0 0 1-.4 9z"/><path d="M12 12v2.600M12 16.300v.1"/>',
);

export const UndoIcon = icon('<path d="M8 6L4.500 9.500 8 13M5 9.500h9a5 5 0 0 1 0 10h-3"/>');
