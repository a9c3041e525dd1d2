/** What the pages are made of: cards, badges, alerts, rows, the payments' table, notices. */
export const parts = `
.section { margin-top: 40px; }
.section > h2 { margin-bottom: 14px; }
.heading + .section { margin-top: 0; }
.card { border: 1px solid var(--line); border-radius: 18px; background: var(--surface); box-shadow: var(--shadow); }
.cards { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
.card-message { display: flex; gap: 12px; padding: 22px 24px; color: var(--soft); box-shadow: none; }
.card-message .icon { margin-top: 2px; }

.badge {
  flex: 0 1 auto;
  display: inline-block;
  padding: 2px 10px;
  border: 1px solid transparent;
  border-radius: 999px;
  font-size: 0.8125rem;
  line-height: 1.5;
  font-weight: 600;
  overflow-wrap: anywhere;
}
.badge-good { background: var(--good-ground); color: var(--good); }
.badge-caution { background: var(--caution-ground); color: var(--caution); }
.badge-bad { background: var(--bad-ground); color: var(--bad); }
.badge-quiet { background: var(--quiet-ground); color: var(--quiet); }

.alerts ul { display: grid; gap: 12px; }
.alert { display: flex; gap: 14px; padding: 18px 20px; border-radius: 16px; border: 1px solid transparent; overflow-wrap: anywhere; }
.alert .icon { margin-top: 1px; }
.alert h3 { color: var(--ink); }
.alert p { color: var(--ink); font-size: 0.9375rem; }
.alert h3 + p { margin-top: 2px; opacity: 0.86; }
.alert-bad { background: var(--bad-ground); color: var(--bad); }
.alert-caution { background: var(--caution-ground); color: var(--caution); }
.alert-quiet { background: var(--tint); color: var(--accent); margin-bottom: 24px; }
.alerts .alert { margin-bottom: 0; }
.alert-good { background: var(--good-ground); color: var(--good); }
.result { margin-bottom: 24px; }
.result h2 { color: var(--ink); font-size: 1rem; font-weight: 600; }

.subscription { padding: 24px; }
.subscription-top { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: 6px 16px; }
.subscription-top h3 { min-width: 0; text-align: left; unicode-bidi: plaintext; }
.price { margin-top: 6px; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.price-amount { font-size: 1.75rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.02em; }
.price-interval { color: var(--soft); }
.facts { display: grid; gap: 10px; margin-top: 18px; padding-top: 18px; border-top: 1px solid var(--line); }
.facts:empty { display: none; }
.facts li { display: flex; gap: 12px; color: var(--soft); overflow-wrap: anywhere; }
.facts .icon { margin-top: 2px; }
.facts strong { color: var(--ink); font-weight: 600; }
.lines > * { display: block; text-wrap: pretty; }
.subscription-over { padding-block: 18px; box-shadow: none; background: transparent; }
.subscription-over .facts { margin-top: 2px; padding-top: 0; border: 0; font-size: 0.9375rem; }
.subscription-over .icon { display: none; }
.subscription-over .price { margin-top: 2px; }
.subscription-over .facts strong { font-weight: 400; color: var(--soft); }
.subscription-over .price-amount { font-size: 1rem; letter-spacing: 0; color: var(--soft); }

.method { display: flex; align-items: flex-start; gap: 16px; padding: 20px 24px; }
.method-top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 16px; margin-bottom: 4px; }
.rows > li + li { border-top: 1px solid var(--line); }
.tile { flex: none; display: grid; place-items: center; width: 44px; height: 44px; border-radius: 12px; background: var(--tint); color: var(--accent); }
.tile .icon { width: 24px; height: 24px; }
.method-text { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.method-text p { color: var(--soft); font-size: 0.9375rem; }
.dots { margin-right: 0.25em; letter-spacing: 0.08em; color: var(--soft); }

.payments { padding: 6px 24px; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 0.9375rem; }
th { padding: 14px 0 10px; color: var(--soft); font-size: 0.8125rem; font-weight: 550; text-align: left; }
th:nth-child(1) { width: 7rem; }
th:nth-child(3) { width: 10.5rem; }
th:nth-child(4) { width: 8rem; text-align: right; }
td { padding: 14px 16px 14px 0; border-top: 1px solid var(--line); vertical-align: top; }
.payment-date { color: var(--soft); white-space: nowrap; }
.payment-description { overflow-wrap: anywhere; font-weight: 550; }
.payment-description a { unicode-bidi: plaintext; }
.payment-meaning { display: block; color: var(--soft); font-size: 0.875rem; font-weight: 400; }
.payment-amount { padding-right: 0; text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.payment-status { padding-right: 2px; }
.payments .badge-good { padding: 3px 0; border: 0; background: none; }

.button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: 8px;
  min-height: 48px;
  padding: 10px 22px;
  border: 1px solid transparent;
  border-radius: 13px;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 600;
  text-align: center;
  text-decoration: none;
  overflow-wrap: anywhere;
}
.button:has(> .icon) { text-align: start; }
.button:hover { background: var(--accent-strong); color: var(--on-accent); text-decoration: underline; }
.quiet-link { display: inline-flex; align-items: center; min-height: 44px; }

.button-danger { background: var(--bad); color: var(--surface); }
.button-danger:hover { background: var(--bad); color: var(--surface); }
.button-second { min-height: 44px; border-color: var(--edge); background: transparent; color: var(--ink); }
.button-second:hover { background: var(--tint); color: var(--ink); }
button.button { font: inherit; font-weight: 600; cursor: pointer; }
.card-action { margin-top: 18px; }

.page-task { max-width: 640px; }
.page-task main { margin-top: 24px; }
.crumb { margin-bottom: 12px; font-size: 0.9375rem; }
.crumb a { display: inline-flex; align-items: center; gap: 8px; min-height: 44px; }
.crumb-mark { margin: 0 8px; color: var(--soft); }
.task { padding: 28px; overflow-wrap: anywhere; }
.task h1 { font-size: 1.625rem; }
.task > p { margin-top: 12px; text-wrap: pretty; }
.task .facts { color: var(--soft); }
.task .facts span, .task .facts strong { text-wrap: pretty; }
.options { margin: 24px 0 0; padding: 0; border: 0; display: grid; gap: 2px; }
.options legend { padding: 0; margin-bottom: 8px; font-weight: 600; }
.options label { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 6px 4px; cursor: pointer; }
.options input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
.choices { display: flex; flex-wrap: wrap; align-items: center; gap: 10px 22px; margin-top: 26px; }

.page-notice { max-width: 640px; }
.page-notice main { margin-top: 32px; }
.notice, .nothing { display: grid; justify-items: start; gap: 14px; padding: 32px 28px; overflow-wrap: anywhere; }
.notice h1 { font-size: 1.625rem; }
.notice p, .nothing p { color: var(--soft); text-wrap: pretty; }
.notice .button, .nothing .button { margin-top: 10px; }
.notice-icon { display: grid; place-items: center; width: 48px; height: 48px; border-radius: 14px; background: var(--tint); color: var(--accent); }
.notice-icon .icon { width: 26px; height: 26px; }
.notice .reference { font-size: 0.8125rem; font-variant-numeric: tabular-nums; }

@media (max-width: 43.75em) {
  .payments { padding: 0 20px; }
  table, tbody { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: grid; grid-template: "what what amount" auto "when state state" auto / auto minmax(0, 1fr) auto; gap: 6px 16px; padding: 16px 0; }
  tbody tr + tr { border-top: 1px solid var(--line); }
  td { display: block; padding: 0; border: 0; }
  .payment-description { grid-area: what; }
  .payment-amount { grid-area: amount; }
  .payment-date { grid-area: when; font-size: 0.875rem; align-self: center; }
  .payment-status { grid-area: state; text-align: right; }
  .subscription, .method { padding: 20px; }
}
@media (min-width: 56.25em) {
  .page-notice { padding-top: 12vh; }
  .task { padding: 40px 44px; }
  .page-notice .languages { top: 12vh; }
  .notice { padding: 48px; }
}
`;
