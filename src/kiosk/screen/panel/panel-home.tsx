import { ChevronRight, Fingerprint, IdCard, type LucideIcon, Plug, ScanSearch } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PanelPageName } from '#contracts/engine-link/panel/panel.ts';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import styles from './panel-home.module.css';

const ICONS: Readonly<Record<PanelPageName, LucideIcon>> = {
  cards: IdCard,
  fingers: Fingerprint,
  devices: Plug,
  profiles: ScanSearch,
};

type Props = { readonly pages: readonly PanelPageName[] };

/** What there is to do here. */
export function PanelHome({ pages }: Props): ReactNode {
  const { messages, command } = useScreen();
  return (
    <ul className={styles['list']}>
      {pages.map((page) => {
        const Icon = ICONS[page];
        const { title, help } = messages.panel.pages[page];
        return (
          <li key={page}>
            <Button
              className={styles['choice']}
              onClick={() => command({ type: 'panel', command: { type: 'go', page } })}
            >
              <Icon className={styles['icon']} aria-hidden="true" />
              <span className={styles['words']}>
                <span className={styles['title']}>{title}</span>
                <span className={styles['help']}>{help}</span>
              </span>
              <ChevronRight aria-hidden="true" />
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
