import { z } from 'zod';
import { jsonAnswer } from '../core/answer.ts';
import type { MollieEndpoint } from './endpoint.ts';
import { profileOf } from './endpoint.ts';
import { unprocessable } from './errors.ts';
import { euros, METHODS, nameMethod, suits, type MethodFacts } from './method-list.ts';
import { toMinor } from './money.ts';
import { amount, locale, queryOf, readParams, text } from './params.ts';
import { apiLink, documentation, HAL_JSON } from './wire.ts';

const listParams = queryOf(
  {
    sequenceType: z.enum(['oneoff', 'first', 'recurring'], 'must be oneoff, first or recurring').optional(),
    locale: locale().optional(),
    amount: amount().optional(),
    resource: z.enum(['payments', 'orders'], 'must be payments or orders').optional(),
    billingCountry: text(2).optional(),
    includeWallets: text().optional(),
  },
  { ofProfile: true },
);

/** Those that are switched on and fit, named in the locale's language. @see https://docs.mollie.com/reference/list-methods */
export const listMethods: MollieEndpoint = (input) => {
  const read = readParams(listParams, input);
  if (read.kind === 'refused') return read;
  const profile = profileOf(input);
  if (!profile) return { kind: 'refused', answer: unprocessable("The 'profileId' field is missing", 'profileId') };
  const { sequenceType = 'oneoff', amount: wanted, locale: spoken } = read.params;
  const apiUrl = input.settings.apiUrl();
  return {
    kind: 'ready',
    run() {
      const fitting = METHODS.filter(({ methodId }) => profile.methods.includes(methodId)).filter((known) =>
        suits(known, sequenceType, wanted ? toMinor(wanted) : null),
      );
      const list = {
        count: fitting.length,
        _embedded: { methods: fitting.map((known) => viewMethod(known, apiUrl, spoken?.slice(0, 2) ?? 'en')) },
        _links: { self: apiLink(apiUrl, '/methods'), documentation: documentation('list-methods') },
      };
      return jsonAnswer(200, list, HAL_JSON);
    },
  };
};

function viewMethod(known: MethodFacts, apiUrl: string, language: string) {
  const icon = `https://www.mollie.com/external/icons/payment-methods/${known.methodId}`;
  return {
    resource: 'method',
    id: known.methodId,
    description: nameMethod(known.methodId, language),
    minimumAmount: euros(known.minimumMinor),
    maximumAmount: euros(known.maximumMinor),
    image: { size1x: `${icon}.png`, size2x: `${icon}%402x.png`, svg: `${icon}.svg` },
    status: 'activated',
    _links: { self: apiLink(apiUrl, `/methods/${known.methodId}`) },
  };
}
