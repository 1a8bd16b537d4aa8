import type { Browser, Page } from '@playwright/test';

/** What a file in `pictures/` is given: a browser, and a way to keep a picture of a page under a name. */
export type Camera = {
  readonly browser: Browser;
  /** Takes the page as it is displayed now into `docs/screenshots/<name>.png`. */
  readonly take: (page: Page, name: string) => Promise<void>;
};
