import { z } from 'zod';

/** An exact fraction: [numerator, denominator]. */
export const FractionSchema = z.tuple([z.int().min(0), z.int().min(1)]).readonly();
export type Fraction = z.infer<typeof FractionSchema>;

/** The rules that turn evidence into marks: data with a version, settable by institution, course or section. Minutes are whole. */
export const RulesSchema = z.strictObject({
  version: z.int().min(1),
  /** Doors open this long before the scheduled start. */
  earlyOpenMin: z.int().min(0).max(240),
  /** Arrival up to and including start + grace is present. */
  graceMin: z.int().min(0).max(240),
  /** Arrival up to and including start + lateUntil is late; after that it is kept as evidence and the mark is absent. */
  lateUntilMin: z.int().min(0).max(600),
  /** The session closes by itself this long after the scheduled end. */
  closeAfterMin: z.int().min(0).max(240),
  /** Lateness counts from the scheduled start, or from the moment of the first opening where that was later. */
  anchor: z.enum(['scheduled', 'opening']),
  lateWeight: FractionSchema,
  partlyWeight: FractionSchema,
  /** The same person at the same reader within this time is one tap. */
  doubleTapMs: z.int().min(0).max(60_000),
  /** A second accepted punch within this time is a duplicate of the first. */
  duplicateMs: z.int().min(0).max(3_600_000),
  /** Percentages at or above `eligible` may sit the exam; from `condonable` a document is needed. In whole percent. */
  eligiblePercent: z.int().min(0).max(100),
  condonablePercent: z.int().min(0).max(100),
  /** No verdict before this many sealed sessions. */
  verdictAfterSessions: z.int().min(0).max(1000),
  /** Sealed sessions lock after this time. */
  lockAfterHours: z.int().min(0).max(8760),
});
export type Rules = z.infer<typeof RulesSchema>;

/** What an institution starts with. */
export const DEFAULT_RULES: Rules = {
  version: 1,
  earlyOpenMin: 10,
  graceMin: 5,
  lateUntilMin: 20,
  closeAfterMin: 10,
  anchor: 'scheduled',
  lateWeight: [4, 5],
  partlyWeight: [1, 2],
  doubleTapMs: 5_000,
  duplicateMs: 120_000,
  eligiblePercent: 75,
  condonablePercent: 65,
  verdictAfterSessions: 5,
  lockAfterHours: 24,
};
