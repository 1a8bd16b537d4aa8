import type { ReactNode } from 'react';
import type { Panel } from '#contracts/engine-link/panel/panel.ts';
import { unreachable } from '#domain/unreachable.ts';
import { useScreen } from '../screen-context.ts';
import { UnlockPanel } from '../unlock/unlock-panel.tsx';
import { PanelHome } from './panel-home.tsx';
import { PanelPageContent } from './panel-page-content.tsx';
import { PanelShell } from './panel-shell.tsx';

type Props = { readonly panel: Exclude<Panel, { name: 'closed' }> };

/** What whoever looks after the kiosk sees: the proof first, then the pages. */
export function PanelView({ panel }: Props): ReactNode {
  const { messages } = useScreen();
  const words = messages.panel;
  switch (panel.name) {
    case 'unlocking':
      return (
        <UnlockPanel
          heading={words.title}
          lead={words.choose}
          none={words.nobody}
          faculty={panel.choices}
          chosen={panel.chosen}
          attempt={panel.attempt}
        />
      );
    case 'open':
      return panel.page === null ? (
        <PanelShell title={words.title} by={panel.by}>
          <PanelHome pages={panel.pages} />
        </PanelShell>
      ) : (
        <PanelShell
          title={words.pages[panel.page.name].title}
          by={panel.by}
          canGoBack={panel.pages.length > 1}
        >
          <PanelPageContent page={panel.page} />
        </PanelShell>
      );
    default:
      return unreachable(panel);
  }
}
