import { z } from 'zod';

/** The envelope of an answer with exactly one item. */
export function oneItemOf<const Kind extends string, Item extends z.ZodType>(kind: Kind, item: Item) {
  return z.strictObject({
    kind: kindOf(kind),
    totalItems: one('All items that there are.'),
    itemsLength: one('The items of this answer.'),
    // A tuple of one to TypeScript; generators of other languages read a list better.
    items: z.tuple([item]).meta({
      description: 'Exactly one.',
      override: ({ jsonSchema }) => {
        const [only] = jsonSchema.prefixItems ?? [];
        delete jsonSchema.prefixItems;
        Object.assign(jsonSchema, { items: only, minItems: 1, maxItems: 1 });
      },
    }),
  });
}

/** An answer with one item, in its envelope. */
export function oneItem<const Kind extends string, Item>(kind: Kind, item: Item) {
  return { kind, totalItems: 1 as const, itemsLength: 1 as const, items: [item] as [Item] };
}

export function kindOf<const Kind extends string>(kind: Kind) {
  return z.literal(kind).meta({ description: 'What the items are.', example: kind });
}

/** To the document an integer like those of longer lists. */
function one(description: string) {
  const integer = { type: 'integer', format: 'int32', minimum: 1, maximum: 1 } as const;
  return z
    .literal(1)
    .meta({ description, example: 1, override: ({ jsonSchema }) => Object.assign(jsonSchema, integer) });
}
