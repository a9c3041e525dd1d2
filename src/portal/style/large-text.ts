/** A phone on which the person has enlarged the text: all below each other, little room around it. */
export const largeText = `
@media (max-width: 18em) {
  .brand { padding-right: 0; }
  .languages { position: relative; inset: auto; width: fit-content; margin-top: 8px; }
  .languages ul { right: auto; left: 0; }
  h1, .task h1, .notice h1 { font-size: 1.375rem; }
  .task, .notice, .nothing { padding: 20px; }
  .alert { gap: 10px; padding: 16px; }
  .price-amount { font-size: 1.125rem; }
  .receipt-amount { font-size: 1.125rem; }
  .button { padding-inline: 14px; }
  tr { grid-template: "what" auto "amount" auto "when" auto "state" auto / minmax(0, 1fr); }
  .payment-amount, .payment-status { text-align: left; }
  .bill li { flex-wrap: wrap; gap: 4px 20px; }
}
`;
