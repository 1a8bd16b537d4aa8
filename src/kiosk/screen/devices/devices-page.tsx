import { type ReactNode, useState } from 'react';
import type { DevicesPage as Page } from '#contracts/engine-link/panel/devices-page.ts';
import { DeviceList } from './device-list.tsx';
import { ReaderDetail } from './reader-detail.tsx';
import { useDevicesAction } from './use-devices-action.ts';
import { WhatIsIt } from './what-is-it.tsx';

/** What is looked at more closely: a reader by its id, or a plug by its key. */
type Closer = { readonly kind: 'reader' | 'plug'; readonly id: string } | null;

/** The kiosk's readers, and what is plugged in besides. */
export function DevicesPage({ page }: { readonly page: Page }): ReactNode {
  const act = useDevicesAction();
  const [closer, setCloser] = useState<Closer>(null);
  const back = (): void => {
    if (page.test !== null) act({ type: 'test', reader: null });
    setCloser(null);
  };
  const reader = closer?.kind === 'reader' ? page.readers.find(({ id }) => id === closer.id) : undefined;
  if (reader !== undefined) {
    return (
      <ReaderDetail
        key={reader.id}
        reader={reader}
        test={page.test}
        canChange={page.canChange}
        onBack={back}
      />
    );
  }
  const plug = closer?.kind === 'plug' ? page.found.find(({ key }) => key === closer.id) : undefined;
  if (plug !== undefined) return <WhatIsIt plug={plug} onBack={back} />;
  return (
    <DeviceList
      page={page}
      onReader={(id) => setCloser({ kind: 'reader', id })}
      onPlug={(id) => setCloser({ kind: 'plug', id })}
    />
  );
}
