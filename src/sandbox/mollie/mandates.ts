import { emptyAnswer, jsonAnswer, type Answer } from '../core/answer.ts';
import { contextOf } from './customers.ts';
import { lookUpCustomer, type MollieEndpoint, type MollieEndpointInput } from './endpoint.ts';
import { gone, notFound } from './errors.ts';
import { listAnswer, paginationParams } from './pagination.ts';
import { bodyOf, queryOf, readParams } from './params.ts';
import type { MollieCustomer, MollieMandate } from './records.ts';
import { revokeMandate } from './subscription-rules.ts';
import { viewMandate } from './views.ts';
import { HAL_JSON } from './wire.ts';

const getParams = queryOf({});
const revokeParams = bodyOf({});
const listParams = queryOf(paginationParams);

/** @see https://docs.mollie.com/reference/list-mandates */
export const listMandates: MollieEndpoint = (input) => {
  const read = readParams(listParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run() {
      const looked = lookUpCustomer(input);
      if (looked.kind === 'missing') return looked.answer;
      const { customerId, mandates } = looked.found;
      return listAnswer({
        call: input.call,
        name: 'mandates',
        items: [...mandates.values()].filter(({ revoked }) => !revoked),
        idOf: ({ mandateId }) => mandateId,
        view: (mandate) => viewMandate(mandate, customerId, contextOf(input)),
        params: read.params,
        apiUrl: input.settings.apiUrl(),
      });
    },
  };
};

/** @see https://docs.mollie.com/reference/get-mandate */
export const getMandate: MollieEndpoint = (input) => {
  const read = readParams(getParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run: () =>
      withMandate(input, ({ customerId }, mandate) =>
        jsonAnswer(200, viewMandate(mandate, customerId, contextOf(input)), HAL_JSON),
      ),
  };
};

/** @see https://docs.mollie.com/reference/revoke-mandate */
export const deleteMandate: MollieEndpoint = (input) => {
  const read = readParams(revokeParams, input);
  if (read.kind === 'refused') return read;
  return {
    kind: 'ready',
    run: () =>
      withMandate(input, (customer, mandate) => {
        revokeMandate(customer, mandate, input.settings.clock.now());
        return emptyAnswer(204);
      }),
  };
};

function withMandate(
  input: MollieEndpointInput,
  answer: (customer: MollieCustomer, mandate: MollieMandate) => Answer,
): Answer {
  const looked = lookUpCustomer(input);
  if (looked.kind === 'missing') return looked.answer;
  const mandateId = input.pathParams['mandateId'] ?? '';
  const mandate = looked.found.mandates.get(mandateId);
  if (!mandate) return notFound('mandate', mandateId);
  return mandate.revoked ? gone('mandate') : answer(looked.found, mandate);
}
