import { Video } from 'lucide-react';
import type { ReactNode } from 'react';
import { useScreen } from '../screen-context.ts';
import { useCamera } from './camera-context.ts';
import styles from './camera-light.module.css';

/** In the same corner of every screen for as long as the camera looks, whatever else is on it. */
export function CameraLight(): ReactNode {
  const { messages } = useScreen();
  const { stream } = useCamera();
  if (stream === null) return null;
  return (
    <span className={styles['light']} role="img" aria-label={messages.camera.light}>
      <Video className={styles['icon']} aria-hidden="true" />
      <span className={styles['dot']} />
    </span>
  );
}
