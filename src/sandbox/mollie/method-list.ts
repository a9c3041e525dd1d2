import type { MandateMethod, SequenceType } from './records.ts';
import type { Amount } from './wire.ts';

/** A payment method as the stand-in knows it. */
export type MethodFacts = {
  methodId: string;
  description: string;
  /** In minor units of EUR. */
  minimumMinor: number;
  maximumMinor: number;
  sequenceTypes: SequenceType[];
  /** The mandate that a first payment with it leaves behind. */
  leavesMandate: MandateMethod | null;
};

/**
 * A first payment of nothing at all works with a card and with PayPal only.
 * @see https://docs.mollie.com/docs/recurring-payments
 */
export const METHODS: readonly MethodFacts[] = [
  method('creditcard', 'Card', ['oneoff', 'first', 'recurring'], 'creditcard', 0),
  method('paypal', 'PayPal', ['oneoff', 'first', 'recurring'], 'paypal', 0),
  method('ideal', 'iDEAL', ['oneoff', 'first'], 'directdebit'),
  method('bancontact', 'Bancontact', ['oneoff', 'first'], 'directdebit', 2),
  method('eps', 'eps', ['oneoff', 'first'], 'directdebit'),
  method('directdebit', 'SEPA Direct Debit', ['recurring'], 'directdebit'),
  method('banktransfer', 'Bank transfer', ['oneoff'], null),
];

export function methodFacts(methodId: string): MethodFacts | undefined {
  return METHODS.find((known) => known.methodId === methodId);
}

/** As Mollie names it in that language, where the stand-in knows. */
export function nameMethod(methodId: string, language: string): string {
  const card = methodId === 'creditcard' ? CARD_NAMES[language] : undefined;
  return card ?? methodFacts(methodId)?.description ?? methodId;
}

const CARD_NAMES: Readonly<Record<string, string>> = {
  nl: 'Kaart',
  de: 'Karte',
  fr: 'Carte',
  es: 'Tarjeta',
  it: 'Carta',
  pl: 'Karta',
  pt: 'Cartão',
};

/** @param amountMinor null when any amount will do. */
export function suits(known: MethodFacts, sequenceType: SequenceType, amountMinor: number | null): boolean {
  if (!known.sequenceTypes.includes(sequenceType)) return false;
  if (amountMinor === null) return true;
  const minimumMinor = sequenceType === 'first' ? known.minimumMinor : Math.max(1, known.minimumMinor);
  return amountMinor >= minimumMinor && amountMinor <= known.maximumMinor;
}

export function euros(amountMinor: number): Amount {
  return { value: (amountMinor / 100).toFixed(2), currency: 'EUR' };
}

function method(
  methodId: string,
  description: string,
  sequenceTypes: SequenceType[],
  leavesMandate: MandateMethod | null,
  minimumMinor = 1,
): MethodFacts {
  return { methodId, description, sequenceTypes, leavesMandate, minimumMinor, maximumMinor: 5_000_000 };
}
