import './scan-page.css';
import { CameraOff, Flashlight, Keyboard, X } from 'lucide-react';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { Camera, CameraProblem } from '#ui/scanner/camera.ts';
import { useWords } from '../messages/student-words.ts';
import { Button } from '../parts/button.tsx';
import { useScanner } from '../scanner/use-scanner.ts';
import type { ScanHint } from '../state/student-state.ts';
import { useStudent } from '../student-context.tsx';

/** Reads codes until one is accepted. A code that was too late shows nothing: the next is already on the wall. */
export function ScanPage({ hint }: { readonly hint: ScanHint | null }): ReactNode {
  const { messages } = useWords();
  const student = useStudent();
  const video = useRef<HTMLVideoElement>(null);
  const [attempt, setAttempt] = useState(0);
  const onText = useCallback((text: string) => student.checkingIn.scanned(text), [student]);
  const scanner = useScanner(video, onText, attempt);
  const words = messages.scan;
  const isLooking = scanner.name === 'looking';
  const said = isLooking ? words.looking : words.starting;
  return (
    <div className="scanner" data-theme="dark">
      <header className="scanner-head">
        <h1>{words.title}</h1>
        <button type="button" className="icon-button" aria-label={words.close} onClick={() => student.home()}>
          <X aria-hidden="true" />
        </button>
      </header>
      <main className="scanner-main">
        <div className="finder" hidden={scanner.name === 'no-camera'}>
          <video ref={video} playsInline muted aria-label={words.picture} />
          <span className="finder-corners" aria-hidden="true" />
        </div>
        {scanner.name === 'no-camera' && (
          <NoCamera problem={scanner.problem} onRetry={() => setAttempt(attempt + 1)} />
        )}
      </main>
      <footer className="scanner-foot">
        {scanner.name !== 'no-camera' && (
          <p role="status" className={hint === null ? 'scanner-said' : 'scanner-said scanner-hint'}>
            {hint === null ? said : words.hints[hint]}
          </p>
        )}
        <div className="scanner-actions">
          {isLooking && scanner.camera.hasTorch && <Torch camera={scanner.camera} />}
          <button type="button" className="button button-on-dark" onClick={() => student.openTyping()}>
            <Keyboard aria-hidden="true" /> {words.type}
          </button>
        </div>
      </footer>
    </div>
  );
}

function NoCamera({
  problem,
  onRetry,
}: {
  readonly problem: CameraProblem;
  readonly onRetry: () => void;
}): ReactNode {
  const { messages } = useWords();
  const { title, help } = messages.scan.camera[problem];
  return (
    <div className="no-camera" role="alert">
      <CameraOff aria-hidden="true" />
      <h2>{title}</h2>
      <p>{help}</p>
      <Button kind="plain" onPress={onRetry}>
        {messages.common.tryAgain}
      </Button>
    </div>
  );
}

function Torch({ camera }: { readonly camera: Camera }): ReactNode {
  const { messages } = useWords();
  const [isOn, setOn] = useState(false);
  const toggle = (): void => {
    setOn(!isOn);
    void camera.setTorch(!isOn);
  };
  return (
    <button type="button" className="button button-on-dark" aria-pressed={isOn} onClick={toggle}>
      <Flashlight aria-hidden="true" /> {messages.scan.torch}
    </button>
  );
}
