import { ArrowLeft, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { PersonName } from '#ui/person/person-name.tsx';
import { Button } from '../frame/button.tsx';
import { useScreen } from '../screen-context.ts';
import { useEscape } from '../unlock/use-escape.ts';
import styles from './panel-shell.module.css';

type Props = {
  readonly title: string;
  /** Who is at work here. */
  readonly by: string;
  readonly canGoBack?: boolean;
  readonly children: ReactNode;
};

/** Around every page of the panel: what it is, whose it is, the way back and the way out. Only the page itself scrolls. */
export function PanelShell({ title, by, canGoBack = false, children }: Props): ReactNode {
  const { messages, command } = useScreen();
  const goBack = (): void => command({ type: 'panel', command: { type: 'go', page: null } });
  const close = (): void => command({ type: 'panel', command: { type: 'close' } });
  useEscape(canGoBack ? goBack : close);
  return (
    <section className={styles['panel']} aria-label={title}>
      <header className={styles['header']}>
        {canGoBack && (
          <Button look="quiet" className={styles['back']} aria-label={messages.panel.back} onClick={goBack}>
            <ArrowLeft aria-hidden="true" />
          </Button>
        )}
        <div className={styles['titles']}>
          <h1 className={styles['title']}>{title}</h1>
          <p className={styles['who']}>
            <PersonName name={by} />
          </p>
        </div>
        <Button look="quiet" aria-label={messages.common.close} onClick={close}>
          <X aria-hidden="true" />
        </Button>
      </header>
      <div className={styles['page']}>{children}</div>
    </section>
  );
}
