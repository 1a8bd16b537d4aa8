import {
  CreditCard,
  FingerprintPattern,
  Hand,
  IdCard,
  KeyRound,
  type LucideIcon,
  ScanQrCode,
  Smartphone,
  TimerReset,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Method } from '#domain/ledger/event.ts';

const ICONS: Readonly<Record<Method, LucideIcon>> = {
  card: CreditCard,
  finger: FingerprintPattern,
  pass: ScanQrCode,
  badge: IdCard,
  phone: Smartphone,
  pin: KeyRound,
  console: Hand,
  policy: TimerReset,
};

type Props = { readonly method: Method; readonly label: string; readonly className?: string | undefined };

/** The kind of proof as a picture; `label` says it to those who don't see it. */
export function MethodIcon({ method, label, className }: Props): ReactNode {
  const Icon = ICONS[method];
  return <Icon className={className} role="img" aria-label={label} />;
}
