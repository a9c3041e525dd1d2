import type { ComponentChildren } from 'preact';
import type { PaymentMethod } from '../../providers/provider.ts';
import type { PortalBilling } from '../../services/portal-billing.ts';
import type { CheckoutView } from '../../services/portal-checkouts.ts';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import { type CheckoutOutcome, outcomeOf } from '../checkout-outcomes.ts';
import { ADD_METHOD_PATH, OVERDUE_PATH, pathToForward, pathToRemove, pathToStop } from '../checkout-paths.ts';
import type { Reader } from '../reader.ts';
import type { Visit } from '../visits.ts';
import { describeMethod } from '../wording.ts';
import { AlertIcon, CheckIcon, ClockIcon, CloudIcon } from './icons.ts';
import { MethodIcon, MethodName } from './method-name.tsx';
import { Page } from './page.tsx';
import { TestMode } from './test-mode.tsx';

type CheckoutProps = Visit & { providerName: string; view: CheckoutView; billing: PortalBilling };

/** Back from the provider: what became of it, as the provider says, and the way on. */
export function CheckoutPage({ session, reader, providerName, view, billing }: CheckoutProps) {
  const outcome = outcomeOf(view, billing);
  const Icon = ICONS[outcome.kind];
  const { title, text } = describe({ outcome, view, providerName, appName: session.appName }, reader);
  return (
    <Page reader={reader} home={session} title={title} layout="notice">
      <TestMode session={session} reader={reader} />
      <div class="card notice">
        <span class={`notice-icon notice-icon-${TONES[outcome.kind]}`}>
          <Icon />
        </span>
        <h1>{title}</h1>
        <p>{text}</p>
        {outcome.kind === 'settled' && outcome.method ? (
          <NewMethod method={outcome.method} names={outcome.paysFor.map((each) => each.description)} reader={reader} />
        ) : null}
        <Ways outcome={outcome} view={view} providerName={providerName} reader={reader} />
        {outcome.kind === 'settled' && session.configuration.features.changePaymentMethod ? (
          <Spare methods={outcome.spare} reader={reader} />
        ) : null}
      </div>
    </Page>
  );
}

const ICONS = {
  settled: CheckIcon,
  confirming: ClockIcon,
  moving: ClockIcon,
  processing: ClockIcon,
  open: ClockIcon,
  outdated: AlertIcon,
  failed: AlertIcon,
  canceled: AlertIcon,
  expired: ClockIcon,
  refused: AlertIcon,
  unknown: CloudIcon,
} satisfies Record<CheckoutOutcome['kind'], unknown>;

const TONES = {
  settled: 'good',
  confirming: 'quiet',
  moving: 'quiet',
  processing: 'quiet',
  open: 'quiet',
  outdated: 'quiet',
  failed: 'bad',
  canceled: 'quiet',
  expired: 'quiet',
  refused: 'bad',
  unknown: 'quiet',
} as const satisfies Record<CheckoutOutcome['kind'], string>;

type Describing = { outcome: CheckoutOutcome; view: CheckoutView; providerName: string; appName: string };

function describe({ outcome, view, providerName, appName }: Describing, { messages, format }: Reader) {
  const texts = messages.checkout.outcomes;
  const paid = view.purpose === 'overdue' ? format.money(view.amount) : null;
  switch (outcome.kind) {
    case 'settled': {
      const { title, overdueTitle, text, added } = texts.settled;
      return { title: paid === null ? title : overdueTitle(paid), text: outcome.paysFor.length > 0 ? text : added };
    }
    case 'confirming':
    case 'moving': {
      const { title, overdueTitle, text } = texts[outcome.kind];
      return { title: paid === null ? title : overdueTitle(paid), text: text(appName) };
    }
    case 'refused': {
      const { title, text, overdueText } = texts.refused;
      return { title, text: paid === null ? text : overdueText(paid) };
    }
    case 'outdated': {
      const { title, text } = texts.outdated;
      return { title, text: text({ amount: format.money(view.amount), provider: providerName }) };
    }
    default: {
      const { title, text } = (paid === null ? { ...texts, ...texts.adding } : texts)[outcome.kind];
      return { title, text: text(providerName) };
    }
  }
}

function NewMethod({ method, names, reader }: { method: PaymentMethod; names: string[]; reader: Reader }) {
  const { usedFor } = reader.messages.paymentMethods;
  return (
    <div class="new-method">
      <span class="tile">
        <MethodIcon kind={method.kind} />
      </span>
      <div class="method-text">
        <p class="new-method-name">
          <MethodName method={method} reader={reader} />
        </p>
        {names.length > 0 ? <p>{usedFor(reader.format.list(names))}</p> : null}
      </div>
    </div>
  );
}

type WaysProps = { outcome: CheckoutOutcome; view: CheckoutView; providerName: string; reader: Reader };

/** The one thing to do next, and the way back. */
function Ways({ outcome, view, providerName, reader }: WaysProps) {
  const { messages } = reader;
  const { resume, tryAgain, lookAgain, outdated } = messages.checkout.outcomes;
  const start = view.purpose === 'overdue' ? OVERDUE_PATH : ADD_METHOD_PATH;
  switch (outcome.kind) {
    case 'open':
      return (
        <Choices>
          <a class="button" href={pathToForward(view.checkoutId)}>
            {resume}
          </a>
          <Back reader={reader} />
        </Choices>
      );
    case 'outdated':
      return (
        <Choices>
          <a class="button" href={pathToStop(view.checkoutId)}>
            {outdated.stop(providerName)}
          </a>
          <Back reader={reader} />
        </Choices>
      );
    case 'failed':
    case 'canceled':
    case 'expired':
      return (
        <Choices>
          <a class="button" href={start}>
            {tryAgain}
          </a>
          <Back reader={reader} />
        </Choices>
      );
    case 'refused':
      return (
        <Choices>
          <a class="button" href={ADD_METHOD_PATH}>
            {messages.checkout.change}
          </a>
          <Back reader={reader} />
        </Choices>
      );
    case 'processing':
    case 'unknown':
      return (
        <Choices>
          <a class="button" href="">
            {lookAgain}
          </a>
          <Back reader={reader} />
        </Choices>
      );
    default:
      return (
        <a class="button" href={PORTAL_PATH}>
          {messages.page.toBilling}
        </a>
      );
  }
}

function Choices({ children }: { children: ComponentChildren }) {
  return <div class="choices">{children}</div>;
}

function Back({ reader }: { reader: Reader }) {
  return (
    <a class="quiet-link" href={PORTAL_PATH}>
      {reader.messages.page.toBilling}
    </a>
  );
}

/** Methods that nothing is paid with any more. */
function Spare({ methods, reader }: { methods: PaymentMethod[]; reader: Reader }) {
  if (methods.length === 0) return null;
  const { removeMethod, spare } = reader.messages.checkout;
  return (
    <div class="spare">
      <h2>{spare}</h2>
      <ul>
        {methods.map((method) => (
          <li key={method.paymentMethodId}>
            <a class="quiet-link" href={pathToRemove(method.paymentMethodId)}>
              {removeMethod(describeMethod(method, reader))}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
