import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './button.module.css';

type Props = ComponentPropsWithRef<'button'> & {
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet';
};

/** A button that a finger finds on a wall. */
export function Button({ look = 'plain', className = '', type = 'button', ...props }: Props): ReactNode {
  const lookClass = look === 'plain' ? '' : (styles[look] ?? '');
  return <button type={type} className={`${styles['button']} ${lookClass} ${className}`} {...props} />;
}
