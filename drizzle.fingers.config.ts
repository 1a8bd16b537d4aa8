import { defineConfig } from 'drizzle-kit';

// `npx drizzle-kit generate --config drizzle.fingers.config.ts --name what-changed` writes the next migration of the kiosk's list of fingers.
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/kiosk/engine/fingers/schema.ts',
  out: './migrations/kiosk/fingers',
});
