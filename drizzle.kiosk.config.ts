import { defineConfig } from 'drizzle-kit';

// `npx drizzle-kit generate --config drizzle.kiosk.config.ts --name what-changed` writes the next migration of the kiosk's ledger.
// The directory beside it has a config of its own, because the two are separate files: one must never be lost, the other may be.
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/kiosk/engine/ledger/schema.ts',
  out: './migrations/kiosk/ledger',
});
