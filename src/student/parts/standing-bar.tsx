import type { ReactNode } from 'react';
import type { OwnStanding } from '#contracts/hub-api/check-in-answer.ts';
import { useWords } from '../messages/student-words.ts';

/** How much was attended, against what is needed. */
export function StandingBar({ standing }: { readonly standing: OwnStanding }): ReactNode {
  const { messages } = useWords();
  const words = messages.standing;
  const { toDate, neededPercent, mayStillMiss, verdict } = standing;
  const share = toDate === null ? 0 : toDate.numerator / toDate.denominator;
  const percent = toDate === null ? words.nothingYet : words.percent(toDate.text);
  const isLow = verdict === 'condonable' || verdict === 'not-eligible';
  return (
    <div className="standing">
      <div
        className={`bar ${isLow ? 'bar-low' : ''}`}
        role="img"
        aria-label={words.label(percent, neededPercent)}
      >
        <div className="bar-share" style={{ inlineSize: `${Math.min(1, share) * 100}%` }} />
        <div className="bar-needed" style={{ insetInlineStart: `${neededPercent}%` }} />
      </div>
      <p className="standing-words">
        <strong>
          {toDate === null ? percent : words.soFar(percent)}
          {isLow && ` · ${words.verdict[verdict]}`}
        </strong>
        <span>
          {words.needed(neededPercent)} · {words.mayMiss(mayStillMiss)}
        </span>
      </p>
    </div>
  );
}
