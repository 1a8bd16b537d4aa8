import {
  BriefcaseBusiness,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  Contrast,
  FileCheck,
  type LucideIcon,
} from 'lucide-react';
import type { MarkStatus } from '#domain/register/mark-status.ts';

/** The family of colours something is drawn in; never its only sign. */
export type Tone = 'good' | 'late' | 'stop' | 'plain';

export type StatusLook = { readonly icon: LucideIcon; readonly tone: Tone };

/** Each mark has a shape of its own beside its colour. */
export const STATUS_LOOK: Readonly<Record<MarkStatus, StatusLook>> = {
  P: { icon: CircleCheck, tone: 'good' },
  L: { icon: Clock, tone: 'late' },
  H: { icon: Contrast, tone: 'late' },
  E: { icon: FileCheck, tone: 'plain' },
  O: { icon: BriefcaseBusiness, tone: 'good' },
  A: { icon: CircleX, tone: 'stop' },
  '?': { icon: CircleDashed, tone: 'plain' },
};
