/** Changing payment methods, paying what is overdue, and back from the provider. */
export const checkout = `
.button-small { min-height: 44px; margin-top: 12px; padding: 8px 18px; border-radius: 11px; font-size: 0.9375rem; }
.section-action { margin-top: 16px; }
.method-text .quiet-link { min-height: 32px; }

.ways { margin: 24px 0 0; padding: 0; border: 0; display: grid; gap: 10px; }
.ways legend { padding: 0; margin-bottom: 12px; font-weight: 600; }
.way {
  display: flex;
  align-items: center;
  gap: 14px;
  min-height: 68px;
  padding: 12px 18px;
  border: 1px solid var(--edge);
  border-radius: 14px;
  cursor: pointer;
}
.way:hover { background: var(--tint); }
.way:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--tint); }
.way:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 3px; }
.way input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
.way input:focus-visible { outline: none; }
.way .icon { width: 26px; height: 26px; color: var(--accent); }
.way-text { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.way-name { display: block; font-weight: 600; }
.way-cost { display: block; color: var(--soft); font-size: 0.9375rem; }
.task-alert { margin-top: 20px; }

.bill { margin-top: 18px; font-variant-numeric: tabular-nums; }
.bill li { display: flex; align-items: baseline; justify-content: space-between; gap: 20px; padding: 14px 0; border-top: 1px solid var(--line); }
.bill li > :first-child { min-width: 0; overflow-wrap: anywhere; text-align: left; unicode-bidi: plaintext; }
.bill-date { display: block; color: var(--soft); font-size: 0.875rem; }
.bill-amount { flex: 0 1 auto; font-weight: 600; text-align: right; overflow-wrap: anywhere; }
.bill-total { border-top: 2px solid var(--edge); font-weight: 650; }
.bill-total .bill-amount { font-size: 1.25rem; letter-spacing: -0.01em; }

.notice-icon-good { background: var(--good-ground); color: var(--good); }
.notice-icon-bad { background: var(--bad-ground); color: var(--bad); }
.notice .choices { margin-top: 10px; }
.notice .choices .button { margin-top: 0; }
.new-method { display: flex; align-items: center; gap: 16px; width: 100%; padding: 16px 18px; border: 1px solid var(--line); border-radius: 14px; }
.notice .new-method-name { color: var(--ink); font-weight: 600; }
.spare { width: 100%; margin-top: 10px; padding-top: 20px; border-top: 1px solid var(--line); }
.spare h2 { font-size: 1rem; }
`;
