/** The frame of every page: type, header, language switch, footer. */
export const layout = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  -webkit-font-smoothing: antialiased;
}
h1, h2, h3, p, ul { margin: 0; padding: 0; }
ul { list-style: none; }
h1, h2, h3 { overflow-wrap: anywhere; }
h1 { font-size: 2rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.022em; text-wrap: balance; }
h2 { font-size: 1.125rem; line-height: 1.35; font-weight: 650; letter-spacing: -0.01em; }
h3 { font-size: 1rem; line-height: 1.4; font-weight: 600; }
a { color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
a:hover { color: var(--accent-strong); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 6px; }
main:focus { outline: none; }
.icon { flex: none; display: block; }
.nowrap { white-space: nowrap; }
.spoken-only {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.skip-link {
  position: absolute;
  inset: 12px auto auto 12px;
  z-index: 3;
  padding: 10px 16px;
  border-radius: 10px;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 600;
  transform: translateY(-200%);
}
.skip-link:focus { transform: none; color: var(--on-accent); }

.page { max-width: 1120px; margin: 0 auto; padding: 20px 20px 40px; position: relative; }
.masthead { min-height: 44px; }
.brand { display: flex; align-items: center; gap: 12px; min-height: 44px; padding-right: 8.25rem; font-weight: 650; letter-spacing: -0.01em; }
.brand-name { min-width: 0; overflow-wrap: anywhere; line-height: 1.3; }
.monogram {
  flex: none;
  display: grid;
  place-items: center;
  width: 40px;
  height: 40px;
  border-radius: 12px;
  background: var(--accent);
  color: var(--on-accent);
  font-size: 1.125rem;
  font-weight: 650;
}
.logo { flex: none; display: flex; padding: 4px; border-radius: 10px; }
.logo img { display: block; width: auto; height: auto; max-width: 180px; max-height: 40px; }
.back-link { display: inline-flex; align-items: center; gap: 8px; min-height: 44px; margin-top: 8px; font-weight: 550; text-decoration: none; overflow-wrap: anywhere; }
.back-link:hover { text-decoration: underline; }
.account { margin-top: 12px; padding-top: 16px; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.9375rem; overflow-wrap: anywhere; }
.account-label { font-size: 0.8125rem; font-weight: 550; }
.account-name { color: var(--ink); font-weight: 600; text-align: left; unicode-bidi: plaintext; }
.test-mode { margin-top: 12px; padding: 10px 14px; border: 1px solid transparent; border-radius: 12px; background: var(--caution-ground); color: var(--caution); font-size: 0.875rem; }
.test-mode strong { display: block; font-weight: 650; }
main > .test-mode { margin: 0 0 16px; }

.languages { position: absolute; top: 20px; right: 20px; z-index: 2; font-size: 0.9375rem; }
.languages summary {
  display: flex;
  align-items: center;
  gap: 6px;
  min-height: 44px;
  padding: 0 6px;
  border-radius: 10px;
  color: var(--soft);
  cursor: pointer;
  list-style: none;
  user-select: none;
}
.languages summary::-webkit-details-marker { display: none; }
.languages summary:hover, .languages details[open] summary { color: var(--ink); }
.languages details[open] summary .icon:last-child { transform: rotate(180deg); }
.languages ul {
  position: absolute;
  top: 100%;
  right: 0;
  width: 12.5rem;
  max-width: calc(100vw - 40px);
  padding: 6px;
  border: 1px solid var(--line);
  border-radius: 14px;
  background: var(--raised);
  box-shadow: 0 16px 40px -12px rgb(0 0 0 / 28%);
}
.languages a { display: flex; align-items: center; justify-content: space-between; min-height: 42px; padding: 0 12px; border-radius: 9px; color: var(--ink); text-decoration: none; }
.languages a:hover { background: var(--tint); }
.languages a[aria-current] { color: var(--accent); font-weight: 600; }
.languages a:focus-visible { outline-offset: -3px; }

.heading { margin: 28px 0 32px; }
.heading p { margin-top: 8px; color: var(--soft); text-wrap: pretty; }
.footer { margin-top: 40px; padding-top: 20px; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; }
.footer p { display: flex; align-items: center; gap: 8px; }
.home-links { display: flex; flex-wrap: wrap; gap: 0 20px; }
.home-links a { display: inline-flex; align-items: center; min-height: 44px; color: inherit; }

/* In em, so that enlarged text gets the narrow layout. */
@media (min-width: 56.25em) {
  .page { padding: 56px 40px 64px; }
  .languages { top: 56px; right: 40px; }
  h1 { font-size: 2.25rem; }
}
@media (min-width: 68.75em) {
  .page-overview { display: grid; grid-template: auto 1fr / 248px minmax(0, 1fr); column-gap: 80px; }
  .page-overview .masthead { grid-area: 1 / 1 / 3 / 2; align-self: start; position: sticky; top: 56px; }
  .page-overview main { grid-area: 1 / 2; }
  .page-overview .footer { grid-area: 2 / 2; align-self: start; }
  .page-overview .brand { padding-right: 0; }
  .page-overview .back-link { margin-top: 20px; }
  .page-overview .account { margin-top: 20px; padding-top: 24px; }
  .heading { margin: 0 0 40px; padding-right: 160px; min-height: 44px; }
}
`;
