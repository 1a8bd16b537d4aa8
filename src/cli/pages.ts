export type PageName = 'screen' | 'console' | 'student';

type Page = {
  readonly folder: string;
  /** Where the page's host serves it; `./` also works from a file, as in Electron. */
  readonly base: string;
  readonly assetsFolder: string;
  readonly target: string | string[];
};

// What five-year-old phones and an office's PCs run.
const BROWSERS = ['chrome111', 'edge111', 'firefox115', 'safari16.4'];

export const pages: Readonly<Record<PageName, Page>> = {
  // Electron, or Chromium on a thin client that nobody updates often.
  screen: { folder: 'src/kiosk/screen', base: './', assetsFolder: 'assets', target: 'chrome111' },
  console: { folder: 'src/hub/console', base: '/console/', assetsFolder: 'assets', target: BROWSERS },
  // Served from the hub's root beside its API, so its assets need a name nothing else there has.
  student: { folder: 'src/student', base: '/', assetsFolder: 'student-assets', target: BROWSERS },
};
