/** Payments one by one, billing details, and the form that changes them. */
export const records = `
.payments-more { padding: 16px 0 14px; border-top: 1px solid var(--line); }
.payments-more a, .pages a { display: inline-flex; align-items: center; min-height: 44px; }
.payment-description a { color: inherit; }
.payment-description a:hover { color: var(--accent-strong); }
.pages { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 24px; margin-top: 16px; }
.pages a:last-child:not(:first-child) { margin-left: auto; }

.receipt { margin: 24px 0 0; }
.receipt > div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); align-items: baseline; gap: 4px 24px; padding: 13px 0; border-top: 1px solid var(--line); }
.receipt dt, .details dt { color: var(--soft); }
.receipt dd, .details dd { margin: 0; overflow-wrap: anywhere; }
.receipt dd, .billed-to address > *, .details dd > * { text-align: left; unicode-bidi: plaintext; }
.receipt-amount { font-size: 1.375rem; font-weight: 650; letter-spacing: -0.015em; font-variant-numeric: tabular-nums; }
.receipt-meaning { display: block; margin-top: 4px; color: var(--soft); font-size: 0.9375rem; }
.billed-to { padding-top: 18px; border-top: 1px solid var(--line); }
.billed-to h2 { margin-bottom: 6px; font-size: 1rem; }
.billed-to address { font-style: normal; }
.billed-to address > *, .details dd > * { display: block; }
.receipt-note { margin-top: 16px; color: var(--soft); font-size: 0.9375rem; }

.details { padding: 24px; }
.details dl { display: grid; gap: 18px 32px; margin: 0; }
.details dt { font-size: 0.875rem; }
.not-given { color: var(--soft); }
.details .button { margin-top: 22px; }

.fields { display: grid; gap: 20px; margin-top: 24px; }
.field label { display: block; margin-bottom: 6px; font-weight: 600; }
.field-optional { color: var(--soft); font-weight: 400; }
.field-hint { margin-bottom: 6px; color: var(--soft); font-size: 0.9375rem; }
.field-fault { margin-bottom: 6px; color: var(--bad); font-weight: 550; }
.field input, .field select {
  width: 100%;
  min-height: 48px;
  padding: 10px 14px;
  border: 1px solid var(--edge);
  border-radius: 11px;
  background: var(--surface);
  color: var(--ink);
  font: inherit;
}
.field select { padding-right: 10px; }
.field input:focus-visible, .field select:focus-visible { outline-offset: 1px; border-radius: 11px; }
.field-faulty input, .field-faulty select { border-color: var(--bad); border-width: 2px; }
.fault-list { margin-top: 20px; }
.fault-list h2 { font-size: 1rem; }
.fault-list ul { display: block; margin-top: 4px; }
.fault-list a { display: inline-flex; align-items: center; min-height: 32px; color: var(--bad); }

@media (max-width: 35em) {
  .receipt > div { grid-template-columns: minmax(0, 1fr); }
}
@media (min-width: 43.75em) {
  .details dl { grid-template-columns: 1fr 1fr; }
  .details dl > :last-child { grid-column: 1 / -1; }
}
`;
