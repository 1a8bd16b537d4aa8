import type { ReactNode } from 'react';
import type { PanelPageView } from '#contracts/engine-link/panel/panel.ts';
import { CardsPage } from '../cards/cards-page.tsx';
import { DevicesPage } from '../devices/devices-page.tsx';
import { FingersPage } from '../fingers/fingers-page.tsx';
import { ProfilesPage } from '../profiles/profiles-page.tsx';

/** Every page of the panel has one component. */
export function PanelPageContent({ page }: { readonly page: PanelPageView }): ReactNode {
  switch (page.name) {
    case 'cards':
      return <CardsPage page={page} />;
    case 'fingers':
      return <FingersPage page={page} />;
    case 'devices':
      return <DevicesPage page={page} />;
    case 'profiles':
      return <ProfilesPage page={page} />;
  }
}
