import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import type { SessionId } from '#domain/ids.ts';
import { useConsole } from '../console-context.ts';
import { SkeletonRows } from '../parts/skeleton.tsx';
import table from '../parts/table.module.css';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import styles from './register-page.module.css';
import { RegisterStore } from './register-store.ts';
import { RegisterView } from './register-view.tsx';

/** The register of one session, as it stands and as it changes. */
export function RegisterPage({ sessionId }: { readonly sessionId: SessionId }): ReactNode {
  const { api, live } = useConsole();
  const store = useMemo(() => new RegisterStore(api, live, sessionId), [api, live, sessionId]);
  const { loaded, newest } = useSyncExternalStore(store.subscribe, store.view);
  return (
    <WhenLoaded loaded={loaded} skeleton={<RegisterSkeleton />} onRetry={store.reload}>
      {(register) => <RegisterView register={register} newest={newest} onChanged={store.reload} />}
    </WhenLoaded>
  );
}

function RegisterSkeleton(): ReactNode {
  return (
    <div className={styles['skeleton']}>
      <div className={styles['bones']} />
      <div className={table['card']}>
        <SkeletonRows count={14} />
      </div>
    </div>
  );
}
