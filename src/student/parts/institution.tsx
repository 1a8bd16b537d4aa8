import type { ReactNode } from 'react';
import { useView } from '../student-context.tsx';

/** Whose hub this is, so that nobody checks in to another by mistake. */
export function Institution(): ReactNode {
  const { hub } = useView().known;
  return hub?.institution ?? location.host;
}

/** Whose phone it is. */
export function OwnerName(): ReactNode {
  const { identity } = useView().known;
  return identity === null ? null : <bdi>{identity.name}</bdi>;
}
