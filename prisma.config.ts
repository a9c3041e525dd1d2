import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Only `prisma migrate` and `prisma studio` read it; the service reads its own config.
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
