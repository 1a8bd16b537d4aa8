export type Checker = 'tsc' | 'biome';

type Plant = {
  /** Where the file is planted, from the project's folder. */
  readonly path: string;
  readonly code: string;
  readonly by: Checker;
  /** Part of what the checker must say about this file. */
  readonly says: string;
};

/** Files that break one rule each. Each is caught, or the fence has a hole. */
export const violations: Readonly<Record<string, Plant>> = {
  'the domain imports a module of Node': {
    path: 'src/domain/plant-node.ts',
    code: `import { readFileSync } from 'node:fs';\nexport const text = String(readFileSync('x'));\n`,
    by: 'biome',
    says: 'domain is pure',
  },
  'the domain imports a module of Node past the linter': {
    path: 'src/domain/plant-node-types.ts',
    code: `import { readFileSync } from 'node:fs';\nexport const text = String(readFileSync('x'));\n`,
    by: 'tsc',
    says: 'TS2591',
  },
  'the domain asks the clock': {
    path: 'src/domain/plant-date.ts',
    code: `export const startedAt = Date.now();\n`,
    by: 'biome',
    says: 'the global variable Date',
  },
  'the domain asks for randomness': {
    path: 'src/domain/plant-random.ts',
    code: `export const jitter = Math.random();\n`,
    by: 'biome',
    says: 'Math.random',
  },
  'the domain reaches the machine for keys': {
    path: 'src/domain/plant-crypto.ts',
    code: `export const id = crypto.randomUUID();\n`,
    by: 'biome',
    says: 'the global variable crypto',
  },
  'the domain formats by the locale of the machine': {
    path: 'src/domain/plant-intl.ts',
    code: `export const collator = new Intl.Collator();\n`,
    by: 'biome',
    says: 'the global variable Intl',
  },
  'the domain sorts by the locale of the machine': {
    path: 'src/domain/plant-locale-compare.ts',
    code: `export function byName(a: string, b: string): number {\n  return a.localeCompare(b);\n}\n`,
    by: 'biome',
    says: 'localeCompare',
  },
  'the domain imports a scoped package': {
    path: 'src/domain/plant-scoped.ts',
    code: `import { hash } from '@node-rs/argon2';\nexport const stretch = hash;\n`,
    by: 'biome',
    says: 'domain is pure',
  },
  'the domain imports calendars outside its timetable': {
    path: 'src/domain/plant-temporal.ts',
    code: `import { Temporal } from 'temporal-polyfill';\nexport const zone = Temporal.Now;\n`,
    by: 'biome',
    says: 'domain is pure',
  },
  'the domain touches a page': {
    path: 'src/domain/plant-document.ts',
    code: `export const title = document.title;\n`,
    by: 'tsc',
    says: 'TS2584',
  },
  'a contract imports platform': {
    path: 'src/contracts/plant-platform.ts',
    code: `import { clock } from '#platform/clock.ts';\nexport const now = clock;\n`,
    by: 'biome',
    says: 'contracts are pure',
  },
  'a contract reaches into platform past the linter': {
    path: 'src/contracts/plant-platform-types.ts',
    code: `import { name } from '#platform/name.ts';\nexport const shown = name;\n`,
    by: 'tsc',
    says: 'TS6307',
  },
  'the screen imports the database': {
    path: 'src/kiosk/screen/plant-database.ts',
    code: `import Database from 'better-sqlite3';\nexport const database = new Database('x');\n`,
    by: 'biome',
    says: 'Screens draw',
  },
  'the screen uses a global of Node that a package brought types for': {
    path: 'src/kiosk/screen/plant-process-typed.ts',
    code: `export const home = process.env;\n`,
    by: 'biome',
    says: 'the global variable process',
  },
  'the screen uses a global of Node': {
    path: 'src/kiosk/screen/plant-process.ts',
    code: `export const home = process.env;\n`,
    by: 'tsc',
    says: 'TS2591',
  },
  'the console uses a global of Node': {
    path: 'src/hub/console/plant-buffer.ts',
    code: `export const bytes = Buffer.alloc(1);\n`,
    by: 'tsc',
    says: 'TS2591',
  },
  'the student page imports platform': {
    path: 'src/student/plant-platform.ts',
    code: `import { clock } from '#platform/clock.ts';\nexport const now = clock;\n`,
    by: 'biome',
    says: 'Screens draw',
  },
  'the shared drawing imports a contract': {
    path: 'src/ui/plant-contract.ts',
    code: `import { version } from '#contracts/version.ts';\nexport const shown = version;\n`,
    by: 'biome',
    says: 'ui is shared drawing',
  },
  'the engine touches a page that a package brought types for': {
    path: 'src/kiosk/engine/plant-document-typed.ts',
    code: `export const title = document.title;\n`,
    by: 'biome',
    says: 'the global variable document',
  },
  'the engine touches a page': {
    path: 'src/kiosk/engine/plant-document.ts',
    code: `export const title = document.title;\n`,
    by: 'tsc',
    says: 'TS2584',
  },
  'the engine imports electron': {
    path: 'src/kiosk/engine/plant-electron.ts',
    code: `import { app } from 'electron';\nexport const version = app.getVersion();\n`,
    by: 'biome',
    says: 'runs in plain Node',
  },
  'a driver imports the ledger': {
    path: 'src/kiosk/engine/devices/plant-ledger.ts',
    code: `import { append } from '../ledger/append.ts';\nexport const tell = append;\n`,
    by: 'biome',
    says: 'A driver turns bytes into events',
  },
  'the sync imports a driver': {
    path: 'src/kiosk/engine/sync/plant-device.ts',
    code: `import { reader } from '../devices/reader.ts';\nexport const source = reader;\n`,
    by: 'biome',
    says: 'Sync reads the ledger',
  },
  'a program imports another program': {
    path: 'src/kiosk/shell/plant-engine.ts',
    code: `import { append } from '../engine/ledger/append.ts';\nexport const tell = append;\n`,
    by: 'tsc',
    says: 'TS6307',
  },
  'a program climbs into another program': {
    path: 'src/hub/server/plant-climb.ts',
    code: `import { append } from '../../kiosk/engine/ledger/append.ts';\nexport const tell = append;\n`,
    by: 'biome',
    says: 'The hub',
  },
  'the launcher imports the insides of a program': {
    path: 'src/cli/plant-engine.ts',
    code: `import { append } from '../kiosk/engine/ledger/append.ts';\nexport const tell = append;\n`,
    by: 'biome',
    says: 'The launcher starts the programs',
  },
  'the preload imports a package': {
    path: 'src/kiosk/preload/plant-package.ts',
    code: `import { pino } from 'pino';\nexport const log = pino();\n`,
    by: 'biome',
    says: 'The preload runs sandboxed',
  },
  'two files import each other': {
    path: 'src/platform/plant-cycle-a.ts',
    code: `import { b } from './plant-cycle-b.ts';\nexport function a(): number {\n  return b();\n}\n`,
    by: 'biome',
    says: 'noImportCycles',
  },
  'two files import each other, seen from the other': {
    path: 'src/platform/plant-cycle-b.ts',
    code: `import { a } from './plant-cycle-a.ts';\nexport function b(): number {\n  return a();\n}\n`,
    by: 'biome',
    says: 'noImportCycles',
  },
  'a file has a default export': {
    path: 'src/platform/plant-default.ts',
    code: `export default function answer(): number {\n  return 42;\n}\n`,
    by: 'biome',
    says: 'noDefaultExport',
  },
  'a file writes to the console': {
    path: 'src/platform/plant-console.ts',
    code: `export function tell(): void {\n  console.log('told');\n}\n`,
    by: 'biome',
    says: 'noConsole',
  },
  'a type is any': {
    path: 'src/platform/plant-any.ts',
    code: `export type Anything = any;\n`,
    by: 'biome',
    says: 'noExplicitAny',
  },
  'a type is not kept': {
    path: 'src/platform/plant-type.ts',
    code: `export const count: number = 'one';\n`,
    by: 'tsc',
    says: 'TS2322',
  },
  'a promise is left alone': {
    path: 'src/platform/plant-promise.ts',
    code: `export function start(): void {\n  work();\n}\nasync function work(): Promise<void> {\n  await Promise.resolve();\n}\n`,
    by: 'biome',
    says: 'noFloatingPromises',
  },
  'a file is not in kebab-case': {
    path: 'src/platform/PlantName.ts',
    code: `export const name = 1;\n`,
    by: 'biome',
    says: 'useFilenamingConvention',
  },
  'a program needs a package that is not in package.json': {
    path: 'src/hub/server/plant-undeclared.ts',
    code: `import { thing } from 'no-such-package';\nexport const it = thing;\n`,
    by: 'biome',
    says: 'noUndeclaredDependencies',
  },
  'a program that ships needs a package that only development has': {
    path: 'src/hub/server/plant-development.ts',
    code: `import { build } from 'vite';\nexport const it = build;\n`,
    by: 'biome',
    says: 'noUndeclaredDependencies',
  },
};

/** What the plants reach for, and one honest file a zone: a fence that refuses these is of no use either. */
export const innocent: Readonly<Record<string, string>> = {
  'src/domain/count.ts': `import { z } from 'zod';\nimport { sha256 } from '@noble/hashes/sha2.js';\n\nexport const CountSchema = z.number();\nexport const digest = sha256(new TextEncoder().encode('x'));\n`,
  'src/domain/timetable/zone.ts': `import { Temporal } from 'temporal-polyfill';\n\nexport const midnight = Temporal.PlainTime.from('00:00');\n`,
  'src/contracts/version.ts': `import { CountSchema } from '#domain/count.ts';\n\nexport const version = CountSchema.parse(1);\n`,
  'src/platform/clock.ts': `import { hrtime } from 'node:process';\n\nexport const clock = hrtime.bigint;\n`,
  'src/platform/name.ts': `export const name = 'muster';\n`,
  'src/ui/title.tsx': `import type { JSX } from 'react';\n\nexport function Title(): JSX.Element {\n  return <h1>{document.title}</h1>;\n}\n`,
  'src/kiosk/engine/ledger/append.ts': `import { clock } from '#platform/clock.ts';\n\nexport const append = clock;\n`,
  'src/kiosk/engine/devices/reader.ts': `import { SerialPort } from 'serialport';\n\nexport const reader = SerialPort;\n`,
  'src/kiosk/shell/window.ts': `import { BrowserWindow } from 'electron';\nimport { version } from '#contracts/version.ts';\n\nexport const shown = [BrowserWindow, version];\n`,
  'src/kiosk/preload/bridge.ts': `import { ipcRenderer } from 'electron';\nimport { version } from '#contracts/version.ts';\n\nexport const bridge = [ipcRenderer, version, window];\n`,
  'src/kiosk/screen/page.tsx': `import type { JSX } from 'react';\nimport { version } from '#contracts/version.ts';\nimport { Title } from '#ui/title.tsx';\n\nexport function Page(): JSX.Element {\n  return <Title key={version} />;\n}\n`,
  'src/hub/server/serve.ts': `import fastify from 'fastify';\nimport { version } from '#contracts/version.ts';\nimport { clock } from '#platform/clock.ts';\n\nexport const server = [fastify, version, clock];\n`,
  'src/cli/launch.ts': `import { spawn } from 'node:child_process';\nimport { version } from '#contracts/version.ts';\nimport { clock } from '#platform/clock.ts';\n\nexport const launch = [spawn, version, clock];\n`,
};
