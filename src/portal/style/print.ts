/** On paper: the facts, in black on white, no controls. */
export const print = `
@page { size: A4; margin: 18mm; }
@media print {
  :root { --ground: #fff; --surface: #fff; --ink: #000; --soft: #444; --line: #ccc; --shadow: none; --tint: #fff; }
  body { font-size: 11pt; }
  .page, .page-overview, .page-task { display: block; max-width: none; padding: 0; }
  .page-overview .masthead { position: static; }
  .page-overview .heading { margin-top: 24px; }
  .skip-link, .languages, .back-link, .button, .quiet-link, .card-message a, .home-links, .crumb, .pages, .payments-more,
  .screen-only { display: none; }
  .card, .alert, tr { break-inside: avoid; }
  .payments { break-inside: auto; }
  .task { padding: 0; border: 0; }
  .receipt > div { break-inside: avoid; }
  .payment-description a { text-decoration: none; }
  .badge, .alert, .test-mode { border-color: currentColor; background: none; }
  h2 { break-after: avoid; }
}
`;
