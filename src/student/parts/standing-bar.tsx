import type { ReactNode } from 'react';
import type { OwnStanding } from '#contracts/hub-api/check-in-answer.ts';
import { useWords } from '../messages/student-words.ts';

const WIDTH = 1000;
const HEIGHT = 26;

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
      <svg
        className={`bar bar-${isLow ? 'low' : 'good'}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.label(percent, neededPercent)}
      >
        <rect className="bar-all" y="7" width={WIDTH} height="12" />
        <rect className="bar-share" y="7" width={Math.min(1, share) * WIDTH} height="12" />
        <rect className="bar-needed" x={neededPercent * 10 - 3} width="6" height={HEIGHT} />
      </svg>
      <p className="standing-words">
        <strong>{toDate === null ? percent : words.soFar(percent)}</strong>
        <span>
          {words.needed(neededPercent)} · {words.mayMiss(mayStillMiss)}
        </span>
      </p>
    </div>
  );
}
