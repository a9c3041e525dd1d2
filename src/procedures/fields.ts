import { z } from 'zod';
import { IDENTIFIER } from '../services/identifiers.ts';

const identifier = z
  .string({ error: (issue) => (issue.input === undefined ? 'is required' : 'must be a string') })
  .regex(IDENTIFIER, 'must be 1 to 128 characters of A-Z a-z 0-9 _ and -');

export const appUuid = identifier.meta({
  description: 'The app that calls. Equal to the x-client-id header.',
  example: '0b9f6f0e-3c1c-4b0a-9d0e-6f2a4f1f7a11',
});

export const tenantUuid = identifier.meta({
  description: 'The tenant: a customer of the app. Unique within the app.',
  example: 'tenant_4f8b2c',
});
