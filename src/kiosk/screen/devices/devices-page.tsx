import type { ReactNode } from 'react';
import type { DevicesPage as Page } from '#contracts/engine-link/panel/devices-page.ts';
import { useScreen } from '../screen-context.ts';

/** The kiosk's readers, and how they are. */
export function DevicesPage({ page }: { readonly page: Page }): ReactNode {
  const { messages } = useScreen();
  return (
    <ul>
      {page.readers.map(({ id, name, state, detail }) => (
        <li key={id}>
          {name}: {messages.devices.state[state]} {detail}
        </li>
      ))}
    </ul>
  );
}
