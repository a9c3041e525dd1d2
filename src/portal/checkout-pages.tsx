import type { Request, Response } from 'express';
import type { PaymentMethodRemovals } from '../services/payment-method-removals.ts';
import { loadedItems, type PortalBilling } from '../services/portal-billing.ts';
import type { CheckoutView, PortalCheckouts } from '../services/portal-checkouts.ts';
import { PORTAL_PATH, type PortalSession } from '../services/portal-sessions.ts';
import type { PortalAnswers } from './answers.tsx';
import { assertMethodsAreOn, dueOf } from './checkout-changes.ts';
import { isOutdated } from './checkout-outcomes.ts';
import { CHANGED_PARAMETER, pathToCheckout, STOP_PARAMETER } from './checkout-paths.ts';
import { currencyOf } from './offers.ts';
import { AddMethodPage } from './pages/add-method-page.tsx';
import { CheckoutPage } from './pages/checkout-page.tsx';
import { ForwardPage } from './pages/forward-page.tsx';
import { OverduePage } from './pages/overdue-page.tsx';
import { RemoveMethodPage } from './pages/remove-method-page.tsx';
import type { Visit, VisitHandler } from './visits.ts';

export type CheckoutPagesOptions = {
  checkouts: Pick<PortalCheckouts, 'listOptions' | 'findLink' | 'view'>;
  removals: Pick<PaymentMethodRemovals, 'look'>;
  readBilling: (session: PortalSession) => Promise<PortalBilling>;
  nameProvider: (provider: string) => string;
  answers: PortalAnswers;
};

/** The pages around a checkout: before it, on to it, and back from it. */
export function createCheckoutPages(options: CheckoutPagesOptions) {
  const { checkouts, removals, readBilling, nameProvider, answers } = options;
  const facts = (visit: Visit, req: Request) => ({
    ...visit,
    providerName: nameProvider(visit.session.provider),
    isChanged: req.query[CHANGED_PARAMETER] !== undefined,
  });

  const addMethod: VisitHandler = async (visit, req, res) => {
    const { session, reader } = visit;
    assertMethodsAreOn(session);
    const billing = await readBilling(session);
    const subscriptions = loadedItems(billing.subscriptions);
    const asked = { amount: null, currency: currencyOf(subscriptions), locale: reader.locale };
    const offered = await checkouts.listOptions(session, asked);
    const known = { options: offered, subscriptions, methods: loadedItems(billing.paymentMethods) };
    answers.page(res, 200, <AddMethodPage {...facts(visit, req)} {...known} />);
  };

  const overdue: VisitHandler = async (visit, req, res) => {
    const { session, reader } = visit;
    assertMethodsAreOn(session);
    const billing = await readBilling(session);
    const due = dueOf(billing);
    if (!due) return goTo(res, PORTAL_PATH);
    const { amount } = due;
    const asked = { amount, currency: amount.currency, locale: reader.locale };
    const offered = await checkouts.listOptions(session, asked);
    answers.page(res, 200, <OverduePage {...facts(visit, req)} due={due} options={offered} />);
  };

  /** A page of ours between: browsers hold a form to where its answer may lead. */
  const forward: VisitHandler = async (visit, req, res) => {
    const checkoutId = String(req.params['checkoutId']);
    const link = await checkouts.findLink(visit.session, checkoutId);
    const isToStop = req.query[STOP_PARAMETER] !== undefined;
    const mayLead = link && (isToStop || (await isStillDue(visit.session, link.view)));
    if (!mayLead) return goTo(res, pathToCheckout(checkoutId));
    answers.page(
      res,
      200,
      <ForwardPage {...facts(visit, req)} url={link.url} amount={isToStop ? null : link.view.amount} />,
    );
  };

  /** A tab that was left open would lead to what was due then. */
  const isStillDue = async (session: PortalSession, view: CheckoutView): Promise<boolean> =>
    view.purpose !== 'overdue' || !isOutdated(view, await readBilling(session));

  const checkout: VisitHandler = async (visit, req, res) => {
    const { session } = visit;
    // Read first, so that the lists are of afterwards.
    const view = await checkouts.view(session, String(req.params['checkoutId']));
    const billing = await readBilling(session);
    answers.page(res, 200, <CheckoutPage {...facts(visit, req)} view={view} billing={billing} />);
  };

  const removeMethod: VisitHandler = async (visit, req, res) => {
    assertMethodsAreOn(visit.session);
    const verdict = await removals.look(visit.session, String(req.params['paymentMethodId']));
    answers.page(res, 200, <RemoveMethodPage {...facts(visit, req)} verdict={verdict} />);
  };

  return { addMethod, overdue, forward, checkout, removeMethod };
}

function goTo(res: Response, path: string): void {
  res.redirect(303, path);
}
