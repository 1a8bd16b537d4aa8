import { type ReactNode, useEffect, useRef } from 'react';
import { useScreen } from '../screen-context.ts';
import { useCamera } from './camera-context.ts';
import styles from './camera-strip.module.css';

/** While the camera looks: that it does, what it sees, and what to hold to it. The picture is a mirror, which is how people aim. */
export function CameraStrip(): ReactNode {
  const { messages } = useScreen();
  const { stream } = useCamera();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current === null) return;
    video.current.srcObject = stream;
    video.current.play().catch(() => undefined);
  }, [stream]);
  if (stream === null) return null;
  return (
    <section className={styles['strip']} aria-label={messages.camera.light} data-camera="on">
      <video className={styles['mirror']} ref={video} muted playsInline aria-label={messages.camera.mirror} />
      <p className={styles['text']}>
        <span className={styles['on']}>
          <span className={styles['light']} aria-hidden="true" />
          {messages.camera.on}
        </span>
        <span className={styles['how']}>{messages.camera.how}</span>
      </p>
    </section>
  );
}
