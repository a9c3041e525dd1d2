import type { Subscription } from '../../providers/provider.ts';
import { breakable } from '../format.ts';
import type { Reader } from '../reader.ts';
import { describeInterval } from '../wording.ts';

/** `€348.00 per month` */
export function Price({ subscription, reader }: { subscription: Subscription; reader: Reader }) {
  return (
    <p class="price">
      <span class="price-amount">{breakable(reader.format.money(subscription.amount))}</span>{' '}
      <span class="price-interval">{describeInterval(subscription.interval, reader)}</span>
    </p>
  );
}
