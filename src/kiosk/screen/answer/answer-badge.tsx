import { Check, CheckCheck, CircleQuestionMark, Clock, Hand, type LucideIcon, MapPin, X } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './answer-badge.module.css';
import type { AnswerSign, AnswerWords } from './answer-words.ts';

const ICONS: Readonly<Record<AnswerSign, LucideIcon>> = {
  check: Check,
  'double-check': CheckCheck,
  clock: Clock,
  cross: X,
  'map-pin': MapPin,
  question: CircleQuestionMark,
  wave: Hand,
};

/** Colour, shape and picture of an answer: round for good, a soft square for late, an octagon for refused. */
export function AnswerBadge({ tone, sign }: Pick<AnswerWords, 'tone' | 'sign'>): ReactNode {
  const Icon = ICONS[sign];
  return (
    <span className={`${styles['badge']} ${styles[tone]}`} aria-hidden="true">
      <Icon className={styles['icon']} strokeWidth={2.5} />
    </span>
  );
}
