import type { PaymentMethod, PaymentSource } from '../../providers/provider.ts';
import type { Reader } from '../reader.ts';
import { nameMethod } from '../wording.ts';
import { BankIcon, CardIcon, WalletIcon } from './icons.ts';

const ICONS = { card: CardIcon, bank: BankIcon, paypal: WalletIcon, other: WalletIcon } as const;

export function MethodIcon({ kind }: { kind: PaymentMethod['kind'] }) {
  const Icon = ICONS[kind];
  return <Icon />;
}

/** `Visa •••• 4242`, read aloud as `Visa ending in 4242`. */
export function MethodName({ method, reader }: { method: PaymentSource; reader: Reader }) {
  if (method.last4 === null) return <>{nameMethod(method, reader)}</>;
  return (
    <>
      {nameMethod(method, reader)}{' '}
      <span class="nowrap">
        <span class="dots" aria-hidden="true">
          ••••
        </span>
        <span class="spoken-only">{reader.messages.paymentMethods.endingIn} </span>
        {method.last4}
      </span>
    </>
  );
}
