import { z } from 'zod';

/** The envelope of an answer with exactly one item. */
export function oneItemOf<const Kind extends string, Item extends z.ZodType>(kind: Kind, item: Item) {
  return z.strictObject({
    kind: z.literal(kind),
    totalItems: z.literal(1),
    itemsLength: z.literal(1),
    // A tuple of one to TypeScript; generators of other languages read a list better.
    items: z.tuple([item]).meta({
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
