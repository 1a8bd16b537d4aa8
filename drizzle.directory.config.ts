import { defineConfig } from 'drizzle-kit';

// `npx drizzle-kit generate --config drizzle.directory.config.ts --name what-changed` writes the next migration of the kiosk's directory.
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/kiosk/engine/directory/schema.ts',
  out: './migrations/kiosk/directory',
});
