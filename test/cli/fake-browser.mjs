#!/usr/bin/env node
// Stands in for Chromium: notes what it was started with, opens the page's address as a browser would, and stays.
import { appendFileSync } from 'node:fs';
import process from 'node:process';

const address = process.argv.at(-1);
const { status } = await fetch(address, { redirect: 'manual' });
appendFileSync(
  process.env.FAKE_BROWSER_NOTES,
  `${JSON.stringify({ pid: process.pid, argv: process.argv.slice(2), status })}\n`,
);
setInterval(() => {}, 1_000);
