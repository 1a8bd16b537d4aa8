import { defineConfig } from 'drizzle-kit';

// `npx drizzle-kit generate --config drizzle.hub.config.ts --name what-changed` writes the next migration of the hub.
export default defineConfig({
  dialect: 'sqlite',
  schema: ['./src/hub/server/*/*schema.ts'],
  out: './migrations/hub',
});
