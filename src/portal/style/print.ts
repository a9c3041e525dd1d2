/** On paper: the facts, in black on white, no controls. */
export const print = `
@media print {
  :root { --ground: #fff; --surface: #fff; --ink: #000; --soft: #444; --line: #ccc; --shadow: none; --tint: #fff; }
  .page, .page-overview { display: block; max-width: none; padding: 0; }
  .page-overview .masthead { position: static; }
  .page-overview .heading { margin-top: 24px; }
  .skip-link, .languages, .back-link, .button, .quiet-link, .card-message a, .home-links { display: none; }
  .card, .alert, tr { break-inside: avoid; }
  .payments { break-inside: auto; }
  .badge, .alert, .test-mode { border-color: currentColor; background: none; }
  h2 { break-after: avoid; }
}
`;
