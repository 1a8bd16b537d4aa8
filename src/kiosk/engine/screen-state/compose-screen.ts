import type { ScreenState } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';
import {
  openableSittings,
  ownOpening,
  type Sitting,
  SUMMARY_MS,
  sittingJustClosed,
  sittingOnScreen,
  whoMayUnlock,
} from '../sessions/sitting.ts';
import { classCard, screenCounts } from './class-card.ts';
import { arrivalLines } from './register-lines.ts';
import type { Scene } from './scene.ts';
import { onSameDay, todayLines } from './today.ts';
import { controlsView, facultyChoices, unlockAttempt } from './unlocking-view.ts';

/** What the screen shows of a kiosk that is in order. An open class comes before everything else. */
export function composeScreen(scene: Scene): ScreenState {
  const onScreen = sittingOnScreen(scene.sittings, scene.kiosk);
  if (onScreen !== undefined) return sessionState(onScreen, scene);
  const opening = sittingBeingOpened(scene);
  if (opening !== undefined) return opening;
  const closed = sittingJustClosed(scene.sittings, scene.kiosk, scene.now);
  if (closed !== undefined && closed.occurrence.sessionId !== scene.summaryClosed) {
    return summaryState(closed, scene);
  }
  return readyState(scene);
}

function sessionState(sitting: Sitting, scene: Scene): ScreenState {
  const { standing, counts } = sitting.register;
  const opening = ownOpening(sitting, scene.kiosk);
  const faculty = whoMayUnlock(scene.sittings, sitting, scene.now);
  return {
    name: 'session',
    common: scene.common,
    class: classCard(sitting, scene.people),
    code: standing.codeShown && opening !== undefined ? scene.codeOf(opening) : null,
    counts: screenCounts(counts),
    arrivals: arrivalLines(sitting, scene.people),
    answer: answerNow(scene),
    lateFrom: standing.lateFrom,
    cutOffAt: standing.cutOffAt,
    closesAt: standing.closesAt,
    controls: controlsView(sitting, faculty, scene),
  };
}

function sittingBeingOpened(scene: Scene): ScreenState | undefined {
  const { dialogue, people } = scene;
  if (dialogue.name !== 'unlocking') return undefined;
  const sitting = openableSittings(scene.sittings).find(
    ({ occurrence }) => occurrence.sessionId === dialogue.sessionId,
  );
  if (sitting === undefined) return undefined;
  return {
    name: 'unlocking',
    common: scene.common,
    class: classCard(sitting, people),
    faculty: facultyChoices(sitting.occurrence.faculty, people),
    chosen: dialogue.chosen,
    attempt: unlockAttempt(dialogue, scene),
    until: dialogue.until,
    answer: answerNow(scene),
  };
}

function summaryState(sitting: Sitting, scene: Scene): ScreenState {
  const { standing, counts } = sitting.register;
  const until = (standing.closesAt + SUMMARY_MS) as EpochMs;
  return {
    name: 'summary',
    common: scene.common,
    class: classCard(sitting, scene.people),
    counts: screenCounts(counts),
    closedAt: standing.closesAt,
    undoUntil: standing.endedBy === null ? null : until,
    until,
    answer: answerNow(scene),
  };
}

function readyState(scene: Scene): ScreenState {
  const { sittings, people, now, common } = scene;
  const openable = openableSittings(sittings)[0];
  const isToday = onSameDay(now, common.timeZone);
  const later = sittings.find(
    ({ occurrence, register }) => register.standing.state === 'SCHEDULED' && isToday(occurrence.startsAt),
  );
  const next = openable ?? later;
  return {
    name: 'ready',
    common,
    today: todayLines(sittings, people, now, common.timeZone),
    next: next === undefined ? null : classCard(next, people),
    canOpen: openable !== undefined,
    noted: openable?.register.counts.noted ?? 0,
    answer: answerNow(scene),
  };
}

function answerNow({ answer, now }: Scene): Scene['answer'] {
  return answer !== null && now < answer.until ? answer : null;
}
