import type { ReaderCondition } from '../devices/reader-health.ts';
import type { PanelPageMaker } from './panel-page.ts';

export type DevicesPageParts = {
  readonly readers: () => readonly ReaderCondition[];
};

/** The kiosk's readers, for its keeper. */
export function devicesPage({ readers }: DevicesPageParts): PanelPageMaker<'devices'> {
  return {
    roles: ['keeper'],
    visit: ({ changed }) => ({
      view: () => ({ name: 'devices', readers: readers().map((reader) => ({ ...reader })) }),
      act: () => {
        changed();
        return undefined;
      },
      leave: () => undefined,
    }),
  };
}
