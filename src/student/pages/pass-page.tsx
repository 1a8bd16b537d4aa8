import './pass-page.css';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { STEP_MS } from '#domain/room-code/step.ts';
import { QrCode } from '#ui/qr/qr-code.tsx';
import { useWords } from '../messages/student-words.ts';
import { usePass } from '../pass/use-pass.ts';
import { useWakeLock } from '../pass/use-wake-lock.ts';
import { useStudent, useView } from '../student-context.tsx';

/** The other way round: the phone shows a code, and the camera of the room's display reads it. White, because that is what lights it. */
export function PassPage(): ReactNode {
  const { messages } = useWords();
  const student = useStudent();
  const { identity, me } = useView().known;
  const pass = usePass();
  useWakeLock();
  const words = messages.pass;
  return (
    <div className="pass" data-theme="light">
      <header className="pass-head">
        <h1>{words.title}</h1>
        <button
          type="button"
          className="icon-button"
          aria-label={messages.common.back}
          onClick={() => student.home()}
        >
          <X aria-hidden="true" />
        </button>
      </header>
      <main className="pass-main">
        <div className="pass-box">
          {pass !== null && <QrCode className="pass-code" text={pass.text} label={words.code} />}
          {pass === null && <p className="pass-none">{words.none}</p>}
        </div>
        {pass !== null && <PassBar key={pass.until} leftMs={pass.until - student.now()} />}
        <p className="pass-owner">
          <strong>{identity?.name}</strong>
          <span>{identity?.studentNumber}</span>
        </p>
        <p className="pass-help">{me?.device.confirmed === false ? words.unconfirmed : words.help}</p>
        <p className="pass-bright">{words.bright}</p>
      </main>
    </div>
  );
}

/** How long this code still stands; drawn by the browser alone, so that nothing is computed while it runs down. */
function PassBar({ leftMs }: { readonly leftMs: number }): ReactNode {
  const begun = Math.min(0, leftMs - STEP_MS);
  return (
    <div className="pass-bar" aria-hidden="true">
      <span style={{ animationDuration: `${STEP_MS}ms`, animationDelay: `${begun}ms` }} />
    </div>
  );
}
